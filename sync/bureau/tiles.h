// The log as static files for anyone to fetch and check (C2SP tlog-tiles): tiles of 256 hashes, bundles of 256 entries, and the checkpoint.
// They are derived from the store after each commit and can be made anew at any time; nothing in the bureau reads them back.
#pragma once

#include "core/base/file.h"
#include "core/record/tiles.h"
#include "sync/bureau/store/log_store.h"

namespace kaogong::bureau {

class TilePublisher {
  public:
    TilePublisher(Path folder, LogStore& log) : folder_(std::move(folder)), log_(log) {}

    // Writes what is new since the last call: partial tiles of every head that was signed, and the checkpoint last, so that it never names a
    // tile that is not there. It carries the cosignatures that the newest head has; `checkpoint.witnessed` is the newest head that has any.
    // The first call looks at everything.
    Result<void> publish();

  private:
    Result<void> begin();
    Result<void> write_tiles(record::TreeSizes sizes);
    Result<void> write_note(const std::string& name, const LogHead& head);
    Result<void> write_witnessed(const LogHead& newest);
    Result<void> write_level(unsigned level, record::TreeSizes sizes);
    Result<void> write_entries(record::TreeSizes sizes);
    Result<void> write_once(const std::string& path, ByteView content);

    Path folder_;
    LogStore& log_;
    bool begun_ = false;
    std::uint64_t published_ = 0;
};

} // namespace kaogong::bureau
