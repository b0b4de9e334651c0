// The one generator behind papers and shuffles: splitmix64 (S. Vigna, public domain) with an unbiased bounded draw. It is written out here,
// and no library's shuffle or distribution is used beside it, so that a paper is the same on every machine and with every compiler for
// ever.
#pragma once

#include "core/base/check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace kaogong::assessment {

class Draw {
  public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }

    // Evenly from 0 .. limit - 1: the lowest 2^64 mod limit values are thrown away, so that every remainder is equally likely.
    std::uint64_t below(std::uint64_t limit) {
        CHECK(limit > 0);
        const std::uint64_t thrown_away = (0 - limit) % limit;
        std::uint64_t value = next();
        while (value < thrown_away) value = next();
        return value % limit;
    }

    // Fisher and Yates, from the end.
    template <typename T> void shuffle(std::span<T> values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[static_cast<std::size_t>(below(i))]);
    }

    // `count` different numbers below `limit`, every set equally likely (Floyd), rising. The cost does not grow with `limit`.
    std::vector<std::size_t> choose(std::size_t count, std::size_t limit) {
        CHECK(count <= limit);
        std::vector<std::size_t> chosen;
        for (std::size_t j = limit - count; j < limit; ++j) {
            const auto candidate = static_cast<std::size_t>(below(j + 1));
            const auto place = std::lower_bound(chosen.begin(), chosen.end(), candidate);
            const bool taken = place != chosen.end() && *place == candidate;
            if (taken) {
                chosen.push_back(j); // larger than all before
            } else {
                chosen.insert(place, candidate);
            }
        }
        return chosen;
    }

  private:
    std::uint64_t state_;
};

// A seed of its own for each purpose: FNV-1a over the text, mixed with the seed. Two purposes never share a stream.
inline std::uint64_t derived_seed(std::uint64_t seed, std::string_view purpose) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : purpose) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x00000100000001B3u;
    return Draw(seed ^ hash).next();
}

} // namespace kaogong::assessment
