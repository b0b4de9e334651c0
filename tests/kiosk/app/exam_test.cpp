// The exam at one seat, with a worker that answers only when the test says so: what the candidate sees must follow what is durable.
#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/profile.h"
#include "core/base/codes/store.h"
#include "kiosk/app/exam.h"
#include "kiosk/app/views.h"
#include "tests/support/fake_clock.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

namespace {

assessment::Item single_item(const std::string& id) {
    assessment::Item item{.id = id, .type = assessment::ItemType::single, .stem = {"题干", ""}, .area = "a"};
    for (const char* option : {"a", "b", "c", "d"}) item.options.push_back({.id = option, .text = {option, ""}});
    return item;
}

SharedContent content_of(std::int64_t starts_at_ms) {
    auto content = std::make_shared<SessionContent>();
    content->opens_at_ms = starts_at_ms - 30 * 60'000;
    content->starts_at_ms = starts_at_ms;
    content->ends_at_ms = starts_at_ms + 120 * 60'000;
    assessment::AssessmentSpec& spec = content->spec;
    spec.id = "test";
    spec.occupation = {"6-31-01-03", {"电工", "Electrician"}, {}};
    spec.theory.item_types = {{assessment::ItemType::single, 3, 100}};
    spec.theory.areas = {{.id = "a", .name = {"甲", ""}, .weight = 3}};
    spec.theory.points_max = 300;
    spec.theory.pass_mark = 180;
    content->pool = assessment::ItemPool::build({single_item("q1"), single_item("q2"), single_item("q3")}).value();
    for (const char* id : {"q1", "q2", "q3"})
        content->paper.items.push_back({.item = id, .type = assessment::ItemType::single, .area = "a", .stimulus = "", .points = 100});
    for (const char* id : {"rules", "notice", "pledge"}) content->texts.push_back({.id = id, .title = {id, id}, .body = {id, id}, .hash = {}});
    return content;
}

struct NoPictures final : Pictures {
    model::Picture figure(std::string_view) override { return {}; }
};

// One seat, from the outside: commands in, requests out, replies given when asked for.
struct Seat {
    test::FakeClock clock;
    std::vector<Request> posted;
    Exam exam{clock, [this](Request request) { posted.push_back(std::move(request)); }};
    NoPictures pictures;
    SharedContent content = content_of(clock.wall_ms());
    std::vector<assessment::SittingEvent> journal; // what is durable
    std::optional<std::int64_t> started_at_ms;     // the room's start, as the worker keeps it
    std::vector<std::string> acts;                 // what staff did beyond the journal

    ViewSources sources() { return {exam, pictures}; }

    TerminalOpened opened() { return {.site = {.seat = "17"}, .content = content, .found = {}, .started_at_ms = started_at_ms}; }

    // Answers everything that was posted, as a worker with a healthy disk would.
    void answer_all() {
        while (!posted.empty()) {
            std::vector<Request> now = std::move(posted);
            posted.clear();
            for (Request& request : now) std::visit([this](auto& each) { answer(each); }, request);
        }
    }
    void answer(MarkingRequest&) { FAIL("an exam asks nothing of marking"); }
    void answer(OpenTerminal&) { exam.reply(OpenReply{opened()}); }
    void answer(SignIn&) { exam.reply(SignInReply{SignInReply::Accepted{SittingId{}, {.name = "林晓峰", .seat = "17"}}, ""}); }
    void answer(AppendSittingEvent& request) {
        journal.push_back(request.event);
        exam.reply(AppendReply{request.sitting, request.sequence, success()});
    }
    void answer(NoteAlive&) { exam.reply(AliveReply{success()}); }
    void answer(CollectPaper& request) { exam.reply(CollectReply{request.sitting, HandInReceipt{"H7K3QX", "KG1:x", clock.wall_ms()}}); }
    void answer(CheckPin& request) { exam.reply(PinReply{.right = true, .staff_number = request.staff_number, .failed = {}}); }
    void answer(ReleaseClosedSeat& request) { exam.reply(ReleaseReply{request.sitting, success()}); }
    void answer(LookIntoSpool&) { exam.reply(SpoolReply{}); }
    void answer(StartRoom& request) {
        acts.push_back("start " + request.staff_number + (request.from == model::StartFrom::plan ? " as planned" : " at the word"));
        started_at_ms = request.at_ms;
        exam.reply(StartReply{request.at_ms});
    }
    void answer(CloseRoom& request) {
        acts.push_back("close " + request.staff_number);
        exam.reply(CloseReply{success()});
    }
    void answer(LookAtTerminal&) { exam.reply(HealthReply{.health = model::HealthView{.known = true}}); }
    CarrierFacts carrier;
    void answer(LookAtCarrier&) { exam.reply(CarrierReply{carrier}); }
    void answer(WishOfStick& request) {
        carrier.wish = store::StickWish{.work = request.work, .number = carrier.wish ? carrier.wish->number + 1 : 1};
        exam.reply(CarrierReply{carrier});
    }
    void answer(ExportToFolder&) { exam.reply(ExportReply{std::size_t{3}}); }

