// One event of every type, one reading and one rule of every kind: for tests of what carries them.
#pragma once

#include "tests/core/assessment/practical/scoring_fixtures.h"

namespace kaogong::test {

inline std::vector<ScoringEvent> one_of_each_event() {
    const EndDetails end{.code = OutcomeCode::ill,
                         .reason = "发热",
                         .staff = "a",
                         .second_staff = "b",
                         .statement = "S-1",
                         .evidence = "E-1",
                         .choice = ResultValue::points_so_far};
    return {
        ModulesDrawn{minute(0), "a", {"M1", "M2"}},
        TestStarted{minute(1), "a"},
        RowTouched{.at = minute(2), .by = "b", .row = "m", .entry = measured_entry(-5), .second = "c", .reason = "无量具"},
        RowUndone{minute(3), "b", "m"},
        VetoArmed{minute(4), "a", "v"},
        VetoDisarmed{minute(5), "a", "v"},
        VetoConfirmed{minute(6), "a", "b", "v"},
        VetoWithdrawn{minute(7), "a", "v", "误判"},
        StationPaused{.at = minute(8), .by = "a", .cause = OutcomeCode::power_cut, .reason = "停电", .group = "G1"},
        StationResumed{minute(9), "a", "G1"},
        StationCredited{.at = minute(10), .by = "a", .second = "b", .credit_ms = 90'000, .reason = "换刀"},
        StationRestarted{.at = minute(11), .by = "a", .second = "q", .cause = OutcomeCode::machine_fault, .reason = "断电", .piece = "P2"},
        PieceHandedIn{.at = minute(12), .by = "a", .second = "b", .pieces = 2, .seal = "F-7", .code = "K-07", .candidate_confirmed = true},
        TotalSeen{minute(13), "a"},
        PhaseFinished{minute(14), "a", Phase::workpiece},
        SheetSigned{minute(15), "c"},
        RowArbitrated{minute(16), "a", "j", 2, "仲裁"},
        ScoresDecided{minute(17), "a"},
        TallyChecked{minute(18), "t", 9'150},
        ResultSigned{minute(19), "q", payload_of(7)},
        ResultDelivered{minute(20), payload_of(8)},
        TestEnded{minute(21), end},
        TerminalBack{minute(22), minute(23, 2), "a"},
        ExceptionNoted{minute(24), {.code = OutcomeCode::early_start, .reason = "提前操作", .staff = "a"}},
        SheetReceived{.at = minute(25), .by = "b", .sheet = payload_of(9), .entries = {{"m", measured_entry(4)}, {"j", judge_entry(3), "手不稳"}}},
        EvidenceTaken{minute(26), "a", "m", payload_of(10)},
        ModuleBegun{minute(27), "a", "M2"},
        SignatureRefused{minute(28), std::string(kTheCandidate), "不认可"},
        PersonIdentified{minute(29), "a", assessment::IdentityCheck::doubt},
        ConditionChecked{minute(30), "a", "machine", ConditionMark::good},
        PaperPhotographed{minute(31), "a", payload_of(11), 2},
        RowKeyed{minute(32), "a", "m", measured_entry(-5)},
        VetoKeyed{minute(33), "a", "v", 2},
        TimesKeyed{minute(34), "a", paper_times()},
        KeyingFinished{minute(35), "a"},
        RowSettled{minute(36), "b", "m", measured_entry(6)},
        VetoSettled{minute(37), "b", "v", 1},
        TimesSettled{minute(38), "b", paper_times(10)},
        PaperAgreed{minute(39), "a", "b"},
        PaperPutAway{minute(40), "a", "b", "拿错考生"},
        CredentialIssued{minute(41), "h", "d", "a"},
        RowNoted{minute(42), "b", "s", "扳手放在导轨上"},
        SealChecked{minute(43), "a", true}};
}

inline std::vector<Reading> one_of_each_reading() {
    return {MeasureReading{{Measured{{41'990, 41'994}, {120, 121}}, Measured{{-3}, {}}}},
            CountReading{4},
            TickReading{{"t1", "t2"}},
            StepReading{{"s2", "s1"}},
            GradeReading{{0, 1, 2}},
            BandReading{"third"},
            JudgeReading{{0, 3, 2}, 2},
            TimeReading{125'000}};
}

// A sheet that uses every field there is; its sums make no sense.
inline ScoreSheet full_sheet() {
    ScoreSheet sheet = small_sheet();
    sheet.occupation = {"6-18-01-01", {"车工", "Lathe operator"}, {}};
    sheet.standard = {assessment::StandardSource::national, "GZB 6-18-01-01", "2018", {}};
    sheet.rounding = {.step = 50, .at = RoundAt::module};
    sheet.instruments = {{.id = "micrometer",
                          .name = words("外径千分尺"),
                          .number = "QF-031",
                          .unit = "mm",
                          .places = 3,
                          .minimum = 25'000,
                          .maximum = 50'000,
                          .resolution = 1,
                          .valid_to_ms = 1'800'000'000'000}};
    sheet.groups = {{.id = "G", .name = words("选考"), .take = 2}};
    sheet.modules.push_back({.id = "M2",
                             .name = words("模块二"),
                             .points_max = 2'000,
                             .weight = 2'500,
                             .minutes = 30,
                             .choice = ModuleChoice::drawn,
                             .group = "G",
                             .points_pass = 1'200});
    sheet.gates = {
        {.id = "g", .items = {"m", "s"}, .below = 1'100, .effect = {EffectKind::module_zero, "M1"}, .words = words("低于 11 分")}};
    const Quantity depth{.id = "depth", .name = words("深度"), .unit = "mm", .places = 1, .upper = 5, .referenced = true};
    const std::vector<Tick> ticks = {{"t1", words("一"), 100}, {"t2", words("二"), 200}};
    const Stepping step{.step = 5, .points_each = 200, .part = PartOfStep::whole};
    const std::vector<Rule> rules = {StrictRule{ticks},
                                     PerStepRule{depth, step},
                                     GradeRule{3, 200, 100},
                                     CountRule{Counting::achieved, 400, 2, 300, depth, step},
                                     SampledRule{2, 100, {depth, depth}},
                                     GroupedCountRule{{500, 1'000}},
                                     LimitZeroRule{{depth, depth}, 1, step},
                                     OffTotalRule{300, 1'000},
                                     OvertimeRule{60'000, 100, PartOfStep::started, 900'000, Effect{EffectKind::total_zero, ""}},
                                     BandRule{depth, {{"b1", words("好"), 600, 0, 3}, {"b2", words("差"), 0, {}, {}}}},
                                     CheckRule{ticks},
                                     StepRule{ticks, 300},
                                     MeasureStrictRule{{depth}}};
    for (const Rule& rule : rules) {
        ScoreItem item = count_row("x" + std::to_string(rule.index()), "M2", 600);
        item.rule = rule;
        item.zero_when = {{"edge", words("无互锁"), 0}};
        item.instrument = "micrometer";
        item.coded = false;
        item.by = ScoredBy::one_on_site;
        sheet.items.push_back(std::move(item));
    }
    return sheet;
}

} // namespace kaogong::test
