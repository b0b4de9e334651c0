// The views of the store, once for both databases: the same SQL and the same reading of rows, over SQLite's store::Db or over
// PostgresDb, which has the calls of store::Db that are used here. Values are $1, $2 ... in the order in which they first stand in the
// text, which both databases read alike. Private to store/.
#pragma once

#include "core/store/db.h"
#include "sync/bureau/store/postgres_db.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

// A statement whose outcome nobody asks for.
template <typename... Values> Result<void> write(store::Db& db, std::string_view sql, const Values&... values) {
    TRY(db.run(sql, values...));
    return success();
}
template <typename... Values> Result<void> write(PostgresDb& db, std::string_view sql, const Values&... values) {
    return db.write(std::string(sql), values...);
}

// A question about many at once: a list of values of 16 bytes travels as one value, and the question begins with the table asked(value) of
// them. `cross join` behind it keeps SQLite from beginning with the other table.
inline std::string asked_first(const store::Db&, std::string_view question) {
    return "with recursive place(n) as (select 0 union all select n + 1 from place where (n + 1) * 16 < length($1)), "
           "asked(value) as (select substr($1, n * 16 + 1, 16) from place) " + std::string(question);
}
inline std::string asked_first(const PostgresDb&, std::string_view question) {
    return "with asked(value) as (select substr($1::bytea, n * 16 + 1, 16) from generate_series(0, length($1::bytea) / 16 - 1) n) " +
           std::string(question);
}
template <typename Id> Bytes pack_asked(const std::vector<Id>& ids) {
    static_assert(Id::kSize == 16);
    Bytes packed;
    packed.reserve(ids.size() * Id::kSize);
    for (const Id& id : ids) packed.insert(packed.end(), id.view().begin(), id.view().end());
    return packed;
}
template <class Db, typename Id> auto ask_of(Db& db, std::string_view question, const std::vector<Id>& ids) {
    CHECK(!ids.empty());
    return db.query(asked_first(db, question), pack_asked(ids));
}

template <class Db> class SqlRegistry final : public RegistryStore {
  public:
    explicit SqlRegistry(Db& db) : db_(db) {}

    Result<std::optional<Bytes>> setting(std::string_view name) override;
    Result<std::map<std::string, Bytes>> settings(std::string_view prefix) override;
    Result<void> set_setting(std::string_view name, ByteView value) override;
    Result<std::optional<BundleRow>> newest_bundle() override;
    Result<std::optional<std::uint64_t>> newest_bundle_version() override;
    Result<void> add_bundle(const BundleRow& bundle) override;
    Result<std::optional<Centre>> centre_named(std::string_view name) override;
    Result<void> add_centre(const Centre& centre) override;
    Result<std::vector<Centre>> centres() override;
    Result<std::uint64_t> add_filing(const FilingRow& filing) override;
    Result<std::vector<FilingRow>> filings(const CentreId& centre) override;
    Result<std::optional<Terminal>> terminal(const TerminalId& id) override;
    Result<std::vector<Terminal>> terminals_of(const CentreId& centre) override;
    Result<std::vector<TerminalStanding>> standings() override;
    Result<void> add_terminal(const Terminal& terminal, const record::EnrolmentSecret& enrolment_secret) override;
    Result<std::optional<record::EnrolmentSecret>> enrolment_secret(const TerminalId& id) override;
    Result<void> enrol(const Terminal& terminal, std::int64_t at_ms) override;
    Result<void> set_ledger(const LedgerKey& key, const HeldLedger& ledger) override;
    Result<std::optional<Terminal>> next_unproved(const TerminalId& after) override;
    Result<void> set_proved(const LedgerKey& key, std::uint64_t end, std::optional<std::uint64_t> forged) override;
    Result<void> freeze(const LedgerKey& key, std::int64_t at_ms) override;
    Result<std::optional<CandidateRef>> candidate(const SessionId& session, std::string_view ticket) override;
    Result<void> add_candidate(const CandidateRow& candidate) override;
    Result<bool> knows_candidate(const CandidateRef& reference) override;
    Result<std::vector<KnownCandidate>> known_among(const std::vector<CandidateRef>& references) override;
    Result<std::optional<CandidateRow>> candidate_with(const CandidateRef& reference) override;

  private:
    Db& db_;
};

