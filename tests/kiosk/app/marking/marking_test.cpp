// Examiners at one terminal, from signing in to the sealed record, with a worker that does what it is asked. What the screens show follows
// from the journal alone, and nobody's token is asked for in vain.
#include "kiosk/app/marking/piece_codes.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "tests/kiosk/app/marking/room.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

TEST_CASE("the seal is asked for before the first reading and never again, and a broken one is on record") {
    Room room;
    room.sign_in("a");
    room.start();
    room.wish(model::SetCount{"s", 0});
    room.hand_in();
    CHECK(room.marking.ask().what == Ask::What::nothing); // the rows of the station come first
    room.wish(model::ShowFinish{});
    room.wish(model::FinishPhase{});
    REQUIRE(room.marking.ask().what == Ask::What::seal);
    room.wish(model::ShowCandidates{});
    CHECK(room.marking.ask().what == Ask::What::nothing);
    room.wish(model::NextForCandidate{});
    REQUIRE(room.marking.ask().what == Ask::What::seal);
    room.wish(model::CheckSeal{false});
    CHECK(room.marking.ask().what == Ask::What::nothing);
    CHECK_FALSE(room.station().state.seal_intact.value());
}

TEST_CASE("a note goes with its entry into the journal, at the desk and on an own sheet") {
    Room room;
    room.sign_in("a");
    room.start();
    room.wish(model::SetCount{"s", 1});
    room.wish(model::ShowNote{"s"});
    REQUIRE(room.marking.ask().what == Ask::What::note);
    room.wish(model::SetNote{"s", "扳手放在导轨上"});
    CHECK(room.marking.ask().what == Ask::What::nothing);
    CHECK_EQ(visible_entries(room.station().state, "s", "a").at(0).note, "扳手放在导轨上");
    room.wish(model::ShowNote{"nothing"});
    CHECK(room.marking.ask().what == Ask::What::nothing);
    room.wish(model::SetNote{"j", "未评"}); // nothing is entered there
    CHECK(room.marking.refused() == codes::change_unknown);
}

TEST_CASE("why the bureau holds a result is known until it does no longer") {
    Room room;
    room.sign_in("a");
    room.prepare();
    CHECK_FALSE(room.marking.why_put_aside(room.station()).has_value());
    room.marking.put_aside({{room.station().scoring, codes::led_elsewhere}});
    CHECK(room.marking.why_put_aside(room.station()) == codes::led_elsewhere);
    room.marking.put_aside({});
    CHECK_FALSE(room.marking.why_put_aside(room.station()).has_value());
}

TEST_CASE("without a token an emergency credential is asked for at the pad, and the pad comes back") {
    Room room;
    room.warranted = "b";
    room.marking.begin_sign_in();
    room.wish(model::AskEmergency{"b"});
    REQUIRE(room.marking.emergency().has_value());
    room.wish(model::AskEmergency{"c"}); // one at a time
    CHECK_EQ(room.marking.emergency()->who, "b");
    room.wish(model::IssueEmergency{"令牌遗失"});
    CHECK(room.marking.pad()->signers == std::vector<std::string>{"h"});
    CHECK(room.marking.on_screen());
    room.right = false;
    room.show_token("h");
    CHECK(room.marking.pad()->wrong);
    room.right = true;
    room.show_token("h");
    CHECK(room.marking.pad()->signers == std::vector<std::string>{"q"});
    room.show_token("q");
    REQUIRE(room.marking.emergency().has_value());
    CHECK_EQ(room.marking.emergency()->pin, "480316");
    room.wish(model::CloseEmergency{});
    CHECK_FALSE(room.marking.emergency().has_value());
    CHECK(room.marking.pad()->purpose == model::SignPurpose::sign_in);
    CHECK(room.marking.token_of("b"));
    room.show_token("b");
    CHECK_EQ(room.marking.user(), "b");
}

TEST_CASE("an emergency credential that is given up leaves the pad as it was, and neither issuer is offered one") {
    Room room;
    room.marking.begin_sign_in();
    CHECK_FALSE(room.marking.may_have_emergency("q"));
    CHECK_FALSE(room.marking.may_have_emergency("h"));
    CHECK_FALSE(room.marking.may_have_emergency("nobody"));
    room.wish(model::AskEmergency{"a"});
    room.wish(model::CloseEmergency{});
    CHECK_FALSE(room.marking.emergency().has_value());
    room.wish(model::AskEmergency{"a"});
    room.wish(model::IssueEmergency{"令牌遗失"});
    room.wish(model::CancelSign{}); // the site chief is not there
    CHECK_FALSE(room.marking.emergency().has_value());
    CHECK(room.marking.pad()->purpose == model::SignPurpose::sign_in);
    room.show_token("a");
    CHECK_EQ(room.marking.user(), "a");
}

