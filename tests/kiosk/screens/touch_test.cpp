// What touches ask for: commands, and the state that a screen keeps for itself.
#include "kiosk/screens/candidate/question.h"
#include "kiosk/screens/candidate/refusal.h"
#include "kiosk/screens/candidate/review.h"
#include "kiosk/screens/candidate/sign_in.h"
#include "kiosk/screens/candidate/staff_pin.h"
#include "kiosk/screens/centre/staff_menu.h"
#include "kiosk/screens/centre/sync_desk.h"
#include "kiosk/screens/centre/staff_pages.h"
#include "kiosk/screens/candidate/texts.h"
#include "tests/kiosk/support/samples.h"
#include "tests/kiosk/support/stage.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk;
using namespace kaogong::test;

namespace {

template <typename View, typename State> DrawScene scene_of(const View& view, State& state) {
    return [&view, &state](ui::Frame& frame, model::Commands& commands) { screens::draw(view, state, frame, commands); };
}

template <typename Wanted> const Wanted* only(const model::Commands& commands) {
    return commands.size() == 1 ? std::get_if<Wanted>(&commands.front()) : nullptr;
}

} // namespace

TEST_CASE("a touch on an option asks for it by its id") {
    Stage stage;
    const model::QuestionView view = Samples{}.question(model::ItemKind::single);
    screens::QuestionState state;
    const model::Commands commands = stage.tap("###option_c", scene_of(view, state));
    REQUIRE(only<model::ChooseOption>(commands) != nullptr);
    CHECK(only<model::ChooseOption>(commands)->item == "dg4-0043");
    CHECK(only<model::ChooseOption>(commands)->option == "c");
}

TEST_CASE("a second touch on the chosen single option does nothing") {
    Stage stage;
    const model::QuestionView view = Samples{}.question(model::ItemKind::single);
    screens::QuestionState state;
    CHECK(stage.tap("###option_b", scene_of(view, state)).empty());
}

TEST_CASE("a chosen option of a multiple choice can be taken back, but two touches in haste count once") {
    Stage stage;
    const model::QuestionView view = Samples{}.question(model::ItemKind::multiple);
    screens::QuestionState state;
    const DrawScene scene = scene_of(view, state);
    CHECK(only<model::ChooseOption>(stage.tap("###option_a", scene)) != nullptr);
    CHECK(stage.tap("###option_a", scene).empty());
    stage.pass(700);
    CHECK(only<model::ChooseOption>(stage.tap("###option_a", scene)) != nullptr);
}

TEST_CASE("clearing an answer has a button of its own, which rests while nothing is answered") {
    Stage stage;
    model::QuestionView view = Samples{}.question(model::ItemKind::single);
    screens::QuestionState state;
    CHECK(only<model::ClearAnswer>(stage.tap("###clear", scene_of(view, state))) != nullptr);
    view.item.answered = false;
    CHECK(stage.tap("###clear", scene_of(view, state)).empty());
}

TEST_CASE("the next button of the last item opens the hand-in page") {
    Stage stage;
    model::QuestionView view = Samples{}.question(model::ItemKind::single);
    screens::QuestionState state;
    CHECK(only<model::GoToItem>(stage.tap("###next", scene_of(view, state)))->number == 44);
    view.item.number = 100;
    CHECK(only<model::OpenHandIn>(stage.tap("###next", scene_of(view, state))) != nullptr);
}

TEST_CASE("when time is up nothing can be touched") {
    Stage stage;
    model::QuestionView view = Samples{}.question(model::ItemKind::single);
    view.frozen = true;
    screens::QuestionState state;
    for (const char* id : {"###option_c", "###next", "###flag", "###hand_in", "###cell_44", "###clear", "###text_size"}) {
        CAPTURE(id);
        CHECK(stage.tap(id, scene_of(view, state)).empty());
    }
}

TEST_CASE("digits of a numeric answer are asked to be recorded only where they make a number") {
    Stage stage;
    model::QuestionView view = Samples{}.question(model::ItemKind::numeric);
    view.item.answer.clear();
    screens::QuestionState state;
    const DrawScene scene = scene_of(view, state);
    CHECK(stage.tap("###key_minus", scene).empty());
    CHECK(only<model::EnterNumber>(stage.tap("###key_1", scene))->text == "-1");
    CHECK(stage.tap("###key_point", scene).empty());
    CHECK(only<model::EnterNumber>(stage.tap("###key_5", scene))->text == "-1.5");
    CHECK(stage.tap("###key_point", scene).empty()); // a second point is not taken
    CHECK(stage.tap("###key_backspace", scene).empty());
    CHECK(only<model::EnterNumber>(stage.tap("###key_backspace", scene))->text == "-1");
    CHECK(only<model::EnterNumber>(stage.type("2", scene))->text == "-12");
}

