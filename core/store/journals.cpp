// Journal rows: sealing, appending in one transaction with the ledger, reading back.
#include "core/store/journals.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/codes/store.h"
#include "core/record/entry_bodies.h"

namespace kaogong::store {
namespace {

// Places of one journal's events, whose rows lie in this order (terminal_schema.cpp).
struct Places {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
constexpr std::int64_t kPlacesOfJournal = std::int64_t{1} << 32;
Places places_of(std::int64_t journal) {
    return {.first = journal * kPlacesOfJournal, .last = journal * kPlacesOfJournal + kPlacesOfJournal - 1};
}
std::int64_t place_of(std::int64_t journal, std::uint64_t sequence) {
    return places_of(journal).first + static_cast<std::int64_t>(sequence);
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

Error unknown(const SittingId& journal) {
    return error(codes::sitting_unknown, journal.hex());
}

// The entry that carries the hash of every event's sealed bytes.
record::EventType touch_entry(JournalKind kind) {
    return kind == JournalKind::sitting ? record::EventType::answer : record::EventType::score;
}

// Numbered far above all events, so that a file can never be taken for one.
record::EventPlace file_place(const SittingId& journal, std::int64_t number) {
    constexpr std::uint64_t kFiles = std::uint64_t{1} << 40;
    return {.sitting = journal, .sequence = kFiles + static_cast<std::uint64_t>(number)};
}

} // namespace

Result<SittingFacts> Journals::open(const SittingOpening& opening) {
    Random& random = ledger_.random();
    const SittingFacts facts{.id = new_id<SittingId>(ledger_.clock(), random),
                             .session = opening.session,
                             .candidate = opening.candidate,
                             .package = opening.package,
                             .record = new_id<RecordId>(ledger_.clock(), random),
                             .salt = random.fixed<record::Salt>()};
    auto begun = TRY(record::begin_sitting(facts.id, {.bureau = opening.bureau, .device = device_.recipient}, random));
    Tx tx = TRY(Tx::begin(db_));
    TRY(db_.run("insert into sittings (sitting_id, session_id, candidate_ref, package_id, record_id, salt, wrapped_key, kind) "
                "values (?, ?, ?, ?, ?, ?, ?, ?)",
                facts.id, facts.session, facts.candidate, facts.package, facts.record, facts.salt, begun.wrapped.key, kind()));
    const std::int64_t row = db_.last_insert_id();
    TRY(db_.run("insert into recovery_keys (sitting, wrapped) values (?, ?)", row, begun.wrapped.recovery));
    TRY(tx.commit());
    active_.insert_or_assign(facts.id, Active{.row = row, .key = std::move(begun.key)});
    return facts;
}

Result<std::int64_t> Journals::row_of(const SittingId& journal) {
    const auto row = TRY(db_.integer(0, "select sitting from sittings where sitting_id = ? and kind = ?", journal, kind()));
    if (row == 0) return unknown(journal);
    return row;
}

Result<std::uint64_t> Journals::last_sequence_of(std::int64_t row) {
    const Places places = places_of(row);
    const auto last =
        TRY(db_.integer(places.first, "select max(place) from journal where place between ? and ?", places.first, places.last));
    return static_cast<std::uint64_t>(last - places.first);
}

Result<std::uint64_t> Journals::last_sequence(const SittingId& journal) {
    return last_sequence_of(TRY(row_of(journal)));
}

Result<Journals::Active*> Journals::active(const SittingId& journal) {
    if (const auto at = active_.find(journal); at != active_.end()) return &at->second;
    const std::int64_t row = TRY(row_of(journal));
    record::WrappedSittingKey wrapped;
    wrapped.key = TRY(wrapped_key(journal));
    Stmt recovery = TRY(db_.query("select wrapped from recovery_keys where sitting = ?", row));
    if (!TRY(recovery.next())) return error(codes::sealed_answer_damaged, "the key was erased");
    wrapped.recovery = recovery.bytes(0);
    record::SittingKey key = TRY(record::recover_sitting(journal, wrapped, device_.identity));
    const auto last = TRY(last_sequence_of(row));
    const auto [at, is_new] = active_.insert_or_assign(journal, Active{.row = row, .key = std::move(key), .last_sequence = last});
    CHECK(is_new);
    return &at->second;
}

Result<void> Journals::append(const SittingId& journal, const JournalEvent& event, Companions companions) {
    Active& active = *TRY(this->active(journal));
    if (event.sequence >= 1 && event.sequence <= active.last_sequence) return must_be_same(active, journal, event);
    if (event.sequence != active.last_sequence + 1)
        return error(codes::sitting_sequence_wrong, std::to_string(event.sequence) + " after " + std::to_string(active.last_sequence));
    Bytes sealed = active.key.seal({.sitting = journal, .sequence = event.sequence}, event.plain, ledger_.random());
    TRY(insert(journal, event, {.journal = active.row, .sealed = std::move(sealed)}, std::move(companions)));
    active.last_sequence = event.sequence;
    return success();
}

Result<void> Journals::append_unsealed(const SittingId& journal, const JournalEvent& event, Companions companions) {
    const std::int64_t row = TRY(row_of(journal));
    return insert(journal, event, {.journal = row, .sealed = to_bytes(event.plain)}, std::move(companions));
}

Result<void> Journals::insert(const SittingId& journal, const JournalEvent& event, const Row& row, Companions companions) {
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    const record::AnswerBody body{.sitting = journal, .sealed = record::sha256(row.sealed)};
    const std::uint64_t index = TRY(tx.append(touch_entry(kind_), record::encode_body(body)));
    TRY(db_.run("insert into journal (place, sitting, sequence, ledger_index, boot_id, boot_ms, wall_ms, type, sealed) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                place_of(row.journal, event.sequence), row.journal, event.sequence, index, event.at.boot_id, event.at.boot_ms,
                event.at.wall_ms, event.type, row.sealed));
    if (!companions.signature.empty())
        TRY(db_.run("insert into scoring_signatures (sitting, sequence, signature) values (?, ?, ?)", row.journal, event.sequence,
                    companions.signature));
    for (EntryDraft& draft : companions.entries) TRY(tx.append(draft.type, std::move(draft.body)));
    return tx.commit();
}

Result<Hash> Journals::keep_file(const SittingId& journal, ByteView plain, std::int64_t leave_files) {
    Active& active = *TRY(this->active(journal));
    const Hash hash = record::sha256(plain);
    if (TRY(db_.integer(0, "select count(*) from journal_files where sitting = ? and hash = ?", active.row, hash)) > 0) return hash;
    const std::int64_t number = TRY(db_.integer(0, "select count(*) from journal_files where sitting = ?", active.row)) + 1;
    const std::int64_t bytes = TRY(db_.integer(0, "select ifnull(sum(length(sealed)), 0) from journal_files where sitting = ?", active.row));
    if (plain.size() > record::kJournalFileMax) return error(codes::file_too_large, hash.hex());
    const std::int64_t left_bytes = kJournalFilesBytesMax - leave_files * kJournalFileRoom - bytes;
    const bool room = number <= kJournalFilesMax - leave_files && static_cast<std::int64_t>(plain.size()) <= left_bytes;
    if (!room) return error(codes::sitting_full, "files");
    const Bytes sealed = active.key.seal(file_place(journal, number), plain, ledger_.random());
    Tx tx = TRY(Tx::begin(db_));
    TRY(db_.run("insert into journal_files (sitting, number, hash, sealed) values (?, ?, ?, ?)", active.row, number, hash, sealed));
    TRY(tx.commit());
    return hash;
}

Result<Secret> Journals::file(const SittingId& journal, const Hash& hash) {
    const Active& active = *TRY(this->active(journal));
    Stmt row = TRY(db_.query("select number, sealed from journal_files where sitting = ? and hash = ?", active.row, hash));
    if (!TRY(row.next())) return error(codes::file_missing, hash.hex());
    return active.key.open(file_place(journal, row.integer(0)), row.blob(1));
}

Result<std::vector<Secret>> Journals::files(const SittingId& journal) {
    const Active& active = *TRY(this->active(journal));
    Stmt row = TRY(db_.query("select number, sealed from journal_files where sitting = ? order by number", active.row));
    std::vector<Secret> files;
    while (TRY(row.next())) files.push_back(TRY(active.key.open(file_place(journal, row.integer(0)), row.blob(1))));
    return files;
}

Result<bool> Journals::is_closed(const SittingId& journal) {
    const std::int64_t row = TRY(row_of(journal));
    return TRY(db_.integer(0, "select count(*) from recovery_keys where sitting = ?", row)) == 0;
}

Result<void> Journals::must_be_same(const Active& active, const SittingId& journal, const JournalEvent& event) {
    Stmt row = TRY(db_.query("select sealed from journal where place = ?", place_of(active.row, event.sequence)));
    if (!TRY(row.next())) return error(codes::sitting_sequence_wrong, std::to_string(event.sequence));
    const Secret stored = TRY(active.key.open({.sitting = journal, .sequence = event.sequence}, row.blob(0)));
    if (equal(stored.view(), event.plain)) return success();
    return error(codes::sitting_sequence_wrong, "another event already stands under " + std::to_string(event.sequence));
}

Result<std::vector<Secret>> Journals::load(const SittingId& journal) {
    const Active& active = *TRY(this->active(journal));
    std::vector<Secret> events;
    const Places places = places_of(active.row);
    Stmt rows =
        TRY(db_.query("select sequence, sealed from journal where place between ? and ? order by place", places.first, places.last));
    while (TRY(rows.next())) {
        const auto sequence = static_cast<std::uint64_t>(rows.integer(0));
        if (sequence != events.size() + 1) return error(codes::sitting_sequence_wrong, std::to_string(sequence));
        events.push_back(TRY(active.key.open({.sitting = journal, .sequence = sequence}, rows.blob(1))));
    }
    return events;
}

Result<std::vector<SittingFacts>> Journals::facts_of(Stmt rows) {
    std::vector<SittingFacts> all;
    while (TRY(rows.next())) all.push_back(TRY(read_facts(rows)));
    return all;
}

Result<SittingFacts> Journals::find(const SittingId& journal) {
    const auto found = TRY(facts_of(TRY(db_.query(std::string(kFactsOf) + "where sitting_id = ? and kind = ?", journal, kind()))));
    if (found.empty()) return unknown(journal);
    return found.front();
}

Result<std::vector<SittingFacts>> Journals::not_ended_by(int type) {
    return facts_of(TRY(db_.query(std::string(kFactsOf) + "as s where kind = ? and ifnull((select type from journal where place between "
                                                          "s.sitting * 4294967296 and s.sitting * 4294967296 + 4294967295 "
                                                          "order by place desc limit 1), 0) <> ? order by sitting",
                                  kind(), type)));
}

Result<std::vector<SittingFacts>> Journals::of_candidate(const CandidateRef& candidate) {
    return facts_of(TRY(db_.query(std::string(kFactsOf) + "where candidate_ref = ? and kind = ? order by sitting", candidate, kind())));
}

Result<Bytes> Journals::wrapped_key(const SittingId& journal) {
    Stmt row = TRY(db_.query("select wrapped_key from sittings where sitting_id = ?", journal));
    if (!TRY(row.next())) return unknown(journal);
    return row.bytes(0);
}

Result<void> Journals::erase_recovery(const SittingId& journal) {
    TRY(db_.run("delete from recovery_keys where sitting = ?", TRY(row_of(journal))));
    return success();
}

} // namespace kaogong::store
