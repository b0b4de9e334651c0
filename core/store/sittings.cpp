// Journal rows: sealing, appending in one transaction with the ledger, reading back.
#include "core/store/sittings.h"

#include "core/base/codes/record.h"
#include "core/base/codes/store.h"
#include "core/store/event_codec.h"
#include "core/store/sitting_entries.h"

namespace kaogong::store {
namespace {

using assessment::SittingEvent;

// Places of a sitting's events in the journal, whose rows lie in this order (terminal_schema.cpp).
struct Places {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
constexpr std::int64_t kPlacesOfSitting = std::int64_t{1} << 32;
Places places_of(std::int64_t sitting) {
    return {.first = sitting * kPlacesOfSitting, .last = sitting * kPlacesOfSitting + kPlacesOfSitting - 1};
}
std::int64_t place_of(std::int64_t sitting, std::uint64_t sequence) {
    return places_of(sitting).first + static_cast<std::int64_t>(sequence);
}

constexpr std::string_view kFactsOf = "select sitting_id, session_id, candidate_ref, package_id, record_id, salt from sittings ";

Result<SittingFacts> read_facts(const Stmt& row) {
    const auto id = TRY(row.fixed<SittingId>(0));
    const auto session = TRY(row.fixed<SessionId>(1));
    const auto candidate = TRY(row.fixed<CandidateRef>(2));
    const auto package = TRY(row.fixed<PackageId>(3));
    const auto record = TRY(row.fixed<RecordId>(4));
    const auto salt = TRY(row.fixed<record::Salt>(5));
    return SittingFacts{.id = id, .session = session, .candidate = candidate, .package = package, .record = record, .salt = salt};
}

Error unknown(const SittingId& sitting) {
    return error(codes::sitting_unknown, sitting.hex());
}

// An encoded event holds an answer in clear, so it is wiped when it goes.
Secret encoded(const SittingEvent& event) {
    Bytes bytes = encode_event(event);
    Secret secret{ByteView(bytes)};
    wipe(bytes.data(), bytes.size());
    return secret;
}

} // namespace

Result<SittingFacts> Sittings::open(const SittingOpening& opening) {
    Random& random = ledger_.random();
    const SittingFacts facts{.id = new_id<SittingId>(ledger_.clock(), random),
                             .session = opening.session,
                             .candidate = opening.candidate,
                             .package = opening.package,
                             .record = new_id<RecordId>(ledger_.clock(), random),
                             .salt = random.fixed<record::Salt>()};
    auto begun = TRY(record::begin_sitting(facts.id, {.bureau = opening.bureau, .device = device_.recipient}, random));
    Tx tx = TRY(Tx::begin(db_));
    TRY(db_.run("insert into sittings (sitting_id, session_id, candidate_ref, package_id, record_id, salt, wrapped_key) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                facts.id, facts.session, facts.candidate, facts.package, facts.record, facts.salt, begun.wrapped.key));
    const std::int64_t row = db_.last_insert_id();
    TRY(db_.run("insert into recovery_keys (sitting, wrapped) values (?, ?)", row, begun.wrapped.recovery));
    TRY(tx.commit());
    active_.insert_or_assign(facts.id, Active{.row = row, .key = std::move(begun.key)});
    return facts;
}

Result<std::int64_t> Sittings::row_of(const SittingId& sitting) {
    const auto row = TRY(db_.integer(0, "select sitting from sittings where sitting_id = ?", sitting));
    if (row == 0) return unknown(sitting);
    return row;
}

Result<std::uint64_t> Sittings::last_sequence(std::int64_t row) {
    const Places places = places_of(row);
    const auto last =
        TRY(db_.integer(places.first, "select max(place) from journal where place between ? and ?", places.first, places.last));
    return static_cast<std::uint64_t>(last - places.first);
}

Result<Sittings::Active*> Sittings::active(const SittingId& sitting) {
    if (const auto at = active_.find(sitting); at != active_.end()) return &at->second;
    const std::int64_t row = TRY(row_of(sitting));
    record::WrappedSittingKey wrapped;
    wrapped.key = TRY(wrapped_key(sitting));
    Stmt recovery = TRY(db_.query("select wrapped from recovery_keys where sitting = ?", row));
    if (!TRY(recovery.next())) return error(codes::sealed_answer_damaged, "the sitting was handed in");
    wrapped.recovery = recovery.bytes(0);
    record::SittingKey key = TRY(record::recover_sitting(sitting, wrapped, device_.identity));
    const auto last = TRY(last_sequence(row));
    const auto [at, is_new] = active_.insert_or_assign(sitting, Active{.row = row, .key = std::move(key), .last_sequence = last});
    CHECK(is_new);
    return &at->second;
}

Result<void> Sittings::append(const SittingId& sitting, const Numbered& numbered) {
    CHECK(assessment::is_journalled(numbered.event));
    Active& active = *TRY(this->active(sitting));
    if (numbered.sequence >= 1 && numbered.sequence <= active.last_sequence) return must_be_same(active, sitting, numbered);
    if (numbered.sequence != active.last_sequence + 1)
        return error(codes::sitting_sequence_wrong, std::to_string(numbered.sequence) + " after " + std::to_string(active.last_sequence));
    return seal_and_insert(active, sitting, numbered);
}

Result<void> Sittings::seal_and_insert(Active& active, const SittingId& sitting, const Numbered& numbered) {
    const Secret plain = encoded(numbered.event);
    Bytes sealed = active.key.seal({.sitting = sitting, .sequence = numbered.sequence}, plain.view(), ledger_.random());
    TRY(insert(sitting, numbered, {.sitting = active.row, .sealed = std::move(sealed)}));
    active.last_sequence = numbered.sequence;
    return success();
}

Result<void> Sittings::insert(const SittingId& sitting, const Numbered& numbered, const Row& row) {
    const Instant& at = assessment::event_instant(numbered.event);
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    const record::AnswerBody body{.sitting = sitting, .sealed = record::sha256(row.sealed)};
    const std::uint64_t index = TRY(tx.append(record::EventType::answer, record::encode_body(body)));
    TRY(db_.run("insert into journal (place, sitting, sequence, ledger_index, boot_id, boot_ms, wall_ms, type, sealed) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                place_of(row.sitting, numbered.sequence), row.sitting, numbered.sequence, index, at.boot_id, at.boot_ms, at.wall_ms,
                assessment::event_type(numbered.event), row.sealed));
    // The commonest event by far needs no more than its hash, and is spared a look at the sitting's facts.
    if (!std::holds_alternative<assessment::ResponseSet>(numbered.event)) {
        const SittingFacts facts = TRY(find(sitting));
        const SittingNames names{.sitting = sitting, .session = facts.session, .candidate = facts.candidate};
        for (EntryDraft& draft : entries_of(numbered.event, names)) TRY(tx.append(draft.type, std::move(draft.body)));
    }
    return tx.commit();
}

Result<bool> Sittings::is_closed(const SittingId& sitting) {
    const std::int64_t row = TRY(row_of(sitting));
    return TRY(db_.integer(0, "select count(*) from recovery_keys where sitting = ?", row)) == 0;
}

Result<void> Sittings::release_closed(const SittingId& sitting, const assessment::SeatReleased& event) {
    const std::int64_t row = TRY(row_of(sitting));
    if (!TRY(is_closed(sitting))) return error(codes::sitting_sequence_wrong, "the sitting is still open");
    const auto last = TRY(last_sequence(row));
    const SittingEvent released(event);
    TRY(insert(sitting, {.sequence = last + 1, .event = released}, {.sitting = row, .sealed = encode_event(released)}));
    active_.erase(sitting);
    return success();
}

Result<void> Sittings::must_be_same(const Active& active, const SittingId& sitting, const Numbered& numbered) {
    Stmt row = TRY(db_.query("select sealed from journal where place = ?", place_of(active.row, numbered.sequence)));
    if (!TRY(row.next())) return error(codes::sitting_sequence_wrong, std::to_string(numbered.sequence));
    const Secret stored = TRY(active.key.open({.sitting = sitting, .sequence = numbered.sequence}, row.blob(0)));
    if (equal(stored.view(), encoded(numbered.event).view())) return success();
    return error(codes::sitting_sequence_wrong, "another event already stands under " + std::to_string(numbered.sequence));
}

Result<std::vector<SittingEvent>> Sittings::load(const SittingId& sitting) {
    const Active& active = *TRY(this->active(sitting));
    std::vector<SittingEvent> events;
    const Places places = places_of(active.row);
    Stmt rows =
        TRY(db_.query("select sequence, sealed from journal where place between ? and ? order by place", places.first, places.last));
    while (TRY(rows.next())) {
        const auto sequence = static_cast<std::uint64_t>(rows.integer(0));
        if (sequence != events.size() + 1) return error(codes::sitting_sequence_wrong, std::to_string(sequence));
        const Secret plain = TRY(active.key.open({.sitting = sitting, .sequence = sequence}, rows.blob(1)));
        events.push_back(TRY(decode_event(plain.view())));
    }
    return events;
}

Result<std::vector<SittingFacts>> Sittings::facts_of(Stmt rows) {
    std::vector<SittingFacts> all;
    while (TRY(rows.next())) all.push_back(TRY(read_facts(rows)));
    return all;
}

Result<SittingFacts> Sittings::find(const SittingId& sitting) {
    const auto found = TRY(facts_of(TRY(db_.query(std::string(kFactsOf) + "where sitting_id = ?", sitting))));
    if (found.empty()) return unknown(sitting);
    return found.front();
}

Result<std::vector<SittingFacts>> Sittings::unreleased() {
    const int released = assessment::event_type(assessment::SeatReleased{});
    return facts_of(TRY(db_.query(std::string(kFactsOf) + "as s where ifnull((select type from journal where place between "
                                                          "s.sitting * 4294967296 and s.sitting * 4294967296 + 4294967295 "
                                                          "order by place desc limit 1), 0) <> ? order by sitting",
                                  released)));
}

Result<std::vector<SittingFacts>> Sittings::of_candidate(const CandidateRef& candidate) {
    return facts_of(TRY(db_.query(std::string(kFactsOf) + "where candidate_ref = ? order by sitting", candidate)));
}

Result<Bytes> Sittings::wrapped_key(const SittingId& sitting) {
    Stmt row = TRY(db_.query("select wrapped_key from sittings where sitting_id = ?", sitting));
    if (!TRY(row.next())) return unknown(sitting);
    return row.bytes(0);
}

Result<void> Sittings::erase_recovery(LedgerTx&, const SittingId& sitting) {
    TRY(db_.run("delete from recovery_keys where sitting = ?", TRY(row_of(sitting))));
    return success();
}

} // namespace kaogong::store
