// Attempts at staff PINs, counted on the medium before the PIN is tried: pulling the plug wins no extra guess. The curve of waiting times
// is core/record/pin.h's.
#pragma once

#include "core/record/pin.h"
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
    Result<std::int64_t> wait_ms(const std::string& staff);

  private:
    Result<record::PinAttempts> load(const std::string& staff);
    Result<void> keep(const std::string& staff, const record::PinAttempts& attempts);

    Db& db_;
    Ledger& ledger_;
};

} // namespace kaogong::store