TEST_CASE("one candidate, three examiners: from signing in to the sealed record, and the journal tells all of it") {
    Room room;
    CHECK_FALSE(room.marking.on_screen());
    room.sign_in("a");
    CHECK_EQ(room.marking.user(), "a");
    room.start();
    room.wish(model::SetCount{"s", 2});
    room.clock.advance(30 * kMinuteMs);
    room.hand_in();
    room.finish_phase();
    CHECK(room.station().state.finished.contains(Phase::on_site));
    // Workpiece or review, whichever the sheet has next: two read, three judge.
    room.enter("a", "41.990", 2);
    room.enter("b", "41.991", 2);
    room.enter("c", nullptr, 3);
    for (int i = 0; i < 4 && !room.marking.pad(); ++i) room.finish_phase();
    for (const char* who : {"c", "a", "b"}) room.sign_own(who);
    REQUIRE(room.station().state.compared);
    CHECK_EQ(room.marking.page(), MarkingPage::compare);
    room.wish(model::AskSignature{});
    REQUIRE(room.marking.pad()->purpose == model::SignPurpose::chief);
    room.show_token("a");
    REQUIRE(room.station().state.stage == ScoringStage::decided);
    CHECK(room.marking.ask().what == Ask::What::tally);
    const Points points = final_score(room.station().state).value().points;
    room.wish(model::SubmitTally{static_cast<int>(points)});
    REQUIRE(room.marking.pad()->purpose == model::SignPurpose::tally);
    room.show_token("t");
    REQUIRE(room.station().state.stage == ScoringStage::written_up);
    for (int i = 0; i < 5; ++i) {
        const auto next = room.marking.next_signer(room.station().state);
        REQUIRE(next.has_value());
        if (!room.marking.pad()) room.wish(model::AskSignature{});
        room.show_token(*next);
    }
    CHECK(room.marking.is_sealed(room.station()));
    CHECK(room.marking.stations().all().empty()); // the strip is free again
    REQUIRE_EQ(room.journals.size(), 1);
    const auto& [scoring, journal] = *room.journals.begin();
    CHECK(fold(room.station().state.rules, journal).value() == room.station().state);
}

TEST_CASE("a wrong total of the second person is refused, and the result waits") {
    Room room;
    room.sign_in("a");
    room.start();
    room.wish(model::SetCount{"s", 0});
    room.hand_in();
    room.finish_phase();
    room.enter("a", "41.990", 2);
    room.enter("b", "41.991", 2);
    room.enter("c", nullptr, 2);
    for (int i = 0; i < 4 && !room.marking.pad(); ++i) room.finish_phase();
    for (const char* who : {"c", "a", "b"}) room.sign_own(who);
    room.wish(model::AskSignature{});
    room.show_token("a");
    room.wish(model::SubmitTally{1});
    room.show_token("t");
    CHECK(room.station().state.stage == ScoringStage::decided);
    CHECK(room.marking.refused() == codes::tally_differs);
}

TEST_CASE("a wrong PIN signs nobody in and says how many tries are left") {
    Room room;
    room.right = false;
    room.sign_in("a");
    CHECK(room.marking.user().empty());
    REQUIRE(room.marking.pad().has_value());
    CHECK(room.marking.pad()->wrong);
    CHECK_EQ(room.marking.pad()->tries_left, 4);
}

TEST_CASE("the test cannot start before everything was looked at") {
    Room room;
    room.sign_in("a");
    room.prepare();
    room.wish(model::StartTest{});
    CHECK(room.station().state.stage == ScoringStage::booked);
    CHECK(room.marking.refused().has_value());
}

TEST_CASE("a veto is confirmed by two, and disarms by itself") {
    Room room;
    room.sign_in("a");
    room.start();
    room.wish(model::ArmVeto{"v"});
    room.clock.advance(kVetoArmedMs);
    room.marking.tick();
    room.work();
    CHECK_FALSE(room.station().state.vetoes.front().armed);
    room.wish(model::ArmVeto{"v"});
    room.wish(model::ConfirmVeto{"v"});
    REQUIRE(room.marking.pad()->purpose == model::SignPurpose::second_person);
    CHECK_EQ(room.station().state.vetoes.front().confirmed, 0);
    room.show_token("b");
    CHECK_EQ(room.station().state.vetoes.front().confirmed, 1);
}

