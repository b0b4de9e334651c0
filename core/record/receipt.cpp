#include "core/record/receipt.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/wire.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kInclusionProofs = -1; // in header 396 (RFC 9942 section 5.2)
constexpr std::int64_t kRfc9162Sha256 = 1;    // header 395
constexpr Shape kShape{.payload = Payload::detached, .unprotected = Unprotected::proofs};

Bytes encode_proof(std::uint64_t tree_size, std::uint64_t leaf_index, const HashPath& path) {
    cbor::Writer writer;
    writer.array(3).unsigned_integer(tree_size).unsigned_integer(leaf_index);
    wire::write_fixed_list(writer, path);
    return writer.take();
}

Result<ByteView> read_only_proof(ByteView proofs) {
    cbor::Reader reader(proofs);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kInclusionProofs));
    TRY(reader.array_of(1));
    const ByteView proof = TRY(reader.bytes());
    TRY(fields.close());
    TRY(reader.finish());
    return proof;
}

Result<void> read_proof(ByteView proof, Receipt& receipt) {
    cbor::Reader reader(proof);
    TRY(reader.array_of(3));
    receipt.place.tree_size = TRY(reader.unsigned_integer());
    receipt.place.index = TRY(reader.unsigned_integer());
    receipt.path = TRY(wire::read_fixed_list<Hash>(reader, kPathMax));
    return reader.finish();
}

cbor::Writer leaf_of(LeafKind kind, std::size_t items) {
    cbor::Writer writer;
    writer.array(items).integer(wire::number(kind));
    return writer;
}

Result<Leaf> read_genesis(cbor::Reader& reader, std::size_t items) {
    GenesisLeaf leaf;
    leaf.origin = TRY(wire::read_text(reader));
    if (items == 3) leaf.last_checkpoint = TRY(wire::read_text(reader, kCheckpointMax));
    return Leaf(std::move(leaf));
}

Result<Leaf> read_leaf(cbor::Reader& reader) {
    const std::size_t items = TRY(reader.array());
    const auto kind = TRY(wire::read_enum(reader, LeafKind::genesis, LeafKind::act));
    const std::size_t must_be = kind == LeafKind::genesis ? (items == 3 ? 3 : 2) : kind == LeafKind::result ? 3 : 2;
    if (items != must_be) return error(codes::record_value_invalid, "length of leaf data");
    switch (kind) {
    case LeafKind::genesis: return read_genesis(reader, items);
    case LeafKind::result: {
        const Hash record = TRY(reader.fixed<Hash>());
        const Hash entry = TRY(reader.fixed<Hash>());
        return Leaf(ResultLeaf{.record = record, .entry = entry});
    }
    case LeafKind::parcel: {
        const Hash root = TRY(reader.fixed<Hash>());
        return Leaf(ParcelLeaf{root});
    }
    case LeafKind::act: {
        const Hash act = TRY(reader.fixed<Hash>());
        return Leaf(ActLeaf{act});
    }
    }
    return error(codes::internal);
}

} // namespace

Bytes encode_leaf(const GenesisLeaf& leaf) {
    auto writer = leaf_of(LeafKind::genesis, leaf.last_checkpoint.empty() ? 2 : 3);
    writer.text(leaf.origin);
    if (!leaf.last_checkpoint.empty()) writer.text(leaf.last_checkpoint);
    return writer.take();
}

Bytes encode_leaf(const ResultLeaf& leaf) {
    return leaf_of(LeafKind::result, 3).bytes(leaf.record.view()).bytes(leaf.entry.view()).take();
}

Bytes encode_leaf(const ParcelLeaf& leaf) {
    return leaf_of(LeafKind::parcel, 2).bytes(leaf.head.view()).take();
}

Bytes encode_leaf(const ActLeaf& leaf) {
    return leaf_of(LeafKind::act, 2).bytes(leaf.record.view()).take();
}

Result<Leaf> decode_leaf(ByteView leaf_data) {
    cbor::Reader reader(leaf_data);
    auto leaf = TRY(read_leaf(reader));
    TRY(reader.finish());
    return leaf;
}

TreeHead sign_tree_head(const TreeHeadFacts& facts, const KeyPair& log) {
    const Headers headers{.claims = HeaderClaims{.issuer = facts.issuer, .issued_at_s = facts.issued_at_s, .tree_size = facts.size},
                          .verifiable_structure = kRfc9162Sha256};
    return {.size = facts.size, .root = facts.root, .signed_headers = sign_headers(facts.root.view(), headers, log)};
}

Bytes make_receipt(const TreeHead& head, std::uint64_t leaf_index, const HashPath& path) {
    CHECK(!path.empty() && leaf_index < head.size);
    cbor::Writer proofs;
    proofs.begin_map().key(kInclusionProofs).array(1).bytes(encode_proof(head.size, leaf_index, path)).end_map();
    return assemble_detached(head.signed_headers, {.verifiable_proofs = proofs.view()});
}

Result<Receipt> decode_receipt(ByteView encoded) {
    Receipt receipt;
    receipt.message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(receipt.message, kShape));
    const Headers& headers = receipt.message.protected_headers;
    if (headers.verifiable_structure != kRfc9162Sha256) return error(codes::cose_header, "verifiable data structure");
    const auto& claims = headers.claims;
    if (!claims || claims->issuer.empty() || !claims->subject.empty() || !claims->issued_at_s || !claims->tree_size)
        return error(codes::cose_header, "claims of a receipt");
    receipt.issuer = claims->issuer;
    receipt.issued_at_s = *claims->issued_at_s;
    TRY(read_proof(TRY(read_only_proof(*receipt.message.unprotected_headers.verifiable_proofs)), receipt));
    if (receipt.place.tree_size != *claims->tree_size)
        return error(codes::receipt_size_unsigned, std::to_string(receipt.place.tree_size) + " and " + std::to_string(*claims->tree_size));
    return receipt;
}

Result<Hash> verify_receipt(const Receipt& receipt, ByteView leaf_data, const PublicKey& log) {
    const Suite& suite = log.suite();
    const Hash root = TRY(root_from_inclusion(leaf_hash(leaf_data, suite), receipt.place, receipt.path, suite));
    if (TRY(receipt.message.key_id()) != log.id()) return error(codes::key_id_mismatch, "receipt");
    TRY(verify_detached(receipt.message, root.view(), log));
    return root;
}

} // namespace kaogong::record
