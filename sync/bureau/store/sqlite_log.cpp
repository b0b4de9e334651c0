// The log's leaves, nodes and heads.
#include "sync/bureau/store/sqlite_parts.h"

#include "core/base/codes/bureau.h"

namespace kaogong::bureau {
namespace {

Result<std::optional<LogHead>> read_head(store::Stmt row) {
    if (!TRY(row.next())) return std::optional<LogHead>();
    const auto root = TRY(row.fixed<Hash>(1));
    return std::optional<LogHead>(
        LogHead{.size = static_cast<std::uint64_t>(row.integer(0)), .root = root, .checkpoint = row.string(2), .at_ms = row.integer(3)});
}

} // namespace

Result<std::uint64_t> SqliteLog::log_size() {
    return static_cast<std::uint64_t>(TRY(db_.integer(-1, "select max(place) from log_leaf")) + 1);
}

Result<void> SqliteLog::add_leaf(std::uint64_t index, ByteView data) {
    TRY(db_.run("insert into log_leaf (place, data) values (?, ?)", index, data));
    return success();
}

Result<void> SqliteLog::add_node(const record::TreeNode& node) {
    TRY(db_.run("insert into log_node (level, place, hash) values (?, ?, ?)", static_cast<int>(node.level), node.index, node.hash));
    return success();
}

Result<Hash> SqliteLog::node(unsigned level, std::uint64_t index) {
    auto row = TRY(db_.query("select hash from log_node where level = ? and place = ?", static_cast<int>(level), index));
    if (!TRY(row.next())) return error(codes::log_damaged, "a node of the tree is missing");
    return row.fixed<Hash>(0);
}

Result<Bytes> SqliteLog::leaf(std::uint64_t index) {
    auto row = TRY(db_.query("select data from log_leaf where place = ?", index));
    if (!TRY(row.next())) return error(codes::log_damaged, "a leaf is missing");
    return row.bytes(0);
}

Result<void> SqliteLog::add_head(const LogHead& head) {
    TRY(db_.run("insert into log_head (size, root, checkpoint, at_ms) values (?, ?, ?, ?)", head.size, head.root, head.checkpoint,
                head.at_ms));
    return success();
}

Result<std::optional<LogHead>> SqliteLog::newest_head() {
    return read_head(TRY(db_.query("select size, root, checkpoint, at_ms from log_head order by size desc limit 1")));
}

Result<std::optional<LogHead>> SqliteLog::head_after(std::uint64_t size) {
    return read_head(TRY(db_.query("select size, root, checkpoint, at_ms from log_head where size > ? order by size limit 1", size)));
}

Result<void> SqliteLog::add_cosignature(const CosignatureRow& row) {
    TRY(db_.run("insert into log_cosignature (size, witness, line, at_ms) values (?, ?, ?, ?) on conflict (size, witness) do nothing",
                row.size, row.witness, row.line, row.at_ms));
    return success();
}

Result<std::vector<CosignatureRow>> SqliteLog::cosignatures(std::uint64_t size) {
    auto row = TRY(db_.query("select witness, line, at_ms from log_cosignature where size = ? order by witness", size));
    std::vector<CosignatureRow> rows;
    while (TRY(row.next())) rows.push_back({.size = size, .witness = row.string(0), .line = row.string(1), .at_ms = row.integer(2)});
    return rows;
}

Result<std::optional<std::uint64_t>> SqliteLog::newest_cosigned() {
    const auto size = TRY(db_.integer(-1, "select max(size) from log_cosignature"));
    if (size < 0) return std::optional<std::uint64_t>();
    return std::optional<std::uint64_t>(static_cast<std::uint64_t>(size));
}

} // namespace kaogong::bureau
