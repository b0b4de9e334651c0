#include "tests/kiosk/support/scenes.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/codes/profile.h"
#include "core/base/codes/sync.h"
#include "kiosk/screens/candidate/confirm.h"
#include "kiosk/screens/candidate/ended.h"
#include "kiosk/screens/candidate/handed_in.h"
#include "kiosk/screens/candidate/question.h"
#include "kiosk/screens/candidate/refusal.h"
#include "kiosk/screens/candidate/resume.h"
#include "kiosk/screens/candidate/review.h"
#include "kiosk/screens/candidate/sign_in.h"
#include "kiosk/screens/candidate/staff_pin.h"
#include "kiosk/screens/candidate/texts.h"
#include "kiosk/screens/candidate/waiting.h"
#include "kiosk/screens/candidate/welcome.h"
#include "kiosk/screens/centre/staff_menu.h"
#include "kiosk/screens/centre/staff_pages.h"
#include "kiosk/screens/centre/sync_desk.h"

#include <memory>

namespace kaogong::test {

using namespace kiosk;

namespace {

// A scene keeps its view and its screen's state as long as it is played.
template <typename View, typename State> DrawScene scene_of(View view, State state) {
    const auto kept = std::make_shared<State>(std::move(state));
    return [view = std::move(view), kept](ui::Frame& frame, model::Commands& commands) { screens::draw(view, *kept, frame, commands); };
}

void add_before(std::vector<Scene>& all, const Samples& samples) {
    all.push_back({"01-welcome", scene_of(samples.welcome(), screens::WelcomeState{})});
    model::WelcomeView closed = samples.welcome();
    closed.state = model::SessionState::none;
    closed.can_sign_in = false;
    all.push_back({"01-welcome-none", scene_of(closed, screens::WelcomeState{})});
    closed.alarm = codes::profile_rank_equal;
    all.push_back({"01-welcome-alarm", scene_of(closed, screens::WelcomeState{})});
    closed.alarm.reset();
    closed.state = model::SessionState::not_yet;
    all.push_back({"01-welcome-not-yet", scene_of(closed, screens::WelcomeState{})});
    all.push_back({"02-sign-in-empty", scene_of(samples.sign_in(), screens::SignInState{})});
    all.push_back({"02-sign-in", scene_of(samples.sign_in(), screens::SignInState{"992611210143", "99999919980815001X",
                                                                                  screens::SignInField::id_number, false, false})});
    all.push_back({"02-sign-in-other", scene_of(samples.sign_in(), screens::SignInState{"992611210143", "E1234",
                                                                                        screens::SignInField::id_number, true, true})});
    all.push_back({"03-confirm", scene_of(samples.confirm(), screens::ConfirmState{})});
    model::ConfirmView called = samples.confirm();
    called.staff_called = true;
    all.push_back({"03-confirm-called", scene_of(called, screens::ConfirmState{})});
    for (int text = 0; text < 3; ++text)
        all.push_back({"04-text-" + std::to_string(text + 1), scene_of(samples.texts(text), screens::TextsState{})});
    all.push_back({"04-text-refusing", scene_of(samples.texts(2), screens::TextsState{{}, true})});
    // Each part of the picture, with the finger down and after it.
    for (int part = 0; part < 4; ++part) {
        constexpr double kAt_s[] = {5.25, 3.25, 2.25, 5.25};
        const double passed_s = 7.5 * part + kAt_s[part];
        const auto draw = [view = samples.texts(0), passed_s](ui::Frame& frame, model::Commands& commands) {
            screens::TextsState state;
            state.how_to.began_s = frame.now_s() - passed_s;
            screens::draw(view, state, frame, commands);
        };
        all.push_back({"04-how-to-" + std::to_string(part + 1), draw});
    }
    model::WaitingView waiting = samples.waiting();
    all.push_back({"04-waiting", scene_of(waiting, screens::WaitingState{})});
    waiting.waiting_for = model::WaitingFor::word;
    all.push_back({"04-waiting-word", scene_of(waiting, screens::WaitingState{})});
    waiting.waiting_for = model::WaitingFor::identity;
    waiting.staff_called = true;
    all.push_back({"04-waiting-identity", scene_of(waiting, screens::WaitingState{})});
}

void add_question(std::vector<Scene>& all, const Samples& samples) {
    using model::ItemKind;
    const auto plain = screens::QuestionState{};
    screens::QuestionState folded;
    folded.column_folded = true;
    all.push_back({"05-single", scene_of(samples.question(ItemKind::single), plain)});
    all.push_back({"05-multiple", scene_of(samples.question(ItemKind::multiple), plain)});
    all.push_back({"05-true-false", scene_of(samples.question(ItemKind::true_false), plain)});
    all.push_back({"05-numeric", scene_of(samples.question(ItemKind::numeric), plain)});
    all.push_back({"05-short-text", scene_of(samples.question(ItemKind::short_text), plain)});
    screens::QuestionState typing;
    typing.shown_number = 43;
    typing.cell_page = 2;
    typing.typed = "互锁";
    typing.typing = true;
    all.push_back({"05-short-text-typing", scene_of(samples.question(ItemKind::short_text), typing)});
    screens::QuestionState filtered;
    filtered.shown_number = 43;
    filtered.filter = screens::NumberFilter::unanswered;
    all.push_back({"05-filtered", scene_of(samples.question(ItemKind::single), filtered)});
    model::QuestionView notice = samples.question(ItemKind::single);
    notice.bar.time = {14 * 60'000 + 59'000, model::TimeState::low, 15};
    notice.notice = model::NoticeView{15};
    notice.item.flagged = true;
    all.push_back({"05-notice", scene_of(notice, plain)});
    model::QuestionView frozen = samples.question(ItemKind::single);
    frozen.bar.time = {0, model::TimeState::low, 5};
    frozen.frozen = true;
    all.push_back({"05-frozen", scene_of(frozen, plain)});
    model::QuestionView many = samples.question(ItemKind::numeric);
    many.groups = {{ItemKind::single, false, 1, 40},      {ItemKind::multiple, false, 41, 42},   {ItemKind::numeric, false, 43, 50},
                   {ItemKind::true_false, false, 51, 80}, {ItemKind::short_text, false, 81, 90}, {ItemKind::single, true, 91, 100}};
    all.push_back({"05-many-groups", scene_of(many, plain)});
    model::QuestionView case_item = samples.question(ItemKind::single);
    case_item.item.material = samples.material();
    case_item.tools.hide_time = true; // the longest row of tools
    all.push_back({"06-case", scene_of(case_item, plain)});
    screens::QuestionState stacked;
    stacked.split = screens::PaneSplit::stacked;
    stacked.column_folded = true;
    all.push_back({"06-case-stacked", scene_of(case_item, stacked)});
    model::QuestionView five = samples.question(ItemKind::multiple);
    five.item.figure = {};
    all.push_back({"05-multiple-five", scene_of(five, plain)});
    if (!samples.options.figure.present()) return;
    all.push_back({"06-figure", scene_of(samples.question(ItemKind::multiple), folded)});
    screens::QuestionState enlarged = folded;
    enlarged.shown_number = 43;
    enlarged.enlarged = screens::EnlargedFigure::item;
    all.push_back({"06-figure-enlarged", scene_of(samples.question(ItemKind::multiple), enlarged)});
    screens::QuestionState figure_stacked = stacked;
    all.push_back({"06-figure-stacked", scene_of(samples.question(ItemKind::multiple), figure_stacked)});
    model::QuestionView two = case_item;
    two.item.material_figure = two.item.figure = samples.options.figure;
    all.push_back({"06-case-figures", scene_of(two, folded)});
    model::QuestionView options = samples.question(ItemKind::single);
    for (model::OptionView& option : options.item.options) {
        option.text = samples.pick("如图", "as drawn");
        option.figure = samples.options.figure;
    }
    all.push_back({"06-option-figures", scene_of(options, plain)});
}

void add_after(std::vector<Scene>& all, const Samples& samples) {
    all.push_back({"07-review", scene_of(samples.review(), screens::ReviewState{})});
    model::ReviewView early = samples.review();
    early.gate = model::HandInGate::too_early;
    early.earliest_at = at_time(9, 30);
    for (model::CellView& cell : early.cells) cell = {true, false};
    early.bar.answered = early.bar.total;
    all.push_back({"07-review-early", scene_of(early, screens::ReviewState{})});
    model::ReviewView second = samples.review();
    second.second_confirmation = true;
    all.push_back({"07-review-second", scene_of(second, screens::ReviewState{})});
    model::ReviewView frozen = samples.review();
    frozen.bar.time = {0, model::TimeState::low, 5};
    frozen.frozen = true;
    all.push_back({"07-review-frozen", scene_of(frozen, screens::ReviewState{})});
    all.push_back({"08-handed-in", scene_of(samples.handed_in(), screens::HandedInState{})});
    model::HandedInView with_code = samples.handed_in();
    with_code.receipt_qr = samples.qr();
    with_code.collected_at_zero = true;
    all.push_back({"08-handed-in-qr", scene_of(with_code, screens::HandedInState{})});
    const model::EndedView ended{samples.place(), samples.bar().exam, samples.bar().name, codes::internal, false};
    all.push_back({"08-ended", scene_of(ended, screens::EndedState{})});
    all.push_back({"09-resume", scene_of(samples.resume(), screens::ResumeState{})});
    model::ResumeView credited = samples.resume();
    credited.kind = model::InterruptionKind::program_restart;
    credited.credit_ms = 217'000;
    credited.staff_called = true;
    all.push_back({"09-resume-credited", scene_of(credited, screens::ResumeState{})});
}

// A dialog over the screen that it belongs to.
DrawScene over(DrawScene below, DrawScene dialog) {
    return [below = std::move(below), dialog = std::move(dialog)](ui::Frame& frame, model::Commands& commands) {
        frame.cover();
        below(frame, commands);
        frame.uncover();
        dialog(frame, commands);
    };
}

void add_dialogs(std::vector<Scene>& all, const Samples& samples) {
    const DrawScene sign_in = scene_of(
        samples.sign_in(), screens::SignInState{"992611210143", "99999919980815001X", screens::SignInField::id_number, false, false});
    const DrawScene resume = scene_of(samples.resume(), screens::ResumeState{});
    model::StaffPinView pin;
    const auto typed = [](const char* digits, screens::StaffField focus, bool letters) {
        return screens::StaffPinState{"JK0017", digits, focus, letters};
    };
    all.push_back({"10-staff-pin", over(resume, scene_of(pin, typed("1234", screens::StaffField::pin, false)))});
    pin.wrong = true;
    pin.tries_left = 2;
    all.push_back({"10-staff-pin-wrong", over(resume, scene_of(pin, typed("", screens::StaffField::number, true)))});
    pin.locked_ms = 272'000;
    all.push_back({"10-staff-pin-locked", over(resume, scene_of(pin, typed("", screens::StaffField::pin, false)))});
    all.push_back({"10-staff-pin-same", over(resume, scene_of(model::StaffPinView{.purpose = model::StaffPurpose::second_person, .same_person = true},
                                                              typed("", screens::StaffField::pin, false)))});
    model::RefusalView seats;
    seats.code = codes::internal;
    seats.seats = model::SeatMismatch{"17", "23", samples.pick("第 4 排靠窗", "row 4, window")};
    all.push_back({"15-refusal-seat", over(sign_in, scene_of(seats, screens::RefusalState{}))});
    model::RefusalView plain;
    plain.code = codes::clock_before_build;
    plain.staff_called = true;
    model::RefusalView early;
    early.code = codes::hand_in_too_early;
    early.possible_at = at_time(9, 30);
    all.push_back({"15-refusal-early", over(sign_in, scene_of(early, screens::RefusalState{}))});
    all.push_back({"15-refusal", over(sign_in, scene_of(plain, screens::RefusalState{}))});
}

void add_staff(std::vector<Scene>& all, const Samples& samples) {
    using model::ActionState;
    const model::StaffMenuView menu = samples.staff_menu();
    const DrawScene below = scene_of(menu, screens::StaffMenuState{});
    all.push_back({"17-staff-menu", below});
    model::StaffMenuView done = menu;
    done.start = ActionState::done;
    done.identity = done.close = ActionState::nobody;
    done.resume = done.release = done.export_records = ActionState::ready;
    done.seat_use = model::SeatUse::interrupted;
    done.done = model::StaffDone::exported;
    done.exported_files = 7;
    all.push_back({"17-staff-menu-done", scene_of(done, screens::StaffMenuState{})});
    model::StaffMenuView trouble = menu;
    trouble.exam.clear();
    trouble.candidate.clear();
    trouble.seat_use = model::SeatUse::free;
    trouble.start = trouble.close = ActionState::no_session;
    trouble.identity = ActionState::nobody;
    trouble.health.clock_stepped = true;
    trouble.health.profile_alarm = codes::profile_rank_equal;
    all.push_back({"17-staff-menu-trouble", scene_of(trouble, screens::StaffMenuState{})});
    const model::SyncDeskView desk = samples.sync_desk();
    all.push_back({"18-sync-desk", scene_of(desk, screens::SyncDeskState{1})});
    model::SyncDeskView writing = desk;
    writing.stick.task = model::StickTask::write_parcels;
    writing.stick.running = true;
    writing.stick.done = 3;
    writing.aside.clear();
    all.push_back({"18-sync-writing", scene_of(writing, screens::SyncDeskState{})});
    model::SyncDeskView written = writing;
    written.stick.running = false;
    written.stick.slow = true;
    written.why = codes::bureau_unreachable;
    written.next_try = at_time(10, 47);
    all.push_back({"18-sync-written", scene_of(written, screens::SyncDeskState{})});
    model::SyncDeskView silent{.staff_number = desk.staff_number, .now = desk.now, .known = true};
    all.push_back({"18-sync-silent", scene_of(silent, screens::SyncDeskState{})});
    model::SyncDeskView pulled = silent;
    pulled.carrier_speaks = true;
    pulled.stick = {.watched = true, .task = model::StickTask::write_parcels, .why = codes::stick_gone};
    all.push_back({"18-sync-pulled", scene_of(pulled, screens::SyncDeskState{})});
    model::StartView start{.planned = at_time(9, 0), .now = at_time(9, 7), .ahead = false, .exam = menu.exam};
    all.push_back({"17-staff-start", over(below, scene_of(start, screens::StartState{}))});
    start.ahead = true;
    all.push_back({"17-staff-start-ahead", over(below, scene_of(start, screens::StartState{}))});
    model::ReleaseView release{.candidate = menu.candidate, .interrupted_ms = 217'000, .left_ms = 3'756'000, .saved_answers = 37};
    const DrawScene resume = scene_of(samples.resume(), screens::ResumeState{});
    all.push_back({"17-staff-release", over(resume, scene_of(release, screens::ReleaseState{}))});
    release.estimated = true;
    all.push_back({"17-staff-release-estimated", over(resume, scene_of(release, screens::ReleaseState{model::OutageReason::staff_fault, 4}))});
    all.push_back({"17-staff-identity", over(below, scene_of(samples.identity(), screens::IdentityState{}))});
    all.push_back({"17-staff-close", over(below, scene_of(model::CloseView{.exam = menu.exam, .results = 1, .undelivered = 1}, screens::CloseState{}))});
}

} // namespace

std::vector<Scene> scenes(const SampleOptions& options) {
    const Samples samples{options};
    std::vector<Scene> all;
    add_before(all, samples);
    add_question(all, samples);
    add_after(all, samples);
    add_dialogs(all, samples);
    add_staff(all, samples);
    add_examiner_scenes(all, options);
    add_examiner_dialog_scenes(all, options);
    add_hand_entry_scenes(all, options);
    return all;
}

} // namespace kaogong::test
