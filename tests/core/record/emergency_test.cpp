#include "core/record/emergency.h"
#include "core/record/verify.h"

#include "core/base/codes/record.h"
#include "tests/support/record_samples.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using test::kSampleWallMs;

namespace {

constexpr std::int64_t kNowS = kSampleWallMs / 1'000;

// An invigilator whose token is broken signs a theory result.
struct Emergency {
    test::SampleBureau bureau;
    test::SampleTerminal terminal = bureau.enrol();
    test::SampleStaff chief = bureau.staff(Role::site_chief, "H-0020");
    test::SampleStaff supervisor = bureau.staff(Role::supervisor, "D-0012");
    KeyPair key = KeyPair::generate(bureau.random);
    Warrant warrant{.session = {},
                    .centre = bureau.centre,
                    .number = "J-0007",
                    .role = Role::invigilator,
                    .key = key.public_key().cose_key(),
                    .competences = {},
                    .not_before_s = kNowS - 600,
                    .expires_s = kNowS + 8 * 3'600,
                    .environment = Environment::demo,
                    .reason = "TOKEN_LOST"};
    ResultRecord record = terminal.result_record(3);

    Emergency() { warrant.session = record.session; }

    Bytes sign(const test::SampleStaff& staff, ByteView payload) {
        return sign_warrant(payload, {.key = &staff.key, .certificate = staff.certificate}, kNowS - 500).value();
    }
    Bytes certificate(const test::SampleStaff& first, const test::SampleStaff& second) {
        const Bytes payload = encode_warrant(warrant).value();
        const Bytes one = sign(first, payload), two = sign(second, payload);
        return emergency_certificate(payload, {one, two}, key, bureau.random.fixed<CertificateId>()).value();
    }
    Bytes certificate() { return certificate(chief, supervisor); }
    Result<SignedCertificate> judge(const Bytes& bytes, std::optional<SessionId> session, std::int64_t at_s = kNowS) {
        return bureau.bundle.judge(bytes, {.role = warrant.role, .at_ms = at_s * 1'000, .environment = Environment::demo, .session = session});
    }
    Bytes sealed(const Bytes& certificate) {
        ResultRecord signed_by_two = record;
        signed_by_two.signers = {{Role::device, terminal.device.id()}, {Role::invigilator, key.id()}};
        return seal_result(signed_by_two, {terminal.signer(), {.key = &key, .certificate = certificate}}, kNowS).value();
    }
};

} // namespace

TEST_CASE_FIXTURE(Emergency, "a result signed with an emergency credential verifies offline, and says what it is") {
    const Bytes result = sealed(certificate());
    const auto verified = verify_result(result, bureau.bundle);
    CAPTURE(verified.ok() ? "" : verified.error().context);
    REQUIRE(verified.ok());
    CHECK(has_emergency_signer(*verified));
    CHECK_FALSE(has_emergency_signer(verify_result(terminal.signed_result(record), bureau.bundle).value()));
    const Explanation explained = explain(result, {.bundle = &bureau.bundle});
    CHECK(explained.ok());
    const auto says = [&](std::string_view words) {
        return std::any_of(explained.lines.begin(), explained.lines.end(), [&](const auto& line) { return line.en.find(words) != std::string::npos; });
    };
    CHECK(says("Emergency credential"));
    CHECK(says("H-0020"));
    CHECK(says("TOKEN_LOST"));
}

TEST_CASE_FIXTURE(Emergency, "it is good for its session, its role and its hours, and for nothing else") {
    const Bytes good = certificate();
    CHECK(judge(good, record.session).ok());
    CHECK(judge(good, std::nullopt).code() == codes::emergency_not_valid);
    CHECK(judge(good, bureau.random.fixed<SessionId>()).code() == codes::emergency_not_valid);
    CHECK(judge(good, record.session, warrant.expires_s + 1).code() == codes::certificate_not_valid_then);
    const SignerDemand other{.role = Role::examiner, .at_ms = kSampleWallMs, .environment = Environment::demo, .session = record.session};
    CHECK(bureau.bundle.judge(good, other).code() == codes::certificate_role);
    const auto explained = explain(good, {.bundle = &bureau.bundle});
    CHECK(explained.ok());
    CHECK_EQ(explained.signers.size(), 2u);
}

TEST_CASE_FIXTURE(Emergency, "only site chief and supervisor of the same centre warrant, two people, and nobody for themselves") {
    struct Case {
        const char* what;
        std::function<Bytes()> make;
        Code why;
    };
    const test::SampleStaff examiner = bureau.staff(Role::examiner, "K-2041");
    const test::SampleStaff same_person = bureau.staff(Role::supervisor, "H-0020");
    const std::vector<Case> cases = {
        {"an examiner for the chief", [&] { return certificate(examiner, supervisor); }, codes::certificate_role},
        {"the two changed places", [&] { return certificate(supervisor, chief); }, codes::certificate_role},
        {"one person in both roles", [&] { return certificate(chief, same_person); }, codes::emergency_not_valid},
        {"for the supervisor's own number",
         [&] {
             warrant.number = "D-0012";
             return certificate();
         },
         codes::emergency_not_valid},
        {"another centre",
         [&] {
             warrant.number = "J-0007";
             warrant.centre = bureau.random.fixed<CentreId>();
             return certificate();
         },
         codes::emergency_not_valid}};
    for (const Case& each : cases) {
        CAPTURE(each.what);
        CHECK(judge(each.make(), record.session).code() == each.why);
    }
}

TEST_CASE_FIXTURE(Emergency, "an emergency never warrants its own judges, and no longer than a day") {
    for (const Role role : {Role::site_chief, Role::supervisor, Role::device, Role::issuer}) {
        warrant.role = role;
        CHECK(encode_warrant(warrant).code() == codes::emergency_not_valid);
    }
    warrant.role = Role::examiner;
    warrant.expires_s = warrant.not_before_s + kWarrantLongestS + 1;
    CHECK(encode_warrant(warrant).code() == codes::emergency_not_valid);
    warrant.expires_s = warrant.not_before_s;
    CHECK(encode_warrant(warrant).code() == codes::emergency_not_valid);
}

TEST_CASE_FIXTURE(Emergency, "what was changed after the two signed is refused, and so is one emergency that warrants another") {
    const Bytes payload = encode_warrant(warrant).value();
    const Bytes one = sign(chief, payload), two = sign(supervisor, payload);
    Warrant changed = warrant;
    changed.role = Role::examiner;
    const Bytes other = encode_warrant(changed).value();
    const Bytes swapped = emergency_certificate(other, {one, two}, key, bureau.random.fixed<CertificateId>()).value();
    const SignerDemand as_examiner{.role = Role::examiner, .at_ms = kSampleWallMs, .environment = Environment::demo, .session = record.session};
    CHECK(bureau.bundle.judge(swapped, as_examiner).code() == codes::signature_bad);
    const KeyPair stranger = KeyPair::generate(bureau.random);
    CHECK(emergency_certificate(payload, {one, two}, stranger, {}).code() == codes::emergency_not_valid);
    const test::SampleStaff warranted{.key = key.copy(), .certificate = certificate(), .role = Role::invigilator};
    const Bytes by_it = sign_warrant(payload, {.key = &warranted.key, .certificate = warranted.certificate}, kNowS).value();
    const Bytes chained = emergency_certificate(payload, {one, by_it}, key, bureau.random.fixed<CertificateId>()).value();
    CHECK(judge(chained, record.session).code() == codes::emergency_not_valid);
}

TEST_CASE_FIXTURE(Emergency, "every flipped bit of the credential is noticed") {
    const Bytes good = certificate();
    for (std::size_t bit = 0; bit < good.size() * 8; bit += 3) {
        Bytes flipped = good;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
        CAPTURE(bit);
        CHECK_FALSE(judge(flipped, record.session).ok());
    }
}
