// The working of a row: the arithmetic that its rule led to, as data for records and screens, and as the sentence that the examiner reads
// ("0.03 over, 3 steps of 0.01, -3"). A row's points can be added up by hand from its lines.
#pragma once

#include "core/assessment/practical/sheet.h"
#include "core/base/codes.h"

namespace kaogong::practical {

// Numbers stand in records.
enum class Finding : std::uint8_t {
    clean = 1,    // nothing was lost
    within,       // amounts: value, lower and upper limit where there is one
    over,         // amounts: how far over the upper limit
    under,        // amounts: how far under the lower limit
    steps,        // times steps of amounts[0], points lost
    out,          // out of limits: the row is 0
    missed,       // subject, points lost
    wrong_order,  // points lost
    counted,      // times x each, points lost
    achieved,     // times of `of`, points earned
    bad_places,   // times of `of`, points lost
    grouped,      // times, points lost
    down,         // surface `of`, times grades, points lost
    band,         // subject, points earned
    judged,       // scores, mean, points earned
    condition,    // subject holds: the row is 0
    limit_passed, // subject, amounts: value and limit: the row is 0
    capped,       // no more than points can be lost
    floor,        // all points of the row are lost, 扣完为止
    not_done,     // 0
    full_points,  // not applicable, points given
    rescaled,     // not applicable, the module is re-scaled
    unseen,       // nobody has looked yet
    by_veto,      // subject: id of a veto that counts here, times
    overtime,     // amounts[0] in ms over
    reading,      // amounts: value
    arbitrated,   // scores, times: what the chief decided
};

struct Amount {
    std::int64_t value = 0;
    int places = 0;
    std::string unit;
    bool operator==(const Amount&) const = default;
};
struct WorkingLine {
    Finding finding = Finding::clean;
    LocalText subject = {};
    std::vector<Amount> amounts = {};
    std::int64_t times = 0;
    std::int64_t of = 0;
    Points points_each = 0;
    Points points = 0; // lost or earned, never negative
    std::vector<int> scores = {};
    Fraction mean = {};
    bool operator==(const WorkingLine& other) const;
};
using Working = std::vector<WorkingLine>;

std::string amount_text(const Amount& amount); // "0.03", without needless zeros and without unit
std::string duration_text(std::int64_t ms);    // "12:30"
std::string working_text(const Working& working, Language language);

} // namespace kaogong::practical