TEST_CASE("an earlier refusal that nobody has touched away does not keep a veto armed for ever") {
    Room room;
    room.sign_in("a");
    room.start();
    room.wish(model::ResumeWork{});
    room.wish(model::SetGrade{"s", 0, 1}); // a control that this row does not have
    REQUIRE(room.marking.refused().has_value());
    room.wish(model::BeginModule{"nothing"});
    REQUIRE(room.marking.refused().has_value());
    room.wish(model::ArmVeto{"v"});
    room.clock.advance(kVetoArmedMs);
    room.marking.tick();
    room.work();
    CHECK_FALSE(room.station().state.vetoes.front().armed);
    room.wish(model::DismissRefusal{});
    CHECK_FALSE(room.marking.refused().has_value());
}

TEST_CASE("a power cut stops all clocks that run and starts them together") {
    Room room(2);
    room.sign_in("a");
    room.start();
    room.wish(model::ShowCandidates{});
    room.wish(model::SelectCandidate{1});
    room.start();
    room.wish(model::PauseWork{model::PauseScope::all, model::PauseCause::power_cut});
    for (const Station& station : room.marking.stations().all()) CHECK(station.state.paused);
    room.wish(model::ResumeWork{model::PauseScope::all});
    for (const Station& station : room.marking.stations().all()) CHECK_FALSE(station.state.paused);
}

TEST_CASE("an absent candidate takes two people, and nothing is scored") {
    Room room;
    room.sign_in("a");
    room.wish(model::RecordAbsent{});
    REQUIRE(room.marking.ask().what == Ask::What::coded_end);
    CHECK_EQ(room.marking.ask().code, "ABSENT");
    model::EndTest end;
    end.code = "ABSENT";
    room.wish(end);
    CHECK_FALSE(room.station().state.end.has_value());
    room.show_token("b");
    REQUIRE(room.station().state.end.has_value());
    CHECK(room.station().state.stage == ScoringStage::ended);
}

TEST_CASE("after a restart the clocks went on, and the first who signs in stands behind it") {
    Room room;
    room.sign_in("a");
    room.start();
    room.wish(model::SetCount{"s", 2});
    const auto& [scoring, journal] = *room.journals.begin();
    Room again;
    again.clock.advance(20 * kMinuteMs);
    FoundScoring found{.scoring = scoring,
                       .candidate = again.content->part.candidates.front().candidate,
                       .journal = journal,
                       .last_alive = event_instant(journal.back())};
    Marking marking(again.clock, again.random, [&](MarkingRequest request) { again.asked.push_back(std::move(request)); });
    marking.opened(OperationOpened{.content = again.content, .scorings = {found}});
    CHECK(marking.outage_ms() > 0);
    marking.begin_sign_in();
    marking.command({model::SubmitSign{model::SignPurpose::sign_in, "a", "480316"}});
    marking.reply(PersonChecked{"a", {.right = true}});
    CHECK_EQ(marking.outage_ms(), 0);
    CHECK(event_name(std::get<AppendScoring>(again.asked.back()).event) == event_name(ScoringEvent(TerminalBack{})));
}

TEST_CASE("practice asks the worker for nothing, needs nobody else, and is gone when it is left") {
    Room room;
    room.sign_in("b");
    REQUIRE(room.marking.may_practise());
    room.wish(model::BeginPractice{});
    REQUIRE(room.marking.practises());
    CHECK_EQ(room.marking.page(), MarkingPage::preparation);
    const auto asked_before = room.journals.size();
    for (const char* check : {"machine", "material", "drawing", "safety"}) room.wish(model::SetPrepCheck{check, model::Mark::good});
    room.wish(model::SetPrepCheck{"rows", model::Mark::good});
    room.wish(model::SetCount{"p", 0});
    room.wish(model::ShowFinish{});
    room.wish(model::StartTest{});
    REQUIRE(room.station().state.stage == ScoringStage::started);
    room.wish(model::ArmVeto{"v"});
    room.wish(model::ConfirmVeto{"v"}); // no pad: nobody else is there
    CHECK_FALSE(room.marking.pad().has_value());
    CHECK_EQ(room.station().state.vetoes.front().confirmed, 1);
    room.wish(model::TakeEvidence{"s", model::EvidenceSource::camera});
    CHECK(room.station().state.pictures.empty());
    CHECK_FALSE(room.marking.alive_due().has_value());
    room.wish(model::LeavePractice{});
    CHECK_FALSE(room.marking.practises());
    CHECK(room.marking.stations().all().empty());
    CHECK_EQ(room.journals.size(), asked_before);
    room.wish(model::NextForCandidate{}); // and the real one is where it was
    CHECK_EQ(room.marking.page(), MarkingPage::person);
}

