// What must hold for any order of events, however absurd: no sealed record lacks a signature, has an unseen row, or differs from its
// journal.
#include "core/assessment/practical/scoring_paper.h"
#include "core/base/codes/base.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/support/fake_random.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

class Chaos {
  public:
    explicit Chaos(std::uint64_t seed) : random_(seed) {}

    ScoringEvent next(const ScoringState& state) {
        now_ = minute(minutes_ += static_cast<std::int64_t>(random_.below(2)), boot_);
        if (random_.below(200) == 0) {
            const Instant alive = now_;
            now_ = minute(minutes_, ++boot_);
            return TerminalBack{alive, now_, "a"};
        }
        // Some luck, or hardly any test would ever be signed.
        return random_.below(5) < 3 ? helpful(state) : any();
    }

  private:
    std::string person() { return pick({"a", "b", "c", "a", "b", "q", "t", "x", ""}); }
    std::string member() { return pick({"a", "b", "c"}); }
    std::string row() { return pick({"p", "s", "m", "j", "t", "z"}); }
    std::string pick(std::vector<std::string> of) { return of[random_.below(of.size())]; }
    Phase phase() { return kPhases[random_.below(4)]; }

    RowEntry entry_for(const std::string& name) {
        if (random_.below(12) == 0) return {.state = RowState::not_done, .reading = {}, .zero_when = {}};
        if (name == "m") return measured_entry(41'980 + static_cast<std::int64_t>(random_.below(25)));
        if (name == "j") return judge_entry(static_cast<int>(random_.below(4)));
        return counted(static_cast<std::int64_t>(random_.below(12)));
    }

    ScoringEvent helpful(const ScoringState& state) {
        if (state.paper && !state.paper->agreed) return keyed(*state.paper);
        switch (state.stage) {
        case ScoringStage::booked:
            if (random_.below(4) == 0) return PaperPhotographed{now_, "a", record(), static_cast<int>(1 + random_.below(3))};
            return TestStarted{now_, "a"};
        case ScoringStage::started: return onwards(state);
        case ScoringStage::decided: return TallyChecked{now_, "t", final_score(state).value().points};
        case ScoringStage::written_up:
        case ScoringStage::ended: return ResultSigned{now_, person(), payload_of(1)};
        default: return ResultDelivered{now_, payload_of(3)};
        }
    }

    RowEntry on_paper(const std::string& name) {
        RowEntry entry = entry_for(name);
        if (auto* judged = std::get_if<JudgeReading>(&entry.reading)) judged->scores = {judged->scores[0], 2, 2};
        return entry;
    }

    ScoringEvent keyed(const HandState& paper) {
        if (!both_finished(paper)) {
            const std::string who = pick({"a", "c"});
            const std::vector<std::string> open = unkeyed(paper, who);
            if (open.empty()) return KeyingFinished{now_, who};
            return keyed_as<RowKeyed, VetoKeyed, TimesKeyed>(open.front(), who);
        }
        const std::vector<std::string> open = unsettled(paper);
        if (open.empty()) return PaperAgreed{now_, "a", pick({"b", "q", "a"})};
        return keyed_as<RowSettled, VetoSettled, TimesSettled>(open.front(), person());
    }

    template <typename Row, typename Veto, typename Times> ScoringEvent keyed_as(const std::string& what, const std::string& who) {
        if (what == kTimesRow) return Times{now_, who, paper_times(static_cast<std::int64_t>(random_.below(20)), 50)};
        if (what == "v") return Veto{now_, who, what, static_cast<int>(random_.below(3))};
        return Row{now_, who, what, on_paper(what)};
    }

    ScoringEvent onwards(const ScoringState& state) {
        if (is_paper(state)) {
            if (open_rows(state).empty()) return ScoresDecided{now_, "a"};
            return RowArbitrated{now_, "a", "j", 1, "照卷面"};
        }
        if (state.paused) return StationResumed{now_, "a", state.pause_group};
        const auto open = open_rows(state);
        if (!open.empty() && random_.below(4) != 0) {
            const std::string name = open[random_.below(open.size())];
            if (name == "j" && !state.compared && random_.below(3) == 0) return sheet_that_came();
            if (name == "j" && state.compared)
                return random_.below(3) == 0 ? ScoringEvent{RowArbitrated{now_, "a", "j", 1, "仲裁"}} : touch_of(name);
            return touch_of(name);
        }
        if (!state.hand_in && !state.end) return PieceHandedIn{.at = now_, .by = "a", .second = "b", .candidate_confirmed = true};
        if (seal_waits(state)) return SealChecked{now_, "a", true};
        for (const VetoTrack& veto : state.vetoes)
            if (veto.armed) return VetoDisarmed{now_, "b", veto.veto};
        if (state.finished.size() < kPhases.size()) return PhaseFinished{now_, "a", phase()};
        if (!all_sheets_signed(state)) return SheetSigned{now_, member(), record()};
        return ScoresDecided{now_, "a"};
    }

    // Seldom the same record twice, so that both happen: what came before is refused, what is new is taken.
    Hash record() { return random_.below(8) == 0 ? Hash{} : payload_of(static_cast<std::uint8_t>(10 + random_.below(60))); }

    SheetReceived sheet_that_came() {
        SheetReceived event{.at = now_, .by = random_.below(10) == 0 ? person() : member(), .sheet = record(), .entries = {}};
        if (random_.below(20) != 0) event.entries.push_back({"j", entry_for("j"), pick({"手不稳", ""})});
        if (random_.below(3) == 0) event.entries.push_back({"m", entry_for("m")});
        if (random_.below(20) == 0) event.entries.push_back({row(), entry_for(row())});
        return event;
    }

    ScoringEvent touch_of(const std::string& name) {
        return RowTouched{.at = now_, .by = member(), .row = name, .entry = entry_for(name), .second = {}, .reason = {}};
    }

    ScoringEvent any() {
        switch (random_.below(36)) {
        case 0: return RowUndone{now_, member(), row()};
        case 1: return VetoArmed{now_, member(), "v"};
        case 2: return VetoConfirmed{now_, member(), member(), "v"};
        case 3: return VetoWithdrawn{now_, person(), "v", "误判"};
        case 4: return StationPaused{.at = now_, .by = "a", .cause = OutcomeCode::power_cut, .reason = "停电", .group = "g"};
        case 5: return StationResumed{now_, "a", "g"};
        case 6: return StationCredited{.at = now_, .by = "a", .second = "b", .credit_ms = 60'000, .reason = "换刀"};
        case 7:
            return StationRestarted{
                .at = now_, .by = "a", .second = person(), .cause = OutcomeCode::machine_fault, .reason = "断电", .piece = "P"};
        case 8: return PhaseFinished{now_, person(), phase()};
        case 9: return SheetSigned{now_, person()};
        case 10: return RowArbitrated{now_, person(), row(), static_cast<int>(random_.below(5)), "仲裁"};
        case 11: return ScoresDecided{now_, person()};
        case 12: return TallyChecked{now_, person(), static_cast<Points>(random_.below(10'000))};
        case 13: return ResultSigned{now_, person(), payload_of(static_cast<std::uint8_t>(random_.below(3)))};
        case 14: return ResultDelivered{now_, payload_of(3)};
        case 15: return ended();
        case 16: return TotalSeen{now_, person()};
        case 17: return StationTick{now_};
        case 18:
            return PieceHandedIn{
                .at = now_, .by = person(), .second = person(), .pieces = 1, .seal = "F", .code = "K", .candidate_confirmed = true};
        case 19: return sheet_that_came();
        case 20: return EvidenceTaken{now_, person(), random_.below(2) == 0 ? row() : std::string(), record()};
        case 21: return ModuleBegun{now_, person(), pick({"M1", "M2"})};
        case 22: return SignatureRefused{now_, random_.below(3) == 0 ? std::string(kTheCandidate) : person(), pick({"不认可", ""})};
        case 23: return PersonIdentified{now_, person(), static_cast<assessment::IdentityCheck>(1 + random_.below(3))};
        case 24: return ConditionChecked{now_, person(), pick({"machine", "material"}), static_cast<ConditionMark>(1 + random_.below(3))};
        case 25: return PaperPhotographed{now_, person(), record()};
        case 26: return PaperPutAway{now_, person(), person(), pick({"拿错考生", ""})};
        case 27: return PaperAgreed{now_, person(), person()};
        case 29: return CredentialIssued{now_, pick({"h", "a"}), pick({"d", ""}), person()};
        case 31: return SealChecked{now_, person(), random_.below(2) == 0};
        case 30: return RowNoted{now_, person(), row(), pick({"扳手放在导轨上", ""})};
        case 28: return keyed_as<RowKeyed, VetoKeyed, TimesKeyed>(pick({"p", "s", "m", "j", "v", "TIMES"}), person());
        default: return RowTouched{.at = now_, .by = person(), .row = row(), .entry = entry_for(row()), .second = person(), .reason = "因"};
        }
    }

    ScoringEvent ended() {
        if (random_.below(4) != 0) return noted();
        EndDetails details{
            .code = OutcomeCode::withdrew, .reason = "因", .staff = "a", .second_staff = "b", .statement = "S", .evidence = "E"};
        if (random_.below(2) == 0) details.code = OutcomeCode::stopped;
        if (random_.below(3) == 0) details.code = OutcomeCode::power_cut;
        return TestEnded{now_, details};
    }

    ScoringEvent noted() {
        EndDetails details{.code = OutcomeCode::early_start, .reason = "因", .staff = "a", .second_staff = "b"};
        if (random_.below(2) == 0) details.code = OutcomeCode::late_stop;
        return ExceptionNoted{now_, details};
    }

    FakeRandom random_;
    std::int64_t minutes_ = 0;
    std::uint8_t boot_ = 1;
    Instant now_;
};

bool signed_in_journal(const std::vector<ScoringEvent>& journal, const std::string& who, const Hash& payload) {
    return std::any_of(journal.begin(), journal.end(), [&](const ScoringEvent& event) {
        const auto* signature = std::get_if<ResultSigned>(&event);
        return signature != nullptr && signature->by == who && signature->payload == payload;
    });
}

// Told from the journal alone: nobody's note changes while the own sheet stands signed.
void check_notes(const Desk& desk) {
    ScoringState state = scoring_start(desk.state.rules);
    for (const ScoringEvent& event : desk.journal) {
        if (const auto* noted = std::get_if<RowNoted>(&event)) RC_ASSERT_FALSE(state.sheets_signed.contains(noted->by));
        RC_ASSERT(advance(state, event).ok());
    }
}

// Told from the journal alone: whose own sheet stands signed, and under which record. A touch or an undo of one's own takes it back.
std::map<std::string, Hash> sheets_in(const Desk& desk) {
    std::map<std::string, Hash> sheets;
    ScoringState state = scoring_start(desk.state.rules);
    for (const ScoringEvent& event : desk.journal) {
        const std::vector<RowTrack> before = state.rows;
        RC_ASSERT(advance(state, event).ok());
        const bool moved = state.rows != before;
        if (const auto* touched = std::get_if<RowTouched>(&event); touched != nullptr && moved) sheets.erase(touched->by);
        if (const auto* undone = std::get_if<RowUndone>(&event)) sheets.erase(undone->by);
        if (std::holds_alternative<StationRestarted>(event)) sheets.clear();
        if (const auto* here = std::get_if<SheetSigned>(&event)) sheets[here->by] = here->sheet;
        if (const auto* came = std::get_if<SheetReceived>(&event)) sheets[came->by] = came->sheet;
        if (std::holds_alternative<PaperAgreed>(event)) sheets = {{"a", Hash{}}, {"b", Hash{}}, {"c", Hash{}}}; // signed on the paper
    }
    return sheets;
}

// No record is taken twice, and what came in is what counts unless its examiner touched it again.
void check_sheets(const Desk& desk) {
    check_notes(desk);
    RC_ASSERT(desk.state.sheets_signed == sheets_in(desk));
    RC_ASSERT(desk.state.compared);
    RC_ASSERT(desk.state.pictures.size() <= kPicturesMax);
    std::set<Hash> records;
    for (const ScoringEvent& event : desk.journal) {
        const auto* came = std::get_if<SheetReceived>(&event);
        const auto* here = std::get_if<SheetSigned>(&event);
        const Hash record = came != nullptr ? came->sheet : (here != nullptr ? here->sheet : Hash{});
        if (record != Hash{}) RC_ASSERT(records.insert(record).second);
    }
}

void check_sealed(const Desk& desk, const SealedScores& sealed) {
    RC_ASSERT(seal(fold(desk.state.rules, desk.journal).value()).value() == sealed);
    const bool scored = sealed.value != ResultValue::no_result && desk.state.started_at;
    const std::vector<std::string> wanted = scored ? std::vector<std::string>{"a", "b", "c", "q", "t"} : std::vector<std::string>{"a", "q"};
    for (const std::string& who : wanted) RC_ASSERT(signed_in_journal(desk.journal, who, sealed.payload));
    RC_ASSERT(sealed.points >= 0);
    RC_ASSERT(sealed.points <= sealed.points_max);
    if (!scored) return;
    for (const char* examiner : {"a", "b", "c"}) RC_ASSERT(desk.state.sheets_signed.contains(examiner));
    check_sheets(desk);
    for (const ScoreItem& item : desk.state.rules->sheet.items) {
        const auto row = sealed.entries.rows.find(item.id);
        RC_ASSERT(row != sealed.entries.rows.end());
        RC_ASSERT(row->second.state != RowState::unseen);
    }
    RC_ASSERT(sealed.verdict != SheetVerdict::open);
}

Desk course(std::uint64_t seed, int events) {
    Desk desk;
    Chaos chaos(seed);
    for (int i = 0; i < events; ++i) {
        const ScoringState before = desk.state;
        const Code code = desk.take(chaos.next(before));
        if (code != codes::internal) RC_ASSERT(desk.state == before);
        const bool done = before.stage == ScoringStage::signed_ || before.stage == ScoringStage::delivered;
        if (done) RC_ASSERT(desk.state.rows == before.rows);
        const auto sealed = seal(desk.state);
        if (sealed) check_sealed(desk, *sealed);
    }
    return desk;
}

} // namespace

TEST_CASE("no order of events gives a sealed record that lacks a signature, has an unseen row, or differs from its journal") {
    int sealed = 0, with_sheets = 0, from_paper = 0;
    CHECK(rc::check("seal", [&](std::uint64_t seed) {
        const Desk desk = course(seed, 160);
        sealed += seal(desk.state).ok() ? 1 : 0;
        const auto came = [](const ScoringEvent& event) { return std::holds_alternative<SheetReceived>(event); };
        with_sheets += seal(desk.state).ok() && std::any_of(desk.journal.begin(), desk.journal.end(), came) ? 1 : 0;
        from_paper += seal(desk.state).ok() && is_paper(desk.state) ? 1 : 0;
        RC_TAG(std::string(stage_name(desk.state.stage)));
    }));
    CHECK_GT(sealed, 20); // the property is not held by tests that never came so far
    CHECK_GT(with_sheets, 5);
    CHECK_GT(from_paper, 5);
}

TEST_CASE("every journal folds to the very state that was live") {
    CHECK(rc::check("fold", [](std::uint64_t seed) {
        const Desk desk = course(seed, 120);
        RC_ASSERT(fold(desk.state.rules, desk.journal).value() == desk.state);
    }));
}
