#include "sync/bureau/bench/growth_bench.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/bench/made_terminal.h"
#include "sync/bureau/intake.h"
#include "sync/measure/growth.h"

#include <algorithm>

namespace kaogong::bureau::bench {

using namespace measure;

namespace {

constexpr std::int64_t kOfParcel = 250; // entries, of which one is a result

Result<double> take_seconds(ScratchBureau& bureau, MadeTerminal& terminal, Intake& intake, std::int64_t entries) {
    TRY(terminal.append_theory(terminal.new_candidate()));
    for (std::int64_t i = 1; i < entries; ++i) TRY(terminal.append_answer());
    TRY(terminal.make_known(*bureau.store));
    const Bytes parcel = TRY(terminal.parcel());
    const double begin_s = cpu_seconds_now();
    const Committed committed = TRY(intake.take(parcel));
    if (committed.waiting) return error(codes::parcel_lacking, "growth");
    return cpu_seconds_now() - begin_s;
}

} // namespace

Result<Figures> measure_growth(const GrowthOptions& options) {
    ScratchBureau bureau = TRY(ScratchBureau::set_up(options.place));
    MadeTerminal terminal = TRY(MadeTerminal::enrol(bureau.registrar(), {}));
    Intake intake(*bureau.store, bureau.authority, bureau.clock);
    return measure_decades("growth-intake-", options.entries_max, [&](std::int64_t from, std::int64_t to) -> Result<double> {
        double seconds = 0;
        for (std::int64_t at = from; at < to; at += kOfParcel)
            seconds += TRY(take_seconds(bureau, terminal, intake, std::min(kOfParcel, to - at)));
        return seconds;
    });
}

} // namespace kaogong::bureau::bench
