// The log in PostgreSQL while it is held: what proofs of new leaves need lies at the right edge of the tree, and is read once, when the
// lock has been got, instead of hash by hash while everybody waits. What the transaction adds itself is known as well. All of it is
// forgotten with the transaction. Private to store/.
#pragma once

#include "sync/bureau/store/sql_parts.h"

#include <map>

namespace kaogong::bureau {

class PostgresLog final : public SqlLog<PostgresDb> {
  public:
    using SqlLog::SqlLog;

    Result<void> hold() override;
    // What was appended in this transaction may be undone: the next hold() looks at the log again.
    void forget() { transaction_ = 0; }
    Result<std::uint64_t> log_size() override;
    Result<void> add_leaf(std::uint64_t index, ByteView data) override;
    Result<void> add_node(const record::TreeNode& node) override;
    Result<Hash> node(unsigned level, std::uint64_t index) override;
    Result<Bytes> leaf(std::uint64_t index) override;

  private:
    bool held() const { return db_.in_transaction() && transaction_ == db_.transaction(); }
    Result<void> read_edge();

    std::uint64_t transaction_ = 0; // in which it was held last
    std::uint64_t size_ = 0;
    std::map<std::pair<unsigned, std::uint64_t>, Hash> nodes_;
    std::map<std::uint64_t, Bytes> leaves_;
};

} // namespace kaogong::bureau
