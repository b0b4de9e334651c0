#include "core/record/cose.h"

#include "core/base/codes/record.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kAlgorithm = 1, kCritical = 2, kContentType = 3, kKeyId = 4, kCertificate = 13, kClaims = 15, kType = 16,
                       kVerifiableStructure = 395, kVerifiableProofs = 396;
constexpr std::int64_t kClaimIssuer = 1, kClaimSubject = 2, kClaimIssuedAt = 6, kClaimTreeSize = -70010;

void write_claims(cbor::Writer& writer, const HeaderClaims& claims) {
    writer.begin_map();
    if (!claims.issuer.empty()) writer.key(kClaimIssuer).text(claims.issuer);
    if (!claims.subject.empty()) writer.key(kClaimSubject).text(claims.subject);
    if (claims.issued_at_s) writer.key(kClaimIssuedAt).integer(*claims.issued_at_s);
    if (claims.tree_size) writer.key(kClaimTreeSize).unsigned_integer(*claims.tree_size);
    writer.end_map();
}

Result<std::string_view> read_present_text(cbor::Reader& reader) {
    const std::string_view text = TRY(reader.text());
    if (text.empty()) return error(codes::cose_header, "an empty text where an absent one is meant");
    return text;
}

Result<HeaderClaims> read_claims(cbor::Reader& reader) {
    HeaderClaims claims;
    auto fields = TRY(cbor::Fields::open(reader));
    if (TRY(fields.has(kClaimIssuer))) claims.issuer = TRY(read_present_text(reader));
    if (TRY(fields.has(kClaimSubject))) claims.subject = TRY(read_present_text(reader));
    if (TRY(fields.has(kClaimIssuedAt))) claims.issued_at_s = TRY(reader.integer_in(0, INT64_MAX / 1000));
    if (TRY(fields.has(kClaimTreeSize))) claims.tree_size = TRY(reader.unsigned_integer());
    TRY(fields.close());
    return claims;
}

Result<void> read_content_type(cbor::Reader& reader, Headers& headers) {
    if (TRY(reader.peek()) == cbor::Kind::unsigned_integer)
        headers.content_format = TRY(reader.unsigned_integer());
    else
        headers.content_type = TRY(read_present_text(reader));
    return success();
}

// Sig_structure of RFC 9052 section 4.4. External data is always empty here: the type in the protected header keeps kinds apart.
Bytes signed_bytes(ByteView protected_bytes, ByteView payload) {
    cbor::Writer writer;
    writer.array(4).text("Signature1").bytes(protected_bytes).bytes({}).bytes(payload);
    return writer.take();
}

Result<void> verify(const Sign1& message, ByteView payload, const PublicKey& key) {
    const auto& headers = message.protected_headers;
    if (!headers.algorithm || !key.suite().accepts(*headers.algorithm))
        return error(codes::cose_algorithm, headers.algorithm ? "algorithm " + std::to_string(*headers.algorithm) : "no algorithm");
    if (headers.key_id && !equal(*headers.key_id, key.id().view())) return error(codes::key_id_mismatch, "kid " + to_hex(*headers.key_id));
    if (payload.size() > cbor::kItemBytesMax) return error(codes::cbor_too_large, "payload");
    if (!key.verify(signed_bytes(message.protected_bytes, payload), message.signature))
        return error(codes::signature_bad, "by key " + key.id().hex());
    return success();
}

Headers complete(Headers headers, const KeyPair& key) {
    headers.algorithm = key.suite().algorithm();
    headers.key_id = key.id().view();
    return headers;
}

Bytes assemble(const SignedHeaders& headers, const Headers& unprotected, std::optional<ByteView> payload) {
    cbor::Writer writer;
    writer.sign1_tag().array(4).bytes(headers.protected_bytes);
    unprotected.write(writer);
    if (payload)
        writer.bytes(*payload);
    else
        writer.null();
    writer.bytes(headers.signature.view());
    return writer.take();
}

bool only(const Headers& headers, Unprotected allowed) {
    Headers rest = headers;
    const bool has_certificate = rest.certificate.has_value(), has_proofs = rest.verifiable_proofs.has_value();
    rest.certificate.reset();
    rest.verifiable_proofs.reset();
    if (!rest.empty()) return false;
    switch (allowed) {
    case Unprotected::nothing: return !has_certificate && !has_proofs;
    case Unprotected::certificate: return has_certificate && !has_proofs;
    case Unprotected::maybe_certificate: return !has_proofs;
    case Unprotected::proofs: return !has_certificate && has_proofs;
    }
    return false;
}

} // namespace

bool Headers::empty() const {
    return !algorithm && content_type.empty() && !content_format && !key_id && !certificate && !claims && type.empty() &&
           !verifiable_structure && !verifiable_proofs;
}

