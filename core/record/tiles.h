// Where the parts of a log's tree lie as static files (C2SP tlog-tiles): tiles of 256 hashes, bundles of 256 entries. Paths and widths
// alone; the bureau writes such files, a witness reads them.
#pragma once

#include "core/record/merkle.h"

#include <string>

namespace kaogong::record {

inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr unsigned kTileHeight = 8; // levels of the tree in one tile

struct TilePlace {
    unsigned level = 0;      // of tiles: level L holds hashes of tree level 8 L
    std::uint64_t index = 0; // of the tile in its level
    std::uint64_t width = kTileWidth;
};
// "tile/0/x001/x234/067", "tile/1/000.p/5"; entries have "entries" in the level's place.
std::string tile_path(const TilePlace& place);
std::string entries_path(const TilePlace& place);

// How many hashes a tile level holds for a log of that size.
std::uint64_t tile_hashes(unsigned level, std::uint64_t tree_size);

// The tiles of one level that a log grown from one size to another has new, the last one perhaps partial.
std::vector<TilePlace> new_tiles(unsigned level, TreeSizes sizes);

} // namespace kaogong::record
