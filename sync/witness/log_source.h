// A log as its static files (C2SP tlog-tiles), in a folder or behind an address, and its tree as far as the tiles show it. Everything that
// comes from there is hostile until it leads to a root that the log has signed.
#pragma once

#include "core/base/file.h"
#include "core/record/merkle.h"
#include "sync/http/transport.h"

#include <map>
#include <memory>
#include <string>

namespace kaogong::witness {

class LogSource {
  public:
    virtual ~LogSource() = default;
    // witness_log_unreadable when it is not there, cannot be had, or is larger than size_max.
    virtual Result<Bytes> get(const std::string& path, std::size_t size_max) = 0;
};

class LogFolder final : public LogSource {
  public:
    explicit LogFolder(Path folder) : folder_(std::move(folder)) {}
    Result<Bytes> get(const std::string& path, std::size_t size_max) override;

  private:
    Path folder_;
};

class LogAddress final : public LogSource {
  public:
    explicit LogAddress(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}
    Result<Bytes> get(const std::string& path, std::size_t size_max) override;

  private:
    std::unique_ptr<Transport> transport_;
};

// Nodes of the tree of a log of that size, computed from its tiles: level 0 of a tile are hashes that lie in it, those above are hashed
// from them. A tile is fetched once; a proof needs a few dozen at the most.
class TileNodes final : public record::NodeSource {
  public:
    TileNodes(LogSource& source, std::uint64_t tree_size) : source_(source), tree_size_(tree_size) {}
    Result<Hash> node(unsigned level, std::uint64_t index) override;

  private:
    using Tile = std::vector<Hash>;
    struct Place {
        unsigned level = 0;
        std::uint64_t index = 0;
        auto operator<=>(const Place&) const = default;
    };
    Result<const Tile*> tile(Place place);
    Result<Bytes> fetch(Place place, std::uint64_t width);

    LogSource& source_;
    std::uint64_t tree_size_;
    std::map<Place, Tile> tiles_;
};

} // namespace kaogong::witness
