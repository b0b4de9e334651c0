// What touches on the examiners' screens ask for, and what they must not ask for.
#include "kiosk/screens/examiner/compare.h"
#include "kiosk/screens/examiner/finish.h"
#include "kiosk/screens/examiner/sheet.h"
#include "kiosk/screens/examiner/sign.h"
#include "kiosk/ui/strings.h"
#include "tests/kiosk/screens/examiner_page.h"
#include "tests/kiosk/support/examiner_dialog_samples.h"
#include "tests/kiosk/support/examiner_samples.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;

namespace {

using Sheet = Page<model::SheetView, screens::SheetState>;

std::size_t row_named(const model::SheetView& sheet, std::string_view id) {
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        if (sheet.rows[i].id == id) return i;
    }
    return 0;
}

// Anywhere on the page, in the words of its entries.
bool says(Sheet& page, std::string_view words) {
    const auto& entries = page.stage.transcript().entries();
    return std::any_of(entries.begin(), entries.end(), [&](const ui::Entry& entry) { return entry.label.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("one touch changes station, and a touch on the current one does nothing") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    REQUIRE(only<model::SelectStation>(page.tap("###station_5")) != nullptr);
    CHECK(only<model::SelectStation>(page.tap("###station_5"))->place == 4);
    CHECK(page.tap("###station_3").empty());
}

TEST_CASE("a tick is good at the first touch, bad at the second, unseen at the third, and two in haste count once") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    const std::size_t row = row_named(page.view, "S11");
    page.view.active_row = row;
    auto& ticks = std::get<model::TicksControl>(page.view.rows[row].control).ticks;
    for (const model::Mark wanted : {model::Mark::good, model::Mark::bad, model::Mark::unseen}) {
        const model::ExaminerCommands asked = page.tap("###S11_tick_c");
        REQUIRE(only<model::SetTick>(asked) != nullptr);
        CHECK(only<model::SetTick>(asked)->mark == wanted);
        ticks[2].mark = wanted;
        CHECK(page.tap("###S11_tick_c").empty());
        page.stage.pass(700);
    }
}

TEST_CASE("a counter counts every touch, never below nought, and nothing found is said with one touch") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    const std::size_t row = row_named(page.view, "S09");
    page.view.active_row = row;
    CHECK(only<model::SetCount>(page.tap("###S09_plus"))->count == 2);
    CHECK(only<model::SetCount>(page.tap("###S09_minus"))->count == 0);
    std::get<model::CounterControl>(page.view.rows[row].control).count = 0;
    CHECK(page.tap("###S09_minus").empty());
    page.view.rows[row].state = model::RowState::unseen;
    CHECK(only<model::SetCount>(page.tap("###S09_none"))->count == 0);
}

TEST_CASE("steps are asked for as they are seen") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    CHECK(only<model::TouchStep>(page.tap("###S08_step_adjust"))->step == "adjust");
}

