// Certificates: CWTs (RFC 8392, with a cnf key as in RFC 8747) that bind a key to a role, a centre and an environment. They travel with
// what they sign. A certificate says who may sign as what; whether its issuer is to be believed only a bundle can say (bundle.h).
#pragma once

#include "core/record/cose.h"
#include "core/record/roles.h"

#include <string>
#include <vector>

namespace kaogong::record {

using CertificateId = FixedBytes<struct CertificateIdTag, 16>;

// What an examiner may score (claim -70003).
struct Competence {
    std::string occupation; // 职业编码
    int level = 0;          // 1..8
    bool operator==(const Competence&) const = default;
};

// Times are whole seconds since 1970 UTC, as CWT demands.
struct Certificate {
    std::string issuer;                          // claim 1: the bureau's id, or `root`
    CertificateId id;                            // claim 2, in hexadecimal
    std::int64_t expires_s = 0;                  // claim 4: the last second in which it is good
    std::int64_t not_before_s = 0;               // claim 5
    std::int64_t issued_s = 0;                   // claim 6
    CoseKey key;                                 // claim 8, cnf
    Role role = Role::device;                    // claim -70001
    std::optional<CentreId> centre;              // claim -70002, of terminals and centre staff
    std::vector<Competence> competences;         // claim -70003
    Environment environment = Environment::real; // claim -70004
    std::string label;                           // claim -70005: staff number, seat or name of a log; never a person's name. May be empty
    std::optional<TerminalId> terminal;          // claim -70006: of a device, and of nothing else
    Bytes warrant;                               // claim -70007: of an emergency credential (emergency.h), which signs itself; else empty

    bool operator==(const Certificate&) const = default;
};

struct SignedCertificate {
    Certificate content;
    KeyId issuer_key; // that its signature names
    Sign1 message;    // points into the bytes that were decoded
};

Result<Bytes> issue_certificate(const Certificate& certificate, const KeyPair& issuer);
// Form only; the signature is checked by verify_attached against the issuer's key, the rest by Bundle::judge.
Result<SignedCertificate> decode_certificate(ByteView encoded);

} // namespace kaogong::record
