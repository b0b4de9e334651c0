// Storing of results and the story of their delivery.
#include "core/store/results.h"

#include "core/base/codes/record.h"
#include "core/base/codes/store.h"
#include "core/record/entry_bodies.h"
#include "core/record/proof.h"

namespace kaogong::store {
namespace {

// The newest answer that spoke of an entry gives its verdict; a receipt, once there, stays.
constexpr std::string_view kStatuses = R"sql(
select r.entry_index, r.record_hash, r.kind,
    (select v.verdict from verdicts v where v.entry_index = r.entry_index and v.verdict is not null order by v.answer desc limit 1),
    (select v.code from verdicts v where v.entry_index = r.entry_index and v.verdict is not null order by v.answer desc limit 1),
    exists (select 1 from verdicts v where v.entry_index = r.entry_index and v.receipt is not null)
from results r )sql";

} // namespace

Result<bool> Results::is_stored(const SealedResult& sealed) {
    const auto opened = TRY(record::open_result(sealed.signed_result, ledger_.device().suite()));
    const Hash hash = record::record_hash(opened.payload, ledger_.device().suite());
    return TRY(db_.integer(0, "select count(*) from results where record_hash = ?", hash)) > 0;
}

Result<void> Results::add(LedgerTx& tx, const SealedResult& sealed, std::optional<std::int64_t> sitting) {
    const auto opened = TRY(record::open_result(sealed.signed_result, ledger_.device().suite()));
    const Hash hash = record::record_hash(opened.payload, ledger_.device().suite());
    const auto body = record::result_body(sealed.signed_result, ledger_.device().suite());
    const std::uint64_t index = TRY(tx.append(record::EventType::result, record::encode_body(body)));
    TRY(db_.run("insert into results (entry_index, record_hash, sitting, kind) values (?, ?, ?, ?)", index, hash, sitting,
                static_cast<int>(opened.record.kind)));
    for (const Bytes& blob : sealed.blobs) {
        TRY(db_.run("insert or ignore into blobs (hash, entry_index, content) values (?, ?, ?)", record::sha256(blob), index, blob));
    }
    return success();
}

Result<void> Results::seal(const SittingId& sitting, const std::vector<SealedResult>& sealed) {
    const auto row = TRY(db_.integer(0, "select sitting from sittings where sitting_id = ?", sitting));
    if (row == 0) return error(codes::sitting_unknown, sitting.hex());
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    for (const SealedResult& one : sealed) {
        if (!TRY(is_stored(one))) TRY(add(tx, one, row));
    }
    TRY(sittings_.erase_recovery(tx, sitting));
    TRY(tx.commit());
    wipe_due_ = true;
    // The records are sealed whatever comes of this; tidy() tries it again.
    (void)wipe_log().ok();
    return success();
}

Result<void> Results::seal_scoring(const SittingId& scoring, const std::vector<SealedResult>& sealed) {
    const auto row = TRY(db_.integer(0, "select sitting from sittings where sitting_id = ? and kind = 2", scoring));
    if (row == 0) return error(codes::sitting_unknown, scoring.hex());
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    for (const SealedResult& one : sealed) {
        if (!TRY(is_stored(one))) TRY(add(tx, one, row));
    }
    return tx.commit();
}

Result<void> Results::wipe_log() {
    if (!wipe_due_) return success();
    // Freed pages were overwritten with zeros (secure_delete); the log, which still holds what was there before, is moved and cut.
    TRY(db_.checkpoint(Db::Checkpoint::truncate));
    wipe_due_ = false;
    return success();
}

Result<void> Results::seal(const SealedResult& sealed) {
    if (TRY(is_stored(sealed))) return success();
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    TRY(add(tx, sealed, std::nullopt));
    return tx.commit();
}

Result<std::vector<ResultStatus>> Results::statuses(Stmt rows) {
    std::vector<ResultStatus> all;
    while (TRY(rows.next())) {
        const auto record_hash = TRY(rows.fixed<Hash>(1));
        ResultStatus status{.entry_index = static_cast<std::uint64_t>(rows.integer(0)),
                            .record_hash = record_hash,
                            .kind = static_cast<record::RecordKind>(rows.integer(2)),
                            .code = static_cast<int>(rows.optional_integer(4).value_or(0)),
                            .delivered = rows.integer(5) != 0};
        if (const auto verdict = rows.optional_integer(3)) status.verdict = static_cast<record::Verdict>(*verdict);
        all.push_back(status);
    }
    return all;
}

Result<std::vector<ResultStatus>> Results::all() {
    return statuses(TRY(db_.query(std::string(kStatuses) + "order by r.entry_index")));
}

Result<std::vector<ResultStatus>> Results::of_sitting(const SittingId& sitting) {
    return statuses(TRY(db_.query(
        std::string(kStatuses) + "where r.sitting = (select sitting from sittings where sitting_id = ?) order by r.entry_index", sitting)));
}

Result<std::size_t> Results::count_of(const SessionId& session) {
    return static_cast<std::size_t>(
        TRY(db_.integer(0, "select count(*) from results r join sittings s on s.sitting = r.sitting where s.session_id = ?", session)));
}

Result<std::size_t> Results::undelivered() {
    return static_cast<std::size_t>(TRY(db_.integer(0, "select count(*) from results r where not exists (select 1 from verdicts v where "
                                                       "v.entry_index = r.entry_index and v.receipt is not null)")));
}

Result<Bytes> Results::signed_result(std::uint64_t entry_index) {
    const Bytes entry = TRY(ledger_.entry(entry_index));
    const auto content = TRY(record::decode_entry(entry)).content;
    return TRY(record::decode_body<record::ResultBody>(content.body)).signed_result;
}

Result<Bytes> Results::proof(std::uint64_t entry_index) {
    Stmt row = TRY(db_.query("select v.leaf_data, v.receipt, a.content from verdicts v join answers a on a.answer = v.answer "
                             "where v.entry_index = ? and v.receipt is not null order by v.answer limit 1",
                             entry_index));
    if (!TRY(row.next())) return error(codes::record_key_missing, "no receipt for entry " + std::to_string(entry_index));
    const Bytes result = TRY(signed_result(entry_index));
    const Bytes answer = row.bytes(2);
    const auto opened = TRY(record::open_answer(answer));
    // A checkpoint belongs into the proof only when it is of the very tree that the receipt speaks of.
    const Bytes receipt_bytes = row.bytes(1);
    const auto receipt = TRY(record::decode_receipt(receipt_bytes));
    const auto checkpoint = record::decode_checkpoint(opened.content.checkpoint);
    const bool same_tree = checkpoint && checkpoint->size == receipt.place.tree_size;
    return record::encode_proof({.signed_result = result,
                                 .leaf_data = row.blob(0),
                                 .receipt = receipt_bytes,
                                 .checkpoint = same_tree ? std::string_view(opened.content.checkpoint) : std::string_view()});
}

} // namespace kaogong::store
