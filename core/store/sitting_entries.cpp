// The staff acts and ends of a sitting as ledger bodies, by the codes that supervisors know.
#include "core/store/sitting_entries.h"

#include "core/store/ledger.h"

#include <algorithm>

namespace kaogong::store {
namespace {

using namespace assessment;
using record::EventType;

struct Act {
    EventType type = EventType::staff_act;
    std::string staff;
    std::string act;
    std::string reason;
    std::optional<std::int64_t> credit_ms;
};

EntryDraft draft(const Act& act, const SittingNames& names) {
    const record::StaffActBody body{.staff = act.staff.empty() ? std::string(kTheProgram) : act.staff,
                                    .act = act.act,
                                    .sitting = names.sitting,
                                    .reason = code_only(act.reason),
                                    .credit_ms = act.credit_ms};
    return {.type = act.type, .body = record::encode_body(body)};
}

EntryDraft ending(const SittingNames& names, std::optional<OutcomeCode> code) {
    const record::SittingBody body{.sitting = names.sitting, .session = names.session, .candidate = names.candidate, .ended = code};
    return {.type = EventType::sitting_ended, .body = record::encode_body(body)};
}

class Collector {
  public:
    Collector(const SittingNames& names, std::vector<EntryDraft>& drafts) : names_(names), drafts_(drafts) {}

    template <typename Event> void operator()(const Event&) {} // the candidate's own doing: its hash says all
    void operator()(const Opened&) {
        const record::SittingBody body{.sitting = names_.sitting, .session = names_.session, .candidate = names_.candidate};
        drafts_.push_back({.type = EventType::sitting_opened, .body = record::encode_body(body)});
    }
    void operator()(const IdentityChecked& event) { note({.staff = event.staff, .act = std::string(identity_act(event.check))}); }
    void operator()(const IdentityRefused&) { note({.type = EventType::incident, .act = "IDENTITY_REFUSED"}); }
    void operator()(const TextRefused&) { drafts_.push_back(ending(names_, OutcomeCode::no_pledge)); }
    void operator()(const HandedIn&) { drafts_.push_back(ending(names_, std::nullopt)); }
    void operator()(const TimeUp&) { drafts_.push_back(ending(names_, std::nullopt)); }
    void operator()(const Interrupted&) { note({.type = EventType::incident, .act = "INTERRUPTED"}); }
    void operator()(const ReleasedByStaff& event) {
        note({.staff = event.staff, .act = "RELEASED", .reason = event.reason, .credit_ms = event.credit_ms});
    }
    void operator()(const Paused& event) {
        note({.staff = event.staff, .act = "PAUSED", .reason = std::string(outcome_facts(event.cause).key)});
    }
    void operator()(const Resumed& event) { note({.staff = event.staff, .act = "RESUMED", .credit_ms = event.credit_ms}); }
    void operator()(const TimeCredited& event) {
        note({.staff = event.staff, .act = "CREDITED", .reason = event.reason, .credit_ms = event.credit_ms});
    }
    void operator()(const EndedByStaff& event) {
        note({.staff = event.staff, .act = std::string(outcome_facts(event.code).key), .reason = event.reason});
        drafts_.push_back(ending(names_, event.code));
    }
    void operator()(const SeatReleased& event) {
        if (!event.staff.empty()) note({.staff = event.staff, .act = "SEAT_RELEASED"});
    }

  private:
    void note(const Act& act) { drafts_.push_back(draft(act, names_)); }

    const SittingNames& names_;
    std::vector<EntryDraft>& drafts_;
};

} // namespace

std::string code_only(const std::string& reason) {
    constexpr std::size_t kCodeBytesMax = 32;
    const auto is_code = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
    const bool fits = reason.size() <= kCodeBytesMax && std::all_of(reason.begin(), reason.end(), is_code);
    return fits ? reason : std::string();
}

std::vector<EntryDraft> entries_of(const SittingEvent& event, const SittingNames& names) {
    std::vector<EntryDraft> drafts;
    std::visit(Collector(names, drafts), event);
    return drafts;
}

} // namespace kaogong::store