template <class Db> class SqlIntake final : public IntakeStore {
  public:
    explicit SqlIntake(Db& db) : db_(db) {}

    Result<std::optional<ParcelRow>> parcel(const Hash& id) override;
    Result<void> add_parcel(const ParcelRow& parcel, std::int64_t at_ms) override;
    Result<void> set_state(const ParcelKey& parcel, ParcelState state, std::int64_t at_ms) override;
    Result<std::uint64_t> unfinished_parcels(const LedgerKey& ledger) override;
    Result<std::optional<ParcelRow>> next_waiting(const LedgerKey& ledger, std::uint64_t held) override;
    Result<std::vector<std::uint64_t>> chunk_numbers(const ParcelKey& parcel) override;
    Result<void> add_chunk(const ParcelKey& parcel, std::uint64_t number, ByteView bytes) override;
    Result<Bytes> joined_chunks(const ParcelKey& parcel) override;
    Result<void> drop_chunks(const ParcelKey& parcel) override;
    Result<std::optional<Bytes>> answer(const ParcelKey& parcel) override;
    Result<void> add_answer(const ParcelKey& parcel, ByteView answer) override;
    Result<void> add_segment(const Segment& segment) override;
    Result<std::vector<Hash>> leaves(const LedgerKey& ledger, IndexRange range) override;
    Result<std::optional<Segment>> next_segment(const LedgerKey& ledger, std::uint64_t from) override;
    Result<Bytes> head_of(const LedgerKey& ledger, std::uint64_t index) override;
    Result<void> add_judged(const JudgedRow& row) override;
    Result<std::vector<JudgedRow>> judged(const LedgerKey& ledger, IndexRange range) override;
    Result<std::vector<JudgedRow>> judged_with_record_ids(const std::vector<RecordId>& ids) override;
    Result<std::vector<JudgedRow>> judged_with_record_hash(const Hash& record) override;
    Result<std::vector<PersonsRow>> accepted_of_people(const std::vector<CandidateRef>& candidates) override;
    Result<std::vector<SessionId>> sessions() override;
    Result<std::vector<JudgedRow>> accepted_of(const SessionId& session) override;
    Result<std::vector<JudgedRow>> accepted_since(std::uint64_t log_index, std::size_t limit) override;
    Result<std::vector<JudgedRow>> aside() override;
    Result<std::vector<AsideBrief>> aside_briefs() override;
    Result<void> decide(const JudgedRow& row, const DecisionRow& decision) override;
    Result<std::vector<JudgedRow>> untold(const LedgerKey& ledger) override;
    Result<void> set_told(const LedgerKey& ledger, const std::vector<std::uint64_t>& indexes, const Hash& parcel) override;
    Result<void> add_blob(const BlobRow& blob) override;
    Result<bool> has_blob(const BlobKey& blob) override;
    Result<std::optional<Bytes>> blob(const BlobKey& blob) override;
    Result<std::vector<BlobRow>> blobs_of(const ParcelKey& parcel) override;
    Result<void> add_fork(const ForkRow& fork) override;
    Result<std::vector<ForkRow>> forks(const LedgerKey& ledger) override;

  private:
    Db& db_;
};

// Without hold(), which is each database's own.
template <class Db> class SqlLog : public LogStore {
  public:
    explicit SqlLog(Db& db) : db_(db) {}

    Result<std::uint64_t> log_size() override;
    Result<void> add_leaf(std::uint64_t index, ByteView data) override;
    Result<void> add_node(const record::TreeNode& node) override;
    Result<Hash> node(unsigned level, std::uint64_t index) override;
    Result<Bytes> leaf(std::uint64_t index) override;
    Result<std::vector<Hash>> nodes(unsigned level, IndexRange range) override;
    Result<std::vector<Bytes>> leaves(IndexRange range) override;
    Result<void> add_head(const LogHead& head) override;
    Result<std::optional<LogHead>> newest_head() override;
    Result<std::optional<LogHead>> head_after(std::uint64_t size) override;
    Result<void> add_cosignature(const CosignatureRow& row) override;
    Result<std::vector<CosignatureRow>> cosignatures(std::uint64_t size) override;
    Result<std::optional<std::uint64_t>> newest_cosigned() override;

  protected:
    Db& db_;
};

template <class Db> class SqlMade final : public MadeStore {
  public:
    explicit SqlMade(Db& db) : db_(db) {}

    Result<void> add_made(const MadeRow& row) override;
    Result<std::vector<MadeRow>> made_of(const SessionId& session) override;
    Result<std::vector<MadeRow>> made_since(std::uint64_t log_index, std::size_t limit) override;
    Result<std::optional<MadeRow>> made(const Hash& record) override;
    Result<std::vector<RecordId>> made_among(const std::vector<RecordId>& ids) override;
    Result<std::optional<MadeRow>> made_from(const Hash& earlier) override;

  private:
    Db& db_;
};

template <class Db> class SqlNotice final : public NoticeStore {
  public:
    explicit SqlNotice(Db& db) : db_(db) {}

    Result<void> add_notice_act(const NoticeRow& row) override;
    Result<std::vector<NoticeRow>> notice_acts(const SessionId& session) override;
    Result<std::vector<NoticeRow>> notice_acts_since(std::uint64_t log_index, std::size_t limit) override;

  private:
    Db& db_;
};

