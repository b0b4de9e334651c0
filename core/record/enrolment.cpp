#include "core/record/enrolment.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/cose.h"
#include "core/record/formats.h"
#include "core/record/wire.h"

#include <sodium.h>

namespace kaogong::record {
namespace {

// Stands first under the hash, so that no other use of a secret can give the same bytes.
constexpr std::string_view kPurpose = "kaogong enrolment proof 1";

struct Proved {
    TerminalId terminal;
    PublicKeyBytes device_key;
    PublicKeyBytes age_recipient;
};

// All fields have fixed lengths, so their concatenation can be read in one way only.
Hash proof_of(const Proved& proved, const EnrolmentSecret& secret) {
    Hash proof;
    crypto_generichash_state state;
    crypto_generichash_init(&state, secret.bytes.data(), EnrolmentSecret::kSize, Hash::kSize);
    for (const ByteView part : {view(kPurpose), proved.terminal.view(), proved.device_key.view(), proved.age_recipient.view()})
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, proof.bytes.data(), Hash::kSize);
    sodium_memzero(&state, sizeof state);
    return proof;
}

Result<EnrolmentRequest> read_payload(ByteView payload) {
    cbor::Reader reader(payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(1));
    TRY(wire::read_version(reader));
    TRY(fields.need(2));
    const auto terminal = TRY(reader.fixed<TerminalId>());
    TRY(fields.need(3));
    const auto device_key = TRY(PublicKey::from(TRY(CoseKey::read(reader))));
    TRY(fields.need(4));
    const auto age_recipient = TRY(reader.fixed<PublicKeyBytes>());
    TRY(fields.need(5));
    const auto proof = TRY(reader.fixed<Hash>());
    TRY(fields.need(6));
    const std::int64_t asked_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.close());
    TRY(reader.finish());
    return EnrolmentRequest{
        .terminal = terminal, .device_key = device_key, .age_recipient = age_recipient, .proof = proof, .asked_ms = asked_ms};
}

} // namespace

Bytes make_enrolment_request(const EnrolmentAsk& ask, const KeyPair& device_key, const EnrolmentSecret& secret) {
    const PublicKey& key = device_key.public_key();
    const Hash proof = proof_of({.terminal = ask.terminal, .device_key = key.bytes(), .age_recipient = ask.age_recipient}, secret);
    cbor::Writer writer;
    writer.begin_map();
    writer.key(1).integer(kFormatVersion);
    writer.key(2).bytes(ask.terminal.view());
    writer.key(3);
    key.cose_key().write(writer);
    writer.key(4).bytes(ask.age_recipient.view());
    writer.key(5).bytes(proof.view());
    writer.key(6).integer(ask.asked_ms);
    writer.end_map();
    return sign_attached(writer.view(), {.protected_headers = {.type = kTypeEnrolment}}, device_key);
}

Result<EnrolmentRequest> read_enrolment_request(ByteView encoded) {
    if (encoded.size() > kEnrolmentRequestMax) return error(codes::file_too_large, "enrolment request");
    const Sign1 message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(message, {.type = kTypeEnrolment}));
    const EnrolmentRequest request = TRY(read_payload(*message.payload));
    TRY(verify_attached(message, request.device_key));
    return request;
}

Result<void> verify_enrolment_proof(const EnrolmentRequest& request, const EnrolmentSecret& secret) {
    const Hash wanted =
        proof_of({.terminal = request.terminal, .device_key = request.device_key.bytes(), .age_recipient = request.age_recipient}, secret);
    if (sodium_memcmp(wanted.bytes.data(), request.proof.bytes.data(), Hash::kSize) != 0)
        return error(codes::signature_bad, "enrolment proof");
    return success();
}

} // namespace kaogong::record
