#include "sync/bureau/bench/year_bench.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/bench/made_terminal.h"
#include "sync/bureau/intake.h"
#include "sync/measure/machine.h"

#include <algorithm>

namespace kaogong::bureau::bench {

using namespace measure;

namespace {

constexpr double kYearTargetS = 180;
constexpr std::int64_t kOfParcel = 20;    // certificates
constexpr std::int64_t kOfTerminal = 500; // certificates: then the next terminal's ledger begins

struct Played {
    double seconds = 0;
    MadeCount made;
    std::uint64_t parcels = 0;
    std::uint64_t kept = 0;

    std::uint64_t checks() const { return made.signatures + parcels; } // the head is signed as well
};

Result<Bytes> make_parcel(MadeTerminal& terminal, const MadePanel& panel, std::int64_t certificates, Store& store) {
    for (std::int64_t i = 0; i < certificates; ++i) {
        const CandidateRef candidate = terminal.new_candidate();
        TRY(terminal.append_theory(candidate));
        TRY(terminal.append_operation(candidate, panel));
        TRY(terminal.append_combined(candidate, panel));
    }
    TRY(terminal.make_known(store));
    return terminal.parcel();
}

Result<void> play_terminal(ScratchBureau& bureau, std::int64_t seat, std::int64_t certificates, Played& played) {
    MadeTerminal terminal = TRY(MadeTerminal::enrol(bureau.registrar(), {.seat = seat}));
    const MadePanel panel = TRY(MadePanel::certify(bureau.registrar(), MadeTerminal::Place{}.centre));
    Intake intake(*bureau.store, bureau.authority, bureau.clock);
    for (std::int64_t left = certificates; left > 0; left -= std::min(left, kOfParcel)) {
        const Bytes parcel = TRY(make_parcel(terminal, panel, std::min(left, kOfParcel), *bureau.store));
        const double begin_s = seconds_now();
        const Committed committed = TRY(intake.take(parcel));
        played.seconds += seconds_now() - begin_s;
        ++played.parcels;
        if (committed.waiting) return error(codes::parcel_lacking, "year");
    }
    played.made += terminal.made();
    played.kept += TRY(kept_of(*bureau.store, terminal.ledger())).results;
    return success();
}

} // namespace

Result<Figures> measure_year(const YearOptions& options) {
    ScratchBureau bureau = TRY(ScratchBureau::set_up(options.place));
    const std::int64_t certificates = std::max<std::int64_t>(1, kCertificatesOfYear / options.share);
    Played played;
    std::int64_t seat = 0;
    for (std::int64_t left = certificates; left > 0; left -= std::min(left, kOfTerminal))
        TRY(play_terminal(bureau, ++seat, std::min(left, kOfTerminal), played));
    const double least_s = static_cast<double>(played.checks()) / checks_a_second(bureau.issuer, played.made.message_bytes());
    const double times = static_cast<double>(kCertificatesOfYear) / static_cast<double>(certificates);
    const auto sent = static_cast<double>(played.made.results), kept = static_cast<double>(played.kept);
    return Figures{
        judged_by_value({.name = "year", .value = played.seconds * times, .unit = "s", .limit = least_s * times, .target = kYearTargetS},
                        Better::less),
        judged_by_value({.name = "year-share", .value = played.seconds, .unit = "s", .limit = least_s, .target = kYearTargetS / times},
                        Better::less),
        judged_by_value({.name = "year-kept", .value = kept, .unit = "results", .limit = sent, .target = sent}, Better::more)};
}

} // namespace kaogong::bureau::bench
