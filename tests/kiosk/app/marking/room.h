// Examiners at one terminal with a worker that does what it is asked, and at once.
#pragma once

#include "kiosk/app/marking/marking.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/support/record_samples.h"

#include <doctest/doctest.h>

namespace kaogong::test {

using namespace kiosk;
using namespace kiosk::app;

inline constexpr std::int64_t kNineMs = 1'795'222'800'000;

struct Room {
    FakeClock clock;
    FakeRandom random{7};
    std::vector<MarkingRequest> asked;
    Marking marking{clock, random, [this](MarkingRequest request) { asked.push_back(std::move(request)); }};
    SharedOperation content;
    std::map<SittingId, std::vector<ScoringEvent>> journals;
    bool right = true; // every PIN
    std::optional<Error> camera; // does not work
    int printed = 0;
    std::map<SittingId, std::string> own_sheets;
    bool one_signed = false; // for an emergency credential
    std::string warranted;
    std::vector<SheetOnToken> on_tokens;

    explicit Room(int candidates = 1) {
        auto made = std::make_shared<OperationContent>();
        made->package = random.fixed<PackageId>();
        made->part.session.start_ms = kNineMs;
        made->part.panel = {panel_row("a", true), panel_row("b", false), panel_row("c", false)};
        made->part.signers = {signer_row("q"), signer_row("t"), signer_row("h")};
        SampleBureau bureau;
        made->part.signers[0].certificate = bureau.staff(record::Role::supervisor, "q").certificate;
        made->part.signers[2].certificate = bureau.staff(record::Role::site_chief, "h").certificate;
        for (int i = 0; i < candidates; ++i) {
            record::OperationCandidate row;
            row.candidate = random.fixed<CandidateRef>();
            row.sheet = "shaft";
            row.station = i + 1;
            row.start_ms = kNineMs;
            record::RosterRow person;
            person.candidate = row.candidate;
            person.name = "韩立新";
            person.admission_ticket = "99261121100" + std::to_string(i);
            made->rules.emplace(row.candidate, small_test());
            made->part.candidates.push_back(row);
            made->part.roster.push_back(person);
        }
        content = made;
        marking.opened(OperationOpened{.content = content, .scorings = {}});
    }
    static record::PanelRow panel_row(std::string number, bool chief) {
        record::PanelRow row;
        row.number = std::move(number);
        row.name = row.number;
        row.chief = chief;
        return row;
    }
    static record::ResultSignerRow signer_row(std::string number) {
        record::ResultSignerRow row;
        row.number = std::move(number);
        row.name = row.number;
        return row;
    }

    MarkingReply answer(const OpenScoring& open) { return ScoringOpened{open.candidate, random.fixed<SittingId>()}; }
    MarkingReply answer(const AppendScoring& append) {
        CHECK_EQ(append.sequence, journals[append.scoring].size() + 1);
        journals[append.scoring].push_back(append.event);
        return ScoringAppended{append.scoring, append.sequence, success()};
    }
    MarkingReply answer(const CheckPerson& check) { return PersonChecked{check.number, {.right = right, .tries_left = right ? 0 : 4}}; }
    MarkingReply answer(const SignScoring& sign) {
        ScoringSigned reply{.scoring = sign.scoring, .pin = {.right = right}, .event = {}};
        if (!right) return reply;
        if (sign.what == SignScoring::What::own_sheet)
            reply.event = SheetSigned{.at = sign.at, .by = sign.who, .sheet = random.fixed<Hash>()};
        else
            reply.event = ResultSigned{.at = sign.at, .by = sign.who, .payload = payload_of(7)};
        reply.sequence = sign.state->next_sequence;
        journals[sign.scoring].push_back(*reply.event);
        return reply;
    }
    MarkingReply answer(const SealScoring& seal) {
        CHECK(practical::seal(*seal.state).ok());
        return ScoringSealed{seal.scoring, payload_of(7)};
    }
    MarkingReply answer(const TakePicture& take) {
        if (camera) return PictureTaken{take.scoring, take.row, {}, *camera, take.paper_page};
        return PictureTaken{take.scoring, take.row, random.fixed<Hash>(), std::make_shared<const Bytes>(10), take.paper_page};
    }
    MarkingReply answer(const LookAtPicture& look) { return PictureSeen{look.picture, std::make_shared<const Bytes>(10)}; }
    MarkingReply answer(const PrintSheet& print) {
        ++printed;
        return SheetPrinted{print.scoring, Path("score.pdf")};
    }
    MarkingReply answer(const OpenOwnSheet& open) {
        const SittingId id = random.fixed<SittingId>();
        own_sheets[id] = open.examiner;
        return OwnSheetOpened{.candidate = open.candidate, .examiner = open.examiner, .scoring = id, .journal = {}};
    }
    MarkingReply answer(const SignOwnSheet& sign) {
        ScoringSigned reply{.scoring = sign.scoring, .pin = {.right = right}, .event = {}};
        reply.event = SheetSigned{.at = sign.at, .by = sign.sheet->examiner, .sheet = random.fixed<Hash>()};
        reply.sequence = sign.sheet->next_sequence;
        journals[sign.scoring].push_back(*reply.event);
        return reply;
    }
    MarkingReply answer(const LookForSheets&) { return SheetsSeen{.sheets = std::exchange(on_tokens, {}), .refused = {}}; }
    MarkingReply answer(const BeginEmergency& begin) { return EmergencyBegun{begin.who, success()}; }
    MarkingReply answer(const SignEmergency& sign) {
        EmergencySigned reply{.by = sign.by, .pin = {.right = right}, .issued = {}};
        const bool second = std::exchange(one_signed, right && !one_signed);
        if (right && second) reply.issued = IssuedEmergency{.who = warranted, .pin = Secret(view("480316")), .certificate = {}, .site_chief = "h", .supervisor = "q"};
        return reply;
    }
    MarkingReply answer(const LookForTokens&) { return TokensSeen{{"a", "b", "c", "q", "t"}}; }

