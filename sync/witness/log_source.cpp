#include "sync/witness/log_source.h"

#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "core/record/tiles.h"

namespace kaogong::witness {
namespace {

constexpr std::size_t kTilesMax = 256; // of one proof: two edges of eight levels, with room
constexpr int kFound = 200;

Error unreadable(std::string_view what) {
    return error(codes::witness_log_unreadable, std::string(what));
}

} // namespace

Result<Bytes> LogFolder::get(const std::string& path, std::size_t size_max) {
    auto bytes = read_file(folder_ / path, size_max);
    if (!bytes.ok()) return unreadable(path + ": " + std::string(code_name(bytes.code())));
    return bytes;
}

Result<Bytes> LogAddress::get(const std::string& path, std::size_t size_max) {
    auto reply = transport_->send({.method = "GET", .path = "/" + path, .body = {}, .reply_bytes_max = size_max});
    if (!reply.ok()) return unreadable(path + ": " + std::string(code_name(reply.code())));
    if (reply->status != kFound) return unreadable(path + ": status " + std::to_string(reply->status));
    return std::move(reply->body);
}

// A log may delete a partial tile once the whole one is there (tlog-tiles, Partial Tiles).
Result<Bytes> TileNodes::fetch(Place place, std::uint64_t width) {
    const auto get = [&](std::uint64_t wide) {
        return source_.get(record::tile_path({.level = place.level, .index = place.index, .width = wide}), wide * Hash::kSize);
    };
    auto bytes = get(width);
    if (!bytes.ok() && width < record::kTileWidth) {
        auto whole = get(record::kTileWidth);
        if (whole.ok()) bytes = std::move(whole);
    }
    if (!bytes.ok()) return bytes;
    if (bytes->size() < width * Hash::kSize || bytes->size() % Hash::kSize != 0) return unreadable("length of a tile");
    return bytes;
}

Result<const TileNodes::Tile*> TileNodes::tile(Place place) {
    if (const auto found = tiles_.find(place); found != tiles_.end()) return &found->second;
    if (tiles_.size() == kTilesMax) return unreadable("more tiles than a proof needs");
    const std::uint64_t hashes = record::tile_hashes(place.level, tree_size_);
    const std::uint64_t start = place.index * record::kTileWidth;
    if (place.index > tree_size_ || start >= hashes) return unreadable("no such tile");
    const std::uint64_t width = std::min(record::kTileWidth, hashes - start);
    const Bytes bytes = TRY(fetch(place, width));
    Tile tile;
    for (std::uint64_t i = 0; i < width; ++i) tile.push_back(TRY(Hash::from(ByteView(bytes).subspan(i * Hash::kSize, Hash::kSize))));
    return &tiles_.emplace(place, std::move(tile)).first->second;
}

Result<Hash> TileNodes::node(unsigned level, std::uint64_t index) {
    const unsigned above = level % record::kTileHeight;
    const std::uint64_t first = index << above; // of the tile level's hashes below this node
    const Tile* in_tile = TRY(tile({.level = level / record::kTileHeight, .index = first / record::kTileWidth}));
    record::MerkleTree tree;
    for (std::uint64_t i = first; i < first + (std::uint64_t{1} << above); ++i) {
        const std::uint64_t place = i % record::kTileWidth;
        if (place >= in_tile->size()) return unreadable("a tile ends early");
        tree.append_hash((*in_tile)[static_cast<std::size_t>(place)]);
    }
    return tree.root();
}

} // namespace kaogong::witness
