#include "core/record/merkle.h"

#include "core/base/codes/record.h"

#include <bit>

namespace kaogong::record {
namespace {

constexpr std::uint8_t kLeafPrefix[] = {0x00};
constexpr std::uint8_t kNodePrefix[] = {0x01};

// A run of leaves as RFC 9162 splits them: its start is always a multiple of the largest power of two below its length.
struct Range {
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    std::uint64_t size() const { return end - start; }
    // k: the largest power of two smaller than the size.
    std::uint64_t split() const { return start + std::bit_floor(size() - 1); }
};

unsigned level_of(std::uint64_t power_of_two) {
    return static_cast<unsigned>(std::countr_zero(power_of_two));
}

Result<Hash> range_root(NodeSource& nodes, Range range, const Suite& suite) {
    if (std::has_single_bit(range.size())) {
        const unsigned level = level_of(range.size());
        return nodes.node(level, range.start >> level);
    }
    const std::uint64_t middle = range.split();
    const Hash left = TRY(range_root(nodes, {range.start, middle}, suite));
    const Hash right = TRY(range_root(nodes, {middle, range.end}, suite));
    return node_hash(left, right, suite);
}

Error bad_inclusion(std::string_view what) {
    return error(codes::tree_inclusion_bad, std::string(what));
}
Error bad_consistency(std::string_view what) {
    return error(codes::tree_consistency_bad, std::string(what));
}

} // namespace

Hash leaf_hash(ByteView leaf_data, const Suite& suite) {
    return suite.hash({kLeafPrefix, leaf_data});
}

Hash node_hash(const Hash& left, const Hash& right, const Suite& suite) {
    return suite.hash({kNodePrefix, left.view(), right.view()});
}

Hash empty_root(const Suite& suite) {
    return suite.hash(ByteView{});
}

Result<MerkleTree> MerkleTree::restore(std::uint64_t size, std::vector<Hash> peaks, const Suite& suite) {
    if (size > kTreeSizeMax || static_cast<std::size_t>(std::popcount(size)) != peaks.size())
        return error(codes::record_value_invalid, std::to_string(peaks.size()) + " peaks of a tree of " + std::to_string(size));
    MerkleTree tree(suite);
    tree.size_ = size;
    tree.peaks_ = std::move(peaks);
    return tree;
}

// As in adding one to a binary number: each trailing one of the size is a peak that the new leaf merges with.
std::vector<TreeNode> MerkleTree::append_hash(const Hash& leaf) {
    CHECK(size_ < kTreeSizeMax);
    std::vector<TreeNode> completed{{.level = 0, .index = size_, .hash = leaf}};
    for (std::uint64_t rest = size_; rest % 2 == 1; rest /= 2) {
        const TreeNode& last = completed.back();
        const TreeNode parent{.level = last.level + 1, .index = last.index / 2, .hash = node_hash(peaks_.back(), last.hash, *suite_)};
        peaks_.pop_back();
        completed.push_back(parent);
    }
    peaks_.push_back(completed.back().hash);
    ++size_;
    return completed;
}

Hash MerkleTree::root() const {
    if (peaks_.empty()) return empty_root(*suite_);
    Hash root = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = node_hash(peaks_[i - 1], root, *suite_);
    return root;
}

void NodesInMemory::append_hash(const Hash& leaf) {
    for (const TreeNode& node : tree_.append_hash(leaf)) {
        if (levels_.size() <= node.level) levels_.emplace_back();
        levels_[node.level].push_back(node.hash);
    }
}

Result<Hash> NodesInMemory::node(unsigned level, std::uint64_t index) {
    if (level >= levels_.size() || index >= levels_[level].size()) return bad_inclusion("no such node");
    return levels_[level][static_cast<std::size_t>(index)];
}

Result<Hash> root_at(NodeSource& nodes, std::uint64_t size, const Suite& suite) {
    if (size == 0) return empty_root(suite);
    return range_root(nodes, {0, size}, suite);
}

// Walks down to the leaf and notes the other half at each step; the RFC lists them from the leaf upwards.
Result<HashPath> inclusion_path(NodeSource& nodes, LeafPlace place, const Suite& suite) {
    if (place.index >= place.tree_size || place.tree_size > kTreeSizeMax) return bad_inclusion("no such leaf");
    HashPath path;
    Range range{0, place.tree_size};
    while (range.size() > 1) {
        const std::uint64_t middle = range.split();
        const bool is_left = place.index < middle;
        const Range other = is_left ? Range{middle, range.end} : Range{range.start, middle};
        path.insert(path.begin(), TRY(range_root(nodes, other, suite)));
        range = is_left ? Range{range.start, middle} : Range{middle, range.end};
    }
    return path;
}

// SUBPROOF of RFC 9162 section 2.1.4.1, as a loop: `known` is the RFC's b, true while the old tree is the whole left edge.
Result<HashPath> consistency_path(NodeSource& nodes, TreeSizes sizes, const Suite& suite) {
    if (sizes.from > sizes.to || sizes.to > kTreeSizeMax) return bad_consistency("a larger tree before a smaller one");
    HashPath path;
    if (sizes.from == 0 || sizes.from == sizes.to) return path;
    Range range{0, sizes.to};
    bool known = true;
    while (range.end != sizes.from) {
        const std::uint64_t middle = range.split();
        const bool is_left = sizes.from <= middle;
        const Range other = is_left ? Range{middle, range.end} : Range{range.start, middle};
        path.insert(path.begin(), TRY(range_root(nodes, other, suite)));
        range = is_left ? Range{range.start, middle} : Range{middle, range.end};
        known = known && is_left;
    }
    if (!known) path.insert(path.begin(), TRY(range_root(nodes, range, suite)));
    return path;
}

Result<Hash> root_from_inclusion(const Hash& leaf, LeafPlace place, const HashPath& path, const Suite& suite) {
    if (place.index >= place.tree_size) return bad_inclusion("leaf index beyond the tree");
    std::uint64_t node = place.index, last = place.tree_size - 1;
    Hash root = leaf;
    for (const Hash& sibling : path) {
        if (last == 0) return bad_inclusion("path too long");
        if (node % 2 == 1 || node == last) {
            root = node_hash(sibling, root, suite);
            while (node % 2 == 0 && node != 0) node /= 2, last /= 2;
        } else {
            root = node_hash(root, sibling, suite);
        }
        node /= 2;
        last /= 2;
    }
    if (last != 0) return bad_inclusion("path too short");
    return root;
}

Result<void> verify_inclusion(const Hash& leaf, LeafPlace place, const HashPath& path, const Hash& root, const Suite& suite) {
    if (TRY(root_from_inclusion(leaf, place, path, suite)) != root) return bad_inclusion("path leads to another root");
    return success();
}

Result<void> verify_consistency(TreeSizes sizes, const HashPath& path, const TreeRoots& roots, const Suite& suite) {
    if (sizes.from > sizes.to) return bad_consistency("the log has become smaller");
    if (sizes.from == 0 || sizes.from == sizes.to) {
        if (!path.empty()) return bad_consistency("path where none belongs");
        if (sizes.from == sizes.to && roots.from != roots.to) return bad_consistency("same size, other root");
        if (sizes.from == 0 && roots.from != empty_root(suite)) return bad_consistency("root of an empty log");
        return success();
    }
    const bool whole = std::has_single_bit(sizes.from); // then the old root is itself the first node of the path
    if (path.empty()) return bad_consistency("path missing");
    std::uint64_t node = sizes.from - 1, last = sizes.to - 1;
    while (node % 2 == 1) node /= 2, last /= 2;
    Hash from = whole ? roots.from : path.front(), to = from;
    for (std::size_t i = whole ? 0 : 1; i < path.size(); ++i) {
        if (last == 0) return bad_consistency("path too long");
        if (node % 2 == 1 || node == last) {
            from = node_hash(path[i], from, suite);
            to = node_hash(path[i], to, suite);
            while (node % 2 == 0 && node != 0) node /= 2, last /= 2;
        } else {
            to = node_hash(to, path[i], suite);
        }
        node /= 2;
        last /= 2;
    }
    if (last != 0) return bad_consistency("path too short");
    if (from != roots.from || to != roots.to) return bad_consistency("path leads to other roots");
    return success();
}

} // namespace kaogong::record
