#include "sync/agent/stick_desk.h"

#include "core/base/codes/sync.h"
#include "core/base/log.h"

namespace kaogong::sync {
namespace {

constexpr std::int64_t kTellEveryMs = 300;

void take_counts(const StickReport& report, store::StickProgress& progress) {
    progress.written = report.written;
    progress.known = report.there;
    progress.refused = report.refused;
    progress.left = report.left;
    progress.bytes = report.bytes;
    progress.took_ms = report.took_ms;
    progress.slow = report.slow();
    progress.why = report.why;
}

} // namespace

StickDesk::StickDesk(Path data, Path media, Clock& clock)
    : data_(std::move(data)), media_(std::move(media)), clock_(clock), reports_(data_ / "spool" / "seen"), told_(reports_.stick()) {}

Result<Path> StickDesk::find_stick() const {
    constexpr std::size_t kLookedAtMax = 64;
    std::vector<Path> sticks;
    std::error_code failed;
    std::size_t looked_at = 0;
    for (auto at = std::filesystem::directory_iterator(media_, failed); !failed && at != std::filesystem::directory_iterator();
         at.increment(failed)) {
        if (++looked_at > kLookedAtMax) break;
        if (std::filesystem::symlink_status(at->path(), failed).type() == std::filesystem::file_type::directory) sticks.push_back(at->path());
    }
    if (sticks.size() != 1) return error(codes::stick_unusable, std::to_string(sticks.size()) + " in " + media_.string());
    return sticks.front();
}

Result<bool> StickDesk::look() {
    store::StickProgress now = told_.value_or(store::StickProgress{});
    const auto found = find_stick();
    now.there = found && Stick::open(*found, Stick::Use::read).ok();
    now.name = now.there ? found->filename().string() : std::string();
    // A start found what another carrier was doing when it was stopped: that was not done to its end.
    now.running = false;
    TRY(tell(now));
    const auto wish = store::wished_of_stick(data_ / "spool" / "out");
    if (!wish || wish->number == now.wish.number) return false;
    TRY(do_wish(*wish));
    return true;
}

Result<void> StickDesk::tell(const store::StickProgress& now) {
    if (told_ == now) return success();
    TRY(reports_.write(now));
    told_ = now;
    return success();
}

Result<void> StickDesk::do_wish(const store::StickWish& wish) {
    store::StickProgress now{.there = told_ && told_->there, .name = told_ ? told_->name : std::string(), .wish = wish, .running = true};
    TRY(tell(now));
    const auto folder = find_stick();
    auto stick = folder ? Stick::open(*folder, wish.work == store::StickWork::write_parcels ? Stick::Use::write : Stick::Use::read)
                        : Result<Stick>(folder.error());
    std::int64_t told_ms = clock_.boot_ms();
    const OnStick on_progress = [&](const StickReport& report) {
        if (clock_.boot_ms() - told_ms < kTellEveryMs) return;
        told_ms = clock_.boot_ms();
        take_counts(report, now);
        (void)tell(now); // a report that cannot be written keeps nothing from being done
    };
    const auto done = stick ? work(wish.work, *stick, on_progress) : Result<StickReport>(stick.error());
    now.running = false;
    if (done)
        take_counts(*done, now);
    else
        now.why = done.error();
    if (now.why) log(LogLevel::warning, *now.why, {{"stick", now.name}});
    return tell(now);
}

Result<StickReport> StickDesk::work(store::StickWork work, Stick& stick, const OnStick& on_progress) {
    if (work == store::StickWork::write_parcels) return export_parcels(data_, stick, clock_, on_progress);
    return import_answers(data_, stick, clock_, on_progress);
}

} // namespace kaogong::sync
