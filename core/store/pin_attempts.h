// Attempts at staff PINs, counted on the medium before the PIN is tried: pulling the plug wins no extra guess. The curve of waiting times
// is core/record/pin.h's.
#pragma once

#include "core/record/signing_key.h"
#include "core/store/ledger.h"

namespace kaogong::store {

struct PinOutcome {
    bool right = false;
    int free_attempts_left = 0; // before waiting begins
    std::int64_t wait_ms = 0;   // from now, before the next attempt
};

class PinAttempts {
  public:
    PinAttempts(Db& db, Ledger& ledger) : db_(db), ledger_(ledger) {}

    // Error: pin_locked with the seconds still to wait; then nothing was tried. no_space and the like: it could not be counted, so it was
    // not tried either.
    Result<PinOutcome> try_pin(const std::string& staff, const record::PinVerifier& verifier, const Secret& pin);
    // The same curve and the same counting for a person's signing key: a signature, or the outcome of a wrong PIN. What goes wrong besides
    // (token_missing, token_other, token_pulled) is an error; an attempt whose PIN was never tried stays counted, as after a pulled plug.
    struct SignOutcome {
        PinOutcome pin;
        Bytes signature; // empty where the PIN is wrong
    };
    Result<SignOutcome> try_signing(const std::string& staff, ByteView payload, const record::PersonSigning& signing,
                                    record::TokenReader& token);
    // Likewise, without a signature: whether the person holds token and PIN of this key. For signing in, and for standing behind an act.
    Result<PinOutcome> try_key(const std::string& staff, const record::SealedSigningKey& sealed, const Secret& pin,
                               record::TokenReader& token);
    Result<std::int64_t> wait_ms(const std::string& staff);

  private:
    Result<record::Token> wanted_token(const record::SealedSigningKey& sealed, record::TokenReader& token);
    Result<record::PinAttempts> begin(const std::string& staff, const Instant& now);
    Result<PinOutcome> finish(const std::string& staff, record::PinAttempts attempts, bool right, const Instant& now);
    PinOutcome outcome_of(const record::PinAttempts& attempts, bool right, const Instant& now) const;
    Result<record::PinAttempts> load(const std::string& staff);
    Result<void> keep(const std::string& staff, const record::PinAttempts& attempts);

    Db& db_;
    Ledger& ledger_;
};

} // namespace kaogong::store