    void staff_comes(const std::string& number, model::StaffPurpose purpose = model::StaffPurpose::staff_corner) {
        exam.command(model::OpenStaffPin{purpose});
        exam.command(model::SubmitStaffPin{.purpose = purpose, .staff_number = number, .pin = "246810"});
        answer_all();
    }
    void accept_everything() {
        exam.start(Language::zh_cn);
        answer_all();
        exam.command(model::BeginSignIn{});
        exam.command(model::SubmitSignIn{"992611210143", "999999199001010017"});
        answer_all();
        exam.command(model::ConfirmIdentity{});
        for (int i = 0; i < 3; ++i) exam.command(model::TextSeenToEnd{i});
        exam.command(model::AcceptTexts{});
        answer_all();
    }
    template <typename Event> const Event* last_of() const {
        for (auto event = journal.rbegin(); event != journal.rend(); ++event)
            if (const auto* found = std::get_if<Event>(&*event)) return found;
        return nullptr;
    }
    int slices_left = 0; // of the database that are good before the last one
    void answer(CheckStore&) { exam.reply(CheckReply{slices_left-- <= 0}); }
    std::size_t checks_posted() const {
        return static_cast<std::size_t>(
            std::count_if(posted.begin(), posted.end(), [](const Request& each) { return std::holds_alternative<CheckStore>(each); }));
    }

    void sit_down() {
        started_at_ms = content->starts_at_ms;
        exam.start(Language::zh_cn);
        answer_all();
        exam.command(model::BeginSignIn{});
        exam.command(model::SubmitSignIn{"992611210143", "999999199001010017"});
        answer_all();
        exam.command(model::ConfirmIdentity{});
        for (int i = 0; i < 3; ++i) exam.command(model::TextSeenToEnd{i});
        exam.command(model::AcceptTexts{});
        answer_all();
        REQUIRE_EQ(exam.screen(), Screen::question);
    }
    std::string item() { return question_view(sources()).item.id; }
    model::OptionState option(std::string_view id) {
        for (const model::OptionView& option : question_view(sources()).item.options)
            if (option.id == id) return option.state;
        return model::OptionState::unselected;
    }
    void wait(std::int64_t ms) {
        clock.advance(ms);
        exam.tick();
        answer_all();
    }
};

} // namespace

TEST_CASE("an answer is shown as saved only after its own commit came back") {
    Seat seat;
    seat.sit_down();
    const std::string item = seat.item();
    seat.exam.command(model::ChooseOption{item, "b"});
    CHECK_EQ(seat.option("b"), model::OptionState::selected_saving);
    seat.answer_all();
    CHECK_EQ(seat.option("b"), model::OptionState::selected_saved);
}