TEST_CASE("a veto is confirmed only by a finger that stays two seconds, and once") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    page.view.armed = model::ArmedVetoView{"V2", "trigger", "effect", 30};
    CHECK(page.tap("###confirm_veto").empty());
    page.play();
    const ui::Point at = page.find("###confirm_veto")->at_px;
    page.asked.clear();
    page.stage.lay_finger(at);
    page.play();
    page.play();
    page.stage.pass(1'500);
    page.play();
    CHECK(page.asked.empty());
    page.stage.pass(700);
    page.play();
    page.play();
    page.stage.pass(3'000);
    page.play();
    REQUIRE(only<model::ConfirmVeto>(page.asked) != nullptr);
    CHECK(only<model::ConfirmVeto>(page.asked)->veto == "V2");
}

TEST_CASE("a finger that slides off the held button confirms nothing") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    page.view.armed = model::ArmedVetoView{"V2", "trigger", "effect", 30};
    page.play();
    const ui::Point at = page.find("###confirm_veto")->at_px;
    page.stage.lay_finger(at);
    page.play();
    page.play();
    page.stage.pass(1'500);
    page.play();
    page.stage.lift_finger({at.x, at.y - 300});
    page.play();
    page.play();
    page.stage.pass(1'500);
    page.play();
    CHECK(page.asked.empty());
}

TEST_CASE("vetoes are armed from their list, which closes") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    CHECK(page.tap("###vetoes_open").empty());
    CHECK(only<model::ArmVeto>(page.tap("###arm_V2"))->veto == "V2");
    CHECK(page.state.dialog == screens::SheetDialog::none);
    page.tap("###vetoes_open");
    CHECK(only<model::WithdrawVeto>(page.tap("###withdraw_V1"))->veto == "V1");
}

TEST_CASE("work stops only with a reason, for one station or for all") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    CHECK(page.tap("###pause").empty());
    CHECK(page.tap("###pause_yes").empty());
    CHECK(page.tap("###cause_1").empty());
    const model::ExaminerCommands one = page.tap("###pause_yes");
    REQUIRE(only<model::PauseWork>(one) != nullptr);
    CHECK(only<model::PauseWork>(one)->scope == model::PauseScope::station);
    CHECK(page.tap("###all_stop").empty());
    CHECK(page.tap("###cause_3").empty());
    const model::ExaminerCommands all = page.tap("###pause_yes");
    REQUIRE(only<model::PauseWork>(all) != nullptr);
    CHECK(only<model::PauseWork>(all)->scope == model::PauseScope::all);
    CHECK(only<model::PauseWork>(all)->cause == model::PauseCause::power_cut);
}

TEST_CASE("a reading is a draft with every key, is recorded only where it can be, and a comma is never made a point") {
    Sheet page{.view = ExaminerSamples{}.workpiece()};
    page.view.active_row = row_named(page.view, "B02");
    const auto* typed = only<model::TypeReading>(page.tap("###key_5"));
    REQUIRE(typed != nullptr);
    CHECK(typed->text == "31.9685");
    CHECK(page.tap("###key_point").empty()); // there is one already
    CHECK(only<model::RecordReading>(page.tap("###record"))->row == "B02");
    auto& control = std::get<model::ReadingControl>(page.view.rows[page.view.active_row].control);
    control.can_record = false;
    CHECK(page.tap("###record").empty());
    control.fields[0].typed = "31";
    CHECK(only<model::TypeReading>(page.type(","))->text == "31,");
    CHECK(page.type("x").empty());
}

TEST_CASE("what the other reader found is nowhere on the screen until both are in") {
    Sheet page{.view = ExaminerSamples{}.workpiece()};
    page.view.active_row = row_named(page.view, "B02");
    page.play();
    for (const ui::Entry& entry : page.stage.transcript().entries()) {
        CHECK(entry.label.find("韩立新") == std::string::npos);
        CHECK(entry.label.find("06") == std::string::npos);
    }
    page.view.rows[page.view.active_row].readers[1].values = {"31.970"};
    page.play();
    bool shown = false;
    for (const ui::Entry& entry : page.stage.transcript().entries()) shown = shown || entry.label == "31.970";
    CHECK(shown);
}

TEST_CASE("not applicable can be chosen only where the sheet says so") {
    Sheet page{.view = ExaminerSamples{}.workpiece()};
    page.view.active_row = row_named(page.view, "B13");
    page.play();
    CHECK(page.find("###row_not_applicable") == nullptr);
    page.view.active_row = row_named(page.view, "B08");
    page.view.rows[page.view.active_row].state = model::RowState::unseen;
    CHECK(only<model::SetRowState>(page.tap("###row_not_applicable"))->state == model::RowState::not_applicable);
}

TEST_CASE("not done is asked once more, because it takes all points of the row") {
    Sheet page{.view = ExaminerSamples{}.workpiece()};
    page.view.active_row = row_named(page.view, "B13");
    CHECK(page.tap("###row_not_done").empty());
    CHECK(page.tap("###pause_cancel").empty());
    page.play();
    CHECK(page.find("###not_done") == nullptr);
    CHECK(page.tap("###row_not_done").empty());
    CHECK(only<model::SetRowState>(page.tap("###pause_yes"))->state == model::RowState::not_done);
}

