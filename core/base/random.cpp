#include "core/base/random.h"

#include "core/base/codes/base.h"

#include <sodium.h>

namespace kaogong {

Result<SystemRandom> SystemRandom::open() {
    if (sodium_init() < 0) return error(codes::library_unusable, "libsodium");
    return SystemRandom();
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    randombytes_buf(out.data(), out.size());
}

std::array<std::uint8_t, 16> uuid_v7(std::int64_t wall_ms, Random& random) {
    std::array<std::uint8_t, 16> id{};
    random.fill(id);
    for (int i = 0; i < 6; ++i) id[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(wall_ms >> (40 - 8 * i));
    id[6] = static_cast<std::uint8_t>(0x70 | (id[6] & 0x0F)); // version 7
    id[8] = static_cast<std::uint8_t>(0x80 | (id[8] & 0x3F)); // variant of RFC 9562
    return id;
}

} // namespace kaogong
