// Randomness as the rest of the program may see it, and the one source of ids.
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"

namespace kaogong {

class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    Bytes bytes(std::size_t size) {
        Bytes out(size);
        fill(out);
        return out;
    }
    template <typename Fixed> Fixed fixed() {
        Fixed value;
        fill(value.bytes);
        return value;
    }
};

class SystemRandom final : public Random {
  public:
    static Result<SystemRandom> open(); // starts libsodium; fails only where the library itself is broken
    void fill(std::span<std::uint8_t> out) override;

  private:
    SystemRandom() = default;
};

using RecordId = FixedBytes<struct RecordIdTag, 16>;
using SessionId = FixedBytes<struct SessionIdTag, 16>;
using TerminalId = FixedBytes<struct TerminalIdTag, 16>;
using CandidateRef = FixedBytes<struct CandidateRefTag, 16>; // random, given by the bureau: no name, no identity number
using CentreId = FixedBytes<struct CentreIdTag, 16>;
using PackageId = FixedBytes<struct PackageIdTag, 16>;
using SittingId = FixedBytes<struct SittingIdTag, 16>; // one candidate at one seat in one session

// RFC 9562 UUID version 7: 48 bits of wall-clock milliseconds, then random. One function, so that all ids sort alike.
std::array<std::uint8_t, 16> uuid_v7(std::int64_t wall_ms, Random& random);
template <typename Id> Id new_id(Clock& clock, Random& random) {
    return Id{uuid_v7(clock.wall_ms(), random)};
}

} // namespace kaogong
