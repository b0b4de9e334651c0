// The desk of what was put aside 搁置: results quarantined or held, why, and what a person decides. A released result goes into the log and
// gets its receipt with the terminal's next answer; a refused one is told in the same way. Each decision is signed, and is a leaf of the log.
#pragma once

#include "core/record/act.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

struct AsideResult {
    JudgedRow row;
    std::string terminal; // room and seat
    bool releasable = false;
    std::optional<Code> hinders; // why not
};
Result<std::vector<AsideResult>> list_aside(Store& store, const Authority& authority);

struct Decision {
    record::ActKind kind = record::ActKind::release;
    Hash record;
    std::string by;
    std::string reason;
};
// In one transaction. record_not_put_aside; of a release what still hinders it, by its code (a file that is missing, a candidate unknown).
Result<void> decide_aside(Store& store, const Authority& authority, const Decision& decision, std::int64_t wall_ms);

} // namespace kaogong::bureau
