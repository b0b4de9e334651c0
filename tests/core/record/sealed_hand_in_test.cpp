#include "core/base/codes/record.h"
#include "core/record/sealed_hand_in.h"

#include "core/record/suite.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::assessment;
using namespace kaogong::record;
using kaogong::test::FakeRandom;

namespace {

HandIn sample(FakeRandom& random) {
    HandIn hand_in;
    hand_in.sitting = random.fixed<SittingId>();
    hand_in.candidate = random.fixed<CandidateRef>();
    hand_in.spec = random.fixed<Hash>();
    hand_in.paper = random.fixed<Hash>();
    hand_in.responses = {{"s-01", ChosenOptions{{"b"}}},
                         {"m-01", ChosenOptions{{"a", "c"}}},
                         {"n-01", NumberText{"1.10"}},
                         {"x-01", ShortText{"兆欧表"}},
                         {"t-01", {}}};
    hand_in.events = {random.bytes(30), random.bytes(31)};
    return hand_in;
}

} // namespace

TEST_CASE("handed-in answers open at the bureau exactly as they stood, unanswered items included") {
    FakeRandom random;
    const age::Identity bureau = age::Identity::generate(random);
    const HandIn hand_in = sample(random);
    const SealedHandIn sealed = seal_hand_in(hand_in, bureau.recipient(), random).value();
    CHECK_EQ(sealed.hash, sha256(sealed.file));
    CHECK(open_hand_in(sealed.file, bureau).value() == hand_in);
    CHECK_EQ(open_hand_in(sealed.file, age::Identity::generate(random)).code(), codes::age_no_match);
}

TEST_CASE("handed-in answers that are cut, bent or of a later version are refused") {
    FakeRandom random;
    const Bytes bytes = encode_hand_in(sample(random)).value();
    CHECK(decode_hand_in(bytes).ok());
    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode_hand_in(ByteView(bytes).first(size)).ok());
    Bytes later = bytes;
    later[2] = 2;
    CHECK_EQ(decode_hand_in(later).code(), codes::record_version_unknown);
    CHECK_FALSE(decode_hand_in(from_hex("a0").value()).ok());
}
