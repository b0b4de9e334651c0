// Enrolment: how a new terminal's key gets its certificate. The kit (kit.h) gave the terminal an id and a one-time secret of the bureau;
// the request shows that whoever holds the new key holds that secret too, without sending it; the grant is the certificate. A request is
// good for one certificate: the bureau burns the secret with it.
#pragma once

#include "core/record/keys.h"

namespace kaogong::record {

// Drawn by the bureau for one terminal and burnt with its first use, so a kit that is found later opens nothing.
using EnrolmentSecret = FixedBytes<struct EnrolmentSecretTag, 32>;
inline constexpr std::size_t kEnrolmentRequestMax = 4'096;

// Payload { 1: version, 2: terminal, 3: device key (COSE_Key), 4: X25519 recipient of sealed files, 5: proof, 6: asked at ms }, signed by
// the new key.
struct EnrolmentRequest {
    TerminalId terminal;
    PublicKey device_key;
    PublicKeyBytes age_recipient;
    Hash proof; // keyed BLAKE2b-256 over terminal, device key and recipient
    std::int64_t asked_ms = 0;
};

struct EnrolmentAsk {
    TerminalId terminal;
    PublicKeyBytes age_recipient;
    std::int64_t asked_ms = 0;
};
Bytes make_enrolment_request(const EnrolmentAsk& ask, const KeyPair& device_key, const EnrolmentSecret& secret);

// Form, usable key and the signature by the key inside. Says nothing yet of the secret.
Result<EnrolmentRequest> read_enrolment_request(ByteView encoded);
// signature_bad when whoever made the request did not know this secret.
Result<void> verify_enrolment_proof(const EnrolmentRequest& request, const EnrolmentSecret& secret);

} // namespace kaogong::record
