#include "core/assessment/practical/scoring_modules.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

Result<const TaskModule*> module_taken(const ScoringState& state, std::string_view module) {
    for (const TaskModule* taken : TRY(modules_taken(state.rules->sheet, state.chosen)))
        if (taken->id == module) return taken;
    return error(codes::sheet_reference, std::string(module));
}

} // namespace

Result<void> begin_module(ScoringState& state, const ModuleBegun& event) {
    TRY(needs_working(state));
    TRY(needs_member(*state.rules, event.by));
    TRY(module_taken(state, event.module));
    if (event.module == state.active_module) return wrong_state(state);
    const std::int64_t now_ms = TRY(worked_ms(state.clock, event.at));
    if (!state.active_module.empty())
        state.modules[state.active_module].worked_ms += std::max<std::int64_t>(0, now_ms - state.module_from_ms);
    state.modules.try_emplace(event.module);
    state.active_module = event.module;
    state.module_from_ms = now_ms;
    return success();
}

void credit_module(ScoringState& state, std::int64_t credit_ms) {
    if (!state.active_module.empty()) state.modules[state.active_module].credited_ms += credit_ms;
}

void forget_modules(ScoringState& state) {
    state.active_module.clear();
    state.module_from_ms = 0;
    state.modules.clear();
}

Result<std::optional<std::int64_t>> module_left_ms(const ScoringState& state, std::string_view module, const Instant& at) {
    const TaskModule* taken = TRY(module_taken(state, module));
    if (taken->minutes == 0) return std::optional<std::int64_t>();
    const auto begun = state.modules.find(std::string(module));
    const ModuleTime time = begun == state.modules.end() ? ModuleTime{} : begun->second;
    std::int64_t left_ms = taken->minutes * kMinuteMs + time.credited_ms - time.worked_ms;
    if (module == state.active_module) left_ms -= std::max<std::int64_t>(0, TRY(worked_ms(state.clock, at)) - state.module_from_ms);
    return std::optional(left_ms);
}

} // namespace kaogong::practical
