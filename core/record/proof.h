// Proof (.kgproof): what people hand on. One signed result with everything that shows it stands in the bureau's log, verifiable alone with
// a trust bundle: [SignedResult, leaf data, receipt, checkpoint or ""].
#pragma once

#include "core/record/checkpoint.h"
#include "core/record/formats.h"
#include "core/record/receipt.h"
#include "core/record/signed_result.h"

namespace kaogong::record {

inline constexpr std::size_t kProofSizeMax = kResultMax + 16 * 1024;

struct ProofParts {
    ByteView signed_result;
    ByteView leaf_data;
    ByteView receipt;
    std::string_view checkpoint; // or empty
};
Bytes encode_proof(const ProofParts& parts);
Result<ProofParts> decode_proof(ByteView encoded); // views point into the encoded bytes

struct Proof {
    ProofParts parts;
    SignedResult result;
    Receipt receipt;
    ResultLeaf leaf;
    std::vector<Cosignature> cosignatures; // of the checkpoint, where there is one
};
// Record hash equals the leaf's; leaf and receipt by RFC 9942 under the bundle's log key; every signature and certificate of the result
// against the bundle; the checkpoint, if there, of the same size and root.
Result<Proof> verify_proof(ByteView encoded, const Bundle& bundle, const Suite& suite = standard_suite());


// Receipts by the bundle: whose it is and by which key of the log, and then that the leaf is in it; the tree's root.
Result<PublicKey> log_key_of(const Receipt& receipt, const Bundle& bundle, const Suite& suite = standard_suite());
Result<Hash> verify_receipt_by(const Receipt& receipt, ByteView leaf_data, const Bundle& bundle, const Suite& suite = standard_suite());

} // namespace kaogong::record
