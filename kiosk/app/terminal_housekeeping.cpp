// What the terminal does unasked: it notes that the wall clock was set and that it is in order, closes a session whose time is over, and
// destroys personal data once a closed session's results are all receipted (records.md, Personal data).
#include "kiosk/app/terminal.h"

#include "core/base/log.h"
#include "core/store/spool_signs.h"

#include <algorithm>
#include <cstdlib>

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kStepLeastMs = 2'000;   // what a time service slews away is no step
constexpr std::int64_t kStepsApartMs = 60'000; // a clock that is set again and again does not fill the ledger
constexpr std::int64_t kHeartbeatMs = 60 * 60'000;

} // namespace

// While somebody sits here nothing is written that is not the sitting's own.
Result<void> Terminal::keep_house(SpoolReply& reply) {
    TRY(watch_clock());
    if (sitting_open_) return success();
    TRY(note_heartbeat_when_due());
    const bool closed = TRY(close_what_is_over());
    const bool erased = TRY(erase_what_is_done());
    reply.content_changed |= closed || erased;
    return success();
}

// A session has disk and network for itself: the carrier sees the sign and waits.
Result<void> Terminal::tell_carrier() {
    const std::vector<store::PackageFacts> packages = TRY(store_->packages().all());
    const bool open = std::any_of(packages.begin(), packages.end(),
                                  [](const store::PackageFacts& facts) { return facts.state == store::PackageState::session_open; });
    const Path sign = options_.data / "spool" / "out" / store::kBusyFile;
    if (!open) {
        busy_told_boot_ms_.reset();
        return remove_file(sign);
    }
    const std::int64_t boot_ms = options_.clock.boot_ms();
    const bool fresh = busy_told_boot_ms_ && boot_ms >= *busy_told_boot_ms_ && boot_ms - *busy_told_boot_ms_ < store::kBusyWrittenEveryMs;
    if (fresh) return success();
    constexpr int kGroupReadable = 0640;
    TRY(write_file_atomic(sign, {}, {.mode = kGroupReadable}));
    busy_told_boot_ms_ = boot_ms;
    return success();
}

Result<void> Terminal::watch_clock() {
    const Instant now = options_.clock.now();
    if (!clock_seen_ && last_alive_) clock_seen_ = last_alive_->at;
    if (!clock_seen_ || clock_seen_->boot_id != now.boot_id) {
        clock_seen_ = now;
        return success();
    }
    const std::int64_t since_ms = now.boot_ms - clock_seen_->boot_ms;
    const std::int64_t expected_ms = clock_seen_->wall_ms + since_ms;
    if (std::abs(now.wall_ms - expected_ms) < kStepLeastMs) {
        if (!clock_stepped_ || since_ms >= kStepsApartMs) clock_seen_ = now;
        return success();
    }
    if (clock_stepped_ && since_ms < kStepsApartMs) return success();
    TRY(store_->note_clock_step({.expected_ms = expected_ms, .found_ms = now.wall_ms}));
    clock_stepped_ = true;
    clock_seen_ = now;
    return success();
}

Result<void> Terminal::note_heartbeat_when_due() {
    const std::int64_t boot_ms = options_.clock.boot_ms();
    if (heartbeat_boot_ms_ == 0) heartbeat_boot_ms_ = boot_ms; // the boot entry says it for the start
    if (boot_ms - heartbeat_boot_ms_ < kHeartbeatMs) return success();
    if (options_.profile_alarm || !TRY(store_->space()).enough_for_session) return success();
    TRY(store_->note_heartbeat());
    heartbeat_boot_ms_ = boot_ms;
    return success();
}

Result<bool> Terminal::close_what_is_over() {
    const std::int64_t wall_ms = options_.clock.wall_ms();
    bool closed = false;
    for (const store::PackageFacts& facts : TRY(store_->packages().all())) {
        if (facts.state != store::PackageState::session_open || wall_ms <= facts.not_after_ms) continue;
        TRY(close_session_of(facts, {}));
        closed = true;
    }
    return closed;
}

// All or nothing: the candidates of every package lie under one key, so that one session that is still to come keeps them all.
Result<bool> Terminal::erase_what_is_done() {
    if (TRY(store_->roster().empty())) return false;
    const std::int64_t wall_ms = options_.clock.wall_ms();
    const std::vector<store::PackageFacts> packages = TRY(store_->packages().all());
    const bool all_over = std::all_of(packages.begin(), packages.end(), [&](const store::PackageFacts& facts) {
        return facts.state == store::PackageState::session_closed || wall_ms > facts.not_after_ms;
    });
    const bool some_held = std::any_of(packages.begin(), packages.end(),
                                       [](const store::PackageFacts& facts) { return facts.state == store::PackageState::session_closed; });
    if (!all_over || !some_held || TRY(store_->results().undelivered()) > 0) return false;
    TRY(store_->roster().erase_all({}));
    // The sealed packages hold the rosters themselves.
    for (const store::PackageFacts& facts : packages) {
        std::error_code failed;
        std::filesystem::remove(package_path(options_.data, facts.id), failed);
        if (failed) return errno_error(failed.value(), package_path(options_.data, facts.id));
    }
    desk_.reset();
    package_.reset();
    return true;
}

} // namespace kaogong::kiosk::app
