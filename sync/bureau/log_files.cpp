#include "sync/bureau/log_files.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "core/record/checkpoint.h"

namespace kaogong::bureau {
namespace {
constexpr std::size_t kCheckpointBytesMax = 64u << 10;
}

Result<void> check_published(const Path& data, LogStore& log, const Authority& authority) {
    const auto note = read_file(data / "log" / "checkpoint", kCheckpointBytesMax);
    if (!note.ok()) return note.code() == codes::file_missing ? success() : Result<void>(note.error());
    const auto published = record::verify_published_checkpoint(as_text(*note), authority.bundle);
    if (!published.ok() || published->origin != authority.origin) {
        kaogong::log(LogLevel::warning, "the published checkpoint is not one of this bureau, and is made anew");
        return success();
    }
    const std::string sizes = std::to_string(published->size) + " published";
    if (published->size > TRY(log.log_size())) return error(codes::log_rolled_back, sizes);
    if (TRY(record::root_at(log, published->size)) != published->root) return error(codes::log_rolled_back, sizes + " with another root");
    return success();
}

Result<LogFiles> LogFiles::open(const StoreOptions& options, LogStore& log) {
    auto lock = lock_for_serving(options.data);
    if (lock.ok()) return LogFiles(options.data, log, std::move(*lock));
    if (lock.code() == codes::bureau_running && options.shared()) return LogFiles(options.data, log, nullptr);
    return lock.error();
}

void LogFiles::publish() {
    if (!lock_) {
        auto lock = lock_for_serving(data_);
        if (!lock.ok()) return;
        lock_ = std::move(*lock);
    }
    const auto published = tiles_.publish();
    if (!published.ok()) log(LogLevel::error, published.error(), {{"what", "log files"}});
}

} // namespace kaogong::bureau
