// Appending, reading and checking of ledger rows.
#include "core/store/ledger.h"

#include "core/base/codes/record.h"
#include "core/base/codes/store.h"

namespace kaogong::store {
namespace {

using record::LedgerTip;
using record::MerkleTree;

// Every so many entries the tree's peaks are kept in the row; at a start at most this many entries and one are hashed again. Writing them
// each time would make a small row twice as large.
constexpr std::uint64_t kPeaksEvery = 256;

Error broken(std::uint64_t index, std::string_view what) {
    return error(codes::ledger_broken, "entry " + std::to_string(index) + ": " + std::string(what));
}

Bytes joined(const std::vector<Hash>& peaks) {
    Bytes bytes;
    for (const Hash& peak : peaks) bytes.insert(bytes.end(), peak.bytes.begin(), peak.bytes.end());
    return bytes;
}

Result<std::vector<Hash>> taken_apart(ByteView bytes) {
    if (bytes.size() % Hash::kSize != 0) return error(codes::ledger_broken, "peaks");
    std::vector<Hash> peaks;
    for (std::size_t at = 0; at < bytes.size(); at += Hash::kSize) peaks.push_back(TRY(Hash::from(bytes.subspan(at, Hash::kSize))));
    return peaks;
}

// The largest kept tree that lies before the last entry, so that the signed root of a later entry vouches for it.
Result<MerkleTree> kept_tree(Db& db, std::uint64_t size, const record::Suite& suite) {
    if (size <= kPeaksEvery) return MerkleTree(suite);
    const std::uint64_t kept = (size - 1) / kPeaksEvery * kPeaksEvery;
    Stmt row = TRY(db.query("select peaks from ledger where entry_index = ?", kept - 1));
    if (!TRY(row.next())) return broken(kept - 1, "is missing");
    return MerkleTree::restore(kept, TRY(taken_apart(row.blob(0))), suite);
}

// Walks entries from the tree's size on, checking that each stands in its place.
enum class Signatures { last_only, all };
struct Walk {
    const TerminalId& terminal;
    const record::PublicKey& device;
    std::uint64_t size = 0; // of the whole ledger
    Signatures signatures = Signatures::last_only;
};
Result<void> walk_entry(ByteView encoded, std::uint64_t index, const Walk& walk, MerkleTree& tree) {
    const bool must_verify = walk.signatures == Signatures::all || index + 1 == walk.size;
    const auto entry = TRY(must_verify ? record::verify_entry(encoded, walk.device) : record::decode_entry(encoded));
    TRY(record::check_place(entry.content, walk.terminal, tree));
    tree.append(encoded);
    return success();
}

constexpr std::string_view kWalked = "select entry_index, entry, type from ledger where entry_index >= ? order by entry_index";
Result<void> walk_rows(Stmt& rows, const Walk& walk, MerkleTree& tree) {
    const std::uint64_t start = tree.size();
    while (TRY(rows.next())) {
        const std::uint64_t index = tree.size();
        if (rows.integer(0) != static_cast<std::int64_t>(index)) return broken(index, "is missing");
        TRY(walk_entry(rows.blob(1), index, walk, tree));
    }
    if (tree.size() == start && start < walk.size) return broken(start, "is missing");
    return success();
}

Result<MerkleTree> walk_to_end(Db& db, const Walk& walk, MerkleTree tree) {
    Stmt rows = TRY(db.query(kWalked, tree.size()));
    TRY(walk_rows(rows, walk, tree));
    if (tree.size() != walk.size) return broken(tree.size(), "is missing");
    return tree;
}

Result<std::uint64_t> rows_of(Db& db) {
    const auto last = TRY(db.integer(-1, "select max(entry_index) from ledger"));
    return static_cast<std::uint64_t>(last + 1);
}

} // namespace

Result<Ledger> Ledger::open(Db& db, const LedgerWriter& writer) {
    const record::Suite& suite = writer.device.suite();
    const std::uint64_t size = TRY(rows_of(db));
    const Walk walk{.terminal = writer.terminal, .device = writer.device.public_key(), .size = size};
    MerkleTree tree = TRY(walk_to_end(db, walk, TRY(kept_tree(db, size, suite))));
    const auto incarnation = writer.random.fixed<record::Incarnation>();
    return Ledger(db, writer, LedgerTip(writer.terminal, incarnation, std::move(tree)));
}

Result<Bytes> Ledger::entry(std::uint64_t index) {
    Stmt row = TRY(db_->query("select entry from ledger where entry_index = ?", index));
    if (!TRY(row.next())) return broken(index, "is missing");
    return row.bytes(0);
}

Result<std::vector<Bytes>> Ledger::entries(Range range) {
    std::vector<Bytes> entries;
    Stmt rows = TRY(db_->query("select entry from ledger where entry_index >= ? and entry_index < ? order by entry_index", range.first,
                               range.first + range.count));
    while (TRY(rows.next())) entries.push_back(rows.bytes(0));
    if (entries.size() != range.count) return broken(range.first + entries.size(), "is missing");
    return entries;
}

Result<Hash> Ledger::root_at(std::uint64_t size) {
    if (size > this->size()) return error(codes::ledger_index_wrong, std::to_string(size) + " is beyond the end");
    if (size == this->size()) return root();
    const Bytes next = TRY(entry(size));
    return TRY(record::decode_entry(next)).content.root_before;
}

Result<MerkleTree> Ledger::tree_at(std::uint64_t size) {
    if (size > this->size()) return error(codes::ledger_index_wrong, std::to_string(size) + " is beyond the end");
    MerkleTree tree = TRY(kept_tree(*db_, size, device().suite()));
    for (const Bytes& entry : TRY(entries({.first = tree.size(), .count = size - tree.size()}))) tree.append(entry);
    return tree;
}

Result<void> Ledger::check() {
    MerkleTree tree(device().suite());
    while (!TRY(check_next(tree, size())))
        ;
    return success();
}

Result<bool> Ledger::check_next(MerkleTree& tree, std::uint64_t entries_max) {
    const Walk walk{.terminal = terminal(), .device = device().public_key(), .size = size(), .signatures = Signatures::all};
    Stmt rows = TRY(db_->query(std::string(kWalked) + " limit ?", tree.size(), entries_max));
    TRY(walk_rows(rows, walk, tree));
    if (TRY(rows_of(*db_)) != size()) return broken(size(), "was appended by somebody else");
    if (tree.size() < size()) return false;
    if (tree.root() != root()) return broken(size(), "the root is another");
    return true;
}

Result<LedgerTx> LedgerTx::begin(Db& db, Ledger& ledger) {
    return LedgerTx(db, ledger, TRY(Tx::begin(db)));
}

Result<std::uint64_t> LedgerTx::append(record::EventType type, Bytes body) {
    const std::uint64_t index = tip_.size();
    const Bytes entry =
        TRY(tip_.next({.type = type, .body = std::move(body), .at = ledger_->writer_.clock.now()}, ledger_->writer_.device));
    tip_.stored(entry);
    const bool keeps_peaks = tip_.size() % kPeaksEvery == 0;
    const std::optional<Bytes> peaks = keeps_peaks ? std::optional(joined(tip_.tree().peaks())) : std::nullopt;
    TRY(db_->run("insert into ledger (entry_index, type, entry, peaks) values (?, ?, ?, ?)", index, static_cast<int>(type), entry, peaks));
    return index;
}

Result<void> LedgerTx::commit() {
    TRY(tx_.commit());
    ledger_->tip_ = std::move(tip_);
    return success();
}

} // namespace kaogong::store
