#include "core/assessment/practical/ends.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

using O = OutcomeCode;
using E = EndsOperation;

constexpr std::size_t kTextMax = 512;

constexpr EndFacts kEnds[] = {
    {O::late_in, E::never, kReason},
    {O::late_out, E::before_start, kReason},
    {O::absent, E::before_start, kSecondStaff},
    {O::no_pledge, E::before_start, kReason},
    {O::deferred, E::before_start, kReason},
    {O::id_doubt, E::never, kReason | kSecondStaff | kEvidence | kStatement},
    {O::impersonation, E::any_time, kReason | kSecondStaff | kEvidence | kStatement},
    {O::warned, E::never, kReason | kSecondStaff},
    {O::stopped, E::after_start, kReason | kSecondStaff},
    {O::cheated, E::any_time, kReason | kSecondStaff | kEvidence},
    {O::early_start, E::never, kReason},
    {O::late_stop, E::never, kReason},
    {O::piece_swapped, E::after_start, kReason | kSecondStaff | kEvidence},
    {O::safety_stop, E::after_start, kReason | kSecondStaff},
    {O::injury, E::after_start, kReason | kSecondStaff | kChoice},
    {O::ill, E::any_time, kReason | kSecondStaff | kChoice},
    {O::machine_fault, E::never, kReason | kSecondStaff},
    {O::material_fault, E::never, kReason | kSecondStaff},
    {O::power_cut, E::any_time, kReason},
    {O::environment, E::any_time, kReason},
    {O::staff_fault, E::never, kReason | kSecondStaff},
    {O::paper_error, E::never, kReason | kSecondStaff},
    {O::withdrew, E::after_start, kSecondStaff | kStatement},
    {O::complaint, E::never, kReason},
};

const EndFacts* find_end(OutcomeCode code) {
    const auto* found = std::find_if(std::begin(kEnds), std::end(kEnds), [code](const EndFacts& facts) { return facts.code == code; });
    return found == std::end(kEnds) ? nullptr : found;
}

bool may_end(EndsOperation ends, TestProgress progress) {
    switch (ends) {
    case E::never: return false;
    case E::any_time: return true;
    case E::before_start: return progress == TestProgress::before_start;
    case E::after_start: return progress == TestProgress::after_start;
    }
    return false;
}

bool readable(const std::string& text) {
    return text.size() <= kTextMax && is_utf8(text);
}

Result<void> check_texts(const EndDetails& details) {
    for (const std::string* text : {&details.reason, &details.staff, &details.second_staff, &details.statement, &details.evidence})
        if (!readable(*text)) return error(codes::staff_text_too_long);
    return success();
}

Result<void> check_fields(const EndFacts& facts, const EndDetails& details) {
    TRY(check_texts(details));
    if (details.staff.empty()) return error(codes::staff_missing);
    if ((facts.fields & kReason) != 0 && details.reason.empty()) return error(codes::reason_missing);
    const bool two = !details.second_staff.empty() && details.second_staff != details.staff;
    if ((facts.fields & kSecondStaff) != 0 && !two) return error(codes::second_staff_missing);
    if ((facts.fields & kStatement) != 0 && details.statement.empty()) return error(codes::outcome_incomplete, "statement");
    if ((facts.fields & kEvidence) != 0 && details.evidence.empty()) return error(codes::outcome_incomplete, "evidence");
    const bool chosen = details.choice == ResultValue::no_result || details.choice == ResultValue::points_so_far;
    if ((facts.fields & kChoice) != 0 ? !chosen : details.choice.has_value()) return error(codes::outcome_incomplete, "choice");
    return success();
}

} // namespace

std::span<const EndFacts> operation_ends() {
    return kEnds;
}

Result<void> check_end(const EndDetails& details, TestProgress progress) {
    const EndFacts* facts = find_end(details.code);
    if (facts == nullptr || !may_end(facts->ends, progress)) return error(codes::end_code_refused);
    return check_fields(*facts, details);
}

Result<void> check_exception(const EndDetails& details) {
    const EndFacts* facts = find_end(details.code);
    if (facts == nullptr || facts->ends != E::never) return error(codes::end_code_refused);
    return check_fields(*facts, details);
}

ResultValue end_result(const EndDetails& details) {
    if (details.choice) return *details.choice;
    // By the sheet's veto: what was earned counts, and the veto that stopped the test takes what its own effects say.
    if (details.code == O::safety_stop) return ResultValue::points_so_far;
    const assessment::OutcomeFacts& facts = assessment::outcome_facts(details.code);
    // A pause of all that became an end: the session is postponed and run again with another paper form.
    return facts.time == assessment::TimeEffect::paused_for_all ? ResultValue::no_result : facts.result;
}

} // namespace kaogong::practical
