// The log's leaves, nodes and heads, for both databases.
#include "sync/bureau/store/sql_parts.h"

#include "core/base/codes/bureau.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<std::optional<LogHead>> read_head(Row& row) {
    if (!TRY(row.next())) return std::optional<LogHead>();
    const auto root = TRY(row.template fixed<Hash>(1));
    return std::optional<LogHead>(
        LogHead{.size = static_cast<std::uint64_t>(row.integer(0)), .root = root, .checkpoint = row.string(2), .at_ms = row.integer(3)});
}

} // namespace

template <class Db> Result<std::uint64_t> SqlLog<Db>::log_size() {
    return static_cast<std::uint64_t>(TRY(db_.integer(-1, "select max(place) from log_leaf")) + 1);
}

template <class Db> Result<void> SqlLog<Db>::add_leaf(std::uint64_t index, ByteView data) {
    TRY(write(db_, "insert into log_leaf (place, data) values ($1, $2)", index, data));
    return success();
}

template <class Db> Result<void> SqlLog<Db>::add_node(const record::TreeNode& node) {
    TRY(write(db_, "insert into log_node (level, place, hash) values ($1, $2, $3)", static_cast<int>(node.level), node.index, node.hash));
    return success();
}

template <class Db> Result<Hash> SqlLog<Db>::node(unsigned level, std::uint64_t index) {
    auto row = TRY(db_.query("select hash from log_node where level = $1 and place = $2", static_cast<int>(level), index));
    if (!TRY(row.next())) return error(codes::log_damaged, "a node of the tree is missing");
    return row.template fixed<Hash>(0);
}

template <class Db> Result<Bytes> SqlLog<Db>::leaf(std::uint64_t index) {
    auto row = TRY(db_.query("select data from log_leaf where place = $1", index));
    if (!TRY(row.next())) return error(codes::log_damaged, "a leaf is missing");
    return row.bytes(0);
}

template <class Db> Result<std::vector<Hash>> SqlLog<Db>::nodes(unsigned level, IndexRange range) {
    auto row = TRY(db_.query("select hash from log_node where level = $1 and place >= $2 and place < $3 order by place",
                             static_cast<int>(level), range.from, range.to));
    std::vector<Hash> nodes;
    while (TRY(row.next())) nodes.push_back(TRY(row.template fixed<Hash>(0)));
    if (nodes.size() != range.to - range.from) return error(codes::log_damaged, "a node of the tree is missing");
    return nodes;
}

template <class Db> Result<std::vector<Bytes>> SqlLog<Db>::leaves(IndexRange range) {
    auto row = TRY(db_.query("select data from log_leaf where place >= $1 and place < $2 order by place", range.from, range.to));
    std::vector<Bytes> leaves;
    while (TRY(row.next())) leaves.push_back(row.bytes(0));
    if (leaves.size() != range.to - range.from) return error(codes::log_damaged, "a leaf is missing");
    return leaves;
}

template <class Db> Result<void> SqlLog<Db>::add_head(const LogHead& head) {
    TRY(write(db_, "insert into log_head (size, root, checkpoint, at_ms) values ($1, $2, $3, $4)", head.size, head.root, head.checkpoint,
              head.at_ms));
    return success();
}

template <class Db> Result<std::optional<LogHead>> SqlLog<Db>::newest_head() {
    auto row = TRY(db_.query("select size, root, checkpoint, at_ms from log_head order by size desc limit 1"));
    return read_head(row);
}

template <class Db> Result<std::optional<LogHead>> SqlLog<Db>::head_after(std::uint64_t size) {
    auto row = TRY(db_.query("select size, root, checkpoint, at_ms from log_head where size > $1 order by size limit 1", size));
    return read_head(row);
}

template <class Db> Result<void> SqlLog<Db>::add_cosignature(const CosignatureRow& row) {
    TRY(write(db_, "insert into log_cosignature (size, witness, line, at_ms) values ($1, $2, $3, $4) on conflict (size, witness) do nothing",
              row.size, row.witness, row.line, row.at_ms));
    return success();
}

template <class Db> Result<std::vector<CosignatureRow>> SqlLog<Db>::cosignatures(std::uint64_t size) {
    auto row = TRY(db_.query("select witness, line, at_ms from log_cosignature where size = $1 order by witness", size));
    std::vector<CosignatureRow> rows;
    while (TRY(row.next())) rows.push_back({.size = size, .witness = row.string(0), .line = row.string(1), .at_ms = row.integer(2)});
    return rows;
}

template <class Db> Result<std::optional<std::uint64_t>> SqlLog<Db>::newest_cosigned() {
    const auto size = TRY(db_.integer(-1, "select max(size) from log_cosignature"));
    if (size < 0) return std::optional<std::uint64_t>();
    return std::optional<std::uint64_t>(static_cast<std::uint64_t>(size));
}

template class SqlLog<store::Db>;
template class SqlLog<PostgresDb>;

} // namespace kaogong::bureau
