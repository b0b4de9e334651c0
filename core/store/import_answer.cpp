// Taking in an answer of the bureau: nothing is believed before its signatures, its place in our own ledger and every receipt have been
// checked, and then all of it is stored at once.
#include "core/base/codes/record.h"
#include "core/base/codes/store.h"
#include "core/record/entry_bodies.h"
#include "core/store/parcels.h"

#include <map>

namespace kaogong::store {

Result<Parcels::Stored> Parcels::find(const Hash& parcel) {
    Stmt row = TRY(db_.query("select first_index, entry_count, log_size, log_root from parcels where parcel_id = ?", parcel));
    if (!TRY(row.next())) return error(codes::answer_for_other, "an unknown parcel");
    const auto log_root = TRY(row.fixed<Hash>(3));
    return Stored{
        .id = parcel,
        .cut = {.range = {.first = static_cast<std::uint64_t>(row.integer(0)), .count = static_cast<std::uint64_t>(row.integer(1))},
                .log_size = static_cast<std::uint64_t>(row.integer(2)),
                .log_root = log_root}};
}

// A log of one size has one root, whatever answers were seen.
Result<void> Parcels::check_log(const record::Checkpoint& checkpoint) {
    const auto others = TRY(db_.integer(0, "select count(*) from answers where log_size = ? and log_root <> ?", checkpoint.size, checkpoint.root));
    return others == 0 ? success() : Result<void>(error(codes::tree_consistency_bad, "another log of " + std::to_string(checkpoint.size)));
}

Result<void> Parcels::check(const record::OpenedAnswer& answer) {
    const record::Answer& content = answer.content;
    const Stored parcel = TRY(find(content.parcel));
    TRY(record::check_answer_for(
        answer, {.parcel = parcel.id, .terminal = ledger_.terminal(), .log_size = parcel.cut.log_size, .log_root = parcel.cut.log_root},
        ledger_.device().suite()));
    TRY(check_log(TRY(record::decode_checkpoint(content.checkpoint))));
    if (content.held > ledger_.size() || content.root != TRY(ledger_.root_at(content.held)))
        return error(codes::answer_not_ours, "at " + std::to_string(content.held) + " entries");
    for (const record::EntryReceipt& receipt : content.receipts)
        TRY(record::check_receipt_for(receipt, TRY(ledger_.entry(receipt.index)), ledger_.device().suite()));
    for (const record::EntryVerdict& verdict : content.verdicts) {
        if (verdict.index >= ledger_.size()) return error(codes::answer_not_ours, "a verdict on entry " + std::to_string(verdict.index));
    }
    return success();
}

Result<ImportedAnswer> Parcels::import_answer(ByteView file) {
    if (!trust_.has_bundle()) return error(codes::certificate_issuer_unknown, "no trust bundle yet");
    const auto answer = TRY(record::verify_answer(file, trust_.bundle(), ledger_.device().suite()));
    TRY(check(answer));
    ImportedAnswer imported{.held = answer.content.held, .receipts = answer.content.receipts.size()};
    for (const record::EntryVerdict& verdict : answer.content.verdicts) {
        const bool accepted = verdict.verdict == record::Verdict::accepted || verdict.verdict == record::Verdict::duplicate;
        imported.not_accepted += accepted ? 0 : 1;
    }
    imported.is_new = TRY(db_.integer(0, "select count(*) from answers where answer_hash = ?", record::sha256(file))) == 0;
    if (imported.is_new) TRY(store(file, answer));
    // What lies behind the answer is a document of its own, and its faults are not the answer's.
    if (!answer.bundle.empty()) {
        if (const auto accepted = trust_.accept(answer.bundle); !accepted) imported.bundle_refused = accepted.error();
    }
    TRY(remove_held());
    return imported;
}

Result<void> Parcels::store(ByteView file, const record::OpenedAnswer& answer) {
    const record::Answer& content = answer.content;
    const auto checkpoint = TRY(record::decode_checkpoint(content.checkpoint));
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    const record::AnswerImportedBody body{
        .held = content.held, .root = content.root, .log_size = checkpoint.size, .log_root = checkpoint.root};
    TRY(tx.append(record::EventType::answer_imported, record::encode_body(body)));
    TRY(db_.run("insert into answers (parcel_id, held, log_size, log_root, answer_hash, content) values (?, ?, ?, ?, ?, ?)", content.parcel,
                content.held, checkpoint.size, checkpoint.root, record::sha256(file), file));
    TRY(store_verdicts(content, db_.last_insert_id()));
    TRY(tx.commit());
    anchor_.reset();
    return success();
}

Result<void> Parcels::store_verdicts(const record::Answer& answer, std::int64_t row) {
    struct Said {
        const record::EntryVerdict* verdict = nullptr;
        const record::EntryReceipt* receipt = nullptr;
    };
    std::map<std::uint64_t, Said> said;
    for (const record::EntryVerdict& verdict : answer.verdicts) said[verdict.index].verdict = &verdict;
    for (const record::EntryReceipt& receipt : answer.receipts) said[receipt.index].receipt = &receipt;
    for (const auto& [index, one] : said) {
        Stmt insert =
            TRY(db_.prepare("insert into verdicts (entry_index, answer, verdict, code, leaf_data, receipt) values (?, ?, ?, ?, ?, ?)"));
        TRY(insert.bind(1, index));
        TRY(insert.bind(2, row));
        if (one.verdict != nullptr) {
            TRY(insert.bind(3, static_cast<int>(one.verdict->verdict)));
            TRY(insert.bind(4, one.verdict->code));
        }
        if (one.receipt != nullptr) {
            TRY(insert.bind(5, one.receipt->leaf_data));
            TRY(insert.bind(6, one.receipt->receipt));
        }
        TRY(insert.run());
    }
    return success();
}

Result<void> Parcels::remove_held() {
    Stmt rows = TRY(db_.query("select first_index, entry_count from parcels where " + done_with(), TRY(held())));
    while (TRY(rows.next())) {
        const Ledger::Range range{.first = static_cast<std::uint64_t>(rows.integer(0)),
                                  .count = static_cast<std::uint64_t>(rows.integer(1))};
        TRY(remove_file(place_.out / name_of(range)));
    }
    return success();
}

} // namespace kaogong::store
