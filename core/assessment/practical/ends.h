// Coded ends and exceptions of an operation test (domain.md, Exceptions of the day): when each may be recorded, what has to be written down
// with it, and which of the five results it leaves. Data, so that a screen asks for exactly these fields and a record without them cannot
// be made. What happens to the time and who decides stands in core/assessment/exceptions.h for theory and operation alike.
#pragma once

#include "core/assessment/exceptions.h"
#include "core/base/result.h"

#include <optional>

#include <span>
#include <string>

namespace kaogong::practical {

using assessment::OutcomeCode;
using assessment::ResultValue;

// Whether the code ends the operation test, and when it may.
enum class EndsOperation : std::uint8_t { never = 1, before_start, after_start, any_time };
// What has to be recorded. Bits of EndFacts::fields.
enum EndField : unsigned {
    kReason = 1u << 0,
    kSecondStaff = 1u << 1, // another member of staff stands behind it
    kStatement = 1u << 2,   // the candidate's written statement, or the note that it was refused 拒签
    kEvidence = 1u << 3,    // photo or object
    kChoice = 1u << 4,      // the candidate's written choice between no result and the points so far
};
struct EndFacts {
    OutcomeCode code;
    EndsOperation ends;
    unsigned fields;
};
std::span<const EndFacts> operation_ends(); // in the order of domain.md

struct EndDetails {
    OutcomeCode code = OutcomeCode::withdrew;
    std::string reason;
    std::string staff, second_staff;
    std::string statement;             // reference of the paper, or `refused`
    std::string evidence;              // reference of photo or object
    std::optional<ResultValue> choice; // no_result or points_so_far
    bool operator==(const EndDetails&) const = default;
};
enum class TestProgress : std::uint8_t { before_start = 1, after_start };
// end_code_refused, reason_missing, staff_missing, second_staff_missing, outcome_incomplete (the field is named), staff_text_too_long.
Result<void> check_end(const EndDetails& details, TestProgress progress);
// The same for an exception that does not end the test; end_code_refused for one that does, or that is no exception.
Result<void> check_exception(const EndDetails& details);
// What the spec makes of EARLY_START and LATE_STOP: a warning, points or a share off, or a void proposed. No default is invented.
enum class PenaltyKind : std::uint8_t { warning = 1, points, percent, void_proposed };
struct Penalty {
    OutcomeCode code = OutcomeCode::early_start;
    PenaltyKind kind = PenaltyKind::warning;
    std::int64_t amount = 0; // hundredths of a point, or whole per cent of the points earned
};
// The result that stands after it: the candidate's choice where the table gives one, Held where a void is only proposed.
ResultValue end_result(const EndDetails& details);

} // namespace kaogong::practical
