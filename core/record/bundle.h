// The trust bundle: which keys of the bureau count, which certificates are revoked, signed by the roots. It is the only thing that makes a
// signature mean anything, so it is verified against a root set that the reader already has, or whose six words a person compares.
#pragma once

#include "core/record/certificate.h"
#include "core/record/roots.h"

namespace kaogong::record {

inline constexpr std::size_t kBundleSizeMax = 1 << 20;

enum class RevocationReason : std::uint8_t { lost = 1, compromised, left, superseded, misconduct, frozen };
struct Revocation {
    CertificateId id;
    std::int64_t when_ms = 0;
    RevocationReason why = RevocationReason::lost;
    bool operator==(const Revocation&) const = default;
};

// A certificate as it travels, with what it says.
struct IssuedCertificate {
    Bytes encoded;
    Certificate content;
    KeyId key_id; // of content.key
    bool operator==(const IssuedCertificate&) const = default;
};

// What a signer must be for its signature to count.
struct SignerDemand {
    Role role = Role::device;
    std::int64_t at_ms = 0; // when it signed, by its own statement
    Environment environment = Environment::real;
    std::optional<SessionId> session = {}; // of what is signed; an emergency credential is good for one alone
};

struct Bundle {
    std::int64_t version = 0; // counts upwards; a lower one is never accepted again
    std::int64_t issued_ms = 0;
    std::int64_t not_after_ms = 0;
    std::string bureau;                          // id of the bureau, the issuer in certificates and log
    RootSet roots;                               // with environment and suite
    std::vector<IssuedCertificate> certificates; // issuer, intake, log, witness, response, checkpoint; each signed by a root
    std::vector<Revocation> revocations;         // rising by certificate id
    std::string minimum_software;                // or empty

    // The bureau's certificate of that role and key, good at that time; certificate_issuer_unknown, certificate_not_valid_then,
    // certificate_revoked otherwise.
    Result<const IssuedCertificate*> find(const KeyId& key, const SignerDemand& demand) const;
    Result<PublicKey> key_of(const KeyId& key, const SignerDemand& demand, const Suite& suite = standard_suite()) const;
    std::vector<const IssuedCertificate*> all_of(Role role) const;

    // Judges a certificate that travelled with a signature: issuer named here and good when it issued, signature, role, environment,
    // validity at the time of signing, revocation. Returns what it says. An emergency credential is judged by its warrant instead: both who
    // signed for it in the same way, then session, role, person and hours (emergency_not_valid).
    Result<SignedCertificate> judge(ByteView certificate, const SignerDemand& demand, const Suite& suite = standard_suite()) const;

    // `certificate` by an issuer named here, and nothing else.
    Result<SignedCertificate> judge_issued(SignedCertificate certificate, const SignerDemand& demand, const Suite& suite) const;

    // Stale warns, and then needs a supervisor; it never stops recording.
    bool is_stale(std::int64_t wall_ms) const { return wall_ms > not_after_ms; }
};

// Signs with every root given; they may be fewer than all, but too few will not verify. Fails on contents that could not be read back.
Result<Bytes> encode_bundle(const Bundle& bundle, const std::vector<const KeyPair*>& roots);

// Against the root set that this reader trusts. A bundle that brings another root set needs the threshold of the old and of the new.
Result<Bundle> verify_bundle(ByteView encoded, const RootSet& trusted, const Suite& suite = standard_suite());
// Against its own root set: proves only that it is whole. Whoever uses this shows root_words() to a person.
Result<Bundle> verify_bundle_by_itself(ByteView encoded, const Suite& suite = standard_suite());

// bundle_older when the candidate's version is below the highest ever recorded, environment_mismatch for another environment.
Result<void> may_replace(const Bundle& candidate, std::int64_t highest_version_seen, Environment environment);

} // namespace kaogong::record
