// The fuzzers' targets in every build: random changes to good files, the same ones each time. Finds less than libFuzzer but runs always,
// with the sanitizers too, and keeps the targets from rotting.
#include "tests/fuzz/record_targets.h"
#include "tests/support/record_files.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;

namespace {

// One to four changes: a bit, a byte, a piece cut out, a piece doubled, a length byte set to an extreme.
void spoil(Bytes& bytes, test::FakeRandom& random) {
    for (std::uint64_t change = random.below(4) + 1; change > 0 && !bytes.empty(); --change) {
        const auto at = static_cast<std::ptrdiff_t>(random.below(bytes.size()));
        const auto size =
            static_cast<std::ptrdiff_t>(random.below(std::min<std::uint64_t>(16, bytes.size() - static_cast<std::uint64_t>(at))));
        const auto place = bytes.begin() + at;
        switch (random.below(5)) {
        case 0: *place ^= static_cast<std::uint8_t>(1u << random.below(8)); break;
        case 1: *place = static_cast<std::uint8_t>(random.next()); break;
        case 2: bytes.erase(place, place + size); break;
        case 3: {
            const Bytes piece(place, place + size);
            bytes.insert(place, piece.begin(), piece.end());
            break;
        }
        default: *place = static_cast<std::uint8_t>(random.below(2) == 0 ? 0xff : 0x9b); break;
        }
    }
}

} // namespace

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
                spoil(bytes, random);
                target.run(bytes);
            }
        }
        CHECK_MESSAGE(true, target.name); // arriving here is the test
    }
}
