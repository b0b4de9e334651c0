// Random changes to a good file, the same ones each time: what the mutation tests feed to decoders in every build.
#pragma once

#include "tests/support/fake_random.h"

#include <algorithm>

namespace kaogong::fuzz {

// One to four changes: a bit, a byte, a piece cut out, a piece doubled, a length byte set to an extreme.
inline void spoil(Bytes& bytes, test::FakeRandom& random) {
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

} // namespace kaogong::fuzz
