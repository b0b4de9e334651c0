// The views of the SQLite store. Private to store/.
#pragma once

#include "core/store/db.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

class SqliteRegistry final : public RegistryStore {
  public:
    explicit SqliteRegistry(store::Db& db) : db_(db) {}

    Result<std::optional<Bytes>> setting(std::string_view name) override;
    Result<void> set_setting(std::string_view name, ByteView value) override;
    Result<std::optional<BundleRow>> newest_bundle() override;
    Result<void> add_bundle(const BundleRow& bundle) override;
    Result<std::optional<Centre>> centre_named(std::string_view name) override;
    Result<void> add_centre(const Centre& centre) override;
    Result<std::optional<Terminal>> terminal(const TerminalId& id) override;
    Result<void> add_terminal(const Terminal& terminal, const record::EnrolmentSecret& enrolment_secret) override;
    Result<std::optional<record::EnrolmentSecret>> enrolment_secret(const TerminalId& id) override;
    Result<void> enrol(const Terminal& terminal, std::int64_t at_ms) override;
    Result<void> set_ledger(const TerminalId& id, const HeldLedger& ledger) override;
    Result<void> freeze(const TerminalId& id, std::int64_t at_ms) override;
    Result<std::optional<CandidateRef>> candidate(const SessionId& session, std::string_view ticket) override;
    Result<void> add_candidate(const CandidateRow& candidate) override;
    Result<bool> knows_candidate(const CandidateRef& reference) override;

  private:
    store::Db& db_;
};

class SqliteIntake final : public IntakeStore {
  public:
    explicit SqliteIntake(store::Db& db) : db_(db) {}

    Result<std::optional<ParcelRow>> parcel(const Hash& id) override;
    Result<void> add_parcel(const ParcelRow& parcel, std::int64_t at_ms) override;
    Result<void> set_state(const Hash& parcel, ParcelState state, std::int64_t at_ms) override;
    Result<std::uint64_t> unfinished_parcels(const TerminalId& terminal) override;
    Result<std::optional<ParcelRow>> next_waiting(const TerminalId& terminal, std::uint64_t held) override;
    Result<std::vector<std::uint64_t>> chunk_numbers(const Hash& parcel) override;
    Result<void> add_chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) override;
    Result<Bytes> joined_chunks(const Hash& parcel) override;
    Result<void> drop_chunks(const Hash& parcel) override;
    Result<std::optional<Bytes>> answer(const Hash& parcel) override;
    Result<void> add_answer(const Hash& parcel, ByteView answer) override;
    Result<void> add_segment(const Segment& segment) override;
    Result<std::vector<Hash>> leaves(const TerminalId& terminal, IndexRange range) override;
    Result<Bytes> head_of(const TerminalId& terminal, std::uint64_t index) override;
    Result<void> add_judged(const JudgedRow& row) override;
    Result<std::vector<JudgedRow>> judged(const TerminalId& terminal, IndexRange range) override;
    Result<std::vector<JudgedRow>> judged_with_record_id(const RecordId& id) override;
    Result<std::vector<JudgedRow>> judged_with_record_hash(const Hash& record) override;
    Result<std::vector<SessionId>> sessions() override;
    Result<std::vector<JudgedRow>> accepted_of(const SessionId& session) override;
    Result<std::vector<JudgedRow>> aside() override;
    Result<void> decide(const JudgedRow& row, const DecisionRow& decision) override;
    Result<std::vector<JudgedRow>> untold(const TerminalId& terminal) override;
    Result<void> set_told(const TerminalId& terminal, const std::vector<std::uint64_t>& indexes, const Hash& parcel) override;
    Result<void> add_blob(const BlobRow& blob) override;
    Result<bool> has_blob(const Hash& hash) override;
    Result<std::optional<Bytes>> blob(const Hash& hash) override;
    Result<std::vector<BlobRow>> blobs_of(const Hash& parcel) override;
    Result<void> add_fork(const ForkRow& fork) override;
    Result<std::vector<ForkRow>> forks(const TerminalId& terminal) override;

  private:
    store::Db& db_;
};

class SqliteLog final : public LogStore {
  public:
    explicit SqliteLog(store::Db& db) : db_(db) {}

    Result<std::uint64_t> log_size() override;
    Result<void> add_leaf(std::uint64_t index, ByteView data) override;
    Result<void> add_node(const record::TreeNode& node) override;
    Result<Hash> node(unsigned level, std::uint64_t index) override;
    Result<Bytes> leaf(std::uint64_t index) override;
    Result<void> add_head(const LogHead& head) override;
    Result<std::optional<LogHead>> newest_head() override;
    Result<std::optional<LogHead>> head_after(std::uint64_t size) override;
    Result<void> add_cosignature(const CosignatureRow& row) override;
    Result<std::vector<CosignatureRow>> cosignatures(std::uint64_t size) override;
    Result<std::optional<std::uint64_t>> newest_cosigned() override;

  private:
    store::Db& db_;
};

class SqliteMade final : public MadeStore {
  public:
    explicit SqliteMade(store::Db& db) : db_(db) {}

    Result<void> add_made(const MadeRow& row) override;
    Result<std::vector<MadeRow>> made_of(const SessionId& session) override;
    Result<std::optional<MadeRow>> made(const Hash& record) override;
    Result<std::optional<MadeRow>> made_with_record_id(const RecordId& id) override;
    Result<std::optional<MadeRow>> made_from(const Hash& earlier) override;

  private:
    store::Db& db_;
};

class SqliteNotice final : public NoticeStore {
  public:
    explicit SqliteNotice(store::Db& db) : db_(db) {}

    Result<void> add_notice_act(const NoticeRow& row) override;
    Result<std::vector<NoticeRow>> notice_acts(const SessionId& session) override;

  private:
    store::Db& db_;
};

// Lists of hashes as one value, 32 bytes each.
Bytes pack_hashes(const std::vector<Hash>& hashes);
Result<std::vector<Hash>> unpack_hashes(ByteView packed); // store_corrupt when the length is not a multiple
template <typename Fixed> Result<std::optional<Fixed>> optional_fixed(const store::Stmt& row, int column) {
    if (row.is_null(column)) return std::optional<Fixed>();
    return std::optional<Fixed>(TRY(row.fixed<Fixed>(column)));
}

} // namespace kaogong::bureau
