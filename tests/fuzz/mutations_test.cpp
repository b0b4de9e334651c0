// The fuzzers' targets in every build: random changes to good files, the same ones each time. Finds less than libFuzzer but runs always,
// with the sanitizers too, and keeps the targets from rotting.
#include "tests/fuzz/record_targets.h"
#include "tests/fuzz/spoil.h"
#include "tests/support/act_samples.h"

#include <doctest/doctest.h>

using namespace kaogong;

TEST_CASE("no decoder crashes or accepts nonsense, whatever is done to a good file") {
    constexpr int kRounds = 300;
    test::SampleBureau bureau;
    auto files = test::sample_files(bureau);
    test::SampleBureau of_acts; // of the same keys
    const auto acts = test::act_samples(of_acts);
    for (const char* name : {"review.kgproof", "release.cose", "answer.cose", "outcome2.cose", "draft.receipt"}) files.push_back(test::find_sample(acts, name));
    for (const fuzz::Target& target : fuzz::kTargets) {
        test::FakeRandom random(7);
        for (const test::SampleFile& file : files) {
            target.run(file.content);
            for (int round = 0; round < kRounds; ++round) {
                Bytes bytes = file.content;
                fuzz::spoil(bytes, random);
                target.run(bytes);
            }
        }
        CHECK_MESSAGE(true, target.name); // arriving here is the test
    }
}
