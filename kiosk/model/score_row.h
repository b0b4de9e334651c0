// One row of a score sheet as an examiner sees it: the rule in its own words, the control that fits its kind, what it came to. Plain
// values: points are integer hundredths, readings are the digits as typed, and everything that depends on a rule (working, points, whether
// a value lies out of tolerance) was decided by core/assessment before it came here. A row never holds what this examiner may not see:
// another's reading is absent, not hidden, until both are in.
#pragma once

#include "kiosk/model/common.h"

#include <array>
#include <variant>

namespace kaogong::kiosk::model {

enum class RowState { unseen, scored, not_done, not_applicable }; // 未评 已评 未完成 不适用

// Something looked at: untouched is not yet looked at, which is not the same as wrong.
enum class Mark { unseen, good, bad };

struct TickView {
    std::string id;
    std::string text;
    Mark mark = Mark::unseen;
};
struct TicksControl { // STRICT, CHECK
    std::vector<TickView> ticks;
};
struct PlacesControl { // SAMPLED where a place is only good or bad
    std::vector<Mark> places;
};
struct StepView {
    std::string id;
    std::string text;
    int order = 0; // the order in which it was seen; 0: not seen
    bool wrong = false;
};
struct StepsControl { // STEP
    std::vector<StepView> steps;
};
struct CounterControl { // COUNT, GROUPED_COUNT, OFF_TOTAL, PER_STEP where steps are counted
    int count = 0;
    int most = 0;          // 0: no limit
    std::string what;      // "次不当": what is counted
    bool achieved = false; // points are earned for each, not lost
};
struct GradeControl { // GRADE: grades down of each surface, or nothing yet
    std::vector<std::optional<int>> down;
    int down_max = 2; // the last choice is "this many or more"
};
struct ChoiceView {
    std::string id;
    std::string text;
    int points = 0;
};
struct BandControl { // BAND chosen by agreement
    std::vector<ChoiceView> bands;
    std::optional<std::size_t> chosen;
};
struct JudgementControl { // JUDGEMENT 评价分: each level has its own descriptor
    std::array<std::string, 4> descriptors;
    std::optional<int> level;
};

// Where a value lies against its limits, in whole units of the quantity; a limit that is absent does not bind.
struct ToleranceView {
    std::optional<std::int64_t> lower;
    std::optional<std::int64_t> upper;
    std::string lower_text;
    std::string upper_text;
    std::optional<std::int64_t> value; // only what this examiner may see
};
struct ReadingFieldView {
    std::string name; // "深度", "第 2 处"; empty where the row reads one thing
    std::string unit;
    std::string typed; // the digits so far; a draft of the station until it is recorded
    std::optional<ToleranceView> tolerance;
    bool out = false; // recorded, and outside its limits
};
struct InstrumentView {
    std::string name; // "数显外径千分尺 25–50 / 0.001"
    std::string number;
    std::string valid_to; // "2027-03-14"
    bool expired = false;
};
struct ReadingControl { // MEASURE_STRICT, MEASURE_STEP, PER_STEP, LIMIT_ZERO, SAMPLED and BAND with a quantity, COUNT along a length
    std::vector<ReadingFieldView> fields;
    std::optional<InstrumentView> instrument;
    bool negative_possible = false;
    bool from_gauge = false;     // a gauge is connected and its value goes into the field by itself
    std::optional<Code> refused; // why what is typed cannot be recorded
    bool can_record = false;
};
struct OvertimeControl { // OVERTIME: the clock's own, nothing to touch
    std::int64_t over_ms = 0;
};

using RowControl = std::variant<TicksControl, PlacesControl, StepsControl, CounterControl, GradeControl, BandControl, JudgementControl,
                                ReadingControl, OvertimeControl>;

// Rows of two who read independently, 甲 and 乙.
enum class ReaderPlace { first, second, third }; // 甲 乙 第三人
struct ReaderView {
    ReaderPlace place = ReaderPlace::first;
    std::string name;
    bool self = false;
    bool entered = false;
    std::vector<std::string> values; // of the other: empty until both are in
};

enum class RowWaits { nothing, other_reader, second_signature, third_reader, other_judges };
struct NotApplicableView { // only where the sheet says so
    std::string when;
    bool full_points = true; // else the module is re-scaled
    int signatures = 0;      // of two
};

struct ScoreRowView {
    std::string id;
    std::string name;
    std::string words; // the sheet's own words
    int points_max = 0;
    bool off_total = false; // OFF_TOTAL, OVERTIME: taken from the total
    RowControl control;
    std::vector<TickView> zero_when; // conditions that take the whole row; good means that it does not hold
    RowState state = RowState::unseen;
    bool draft = false;
    RowWaits waits = RowWaits::nothing;
    int points = 0;      // earned, where it is scored; of off-total rows what is taken
    std::string working; // "1 × 1 分，扣 1 分", in the language of the screen
    std::string noted_by;
    LocalTime noted_at{};
    std::vector<ReaderView> readers; // two_independent alone; 甲 before 乙 before 丙, whoever of them looks
    std::string difference;          // "0.002", once both are in
    bool agreed = true;
    std::optional<NotApplicableView> not_applicable;
    bool changed_after_total = false;
    bool scored_again = false; // sent back by the comparison
    std::string again;         // 复评: why, and the own score before; empty where nothing was sent back to this person
    std::string note;          // 备注: of the own entry, or of the common one
    bool can_note = false;     // there is an entry that a note may stand beside
    bool own = true;           // an entry of this person's own is wanted or there; else somebody else has done it
};

// 单项最低分要求: where it stands, said only once all its rows are scored.
struct GateView {
    std::string id;
    std::string words;
    enum class State { open, kept, broken } state = State::open;
};

} // namespace kaogong::kiosk::model
