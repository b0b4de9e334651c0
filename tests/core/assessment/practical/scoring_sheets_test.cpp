// Own sheets at the desk: those that come in from other terminals, those that are signed here, and when the comparison opens.
#include "core/assessment/practical/scoring.h"
#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

// The desk of a: what is noted together and a's own rows, the piece handed in; b measures and judges elsewhere, c judges elsewhere.
Desk desk_of_a() {
    Desk desk;
    std::vector<ScoringEvent> events = events_to_hand_in();
    std::erase_if(events, [](const ScoringEvent& event) {
        const auto* touched = std::get_if<RowTouched>(&event);
        return touched != nullptr && touched->by != "a" && (touched->row == "m" || touched->row == "j");
    });
    CHECK_EQ(desk.play(events), "");
    return desk;
}
SheetReceived sheet_of(std::string examiner, std::uint8_t record, std::vector<OwnEntry> entries) {
    return {.at = minute(65), .by = std::move(examiner), .sheet = payload_of(record), .entries = std::move(entries)};
}
SheetReceived sheet_of_b(int score = 2, std::uint8_t record = 2) {
    return sheet_of("b", record, {{"m", measured_entry(41'994)}, {"j", judge_entry(score)}});
}
SheetReceived sheet_of_c(int score = 3, std::uint8_t record = 3) {
    return sheet_of("c", record, {{"j", judge_entry(score)}});
}
std::vector<ScoringEvent> all_phases() {
    std::vector<ScoringEvent> events;
    for (const Phase phase : kPhases) events.push_back(PhaseFinished{minute(70), "a", phase});
    return events;
}
void refuse(Desk& desk, const ScoringEvent& event, Code code) {
    const ScoringState before = desk.state;
    const Code refused = desk.take(event);
    CAPTURE(code_name(refused));
    CHECK(refused == code);
    CHECK(desk.state == before);
}

} // namespace

TEST_CASE("a sheet that comes in is this examiner's entries and signature, and blind until the comparison") {
    Desk desk = desk_of_a();
    CHECK_EQ(desk.play({sheet_of_b(), sheet_of_c()}), "");
    CHECK(desk.state.sheets_signed == std::map<std::string, Hash>{{"b", payload_of(2)}, {"c", payload_of(3)}});
    CHECK(visible_entries(desk.state, "j", "a").size() == 1);
    CHECK(open_rows(desk.state).empty());
    CHECK_EQ(desk.play(all_phases()), "");
    CHECK_FALSE(desk.state.compared);
    CHECK_EQ(desk.play({SheetSigned{minute(71), "a", payload_of(1)}}), "");
    CHECK(desk.state.compared);
    CHECK(visible_entries(desk.state, "j", "a").size() == 3);
    CHECK_EQ(desk.play({ScoresDecided{minute(72), "a"}}), "");
    CHECK_EQ(score_of(desk.state)->points, 1'000 + 2'800 + 3'000 + 2'333);
    CHECK(fold(desk.state.rules, desk.journal).value() == desk.state);
}

TEST_CASE("the comparison opens with the last phase where every sheet came in before") {
    Desk desk = desk_of_a();
    CHECK_EQ(desk.play({sheet_of("a", 1, {{"j", judge_entry(2)}}), sheet_of_b(), sheet_of_c()}), "");
    CHECK(all_sheets_signed(desk.state));
    CHECK(open_rows(desk.state).empty());
    refuse(desk, ScoresDecided{minute(66), "a"}, codes::scoring_wrong_state); // nobody has closed a phase
    std::vector<ScoringEvent> phases = all_phases();
    const ScoringEvent last = phases.back();
    phases.pop_back();
    CHECK_EQ(desk.play(phases), "");
    CHECK_FALSE(desk.state.compared);
    CHECK_EQ(desk.play({last}), "");
    CHECK(desk.state.compared);
    CHECK_EQ(desk.play({ScoresDecided{minute(72), "a"}}), "");
}

TEST_CASE("a sheet that does not belong here is refused whole and changes nothing") {
    Desk early;
    refuse(early, sheet_of_b(), codes::scoring_wrong_state); // not started
    Desk desk = desk_of_a();
    refuse(desk, sheet_of("x", 2, {{"j", judge_entry(2)}}), codes::examiner_not_of_row);
    refuse(desk, sheet_of("b", 0, {{"j", judge_entry(2)}}), codes::scoring_signature_missing); // no record
    refuse(desk, sheet_of("b", 2, {}), codes::rows_unseen);
    refuse(desk, sheet_of("b", 2, {{"m", measured_entry(41'994)}}), codes::rows_unseen); // a blind row is open
    refuse(desk, sheet_of("b", 2, {{"j", judge_entry(2)}, {"s", counted(0)}}), codes::examiner_not_of_row);
    refuse(desk, sheet_of("b", 2, {{"j", judge_entry(2)}, {"z", counted(0)}}), codes::sheet_reference);
    refuse(desk, sheet_of("b", 2, {{"j", judge_entry(2)}, {"j", judge_entry(2)}}), codes::reading_misfits);
    refuse(desk, sheet_of("b", 2, {{"m", measured_entry(41'994)}, {"j", judge_entry(4)}}), codes::reading_misfits);
    refuse(desk, sheet_of("b", 2, {{"j", {}}}), codes::reading_misfits); // unseen is no entry
    RowEntry two = measured_entry(41'994);
    std::get<MeasureReading>(two.reading).values[0].readings.push_back(41'990);
    refuse(desk, sheet_of("b", 2, {{"m", two}, {"j", judge_entry(2)}}), codes::reading_misfits);
    CHECK_EQ(desk.play({sheet_of_b()}), "");
    refuse(desk, sheet_of_c(3, 2), codes::sheet_known); // c cannot bring b's record
}

TEST_CASE("a third reading comes in only where two differ") {
    for (const std::int64_t of_b : {41'994, 41'960}) {
        Desk desk = desk_of_a();
        CHECK_EQ(desk.play({sheet_of("b", 2, {{"m", measured_entry(of_b)}, {"j", judge_entry(2)}})}), "");
        const SheetReceived third = sheet_of("c", 3, {{"m", measured_entry(41'988)}, {"j", judge_entry(3)}});
        if (of_b == 41'994) {
            refuse(desk, third, codes::examiner_not_of_row);
            CHECK_EQ(desk.play({sheet_of_c()}), "");
        } else {
            CHECK(row_status(desk.state, desk.state.rules->sheet.items[2]).open == RowOpen::disagree);
            CHECK_EQ(desk.play({third}), "");
        }
        CHECK(row_status(desk.state, desk.state.rules->sheet.items[2]).open == RowOpen::closed);
    }
}

TEST_CASE("old_sheet_came_by_a_second_way: a sheet counts once, whatever happened since") {
    Desk desk = desk_of_a();
    CHECK_EQ(desk.play({sheet_of_b()}), "");
    refuse(desk, sheet_of_b(), codes::sheet_known);
    refuse(desk, sheet_of_b(1, 5), codes::scoring_wrong_state); // another one while this stands
    CHECK_EQ(desk.play({touch(66, "b", "j", judge_entry(1))}), "");
    CHECK(desk.state.sheets_signed.empty());
    refuse(desk, sheet_of_b(), codes::sheet_known); // it would bring the old score back
    CHECK_EQ(desk.play({sheet_of_b(1, 5)}), "");

    Desk again;
    CHECK_EQ(
        again.play(
            {touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"}, sheet_of_b(),
             StationRestarted{
                 .at = minute(20), .by = "a", .second = "q", .cause = OutcomeCode::material_fault, .reason = "毛坯裂纹", .piece = "P-2"}}),
        "");
    CHECK(again.state.sheets_signed.empty());
    refuse(again, sheet_of_b(), codes::sheet_known);
    CHECK_EQ(again.play({sheet_of_b(2, 6)}), "");
}

TEST_CASE("what its examiner touches at the desk after the sheet came in is signed again there, and only by that one") {
    Desk desk = desk_of_a();
    CHECK_EQ(desk.play({sheet_of_b(), sheet_of_c(), touch(66, "b", "j", judge_entry(3))}), "");
    CHECK(desk.state.sheets_signed == std::map<std::string, Hash>{{"c", payload_of(3)}});
    CHECK_EQ(desk.play({RowUndone{minute(67), "b", "j"}}), ""); // as it came in, but the signature was over what he took back
    CHECK_FALSE(desk.state.sheets_signed.contains("b"));
    CHECK_EQ(desk.play(all_phases()), "");
    CHECK_EQ(desk.play({SheetSigned{minute(71), "a", payload_of(1)}}), "");
    refuse(desk, ScoresDecided{minute(72), "a"}, codes::scoring_signature_missing);
    refuse(desk, SheetSigned{minute(72), "b", payload_of(2)}, codes::sheet_known); // not under the old record
    CHECK_EQ(desk.play({SheetSigned{minute(72), "b", payload_of(7)}, ScoresDecided{minute(73), "a"}}), "");
}

TEST_CASE("whose sheet came in and whose score lies too far off scores again at the desk and signs there") {
    Desk desk = desk_of_a();
    CHECK_EQ(desk.play({sheet_of_b(), sheet_of_c(0)}), "");
    CHECK_EQ(desk.play(all_phases()), "");
    refuse(desk, touch(71, "c", "j", judge_entry(1)), codes::examiner_not_of_row); // the comparison is not open
    CHECK_EQ(desk.play({SheetSigned{minute(71), "a", payload_of(1)}}), "");
    refuse(desk, ScoresDecided{minute(72), "a"}, codes::spread_open);
    refuse(desk, touch(73, "b", "j", judge_entry(1)), codes::examiner_not_of_row);
    CHECK_EQ(desk.play({touch(73, "c", "j", judge_entry(1))}), "");
    refuse(desk, ScoresDecided{minute(74), "a"}, codes::scoring_signature_missing);
    CHECK_EQ(desk.play({SheetSigned{minute(75), "c", payload_of(8)}, ScoresDecided{minute(76), "a"}}), "");
    CHECK(desk.state.sheets_signed.at("c") == payload_of(8));
    CHECK(desk.state.sheets_known.contains(payload_of(3)));
    CHECK_EQ(score_of(desk.state)->items[3].second.points, 1'667);
}

TEST_CASE("a veto changes no own sheet, so that none is signed again, neither here nor elsewhere") {
    Desk desk = desk_of_a();
    CHECK_EQ(desk.play({sheet_of_b(), sheet_of_c(), VetoArmed{minute(66), "b", "v"}, VetoConfirmed{minute(66), "b", "a", "v"}}), "");
    CHECK_EQ(desk.state.sheets_signed.size(), 2u);
    CHECK_EQ(desk.play(all_phases()), "");
    CHECK_EQ(desk.play({SheetSigned{minute(71), "a", payload_of(1)}, VetoArmed{minute(72), "b", "v"},
                        VetoConfirmed{minute(72), "b", "a", "v"}, VetoWithdrawn{minute(73), "a", "v", "误判"}}),
             "");
    CHECK(all_sheets_signed(desk.state));
    CHECK_EQ(desk.play({ScoresDecided{minute(74), "a"}}), "");
}

TEST_CASE("after a coded end a sheet may still come in before its phase is finished") {
    const EndDetails details{.code = OutcomeCode::withdrew, .staff = "a", .second_staff = "b", .statement = "S-3"};
    Desk desk;
    CHECK_EQ(desk.play({touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"}, TestEnded{minute(20), details},
                        sheet_of("c", 3, {{"j", {.state = RowState::not_done}}})}),
             "");
    CHECK_EQ(desk.state.sheets_signed.size(), 1u);
    std::vector<ScoringEvent> phases = all_phases();
    REQUIRE(desk.take(phases[3]) == codes::rows_unseen); // the others have not looked at what c says was not done
    CHECK_EQ(desk.play({sheet_of("b", 2, {{"j", {.state = RowState::not_done}}}), touch(66, "a", "j", {.state = RowState::not_done})}), "");
    CHECK_EQ(desk.play(phases), "");
}
