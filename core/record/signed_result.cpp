#include "core/record/signed_result.h"

#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/record/wire.h"

#include <algorithm>
#include <set>

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

// Whose signature it is, for the one who reads a refusal: the staff number or seat on the certificate, else its key.
std::string signer_name(const Certificate& certificate, const RequiredSigner& required) {
    const std::string role(role_name(required.role, Language::en));
    return role + " " + (certificate.label.empty() ? required.key.hex() : certificate.label);
}
Error named(const Error& why, const std::string& who) {
    return error(why.code, why.context.empty() || why.context == who ? who : who + ": " + why.context);
}

bool needs_competence(Role role) {
    return role == Role::examiner || role == Role::chief || role == Role::reviewer;
}
// Scores are given only by those whose certificate covers occupation and level (P83); higher includes lower.
bool is_competent(const Certificate& certificate, const ResultSubject& subject) {
    return std::any_of(certificate.competences.begin(), certificate.competences.end(), [&](const Competence& competence) {
        return competence.occupation == subject.occupation && competence.level >= subject.level;
    });
}

// What must agree between a record, the signer whom it demands and the certificate that this one signs with.
Result<void> check_signer(const Certificate& certificate, const KeyId& key, const ResultRecord& record, const RequiredSigner& required) {
    if (key != required.key) return error(codes::signer_unexpected, "key " + key.hex());
    if (certificate.role != required.role)
        return error(codes::certificate_role, std::string(role_name(certificate.role, Language::en)) + " signed as " +
                                                  std::string(role_name(required.role, Language::en)));
    if (needs_competence(required.role) && !is_competent(certificate, record.subject))
        return error(codes::examiner_out_of_scope, record.subject.occupation + " level " + std::to_string(record.subject.level));
    if (certificate.environment != record.environment) return error(codes::environment_mismatch, "certificate " + certificate.id.hex());
    if (required.role == Role::device && certificate.terminal != record.terminal)
        return error(codes::ledger_terminal_wrong, "the device's certificate names another terminal");
    return success();
}

Result<void> check_signature(const ResultSignature& signature, ByteView payload, const ResultRecord& record, const RequiredSigner& required,
                             const Suite& suite) {
    const Certificate& certificate = signature.certificate.content;
    const PublicKey key = TRY(PublicKey::from(certificate.key, suite));
    const auto fits = check_signer(certificate, TRY(signature.message.key_id()), record, required);
    if (!fits) return named(fits.error(), signer_name(certificate, required));
    const auto holds = verify_detached(signature.message, payload, key);
    return holds ? success() : Result<void>(named(holds.error(), signer_name(certificate, required)));
}

Result<void> judge_signature(const ResultSignature& signature, const ResultRecord& record, const RequiredSigner& required,
                             const Bundle& bundle, const Suite& suite) {
    const SignerDemand demand{
        .role = required.role, .at_ms = signature.issued_at_s * 1000, .environment = record.environment, .session = record.session};
    const auto judged = bundle.judge(signature.certificate.message.encoded, demand, suite);
    if (!judged) return named(judged.error(), signer_name(signature.certificate.content, required));
    return success();
}

// The place in the list of signers that this signature's key has; whoever has none is a stranger to the record.
Result<RequiredSigner> place_of(const ResultSignature& signature, const ResultRecord& record) {
    const KeyId key = TRY(signature.message.key_id());
    for (const RequiredSigner& required : record.signers)
        if (required.key == key) return required;
    const Certificate& certificate = signature.certificate.content;
    return error(codes::signer_unexpected, signer_name(certificate, {.role = certificate.role, .key = key}));
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

bool sits_on_panel(Role role) {
    return role == Role::examiner || role == Role::chief;
}

// Scores of an operation test are those of a panel 考评小组: an odd number of at least three different people, one of them the chief. A
// coded end without scores has none. Two keys under one staff number are one person, however many certificates there are.
Result<void> check_panel(const SignedResult& result) {
    constexpr std::size_t kPanelMin = 3;
    if (result.record.kind != RecordKind::operation || result.record.items.empty()) return success();
    std::set<std::string> people;
    std::size_t seats = 0, chiefs = 0;
    std::string names;
    for (std::size_t i = 0; i < result.signatures.size(); ++i) {
        const RequiredSigner& required = result.record.signers[i];
        if (!sits_on_panel(required.role)) continue;
        const Certificate& certificate = result.signatures[i].certificate.content;
        people.insert(certificate.label.empty() ? required.key.hex() : certificate.label);
        names.append(seats++ == 0 ? "" : ", ").append(signer_name(certificate, required));
        chiefs += required.role == Role::chief ? 1 : 0;
    }
    const bool sound = seats >= kPanelMin && seats % 2 == 1 && people.size() == seats && chiefs == 1;
    return sound ? success() : Result<void>(error(codes::panel_size, std::to_string(seats) + ": " + names));
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
        const auto fits = check_signer(certificate.content, required.key, record, required);
        if (!fits) return named(fits.error(), signer_name(certificate.content, required));
        writer.raw(TRY(sign_under(payload, *signer, certificate.content, issued_at_s)));
    }
    if (writer.view().size() > kResultMax) return error(codes::cbor_too_large, "signed result");
    return writer.take();
}

bool has_emergency_signer(const SignedResult& result) {
    return std::any_of(result.signatures.begin(), result.signatures.end(),
                       [](const ResultSignature& signature) { return !signature.certificate.content.warrant.empty(); });
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
    TRY(check_panel(result));
    return result;
}

Result<ResultRecord> read_kept_record(ByteView signed_result) {
    cbor::Reader reader(signed_result);
    TRY(reader.array_of(2));
    return decode_record(TRY(reader.bytes()));
}

Result<void> check_cosignature(ByteView payload, ByteView signature, const CosignContext& context) {
    const ResultRecord record = TRY(decode_record(payload));
    const ResultSignature opened = TRY(open_signature(TRY(Sign1::decode(signature))));
    const RequiredSigner required = TRY(place_of(opened, record));
    TRY(check_signature(opened, payload, record, required, context.suite));
    return judge_signature(opened, record, required, context.bundle, context.suite);
}

Result<Bytes> assemble_cosigned(ByteView payload, const std::vector<Bytes>& signatures, const CosignContext& context) {
    const ResultRecord record = TRY(decode_record(payload));
    std::set<KeyId> signed_by;
    for (const Bytes& signature : signatures) {
        TRY(check_cosignature(payload, signature, context));
        signed_by.insert(TRY(TRY(Sign1::decode(signature)).key_id()));
    }
    for (const RequiredSigner& required : record.signers) {
        if (signed_by.contains(required.key)) continue;
        for (const Bytes& encoded : context.expected) {
            const Certificate certificate = TRY(decode_certificate(encoded)).content;
            if (certificate.key.id(context.suite) == required.key)
                return error(codes::signature_missing, signer_name(certificate, required));
        }
        return missing_signature(required);
    }
    return assemble_result(payload, signatures, context.suite);
}

Result<SignedResult> verify_result(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    auto result = TRY(open_result(encoded, suite));
    for (std::size_t i = 0; i < result.signatures.size(); ++i)
        TRY(judge_signature(result.signatures[i], result.record, result.record.signers[i], bundle, suite));
    return result;
}

} // namespace kaogong::record
