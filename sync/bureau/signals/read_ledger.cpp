#include "sync/bureau/signals/read_ledger.h"

#include "core/record/signed_result.h"

namespace kaogong::bureau::signals {
namespace {

using record::EventType;

// The examiner who signed an own sheet, by staff number; by key where the certificate names none.
std::string examiner_of(const record::SignedResult& sheet) {
    for (const record::ResultSignature& signature : sheet.signatures) {
        const record::Certificate& certificate = signature.certificate.content;
        if (certificate.role != record::Role::examiner && certificate.role != record::Role::chief) continue;
        return certificate.label.empty() ? to_hex(certificate.key.x.view()) : certificate.label;
    }
    return {};
}

template <typename Body, typename Fact> void add_body(const record::Entry& entry, const EntryFact& at, std::vector<Fact>& facts) {
    const auto body = record::decode_body<Body>(entry.body);
    if (body) facts.push_back({.at = at, .body = *body});
}

} // namespace

LedgerReader::LedgerReader(const TerminalId& terminal, const record::Bundle& bundle, std::int64_t since_ms)
    : bundle_(bundle), since_ms_(since_ms) {
    facts_.terminal = terminal;
}

void LedgerReader::add(ByteView encoded) {
    const auto entry = record::decode_entry(encoded);
    if (!entry) return;
    const record::Entry& content = entry->content;
    if (content.type == EventType::boot) note_boot(content);
    if (content.wall_ms < since_ms_ || facts_.entries.size() >= kEntriesMax) return;
    const EntryFact at{.index = content.index, .type = content.type, .boot = boot_, .boot_ms = content.boot_ms, .wall_ms = content.wall_ms};
    facts_.entries.push_back(at);
    note(content, at);
}

// The program writes one at each of its starts; only another boot id is another boot of the machine.
void LedgerReader::note_boot(const record::Entry& entry) {
    const auto body = record::decode_body<record::BootBody>(entry.body);
    if (!body || body->boot_id == boot_id_) return;
    boot_id_ = body->boot_id;
    ++boot_;
}

void LedgerReader::note(const record::Entry& entry, const EntryFact& at) {
    switch (entry.type) {
    case EventType::clock_step: return add_body<record::ClockStepBody>(entry, at, facts_.steps);
    case EventType::session_opened:
    case EventType::session_closed: return add_body<record::SessionBody>(entry, at, facts_.sessions);
    case EventType::sitting_opened:
    case EventType::sitting_ended:
    case EventType::scoring_opened:
    case EventType::scoring_ended: return add_body<record::SittingBody>(entry, at, facts_.sittings);
    case EventType::result: return note_result(entry, at);
    case EventType::score: break;
    default: return;
    }
    const auto touch = record::decode_body<record::AnswerBody>(entry.body);
    if (touch) facts_.touches.push_back({.at = at, .sitting = touch->sitting});
}

void LedgerReader::note_result(const record::Entry& entry, const EntryFact& at) {
    const auto body = record::decode_body<record::ResultBody>(entry.body);
    if (!body) return;
    auto result = record::verify_result(body->signed_result, bundle_);
    if (!result) return;
    ResultFact fact{.at = at, .hash = record::record_hash(result->payload), .record = {}, .examiner = {}};
    if (result->record.kind == record::RecordKind::examiner_sheet) fact.examiner = examiner_of(*result);
    fact.record = std::move(result->record);
    facts_.results.push_back(std::move(fact));
}

} // namespace kaogong::bureau::signals