    void work() {
        while (!asked.empty()) {
            std::vector<MarkingRequest> now = std::exchange(asked, {});
            for (const MarkingRequest& request : now) marking.reply(std::visit([this](const auto& each) { return answer(each); }, request));
        }
    }
    void wish(model::ExaminerCommand command) {
        marking.command({std::move(command)});
        work();
    }
    void show_token(const std::string& who) {
        REQUIRE(marking.pad().has_value());
        wish(model::SubmitSign{marking.pad()->purpose, who, "480316"});
    }
    void sign_in(const std::string& who) {
        marking.begin_sign_in();
        show_token(who);
    }
    const Station& station() { return *marking.current(); }
    std::size_t row(std::string_view id) {
        const auto shown = marking.rows_shown(station());
        for (std::size_t i = 0; i < shown.size(); ++i)
            if (station().state.rules->sheet.items[shown[i]].id == id) return i;
        return shown.size();
    }

    void prepare() {
        wish(model::NextForCandidate{});
        CHECK_EQ(marking.page(), MarkingPage::person);
        wish(model::DecideIdentity{model::IdentityDecision::match});
        REQUIRE_EQ(marking.page(), MarkingPage::preparation);
        for (const char* check : {"machine", "material", "drawing", "safety"}) wish(model::SetPrepCheck{check, model::Mark::good});
    }
    void start() {
        prepare();
        wish(model::SetPrepCheck{"rows", model::Mark::good});
        REQUIRE_EQ(marking.page(), MarkingPage::sheet);
        wish(model::SetCount{"p", 0});
        wish(model::ShowFinish{});
        REQUIRE_EQ(marking.page(), MarkingPage::preparation);
        wish(model::StartTest{});
        REQUIRE(station().state.stage == ScoringStage::started);
        CHECK_EQ(marking.page(), MarkingPage::sheet);
    }
    void hand_in() {
        wish(model::ShowFinish{});
        CHECK(marking.ask().what == Ask::What::hand_in);
        wish(model::DrawPieceCode{});
        wish(model::HandInPiece{1, "S-1", marking.ask().drawn_code, true});
        show_token("b");
        REQUIRE(station().state.hand_in.has_value());
    }
    void check_seal() {
        if (marking.ask().what == Ask::What::seal) wish(model::CheckSeal{true});
    }
    // Each reads or judges in turn at the same terminal.
    void enter(const std::string& who, const char* reading, int level) {
        if (marking.user() != who) sign_in(who);
        check_seal();
        if (reading != nullptr) {
            wish(model::TypeReading{"m", 0, reading});
            wish(model::RecordReading{"m"});
        }
        wish(model::Judge{"j", level});
    }
    void finish_phase() {
        check_seal();
        wish(model::ShowFinish{});
        wish(model::FinishPhase{});
    }
    void sign_own(const std::string& who) {
        if (marking.user() != who) {
            if (marking.pad()) wish(model::CancelSign{});
            sign_in(who);
        }
        if (!marking.pad()) wish(model::NextForCandidate{});
        if (!marking.pad()) wish(model::AskSignature{});
        REQUIRE(marking.pad().has_value());
        REQUIRE(marking.pad()->purpose == model::SignPurpose::blind_sheet);
        show_token(who);
    }
};

} // namespace kaogong::test
