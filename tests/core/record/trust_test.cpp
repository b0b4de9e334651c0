#include "tests/support/record_samples.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using test::kSampleWallMs;

namespace {

struct World {
    test::SampleBureau bureau;
    Bundle changed = bureau.bundle;

    Result<Bundle> verify(const Bytes& bytes) { return verify_bundle(bytes, bureau.root_set); }
    SignerDemand device_at(std::int64_t at_ms) const { return {.role = Role::device, .at_ms = at_ms, .environment = Environment::demo}; }
};

} // namespace

TEST_CASE_FIXTURE(World, "a bundle comes back with all that it says") {
    changed.version = 7;
    changed.minimum_software = "0.1.0";
    changed.revocations = {{.id = {}, .when_ms = kSampleWallMs, .why = RevocationReason::compromised}};
    const auto bundle = verify(bureau.sign_bundle(changed)).value();
    CHECK_EQ(bundle.version, 7);
    CHECK_EQ(bundle.bureau, "bureau.test");
    CHECK(bundle.certificates == changed.certificates);
    CHECK(bundle.revocations == changed.revocations);
    CHECK(bundle.roots == bureau.root_set);
    CHECK_EQ(bundle.minimum_software, "0.1.0");
}

TEST_CASE_FIXTURE(World, "one root is too few, the same root twice is one, and a stranger is no root") {
    const auto& roots = bureau.roots;
    CHECK_EQ(verify(encode_bundle(changed, {&roots[0]}).value()).code(), codes::bundle_threshold);
    CHECK_EQ(verify(encode_bundle(changed, {&roots[0], &roots[0]}).value()).code(), codes::signer_unexpected);
    const KeyPair stranger = KeyPair::generate(bureau.random);
    CHECK_EQ(verify(encode_bundle(changed, {&roots[0], &stranger}).value()).code(), codes::signer_unexpected);
    CHECK(verify(encode_bundle(changed, {&roots[2], &roots[1]}).value()).ok());
    CHECK(verify(encode_bundle(changed, {&roots[0], &roots[1], &roots[2]}).value()).ok());
}

TEST_CASE_FIXTURE(World, "a new root set needs two old and two new signatures") {
    const auto& old_roots = bureau.roots;
    std::vector<KeyPair> new_roots;
    for (int i = 0; i < 3; ++i) new_roots.push_back(KeyPair::generate(bureau.random));
    changed.roots.keys.clear();
    for (const KeyPair& root : new_roots) changed.roots.keys.push_back(root.public_key().bytes());
    std::sort(changed.roots.keys.begin(), changed.roots.keys.end());
    for (IssuedCertificate& certificate : changed.certificates)
        certificate.encoded = issue_certificate(certificate.content, new_roots[0]).value();

    CHECK_EQ(verify(encode_bundle(changed, {&new_roots[0], &new_roots[1]}).value()).code(), codes::bundle_threshold);
    CHECK_EQ(verify(encode_bundle(changed, {&old_roots[0], &old_roots[1]}).value()).code(), codes::bundle_threshold);
    CHECK_EQ(verify(encode_bundle(changed, {&old_roots[0], &old_roots[1], &new_roots[0]}).value()).code(), codes::bundle_threshold);
    CHECK(verify(encode_bundle(changed, {&old_roots[0], &old_roots[1], &new_roots[0], &new_roots[2]}).value()).ok());
}

TEST_CASE_FIXTURE(World, "an older version or another environment never replaces a bundle; a stale one says so") {
    CHECK(may_replace(bureau.bundle, 1, Environment::demo).ok());
    CHECK_EQ(may_replace(bureau.bundle, 2, Environment::demo).code(), codes::bundle_older);
    CHECK_EQ(may_replace(bureau.bundle, 1, Environment::real).code(), codes::environment_mismatch);
    CHECK_FALSE(bureau.bundle.is_stale(bureau.bundle.not_after_ms));
    CHECK(bureau.bundle.is_stale(bureau.bundle.not_after_ms + 1));
}

