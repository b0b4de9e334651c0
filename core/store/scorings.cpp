// What is a scoring's own about its journal.
#include "core/store/scorings.h"

#include "core/base/codes/practical.h"
#include "core/record/scoring_codec.h"
#include "core/store/scoring_entries.h"

namespace kaogong::store {
namespace {

using practical::ScoringEvent;

// An encoded event holds a score in clear, so it is wiped when it goes.
Result<Secret> encoded(const ScoringEvent& event) {
    Bytes bytes = TRY(record::encode_scoring_event(event));
    Secret secret{ByteView(bytes)};
    wipe(bytes.data(), bytes.size());
    return secret;
}

bool is_signing(const ScoringEvent& event) {
    return std::holds_alternative<practical::ResultSigned>(event);
}
bool may_be_signed(const ScoringEvent& event) {
    return is_signing(event) || std::holds_alternative<practical::SheetSigned>(event);
}

} // namespace

Result<SittingFacts> Scorings::open(const SittingOpening& opening, practical::ScoringMode mode) {
    if (mode == practical::ScoringMode::practice) return error(codes::scoring_wrong_state, "practice");
    return journals_.open(opening);
}

Result<void> Scorings::append(const SittingId& scoring, const Numbered& numbered) {
    CHECK(practical::is_journalled(numbered.event));
    const bool has_signature = !numbered.signature.empty();
    if ((is_signing(numbered.event) && !has_signature) || (has_signature && !may_be_signed(numbered.event)))
        return error(codes::scoring_signature_missing, std::string(practical::event_name(numbered.event)));
    const SittingFacts facts = TRY(find(scoring));
    auto entries = scoring_entries({.event = numbered.event,
                                    .first = numbered.sequence == 1,
                                    .names = {.sitting = scoring, .session = facts.session, .candidate = facts.candidate}});
    const Secret plain = TRY(encoded(numbered.event));
    const JournalEvent event{.sequence = numbered.sequence,
                             .at = practical::event_instant(numbered.event),
                             .type = practical::event_type(numbered.event),
                             .plain = plain.view()};
    return journals_.append(scoring, event, {.entries = std::move(entries), .signature = numbered.signature});
}

Result<std::vector<ScoringEvent>> Scorings::load(const SittingId& scoring) {
    std::vector<ScoringEvent> events;
    for (const Secret& plain : TRY(journals_.load(scoring))) events.push_back(TRY(record::decode_scoring_event(plain.view())));
    return events;
}

Result<practical::ScoringState> Scorings::replay(const SittingId& scoring, std::shared_ptr<const practical::ScoringRules> rules) {
    return practical::fold(std::move(rules), TRY(load(scoring)));
}

Result<practical::OwnSheetState> Scorings::replay_own_sheet(const SittingId& sheet, practical::OwnSheetState start) {
    return practical::fold_own_sheet(std::move(start), TRY(load(sheet)));
}

Result<std::vector<SittingFacts>> Scorings::undelivered() {
    return journals_.not_ended_by(practical::event_type(practical::ResultDelivered{}));
}

Result<std::vector<Scorings::Signature>> Scorings::signatures(const SittingId& scoring) {
    Stmt rows = TRY(db_.query("select sequence, signature from scoring_signatures where sitting = ? order by sequence",
                              TRY(journals_.row_of(scoring))));
    std::vector<Signature> all;
    while (TRY(rows.next())) all.push_back({.sequence = static_cast<std::uint64_t>(rows.integer(0)), .signature = rows.bytes(1)});
    return all;
}

Result<void> Scorings::forget(const SittingId& scoring) {
    for (const SittingFacts& open : TRY(undelivered()))
        if (open.id == scoring) return error(codes::scoring_wrong_state, "not delivered");
    Tx tx = TRY(Tx::begin(db_));
    TRY(journals_.erase_recovery(scoring));
    TRY(tx.commit());
    journals_.forget_key(scoring);
    return success();
}

} // namespace kaogong::store
