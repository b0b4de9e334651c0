// The log as static files for anyone to fetch and check (C2SP tlog-tiles): tiles of 256 hashes, bundles of 256 entries, and the checkpoint.
// They are derived from the store after each commit and can be made anew at any time; nothing in the bureau reads them back.
#pragma once

#include "core/base/file.h"
#include "sync/bureau/store/log_store.h"

namespace kaogong::bureau {

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

// The tiles of one level that a log grown from one size to another has new, the last one perhaps partial.
std::vector<TilePlace> new_tiles(unsigned level, record::TreeSizes sizes);

class TilePublisher {
  public:
    TilePublisher(Path folder, LogStore& log) : folder_(std::move(folder)), log_(log) {}

    // Writes what is new since the last call, the checkpoint last, so that it never names a tile that is not there. The first call looks at
    // everything.
    Result<void> publish();

  private:
    Result<void> write_level(unsigned level, record::TreeSizes sizes);
    Result<void> write_entries(record::TreeSizes sizes);
    Result<void> write_once(const std::string& path, ByteView content);

    Path folder_;
    LogStore& log_;
    std::uint64_t published_ = 0;
};

} // namespace kaogong::bureau
