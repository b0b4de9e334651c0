// The witness that goes and looks by itself: takes the checkpoint that a log publishes, computes from its tiles whether it follows from the
// head that was cosigned last, and cosigns it. The log need not know that anybody watches.
#pragma once

#include "sync/witness/log_source.h"
#include "sync/witness/witness.h"

namespace kaogong::witness {

// Errors: those of Witness::add, and witness_log_unreadable.
Result<Cosigned> pull_checkpoint(LogSource& source, Witness& witness);

// Hands a cosigned note to the bureau whose log it is (POST /v1/cosignatures). witness_log_unreadable where it does not take it.
Result<void> hand_over(Transport& bureau, const std::string& note);

} // namespace kaogong::witness
