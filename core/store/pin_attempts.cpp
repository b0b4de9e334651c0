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

PinOutcome PinAttempts::outcome_of(const record::PinAttempts& attempts, bool right, const Instant& now) const {
    return PinOutcome{.right = right,
                      .free_attempts_left = std::max(0, record::kPinAttemptsFree - attempts.failed),
                      .wait_ms = record::pin_wait_ms(attempts, now)};
}

Result<record::PinAttempts> PinAttempts::begin(const std::string& staff, const Instant& now) {
    const record::PinAttempts attempts = TRY(record::pin_attempt_begins(TRY(load(staff)), now));
    TRY(keep(staff, attempts));
    return attempts;
}

Result<PinOutcome> PinAttempts::finish(const std::string& staff, record::PinAttempts attempts, bool right, const Instant& now) {
    if (right) {
        attempts = record::pin_attempt_succeeded(attempts);
        TRY(keep(staff, attempts));
    }
    return outcome_of(attempts, right, now);
}

// Without the right token no PIN is tried, and none is counted.
Result<record::Token> PinAttempts::wanted_token(const record::SealedSigningKey& sealed, record::TokenReader& token) {
    record::Token present = TRY(token.read());
    if (present.id != sealed.token) return error(codes::token_other);
    return present;
}

Result<PinOutcome> PinAttempts::try_pin(const std::string& staff, const record::PinVerifier& verifier, const Secret& pin) {
    const Instant now = ledger_.clock().now();
    const record::PinAttempts attempts = TRY(begin(staff, now));
    const bool right = TRY(record::pin_matches(verifier, pin));
    return finish(staff, attempts, right, now);
}

Result<PinAttempts::SignOutcome> PinAttempts::try_signing(const std::string& staff, ByteView payload, const record::PersonSigning& signing,
                                                          record::TokenReader& token) {
    const Instant now = ledger_.clock().now();
    TRY(wanted_token(signing.sealed, token));
    const record::PinAttempts attempts = TRY(begin(staff, now));
    auto signature = TRY(record::sign_with_token(payload, signing, token));
    const PinOutcome outcome = TRY(finish(staff, attempts, signature.has_value(), now));
    return SignOutcome{.pin = outcome, .signature = signature ? std::move(*signature) : Bytes{}};
}

Result<PinOutcome> PinAttempts::try_key(const std::string& staff, const record::SealedSigningKey& sealed, const Secret& pin,
                                        record::TokenReader& token) {
    const Instant now = ledger_.clock().now();
    const record::Token present = TRY(wanted_token(sealed, token));
    const record::PinAttempts attempts = TRY(begin(staff, now));
    const auto key = TRY(record::open_signing_key(sealed, present, pin));
    return finish(staff, attempts, key.has_value(), now);
}

} // namespace kaogong::store
