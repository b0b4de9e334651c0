// How long to wait after a failure: "full jitter", any time between the shortest wait and a limit that doubles with each failure in a row,
// so that three thousand centres that lost the bureau at once do not all come back at once. Pure; tests bring the randomness.
#pragma once

#include "core/base/random.h"

namespace kaogong {

inline constexpr std::int64_t kBackoffMinMs = 5'000;
inline constexpr std::int64_t kBackoffMaxMs = 15 * 60 * 1'000;
inline constexpr std::int64_t kRetryAfterMaxMs = 24 * 3'600 * 1'000; // a bureau that says "in a year" is not believed

// The longest wait after that many failures in a row (0 counts as 1).
std::int64_t backoff_limit_ms(int failures);
// The wait itself: kBackoffMinMs to backoff_limit_ms(failures), both included.
std::int64_t backoff_ms(int failures, Random& random);
// With a Retry-After the wait is at least what the bureau named.
std::int64_t backoff_ms(int failures, std::int64_t retry_after_s, Random& random);

} // namespace kaogong
