// Every single bit of every signed file matters: with any one of them turned over the file is refused, and the refusal has a name.
#include "core/record/verify.h"

#include "tests/support/record_files.h"

#include <map>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

struct Flips {
    test::SampleBureau bureau;
    std::vector<test::SampleFile> files = test::sample_files(bureau);
    TrustContext trust{.bundle = &bureau.bundle};

    std::map<std::string, int> try_all(const std::string& name, std::size_t every = 1) {
        Bytes bytes = test::find_sample(files, name).content;
        REQUIRE_MESSAGE(explain(bytes, trust).ok(), name);
        std::map<std::string, int> reasons;
        for (std::size_t bit = 0; bit < bytes.size() * 8; bit += every) {
            const auto mask = static_cast<std::uint8_t>(1u << (bit % 8));
            bytes[bit / 8] ^= mask;
            const Explanation explanation = explain(bytes, trust);
            if (explanation.ok())
                FAIL_CHECK(name << ": bit " << bit % 8 << " of byte " << bit / 8 << " changes nothing");
            else
                ++reasons[std::string(code_name(explanation.reason->code))];
            bytes[bit / 8] ^= mask;
        }
        return reasons;
    }
};

void check_named(const std::map<std::string, int>& reasons, std::string_view usual) {
    CHECK(reasons.count("internal") == 0);
    CHECK_MESSAGE(reasons.count(std::string(usual)) == 1, usual);
    CHECK(reasons.size() > 3); // the refusals tell different things apart
}

} // namespace

TEST_CASE_FIXTURE(Flips, "every bit of a proof matters") {
    check_named(try_all("result.kgproof"), "signature_bad");
}
TEST_CASE_FIXTURE(Flips, "every bit of a result with three signatures matters") {
    check_named(try_all("operation.kgr"), "signature_bad");
}
// Six signatures are dear to verify, so every seventh bit: each place of a byte comes by.
TEST_CASE_FIXTURE(Flips, "every bit of an operation result that six have signed matters") {
    check_named(try_all("marking.kgr", 7), "signature_bad");
}
TEST_CASE_FIXTURE(Flips, "every bit of an examiner's sheet matters") {
    check_named(try_all("examiner.kgr"), "signature_bad");
}
TEST_CASE_FIXTURE(Flips, "every bit of a result that an emergency credential signed matters") {
    check_named(try_all("emergency.kgr", 3), "signature_bad");
}
TEST_CASE_FIXTURE(Flips, "every bit of a ledger file matters") {
    check_named(try_all("ledger.kgp"), "parcel_hash_wrong");
}
TEST_CASE_FIXTURE(Flips, "every bit of a parcel with an attached file matters") {
    check_named(try_all("parcel.kgp"), "blob_wrong");
}
TEST_CASE_FIXTURE(Flips, "every bit of an answer and of the bundle behind it matters") {
    check_named(try_all("answer.kga"), "signature_bad");
}
TEST_CASE_FIXTURE(Flips, "every bit of a trust bundle matters") {
    check_named(try_all("bundle"), "signature_bad");
}
TEST_CASE_FIXTURE(Flips, "every bit of an enrolment kit matters") {
    check_named(try_all("kit.kge"), "signature_bad");
}
TEST_CASE_FIXTURE(Flips, "every bit of a certificate matters") {
    check_named(try_all("device.cwt"), "signature_bad");
}

TEST_CASE_FIXTURE(Flips, "every file is refused when it ends early or goes on") {
    for (const test::SampleFile& file : files) {
        CAPTURE(file.name);
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, file.content.size() / 2, file.content.size() - 1})
            CHECK_FALSE(explain(ByteView(file.content).first(size), trust).ok());
        Bytes longer = file.content;
        longer.push_back(0);
        CHECK_FALSE(explain(longer, trust).ok());
    }
}
