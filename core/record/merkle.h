// The Merkle tree of RFC 9162 section 2.1 over a suite's hash: appending, root, inclusion and consistency proofs, and checking both. The
// terminal's ledger and the bureau's log are this tree. Nothing here stores anything: a tree that only grows needs its peaks, and whoever
// makes proofs for old leaves brings the nodes.
#pragma once

#include "core/record/suite.h"

#include <functional>
#include <vector>

namespace kaogong::record {

inline constexpr std::size_t kPathMax = 64; // hashes of one proof: enough for 2^63 leaves
inline constexpr std::uint64_t kTreeSizeMax = std::uint64_t{1} << 62;
using HashPath = std::vector<Hash>;

Hash leaf_hash(ByteView leaf_data, const Suite& suite = standard_suite());                  // H(0x00 || data)
Hash node_hash(const Hash& left, const Hash& right, const Suite& suite = standard_suite()); // H(0x01 || left || right)
Hash empty_root(const Suite& suite = standard_suite());                                     // H("")

// A complete subtree that an append finished: it covers leaves [index << level, (index + 1) << level). Level 0 is the leaf itself.
struct TreeNode {
    unsigned level = 0;
    std::uint64_t index = 0;
    Hash hash;
};

// A tree that only grows, held as the roots of its complete subtrees from left to right: at most 62 hashes, however many leaves.
class MerkleTree {
  public:
    explicit MerkleTree(const Suite& suite = standard_suite()) : suite_(&suite) {}
    // From what was stored; refused when the number of peaks does not belong to that size.
    static Result<MerkleTree> restore(std::uint64_t size, std::vector<Hash> peaks, const Suite& suite = standard_suite());

    // Appends one leaf and returns the nodes it completed, lowest first: the leaf itself always, then those above it.
    std::vector<TreeNode> append(ByteView leaf_data) { return append_hash(leaf_hash(leaf_data, *suite_)); }
    std::vector<TreeNode> append_hash(const Hash& leaf);

    std::uint64_t size() const { return size_; }
    Hash root() const;
    const std::vector<Hash>& peaks() const { return peaks_; } // largest subtree first
    const Suite& suite() const { return *suite_; }

  private:
    const Suite* suite_;
    std::uint64_t size_ = 0;
    std::vector<Hash> peaks_;
};

// Where proofs get their nodes from: complete subtrees by level and index, as append() gave them out.
class NodeSource {
  public:
    virtual ~NodeSource() = default;
    virtual Result<Hash> node(unsigned level, std::uint64_t index) = 0;
};

// All nodes in memory, for tools and for logs that are small.
class NodesInMemory final : public NodeSource {
  public:
    explicit NodesInMemory(const Suite& suite = standard_suite()) : tree_(suite) {}
    void append(ByteView leaf_data) { append_hash(leaf_hash(leaf_data, tree_.suite())); }
    void append_hash(const Hash& leaf);
    Result<Hash> node(unsigned level, std::uint64_t index) override;
    const MerkleTree& tree() const { return tree_; }

  private:
    MerkleTree tree_;
    std::vector<std::vector<Hash>> levels_;
};

// The tree as it was at `size`, for tree_inclusion_bad or tree_consistency_bad when index or sizes make no sense.
Result<Hash> root_at(NodeSource& nodes, std::uint64_t size, const Suite& suite = standard_suite());
struct LeafPlace {
    std::uint64_t index = 0;
    std::uint64_t tree_size = 0;
};
Result<HashPath> inclusion_path(NodeSource& nodes, LeafPlace place, const Suite& suite = standard_suite());
struct TreeSizes {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};
Result<HashPath> consistency_path(NodeSource& nodes, TreeSizes sizes, const Suite& suite = standard_suite());

// RFC 9162 section 2.1.3.2: the root that leaf, place and path lead to. tree_inclusion_bad when the path has the wrong length.
Result<Hash> root_from_inclusion(const Hash& leaf, LeafPlace place, const HashPath& path, const Suite& suite = standard_suite());
Result<void> verify_inclusion(const Hash& leaf, LeafPlace place, const HashPath& path, const Hash& root,
                              const Suite& suite = standard_suite());
// RFC 9162 section 2.1.4.2, with from = 0 consistent with everything by an empty path.
struct TreeRoots {
    Hash from;
    Hash to;
};
Result<void> verify_consistency(TreeSizes sizes, const HashPath& path, const TreeRoots& roots, const Suite& suite = standard_suite());

} // namespace kaogong::record
