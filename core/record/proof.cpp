#include "core/record/proof.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

namespace kaogong::record {
namespace {

Result<ResultLeaf> read_result_leaf(ByteView leaf_data, const SignedResult& result, const Suite& suite) {
    const Leaf leaf = TRY(decode_leaf(leaf_data));
    const auto* of_result = std::get_if<ResultLeaf>(&leaf);
    if (of_result == nullptr || of_result->record != record_hash(result.payload, suite)) return error(codes::receipt_leaf_wrong);
    return *of_result;
}

// Who cosigned it, if anybody.
Result<std::vector<Cosignature>> check_checkpoint(const Proof& proof, const Hash& root, const Bundle& bundle, const Suite& suite) {
    if (proof.parts.checkpoint.empty()) return std::vector<Cosignature>();
    auto checkpoint = TRY(verify_checkpoint(proof.parts.checkpoint, bundle, proof.receipt.issued_at_s * 1000, suite));
    if (checkpoint.size != proof.receipt.place.tree_size || checkpoint.root != root)
        return error(codes::checkpoint_bad, "of another size or root than the receipt");
    return std::move(checkpoint.cosignatures);
}

} // namespace

Result<PublicKey> log_key_of(const Receipt& receipt, const Bundle& bundle, const Suite& suite) {
    if (receipt.issuer != bundle.bureau) return error(codes::certificate_issuer_unknown, "receipt of " + std::string(receipt.issuer));
    const SignerDemand demand{.role = Role::log, .at_ms = receipt.issued_at_s * 1000};
    return bundle.key_of(TRY(receipt.message.key_id()), demand, suite);
}

Result<Hash> verify_receipt_by(const Receipt& receipt, ByteView leaf_data, const Bundle& bundle, const Suite& suite) {
    return verify_receipt(receipt, leaf_data, TRY(log_key_of(receipt, bundle, suite)));
}

Bytes encode_proof(const ProofParts& parts) {
    cbor::Writer writer;
    writer.array(4).bytes(parts.signed_result).bytes(parts.leaf_data).bytes(parts.receipt).text(parts.checkpoint);
    return writer.take();
}

Result<ProofParts> decode_proof(ByteView encoded) {
    if (encoded.size() > kProofSizeMax) return error(codes::cbor_too_large, "proof");
    ProofParts parts;
    cbor::Reader reader(encoded);
    TRY(reader.array_of(4));
    parts.signed_result = TRY(reader.bytes());
    parts.leaf_data = TRY(reader.bytes());
    parts.receipt = TRY(reader.bytes());
    parts.checkpoint = TRY(reader.text());
    TRY(reader.finish());
    return parts;
}

Result<Proof> verify_proof(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    Proof proof;
    proof.parts = TRY(decode_proof(encoded));
    proof.result = TRY(verify_result(proof.parts.signed_result, bundle, suite));
    proof.leaf = TRY(read_result_leaf(proof.parts.leaf_data, proof.result, suite));
    proof.receipt = TRY(decode_receipt(proof.parts.receipt));
    const Hash root = TRY(verify_receipt_by(proof.receipt, proof.parts.leaf_data, bundle, suite));
    proof.cosignatures = TRY(check_checkpoint(proof, root, bundle, suite));
    return proof;
}

} // namespace kaogong::record