TEST_CASE("a short answer takes Chinese from the keyboard of the system, up to its limit") {
    Stage stage;
    model::QuestionView view = Samples{}.question(model::ItemKind::short_text);
    view.item.answer.clear();
    view.item.answer_length_max = 3;
    screens::QuestionState state;
    const DrawScene scene = scene_of(view, state);
    stage.tap("###answer", scene);
    CHECK(state.typing);
    CHECK(only<model::EnterText>(stage.type("自锁", scene))->text == "自锁");
    CHECK(only<model::EnterText>(stage.tap("###key_q", scene))->text == "自锁q");
    CHECK(stage.tap("###key_w", scene).empty());
    CHECK(only<model::EnterText>(stage.tap("###key_backspace", scene))->text == "自锁");
    CHECK(only<model::EnterText>(stage.tap("###key_backspace", scene))->text == "自");
}

TEST_CASE("filters and folds are the screen's own; another item opens its group") {
    Stage stage;
    model::QuestionView view = Samples{}.question(model::ItemKind::single);
    screens::QuestionState state;
    const DrawScene scene = scene_of(view, state);
    CHECK(stage.tap("###filter_flagged", scene).empty());
    stage.play(scene);
    CHECK(stage.transcript().find("###cell_51") != nullptr);
    CHECK(stage.transcript().find("###cell_44") == nullptr);
    CHECK(stage.tap("###filter_all", scene).empty());
    CHECK(stage.tap("###fold", scene).empty());
    CHECK(state.column_folded);
    CHECK(stage.tap("###unfold", scene).empty());
    view.item.number = 90;
    stage.play(scene);
    CHECK(state.open_group == 2);
    CHECK(stage.transcript().find("###cell_90") != nullptr);
}

TEST_CASE("typing an admission number moves on by itself and X is taken as the 18th character alone") {
    Stage stage;
    const model::SignInView view = Samples{}.sign_in();
    screens::SignInState state;
    const DrawScene scene = scene_of(view, state);
    stage.type("9926x11210143", scene);
    CHECK(state.ticket == "992611210143");
    CHECK(state.focus == screens::SignInField::id_number);
    stage.type("9999X9199808150", scene);
    CHECK(state.id_number == "99999199808150");
    stage.type("019", scene);
    CHECK(stage.transcript().find("###next")->enabled == false);
    stage.tap("###key_X", scene);
    CHECK(state.id_number == "99999199808150019X");
    const model::Commands commands = stage.tap("###next", scene);
    REQUIRE(only<model::SubmitSignIn>(commands) != nullptr);
    CHECK(only<model::SubmitSignIn>(commands)->ticket == "992611210143");
}

TEST_CASE("another document takes letters from the keypad") {
    Stage stage;
    const model::SignInView view = Samples{}.sign_in();
    screens::SignInState state;
    state.ticket = "992611210143";
    const DrawScene scene = scene_of(view, state);
    stage.tap("###other_document", scene);
    stage.tap("###key_letters", scene);
    stage.tap("###key_E", scene);
    stage.tap("###key_digits", scene);
    for (const char* key : {"###key_1", "###key_2", "###key_3", "###key_4", "###key_5"}) stage.tap(key, scene);
    CHECK(state.id_number == "E12345");
    stage.play(scene);
    CHECK(stage.transcript().find("###next")->enabled);
}

TEST_CASE("a text can be left forwards only when its end was on screen, and that is asked to be recorded") {
    Stage stage;
    const model::TextsView view = Samples{}.texts(0);
    screens::TextsState state;
    const DrawScene scene = scene_of(view, state);
    CHECK(stage.tap("###next_text", scene).empty());
    stage.tap("###text_page_next", scene);
    const model::Commands seen = stage.play(scene);
    REQUIRE_FALSE(seen.empty());
    CHECK(std::get_if<model::TextSeenToEnd>(&seen.front()) != nullptr);
    bool shown = false;
    for (const model::Command& command : stage.tap("###next_text", scene))
        shown = shown || std::get_if<model::ShowText>(&command) != nullptr;
    CHECK(shown);
}