TEST_CASE("a note is offered beside a row that is entered, and stands on its card") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    model::ScoreRowView& row = page.view.rows[page.view.active_row];
    row.can_note = false;
    CHECK(page.tap("###note").empty());
    row.can_note = true;
    CHECK(only<model::ShowNote>(page.tap("###note"))->row == row.id);
    row.note = "扳手放在导轨上";
    page.play();
    CHECK(says(page, "备注：扳手放在导轨上"));
}

TEST_CASE("what one's own rows still lack is counted, whoever else is waited for") {
    Sheet page{.view = ExaminerSamples{}.workpiece()};
    for (model::ScoreRowView& row : page.view.rows) {
        row.state = model::RowState::scored;
        row.waits = model::RowWaits::other_reader;
        row.draft = false;
    }
    page.view.rows.back().own = false; // noted by somebody else
    page.view.rows.back().state = model::RowState::unseen;
    page.play();
    const int of = static_cast<int>(page.view.rows.size()) - 1;
    const std::string words = ui::sentence_of(Language::zh_cn, ui::Key::ex_rows_own, {ui::place("n", of), ui::place("of", of)});
    CHECK(says(page, words));
}

TEST_CASE("the other terminal is not named under a piece code") {
    Sheet page{.view = ExaminerDialogSamples{ExaminerSamples{}}.own_sheet()};
    page.view.own->lead_station = "17";
    page.play();
    CHECK(says(page, "17"));
    page.view.subject = model::PieceOnSheet{"K-07", model::SealState::intact};
    page.view.own->lead_station.clear();
    page.play();
    CHECK_FALSE(says(page, "17"));
}

TEST_CASE("a finished sheet is looked at, not touched") {
    Sheet page{.view = ExaminerSamples{}.on_site()};
    page.view.frozen = true;
    for (const char* id : {"###S08_step_adjust", "###S09_plus", "###undo", "###finish", "###row_not_done", "###evidence"}) {
        CAPTURE(id);
        CHECK(page.tap(id).empty());
    }
    CHECK_FALSE(page.tap("###station_1").empty());
}

TEST_CASE("a phase with open rows cannot be finished, and each of them is one touch away") {
    Page<model::FinishView, screens::FinishState> page{.view = ExaminerSamples{}.finish()};
    CHECK(page.tap("###finish_yes").empty());
    CHECK(only<model::SelectRow>(page.tap("###open_S11"))->row == 7);
    page.view.open.clear();
    CHECK(only<model::FinishPhase>(page.tap("###finish_yes")) != nullptr);
}

TEST_CASE("the PIN of a signature is never in the transcript and leaves the state with it") {
    Page<model::SignView, screens::SignState> page{.view = ExaminerSamples{}.sign(model::SignPurpose::blind_sheet)};
    CHECK(page.tap("###sign_yes").empty());
    for (const char* key : {"###key_4", "###key_2", "###key_7", "###key_1"}) page.tap(key);
    page.play();
    CHECK(page.find("###pin")->value == "●●●●");
    const model::ExaminerCommands asked = page.tap("###sign_yes");
    REQUIRE(only<model::SubmitSign>(asked) != nullptr);
    CHECK(only<model::SubmitSign>(asked)->pin == "4271");
    CHECK(only<model::SubmitSign>(asked)->signer == "KP0011");
    CHECK(page.state.pin.empty());
}

TEST_CASE("who has to step back cannot be chosen to sign") {
    Page<model::SignView, screens::SignState> page{.view = ExaminerSamples{}.sign(model::SignPurpose::second_person)};
    CHECK(page.tap("###signer_KP0013").empty());
    CHECK(only<model::ChooseSigner>(page.tap("###signer_KP0012"))->signer == 1);
}

TEST_CASE("only the chief can arbitrate, and only the one concerned is sent back to score") {
    Page<model::CompareView, screens::CompareState> page{.view = ExaminerSamples{}.compare()};
    page.play();
    CHECK(page.find("###arbitrate_B14") == nullptr);
    CHECK(only<model::CallScorer>(page.tap("###compare_answer")) != nullptr);
    page.view.own_to_do = 1;
    CHECK(only<model::ScoreAgain>(page.tap("###compare_answer")) != nullptr);
    page.view.self_is_chief = true;
    CHECK(only<model::ArbitrateRow>(page.tap("###arbitrate_B14"))->row == "B14");
}
