// Counting first, trying second.
#include "core/store/pin_attempts.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::store {

Result<record::PinAttempts> PinAttempts::load(const std::string& staff) {
    record::PinAttempts attempts;
    Stmt row = TRY(db_.query("select failed, boot_id, boot_ms, wall_ms from pin_attempts where staff = ?", staff));
    if (!TRY(row.next())) return attempts;
    attempts.failed = static_cast<int>(row.integer(0));
    const auto boot_id = TRY(row.fixed<BootId>(1));
    attempts.last = {.boot_id = boot_id, .boot_ms = row.integer(2), .wall_ms = row.integer(3)};
    return attempts;
}

Result<void> PinAttempts::keep(const std::string& staff, const record::PinAttempts& attempts) {
    Tx tx = TRY(Tx::begin(db_));
    TRY(db_.run("insert or replace into pin_attempts (staff, failed, boot_id, boot_ms, wall_ms) values (?, ?, ?, ?, ?)", staff,
                attempts.failed, attempts.last.boot_id, attempts.last.boot_ms, attempts.last.wall_ms));
    return tx.commit();
}

Result<std::int64_t> PinAttempts::wait_ms(const std::string& staff) {
    return record::pin_wait_ms(TRY(load(staff)), ledger_.clock().now());
}

Result<PinOutcome> PinAttempts::try_pin(const std::string& staff, const record::PinVerifier& verifier, const Secret& pin) {
    const Instant now = ledger_.clock().now();
    record::PinAttempts attempts = TRY(record::pin_attempt_begins(TRY(load(staff)), now));
    TRY(keep(staff, attempts));
    const bool right = TRY(record::pin_matches(verifier, pin));
    if (right) {
        attempts = record::pin_attempt_succeeded(attempts);
        TRY(keep(staff, attempts));
    }
    return outcome_of(attempts, right, now);
}

PinOutcome PinAttempts::outcome_of(const record::PinAttempts& attempts, bool right, const Instant& now) const {
    return PinOutcome{.right = right,
                      .free_attempts_left = std::max(0, record::kPinAttemptsFree - attempts.failed),
                      .wait_ms = record::pin_wait_ms(attempts, now)};
}

Result<PinAttempts::SignOutcome> PinAttempts::try_signing(const std::string& staff, ByteView payload, const record::PersonSigning& signing,
                                                          record::TokenReader& token) {
    const Instant now = ledger_.clock().now();
    const record::Token present = TRY(token.read()); // without a token no PIN is tried, and none is counted
    if (present.id != signing.sealed.token) return error(codes::token_other);
    record::PinAttempts attempts = TRY(record::pin_attempt_begins(TRY(load(staff)), now));
    TRY(keep(staff, attempts));
    auto signature = TRY(record::sign_with_token(payload, signing, token));
    if (signature) {
        attempts = record::pin_attempt_succeeded(attempts);
        TRY(keep(staff, attempts));
    }
    return SignOutcome{.pin = outcome_of(attempts, signature.has_value(), now), .signature = signature ? std::move(*signature) : Bytes{}};
}

} // namespace kaogong::store