TEST_CASE("nobody practises while a real candidate stands on the strip, nor whoever is on no panel") {
    Room room;
    room.sign_in("a");
    room.prepare();
    CHECK_FALSE(room.marking.may_practise());
    room.wish(model::BeginPractice{});
    CHECK_FALSE(room.marking.practises());
}

TEST_CASE("a picture is durable before it is evidence, and a camera that fails is told") {
    Room room;
    room.sign_in("a");
    room.start();
    room.wish(model::TakeEvidence{"s", model::EvidenceSource::camera});
    REQUIRE_EQ(room.station().state.pictures.size(), 1);
    CHECK_EQ(room.station().state.pictures.front().row, "s");
    CHECK(room.marking.pictures().contains(room.station().state.pictures.front().picture.hex()));
    room.camera = error(codes::camera_missing);
    room.wish(model::TakeEvidence{"s", model::EvidenceSource::camera});
    CHECK_EQ(room.station().state.pictures.size(), 1);
    CHECK(room.marking.refused() == codes::camera_missing);
}

TEST_CASE("a photograph before the decision opens the journal, and the decision is noted in it") {
    Room room;
    room.sign_in("a");
    room.wish(model::NextForCandidate{});
    room.wish(model::TakePhoto{});
    CHECK_EQ(room.marking.page(), MarkingPage::person);
    REQUIRE_EQ(room.station().state.pictures.size(), 1);
    CHECK_FALSE(room.station().state.identity.has_value());
    room.wish(model::ShowCandidates{});
    room.wish(model::NextForCandidate{});
    CHECK_EQ(room.marking.page(), MarkingPage::person); // nobody has said yet who it is
    room.wish(model::DecideIdentity{model::IdentityDecision::match});
    CHECK_EQ(room.marking.page(), MarkingPage::preparation);
    CHECK(room.station().state.identity == assessment::IdentityCheck::match);
    const auto& [scoring, journal] = *room.journals.begin();
    CHECK(fold(room.station().state.rules, journal).value() == room.station().state);
}

TEST_CASE("what was looked at before the start is still marked after a restart") {
    Room room;
    room.sign_in("a");
    room.prepare();
    const auto& [scoring, journal] = *room.journals.begin();
    const ScoringState again = fold(small_test(), journal).value();
    CHECK_EQ(again.conditions.size(), 4);
    CHECK(again.identity == assessment::IdentityCheck::match);
}

namespace {

// Stations 1 and 2, of which this terminal leads the first.
struct RoomWithDesks : Room {
    RoomWithDesks() : Room(2) {
        auto made = std::make_shared<OperationContent>(*content);
        made->terminal = random.fixed<TerminalId>();
        made->part.desks = {{.terminal = made->terminal, .sealing = {}, .stations = {1}},
                            {.terminal = random.fixed<TerminalId>(), .sealing = {}, .stations = {2}}};
        made->package = random.fixed<PackageId>();
        content = made;
        marking.opened(OperationOpened{.content = content, .scorings = {}});
    }
};

} // namespace

TEST_CASE("a candidate whom another terminal leads is neither opened nor ended here") {
    RoomWithDesks room;
    room.sign_in("b");
    room.wish(model::SelectCandidate{1});
    room.wish(model::RecordAbsent{});
    CHECK(room.marking.refused() == codes::led_elsewhere);
    room.wish(model::DismissRefusal{});
    room.wish(model::RecordOtherEnd{});
    CHECK(room.marking.refused() == codes::led_elsewhere);
    CHECK(room.marking.stations().all().empty());
    CHECK(room.journals.empty());
}