void Headers::write(cbor::Writer& writer) const {
    writer.begin_map();
    if (algorithm) writer.key(kAlgorithm).integer(*algorithm);
    if (!content_type.empty()) writer.key(kContentType).text(content_type);
    if (key_id) writer.key(kKeyId).bytes(*key_id);
    if (certificate) writer.key(kCertificate).raw(*certificate);
    if (claims) {
        writer.key(kClaims);
        write_claims(writer, *claims);
    }
    if (!type.empty()) writer.key(kType).text(type);
    if (verifiable_structure) writer.key(kVerifiableStructure).integer(*verifiable_structure);
    if (verifiable_proofs) writer.key(kVerifiableProofs).raw(*verifiable_proofs);
    writer.end_map();
}

Result<Headers> Headers::read(cbor::Reader& reader) {
    Headers headers;
    auto fields = TRY(cbor::Fields::open(reader));
    if (TRY(fields.has(kAlgorithm))) headers.algorithm = TRY(reader.integer());
    if (TRY(fields.has(kCritical))) return error(codes::cose_critical, "header 2");
    if (TRY(fields.has(kContentType))) TRY(read_content_type(reader, headers));
    if (TRY(fields.has(kKeyId))) headers.key_id = TRY(reader.bytes());
    if (TRY(fields.has(kCertificate))) headers.certificate = TRY(reader.item());
    if (TRY(fields.has(kClaims))) headers.claims = TRY(read_claims(reader));
    if (TRY(fields.has(kType))) headers.type = TRY(read_present_text(reader));
    if (TRY(fields.has(kVerifiableStructure))) headers.verifiable_structure = TRY(reader.integer());
    if (TRY(fields.has(kVerifiableProofs))) headers.verifiable_proofs = TRY(reader.item());
    if (const auto closed = fields.close(); !closed) {
        if (closed.code() != codes::record_key_unknown) return closed.error();
        return error(codes::cose_header, "header with " + closed.error().context);
    }
    return headers;
}

Result<Sign1> Sign1::decode(ByteView message) {
    cbor::Reader reader(message);
    auto decoded = TRY(read(reader));
    TRY(reader.finish());
    return decoded;
}

Result<Sign1> Sign1::read(cbor::Reader& reader) {
    Sign1 message;
    const std::size_t start = reader.offset();
    TRY(reader.sign1_tag());
    TRY(reader.array_of(4));
    message.protected_bytes = TRY(reader.bytes());
    cbor::Reader protected_reader(message.protected_bytes);
    message.protected_headers = TRY(Headers::read(protected_reader));
    TRY(protected_reader.finish());
    message.unprotected_headers = TRY(Headers::read(reader));
    if (TRY(reader.peek()) == cbor::Kind::null)
        TRY(reader.null());
    else
        message.payload = TRY(reader.bytes());
    message.signature = TRY(reader.fixed<Signature>());
    message.encoded = reader.since(start);
    return message;
}

Result<KeyId> Sign1::key_id() const {
    const auto& id = protected_headers.key_id;
    if (!id || id->size() != KeyId::kSize) return error(codes::cose_header, "no key id of ours");
    return KeyId::from(*id);
}

Result<void> verify_attached(const Sign1& message, const PublicKey& key) {
    if (!message.payload) return error(codes::cose_header, "payload missing");
    return verify(message, *message.payload, key);
}

Result<void> verify_detached(const Sign1& message, ByteView payload, const PublicKey& key) {
    if (message.payload) return error(codes::cose_header, "payload inside where a detached one is meant");
    return verify(message, payload, key);
}

SignedHeaders sign_headers(ByteView payload, const Headers& protected_headers, const KeyPair& key) {
    cbor::Writer writer;
    complete(protected_headers, key).write(writer);
    const Signature signature = key.sign(signed_bytes(writer.view(), payload));
    return {.protected_bytes = writer.take(), .signature = signature};
}

Bytes assemble_detached(const SignedHeaders& headers, const Headers& unprotected_headers) {
    return assemble(headers, unprotected_headers, std::nullopt);
}

Bytes sign_attached(ByteView payload, const SignOptions& options, const KeyPair& key) {
    return assemble(sign_headers(payload, options.protected_headers, key), options.unprotected_headers, payload);
}

Bytes sign_detached(ByteView payload, const SignOptions& options, const KeyPair& key) {
    return assemble_detached(sign_headers(payload, options.protected_headers, key), options.unprotected_headers);
}

Result<void> expect_shape(const Sign1& message, const Shape& shape) {
    const auto& headers = message.protected_headers;
    if (headers.type != shape.type) return error(codes::cose_type, headers.type.empty() ? "no type" : std::string(headers.type));
    if (headers.content_type != shape.content_type || headers.content_format)
        return error(codes::cose_type, "content type " + std::string(headers.content_type));
    if (message.payload.has_value() != (shape.payload == Payload::attached)) return error(codes::cose_header, "payload inside or outside");
    if (headers.certificate || headers.verifiable_proofs)
        return error(codes::cose_header, "a protected header that stands unprotected in ours");
    if (!only(message.unprotected_headers, shape.unprotected)) return error(codes::cose_header, "unprotected header");
    return success();
}

} // namespace kaogong::record
