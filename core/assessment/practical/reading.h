// What examiners found 检测结果: a reading for each kind of row, and how a number that a person typed or a gauge sent becomes one. Parsing
// is strict: a comma for the point, another unit, more decimals than the instrument shows or a value that it cannot show is refused by
// code, never repaired.
#pragma once

#include "core/assessment/practical/sheet.h"
#include "core/base/result.h"

#include <span>

namespace kaogong::practical {

struct ReadingContext {
    const Instrument* instrument = nullptr; // null: read without one
    std::int64_t now_ms = 0;                // UTC; an instrument past its date is refused. 0: not asked
};
// "41.987" or "41.987 mm" as 41987 for a quantity in mm with three places.
Result<std::int64_t> parse_reading(std::string_view text, const Quantity& quantity, const ReadingContext& context = {});
std::string value_text(std::int64_t value, const Quantity& quantity);

// Readings of one quantity: one, or several independent ones, of which the median counts (of two that agree, the value between them).
struct Measured {
    std::vector<std::int64_t> readings;
    std::vector<std::int64_t> references; // as many, where the quantity is referenced; else none
    bool operator==(const Measured&) const = default;
};
// The median, less the median of the references; doubled, so that the middle of two readings is a whole number too.
std::int64_t doubled_value(const Measured& measured);
bool readings_agree(const Quantity& quantity, const Agreement& agreement, std::int64_t a, std::int64_t b);

// One variant for each way of reading; which kinds take which stands in fits().
struct MeasureReading { // parallel to quantities_of(item); a place of SAMPLED each
    std::vector<Measured> values;
    bool operator==(const MeasureReading&) const = default;
};
struct CountReading { // faults, things achieved, bad places, breaches
    std::int64_t count = 0;
    bool operator==(const CountReading&) const = default;
};
struct TickReading { // ids of what was missed
    std::vector<std::string> missed;
    bool operator==(const TickReading&) const = default;
};
struct StepReading { // ids of the steps seen, in the order seen
    std::vector<std::string> done;
    bool operator==(const StepReading&) const = default;
};
struct GradeReading { // grades down, a number for each surface
    std::vector<int> down;
    bool operator==(const GradeReading&) const = default;
};
struct BandReading { // id of the band chosen
    std::string band;
    bool operator==(const BandReading&) const = default;
};
struct JudgeReading { // 0 to 3, one of each judge
    std::vector<int> scores;
    std::optional<int> arbitrated; // the chief's decision 仲裁: it counts in their place and changes none of them
    bool operator==(const JudgeReading&) const = default;
};
struct TimeReading {
    std::int64_t over_ms = 0;
    bool operator==(const TimeReading&) const = default;
};
using Reading = std::variant<MeasureReading, CountReading, TickReading, StepReading, GradeReading, BandReading, JudgeReading, TimeReading>;

struct RowEntry {
    RowState state = RowState::unseen;
    Reading reading;
    std::vector<std::string> zero_when; // conditions of the row that hold
    bool operator==(const RowEntry&) const = default;
};

// Whether the reading is one that this row can have: right kind, known ticks, counts and scores in range, everything read that must be.
// Scores of too few judges, or readings that do not agree, are refused as well. reading_misfits, readings_disagree.
struct SheetLimits {
    int judges_min = 3;
};
Result<void> check_entry(const ScoreItem& item, const RowEntry& entry, const SheetLimits& limits);

} // namespace kaogong::practical
