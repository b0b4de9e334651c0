#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/enrolment.h"
#include "tests/support/fake_random.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

struct Applicant {
    test::FakeRandom random{7};
    KeyPair device = KeyPair::generate(random);
    EnrolmentSecret secret = random.fixed<EnrolmentSecret>();
    EnrolmentAsk ask{
        .terminal = random.fixed<TerminalId>(), .age_recipient = random.fixed<PublicKeyBytes>(), .asked_ms = 1'795'222'800'000};
    Bytes request = make_enrolment_request(ask, device, secret);
};

} // namespace

TEST_CASE("an enrolment request says who asks and proves the secret without holding it") {
    Applicant applicant;
    const auto read = read_enrolment_request(applicant.request);
    REQUIRE(read.ok());
    CHECK_EQ(read->terminal, applicant.ask.terminal);
    CHECK(read->device_key == applicant.device.public_key());
    CHECK_EQ(read->age_recipient, applicant.ask.age_recipient);
    CHECK_EQ(read->asked_ms, applicant.ask.asked_ms);
    CHECK(verify_enrolment_proof(*read, applicant.secret).ok());
    const auto& secret = applicant.secret.bytes;
    const auto found = std::search(applicant.request.begin(), applicant.request.end(), secret.begin(), secret.end());
    CHECK(found == applicant.request.end());
}

TEST_CASE("another secret does not prove an enrolment request") {
    Applicant applicant;
    const auto read = read_enrolment_request(applicant.request);
    REQUIRE(read.ok());
    EnrolmentSecret other = applicant.secret;
    other.bytes.back() ^= 1;
    CHECK_EQ(verify_enrolment_proof(*read, other).code(), codes::signature_bad);
}

TEST_CASE("a request of which any single bit is flipped is refused") {
    Applicant applicant;
    for (std::size_t bit = 0; bit < applicant.request.size() * 8; ++bit) {
        Bytes flipped = applicant.request;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
        const auto read = read_enrolment_request(flipped);
        CAPTURE(bit);
        CHECK_FALSE((read.ok() && verify_enrolment_proof(*read, applicant.secret).ok()));
    }
}

TEST_CASE("an oversize enrolment request is not even looked at") {
    CHECK_EQ(read_enrolment_request(Bytes(kEnrolmentRequestMax + 1)).code(), codes::file_too_large);
}
