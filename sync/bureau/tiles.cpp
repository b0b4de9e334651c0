#include "sync/bureau/tiles.h"

namespace kaogong::bureau {
namespace {

// Thousands as folders, all but the last marked: 1234067 is x001/x234/067 (C2SP tlog-tiles).
std::string index_path(std::uint64_t index) {
    const auto three = [](std::uint64_t number) {
        std::string digits = std::to_string(number);
        return std::string(3 - digits.size(), '0') + digits;
    };
    std::string path = three(index % 1'000);
    for (index /= 1'000; index > 0; index /= 1'000) path = "x" + three(index % 1'000) + "/" + path;
    return path;
}

std::string path_of(const std::string& level, const TilePlace& place) {
    std::string path = "tile/" + level + "/" + index_path(place.index);
    if (place.width < kTileWidth) path += ".p/" + std::to_string(place.width);
    return path;
}

IndexRange range_of(const TilePlace& place) {
    return {.from = place.index * kTileWidth, .to = place.index * kTileWidth + place.width};
}

// How many hashes a tile level holds for a log of that size.
std::uint64_t hashes_at(unsigned level, std::uint64_t size) {
    return size >> (kTileHeight * level);
}

} // namespace

std::string tile_path(const TilePlace& place) {
    return path_of(std::to_string(place.level), place);
}

std::string entries_path(const TilePlace& place) {
    return path_of("entries", place);
}

std::vector<TilePlace> new_tiles(unsigned level, record::TreeSizes sizes) {
    const std::uint64_t from = hashes_at(level, sizes.from);
    const std::uint64_t to = hashes_at(level, sizes.to);
    std::vector<TilePlace> tiles;
    if (from == to) return tiles;
    for (std::uint64_t index = from / kTileWidth; index * kTileWidth < to; ++index)
        tiles.push_back({.level = level, .index = index, .width = std::min(kTileWidth, to - index * kTileWidth)});
    return tiles;
}

Result<void> TilePublisher::publish() {
    const auto head = TRY(log_.newest_head());
    if (!head || head->size == published_) return success();
    const record::TreeSizes sizes{.from = published_, .to = head->size};
    for (unsigned level = 0; hashes_at(level, sizes.to) > 0; ++level) TRY(write_level(level, sizes));
    TRY(write_entries(sizes));
    TRY(write_file_atomic(folder_ / "checkpoint", view(head->checkpoint)));
    published_ = head->size;
    return success();
}

Result<void> TilePublisher::write_level(unsigned level, record::TreeSizes sizes) {
    for (const TilePlace& tile : new_tiles(level, sizes)) {
        Bytes content;
        for (const Hash& hash : TRY(log_.nodes(kTileHeight * level, range_of(tile))))
            content.insert(content.end(), hash.bytes.begin(), hash.bytes.end());
        TRY(write_once(tile_path(tile), content));
    }
    return success();
}

Result<void> TilePublisher::write_entries(record::TreeSizes sizes) {
    for (const TilePlace& bundle : new_tiles(0, sizes)) {
        Bytes content;
        for (const Bytes& leaf : TRY(log_.leaves(range_of(bundle)))) {
            CHECK(leaf.size() <= UINT16_MAX); // leaf data is two hashes at the most
            content.push_back(static_cast<std::uint8_t>(leaf.size() >> 8));
            content.push_back(static_cast<std::uint8_t>(leaf.size() & 0xff));
            content.insert(content.end(), leaf.begin(), leaf.end());
        }
        TRY(write_once(entries_path(bundle), content));
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