TEST_CASE_FIXTURE(World, "a bundle of real roots does not take a demo certificate, nor the centre's") {
    changed.certificates[0].encoded = bureau.certify(bureau.issuer.public_key(), Role::examiner);
    CHECK_EQ(verify(bureau.sign_bundle(changed)).code(), codes::certificate_role);
    changed = bureau.bundle;
    Certificate content = changed.certificates[0].content;
    content.environment = Environment::real;
    changed.certificates[0].encoded = issue_certificate(content, bureau.roots[0]).value();
    CHECK_EQ(verify(bureau.sign_bundle(changed)).code(), codes::environment_mismatch);
    changed = bureau.bundle;
    changed.certificates[0].encoded = issue_certificate(changed.certificates[0].content, bureau.issuer).value();
    CHECK_EQ(verify(bureau.sign_bundle(changed)).code(), codes::certificate_issuer_unknown);
}

TEST_CASE_FIXTURE(World, "a certificate counts for its role, in its time, until it is revoked") {
    const auto terminal = bureau.enrol();
    const auto judge = [&](const SignerDemand& demand) { return changed.judge(terminal.certificate, demand); };
    CHECK(judge(device_at(kSampleWallMs)).ok());
    CHECK_EQ(judge({.role = Role::examiner, .at_ms = kSampleWallMs, .environment = Environment::demo}).code(), codes::certificate_role);
    CHECK_EQ(judge({.role = Role::device, .at_ms = kSampleWallMs, .environment = Environment::real}).code(), codes::environment_mismatch);
    CHECK_EQ(judge(device_at(kSampleWallMs - 31 * 86'400'000ll)).code(), codes::certificate_not_valid_then);
    CHECK_EQ(judge(device_at(kSampleWallMs + 181 * 86'400'000ll)).code(), codes::certificate_not_valid_then);

    const CertificateId id = decode_certificate(terminal.certificate)->content.id;
    changed.revocations = {{.id = id, .when_ms = kSampleWallMs}};
    CHECK(judge(device_at(kSampleWallMs - 1)).ok());
    CHECK_EQ(judge(device_at(kSampleWallMs)).code(), codes::certificate_revoked);
}

TEST_CASE_FIXTURE(World, "another bureau's certificate is nobody's here") {
    test::SampleBureau other(2);
    const auto terminal = other.enrol();
    CHECK_EQ(bureau.bundle.judge(terminal.certificate, device_at(kSampleWallMs)).code(), codes::certificate_issuer_unknown);
}

TEST_CASE_FIXTURE(World, "root words are the same pictures in both languages and change with the set") {
    const RootWords words = root_words(bureau.root_set);
    CHECK_EQ(root_words(bureau.root_set), words);
    for (const Language language : {Language::zh_cn, Language::en}) CHECK_EQ(parse_words(words_text(words, language)).value(), words);
    CHECK_EQ(parse_words("红马 绿山、白花, big-fish OLD-TIGER\n重虎").value(), RootWords{0x00, 0x31, 0x42, 0x69, 0x9f, 0xff});
    CHECK_EQ(parse_words("红马 绿山").code(), codes::number_malformed);
    CHECK_EQ(parse_words("红马 绿山 白花 大鱼 旧虎 重虎 红马").code(), codes::number_malformed);
    CHECK_EQ(parse_words("红马 绿山 白花 大鱼 旧虎 重猫").code(), codes::number_malformed);

    RootSet real = bureau.root_set;
    real.environment = Environment::real; // the same keys can never pass for a real set
    CHECK_NE(root_words(real), words);
}

TEST_CASE("all 256 words are different in each language") {
    for (const Language language : {Language::zh_cn, Language::en}) {
        std::vector<std::string> seen;
        for (int word = 0; word < 256; ++word) {
            RootWords words{};
            words[0] = static_cast<std::uint8_t>(word);
            seen.push_back(words_text(words, language));
        }
        std::sort(seen.begin(), seen.end());
        CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
    }
}

TEST_CASE_FIXTURE(World, "a kit brings its bundle, and not another bureau's") {
    const TerminalId terminal{};
    const auto kit = verify_kit(bureau.kit(terminal)).value();
    CHECK(kit.content.roots == bureau.root_set);
    CHECK_EQ(kit.bundle.version, 1);
    test::SampleBureau other(2);
    Kit mixed = kit.content;
    mixed.bundle = other.bundle_bytes;
    CHECK_FALSE(encode_kit(mixed, bureau.issuer).ok());
}
