#include "sync/bureau/take_in.h"

#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "core/record/suite.h"
#include "sync/bureau/parcel_state.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

Bytes entries_part(std::span<const ByteView> entries) {
    record::cbor::Writer writer;
    for (const ByteView entry : entries) writer.bytes(entry);
    return writer.take();
}

std::vector<Precedents::Question> questions_of(const std::vector<ExaminedEntry>& entries, std::uint64_t held_before) {
    std::vector<Precedents::Question> questions;
    for (const ExaminedEntry& entry : entries)
        if (entry.row.index >= held_before && entry.result)
            questions.push_back({.id = entry.result->record.id, .candidate = entry.result->record.candidate});
    return questions;
}

} // namespace

bool concerns_content(Code code) {
    const int number = static_cast<int>(code);
    if (number < 200) return false; // base and store
    switch (code) {
    case codes::log_damaged:
    case codes::store_unreachable:
    case codes::store_contended:
    case codes::store_server_unfit:
    case codes::store_server_refused:
    case codes::bureau_overloaded:
    case codes::terminal_unknown:
    case codes::parcel_unknown:
    case codes::parcel_lacking: return false;
    default: return true;
    }
}

Result<Committed> TakeIn::run(const ParcelRow& row, Arrival& arrival) {
    auto tx = TRY(store_.begin_ledger(row.ledger_key()));
    // From here on the terminal is ours; what was read of the parcel before may be past.
    const auto known = TRY(store_.intake().parcel(row.id));
    if (!known) return error(codes::parcel_unknown, row.id.hex());
    if (is_finished(known->state)) return outcome_of(store_, *known);
    ExaminedParcel examined = TRY(arrival.take());
    auto terminal = TRY(store_.registry().terminal(row.terminal));
    if (!terminal) return error(codes::terminal_unknown, row.terminal.hex());
    held_before_ = terminal->ledger.size;
    if (row.first > held_before_) {
        auto waiting = TRY(keep_waiting(row, *terminal, arrival.file()));
        TRY(tx->commit());
        return waiting;
    }
    const auto following = TRY(following_of(row, examined, terminal->ledger, arrival.ledger_before()));
    const bool forks = following.kind == Following::Kind::forks;
    auto committed = forks ? keep_fork(row, arrival.file(), *terminal, following.fork_index)
                           : append(row, std::move(examined), std::move(*terminal), following);
    if (!committed.ok() && committed.code() != codes::ledger_forked) return committed; // a fork is an outcome, to be kept like the other
    TRY(tx->commit());
    return committed;
}

Result<Following> TakeIn::following_of(const ParcelRow& row, const ExaminedParcel& examined, const HeldLedger& held,
                                       const HeldLedger& before) {
    if (examined.following && held == before) return *examined.following;
    const auto tree = TRY(record::MerkleTree::restore(held.size, held.peaks));
    std::vector<Hash> overlap;
    if (row.first < held.size)
        overlap = TRY(store_.intake().leaves(row.ledger_key(), {.from = row.first, .to = std::min(held.size, row.first + row.count)}));
    return follow(examined.parcel.head.content, examined.entries, {.tree = tree, .overlap = overlap});
}

Result<Committed> TakeIn::keep_waiting(const ParcelRow& row, const Terminal& terminal, ByteView file) {
    // What is told to wait is here for good; a small parcel may have been in memory alone.
    if (desk::chunk_count(row.size) == 1) TRY(store_.intake().add_chunk(row.key(), 0, file));
    TRY(store_.intake().set_state(row.key(), ParcelState::waiting, wall_ms_));
    return Committed{.waiting = true, .held = terminal.ledger.size};
}

// Both signed heads are kept, and the contradicting parcel whole: a person decides what happened. From now on the terminal is frozen.
Result<Committed> TakeIn::keep_fork(const ParcelRow& row, ByteView file, const Terminal& terminal, std::uint64_t fork_index) {
    const std::uint64_t held_index = std::min(fork_index, held_before_ - 1);
    auto head_held = TRY(store_.intake().head_of(terminal.ledger_key(), held_index));
    TRY(store_.intake().add_fork({.centre = terminal.centre,
                                  .terminal = terminal.id,
                                  .index = fork_index,
                                  .head_held = std::move(head_held),
                                  .head_new = row.head,
                                  .parcel_file = to_bytes(file),
                                  .seen_ms = wall_ms_}));
    TRY(store_.registry().freeze(terminal.ledger_key(), wall_ms_));
    TRY(store_.intake().set_state(row.key(), ParcelState::forked, wall_ms_));
    TRY(store_.intake().drop_chunks(row.key()));
    log(LogLevel::error, error(codes::ledger_forked), {{"terminal", terminal.id.hex()}, {"entry", fork_index}});
    return error(codes::ledger_forked, terminal.id.hex() + " at entry " + std::to_string(fork_index));
}

