#include "core/record/tiles.h"

namespace kaogong::record {
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

} // namespace

std::string tile_path(const TilePlace& place) {
    return path_of(std::to_string(place.level), place);
}

std::string entries_path(const TilePlace& place) {
    return path_of("entries", place);
}

std::uint64_t tile_hashes(unsigned level, std::uint64_t tree_size) {
    return kTileHeight * level < 64 ? tree_size >> (kTileHeight * level) : 0;
}

std::vector<TilePlace> new_tiles(unsigned level, TreeSizes sizes) {
    const std::uint64_t from = tile_hashes(level, sizes.from);
    const std::uint64_t to = tile_hashes(level, sizes.to);
    std::vector<TilePlace> tiles;
    if (from == to) return tiles;
    for (std::uint64_t index = from / kTileWidth; index * kTileWidth < to; ++index)
        tiles.push_back({.level = level, .index = index, .width = std::min(kTileWidth, to - index * kTileWidth)});
    return tiles;
}

} // namespace kaogong::record
