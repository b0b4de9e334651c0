// A centre's integrity score 诚信分 (P51): 100 less what its signals weigh. Anybody with the centre's ledgers and this table gets the same
// number. It decides nothing by itself: it says where a person should look first.
#pragma once

#include "sync/bureau/signals/signal.h"

namespace kaogong::bureau::signals {

// What one signal of full strength takes off, and what all of its kind together take off at the most. No policy paper gives weights; these
// are the program's own and belong to kRulesVersion. What can happen in an honest day's work (a clock that a technician set, a power cut)
// weighs little and is soon full; what takes intent weighs much.
struct SignalWeight {
    SignalKind kind;
    int points = 0;
    int points_max = 0;
};
const SignalWeight& weight_of(SignalKind kind);

struct IntegrityPart {
    SignalKind kind = SignalKind::clock_step;
    std::size_t signals = 0;
    int points_hundredths = 0; // taken off
};
struct Integrity {
    int score = 100;                  // 0..100
    std::vector<IntegrityPart> parts; // of kinds that took something off, by kind
};
Integrity integrity_of(const std::vector<Signal>& signals);

} // namespace kaogong::bureau::signals
