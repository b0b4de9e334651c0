// The fuzzers' targets in every build: random changes to good files, the same ones each time. Finds less than libFuzzer but runs always,
// with the sanitizers too, and keeps the targets from rotting.
#include "tests/fuzz/record_targets.h"
#include "tests/fuzz/spoil.h"
#include "tests/support/record_files.h"

#include <doctest/doctest.h>

using namespace kaogong;

TEST_CASE("no decoder crashes or accepts nonsense, whatever is done to a good file") {
    constexpr int kRounds = 300;
    test::SampleBureau bureau;
    const auto files = test::sample_files(bureau);
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