Result<Committed> TakeIn::append(const ParcelRow& row, ExaminedParcel examined, Terminal terminal, const Following& following) {
    const record::Parcel& parcel = examined.parcel;
    TRY(keep_entries(row, examined, following.new_from));
    TRY(keep_blobs(row, parcel));
    // All terminals meet at the log, and from here on what others bring waits for us; whatever takes long has been done before.
    auto log = TRY(LogWriter::open(store_.log(), authority_));
    Precedents precedents = TRY(Precedents::gather(store_, questions_of(examined.judged, held_before_)));
    JudgeFacts facts{.authority = authority_,
                     .intake = store_.intake(),
                     .registry = store_.registry(),
                     .made = store_.made(),
                     .terminal = terminal,
                     .attached = examined.attached,
                     .precedents = precedents};
    TRY(add_rules(facts));
    TRY(judge_new(std::move(examined.judged), facts, log));
    TRY(log.append(record::encode_leaf(record::ParcelLeaf{.head = row.id})));
    TRY(log.sign(wall_ms_));
    terminal.ledger = {.size = following.tree.size(), .peaks = following.tree.peaks()};
    TRY(store_.registry().set_ledger(terminal.ledger_key(), terminal.ledger));
    Committed committed;
    committed.held = terminal.ledger.size;
    committed.answer = TRY(answer(parcel, terminal, log));
    TRY(store_.intake().add_answer(row.key(), committed.answer));
    TRY(store_.intake().set_state(row.key(), ParcelState::answered, wall_ms_));
    TRY(store_.intake().drop_chunks(row.key()));
    return committed;
}

Result<void> TakeIn::keep_entries(const ParcelRow& row, const ExaminedParcel& examined, std::size_t new_from) {
    const std::span new_entries = std::span(examined.parcel.entries).subspan(new_from);
    if (new_entries.empty()) return success();
    const std::span new_leaves = std::span(examined.entries.leaves).subspan(new_from);
    return store_.intake().add_segment({.centre = row.centre,
                                        .terminal = row.terminal,
                                        .first = held_before_,
                                        .leaves = {new_leaves.begin(), new_leaves.end()},
                                        .parcel = row.id,
                                        .entries = entries_part(new_entries)});
}

Result<void> TakeIn::keep_blobs(const ParcelRow& row, const record::Parcel& parcel) {
    for (const record::ParcelBlob& blob : parcel.blobs)
        TRY(store_.intake().add_blob({.centre = row.centre, .hash = blob.fact.hash, .parcel = row.id, .bytes = blob.content()}));
    return success();
}

Result<void> TakeIn::judge_new(std::vector<ExaminedEntry> entries, const JudgeFacts& facts, LogWriter& log) {
    for (ExaminedEntry& entry : entries) {
        if (entry.row.index < held_before_) continue; // judged when it came first
        JudgedRow judged = TRY(judge_examined(std::move(entry), facts));
        const bool logged = judged.verdict == static_cast<int>(record::Verdict::accepted) && judged.record_hash.has_value();
        if (logged)
            judged.log_index =
                TRY(log.append(record::encode_leaf(record::ResultLeaf{.record = *judged.record_hash, .entry = judged.entry_hash})));
        TRY(store_.intake().add_judged(judged));
        judged.record.clear(); // what is told of it does not need it any more
        judged_.push_back(std::move(judged));
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
    for (const JudgedRow& row : TRY(rows_to_tell(parcel, terminal.ledger_key()))) TRY(add_verdict(row, row.index < held_before_ && row.index >= head.first, log, answer));
    const bool newer = authority_.bundle.version > head.bundle_version;
    return record::encode_answer(answer, authority_.intake, wall_ms_ / 1'000, newer ? ByteView(authority_.bundle_bytes) : ByteView());
}

// The parcel's own results and acts, and what people decided meanwhile about earlier ones. An answer speaks of so many at the most; for others
// the terminal sends a parcel again, and gets duplicates with receipts; decisions that found no room are told by a later answer.
Result<std::vector<JudgedRow>> TakeIn::rows_to_tell(const record::Parcel& parcel, const LedgerKey& ledger) {
    const record::ParcelHead& head = parcel.head.content;
    std::vector<JudgedRow> rows;
    if (head.first < held_before_) rows = TRY(store_.intake().judged(ledger, {.from = head.first, .to = std::min(held_before_, head.end())}));
    rows.insert(rows.end(), judged_.begin(), judged_.end());
    if (rows.size() > record::kVerdictsMax) rows.resize(record::kVerdictsMax);
    std::vector<std::uint64_t> told;
    for (JudgedRow& row : TRY(store_.intake().untold(ledger))) {
        const bool own = std::any_of(rows.begin(), rows.end(), [&](const JudgedRow& each) { return each.index == row.index; });
        if (!own && (row.index >= head.first || rows.size() == record::kVerdictsMax)) continue;
        told.push_back(row.index);
        if (!own) rows.push_back(std::move(row));
    }
    TRY(store_.intake().set_told(ledger, told, parcel.head.id));
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
    auto leaf_data = TRY(log.leaf(*row.log_index));
    auto receipt = TRY(log.receipt(*row.log_index));
    answer.receipts.push_back({.index = row.index, .leaf_data = std::move(leaf_data), .receipt = std::move(receipt)});
    return success();
}

} // namespace kaogong::bureau
