// All centres of a large province bring their parcels at once to a bureau that serves, while other connections rest or creep: whether each
// gets its answer, how long it waits for it, and whether the bureau holds everything afterwards.
#pragma once

#include "sync/bureau/bench/crowd.h"
#include "sync/bureau/bench/scratch_bureau.h"
#include "sync/measure/figure.h"

namespace kaogong::bureau::bench {

struct CentresOptions {
    ScratchPlace place;
    Path program;                // kaogong-bureau, which is started to serve
    std::size_t centres = 3'292; // what one large province has on file 备案职业技能等级评价机构
    std::size_t at_once = 256;   // connections of centres
    CrowdSize crowd = {};
    int results = 3; // of one parcel
    int others = 600;
};
// centres-commit-p50, -p99 (from a centre's first commit to its answer), centres-exchange-p99 (from its first offer), centres-all (seconds
// until everybody had an answer), centres-waits (times somebody was told when to come again), centres-breaks (times somebody got no reply
// and came again), centres-answered (answers whose receipts hold), centres-kept-entries, centres-kept-results, centres-idle and
// centres-slow (connections that stood meanwhile, on the average), centres-memory (of the serving process). child_failed when it could not
// serve or ended badly.
Result<measure::Figures> measure_centres(const CentresOptions& options);

} // namespace kaogong::bureau::bench
