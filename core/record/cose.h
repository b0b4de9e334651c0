// COSE_Sign1 (RFC 9052 section 4.2), tagged 18, with attached or detached payload. Protected headers and payloads are kept and verified as
// the bytes that arrived; nothing is encoded again. Reading is strict: a header label that this file does not list is refused, an
// unknown critical one with a code of its own, because what nobody reads nobody has checked.
#pragma once

#include "core/record/keys.h"

namespace kaogong::record {

// Claims that we put into the protected header (RFC 9597): who speaks, with which certificate, when.
struct HeaderClaims {
    std::string_view issuer;                 // claim 1
    std::string_view subject;                // claim 2: certificate id in hexadecimal, or empty
    std::optional<std::int64_t> issued_at_s; // claim 6, whole seconds as CWT demands
    std::optional<std::uint64_t> tree_size;  // claim -70010 of receipts: the signed copy of the tree size
};

// The labels that are known, in the order in which they are encoded. Views point into the message that was read.
struct Headers {
    std::optional<std::int64_t> algorithm;            // 1
    std::string_view content_type;                    // 3, as text
    std::optional<std::uint64_t> content_format;      // 3, as CoAP number; never written by us
    std::optional<ByteView> key_id;                   // 4
    std::optional<ByteView> certificate;              // 13 kcwt (RFC 9528), one encoded CWT
    std::optional<HeaderClaims> claims;               // 15 (RFC 9597)
    std::string_view type;                            // 16 typ (RFC 9596)
    std::optional<std::int64_t> verifiable_structure; // 395 (RFC 9942), 1 = RFC 9162 with SHA-256
    std::optional<ByteView> verifiable_proofs;        // 396, one encoded map

    bool empty() const;
    void write(cbor::Writer& writer) const;
    static Result<Headers> read(cbor::Reader& reader);
};

// A message that was taken apart. Its views point into the bytes that were read, which must outlive it.
struct Sign1 {
    ByteView encoded;                // the whole message, tag included
    ByteView protected_bytes;        // content of the protected bstr, as it was signed
    Headers protected_headers;       // what it says
    Headers unprotected_headers;     // covered by no signature: every user must pin what may stand here
    std::optional<ByteView> payload; // absent when detached
    Signature signature;

    static Result<Sign1> decode(ByteView message);   // the whole input is one message
    static Result<Sign1> read(cbor::Reader& reader); // the next item is one message

    // The kid of the protected header as ours; cose_header when it is absent or of another length.
    Result<KeyId> key_id() const;
};

// Signature over ["Signature1", protected, external data, payload]. signature_bad, cose_algorithm or key_id_mismatch (a kid that the
// message names must be the key's).
Result<void> verify_attached(const Sign1& message, const PublicKey& key);
Result<void> verify_detached(const Sign1& message, ByteView payload, const PublicKey& key);

struct SignOptions {
    Headers protected_headers;   // algorithm and key id are filled in
    Headers unprotected_headers; // usually the certificate, or nothing
};
Bytes sign_attached(ByteView payload, const SignOptions& options, const KeyPair& key);
Bytes sign_detached(ByteView payload, const SignOptions& options, const KeyPair& key);

// The same in two steps, for signatures that several messages share (all receipts of one tree head).
struct SignedHeaders {
    Bytes protected_bytes;
    Signature signature;
};
SignedHeaders sign_headers(ByteView payload, const Headers& protected_headers, const KeyPair& key);
Bytes assemble_detached(const SignedHeaders& headers, const Headers& unprotected_headers);

// What a message of ours must look like: which type it claims, whether its payload is inside, what may stand unprotected.
enum class Payload { attached, detached };
enum class Unprotected { nothing, certificate, maybe_certificate, proofs };
struct Shape {
    std::string_view type; // header 16; empty: it must be absent
    std::string_view content_type = {};
    Payload payload = Payload::attached;
    Unprotected unprotected = Unprotected::nothing;
};
Result<void> expect_shape(const Sign1& message, const Shape& shape);

} // namespace kaogong::record
