// Emergency credential 应急凭证: where a person's token is lost or broken, the site chief and the quality supervisor of the centre together
// warrant a key for one person, one role and one session, for a day at most. Its certificate is signed by that very key and carries the
// warrant; a result that it signed says so, and is held at the bureau until that is confirmed.
#pragma once

#include "core/record/bundle.h"
#include "core/record/signed_result.h"

namespace kaogong::record {

inline constexpr std::string_view kEmergencyIssuer = "emergency";
inline constexpr std::int64_t kWarrantLongestS = 24 * 3'600;

struct Warrant { // what both sign
    SessionId session;
    CentreId centre;
    std::string number; // staff number of the person
    Role role = Role::examiner;
    CoseKey key;
    std::vector<Competence> competences;
    std::int64_t not_before_s = 0, expires_s = 0;
    Environment environment = Environment::real;
    std::string reason; // code
    bool operator==(const Warrant&) const = default;
};
Result<Bytes> encode_warrant(const Warrant& warrant); // record_value_invalid, emergency_not_valid (role, hours)
Result<Warrant> decode_warrant(ByteView payload);
// One of the two signatures, over the payload, with the signer's certificate beside it.
Result<Bytes> sign_warrant(ByteView payload, const ResultSigner& signer, std::int64_t issued_at_s);

struct WarrantSignatures {
    ByteView site_chief;
    ByteView supervisor;
};
// The certificate of the key that was warranted, signed by it. emergency_not_valid where the key is another one.
Result<Bytes> emergency_certificate(ByteView payload, const WarrantSignatures& signatures, const KeyPair& key, const CertificateId& id);

struct WarrantIssuer {
    Certificate certificate;
    std::int64_t issued_at_s = 0;
};
struct OpenedWarrant {
    Warrant warrant;
    WarrantIssuer site_chief, supervisor;
};
// Who warrants this certificate; form only.
Result<OpenedWarrant> open_warrant(const Certificate& certificate);
// The warrant is of this certificate, signed by site chief and supervisor of the same centre whom the bundle knows, two people, and for what
// is asked: session, hours. emergency_not_valid, or why one of the two may not sign.
Result<void> judge_emergency(const SignedCertificate& certificate, const SignerDemand& demand, const Bundle& bundle, const Suite& suite);

} // namespace kaogong::record