TEST_CASE("the picture of how to answer plays for 30 seconds over the texts, asks for nothing and can be closed at any time") {
    Stage stage;
    const model::TextsView view = Samples{}.texts(0);
    screens::TextsState state;
    const DrawScene scene = scene_of(view, state);
    const auto part = [&] {
        for (int n = 1; n <= 4; ++n) {
            if (stage.transcript().find("###how_to_" + std::to_string(n))->value == "selected") return n;
        }
        return 0;
    };
    CHECK(stage.tap("###how_to_open", scene).empty());
    stage.play(scene);
    CHECK(part() == 1);
    CHECK_FALSE(stage.transcript().find("###demo_b")->enabled); // the widgets that it shows are only looked at
    CHECK_FALSE(stage.transcript().find("###refuse")->enabled);
    stage.pass(8'000);
    stage.play(scene);
    CHECK(part() == 2);
    CHECK(stage.tap("###how_to_4", scene).empty());
    stage.play(scene);
    CHECK(part() == 4);
    stage.pass(40'000);
    stage.play(scene);
    CHECK(part() == 4); // it stands at its end until it is closed
    CHECK(stage.tap("###how_to_close", scene).empty());
    stage.play(scene);
    CHECK(stage.transcript().find("###how_to_1") == nullptr);
    CHECK(stage.transcript().find("###refuse")->enabled);
}

TEST_CASE("pages of a text are cut between lines, never leaving one line of a longer paragraph alone") {
    Stage stage;
    model::TextsView view = Samples{}.texts(0);
    std::string paragraph;
    for (int i = 0; i < 40; ++i) paragraph += "word and word and ";
    view.texts[0].body = paragraph + "\n" + paragraph;
    screens::TextsState state;
    const DrawScene scene = scene_of(view, state);
    constexpr float kStep = ui::kBody.step;
    int pages = 0;
    float lines = 0;
    for (bool more = true; more; ++pages) {
        stage.play(scene);
        for (const ui::Entry& entry : stage.transcript().entries()) {
            if (entry.part != ui::Part::text || entry.label.find("word") == std::string::npos) continue;
            CHECK(entry.rect.h >= 2 * kStep);
            CHECK(entry.rect.bottom() <= 512); // above the card's foot
            lines += entry.rect.h / kStep;
        }
        const ui::Entry* next = stage.transcript().find("###text_page_next");
        more = next != nullptr && next->enabled;
        if (more) stage.tap("###text_page_next", scene);
    }
    CHECK(pages >= 2);
    // No line was lost between the pages, and none but the last is half empty.
    CHECK(lines > 8.0F * static_cast<float>(pages - 1));
    CHECK(stage.transcript().find("###next_text")->enabled);
}

TEST_CASE("refusing the texts is asked twice") {
    Stage stage;
    model::TextsView view = Samples{}.texts(2);
    view.texts[2].read = true;
    screens::TextsState state;
    const DrawScene scene = scene_of(view, state);
    CHECK(stage.tap("###refuse", scene).empty());
    CHECK(stage.tap("###accept", scene).empty()); // covered by the question
    CHECK(only<model::RefuseTexts>(stage.tap("###refuse_yes", scene)) != nullptr);
}

TEST_CASE("the second confirmation lies over the page: what it covers cannot be touched") {
    Stage stage;
    model::ReviewView view = Samples{}.review();
    screens::ReviewState state;
    const DrawScene scene = scene_of(view, state);
    CHECK(only<model::GoToItem>(stage.tap("###unanswered_57", scene))->number == 57);
    CHECK(only<model::ConfirmHandInFirst>(stage.tap("###hand_in_first", scene)) != nullptr);
    view.second_confirmation = true;
    CHECK(stage.tap("###back_to_answering", scene).empty());
    CHECK(only<model::ConfirmHandInSecond>(stage.tap("###hand_in_second", scene)) != nullptr);
}

TEST_CASE("handing in waits while an answer is being saved") {
    Stage stage;
    model::ReviewView view = Samples{}.review();
    view.gate = model::HandInGate::saving;
    screens::ReviewState state;
    CHECK(stage.tap("###hand_in_first", scene_of(view, state)).empty());
}

TEST_CASE("a PIN is never in the transcript and leaves the state when it is handed on") {
    Stage stage;
    const model::StaffPinView view;
    screens::StaffPinState state;
    const DrawScene scene = scene_of(view, state);
    stage.tap("###staff_number", scene);
    stage.type("JK0017", scene);
    stage.tap("###staff_pin", scene);
    for (const char* key : {"###key_4", "###key_2", "###key_7", "###key_1"}) stage.tap(key, scene);
    stage.play(scene);
    CHECK(stage.transcript().find("###staff_pin")->value == "●●●●");
    const model::Commands commands = stage.tap("###staff_confirm", scene);
    REQUIRE(only<model::SubmitStaffPin>(commands) != nullptr);
    CHECK(only<model::SubmitStaffPin>(commands)->pin == "4271");
    CHECK(state.pin.empty());
}

TEST_CASE("the staff corner can be worked by touch and by keyboard alone, and what cannot be done now takes nothing") {
    Stage stage;
    const model::StaffMenuView view = Samples{}.staff_menu();
    screens::StaffMenuState state;
    const DrawScene scene = scene_of(view, state);
    const model::Commands touched = stage.tap("###act_start", scene);
    REQUIRE(only<model::OpenStaffPage>(touched) != nullptr);
    CHECK(only<model::OpenStaffPage>(touched)->page == model::StaffPage::start);
    CHECK(stage.tap("###act_close", scene).empty());
    CHECK(stage.tap("###act_export", scene).empty());
    CHECK(only<model::LeaveStaff>(stage.tap("###staff_leave", scene)) != nullptr);
}

TEST_CASE("at the sync desk a stick is asked for by one touch, and not while there is none or it is at work") {
    Stage stage;
    model::SyncDeskView view = Samples{}.sync_desk();
    screens::SyncDeskState state;
    DrawScene scene = scene_of(view, state);
    CHECK(only<model::AskStick>(stage.tap("###stick_write", scene))->task == model::StickTask::write_parcels);
    CHECK(only<model::AskStick>(stage.tap("###stick_read", scene))->task == model::StickTask::read_answers);
    CHECK(only<model::LeaveStaff>(stage.tap("###page_back", scene)) != nullptr);
    view.stick.running = true;
    scene = scene_of(view, state);
    CHECK(stage.tap("###stick_write", scene).empty());
    view.stick.running = view.stick.there = false;
    scene = scene_of(view, state);
    CHECK(stage.tap("###stick_write", scene).empty());
}

TEST_CASE("a release names its reason and what is given beyond the outage") {
    Stage stage;
    const model::ReleaseView view{.candidate = "林晓峰", .interrupted_ms = 217'000, .left_ms = 3'756'000};
    screens::ReleaseState state;
    const DrawScene scene = scene_of(view, state);
    stage.tap("###reason_environment", scene);
    stage.tap("###extra_3", scene);
    const model::Commands commands = stage.tap("###release_confirm", scene);
    REQUIRE(only<model::ReleaseCandidate>(commands) != nullptr);
    CHECK(only<model::ReleaseCandidate>(commands)->reason == model::OutageReason::environment);
    CHECK(only<model::ReleaseCandidate>(commands)->extra_minutes == 3);
}

TEST_CASE("a locked PIN pad takes nothing") {
    Stage stage;
    model::StaffPinView view;
    view.locked_ms = 60'000;
    screens::StaffPinState state;
    const DrawScene scene = scene_of(view, state);
    stage.type("1234", scene);
    stage.tap("###key_1", scene);
    CHECK(state.number.empty());
    CHECK(state.pin.empty());
}

TEST_CASE("the whole answering screen can be walked with the keyboard alone") {
    Stage stage;
    const model::QuestionView view = Samples{}.question(model::ItemKind::single);
    screens::QuestionState state;
    const DrawScene scene = scene_of(view, state);
    int steps = 0;
    while (!stage.has_focus("###option_c") && steps < 60) {
        stage.press(platform::Key::tab, scene);
        ++steps;
    }
    CHECK(steps < 60);
    CHECK(only<model::ChooseOption>(stage.press(platform::Key::space, scene))->option == "c");
}

TEST_CASE("under a refusal the PIN pad can only be looked at") {
    Stage stage;
    const model::StaffPinView pin;
    screens::StaffPinState pin_state;
    const model::RefusalView refusal;
    screens::RefusalState refusal_state;
    const DrawScene scene = [&](ui::Frame& frame, model::Commands& commands) {
        frame.cover();
        screens::draw(pin, pin_state, frame, commands);
        frame.uncover();
        screens::draw(refusal, refusal_state, frame, commands);
    };
    stage.type("1234", scene);
    stage.tap("###key_1", scene);
    CHECK(pin_state.number.empty());
    CHECK(only<model::DismissRefusal>(stage.tap("###refusal_ok", scene)) != nullptr);
}

TEST_CASE("on an upright panel the numbers below the card can be touched where they are drawn") {
    Stage stage({800, 1280});
    const model::QuestionView view = Samples{}.question(model::ItemKind::single);
    screens::QuestionState state;
    const DrawScene scene = scene_of(view, state);
    CHECK(only<model::GoToItem>(stage.tap("###cell_45", scene))->number == 45);
    CHECK(only<model::ChooseOption>(stage.tap("###option_d", scene))->option == "d");
}
