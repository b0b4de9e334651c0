// The one source of what happens in a schedule: a seed that gives the same choices on every machine.
#pragma once

#include "tests/support/fake_random.h"

namespace kaogong::sim {

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_.below(limit)); }
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(high - low + 1))); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    std::uint64_t seed() { return random_.next(); }
    test::FakeRandom& random() { return random_; }

    // One of them, each as often as its weight says.
    template <typename Choices> auto& pick(Choices& choices) {
        std::size_t total = 0;
        for (const auto& choice : choices) total += choice.weight;
        std::size_t at = below(total);
        for (auto& choice : choices) {
            if (at < choice.weight) return choice;
            at -= choice.weight;
        }
        return choices.front();
    }

    Bytes flip_a_bit(Bytes bytes) {
        if (!bytes.empty()) bytes[below(bytes.size())] ^= static_cast<std::uint8_t>(1u << below(8));
        return bytes;
    }
    Bytes cut_short(Bytes bytes) {
        bytes.resize(bytes.empty() ? 0 : below(bytes.size()));
        return bytes;
    }

  private:
    test::FakeRandom random_;
};

} // namespace kaogong::sim
