#include "core/record/bundle.h"

#include "core/base/codes/record.h"
#include "core/record/emergency.h"
#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kIssued = 2, kNotAfter = 3, kBureau = 4, kRoots = 5, kThreshold = 6, kCertificates = 7,
                       kRevocations = 8, kMinimumSoftware = 9, kEnvironment = 10, kSuite = 11;
constexpr std::size_t kCertificatesMax = 256;
constexpr std::size_t kRevocationsMax = 10'000;
constexpr Shape kSignatureShape{.type = kTypeBundle, .payload = Payload::detached};

Result<void> check(const Bundle& bundle, const Suite& suite) {
    TRY(bundle.roots.check(suite));
    TRY(wire::check_text(bundle.bureau, "bureau of the bundle"));
    if (bundle.certificates.size() > kCertificatesMax || bundle.revocations.size() > kRevocationsMax)
        return error(codes::record_too_large, "trust bundle");
    const auto not_rising = [](const Revocation& a, const Revocation& b) { return !(a.id < b.id); };
    if (std::adjacent_find(bundle.revocations.begin(), bundle.revocations.end(), not_rising) != bundle.revocations.end())
        return error(codes::record_value_invalid, "order of revocations");
    return success();
}

Bytes encode_payload(const Bundle& bundle) {
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(bundle.version);
    writer.key(kIssued).integer(bundle.issued_ms);
    writer.key(kNotAfter).integer(bundle.not_after_ms);
    writer.key(kBureau).text(bundle.bureau);
    writer.key(kRoots);
    wire::write_fixed_list(writer, bundle.roots.keys);
    writer.key(kThreshold).integer(bundle.roots.threshold);
    writer.key(kCertificates).array(bundle.certificates.size());
    for (const IssuedCertificate& certificate : bundle.certificates) writer.raw(certificate.encoded);
    if (!bundle.revocations.empty()) {
        writer.key(kRevocations).array(bundle.revocations.size());
        for (const Revocation& revocation : bundle.revocations)
            writer.array(3).bytes(revocation.id.view()).integer(revocation.when_ms).integer(wire::number(revocation.why));
    }
    if (!bundle.minimum_software.empty()) writer.key(kMinimumSoftware).text(bundle.minimum_software);
    writer.key(kEnvironment).integer(wire::number(bundle.roots.environment));
    writer.key(kSuite).integer(wire::number(bundle.roots.suite));
    writer.end_map();
    return writer.take();
}

Result<IssuedCertificate> read_certificate(cbor::Reader& reader, const Suite& suite) {
    IssuedCertificate certificate;
    certificate.encoded = to_bytes(TRY(reader.item()));
    certificate.content = TRY(decode_certificate(certificate.encoded)).content;
    certificate.key_id = certificate.content.key.id(suite);
    return certificate;
}

Result<Revocation> read_revocation(cbor::Reader& reader) {
    Revocation revocation;
    TRY(reader.array_of(3));
    revocation.id = TRY(reader.fixed<CertificateId>());
    revocation.when_ms = TRY(wire::read_time_ms(reader));
    revocation.why = TRY(wire::read_enum(reader, RevocationReason::lost, RevocationReason::frozen));
    return revocation;
}

Result<Bundle> read_payload(ByteView payload, const Suite& suite) {
    Bundle bundle;
    cbor::Reader reader(payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    bundle.version = TRY(reader.integer_in(1, INT32_MAX));
    TRY(fields.need(kIssued));
    bundle.issued_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kNotAfter));
    bundle.not_after_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kBureau));
    bundle.bureau = TRY(wire::read_text(reader));
    TRY(fields.need(kRoots));
    bundle.roots.keys = TRY(wire::read_fixed_list<PublicKeyBytes>(reader, kRootsMax));
    TRY(fields.need(kThreshold));
    bundle.roots.threshold = static_cast<int>(TRY(reader.integer_in(1, kRootsMax)));
    TRY(fields.need(kCertificates));
    const std::size_t certificates = TRY(wire::read_list(reader, kCertificatesMax));
    for (std::size_t i = 0; i < certificates; ++i) bundle.certificates.push_back(TRY(read_certificate(reader, suite)));
    if (TRY(fields.has(kRevocations))) {
        bundle.revocations.resize(TRY(wire::read_list(reader, kRevocationsMax)));
        for (Revocation& revocation : bundle.revocations) revocation = TRY(read_revocation(reader));
    }
    if (TRY(fields.has(kMinimumSoftware))) bundle.minimum_software = TRY(wire::read_text(reader));
    TRY(fields.need(kEnvironment));
    bundle.roots.environment = TRY(wire::read_enum(reader, Environment::real, Environment::practice));
    TRY(fields.need(kSuite));
    const std::uint64_t number = TRY(reader.unsigned_integer());
    if (number != static_cast<std::uint64_t>(suite.number())) return error(codes::suite_unknown, "suite " + std::to_string(number));
    bundle.roots.suite = suite.number();
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(bundle, suite));
    return bundle;
}

