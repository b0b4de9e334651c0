#include "sync/bureau/store/postgres_log.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/store/postgres_migrate.h"

namespace kaogong::bureau {

Result<void> PostgresLog::hold() {
    CHECK(db_.in_transaction());
    if (held()) return success();
    // Who holds the log talks to the server all the time. If it falls silent, its machine is gone, and everybody else is waiting.
    TRY(db_.query("select set_config('idle_in_transaction_session_timeout', '20s', true), "
                  "pg_advisory_xact_lock($1::bigint::integer, $2::bigint::integer)",
                  kLockOurs, static_cast<int>(AdvisoryLock::log)));
    size_ = TRY(SqlLog::log_size());
    nodes_.clear();
    leaves_.clear();
    TRY(read_edge());
    transaction_ = db_.transaction();
    return success();
}

// The last complete node of each level. The peaks are among them, and so is every old node that the path of a leaf yet to be added goes
// through: its left neighbour on a level begins where the level ends.
Result<void> PostgresLog::read_edge() {
    auto row = TRY(db_.query("select n.level, n.place, n.hash from generate_series(0::bigint, 61) l "
                             "join log_node n on n.level = l and n.place = ($1::bigint >> l::integer) - 1",
                             size_));
    while (TRY(row.next())) {
        const auto hash = TRY(row.fixed<Hash>(2));
        nodes_.emplace(std::pair(static_cast<unsigned>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1))), hash);
    }
    return success();
}

Result<std::uint64_t> PostgresLog::log_size() {
    if (held()) return size_;
    return SqlLog::log_size();
}

Result<void> PostgresLog::add_leaf(std::uint64_t index, ByteView data) {
    TRY(SqlLog::add_leaf(index, data));
    if (!held()) return success();
    size_ = std::max(size_, index + 1);
    leaves_[index] = to_bytes(data);
    return success();
}

Result<void> PostgresLog::add_node(const record::TreeNode& node) {
    TRY(SqlLog::add_node(node));
    if (held()) nodes_[{node.level, node.index}] = node.hash;
    return success();
}

Result<Hash> PostgresLog::node(unsigned level, std::uint64_t index) {
    const auto known = nodes_.find({level, index});
    if (held() && known != nodes_.end()) return known->second;
    return SqlLog::node(level, index);
}

Result<Bytes> PostgresLog::leaf(std::uint64_t index) {
    const auto known = leaves_.find(index);
    if (held() && known != leaves_.end()) return known->second;
    return SqlLog::leaf(index);
}

} // namespace kaogong::bureau
