#include "sync/http/backoff.h"

#include <algorithm>

namespace kaogong {
namespace {

std::uint64_t random_number(Random& random) {
    std::uint64_t number = 0;
    for (const std::uint8_t byte : random.bytes(sizeof number)) number = number << 8 | byte;
    return number;
}

} // namespace

std::int64_t backoff_limit_ms(int failures) {
    constexpr int kDoublingsMax = 20; // far beyond the limit; keeps the shift in range
    return std::min(kBackoffMaxMs, kBackoffMinMs << std::clamp(failures, 1, kDoublingsMax));
}

std::int64_t backoff_ms(int failures, Random& random) {
    const auto width = static_cast<std::uint64_t>(backoff_limit_ms(failures) - kBackoffMinMs + 1);
    return kBackoffMinMs + static_cast<std::int64_t>(random_number(random) % width);
}

std::int64_t backoff_ms(int failures, std::int64_t retry_after_s, Random& random) {
    const std::int64_t named_s = std::clamp<std::int64_t>(retry_after_s, 0, kRetryAfterMaxMs / 1'000);
    return std::max(named_s * 1'000, backoff_ms(failures, random));
}

} // namespace kaogong
