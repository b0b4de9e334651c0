#include "sync/bureau/take_in.h"

#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "core/record/suite.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

Result<record::PublicKey> device_key(const Terminal& terminal) {
    if (!terminal.key) return error(codes::terminal_unknown, terminal.id.hex());
    return record::PublicKey::from(*terminal.key);
}

Bytes entries_part(const std::vector<ByteView>& entries) {
    record::cbor::Writer writer;
    for (const ByteView entry : entries) writer.bytes(entry);
    return writer.take();
}

} // namespace

bool concerns_content(Code code) {
    const int number = static_cast<int>(code);
    const bool of_store = number < 200; // base and store
    return !of_store && code != codes::log_damaged;
}

Result<Committed> TakeIn::run(const ParcelRow& row) {
    const Bytes file = TRY(store_.intake().joined_chunks(row.id));
    const auto parcel = TRY(record::open_parcel(file));
    if (parcel.head.id != row.id) return error(codes::parcel_content_mismatch, "another head");
    auto tx = TRY(store_.begin());
    auto terminal = TRY(store_.registry().terminal(row.terminal));
    if (!terminal) return error(codes::terminal_unknown, row.terminal.hex());
    held_before_ = terminal->ledger.size;
    if (row.first > held_before_) {
        auto waiting = TRY(keep_waiting(row, parcel, *terminal));
        TRY(tx->commit());
        return waiting;
    }
    const auto tree = TRY(record::MerkleTree::restore(terminal->ledger.size, terminal->ledger.peaks));
    const auto overlap =
        TRY(store_.intake().leaves(row.terminal, {.from = row.first, .to = std::min(held_before_, row.first + row.count)}));
    const auto following = TRY(follow(parcel, TRY(device_key(*terminal)), {.tree = tree, .overlap = overlap}));
    const bool forks = following.kind == Following::Kind::forks;
    auto committed = forks ? keep_fork(row, file, *terminal, following.fork_index) : append(row, parcel, std::move(*terminal), following);
    if (!committed.ok() && committed.code() != codes::ledger_forked) return committed; // a fork is an outcome, to be kept like the other
    TRY(tx->commit());
    return committed;
}

Result<Committed> TakeIn::keep_waiting(const ParcelRow& row, const record::Parcel& parcel, const Terminal& terminal) {
    TRY(record::verify_parcel_alone(parcel, TRY(device_key(terminal))));
    TRY(store_.intake().set_state(row.id, ParcelState::waiting, wall_ms_));
    return Committed{.waiting = true, .held = terminal.ledger.size};
}

// Both signed heads are kept, and the contradicting parcel whole: a person decides what happened. From now on the terminal is frozen.
Result<Committed> TakeIn::keep_fork(const ParcelRow& row, ByteView file, const Terminal& terminal, std::uint64_t fork_index) {
    const std::uint64_t held_index = std::min(fork_index, held_before_ - 1);
    auto head_held = TRY(store_.intake().head_of(terminal.id, held_index));
    TRY(store_.intake().add_fork({.centre = terminal.centre,
                                  .terminal = terminal.id,
                                  .index = fork_index,
                                  .head_held = std::move(head_held),
                                  .head_new = row.head,
                                  .parcel_file = to_bytes(file),
                                  .seen_ms = wall_ms_}));
    TRY(store_.registry().freeze(terminal.id, wall_ms_));
    TRY(store_.intake().set_state(row.id, ParcelState::forked, wall_ms_));
    TRY(store_.intake().drop_chunks(row.id));
    log(LogLevel::error, error(codes::ledger_forked), {{"terminal", terminal.id.hex()}, {"entry", fork_index}});
    return error(codes::ledger_forked, terminal.id.hex() + " at entry " + std::to_string(fork_index));
}

Result<Committed> TakeIn::append(const ParcelRow& row, const record::Parcel& parcel, Terminal terminal, const Following& following) {
    auto log = TRY(LogWriter::open(store_.log(), authority_));
    TRY(keep_entries(row, terminal, following));
    TRY(keep_blobs(row, parcel));
    TRY(judge_new(row, parcel, terminal, following, log));
    TRY(log.append(record::encode_leaf(record::ParcelLeaf{.head = row.id})));
    TRY(log.sign(wall_ms_));
    terminal.ledger = {.size = following.tree.size(), .peaks = following.tree.peaks()};
    TRY(store_.registry().set_ledger(terminal.id, terminal.ledger));
    Committed committed;
    committed.held = terminal.ledger.size;
    committed.answer = TRY(answer(parcel, terminal, log));
    TRY(store_.intake().add_answer(row.id, committed.answer));
    TRY(store_.intake().set_state(row.id, ParcelState::answered, wall_ms_));
    TRY(store_.intake().drop_chunks(row.id));
    return committed;
}

