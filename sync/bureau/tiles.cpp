#include "sync/bureau/tiles.h"

#include "core/base/codes/bureau.h"
#include "core/record/checkpoint.h"
#include "core/record/formats.h"
#include "sync/bureau/cosignatures.h"

#include <algorithm>

namespace kaogong::bureau {

using record::kTileHeight;
using record::kTileWidth;
using record::TilePlace;

namespace {

IndexRange range_of(const TilePlace& place) {
    return {.from = place.index * kTileWidth, .to = place.index * kTileWidth + place.width};
}

} // namespace

// What the last run published says from which head on partial tiles may lack. It is a hint: all tiles of the newest head are looked at.
Result<void> TilePublisher::begin() {
    const auto newest = TRY(log_.newest_head());
    if (!newest) return success();
    const auto note = read_file(folder_ / "checkpoint", record::kCheckpointMax);
    const auto checkpoint = note.ok() ? record::decode_checkpoint(as_text(*note)) : Result<record::Checkpoint>(note.error());
    published_ = checkpoint.ok() ? std::min(checkpoint->size, newest->size) : newest->size;
    TRY(write_tiles({.from = 0, .to = newest->size}));
    begun_ = true;
    return success();
}

// A checkpoint that was produced wants its own partial tiles (tlog-tiles), even where a later one follows at once.
Result<void> TilePublisher::publish() {
    if (!begun_) TRY(begin());
    const auto newest = TRY(log_.newest_head());
    if (!newest) return success();
    while (published_ < newest->size) {
        const auto head = TRY(log_.head_after(published_));
        CHECK(head.has_value()); // the newest at the latest
        TRY(write_tiles({.from = published_, .to = head->size}));
        published_ = head->size;
    }
    TRY(write_witnessed(*newest));
    return write_note("checkpoint", *newest);
}

Result<void> TilePublisher::write_tiles(record::TreeSizes sizes) {
    for (unsigned level = 0; record::tile_hashes(level, sizes.to) > 0; ++level) TRY(write_level(level, sizes));
    return write_entries(sizes);
}

Result<void> TilePublisher::write_note(const std::string& name, const LogHead& head) {
    return write_once(name, view(TRY(note_with_cosignatures(log_, head))));
}

// On a busy log the newest head is seldom cosigned yet; a reader who wants a witness takes this one.
Result<void> TilePublisher::write_witnessed(const LogHead& newest) {
    const auto size = TRY(log_.newest_cosigned());
    if (!size) return success();
    if (*size == newest.size) return write_note("checkpoint.witnessed", newest);
    const auto head = TRY(log_.head_after(*size - 1));
    if (!head || head->size != *size) return error(codes::log_damaged, "a cosigned head is missing");
    return write_note("checkpoint.witnessed", *head);
}

Result<void> TilePublisher::write_level(unsigned level, record::TreeSizes sizes) {
    for (const TilePlace& tile : record::new_tiles(level, sizes)) {
        Bytes content;
        for (const Hash& hash : TRY(log_.nodes(kTileHeight * level, range_of(tile))))
            content.insert(content.end(), hash.bytes.begin(), hash.bytes.end());
        TRY(write_once(record::tile_path(tile), content));
    }
    return success();
}

Result<void> TilePublisher::write_entries(record::TreeSizes sizes) {
    for (const TilePlace& bundle : record::new_tiles(0, sizes)) {
        Bytes content;
        for (const Bytes& leaf : TRY(log_.leaves(range_of(bundle)))) {
            CHECK(leaf.size() <= UINT16_MAX); // leaf data is two hashes at the most
            content.push_back(static_cast<std::uint8_t>(leaf.size() >> 8));
            content.push_back(static_cast<std::uint8_t>(leaf.size() & 0xff));
            content.insert(content.end(), leaf.begin(), leaf.end());
        }
        TRY(write_once(record::entries_path(bundle), content));
    }
    return success();
}

// A tile of a given width never changes: one that is there as it should be is left alone, a damaged one is made anew.
Result<void> TilePublisher::write_once(const std::string& path, ByteView content) {
    const Path target = folder_ / path;
    const auto there = read_file(target, content.size());
    if (there.ok() && equal(*there, content)) return success();
    std::error_code failed;
    std::filesystem::create_directories(target.parent_path(), failed);
    if (failed) return errno_error(failed.value(), target);
    return write_file_atomic(target, content);
}

} // namespace kaogong::bureau
