#include "core/record/content_codec.h"

#include "core/base/codes/record.h"
#include "core/record/suite.h"
#include "tests/support/sample_session.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::assessment;
using namespace kaogong::record;
using kaogong::test::FakeRandom;

TEST_CASE("a spec comes back as it was, and a changed field gives another hash") {
    AssessmentSpec spec = test::sample_spec();
    const Bytes bytes = encode_spec(spec).value();
    CHECK_EQ(decode_spec(bytes).value(), spec);
    CHECK_EQ(spec_hash(spec).value(), sha256(bytes));
    const Hash before = spec_hash(spec).value();
    spec.theory.pass_mark += 1;
    CHECK(spec_hash(spec).value() != before);
}

TEST_CASE("a spec without a theory plan comes back as it was; half a plan is refused") {
    AssessmentSpec spec = test::sample_spec();
    spec.theory = {};
    const Bytes bytes = encode_spec(spec).value();
    CHECK_EQ(decode_spec(bytes).value(), spec);
    spec.theory.points_max += 100;
    CHECK_EQ(encode_spec(spec).code(), codes::record_value_invalid);
}

TEST_CASE("items of every type, stimuli and keys come back as they were") {
    for (const Item& item : test::sample_items()) CHECK_EQ(decode_item(encode_item(item).value()).value(), item);
    for (const Key& key : test::sample_keys()) CHECK_EQ(decode_key(encode_key(key).value()).value(), key);
    const Stimulus stimulus{"case-1", {"材料", "Material"}, "circuit.png"};
    CHECK_EQ(decode_stimulus(encode_stimulus(stimulus).value()).value(), stimulus);
}

TEST_CASE("the part of a package for candidates comes back as it was") {
    FakeRandom random;
    const CandidatePart part = test::sample_candidate_part(random);
    CHECK(decode_candidate_part(encode_candidate_part(part).value()).value() == part);
}

TEST_CASE("the paper's hash stands for the words and pictures that were shown") {
    FakeRandom random;
    const CandidatePart part = test::sample_candidate_part(random);
    const Hash before = paper_hash(paper_content(part)).value();
    CandidatePart changed = part;
    changed.items[3].stem.zh_cn += "！";
    CHECK(paper_hash(paper_content(changed)).value() != before);
    changed = part;
    changed.figures[0].png.back() ^= 1;
    CHECK(paper_hash(paper_content(changed)).value() != before);
    changed = part;
    changed.stimuli[0].text.zh_cn = "另一材料";
    CHECK(paper_hash(paper_content(changed)).value() != before);
    changed = part;
    changed.roster[0].name = "他人";
    CHECK(paper_hash(paper_content(changed)).value() == before);
}

TEST_CASE("a paper whose items are not those beside it is refused") {
    FakeRandom random;
    CandidatePart part = test::sample_candidate_part(random);
    std::swap(part.items[0], part.items[1]);
    CHECK_EQ(encode_candidate_part(part).code(), codes::package_content_mismatch);
    part = test::sample_candidate_part(random);
    part.items.pop_back();
    CHECK_EQ(encode_candidate_part(part).code(), codes::package_content_mismatch);
}

TEST_CASE("no flipped bit of a candidate part decodes to the same contents, and most do not decode at all") {
    FakeRandom random;
    const CandidatePart part = test::sample_candidate_part(random);
    const Bytes bytes = encode_candidate_part(part).value();
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 7) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        const auto decoded = decode_candidate_part(flipped);
        if (decoded.ok()) CHECK_FALSE(decoded.value() == part);
    }
    for (std::size_t size = 0; size < bytes.size(); size += 13) CHECK_FALSE(decode_candidate_part(ByteView(bytes).first(size)).ok());
}

TEST_CASE("what is written is the one form that is read: decoding and encoding again gives the same bytes") {
    FakeRandom random;
    const Bytes bytes = encode_candidate_part(test::sample_candidate_part(random)).value();
    CHECK(encode_candidate_part(decode_candidate_part(bytes).value()).value() == bytes);
}

TEST_CASE("limits hold when writing as when reading") {
    Item item = test::sample_items().front();
    item.stem.zh_cn = std::string(300u << 10, 'x');
    CHECK_EQ(encode_item(item).code(), codes::record_value_invalid);
    item = test::sample_items().front();
    item.difficulty = 6;
    CHECK_EQ(encode_item(item).code(), codes::record_value_invalid);
    item = test::sample_items().front();
    item.stem.zh_cn = "\xff";
    CHECK_EQ(encode_item(item).code(), codes::record_value_invalid);
    AssessmentSpec spec = test::sample_spec();
    spec.theory.points_max = -1;
    CHECK_EQ(encode_spec(spec).code(), codes::record_value_invalid);
}

TEST_CASE("a later version, an unknown key and a missing key are each refused by name") {
    Bytes bytes = encode_stimulus({"case-1", {"材料", ""}, ""}).value();
    Bytes later = bytes;
    later[2] = 2; // map head, key 1, version
    CHECK_EQ(decode_stimulus(later).code(), codes::record_version_unknown);
    Bytes unknown = bytes;
    unknown[0] += 1;
    unknown.insert(unknown.end(), {0x09, 0x01});
    CHECK_EQ(decode_stimulus(unknown).code(), codes::record_key_unknown);
    CHECK_EQ(decode_stimulus(from_hex("a10101").value()).code(), codes::record_key_missing);
}

TEST_CASE("hashes of published content never change") {
    // Results of years name specs and papers by these hashes. A change here is a new version of the format, never a repair.
    FakeRandom random;
    const CandidatePart part = test::sample_candidate_part(random);
    CHECK_EQ(spec_hash(part.spec)->hex(), "7681a92fa80136378a8a0d57274aa5a46335273d75ca07032dfa6e5e3295158c");
    CHECK_EQ(paper_hash(paper_content(part))->hex(), "8a7560f53debe7c9021728a822bab8589001aabcd0de254db6d6e96bd6c755cf");
    CHECK_EQ(text_hash(part.texts[0])->hex(), "4340e37d7a7d6e5d39ae8de58a81f017934c4c14db203ed5cbd6287744a5e714");
}
