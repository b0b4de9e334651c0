// The assessment spec 评价规范包, theory part: every number that a rule needs is data here and none is a constant in code, because pass
// marks, durations, weights and marking modes differ by occupation (domain.md). Signed and hash-addressed as CBOR by core/record; plain
// values here.
#pragma once

#include "core/assessment/item.h"
#include "core/assessment/levels.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong::assessment {

enum class StandardSource : std::uint8_t { national = 1, industry, enterprise, international }; // P48

// The standard that the spec rests on is mandatory (P46, P47).
struct StandardReference {
    StandardSource source = StandardSource::national;
    std::string code;    // e.g. `GZB 6-31-01-03`
    std::string version; // e.g. `2018`
    LocalText title;
    bool operator==(const StandardReference&) const = default;
};

struct Occupation {
    std::string code; // 职业编码, e.g. `6-31-01-03`
    LocalText name;   // 电工
    LocalText trade;  // 工种, empty where the occupation has none
    bool operator==(const Occupation&) const = default;
};

// All in milliseconds of active time, but the late-entry limit, which counts from the room's start.
struct TimeRules {
    std::int64_t duration_ms = 90 * 60'000;
    std::int64_t hand_in_earliest_ms = 30 * 60'000;                   // no hand-in before this much active time
    std::int64_t late_entry_limit_ms = 15 * 60'000;                   // later than this: LATE_OUT 迟到禁入
    std::int64_t no_hand_in_last_ms = 0;                              // within the last ... no more early hand-in; 0 = allowed to the end
    std::vector<std::int64_t> notices_ms = {15 * 60'000, 5 * 60'000}; // remaining time at which a notice is shown, falling
    bool operator==(const TimeRules&) const = default;
};

struct ItemTypePlan {
    ItemType type = ItemType::single;
    int count = 0;
    Points points_each = 0;
    int stimuli = 0; // shared stimuli that the group contains; their items are part of `count`, all others stand alone
    bool operator==(const ItemTypePlan&) const = default;
};

enum class AreaBasis : std::uint8_t { questions = 1, points }; // what an area's weight counts

// A branch of the blueprint 考核要素细目表 with its stable id (P24).
struct AreaPlan {
    std::string id;
    LocalText name;
    std::int64_t weight = 0; // number of questions, or points in hundredths
    bool exemptible = false; // may be waived in part by an exemption (P19)
    bool operator==(const AreaPlan&) const = default;
};

enum class MultipleMode : std::uint8_t {
    all_or_nothing = 1, // exactly the right options: full points; else 0
    partial_share,      // no wrong option: points x chosen right / all right, rounded once half up to a hundredth; any wrong option: 0
    partial_fixed,      // no wrong option but some missing: `partial_points`; any wrong option: 0
    negative,           // points x chosen right / all right - wrong x `wrong_points`, exact, then rounded once half up, never below 0
};
struct MultipleRule {
    MultipleMode mode = MultipleMode::all_or_nothing;
    Points partial_points = 0; // partial_fixed only
    Points wrong_points = 0;   // negative only: what one wrong option costs
    bool operator==(const MultipleRule&) const = default;
};

enum class ToleranceEdge : std::uint8_t { inclusive = 1, exclusive };
struct NumericRule {
    ToleranceEdge edge = ToleranceEdge::inclusive; // whether an answer exactly on the edge of its tolerance is right
    int decimals_max = 4;                          // an answer with more decimals is not a usable number
    bool operator==(const NumericRule&) const = default;
};

enum class Blanks : std::uint8_t { keep = 1, collapse, remove };
// How a short text and its accepted forms are folded before they are compared.
struct ShortTextRule {
    bool fold_width = true; // ＡＢＣ１２ -> ABC12, ideographic blank -> blank, half-width katakana untouched
    bool fold_case = true;  // ASCII, Greek and Cyrillic capitals
    Blanks blanks = Blanks::remove;
    bool drop_end_punctuation = true; // one 。 . ； ; at the end
    bool operator==(const ShortTextRule&) const = default;
};

enum class ScoreRelease : std::uint8_t { never = 1, after_room, on_the_spot };

// Tools that the paper may allow; without them the screen does not show them.
enum class Tool : std::uint8_t {
    calculator = 1,
    scratch_pad,
    strike_out,
    highlight,
    magnifier,
    contrast,
    read_aloud,
    leave_lock,
    hide_time
};

enum class Shuffle : std::uint8_t { off = 1, on };

struct TheoryPlan {
    TimeRules time;
    Points points_max = 10'000;
    Points pass_mark = 6'000;             // 60 分(含)以上合格: reaching it passes
    std::vector<ItemTypePlan> item_types; // also the order of the groups in the paper
    AreaBasis area_basis = AreaBasis::questions;
    std::vector<AreaPlan> areas;
    std::array<int, 3> importance_percent = {80, 15, 5};        // X, Y, Z
    std::array<int, 5> difficulty_percent = {30, 50, 20, 0, 0}; // difficulty 1 to 5
    MultipleRule multiple;
    MultipleRule open_multiple;
    NumericRule numeric;
    ShortTextRule short_text;
    Shuffle shuffle_options = Shuffle::on;
    Shuffle shuffle_items = Shuffle::on; // within one item type; a stimulus moves as a block
    ScoreRelease score_release = ScoreRelease::never;
    std::vector<Tool> tools; // rising, each once
    bool operator==(const TheoryPlan&) const = default;
};

struct AssessmentSpec {
    std::string id;      // e.g. `dg4-theory`
    std::string version; // of the spec itself
    Occupation occupation;
    SkillLevel level = SkillLevel::intermediate;
    StandardReference standard;
    std::string owner; // the organisation that publishes it (P93), or empty for the bureau
    TheoryPlan theory;
    int utc_offset_minutes = 480; // the site's fixed offset; times are shown at it and never in the machine's zone
    bool operator==(const AssessmentSpec&) const = default;
};

// Partial exemption 免试 of one candidate (P19, P20): areas left out of the paper, the rest compared with the pass mark as exact fractions.
struct TheoryExemption {
    std::vector<std::string> areas; // rising, each once
    std::string basis;              // the document that it rests on
    std::string approved_by;
    bool empty() const { return areas.empty(); }
    bool operator==(const TheoryExemption&) const = default;
};

// What one candidate is granted beyond the spec.
struct Accommodation {
    std::int64_t extra_ms = 0; // 加时
    TheoryExemption exemption;
    bool operator==(const Accommodation&) const = default;
};

// One mistake of a spec; `where` names the field, e.g. `theory.areas[2].weight`.
struct SpecFault {
    Code code;
    std::string where;
};
std::vector<SpecFault> check_spec(const AssessmentSpec& spec); // every mistake, not only the first; empty = good
std::vector<SpecFault> check_exemption(const AssessmentSpec& spec, const TheoryExemption& exemption);

int question_count(const TheoryPlan& plan);
const MultipleRule& multiple_rule(const TheoryPlan& plan, ItemType type); // of multiple or open_multiple

} // namespace kaogong::assessment
