// 双人录入 by keypad: what each key takes, what Enter gives, and that it works without looking up.
#include "kiosk/screens/examiner/hand_entry.h"
#include "tests/kiosk/screens/examiner_page.h"
#include "tests/kiosk/support/hand_entry_samples.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;

namespace {

using Keying = Page<model::HandEntryView, screens::HandEntryState>;
using Values = std::vector<std::string>;

Keying keying_at(std::size_t row) {
    Keying page{.view = HandEntrySamples{}.hand_entry()};
    page.view.active_row = row;
    return page;
}

} // namespace

TEST_CASE("ticks are keyed as the numbers missed, and Enter gives the whole row") {
    Keying page = keying_at(3);
    CHECK(page.press(platform::Key::enter).empty()); // nothing keyed
    page.tap("###key_point");                        // no point before a number
    page.type("1.x.3");
    const model::ExaminerCommands asked = page.press(platform::Key::enter);
    REQUIRE(only<model::KeyRow>(asked) != nullptr);
    CHECK(only<model::KeyRow>(asked)->row == "S11");
    CHECK(only<model::KeyRow>(asked)->values == Values{"1.3"});
    CHECK(only<model::KeyRow>(asked)->state == model::KeyedState::keyed);
}

TEST_CASE("a row of several fields is given once, after the last of them") {
    Keying page = keying_at(4);
    page.type("4"); // no level
    CHECK(page.press(platform::Key::enter).empty());
    page.type("2");
    CHECK(page.press(platform::Key::enter).empty());
    page.tap("###key_3");
    CHECK(page.tap("###key_enter").empty());
    page.type("1");
    const model::ExaminerCommands asked = page.press(platform::Key::enter);
    REQUIRE(only<model::KeyRow>(asked) != nullptr);
    CHECK(only<model::KeyRow>(asked)->values == Values{"2", "3", "1"});
}

TEST_CASE("a row keyed before begins with its value, and the first digit replaces it") {
    Keying page = keying_at(6);
    page.play();
    CHECK(page.find("###keyed")->value == "41.987");
    page.type("4");
    page.play();
    CHECK(page.find("###keyed")->value == "4");
    page.type("1.");
    CHECK(page.press(platform::Key::enter).empty()); // on the way to a value
    page.type("97");
    CHECK(only<model::KeyRow>(page.press(platform::Key::enter))->values == Values{"41.97"});
}

TEST_CASE("what was not done or is not applicable is one key, the latter only where the sheet has a condition") {
    Keying page = keying_at(5);
    CHECK(only<model::KeyRow>(page.tap("###key_not_done"))->state == model::KeyedState::not_done);
    const model::ExaminerCommands asked = page.tap("###key_not_applicable");
    REQUIRE(only<model::KeyRow>(asked) != nullptr);
    CHECK(only<model::KeyRow>(asked)->state == model::KeyedState::not_applicable);
    CHECK(only<model::KeyRow>(asked)->values.empty());
    page.view.active_row = 3;
    page.play();
    CHECK(page.find("###key_not_applicable") == nullptr);
    page.view.active_row = 9;
    page.play();
    CHECK(page.find("###key_not_done") == nullptr); // a veto
}

TEST_CASE("Enter is the keypad's, whatever was touched before") {
    Keying page = keying_at(3);
    page.stage.play(page.scene());
    const kiosk::model::Picture figure = page.stage.figure();
    page.view.papers = {figure};
    page.tap("###paper_larger");
    CHECK(page.state.paper.zoom == 1);
    page.type("0");
    CHECK(only<model::KeyRow>(page.press(platform::Key::enter)) != nullptr);
    CHECK(page.state.paper.zoom == 1);
}

TEST_CASE("a keying is finished only when every row is keyed, and then takes no more keys") {
    Keying page = keying_at(3);
    CHECK(page.tap("###keying_done").empty());
    for (model::KeyedRow& row : page.view.rows) row.state = model::KeyedState::keyed;
    CHECK(only<model::FinishKeying>(page.tap("###keying_done")) != nullptr);
    page.view.finished = true;
    CHECK(page.tap("###keying_done").empty());
    CHECK(page.type("1").empty());
    CHECK(page.press(platform::Key::enter).empty());
    CHECK(page.tap("###row_S08").empty());
}

