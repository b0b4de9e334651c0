#include "core/record/pin.h"

#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"

#include <algorithm>

#include <sodium.h>

namespace kaogong::record {
namespace {

Result<PinHash> stretch(const Secret& pin, const PinSalt& salt, const PinCost& cost) {
    static_assert(PinSalt::kSize == crypto_pwhash_SALTBYTES);
    TRY(check_cost(cost));
    PinHash hash;
    // Nothing typed has no address, and libsodium asks for one.
    const char* typed = pin.size() == 0 ? "" : reinterpret_cast<const char*>(pin.data());
    const int failed = crypto_pwhash(hash.bytes.data(), hash.bytes.size(), typed, pin.size(),
                                     salt.bytes.data(), static_cast<std::uint64_t>(cost.operations),
                                     static_cast<std::size_t>(cost.memory_kib) * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0) return error(codes::pin_cost, "memory");
    return hash;
}

} // namespace

Result<void> check_pin(const Secret& pin) {
    const auto is_digit = [](std::uint8_t c) { return c >= '0' && c <= '9'; };
    const ByteView digits = pin.view();
    const bool long_enough = digits.size() >= kPinDigitsMin && digits.size() <= kPinDigitsMax;
    if (!long_enough || !std::all_of(digits.begin(), digits.end(), is_digit)) return error(codes::pin_malformed);
    if (std::adjacent_find(digits.begin(), digits.end(), std::not_equal_to<>()) == digits.end())
        return error(codes::pin_malformed, "all alike");
    return success();
}

Result<void> check_cost(const PinCost& cost) {
    const bool operations_fit = cost.operations >= kPinCostMin.operations && cost.operations <= kPinCostMax.operations;
    const bool memory_fits = cost.memory_kib >= kPinCostMin.memory_kib && cost.memory_kib <= kPinCostMax.memory_kib;
    if (!operations_fit || !memory_fits) return error(codes::pin_cost, "out of range");
    return success();
}

Result<PinVerifier> make_pin_verifier(const Secret& pin, const PinCost& cost, Random& random) {
    TRY(check_pin(pin));
    const PinSalt salt = random.fixed<PinSalt>();
    const PinHash hash = TRY(stretch(pin, salt, cost));
    return PinVerifier{salt, cost, hash};
}

Result<bool> pin_matches(const PinVerifier& verifier, const Secret& pin) {
    const PinHash hash = TRY(stretch(pin, verifier.salt, verifier.cost));
    return sodium_memcmp(hash.bytes.data(), verifier.hash.bytes.data(), PinHash::kSize) == 0;
}

std::int64_t pin_delay_ms(int failed) {
    if (failed < kPinAttemptsFree) return 0;
    constexpr int kDoublingsMax = 6; // 15 s x 2^6 is over the cap already
    const int doublings = std::min(failed - kPinAttemptsFree, kDoublingsMax);
    return std::min(kPinDelayFirstMs << doublings, kPinDelayMaxMs);
}

std::int64_t pin_wait_ms(const PinAttempts& attempts, const Instant& at) {
    const bool same_boot = at.boot_id == attempts.last.boot_id;
    const std::int64_t passed_ms = same_boot ? at.boot_ms - attempts.last.boot_ms : at.boot_ms;
    return std::max<std::int64_t>(0, pin_delay_ms(attempts.failed) - std::max<std::int64_t>(0, passed_ms));
}

Result<PinAttempts> pin_attempt_begins(const PinAttempts& attempts, const Instant& at) {
    const std::int64_t wait_ms = pin_wait_ms(attempts, at);
    if (wait_ms > 0) return error(codes::pin_locked, std::to_string((wait_ms + 999) / 1000));
    constexpr int kFailedMax = 1'000'000; // the curve is flat long before
    return PinAttempts{std::min(attempts.failed + 1, kFailedMax), at};
}

PinAttempts pin_attempt_succeeded(const PinAttempts& attempts) {
    return {.failed = 0, .last = attempts.last};
}

} // namespace kaogong::record