TEST_CASE("an answer that cannot be written is told, never shown as saved, and written as soon as there is room") {
    Seat seat;
    seat.sit_down();
    const std::string item = seat.item();
    seat.exam.command(model::ChooseOption{item, "b"});
    const auto request = std::get<AppendSittingEvent>(seat.posted.back());
    seat.posted.clear();
    seat.exam.reply(AppendReply{request.sitting, request.sequence, error(codes::no_space)});
    REQUIRE(seat.exam.refusal().has_value());
    CHECK_EQ(seat.exam.refusal()->code, codes::no_space);
    seat.wait(1'000);
    CHECK_EQ(seat.option("b"), model::OptionState::selected_saving);
    seat.wait(2'000);
    CHECK_EQ(seat.option("b"), model::OptionState::selected_saved);
}

TEST_CASE("the hand-in is closed while an answer is on its way, and asks twice") {
    Seat seat;
    seat.sit_down();
    seat.wait(40 * 60'000);
    seat.exam.command(model::ChooseOption{seat.item(), "a"});
    seat.exam.command(model::OpenHandIn{});
    CHECK_EQ(review_view(seat.sources()).gate, model::HandInGate::saving);
    seat.exam.command(model::ConfirmHandInFirst{});
    CHECK_FALSE(seat.exam.second_confirmation());
    seat.answer_all();
    seat.exam.command(model::ConfirmHandInFirst{});
    CHECK(seat.exam.second_confirmation());
    seat.answer_all();
    seat.exam.command(model::ConfirmHandInSecond{});
    CHECK_NE(seat.exam.screen(), Screen::handed_in);
    seat.answer_all();
    CHECK_EQ(seat.exam.screen(), Screen::handed_in);
    CHECK_EQ(handed_in_view(seat.sources()).receipt_code, "H7K3QX");
}

TEST_CASE("before the minimum time the hand-in says when it opens") {
    Seat seat;
    seat.sit_down();
    seat.exam.command(model::OpenHandIn{});
    seat.answer_all();
    const model::ReviewView view = review_view(seat.sources());
    CHECK_EQ(view.gate, model::HandInGate::too_early);
    CHECK_EQ(view.earliest_at.minute, 30);
}

TEST_CASE("notices come at 15 and 5 minutes and go by themselves; at zero the paper is collected without asking") {
    Seat seat;
    seat.sit_down();
    seat.wait(75 * 60'000);
    REQUIRE(seat.exam.notice().has_value());
    CHECK_EQ(question_view(seat.sources()).notice->minutes_left, 15);
    CHECK_EQ(question_view(seat.sources()).bar.time.state, model::TimeState::low);
    seat.wait(9'000);
    CHECK_FALSE(seat.exam.notice().has_value());
    seat.wait(15 * 60'000);
    CHECK_EQ(seat.exam.screen(), Screen::handed_in);
    CHECK(handed_in_view(seat.sources()).collected_at_zero);
}

TEST_CASE("after a power cut the candidate is back at the same item with the same answers, and the clock stands until staff release") {
    Seat before;
    before.sit_down();
    before.exam.command(model::GoToItem{2});
    before.exam.command(model::ChooseOption{before.item(), "c"});
    before.answer_all();
    const std::string item = before.item();
    before.wait(10 * 60'000);

    Seat after;
    after.clock = before.clock;
    const Instant last_alive = before.clock.now();
    after.clock.reboot(217'000);
    after.content = before.content;
    after.exam.start(Language::zh_cn);
    after.posted.clear();
    TerminalOpened opened = after.opened();
    opened.found = FoundSitting{SittingId{}, {.name = "林晓峰", .seat = "17"}, before.journal, last_alive, {}};
    opened.started_at_ms = before.started_at_ms;
    after.exam.reply(OpenReply{opened});
    after.answer_all();
    REQUIRE_EQ(after.exam.screen(), Screen::resume);
    const model::ResumeView view = resume_view(after.sources());
    CHECK_EQ(view.interrupted_ms, 217'000);
    CHECK_EQ(view.kind, model::InterruptionKind::power_loss);
    CHECK_EQ(view.saved_answers, 1);
    CHECK_EQ(view.return_to, 2);
    CHECK_EQ(view.bar.time.left_ms, 80 * 60'000);
    after.wait(60'000);
    CHECK_EQ(resume_view(after.sources()).bar.time.left_ms, 80 * 60'000);

    after.staff_comes("J01", model::StaffPurpose::release_candidate);
    REQUIRE_EQ(after.exam.staff_page(), model::StaffPage::resume);
    CHECK_EQ(release_view(after.sources()).interrupted_ms, 217'000);
    after.exam.command(model::ReleaseCandidate{model::OutageReason::machine_fault, 0});
    after.answer_all();
    CHECK_FALSE(after.exam.staff().has_value());
    REQUIRE(after.last_of<assessment::ReleasedByStaff>() != nullptr);
    CHECK_EQ(after.last_of<assessment::ReleasedByStaff>()->reason, "MACHINE_FAULT");
    CHECK_EQ(after.last_of<assessment::ReleasedByStaff>()->staff, "J01");
    REQUIRE_EQ(after.exam.screen(), Screen::question);
    CHECK_EQ(after.item(), item);
    CHECK_EQ(after.option("c"), model::OptionState::selected_saved);
    CHECK_EQ(question_view(after.sources()).bar.time.left_ms, 80 * 60'000);
}

TEST_CASE("released seats forget the candidate") {
    Seat seat;
    seat.sit_down();
    seat.wait(91 * 60'000);
    REQUIRE_EQ(seat.exam.screen(), Screen::handed_in);
    seat.exam.command(model::OpenStaffPin{model::StaffPurpose::release_seat});
    seat.exam.command(model::SubmitStaffPin{.purpose = model::StaffPurpose::release_seat, .staff_number = "J01", .pin = "246810"});
    seat.answer_all();
    CHECK_EQ(seat.exam.screen(), Screen::welcome);
    CHECK(seat.exam.seated() == nullptr);
}

TEST_CASE("sign-in before the doors open and after the late limit is refused with its own code") {
    Seat seat;
    seat.content = content_of(seat.clock.wall_ms() + 3 * 3'600'000);
    seat.exam.start(Language::zh_cn);
    seat.answer_all();
    CHECK_EQ(seat.exam.session_state(), model::SessionState::not_yet);
    seat.exam.command(model::BeginSignIn{});
    CHECK_EQ(seat.exam.refusal()->code, codes::sign_in_closed);
    seat.exam.command(model::DismissRefusal{});
    seat.clock.advance(3 * 3'600'000 + 16 * 60'000);
    // Nobody is late before the word.
    CHECK_EQ(seat.exam.session_state(), model::SessionState::signing_in);
    seat.staff_comes("J01");
    seat.exam.command(model::StartSession{model::StartFrom::plan});
    seat.answer_all();
    CHECK_EQ(seat.exam.session_state(), model::SessionState::over);
    seat.exam.command(model::SubmitSignIn{"992611210143", "999999199001010017"});
    CHECK_EQ(seat.exam.refusal()->code, codes::late_out);
}

TEST_CASE("a sitting that was sealed before the start shows its receipt until staff release the seat") {
    Seat seat;
    seat.exam.start(Language::zh_cn);
    seat.posted.clear();
    TerminalOpened opened = seat.opened();
    opened.found = FoundSitting{.sitting = {}, .candidate = {.name = "林晓峰", .seat = "17"}, .events = {}, .last_alive = {},
                                .receipt = HandInReceipt{.code = "H7K3QX", .qr = "KG1:x", .handed_in_wall_ms = 0, .answered = 40, .total = 69}};
    seat.exam.reply(OpenReply{opened});
    CHECK_EQ(seat.exam.screen(), Screen::handed_in);
    CHECK_EQ(handed_in_view(seat.sources()).answered, 40);
    seat.wait(60'000);
    seat.exam.command(model::OpenStaffPin{model::StaffPurpose::release_seat});
    seat.exam.command(model::SubmitStaffPin{.purpose = model::StaffPurpose::release_seat, .staff_number = "J01", .pin = "246810"});
    seat.answer_all();
    CHECK_EQ(seat.exam.screen(), Screen::welcome);
}

TEST_CASE("the paper opens at the invigilator's word and not by the clock") {
    Seat seat;
    seat.accept_everything();
    seat.wait(7 * 60'000);
    REQUIRE_EQ(seat.exam.screen(), Screen::waiting);
    CHECK_EQ(waiting_view(seat.sources()).waiting_for, model::WaitingFor::word);
    seat.staff_comes("J01");
    seat.exam.command(model::OpenStaffPage{model::StaffPage::start});
    CHECK_FALSE(start_view(seat.sources()).ahead);
    seat.exam.command(model::StartSession{model::StartFrom::word});
    seat.answer_all();
    CHECK_EQ(seat.acts, std::vector<std::string>{"start J01 at the word"});
    CHECK_EQ(seat.exam.screen(), Screen::question);
    CHECK_FALSE(seat.exam.staff().has_value()); // the screen is the candidate's again
    // Who waited for the word was not late.
    CHECK_EQ(seat.last_of<assessment::Started>()->late_ms, 0);
    CHECK_EQ(question_view(seat.sources()).bar.time.left_ms, 90 * 60'000);
}

TEST_CASE("a word before the planned time starts at that time, for all seats alike") {
    Seat seat;
    seat.content = content_of(seat.clock.wall_ms() + 10 * 60'000);
    seat.accept_everything();
    seat.staff_comes("J01");
    seat.exam.command(model::StartSession{model::StartFrom::word});
    seat.answer_all();
    CHECK_EQ(seat.acts, std::vector<std::string>{"start J01 as planned"});
    REQUIRE_EQ(seat.exam.screen(), Screen::waiting);
    CHECK_EQ(waiting_view(seat.sources()).waiting_for, model::WaitingFor::clock);
    seat.wait(9 * 60'000);
    CHECK_EQ(seat.exam.screen(), Screen::waiting);
    seat.wait(60'000);
    CHECK_EQ(seat.exam.screen(), Screen::question);
}

TEST_CASE("the word outlives a restart, and who comes late has that much less") {
    Seat seat;
    seat.started_at_ms = seat.clock.wall_ms();
    seat.clock.advance(12 * 60'000);
    seat.accept_everything();
    REQUIRE_EQ(seat.exam.screen(), Screen::question);
    CHECK_EQ(seat.last_of<assessment::Started>()->late_ms, 12 * 60'000);
}

TEST_CASE("where staff have to compare person and document, the sitting waits for it and the candidate pays nothing") {
    Seat seat;
    seat.exam.require_identity_check(true);
    seat.started_at_ms = seat.clock.wall_ms();
    seat.accept_everything();
    seat.wait(5 * 60'000);
    REQUIRE_EQ(seat.exam.screen(), Screen::waiting);
    CHECK_EQ(waiting_view(seat.sources()).waiting_for, model::WaitingFor::identity);
    seat.staff_comes("J01");
    CHECK_EQ(staff_menu_view(seat.sources()).identity, model::ActionState::ready);
    seat.exam.command(model::OpenStaffPage{model::StaffPage::identity});
    REQUIRE_EQ(seat.exam.staff_page(), model::StaffPage::identity);
    seat.exam.command(model::DecideIdentity{model::IdentityDecision::match});
    seat.answer_all();
    CHECK_EQ(seat.exam.screen(), Screen::question);
    CHECK_EQ(seat.last_of<assessment::Started>()->late_ms, 0);
}

TEST_CASE("a doubt needs a second person, and the same one twice is not two") {
    Seat seat;
    seat.exam.require_identity_check(true);
    seat.accept_everything();
    seat.staff_comes("J01");
    seat.exam.command(model::OpenStaffPage{model::StaffPage::identity});
    seat.exam.command(model::DecideIdentity{model::IdentityDecision::doubt});
    REQUIRE(seat.exam.pin_pad().has_value());
    const auto second = [&](const std::string& number) {
        seat.exam.command(model::SubmitStaffPin{.purpose = model::StaffPurpose::second_person, .staff_number = number, .pin = "246810"});
        seat.answer_all();
    };
    second("J01");
    REQUIRE(seat.exam.pin_pad().has_value());
    CHECK(staff_pin_view(seat.exam).same_person);
    CHECK(seat.last_of<assessment::IdentityChecked>() == nullptr);
    second("J02");
    REQUIRE(seat.last_of<assessment::IdentityChecked>() != nullptr);
    CHECK_EQ(seat.last_of<assessment::IdentityChecked>()->second_staff, "J02");
    CHECK_EQ(staff_menu_view(seat.sources()).identity, model::ActionState::done);
}

TEST_CASE("not me is settled by staff: the same person goes on, another one leaves the seat") {
    Seat seat;
    seat.exam.start(Language::zh_cn);
    seat.answer_all();
    seat.exam.command(model::BeginSignIn{});
    seat.exam.command(model::SubmitSignIn{"992611210143", "999999199001010017"});
    seat.answer_all();
    seat.exam.command(model::NotMe{});
    seat.staff_comes("J01");
    CHECK(identity_view(seat.sources()).refused_by_candidate);
    CHECK_EQ(staff_menu_view(seat.sources()).release, model::ActionState::ready);
    seat.exam.command(model::ReleaseSeat{});
    seat.answer_all();
    CHECK(seat.exam.seated() == nullptr);
    CHECK(seat.exam.staff().has_value());
}

TEST_CASE("the session is closed by the invigilator once nobody sits here, and then nobody signs in") {
    Seat seat;
    seat.sit_down();
    seat.staff_comes("J01");
    CHECK_EQ(staff_menu_view(seat.sources()).close, model::ActionState::sitting_open);
    seat.exam.command(model::CloseSession{});
    seat.answer_all();
    CHECK(seat.acts.empty());
    seat.exam.command(model::LeaveStaff{});
    seat.wait(91 * 60'000);
    seat.staff_comes("J01", model::StaffPurpose::release_seat);
    seat.staff_comes("J01");
    CHECK_EQ(staff_menu_view(seat.sources()).close, model::ActionState::ready);
    seat.exam.command(model::OpenStaffPage{model::StaffPage::close});
    seat.exam.command(model::CloseSession{});
    seat.answer_all();
    CHECK_EQ(seat.acts, std::vector<std::string>{"close J01"});
    TerminalOpened closed = seat.opened();
    closed.closed = true;
    seat.exam.reply(OpenReply{closed});
    CHECK_EQ(seat.exam.session_state(), model::SessionState::over);
    CHECK_EQ(staff_menu_view(seat.sources()).close, model::ActionState::done);
}

TEST_CASE("the staff corner closes by itself when nobody touches it, and covers nobody's clock") {
    Seat seat;
    seat.sit_down();
    seat.staff_comes("J01");
    REQUIRE(seat.exam.staff().has_value());
    seat.wait(59'000);
    CHECK(seat.exam.staff().has_value());
    seat.wait(1'000);
    CHECK_FALSE(seat.exam.staff().has_value());
    CHECK_EQ(question_view(seat.sources()).bar.time.left_ms, 89 * 60'000);
}

TEST_CASE("an alarm of the hardware profile stands on Welcome and in the staff corner") {
    Seat seat;
    seat.exam.start(Language::zh_cn);
    seat.posted.clear();
    TerminalOpened opened = seat.opened();
    opened.profile_alarm = codes::profile_changed;
    seat.exam.reply(OpenReply{opened});
    CHECK_EQ(welcome_view(seat.sources()).alarm, codes::profile_changed);
    seat.staff_comes("J01");
    CHECK_EQ(staff_menu_view(seat.sources()).health.profile_alarm, codes::profile_changed);
}

TEST_CASE("while nobody is here the database is looked at slice after slice, once") {
    Seat seat;
    seat.slices_left = 3;
    seat.exam.start(Language::zh_cn);
    seat.answer_all();
    for (int slice = 0; slice < 4; ++slice) {
        seat.exam.tick();
        seat.exam.tick();
        CAPTURE(slice);
        CHECK_EQ(seat.checks_posted(), 1);
        seat.answer_all();
    }
    seat.wait(60'000);
    seat.exam.tick();
    CHECK_EQ(seat.checks_posted(), 0);
    CHECK_FALSE(seat.exam.refusal().has_value());
}

TEST_CASE("no slice of the database is asked for while somebody signs in or sits, and the check goes on when they are gone") {
    Seat seat;
    seat.slices_left = 3;
    seat.exam.start(Language::zh_cn);
    seat.answer_all();
    const auto checks_after_tick = [&] {
        seat.exam.tick();
        return seat.checks_posted();
    };
    seat.exam.command(model::BeginSignIn{});
    CHECK_EQ(checks_after_tick(), 0);
    seat.exam.command(model::BackToWelcome{});
    CHECK_EQ(checks_after_tick(), 1);
    seat.answer_all();
    seat.exam.command(model::BeginSignIn{});
    seat.exam.command(model::SubmitSignIn{"992611210143", "999999199001010017"});
    CHECK_EQ(checks_after_tick(), 0);
    seat.answer_all();
    REQUIRE(seat.exam.seated() != nullptr);
    CHECK_EQ(checks_after_tick(), 0);
}

TEST_CASE("a database that is not whole is told on the screen with its code") {
    Seat seat;
    seat.exam.start(Language::zh_cn);
    seat.answer_all();
    seat.exam.tick();
    REQUIRE_EQ(seat.checks_posted(), 1);
    seat.posted.clear();
    seat.exam.reply(CheckReply{error(codes::ledger_broken, "entry 100")});
    REQUIRE(seat.exam.refusal().has_value());
    CHECK_EQ(seat.exam.refusal()->code, codes::ledger_broken);
    CHECK_EQ(refusal_view(seat.sources()).code, codes::ledger_broken);
    seat.wait(60'000);
    seat.exam.tick();
    CHECK_EQ(seat.checks_posted(), 0);
}

TEST_CASE("the sync desk follows the carrier while it is in front, and between a wish and its report the stick is at work") {
    Seat seat;
    seat.accept_everything();
    seat.staff_comes("QH-J-0207");
    seat.carrier.stick = store::StickProgress{.there = true, .name = "KG"};
    seat.exam.command(model::OpenStaffPage{model::StaffPage::sync});
    seat.exam.tick();
    seat.answer_all();
    model::SyncDeskView view = sync_desk_view(seat.sources());
    CHECK(view.known);
    CHECK(view.stick.there);
    CHECK_FALSE(view.stick.running);
    seat.exam.command(model::AskStick{model::StickTask::write_parcels});
    seat.answer_all();
    view = sync_desk_view(seat.sources());
    CHECK(view.stick.running);
    CHECK(view.stick.task == model::StickTask::write_parcels);
    seat.carrier.stick->wish = *seat.carrier.wish;
    seat.carrier.stick->written = 4;
    seat.clock.advance(2'000);
    seat.exam.tick();
    seat.answer_all();
    view = sync_desk_view(seat.sources());
    CHECK_FALSE(view.stick.running);
    CHECK_EQ(view.stick.done, 4);
    seat.exam.command(model::LeaveStaff{});
    CHECK(seat.exam.staff_page() == model::StaffPage::menu);
    seat.exam.command(model::AskStick{model::StickTask::write_parcels}); // nowhere but at the desk
    const auto before = seat.carrier.wish;
    seat.answer_all();
    CHECK(seat.carrier.wish == before);
}