TEST_CASE("nothing is keyed before the signed paper is photographed") {
    Keying page = keying_at(3);
    page.view.papers.clear();
    page.view.camera = true;
    CHECK(page.type("1").empty());
    CHECK(page.press(platform::Key::enter).empty());
    CHECK(page.tap("###key_not_done").empty());
    CHECK(only<model::PhotographPaper>(page.tap("###paper_camera")) != nullptr);
    CHECK(page.tap("###paper_file").empty()); // no folder
}

TEST_CASE("a paper of several pages is photographed page by page, and turned; a page is taken anew only before anybody has keyed") {
    Keying page = keying_at(3);
    page.view.papers = {page.stage.figure()};
    page.play();
    CHECK(page.find("###paper_next") == nullptr); // no camera
    page.view.camera = true;
    page.view.may_retake = true;
    CHECK(only<model::PhotographPaper>(page.tap("###paper_anew"))->page == 1);
    CHECK(only<model::PhotographPaper>(page.tap("###paper_next"))->page == 0);
    page.view.papers.push_back(page.stage.figure());
    page.play();
    CHECK(page.state.paper.page == 1); // the new one is in front
    CHECK(only<model::PhotographPaper>(page.tap("###paper_anew"))->page == 2);
    page.tap("###paper_page_previous");
    CHECK(page.state.paper.page == 0);
    page.view.may_retake = false;
    page.play();
    CHECK(page.find("###paper_anew") == nullptr);
    CHECK(page.find("###paper_next") != nullptr);
}

TEST_CASE("a larger paper follows the finger and stops at its edge") {
    Keying page = keying_at(3);
    page.view.papers = {page.stage.figure()};
    page.tap("###paper_larger");
    page.tap("###paper_larger");
    page.play();
    const ui::Point at = page.find("###paper")->at_px;
    page.stage.lay_finger(at);
    page.play();
    page.play();
    platform::Event move;
    move.kind = platform::EventKind::pointer_move;
    move.at = {at.x - 60, at.y};
    page.stage.gui().feed(move);
    page.play();
    page.play();
    CHECK(page.state.paper.middle.x > 0.52F);
    for (int i = 0; i < 30; ++i) {
        move.at = {at.x - (i % 2 == 0 ? 0.0F : 150.0F), at.y};
        page.stage.gui().feed(move);
        page.play();
        page.play();
    }
    CHECK(page.state.paper.middle.x <= 1);
    CHECK(page.state.paper.middle.x >= 0);
    page.stage.lift_finger({move.at.x, move.at.y});
    page.play();
    page.tap("###paper_smaller");
    page.tap("###paper_smaller");
    CHECK(page.state.paper.middle.x == 0.5F);
}

TEST_CASE("a difference is settled by choosing one keying or by keying anew, and signed only when all are") {
    Page<model::HandDifferencesView, screens::HandDifferencesState> page{.view = HandEntrySamples{}.differences()};
    CHECK(page.tap("###settled_sign").empty());
    CHECK(only<model::SettleRow>(page.tap("###settle_second"))->settled == model::SettledAs::second);
    page.play();
    CHECK(page.find("###keyed")->value.empty()); // neither keying is where keying anew begins
    page.type("41.98");
    const model::ExaminerCommands asked = page.press(platform::Key::enter);
    REQUIRE(only<model::SettleRow>(asked) != nullptr);
    CHECK(only<model::SettleRow>(asked)->row == "B01");
    CHECK(only<model::SettleRow>(asked)->settled == model::SettledAs::anew);
    CHECK(only<model::SettleRow>(asked)->values == Values{"41.98"});
    CHECK(only<model::SelectRow>(page.tap("###row_S11"))->row == 1);
    for (model::DifferenceRow& row : page.view.rows) row.settled = model::SettledAs::first;
    CHECK(only<model::AskSignature>(page.tap("###settled_sign")) != nullptr);
}
