// The sign of life of an open sitting: DATA/alive, overwritten each second and synced every five, so that after a crash the program knows
// when it last ran. Two slots are written in turn, each with its own check value: a write that was cut off costs one second, never both.
// It holds no answers and no names.
#pragma once

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"

#include "core/store/descriptor.h"

#include <optional>

namespace kaogong::store {

struct AliveMark {
    Instant at;
    SittingId sitting;
    std::int64_t active_ms = 0; // time of the paper used so far
};

class AliveFile {
  public:
    static constexpr std::int64_t kSyncEveryMs = 5'000;

    static Result<AliveFile> open(const Path& path); // 0600
    Result<void> write(const AliveMark& mark);
    // After the sitting ended properly: there is nothing to resume.
    Result<void> clear();

  private:
    AliveFile(Path path, Descriptor file, std::uint64_t counter) : path_(std::move(path)), file_(std::move(file)), counter_(counter) {}

    Path path_;
    Descriptor file_;
    std::uint64_t counter_;
    std::optional<Instant> synced_;
};

// The newest whole mark; none when the file is absent, empty or torn in both slots.
Result<std::optional<AliveMark>> read_alive(const Path& path);

} // namespace kaogong::store