bool among(const PublicKey& key, const RootSet& roots) {
    return std::binary_search(roots.keys.begin(), roots.keys.end(), key.bytes());
}

Result<PublicKey> find_root(const KeyId& id, const RootSet& old_roots, const RootSet& new_roots, const Suite& suite) {
    for (const RootSet* roots : {&old_roots, &new_roots})
        for (const PublicKey& key : TRY(roots->public_keys(suite)))
            if (key.id() == id) return key;
    return error(codes::signer_unexpected, "key " + id.hex() + " is no root");
}

// Every signature that is there must be good, by a root, and each root signs once: nothing in the file is left unchecked.
Result<std::vector<PublicKey>> read_signatures(cbor::Reader& reader, ByteView payload, const RootSet& trusted, const RootSet& own,
                                               const Suite& suite) {
    std::vector<PublicKey> signers;
    const std::size_t count = TRY(wire::read_list(reader, 2 * kRootsMax));
    for (std::size_t i = 0; i < count; ++i) {
        const Sign1 signature = TRY(Sign1::read(reader));
        TRY(expect_shape(signature, kSignatureShape));
        const PublicKey key = TRY(find_root(TRY(signature.key_id()), trusted, own, suite));
        TRY(verify_detached(signature, payload, key));
        if (!signers.empty() && !(signers.back().id() < key.id())) return error(codes::signer_unexpected, "order of root signatures");
        signers.push_back(key);
    }
    return signers;
}

Result<void> check_threshold(const std::vector<PublicKey>& signers, const RootSet& roots) {
    const auto count = std::count_if(signers.begin(), signers.end(), [&](const PublicKey& key) { return among(key, roots); });
    if (count >= roots.threshold) return success();
    return error(codes::bundle_threshold, std::to_string(count) + " of " + std::to_string(roots.threshold));
}

// The bureau's certificates are signed by a root each, and belong to the bundle's environment.
Result<void> check_certificates(const Bundle& bundle, const Suite& suite) {
    const auto roots = TRY(bundle.roots.public_keys(suite));
    for (const IssuedCertificate& certificate : bundle.certificates) {
        if (!is_bureau_role(certificate.content.role)) return error(codes::certificate_role, "a certificate of the centre in the bundle");
        if (certificate.content.environment != bundle.roots.environment)
            return error(codes::environment_mismatch, "certificate in the bundle");
        const auto decoded = TRY(decode_certificate(certificate.encoded));
        const auto root = std::find_if(roots.begin(), roots.end(), [&](const PublicKey& key) { return key.id() == decoded.issuer_key; });
        if (root == roots.end()) return error(codes::certificate_issuer_unknown, "certificate in the bundle");
        TRY(verify_attached(decoded.message, *root));
    }
    return success();
}

struct Opened {
    ByteView payload;
    Bundle bundle;
    cbor::Reader signatures;
};
Result<Opened> open(ByteView encoded, const Suite& suite) {
    if (encoded.size() > kBundleSizeMax) return error(codes::cbor_too_large, "trust bundle");
    cbor::Reader reader(encoded);
    TRY(reader.array_of(2));
    const ByteView payload = TRY(reader.bytes());
    auto bundle = TRY(read_payload(payload, suite));
    return Opened{.payload = payload, .bundle = std::move(bundle), .signatures = reader};
}

Result<Bundle> verify(Opened opened, const RootSet& trusted, const Suite& suite) {
    const auto signers = TRY(read_signatures(opened.signatures, opened.payload, trusted, opened.bundle.roots, suite));
    TRY(opened.signatures.finish());
    TRY(check_threshold(signers, trusted));
    TRY(check_threshold(signers, opened.bundle.roots));
    if (opened.bundle.roots.environment != trusted.environment) return error(codes::environment_mismatch, "trust bundle");
    TRY(check_certificates(opened.bundle, suite));
    return std::move(opened.bundle);
}

Result<void> check_good_at(const Certificate& certificate, const Bundle& bundle, std::int64_t at_ms) {
    const std::int64_t at_s = at_ms / 1000;
    if (at_s < certificate.not_before_s || at_s > certificate.expires_s)
        return error(codes::certificate_not_valid_then, "certificate " + certificate.id.hex());
    for (const Revocation& revocation : bundle.revocations)
        if (revocation.id == certificate.id && revocation.when_ms <= at_ms)
            return error(codes::certificate_revoked, "certificate " + certificate.id.hex());
    return success();
}

} // namespace

