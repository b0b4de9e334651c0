// Staff PINs: an Argon2id verifier that can be kept in a package, and the curve that makes guessing hopeless. The curve is a pure function
// of a counter that the store makes durable before a PIN is tried, so that pulling the plug wins no extra guess.
#pragma once

#include "core/base/random.h"

namespace kaogong::record {

inline constexpr std::size_t kPinDigitsMin = 6;
inline constexpr std::size_t kPinDigitsMax = 12;
Result<void> check_pin(const Secret& pin); // error: pin_malformed, for the one who chooses it

// How much work a guess costs. Data, because terminals differ; the defaults take well under a second on a machine with 1 GiB.
struct PinCost {
    std::int64_t operations = 3;
    std::int64_t memory_kib = 64 << 10;
    bool operator==(const PinCost&) const = default;
};
inline constexpr PinCost kPinCostMin{.operations = 1, .memory_kib = 8};
inline constexpr PinCost kPinCostMax{.operations = 16, .memory_kib = 512 << 10}; // a hostile package must not eat the machine

using PinSalt = FixedBytes<struct PinSaltTag, 16>;
using PinHash = FixedBytes<struct PinHashTag, 32>;

struct PinVerifier {
    PinSalt salt;
    PinCost cost;
    PinHash hash;
    bool operator==(const PinVerifier&) const = default;
};
Result<void> check_cost(const PinCost& cost);
Result<PinVerifier> make_pin_verifier(const Secret& pin, const PinCost& cost, Random& random);
Result<bool> pin_matches(const PinVerifier& verifier, const Secret& pin); // error: pin_cost, where memory is short or the cost out of range

// ---- Lock-out: five attempts are free, then one must wait 15 s, 30 s, 1 min ... at most 15 min after each (records.md, examiner key).

inline constexpr int kPinAttemptsFree = 5;
inline constexpr std::int64_t kPinDelayFirstMs = 15'000;
inline constexpr std::int64_t kPinDelayMaxMs = 15 * 60'000;

struct PinAttempts {
    int failed = 0; // since the last success; an attempt counts as failed until it has succeeded
    Instant last;   // of the last attempt
};

std::int64_t pin_delay_ms(int failed);
// How long is still to wait. Under another boot id only the time since this boot is certain to have passed; the wall clock, which staff can
// set, decides nothing.
std::int64_t pin_wait_ms(const PinAttempts& attempts, const Instant& at);

// To be made durable before the PIN is tried. Error: pin_locked with the seconds still to wait.
Result<PinAttempts> pin_attempt_begins(const PinAttempts& attempts, const Instant& at);
PinAttempts pin_attempt_succeeded(const PinAttempts& attempts);

} // namespace kaogong::record
