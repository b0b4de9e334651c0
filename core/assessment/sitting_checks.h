// Inside of sitting.h: what may be asked of a state or of an event's fields before anything is changed. None of these changes anything.
#pragma once

#include "core/assessment/sitting.h"

#include <initializer_list>

namespace kaogong::assessment {

bool is_running_phase(SittingPhase phase); // the countdown runs: answering, reviewing, confirming
Result<void> check_time_left(const SittingState& state, const Instant& at);
Result<std::size_t> item_index(const SittingState& state, std::string_view item);
Result<void> check_phase(const SittingState& state, std::initializer_list<SittingPhase> allowed);
Result<void> check_running(const SittingState& state, const Instant& at);
Result<void> check_room(const SittingState& state); // beyond it only staff, time and the hand-in itself go on
Result<void> check_answering(const SittingState& state, const Instant& at);
Result<void> check_open(const SittingState& state);
Result<void> check_staff(std::string_view staff);
Result<void> check_two_staff(std::string_view first, std::string_view second);
Result<void> check_reason(std::string_view reason);
Result<void> check_credit(const SittingState& state, std::int64_t credit_ms);
Result<void> check_option_known(const SittingItem& item, std::string_view option);

} // namespace kaogong::assessment
