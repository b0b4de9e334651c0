#include "sync/bureau/entry_proving.h"

#include "core/base/log.h"

namespace kaogong::bureau {

void EntryProving::on_finished(std::function<void()> told) {
    const std::lock_guard lock(desk_->mutex);
    desk_->told = std::move(told);
}

Result<void> EntryProving::keep_finished() {
    std::optional<ProvedRun> finished;
    {
        const std::lock_guard lock(desk_->mutex);
        finished.swap(desk_->finished);
    }
    if (!finished) return success();
    under_way_ = false;
    return prover_.keep(*finished, clock_.wall_ms());
}

bool EntryProving::give_away(UnprovedRun run) {
    const std::size_t bytes = run.segment.entries.size();
    const auto outcome = std::make_shared<ProvedRun>();
    const auto work = [run = std::move(run), outcome] { *outcome = EntryProver::prove(run); };
    const auto done = [desk = desk_, outcome] {
        const std::lock_guard lock(desk->mutex);
        desk->finished = std::move(*outcome);
        desk->told();
    };
    return examiners_.take({.work = work, .done = done, .bytes = bytes});
}

void EntryProving::go_on() {
    const auto kept = keep_finished();
    if (!kept.ok()) log(LogLevel::warning, kept.error());
    if (under_way_) return;
    auto next = prover_.next();
    if (!next.ok()) return log(LogLevel::warning, next.error());
    if (*next) under_way_ = give_away(std::move(**next));
}

} // namespace kaogong::bureau
