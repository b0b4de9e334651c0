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

// What must agree between a record, the signer whom it demands and the certificate that this one signs with.
Result<void> check_signer(const Certificate& certificate, const KeyId& key, const ResultRecord& record, const RequiredSigner& required) {
    if (key != required.key) return error(codes::signer_unexpected, "key " + key.hex());
    if (certificate.role != required.role)
        return error(codes::certificate_role, std::string(role_name(certificate.role, Language::en)) + " signed as " +
                                                  std::string(role_name(required.role, Language::en)));
    if (certificate.environment != record.environment) return error(codes::environment_mismatch, "certificate " + certificate.id.hex());
    if (required.role == Role::device && certificate.terminal != record.terminal)
        return error(codes::ledger_terminal_wrong, "the device's certificate names another terminal");
    return success();
}

Result<void> check_signature(const ResultSignature& signature, ByteView payload, const ResultRecord& record, const RequiredSigner& required,
                             const Suite& suite) {
    const Certificate& certificate = signature.certificate.content;
    const PublicKey key = TRY(PublicKey::from(certificate.key, suite));
    TRY(check_signer(certificate, TRY(signature.message.key_id()), record, required));
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

Result<Bytes> sign_under(ByteView payload, const ResultSigner& signer, const Certificate& certificate, std::int64_t issued_at_s) {
    if (certificate.key != signer.key->public_key().cose_key()) return error(codes::key_id_mismatch, "certificate of another key");
    const std::string subject = certificate.id.hex();
    const HeaderClaims claims{.issuer = certificate.issuer, .subject = subject, .issued_at_s = issued_at_s};
    const SignOptions options{.protected_headers = {.content_type = kContentResult, .claims = claims, .type = kTypeResult},
                              .unprotected_headers = {.certificate = signer.certificate}};
    return sign_detached(payload, options, *signer.key);
}

Error missing_signature(const RequiredSigner& required) {
    return error(codes::signature_missing, std::string(role_name(required.role, Language::en)) + " " + required.key.hex());
}

} // namespace

Result<Bytes> sign_result(ByteView payload, const ResultSigner& signer, std::int64_t issued_at_s) {
    const auto certificate = TRY(decode_certificate(signer.certificate));
    return sign_under(payload, signer, certificate.content, issued_at_s);
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
        if (found == signatures.end()) return missing_signature(required);
        writer.raw(*found);
    }
    if (signatures.size() != record.signers.size()) return error(codes::signer_unexpected, "more signatures than required signers");
    Bytes encoded = writer.take();
    TRY(open_result(encoded, suite)); // what could not be read back is never given out
    return encoded;
}

// Unlike assemble_result it verifies nothing again: the payload was just checked and encoded, the signatures just made, both by this
// process with keys that it holds. The second look would cost more than all the rest of a hand-in.
Result<Bytes> seal_result(const ResultRecord& record, const std::vector<ResultSigner>& signers, std::int64_t issued_at_s) {
    if (signers.empty()) return error(codes::signature_missing, "no signer");
    if (signers.size() > record.signers.size()) return error(codes::signer_unexpected, "more signers than required");
    const Bytes payload = TRY(encode_record(record));
    cbor::Writer writer;
    writer.array(2).bytes(payload).array(record.signers.size());
    for (const RequiredSigner& required : record.signers) {
        const auto signer = std::find_if(signers.begin(), signers.end(),
                                         [&](const ResultSigner& each) { return each.key->public_key().id() == required.key; });
        if (signer == signers.end()) return missing_signature(required);
        const auto certificate = TRY(decode_certificate(signer->certificate));
        TRY(check_signer(certificate.content, required.key, record, required));
        writer.raw(TRY(sign_under(payload, *signer, certificate.content, issued_at_s)));
    }
    if (writer.view().size() > kResultMax) return error(codes::cbor_too_large, "signed result");
    return writer.take();
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
