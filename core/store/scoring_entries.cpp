// Acts and ends of a scoring as ledger bodies. Touches on rows are told by their hash alone: a score could be guessed from less.
#include "core/store/scoring_entries.h"

namespace kaogong::store {
namespace {

using namespace practical;
using record::EventType;

std::string_view cause_key(OutcomeCode code) {
    return assessment::outcome_facts(code).key;
}

class ScoringCollector {
  public:
    ScoringCollector(const SittingNames& names, std::vector<EntryDraft>& drafts) : names_(names), drafts_(drafts) {}

    template <typename Event> void operator()(const Event&) {} // a touch, a signature, a module begun: its hash says all
    void operator()(const VetoConfirmed& event) { act(event.by, "VETO_CONFIRMED", event.veto); }
    void operator()(const VetoWithdrawn& event) { act(event.by, "VETO_WITHDRAWN", event.veto); }
    void operator()(const StationPaused& event) { act(event.by, "PAUSED", cause_key(event.cause)); }
    void operator()(const StationResumed& event) { act(event.by, "RESUMED"); }
    void operator()(const StationCredited& event) { act(event.by, "CREDITED", {}, event.credit_ms); }
    void operator()(const StationRestarted& event) { act(event.by, "RESTARTED", cause_key(event.cause)); }
    void operator()(const PieceHandedIn& event) { act(event.by, "PIECE_HANDED_IN"); }
    void operator()(const SealChecked& event) { act(event.by, event.intact ? "SEAL_INTACT" : "SEAL_BROKEN"); }
    void operator()(const RowArbitrated& event) { act(event.by, "ARBITRATED"); }
    void operator()(const TallyChecked& event) { act(event.by, "TALLY_CHECKED"); }
    void operator()(const SheetReceived& event) { act(event.by, "SHEET_RECEIVED"); }
    void operator()(const EvidenceTaken& event) { act(event.by, "EVIDENCE_TAKEN"); }
    void operator()(const PersonIdentified& event) { act(event.by, identity_act(event.identity)); }
    void operator()(const PaperPhotographed& event) { act(event.by, "PAPER_PHOTOGRAPHED"); }
    void operator()(const PaperAgreed& event) { act(event.by, "PAPER_AGREED"); }
    void operator()(const PaperPutAway& event) { act(event.by, "PAPER_PUT_AWAY"); }
    void operator()(const SignatureRefused& event) {
        const bool candidate = event.by == kTheCandidate; // no member of staff did that
        act(candidate ? std::string() : event.by, "SIGNATURE_REFUSED", candidate ? "CANDIDATE" : "");
    }
    void operator()(const TerminalBack& event) { note(EventType::incident, {.staff = event.by, .act = "INTERRUPTED"}); }
    void operator()(const ScoresDecided& event) {
        act(event.by, "SCORES_DECIDED");
        ended(std::nullopt);
    }
    void operator()(const ExceptionNoted& event) { act(event.details.staff, cause_key(event.details.code)); }
    void operator()(const TestEnded& event) {
        act(event.details.staff, cause_key(event.details.code));
        ended(event.details.code);
    }
    void opened() { drafts_.push_back({.type = EventType::scoring_opened, .body = record::encode_body(body())}); }

  private:
    void act(const std::string& staff, std::string_view what, std::string_view reason = {}, std::optional<std::int64_t> credit_ms = {}) {
        note(EventType::staff_act, {.staff = staff, .act = std::string(what), .reason = std::string(reason), .credit_ms = credit_ms});
    }
    void note(EventType type, record::StaffActBody body) {
        if (body.staff.empty()) body.staff = kTheProgram;
        body.reason = code_only(body.reason);
        body.sitting = names_.sitting;
        drafts_.push_back({.type = type, .body = record::encode_body(body)});
    }
    void ended(std::optional<OutcomeCode> code) {
        record::SittingBody of = body();
        of.ended = code;
        drafts_.push_back({.type = EventType::scoring_ended, .body = record::encode_body(of)});
    }
    record::SittingBody body() const {
        return {.sitting = names_.sitting, .session = names_.session, .candidate = names_.candidate, .ended = {}};
    }

    const SittingNames& names_;
    std::vector<EntryDraft>& drafts_;
};

} // namespace

std::vector<EntryDraft> scoring_entries(const ScoringTouch& touch) {
    std::vector<EntryDraft> drafts;
    ScoringCollector collector(touch.names, drafts);
    if (touch.first) collector.opened();
    std::visit(collector, touch.event);
    return drafts;
}

} // namespace kaogong::store