TEST_CASE("away from the desk a piece is found by its code, shows nobody's name, and takes this examiner's rows alone") {
    RoomWithDesks room;
    room.sign_in("b");
    room.wish(model::SelectCandidate{1});
    room.wish(model::NextForCandidate{}); // leads to the code, not to the sheet: the name must not tell the piece
    REQUIRE(room.marking.ask().what == Ask::What::find);
    room.wish(model::FindCandidate{"Z 999"});
    CHECK(room.marking.refused() == codes::candidate_not_found);
    room.wish(model::DismissRefusal{});
    const std::string code = piece_codes(*room.content).at(room.content->part.candidates[1].candidate);
    room.wish(model::FindCandidate{code});
    REQUIRE(room.marking.in_own_sheet());
    const Station& sheet = room.station();
    REQUIRE(sheet.own.has_value());
    CHECK_EQ(sheet.state.hand_in->code, code);
    for (const std::size_t i : room.marking.rows_shown(sheet)) CHECK((sheet.state.rules->sheet.items[i].by == ScoredBy::panel_blind || sheet.state.rules->sheet.items[i].by == ScoredBy::two_independent));
    room.wish(model::SetCount{"s", 1}); // a row that is noted together
    CHECK(room.station().refused.has_value());
    room.wish(model::ShowFinish{});
    CHECK(room.marking.refused() == codes::rows_unseen);
    room.wish(model::DismissRefusal{});
    room.wish(model::Judge{"j", 2});
    room.wish(model::ShowFinish{});
    REQUIRE(room.marking.pad().has_value());
    CHECK(room.marking.pad()->purpose == model::SignPurpose::blind_sheet);
    room.show_token("b");
    REQUIRE(room.station().own->sheet.has_value());
    room.wish(model::Judge{"j", 3}); // signed: nothing is touched any more
    CHECK_EQ(std::get<JudgeReading>(own_entry(*room.station().own, "j")->reading).scores, std::vector<int>{2});
    const auto& [scoring, journal] = *room.journals.begin();
    CHECK(fold_own_sheet(own_sheet_start(room.station().own->rules, "b"), journal).value() == *room.station().own);
    room.wish(model::ShowCandidates{});
    CHECK_FALSE(room.marking.in_own_sheet());
}

TEST_CASE("an own sheet is not shown to the next person in front") {
    RoomWithDesks room;
    room.sign_in("b");
    room.wish(model::FindCandidate{piece_codes(*room.content).at(room.content->part.candidates[1].candidate)});
    REQUIRE(room.marking.in_own_sheet());
    room.sign_in("c");
    CHECK_FALSE(room.marking.in_own_sheet());
    CHECK_EQ(room.marking.page(), MarkingPage::candidates);
}

TEST_CASE("at the desk a sheet on a token comes in by itself, once") {
    RoomWithDesks room;
    room.sign_in("a");
    room.start();
    OwnSheet sheet("c");
    REQUIRE(sheet.ok(RowTouched{.at = room.clock.now(), .by = "c", .row = "j", .entry = judge_entry(3), .second = {}, .reason = {}}));
    const SheetReceived event{.at = {}, .by = "c", .sheet = payload_of(33), .entries = own_entries(sheet.state)};
    for (int i = 0; i < 2; ++i) {
        room.on_tokens = {{.candidate = room.station().candidate, .event = event}};
        room.clock.advance(3'000);
        room.marking.tick();
        room.work();
    }
    CHECK_FALSE(room.marking.refused().has_value());
    CHECK_EQ(room.station().state.sheets_signed.at("c"), payload_of(33));
    CHECK(visible_entries(room.station().state, "j", "c").size() == 1);
    CHECK(visible_entries(room.station().state, "j", "a").empty()); // blind all the same
}

TEST_CASE("every terminal of the session draws the same codes, unlike each other, and another session draws others") {
    const Room room(2);
    auto many = std::make_shared<OperationContent>(*room.content);
    FakeRandom random{11};
    for (int i = 0; i < 300; ++i) {
        record::OperationCandidate row;
        row.candidate = random.fixed<CandidateRef>();
        many->part.candidates.push_back(row);
    }
    const auto codes_here = piece_codes(*many);
    std::set<std::string> different;
    for (const auto& [candidate, code] : codes_here) {
        different.insert(code);
        CHECK_EQ(code.size(), 4);
        CHECK(code.find_first_of("IO") == std::string::npos);
    }
    CHECK_EQ(different.size(), codes_here.size());
    CHECK(piece_codes(*std::make_shared<OperationContent>(*many)) == codes_here);
    many->part.session.id = random.fixed<SessionId>();
    CHECK(piece_codes(*many) != codes_here);
}

TEST_CASE("an admission number leads to its line in the list, however it was filtered") {
    Room room(2);
    room.sign_in("a");
    room.wish(model::FilterCandidates{model::CandidateFilter::done});
    room.wish(model::ScanCandidate{});
    REQUIRE(room.marking.ask().what == Ask::What::find);
    room.wish(model::FindCandidate{"9926 1121 1001"});
    CHECK(room.marking.ask().what == Ask::What::nothing);
    CHECK_EQ(room.marking.selected(), 1);
    CHECK(room.marking.filter() == model::CandidateFilter::all);
}
