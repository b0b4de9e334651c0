#include "sync/bureau/log_writer.h"

#include "core/base/codes/bureau.h"
#include "core/record/checkpoint.h"
#include "core/record/proof.h"

#include <bit>

namespace kaogong::bureau {
namespace {

// The roots of the complete subtrees of a log of that size, largest first: one for each bit of the size.
Result<record::MerkleTree> stored_tree(record::NodeSource& log, std::uint64_t size) {
    std::vector<Hash> peaks;
    std::uint64_t covered = 0;
    for (int bit = static_cast<int>(std::bit_width(size)) - 1; bit >= 0; --bit) {
        if ((size >> bit & 1) == 0) continue;
        peaks.push_back(TRY(log.node(static_cast<unsigned>(bit), covered >> bit)));
        covered += std::uint64_t{1} << bit;
    }
    return record::MerkleTree::restore(size, std::move(peaks));
}

} // namespace

Result<LogWriter> LogWriter::open(LogStore& log, const Authority& authority) {
    TRY(log.hold());
    auto nodes = std::make_unique<Nodes>(log);
    auto tree = TRY(stored_tree(*nodes, TRY(log.log_size())));
    return LogWriter(log, authority, std::move(nodes), std::move(tree));
}

Result<Hash> LogWriter::Nodes::node(unsigned level, std::uint64_t index) {
    const auto known = known_.find(place(level, index));
    if (known != known_.end()) return known->second;
    const Hash hash = TRY(log_.node(level, index));
    known_[place(level, index)] = hash;
    return hash;
}

Result<std::uint64_t> LogWriter::append(ByteView leaf_data) {
    const std::uint64_t index = tree_.size();
    TRY(log_.add_leaf(index, leaf_data));
    for (const record::TreeNode& node : tree_.append(leaf_data)) {
        TRY(log_.add_node(node));
        nodes_->know(node);
    }
    leaves_[index] = to_bytes(leaf_data);
    return index;
}

Result<Bytes> LogWriter::leaf(std::uint64_t index) {
    const auto own = leaves_.find(index);
    return own == leaves_.end() ? log_.leaf(index) : Result<Bytes>(own->second);
}

Result<void> LogWriter::sign(std::int64_t wall_ms) {
    head_ = record::sign_tree_head({.size = tree_.size(), .root = tree_.root(), .issuer = authority_.name, .issued_at_s = wall_ms / 1'000},
                                   authority_.log);
    const auto newest = TRY(log_.newest_head());
    if (newest && newest->size == tree_.size()) {
        checkpoint_ = newest->checkpoint;
        return success();
    }
    checkpoint_ =
        TRY(record::sign_checkpoint({.origin = authority_.origin, .size = tree_.size(), .root = tree_.root()}, authority_.checkpoint));
    return log_.add_head({.size = tree_.size(), .root = tree_.root(), .checkpoint = checkpoint_, .at_ms = wall_ms});
}

Result<Bytes> LogWriter::receipt(std::uint64_t leaf_index) {
    const auto path = TRY(record::inclusion_path(*nodes_, {.index = leaf_index, .tree_size = tree_.size()}));
    return record::make_receipt(head_, leaf_index, path);
}

Result<Bytes> LogWriter::proof(ByteView signed_result, std::uint64_t leaf_index) {
    const Bytes data = TRY(leaf(leaf_index));
    const Bytes receipt_bytes = TRY(receipt(leaf_index));
    return record::encode_proof(
        {.signed_result = signed_result, .leaf_data = data, .receipt = receipt_bytes, .checkpoint = checkpoint_});
}

Result<record::HashPath> LogWriter::consistency_from(std::uint64_t size) {
    if (size > tree_.size()) return error(codes::log_damaged, "a terminal has seen the log larger than it is");
    if (size == 0) return record::HashPath{};
    return record::consistency_path(*nodes_, {.from = size, .to = tree_.size()});
}

} // namespace kaogong::bureau
