// SignedResult = [payload, [+ Sign1 with detached payload]]: a result record with one signature for each required signer, in the order in
// which the record lists them, each with its certificate beside it.
#pragma once

#include "core/record/result_record.h"

namespace kaogong::record {

// A key that signs results, with the certificate that travels along. The certificate's bytes must outlive it.
struct ResultSigner {
    const KeyPair* key = nullptr;
    ByteView certificate;
};

// One signature over a record's payload at that second, for a signer whose certificate matches the key. Signers at other machines make
// theirs with this and send it; assemble_result puts them together.
Result<Bytes> sign_result(ByteView payload, const ResultSigner& signer, std::int64_t issued_at_s);
// Puts signatures into the order of key 9. signature_missing or signer_unexpected when they are not exactly those required.
Result<Bytes> assemble_result(ByteView payload, const std::vector<Bytes>& signatures, const Suite& suite = standard_suite());
// Both at once, for signers at this machine.
Result<Bytes> seal_result(const ResultRecord& record, const std::vector<ResultSigner>& signers, std::int64_t issued_at_s);

// ---- Several signers, each at an own moment and perhaps at another machine.

struct CosignContext {
    const Bundle& bundle;
    std::vector<Bytes> expected = {}; // certificates of those who are to sign, so that a missing one is named and not only counted
    const Suite& suite = standard_suite();
};
// One signature as it arrives, before it is kept: that its signer is on the list (signer_unexpected), in the certificate's role
// (certificate_role), for the occupation and level (examiner_out_of_scope), that it is over these very bytes (signature_bad) and by a
// certificate that the bureau stands for then (certificate_issuer_unknown, certificate_not_valid_then, certificate_revoked). The context of
// each names the signer.
Result<void> check_cosignature(ByteView payload, ByteView signature, const CosignContext& context);
// All of that for each, and that nobody is missing: signature_missing, by name.
Result<Bytes> assemble_cosigned(ByteView payload, const std::vector<Bytes>& signatures, const CosignContext& context);

struct ResultSignature {
    Sign1 message; // points into the result's bytes
    SignedCertificate certificate;
    std::int64_t issued_at_s = 0;
};
struct SignedResult {
    ByteView payload; // points into the decoded bytes
    ResultRecord record;
    std::vector<ResultSignature> signatures; // as many and in the same order as record.signers
};

// Somebody signed with an emergency credential: it is not final before the bureau has confirmed it.
bool has_emergency_signer(const SignedResult& result);

// Form, the list of signers, and that each signature holds under the key of the certificate beside it; of an operation result with scores
// also that its examiners are a panel: panel_size, naming them. Says nothing about whether those certificates are to be believed.
Result<SignedResult> open_result(ByteView encoded, const Suite& suite = standard_suite());
// What it says and nothing more: for records of an own store that were verified when they came.
Result<ResultRecord> read_kept_record(ByteView signed_result);
// All of open_result, and each certificate judged by the bundle for role, time and environment.
Result<SignedResult> verify_result(ByteView encoded, const Bundle& bundle, const Suite& suite = standard_suite());

} // namespace kaogong::record
