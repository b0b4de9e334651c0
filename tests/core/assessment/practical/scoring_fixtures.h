// A small operation test that can be scored to its end: shared rows in three phases, a measured row, a judged row, overtime and a veto.
#pragma once

#include "core/assessment/practical/own_sheet.h"
#include "core/base/codes/base.h"
#include "tests/core/assessment/practical/fixtures.h"

namespace kaogong::test {

inline constexpr std::int64_t kMinuteMs = 60'000;

inline Instant minute(std::int64_t minutes, std::uint8_t boot = 1) {
    Instant instant{.boot_id = {}, .boot_ms = 1'000'000 + minutes * kMinuteMs, .wall_ms = 1'795'222'800'000 + minutes * kMinuteMs};
    instant.boot_id.bytes.fill(boot);
    return instant;
}

// p (prep, 10), s (site, 30), m (measured by two, 30: 42 0/-0.025, -1 per 0.01), j (judged, 30), t (overtime, -1 per 5 min, stop at 15).
inline ScoreSheet small_sheet() {
    ScoreSheet sheet{.id = "shaft", .version = "1", .title = words("轴"), .duration_ms = 60 * kMinuteMs};
    sheet.spread_max = 1;
    sheet.modules = {module_of("M1", 10'000, 100)};
    ScoreItem prep = count_row("p", "M1", 1'000);
    prep.phase = Phase::prep;
    ScoreItem measured{
        .id = "m", .module = "M1", .name = words("外圆"), .points_max = 3'000, .by = ScoredBy::two_independent, .phase = Phase::workpiece};
    measured.rule = MeasureStepRule{
        .quantities = {{.name = words("外圆"), .unit = "mm", .places = 3, .nominal = 42'000, .lower = 41'975, .upper = 42'000}},
        .stepping = {.step = 10, .points_each = 100}};
    measured.agreement = {.least = 5, .share = 10};
    measured.not_applicable = NotApplicableRule{.when = words("无量具"), .points = NotApplicablePoints::full};
    sheet.items = {prep, count_row("s", "M1", 3'000), measured, judged_row("j", "M1", 3'000)};
    sheet.items.push_back({.id = "t",
                           .name = words("超时"),
                           .rule = OvertimeRule{.step_ms = 5 * kMinuteMs, .points_each = 100, .stop_after_ms = 15 * kMinuteMs}});
    sheet.vetoes = {{.id = "v",
                     .trigger = words("扳手"),
                     .steps = {{.occurrences = {1}, .effects = {{EffectKind::warn, {}}}, .counts_in = {}},
                               {.occurrences = {2},
                                .effects = {{EffectKind::total_zero, {}}, {EffectKind::stop_test, {}}, {EffectKind::report_incident, {}}},
                                .counts_in = {}}}}};
    return sheet;
}

inline std::shared_ptr<const ScoringRules> small_test(ScoringMode mode = ScoringMode::live) {
    ScoringRules rules{
        .sheet = small_sheet(),
        .panel = {{"a", true}, {"b", false}, {"c", false}},
        .result_signers = {"q"},
        .extra_ms = 0,
        .mode = mode,
        .penalties = {{OutcomeCode::early_start, PenaltyKind::points, 300}, {OutcomeCode::late_stop, PenaltyKind::percent, 10}}};
    return std::make_shared<const ScoringRules>(std::move(rules));
}

inline RowEntry measured_entry(std::int64_t value) {
    return {.state = RowState::scored, .reading = MeasureReading{{Measured{{value}, {}}}}, .zero_when = {}};
}
inline RowEntry judge_entry(int score) {
    return {.state = RowState::scored, .reading = JudgeReading{{score}, {}}, .zero_when = {}};
}
inline RowTouched touch(std::int64_t at, std::string by, std::string row, RowEntry entry) {
    return {.at = minute(at), .by = std::move(by), .row = std::move(row), .entry = std::move(entry), .second = {}, .reason = {}};
}
inline Hash payload_of(std::uint8_t byte) {
    Hash hash;
    hash.bytes.fill(byte);
    return hash;
}

// From minute 0 to minute 55, as written on a paper sheet.
inline PaperTimes paper_times(std::int64_t credit_minutes = 0, std::int64_t worked_minutes = 55) {
    return {minute(0).wall_ms, minute(worked_minutes).wall_ms, credit_minutes * kMinuteMs};
}

// A live scoring, or a live own sheet, with its journal.
template <typename State> struct Journalled {
    State state;
    std::vector<ScoringEvent> journal;
    std::vector<ScoringEffect> last;

    explicit Journalled(State start) : state(std::move(start)) {}

    Code take(const ScoringEvent& event) { // codes::internal stands for accepted
        auto effects = advance(state, event);
        if (!effects) return effects.code();
        last = *effects;
        for (const ScoringEffect& effect : *effects)
            if (const auto* append = std::get_if<AppendScoringEvent>(&effect)) journal.push_back(append->event);
        return codes::internal;
    }
    bool ok(const ScoringEvent& event) { return take(event) == codes::internal; }
    // Nothing, or the first event that was refused and why.
    std::string play(const std::vector<ScoringEvent>& events) {
        for (const ScoringEvent& event : events)
            if (const Code code = take(event); code != codes::internal)
                return std::string(event_name(event)) + ": " + std::string(code_name(code));
        return {};
    }
};
struct Desk : Journalled<ScoringState> {
    explicit Desk(ScoringMode mode = ScoringMode::live) : Desk(small_test(mode)) {}
    explicit Desk(std::shared_ptr<const ScoringRules> rules) : Journalled(scoring_start(std::move(rules))) {}
};
struct OwnSheet : Journalled<OwnSheetState> {
    explicit OwnSheet(std::string examiner, std::shared_ptr<const ScoringRules> rules = small_test())
        : Journalled(own_sheet_start(std::move(rules), std::move(examiner))) {}
};
// As it comes to the desk.
inline SheetReceived received(std::int64_t at, const OwnSheetState& sheet) {
    return {.at = minute(at), .by = sheet.examiner, .sheet = sheet.sheet.value(), .entries = own_entries(sheet)};
}

// Up to and with the hand-in after 55 minutes; nothing is signed.
inline std::vector<ScoringEvent> events_to_hand_in() {
    return {
        touch(0, "a", "p", counted(0)),
        TestStarted{minute(0), "a"},
        touch(10, "b", "s", counted(2)),
        PieceHandedIn{.at = minute(55), .by = "a", .second = "b", .pieces = 1, .seal = "F-7", .code = "K-07", .candidate_confirmed = true},
        SealChecked{minute(59), "a", true},
        touch(60, "a", "m", measured_entry(41'990)),
        touch(61, "b", "m", measured_entry(41'994)),
        touch(62, "a", "j", judge_entry(2)),
        touch(62, "b", "j", judge_entry(2)),
        touch(63, "c", "j", judge_entry(3))};
}
inline std::vector<ScoringEvent> events_to_decision() {
    std::vector<ScoringEvent> events;
    for (const Phase phase : kPhases) events.push_back(PhaseFinished{.at = minute(70), .by = "a", .phase = phase});
    for (const char* who : {"a", "b", "c"}) events.push_back(SheetSigned{minute(71), who});
    events.push_back(ScoresDecided{minute(72), "a"});
    return events;
}

} // namespace kaogong::test
