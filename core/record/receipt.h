// Receipts of the bureau's log (RFC 9942, COSE Receipts over an RFC 9162 tree): that a leaf is in the log, provable to anyone. RFC 9942
// signs only the root; many flips of an unsigned tree size would still verify, so ours carry a signed copy of the size, and it must agree.
#pragma once

#include "core/record/cose.h"
#include "core/record/merkle.h"

#include <string>
#include <variant>

namespace kaogong::record {

// ---- Leaf data: what the log is a log of
enum class LeafKind : std::uint8_t { genesis = 0, result = 1, parcel = 2, act = 3 };
struct GenesisLeaf { // leaf 0, since a receipt needs a path that is not empty
    std::string origin;
    std::string last_checkpoint; // of the year before, or empty
    bool operator==(const GenesisLeaf&) const = default;
};
struct ResultLeaf {
    Hash record; // record hash
    Hash entry;  // SHA-256 of the terminal's ledger entry
    bool operator==(const ResultLeaf&) const = default;
};
struct ParcelLeaf {
    Hash head; // the parcel's id
    bool operator==(const ParcelLeaf&) const = default;
};
struct ActLeaf {
    Hash record; // of an act of the bureau
    bool operator==(const ActLeaf&) const = default;
};
Bytes encode_leaf(const GenesisLeaf& leaf);
Bytes encode_leaf(const ResultLeaf& leaf);
Bytes encode_leaf(const ParcelLeaf& leaf);
Bytes encode_leaf(const ActLeaf& leaf);
using Leaf = std::variant<GenesisLeaf, ResultLeaf, ParcelLeaf, ActLeaf>;
Result<Leaf> decode_leaf(ByteView leaf_data);

// ---- Receipts
// One signature over one tree head; every receipt of that head carries it.
struct TreeHead {
    std::uint64_t size = 0;
    Hash root;
    SignedHeaders signed_headers;
};
struct TreeHeadFacts {
    std::uint64_t size = 0;
    Hash root;
    std::string_view issuer; // the bureau's id
    std::int64_t issued_at_s = 0;
};
TreeHead sign_tree_head(const TreeHeadFacts& facts, const KeyPair& log);
// A tree of one leaf has no receipt: RFC 9942 demands a path.
Bytes make_receipt(const TreeHead& head, std::uint64_t leaf_index, const HashPath& path);

struct Receipt {
    Sign1 message; // points into the decoded bytes
    std::string_view issuer;
    std::int64_t issued_at_s = 0;
    LeafPlace place;
    HashPath path;
};
Result<Receipt> decode_receipt(ByteView encoded); // form, and that signed and unsigned tree size agree
// That the leaf is in the log whose key this is; returns the tree's root.
Result<Hash> verify_receipt(const Receipt& receipt, ByteView leaf_data, const PublicKey& log);

} // namespace kaogong::record
