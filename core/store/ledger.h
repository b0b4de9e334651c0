// The terminal's signed ledger in its database: appended inside the transaction of the fact that it records, so that neither is ever there
// without the other. In memory there is only the tree's tip, and that moves on only after the commit.
#pragma once

#include "core/base/random.h"
#include "core/record/entry.h"
#include "core/store/db.h"

#include <optional>

namespace kaogong::store {

inline constexpr std::string_view kTheProgram = "-"; // stands for a staff number in an entry where nobody acted

struct LedgerWriter {
    TerminalId terminal;
    const record::KeyPair& device;
    Clock& clock;
    Random& random;
};

class Ledger {
  public:
    // Verifies the tail: the last entry's signature, its place, and the tree that leads to it. Draws a new incarnation.
    // Errors: ledger_broken and what verify_entry and check_place say.
    static Result<Ledger> open(Db& db, const LedgerWriter& writer);

    std::uint64_t size() const { return tip_.size(); }
    Hash root() const { return tip_.tree().root(); }
    const record::Incarnation& incarnation() const { return tip_.incarnation(); }
    const TerminalId& terminal() const { return tip_.terminal(); }
    const record::KeyPair& device() const { return writer_.device; }
    Clock& clock() { return writer_.clock; }
    Random& random() { return writer_.random; }

    Result<Bytes> entry(std::uint64_t index);
    struct Range {
        std::uint64_t first = 0;
        std::uint64_t count = 0;
    };
    Result<std::vector<Bytes>> entries(Range range);
    // Root of the tree of the first `size` entries, as the entry after them states it.
    Result<Hash> root_at(std::uint64_t size);
    // The tree of the first `size` entries.
    Result<record::MerkleTree> tree_at(std::uint64_t size);
    // The whole ledger from its first entry: every signature, index and root, and that nothing follows.
    Result<void> check();
    // The same in slices: takes the tree of the entries that were found good on by at most so many. True at the end of the ledger.
    Result<bool> check_next(record::MerkleTree& tree, std::uint64_t entries_max);

  private:
    friend class LedgerTx;
    Ledger(Db& db, const LedgerWriter& writer, record::LedgerTip tip) : db_(&db), writer_(writer), tip_(std::move(tip)) {}

    Db* db_;
    LedgerWriter writer_;
    record::LedgerTip tip_;
};

// One transaction with the ledger entries that belong to it. What is not committed when it goes out of scope never was: neither rows nor
// entries.
class [[nodiscard]] LedgerTx {
  public:
    static Result<LedgerTx> begin(Db& db, Ledger& ledger);

    // Index of the entry. Errors: record_too_large, those of the database.
    Result<std::uint64_t> append(record::EventType type, Bytes body);
    Result<void> commit();

  private:
    LedgerTx(Db& db, Ledger& ledger, Tx tx) : db_(&db), ledger_(&ledger), tx_(std::move(tx)), tip_(ledger.tip_) {}

    Db* db_;
    Ledger* ledger_;
    Tx tx_;
    record::LedgerTip tip_;
};

} // namespace kaogong::store
