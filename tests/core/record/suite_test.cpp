#include "core/record/verify.h"

#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "tests/support/dummy_suite.h"
#include "tests/support/record_files.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

TEST_CASE("everything runs under another suite, and neither suite takes the other's files") {
    const test::DummySuite dummy;
    test::SampleBureau of_dummy(1, Environment::demo, dummy), of_standard;
    const auto dummy_files = test::sample_files(of_dummy), standard_files = test::sample_files(of_standard);
    const TrustContext in_dummy{.bundle = &of_dummy.bundle, .suite = &dummy}, in_standard{.bundle = &of_standard.bundle};
    for (std::size_t i = 0; i < dummy_files.size(); ++i) {
        CAPTURE(dummy_files[i].name);
        const Explanation explanation = explain(dummy_files[i].content, in_dummy);
        CHECK_MESSAGE(explanation.ok(), (explanation.ok() ? "" : error_text(*explanation.reason)));
        CHECK_FALSE(explain(dummy_files[i].content, in_standard).ok());
        CHECK_FALSE(explain(standard_files[i].content, in_dummy).ok());
    }
}

TEST_CASE("a number of no suite is refused") {
    CHECK(find_suite(1).ok());
    CHECK_EQ(find_suite(2).code(), codes::suite_unknown); // reserved for SM2, SM3, SM4
    CHECK_EQ(find_suite(0x7f).code(), codes::suite_unknown);
}