Result<const IssuedCertificate*> Bundle::find(const KeyId& key, const SignerDemand& demand) const {
    for (const IssuedCertificate& certificate : certificates) {
        if (certificate.content.role != demand.role || certificate.key_id != key) continue;
        TRY(check_good_at(certificate.content, *this, demand.at_ms));
        return &certificate;
    }
    return error(codes::certificate_issuer_unknown, std::string(role_name(demand.role, Language::en)) + ", key " + key.hex());
}

Result<PublicKey> Bundle::key_of(const KeyId& key, const SignerDemand& demand, const Suite& suite) const {
    return PublicKey::from(TRY(find(key, demand))->content.key, suite);
}

std::vector<const IssuedCertificate*> Bundle::all_of(Role role) const {
    std::vector<const IssuedCertificate*> found;
    for (const IssuedCertificate& certificate : certificates)
        if (certificate.content.role == role) found.push_back(&certificate);
    return found;
}

Result<SignedCertificate> Bundle::judge(ByteView certificate, const SignerDemand& demand, const Suite& suite) const {
    auto decoded = TRY(decode_certificate(certificate));
    if (decoded.content.warrant.empty()) return judge_issued(std::move(decoded), demand, suite);
    if (decoded.content.role != demand.role) return error(codes::certificate_role, std::string(role_name(decoded.content.role, Language::en)));
    if (decoded.content.environment != demand.environment || roots.environment != demand.environment)
        return error(codes::environment_mismatch, "certificate " + decoded.content.id.hex());
    TRY(check_good_at(decoded.content, *this, demand.at_ms));
    TRY(judge_emergency(decoded, demand, *this, suite));
    return decoded;
}

Result<SignedCertificate> Bundle::judge_issued(SignedCertificate decoded, const SignerDemand& demand, const Suite& suite) const {
    if (!decoded.content.warrant.empty()) return error(codes::emergency_not_valid, "issued by itself");
    const SignerDemand issuer{.role = Role::issuer, .at_ms = decoded.content.issued_s * 1000, .environment = demand.environment};
    TRY(verify_attached(decoded.message, TRY(key_of(decoded.issuer_key, issuer, suite))));
    if (decoded.content.role != demand.role || is_bureau_role(demand.role))
        return error(codes::certificate_role, std::string(role_name(decoded.content.role, Language::en)) + " where " +
                                                  std::string(role_name(demand.role, Language::en)) + " must stand");
    if (decoded.content.environment != demand.environment || roots.environment != demand.environment)
        return error(codes::environment_mismatch, "certificate " + decoded.content.id.hex());
    TRY(check_good_at(decoded.content, *this, demand.at_ms));
    return decoded;
}

Result<Bytes> encode_bundle(const Bundle& bundle, const std::vector<const KeyPair*>& roots) {
    if (roots.empty()) return error(codes::bundle_threshold, "no root key");
    TRY(check(bundle, roots.front()->suite()));
    if (bundle.certificates.empty()) return error(codes::record_value_invalid, "a bundle without certificates");
    const Bytes payload = encode_payload(bundle);
    auto signers = roots;
    std::sort(signers.begin(), signers.end(), [](const KeyPair* a, const KeyPair* b) { return a->id() < b->id(); });
    if (payload.size() > kBundleSizeMax - 256 * signers.size()) return error(codes::record_too_large, "trust bundle");
    cbor::Writer writer;
    writer.array(2).bytes(payload).array(signers.size());
    for (const KeyPair* signer : signers) writer.raw(sign_detached(payload, {.protected_headers = {.type = kTypeBundle}}, *signer));
    return writer.take();
}

Result<Bundle> verify_bundle(ByteView encoded, const RootSet& trusted, const Suite& suite) {
    return verify(TRY(open(encoded, suite)), trusted, suite);
}

Result<Bundle> verify_bundle_by_itself(ByteView encoded, const Suite& suite) {
    auto opened = TRY(open(encoded, suite));
    const RootSet own = opened.bundle.roots;
    return verify(std::move(opened), own, suite);
}

Result<void> may_replace(const Bundle& candidate, std::int64_t highest_version_seen, Environment environment) {
    if (candidate.roots.environment != environment) return error(codes::environment_mismatch, "trust bundle");
    if (candidate.version < highest_version_seen)
        return error(codes::bundle_older,
                     "version " + std::to_string(candidate.version) + " after " + std::to_string(highest_version_seen));
    return success();
}

} // namespace kaogong::record