Result<void> TakeIn::keep_entries(const ParcelRow& row, const Terminal& terminal, const Following& following) {
    if (following.new_entries.empty()) return success();
    return store_.intake().add_segment({.centre = terminal.centre,
                                        .terminal = terminal.id,
                                        .first = held_before_,
                                        .leaves = following.new_leaves,
                                        .parcel = row.id,
                                        .entries = entries_part(following.new_entries)});
}

Result<void> TakeIn::keep_blobs(const ParcelRow& row, const record::Parcel& parcel) {
    for (const record::ParcelBlob& blob : parcel.blobs)
        TRY(store_.intake().add_blob({.hash = blob.fact.hash, .parcel = row.id, .bytes = blob.content()}));
    return success();
}

Result<void> TakeIn::judge_new(const ParcelRow& row, const record::Parcel& parcel, const Terminal& terminal, const Following& following,
                               LogWriter& log) {
    JudgeFacts facts{
        .authority = authority_, .intake = store_.intake(), .registry = store_.registry(), .made = store_.made(), .terminal = terminal, .parcel = row.id};
    for (const record::ParcelBlob& blob : parcel.blobs) add_blob(facts, blob.fact.hash, blob.content());
    for (std::size_t i = 0; i < following.new_entries.size(); ++i) {
        auto judged = TRY(judge_entry({.index = held_before_ + i, .encoded = following.new_entries[i]}, facts));
        if (!judged) continue;
        const bool logged = judged->verdict == static_cast<int>(record::Verdict::accepted) && judged->record_hash.has_value();
        if (logged)
            judged->log_index =
                TRY(log.append(record::encode_leaf(record::ResultLeaf{.record = *judged->record_hash, .entry = judged->entry_hash})));
        TRY(store_.intake().add_judged(*judged));
    }
    return success();
}

Result<Bytes> TakeIn::answer(const record::Parcel& parcel, const Terminal& terminal, LogWriter& log) {
    const record::ParcelHead& head = parcel.head.content;
    const auto tree = TRY(record::MerkleTree::restore(terminal.ledger.size, terminal.ledger.peaks));
    auto consistency = TRY(log.consistency_from(head.log_size));
    record::Answer answer{.parcel = parcel.head.id,
                          .terminal = terminal.id,
                          .held = terminal.ledger.size,
                          .root = tree.root(),
                          .checkpoint = log.checkpoint(),
                          .consistency = std::move(consistency),
                          .bundle_version = authority_.bundle.version};
    for (const JudgedRow& row : TRY(rows_to_tell(parcel, terminal.id))) TRY(add_verdict(row, row.index < held_before_ && row.index >= head.first, log, answer));
    const bool newer = authority_.bundle.version > head.bundle_version;
    return record::encode_answer(answer, authority_.intake, wall_ms_ / 1'000, newer ? ByteView(authority_.bundle_bytes) : ByteView());
}

// The parcel's own results and acts, and what people decided meanwhile about earlier ones. An answer speaks of so many at the most; for others
// the terminal sends a parcel again, and gets duplicates with receipts; decisions that found no room are told by a later answer.
Result<std::vector<JudgedRow>> TakeIn::rows_to_tell(const record::Parcel& parcel, const TerminalId& terminal) {
    const record::ParcelHead& head = parcel.head.content;
    std::vector<JudgedRow> rows = TRY(store_.intake().judged(terminal, {.from = head.first, .to = head.end()}));
    if (rows.size() > record::kVerdictsMax) rows.resize(record::kVerdictsMax);
    std::vector<std::uint64_t> told;
    for (JudgedRow& row : TRY(store_.intake().untold(terminal))) {
        const bool own = std::any_of(rows.begin(), rows.end(), [&](const JudgedRow& each) { return each.index == row.index; });
        if (!own && (row.index >= head.first || rows.size() == record::kVerdictsMax)) continue;
        told.push_back(row.index);
        if (!own) rows.push_back(std::move(row));
    }
    TRY(store_.intake().set_told(terminal, told, parcel.head.id));
    std::sort(rows.begin(), rows.end(), [](const JudgedRow& a, const JudgedRow& b) { return a.index < b.index; });
    return rows;
}

// What was accepted before is a duplicate now, with its receipt again; what was put aside keeps its verdict, so that nobody takes
// "duplicate" for "good".
Result<void> TakeIn::add_verdict(const JudgedRow& row, bool earlier, LogWriter& log, record::Answer& answer) {
    auto verdict = static_cast<record::Verdict>(row.verdict);
    if (earlier && verdict == record::Verdict::accepted) verdict = record::Verdict::duplicate;
    answer.verdicts.push_back({.index = row.index, .verdict = verdict, .code = row.code});
    if (!row.log_index) return success();
    auto leaf_data = TRY(store_.log().leaf(*row.log_index));
    auto receipt = TRY(log.receipt(*row.log_index));
    answer.receipts.push_back({.index = row.index, .leaf_data = std::move(leaf_data), .receipt = std::move(receipt)});
    return success();
}

} // namespace kaogong::bureau
