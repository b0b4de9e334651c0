#include "core/record/signed_result.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr Shape kShape{
    .type = kTypeResult, .content_type = kContentResult, .payload = Payload::detached, .unprotected = Unprotected::certificate};

// Signature and certificate must speak of one another: same key, same certificate id, same issuer.
Result<ResultSignature> open_signature(const Sign1& message) {
    TRY(expect_shape(message, kShape));
    const auto& claims = message.protected_headers.claims;
    if (!claims || !claims->issued_at_s || claims->tree_size) return error(codes::cose_header, "claims of a result's signature");
    ResultSignature signature;
    signature.message = message;
    signature.certificate = TRY(decode_certificate(*message.unprotected_headers.certificate));
    signature.issued_at_s = *claims->issued_at_s;
    const Certificate& certificate = signature.certificate.content;
    if (claims->issuer != certificate.issuer || claims->subject != certificate.id.hex())
        return error(codes::key_id_mismatch, "the certificate beside the signature is another one");
    return signature;
}

Result<void> check_signature(const ResultSignature& signature, ByteView payload, const ResultRecord& record, const RequiredSigner& required,
                             const Suite& suite) {
    const Certificate& certificate = signature.certificate.content;
    const PublicKey key = TRY(PublicKey::from(certificate.key, suite));
    if (TRY(signature.message.key_id()) != required.key)
        return error(codes::signer_unexpected, "key " + to_hex(*signature.message.protected_headers.key_id));
    if (certificate.role != required.role)
        return error(codes::certificate_role, std::string(role_name(certificate.role, Language::en)) + " signed as " +
                                                  std::string(role_name(required.role, Language::en)));
    if (certificate.environment != record.environment) return error(codes::environment_mismatch, "certificate " + certificate.id.hex());
    if (required.role == Role::device && certificate.terminal != record.terminal)
        return error(codes::ledger_terminal_wrong, "the device's certificate names another terminal");
    return verify_detached(signature.message, payload, key);
}

Result<std::vector<ResultSignature>> read_signatures(cbor::Reader& reader, const ResultRecord& record, ByteView payload,
                                                     const Suite& suite) {
    std::vector<ResultSignature> signatures;
    const std::size_t count = TRY(wire::read_list(reader, kSignersMax));
    if (count < record.signers.size())
        return error(codes::signature_missing, std::to_string(count) + " of " + std::to_string(record.signers.size()) + " signatures");
    if (count > record.signers.size()) return error(codes::signer_unexpected, "more signatures than required signers");
    for (const RequiredSigner& required : record.signers) {
        signatures.push_back(TRY(open_signature(TRY(Sign1::read(reader)))));
        TRY(check_signature(signatures.back(), payload, record, required, suite));
    }
    return signatures;
}

} // namespace

Result<Bytes> sign_result(ByteView payload, const ResultSigner& signer, std::int64_t issued_at_s) {
    const auto certificate = TRY(decode_certificate(signer.certificate));
    if (certificate.content.key != signer.key->public_key().cose_key()) return error(codes::key_id_mismatch, "certificate of another key");
    const std::string subject = certificate.content.id.hex();
    const HeaderClaims claims{.issuer = certificate.content.issuer, .subject = subject, .issued_at_s = issued_at_s};
    const SignOptions options{.protected_headers = {.content_type = kContentResult, .claims = claims, .type = kTypeResult},
                              .unprotected_headers = {.certificate = signer.certificate}};
    return sign_detached(payload, options, *signer.key);
}

Result<Bytes> assemble_result(ByteView payload, const std::vector<Bytes>& signatures, const Suite& suite) {
    const ResultRecord record = TRY(decode_record(payload));
    cbor::Writer writer;
    writer.array(2).bytes(payload).array(record.signers.size());
    for (const RequiredSigner& required : record.signers) {
        const auto of_signer = [&](const Bytes& signature) {
            const auto message = Sign1::decode(signature);
            const auto key = message.ok() ? message->key_id() : Result<KeyId>(message.error());
            return key.ok() && *key == required.key;
        };
        const auto found = std::find_if(signatures.begin(), signatures.end(), of_signer);
        if (found == signatures.end())
            return error(codes::signature_missing, std::string(role_name(required.role, Language::en)) + " " + required.key.hex());
        writer.raw(*found);
    }
    if (signatures.size() != record.signers.size()) return error(codes::signer_unexpected, "more signatures than required signers");
    Bytes encoded = writer.take();
    TRY(open_result(encoded, suite)); // what could not be read back is never given out
    return encoded;
}

Result<Bytes> seal_result(const ResultRecord& record, const std::vector<ResultSigner>& signers, std::int64_t issued_at_s) {
    if (signers.empty()) return error(codes::signature_missing, "no signer");
    const Bytes payload = TRY(encode_record(record));
    std::vector<Bytes> signatures;
    for (const ResultSigner& signer : signers) signatures.push_back(TRY(sign_result(payload, signer, issued_at_s)));
    return assemble_result(payload, signatures, signers.front().key->suite());
}

Result<SignedResult> open_result(ByteView encoded, const Suite& suite) {
    if (encoded.size() > kResultMax) return error(codes::cbor_too_large, "signed result");
    cbor::Reader reader(encoded);
    TRY(reader.array_of(2));
    SignedResult result;
    result.payload = TRY(reader.bytes());
    result.record = TRY(decode_record(result.payload));
    result.signatures = TRY(read_signatures(reader, result.record, result.payload, suite));
    TRY(reader.finish());
    return result;
}

Result<SignedResult> verify_result(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    auto result = TRY(open_result(encoded, suite));
    for (std::size_t i = 0; i < result.signatures.size(); ++i) {
        const ResultSignature& signature = result.signatures[i];
        const SignerDemand demand{
            .role = result.record.signers[i].role, .at_ms = signature.issued_at_s * 1000, .environment = result.record.environment};
        TRY(bundle.judge(signature.certificate.message.encoded, demand, suite));
    }
    return result;
}

} // namespace kaogong::record