template <class Db> class SqlOutcome final : public OutcomeStore {
  public:
    explicit SqlOutcome(Db& db) : db_(db) {}

    Result<std::uint64_t> add_rules(const OutcomeRulesRow& row) override;
    Result<std::vector<OutcomeRulesRow>> rules_of(std::string_view occupation, int level) override;
    Result<std::vector<OutcomeRulesRow>> all_rules() override;
    Result<std::optional<OutcomeRulesRow>> rules_with(const Hash& hash) override;
    Result<std::uint64_t> add_note(const OutcomeNoteRow& row) override;
    Result<std::vector<OutcomeNoteRow>> notes_of(const CandidateRef& candidate) override;
    Result<std::uint64_t> add_outcome(const OutcomeRow& row) override;
    Result<std::optional<OutcomeRow>> newest_outcome(const OutcomeKey& key) override;
    Result<std::optional<OutcomeRow>> outcome(const Hash& hash) override;
    Result<std::vector<OutcomeRow>> outcomes_of(const Hash& subject) override;
    Result<std::vector<OutcomeRow>> newest_outcomes(const OutcomePage& page) override;

  private:
    Db& db_;
};

template <class Db> class SqlCertificate final : public CertificateStore {
  public:
    explicit SqlCertificate(Db& db) : db_(db) {}

    Result<std::uint64_t> add_block(const CertificateBlockRow& row) override;
    Result<std::vector<CertificateBlockRow>> blocks_of(const CentreId& centre) override;
    Result<std::optional<CertificateBlockRow>> block_with(std::string_view prefix) override;
    Result<std::int64_t> last_serial(const CertificateSeries& series) override;
    Result<void> add_certificate(const CertificateRow& row) override;
    Result<std::optional<CertificateRow>> certificate(std::string_view number) override;
    Result<std::vector<CertificateRow>> certificates_of(const Hash& subject) override;
    Result<std::vector<CertificateRow>> certificate_page(const CertificatePage& page) override;
    Result<void> end_certificate(const CertificateEndRow& row) override;
    Result<std::optional<CertificateEndRow>> certificate_end(std::string_view number) override;

  private:
    Db& db_;
};

template <class Db> class SqlAppointment final : public AppointmentStore {
  public:
    explicit SqlAppointment(Db& db) : db_(db) {}

    Result<std::uint64_t> add_appointment(const AppointmentRow& row) override;
    Result<std::optional<AppointmentRow>> appointment(std::uint64_t number) override;
    Result<std::vector<AppointmentRow>> appointments_of(const Hash& subject) override;
    Result<std::vector<AppointmentRow>> appointment_page(const AppointmentPage& page) override;
    Result<void> end_appointment(const AppointmentEndRow& row) override;
    Result<std::optional<AppointmentEndRow>> appointment_end(std::uint64_t number) override;

  private:
    Db& db_;
};

template <class Db> class SqlPolicy final : public PolicyStore {
  public:
    explicit SqlPolicy(Db& db) : db_(db) {}

    Result<std::uint64_t> add_round(const ReviewRoundRow& row) override;
    Result<std::vector<ReviewRoundRow>> rounds_of(std::string_view plan) override;
    Result<std::vector<ReviewRoundRow>> round_page(std::uint64_t after, std::size_t limit) override;
    Result<std::uint64_t> add_titles(const TitleTableRow& row) override;
    Result<std::vector<TitleTableRow>> title_tables() override;

  private:
    Db& db_;
};

template <class Db> class SqlFollowUp final : public FollowUpStore {
  public:
    explicit SqlFollowUp(Db& db) : db_(db) {}

    Result<std::uint64_t> add_follow_up(const FollowUpRow& row) override;
    Result<std::optional<FollowUpRow>> follow_up(std::uint64_t number) override;
    Result<std::vector<FollowUpRow>> follow_up_page(const FollowUpPage& page) override;
    Result<std::vector<FollowUpRow>> open_follow_ups(std::size_t limit) override;
    Result<void> close_follow_up(const FollowUpCloseRow& row) override;
    Result<std::optional<FollowUpCloseRow>> follow_up_close(std::uint64_t number) override;

  private:
    Db& db_;
};

// Lists of hashes as one value, 32 bytes each.
Bytes pack_hashes(const std::vector<Hash>& hashes);
Result<std::vector<Hash>> unpack_hashes(ByteView packed); // store_corrupt when the length is not a multiple
template <typename Fixed, class Row> Result<std::optional<Fixed>> optional_fixed(const Row& row, int column) {
    if (row.is_null(column)) return std::optional<Fixed>();
    return std::optional<Fixed>(TRY(row.template fixed<Fixed>(column)));
}

} // namespace kaogong::bureau
