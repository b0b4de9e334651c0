// A bureau of a test's own: one root, an issuer and a response key, and the bundle that names them.
#pragma once

#include "core/record/age/file.h"
#include "core/record/bundle.h"
#include "tests/support/fake_random.h"

namespace kaogong::test {

inline constexpr std::int64_t kBureauSinceS = 1'790'000'000;
inline constexpr std::int64_t kBureauUntilS = 1'890'000'000;

struct SampleBureau {
    explicit SampleBureau(FakeRandom& random, record::Environment environment = record::Environment::demo)
        : root(record::KeyPair::generate(random)), issuer(record::KeyPair::generate(random)),
          response(record::age::Identity::generate(random)) {
        bundle.version = 1;
        bundle.issued_ms = kBureauSinceS * 1000;
        bundle.not_after_ms = kBureauUntilS * 1000;
        bundle.bureau = "bureau.test";
        bundle.roots = {.keys = {root.public_key().bytes()}, .threshold = 1, .environment = environment};
        add(record::Role::issuer, issuer.public_key().cose_key(), random);
    }

    void add(record::Role role, const record::CoseKey& key, FakeRandom& random) {
        record::Certificate certificate;
        certificate.issuer = "root";
        certificate.id = random.fixed<record::CertificateId>();
        certificate.not_before_s = certificate.issued_s = kBureauSinceS;
        certificate.expires_s = kBureauUntilS;
        certificate.key = key;
        certificate.role = role;
        certificate.environment = bundle.roots.environment;
        Bytes encoded = record::issue_certificate(certificate, root).value();
        bundle.certificates.push_back({std::move(encoded), certificate, key.id(record::standard_suite())});
    }

    record::KeyPair root;
    record::KeyPair issuer;
    record::age::Identity response;
    record::Bundle bundle;
};

} // namespace kaogong::test
