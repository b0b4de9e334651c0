#include "core/assessment/practical/own_sheet.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/scoring_samples.h"
#include "tests/support/fake_random.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

// Two modules of which one is drawn, each with a judged row; an own sheet of the other one has nothing to do with it.
std::shared_ptr<const ScoringRules> drawn_test() {
    ScoringRules rules = *small_test();
    rules.sheet.modules = {module_of("M1", 3'000, 50), module_of("M2", 3'000, 50)};
    rules.sheet.groups = {{.id = "G", .name = words("抽签"), .take = 1}};
    for (TaskModule& module : rules.sheet.modules) {
        module.choice = ModuleChoice::drawn;
        module.group = "G";
    }
    rules.sheet.items = {judged_row("j1", "M1", 3'000), judged_row("j2", "M2", 3'000)};
    return std::make_shared<const ScoringRules>(std::move(rules));
}

OwnSheet entered() {
    OwnSheet sheet("b");
    CHECK_EQ(sheet.play({touch(1, "b", "m", measured_entry(41'990)), touch(2, "b", "j", judge_entry(2))}), "");
    return sheet;
}

} // namespace

TEST_CASE("away from the desk an examiner enters what is scored apart from the others, and nothing else") {
    OwnSheet sheet("b");
    CHECK(sheet.take(touch(1, "b", "p", counted(0))) == codes::examiner_not_of_row);
    CHECK(sheet.take(touch(1, "b", "s", counted(0))) == codes::examiner_not_of_row);
    CHECK(sheet.take(touch(1, "b", "t", {.state = RowState::scored, .reading = TimeReading{1}})) == codes::examiner_not_of_row);
    CHECK(sheet.take(touch(1, "b", "z", counted(0))) == codes::sheet_reference);
    CHECK(sheet.take(touch(1, "a", "j", judge_entry(2))) == codes::examiner_not_of_row); // another member of the panel
    OwnSheet stranger("x");
    CHECK(stranger.take(touch(1, "x", "j", judge_entry(2))) == codes::examiner_not_of_row);
    CHECK_EQ(sheet.play({touch(1, "b", "m", measured_entry(41'990)), touch(2, "b", "j", judge_entry(2))}), "");
    CHECK(own_entries(sheet.state) == std::vector<OwnEntry>{{"m", measured_entry(41'990)}, {"j", judge_entry(2)}});
    CHECK_EQ(own_rows(sheet.state).size(), 2u);
}

TEST_CASE("an own sheet takes and refuses the same touches as the desk, by the same codes") {
    const auto not_applicable = [](std::string second, std::string reason) {
        RowTouched event = touch(5, "b", "m", {.state = RowState::not_applicable, .reading = {}, .zero_when = {}});
        event.second = std::move(second);
        event.reason = std::move(reason);
        return event;
    };
    RowEntry two_readings = measured_entry(41'990), arbitrated = judge_entry(1);
    std::get<MeasureReading>(two_readings.reading).values[0].readings.push_back(41'991);
    std::get<JudgeReading>(arbitrated.reading).arbitrated = 2;
    const RowEntry unseen{}, not_done{.state = RowState::not_done, .reading = {}, .zero_when = {}};
    const RowEntry two_scores{.state = RowState::scored, .reading = JudgeReading{{2, 2}, {}}, .zero_when = {}};
    const std::vector<RowTouched> touches = {touch(5, "b", "j", judge_entry(0)),
                                             touch(5, "b", "j", judge_entry(4)),
                                             touch(5, "b", "j", two_scores),
                                             touch(5, "b", "j", arbitrated),
                                             touch(5, "b", "j", counted(1)),
                                             touch(5, "b", "j", unseen),
                                             touch(5, "b", "j", not_done),
                                             touch(5, "b", "m", two_readings),
                                             touch(5, "b", "m", measured_entry(41'990)),
                                             not_applicable("", "量具送检"),
                                             not_applicable("b", "量具送检"),
                                             not_applicable("a", ""),
                                             not_applicable("a", std::string(600, 'x')),
                                             not_applicable("a", "量具送检")};
    int refused = 0;
    for (const RowTouched& event : touches) {
        Desk desk;
        REQUIRE(desk.ok(TestStarted{minute(0), "a"}));
        OwnSheet sheet("b");
        const Code at_desk = desk.take(event);
        CAPTURE(code_name(at_desk));
        CHECK(sheet.take(event) == at_desk);
        refused += at_desk == codes::internal ? 0 : 1;
    }
    CHECK_EQ(refused, 10);
}

TEST_CASE("a note on an own sheet stands beside its entry, travels with it, and is refused once the sheet is signed") {
    OwnSheet sheet = entered();
    const auto note = [](const char* row, const char* text) { return RowNoted{minute(3), "b", row, text}; };
    CHECK(sheet.take(note("s", "扳手")) == codes::examiner_not_of_row);
    CHECK_EQ(sheet.play({note("j", "手不稳")}), "");
    CHECK(own_entries(sheet.state).back() == OwnEntry{"j", judge_entry(2), "手不稳"});
    OwnSheet empty("b");
    CHECK(empty.take(note("j", "手不稳")) == codes::change_unknown);
    CHECK_EQ(sheet.play({SheetSigned{minute(4), "b", payload_of(7)}}), "");
    CHECK(sheet.take(note("j", "")) == codes::scoring_wrong_state);
    Desk desk;
    std::vector<ScoringEvent> before = events_to_hand_in();
    std::erase_if(before, [](const ScoringEvent& event) {
        const auto* touched = std::get_if<RowTouched>(&event);
        return touched != nullptr && touched->by == "b" && touched->row != "s";
    });
    REQUIRE_EQ(desk.play(before), "");
    REQUIRE_EQ(desk.play({received(65, sheet.state)}), "");
    CHECK_EQ(visible_entries(desk.state, "j", "b").at(0).note, "手不稳");
    SheetReceived endless = received(66, sheet.state);
    endless.entries.back().note = std::string(kNoteMax + 1, 'x');
    Desk other;
    REQUIRE_EQ(other.play(before), "");
    CHECK(other.take(endless) == codes::staff_text_too_long);
}

TEST_CASE("undo on an own sheet brings back how the row stood, and then nothing") {
    OwnSheet sheet = entered();
    CHECK_EQ(sheet.play({touch(3, "b", "j", judge_entry(3)), touch(4, "b", "j", judge_entry(3)), RowUndone{minute(5), "b", "j"}}), "");
    CHECK(*own_entry(sheet.state, "j") == judge_entry(2)); // the same entry again was a look, not a change
    CHECK_EQ(sheet.play({RowUndone{minute(6), "b", "j"}}), "");
    CHECK(own_entry(sheet.state, "j") == nullptr);
    CHECK(sheet.take(RowUndone{minute(7), "b", "j"}) == codes::change_unknown);
    CHECK(sheet.take(RowUndone{minute(7), "a", "m"}) == codes::examiner_not_of_row);
    CHECK_EQ(sheet.journal.size(), 6u);
}

TEST_CASE("an own sheet is signed by its examiner once every blind row is entered, and then nothing on it changes") {
    OwnSheet sheet("b");
    CHECK_EQ(sheet.play({touch(1, "b", "m", measured_entry(41'990))}), "");
    CHECK(sheet.take(SheetSigned{minute(2), "b", payload_of(1)}) == codes::rows_unseen);
    CHECK(unseen_own_rows(sheet.state) == std::vector<std::string>{"j"});
    CHECK_EQ(sheet.play({RowUndone{minute(3), "b", "m"}, touch(4, "b", "j", judge_entry(2))}), "");
    CHECK(sheet.take(SheetSigned{minute(5), "a", payload_of(1)}) == codes::examiner_not_of_row);
    CHECK(sheet.take(SheetSigned{minute(5), "b", {}}) == codes::scoring_signature_missing); // a sheet that travels has a record
    CHECK(sheet.take(ResultDelivered{minute(5), payload_of(2)}) == codes::scoring_wrong_state);
    CHECK_EQ(sheet.play({SheetSigned{minute(5), "b", payload_of(1)}}), ""); // whoever does not measure leaves readings empty
    const OwnSheetState before = sheet.state;
    for (const ScoringEvent& event :
         {ScoringEvent(touch(6, "b", "j", judge_entry(3))), ScoringEvent(touch(6, "b", "m", measured_entry(1))),
          ScoringEvent(RowUndone{minute(6), "b", "j"}), ScoringEvent(SheetSigned{minute(6), "b", payload_of(1)}),
          ScoringEvent(ModulesDrawn{minute(6), "b", {}})})
        CHECK(sheet.take(event) == codes::scoring_wrong_state);
    CHECK(sheet.state == before);
    CHECK_EQ(sheet.play({ResultDelivered{minute(7), payload_of(2)}}), "");
    CHECK(sheet.take(ResultDelivered{minute(8), payload_of(2)}) == codes::scoring_wrong_state);
}

TEST_CASE("modules are drawn before the first touch, and only their rows are there") {
    OwnSheet sheet("b", drawn_test());
    CHECK(sheet.take(touch(1, "b", "j1", judge_entry(2))) == codes::sheet_reference);
    CHECK(sheet.take(SheetSigned{minute(1), "b", payload_of(1)}) == codes::module_choice);
    CHECK(sheet.take(ModulesDrawn{minute(1), "b", {"M1", "M2"}}) == codes::module_choice);
    CHECK_EQ(sheet.play({ModulesDrawn{minute(1), "b", {"M1"}}, ModulesDrawn{minute(2), "b", {"M2"}}}),
             ""); // a slip before anything is entered
    CHECK(sheet.take(touch(3, "b", "j1", judge_entry(2))) == codes::sheet_reference);
    CHECK_EQ(sheet.play({touch(3, "b", "j2", judge_entry(2))}), "");
    CHECK(sheet.take(ModulesDrawn{minute(4), "b", {"M1"}}) == codes::scoring_wrong_state);
    CHECK_EQ(sheet.play({SheetSigned{minute(5), "b", payload_of(1)}}), "");
}

TEST_CASE("a sheet without any entry is never signed") {
    ScoringRules rules = *small_test();
    std::erase_if(rules.sheet.items, [](const ScoreItem& item) { return item.id == "j"; });
    OwnSheet sheet("b", std::make_shared<const ScoringRules>(std::move(rules)));
    CHECK(sheet.take(SheetSigned{minute(1), "b", payload_of(1)}) == codes::rows_unseen);
    CHECK_EQ(sheet.play({touch(2, "b", "m", measured_entry(41'990)), SheetSigned{minute(3), "b", payload_of(1)}}), "");
}

TEST_CASE("what belongs to the desk is refused on an own sheet") {
    OwnSheet sheet = entered();
    const OwnSheetState before = sheet.state;
    int refused = 0;
    for (const ScoringEvent& event : one_of_each_event()) {
        const bool own = std::holds_alternative<ModulesDrawn>(event) || std::holds_alternative<RowTouched>(event) ||
                         std::holds_alternative<RowUndone>(event) || std::holds_alternative<RowNoted>(event) ||
                         std::holds_alternative<SheetSigned>(event);
        if (own) continue;
        CAPTURE(event_name(event));
        CHECK(sheet.take(event) == codes::scoring_wrong_state);
        ++refused;
    }
    CHECK_EQ(refused, 38);
    CHECK(sheet.ok(StationTick{minute(9)})); // time goes on, at the desk
    CHECK(sheet.state == before);
    CHECK_EQ(sheet.journal.size(), 2u);
}

TEST_CASE("an own sheet in practice stores nothing") {
    OwnSheet sheet("b", small_test(ScoringMode::practice));
    CHECK_EQ(sheet.play({touch(1, "b", "j", judge_entry(2)), SheetSigned{minute(2), "b", {}}}), "");
    CHECK(sheet.journal.empty());
    CHECK(sheet.state.sheet == Hash{});
}

TEST_CASE("a journal of an own sheet that its rules would not have written is refused with its place") {
    const OwnSheet sheet = entered();
    std::vector<ScoringEvent> journal = sheet.journal;
    const auto start = own_sheet_start(sheet.state.rules, "b");
    CHECK(fold_own_sheet(start, journal).value() == sheet.state);
    journal.insert(journal.begin() + 1, TestStarted{minute(1), "a"});
    const auto broken = fold_own_sheet(start, journal);
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.code() == codes::journal_broken);
    CHECK_EQ(broken.error().context, "2 test_started K-0392");
    CHECK(fold_own_sheet(own_sheet_start(sheet.state.rules, "c"), sheet.journal).code() == codes::journal_broken); // another's
}

TEST_CASE("in no order of events is an own sheet signed with a blind row open, or changed once it is signed") {
    int signed_sheets = 0;
    CHECK(rc::check("own sheet", [&](std::uint64_t seed) {
        FakeRandom random(seed);
        const auto pick = [&](std::initializer_list<const char*> of) { return std::string(of.begin()[random.below(of.size())]); };
        OwnSheet sheet("b");
        for (int i = 0; i < 25; ++i) {
            const OwnSheetState before = sheet.state;
            const std::string who = pick({"b", "b", "b", "a", ""}), row = pick({"j", "m", "j", "m", "p", "t"});
            const RowEntry entry = row == "m" ? measured_entry(41'990) : judge_entry(static_cast<int>(random.below(5)));
            ScoringEvent event = touch(i, who, row, entry);
            if (random.below(4) == 0) event = RowUndone{minute(i), who, row};
            if (random.below(5) == 0) event = SheetSigned{minute(i), who, payload_of(static_cast<std::uint8_t>(random.below(2)))};
            const bool taken = sheet.ok(event);
            if (!taken) RC_ASSERT(sheet.state == before);
            if (before.sheet) RC_ASSERT(!taken);
            if (sheet.state.sheet) RC_ASSERT(unseen_own_rows(sheet.state).empty());
        }
        RC_ASSERT(fold_own_sheet(own_sheet_start(sheet.state.rules, "b"), sheet.journal).value() == sheet.state);
        signed_sheets += sheet.state.sheet ? 1 : 0;
    }));
    CHECK_GT(signed_sheets, 20);
}
