#include "core/record/submission.h"

#include "core/base/codes/record.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

Submission sample() {
    Submission submission;
    submission.sitting.bytes[0] = 7;
    submission.responses = {{"q1", assessment::ChosenOptions{{"a", "c"}}}, {"q2", assessment::NumberText{"8.2"}}, {"q3", assessment::ShortText{"接触器"}}};
    submission.events = {Bytes{1, 2, 3}, Bytes{}};
    return submission;
}

} // namespace

TEST_CASE("a submission comes back as it went, through the bureau's key and no other") {
    test::FakeRandom random;
    const age::Identity bureau = age::Identity::generate(random);
    const Bytes file = seal_submission(sample(), bureau.recipient(), random).value();
    CHECK(open_submission(file, bureau).value() == sample());
    CHECK_EQ(open_submission(file, age::Identity::generate(random)).code(), codes::age_no_match);
}

TEST_CASE("every single bit of a sealed submission matters") {
    test::FakeRandom random;
    const age::Identity bureau = age::Identity::generate(random);
    Bytes file = seal_submission(sample(), bureau.recipient(), random).value();
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        file[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        CAPTURE(bit);
        CHECK_FALSE(open_submission(file, bureau).ok());
        file[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    }
}

TEST_CASE("an unanswered item has no place in a submission, and a cut one is refused") {
    Submission submission = sample();
    const Bytes plain = encode_submission(submission).value();
    for (std::size_t size = 0; size < plain.size(); ++size) CHECK_FALSE(decode_submission(ByteView(plain).first(size)).ok());
    submission.responses.push_back({"q4", std::monostate{}});
    CHECK_EQ(encode_submission(submission).code(), codes::record_value_invalid);
}
