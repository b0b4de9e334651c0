// The log's files in a bureau's folder, kept in step with the store. They are a copy: whoever shares the store on another machine has its
// own, and of several processes in one folder one keeps them, until it dies and the next does.
#pragma once

#include "sync/bureau/authority.h"
#include "sync/bureau/store/store.h"
#include "sync/bureau/tiles.h"

namespace kaogong::bureau {

// What this bureau has signed and published must be in its store: log_rolled_back when the checkpoint in DATA/log is beyond it or has
// another root. That is a store restored from an old copy, or another bureau's; to serve from it would mean to sign a second log. A
// checkpoint that is absent or not readable says nothing, and is made anew.
Result<void> check_published(const Path& data, LogStore& log, const Authority& authority);

class LogFiles {
  public:
    // bureau_running when another process works on that folder and the store is not one to share.
    static Result<LogFiles> open(const StoreOptions& options, LogStore& log);

    // Brings the files up to the newest head, whoever signed it. A failure is told in the log and mended by the next call.
    void publish();

  private:
    LogFiles(Path data, LogStore& log, std::unique_ptr<ServerLock> lock)
        : data_(std::move(data)), lock_(std::move(lock)), tiles_(data_ / "log", log) {}

    Path data_;
    std::unique_ptr<ServerLock> lock_; // absent while another process keeps the files
    TilePublisher tiles_;
};

} // namespace kaogong::bureau
