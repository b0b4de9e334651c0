#include "core/assessment/sitting_checks.h"

#include "core/base/codes/assessment.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

using Phase = SittingPhase;

// The last events of a full journal are kept for handing in, for staff and for the end, so that a full sitting can still be closed.
constexpr std::uint64_t kReservedEvents = 1'000;
constexpr std::size_t kStaffLengthMax = 64;
constexpr std::size_t kReasonLengthMax = 1'000;

Error wrong_phase(const SittingState& state) {
    return error(codes::sitting_wrong_phase, std::string(phase_name(state.phase)));
}

} // namespace

bool is_running_phase(SittingPhase phase) {
    return phase == Phase::answering || phase == Phase::reviewing || phase == Phase::confirming;
}

Result<void> check_time_left(const SittingState& state, const Instant& at) {
    return TRY(remaining_ms(state.countdown, at)) > 0 ? success() : Result<void>(error(codes::sitting_time_over));
}

Result<std::size_t> item_index(const SittingState& state, std::string_view item) {
    const std::vector<SittingItem>& items = state.rules->items;
    const auto found = std::find_if(items.begin(), items.end(), [item](const SittingItem& one) { return one.id == item; });
    if (found == items.end()) return error(codes::item_unknown);
    return static_cast<std::size_t>(found - items.begin());
}

Result<void> check_phase(const SittingState& state, std::initializer_list<Phase> allowed) {
    if (std::find(allowed.begin(), allowed.end(), state.phase) != allowed.end()) return success();
    return wrong_phase(state);
}

Result<void> check_running(const SittingState& state, const Instant& at) {
    if (!is_running_phase(state.phase)) return wrong_phase(state);
    return check_time_left(state, at);
}

Result<void> check_room(const SittingState& state) {
    return state.next_sequence > kEventsOfSittingMax - kReservedEvents ? Result<void>(error(codes::sitting_full)) : success();
}

// What a candidate does to the paper is possible only while answering, with time left and room in the journal.
Result<void> check_answering(const SittingState& state, const Instant& at) {
    TRY(check_phase(state, {Phase::answering}));
    TRY(check_time_left(state, at));
    return check_room(state);
}

Result<void> check_open(const SittingState& state) {
    return is_open(state) ? success() : Result<void>(wrong_phase(state));
}

Result<void> check_staff(std::string_view staff) {
    if (trim(staff).empty()) return error(codes::staff_missing);
    if (staff.size() > kStaffLengthMax || !is_utf8(staff)) return error(codes::staff_text_too_long);
    return success();
}

Result<void> check_two_staff(std::string_view first, std::string_view second) {
    TRY(check_staff(first));
    if (trim(second).empty() || trim(first) == trim(second)) return error(codes::second_staff_missing);
    return check_staff(second);
}

Result<void> check_reason(std::string_view reason) {
    if (trim(reason).empty()) return error(codes::reason_missing);
    if (reason.size() > kReasonLengthMax || !is_utf8(reason)) return error(codes::staff_text_too_long);
    return success();
}

Result<void> check_credit(const SittingState& state, std::int64_t credit_ms) {
    const bool nothing_to_add_to = credit_ms > 0 && !state.started_at;
    if (credit_ms < 0 || credit_ms > kCreditMaxMs || nothing_to_add_to) return error(codes::credit_out_of_range);
    return success();
}

Result<void> check_option_known(const SittingItem& item, std::string_view option) {
    if (std::find(item.options.begin(), item.options.end(), option) != item.options.end()) return success();
    return error(codes::response_misfits, "unknown option");
}

} // namespace kaogong::assessment
