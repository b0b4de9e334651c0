#include "sync/bureau/bench/year_bench.h"

#include "sync/bureau/bench/counter.h"
#include "sync/bureau/bench/made_terminal.h"
#include "sync/measure/machine.h"

#include <algorithm>

namespace kaogong::bureau::bench {

using namespace measure;

namespace {

constexpr double kYearTargetS = 180;
constexpr std::int64_t kOfParcel = 20;    // certificates
constexpr std::int64_t kOfRoom = 2'000;  // certificates: then the next terminals' ledgers begin
constexpr std::int64_t kTerminalsMax = 16; // of a room, which hand in at once

struct Played {
    double seconds = 0;
    MadeCount made;
    std::uint64_t parcels = 0;
    std::uint64_t kept = 0;

    std::uint64_t checks() const { return made.signatures + parcels; } // the head is signed as well
};

Result<CutParcel> make_parcel(MadeTerminal& terminal, const MadePanel& panel, std::int64_t certificates, Store& store) {
    for (std::int64_t i = 0; i < certificates; ++i) {
        const CandidateRef candidate = terminal.new_candidate();
        TRY(terminal.append_theory(candidate));
        TRY(terminal.append_operation(candidate, panel));
        TRY(terminal.append_combined(candidate, panel));
    }
    TRY(terminal.make_known(store));
    return cut_up(TRY(terminal.parcel()));
}

Result<void> play_room(ScratchBureau& bureau, std::int64_t first_seat, std::int64_t certificates, Played& played) {
    const std::int64_t seats = std::min(kTerminalsMax, (certificates + kOfParcel - 1) / kOfParcel);
    std::vector<MadeTerminal> terminals;
    for (std::int64_t seat = 0; seat < seats; ++seat)
        terminals.push_back(TRY(MadeTerminal::enrol(bureau.registrar(), {.seat = first_seat + seat})));
    const MadePanel panel = TRY(MadePanel::certify(bureau.registrar(), MadeTerminal::Place{}.centre));
    std::vector<std::vector<CutParcel>> parcels(terminals.size());
    for (std::int64_t left = certificates; left > 0; left -= std::min(left, kOfParcel)) {
        const std::size_t at = played.parcels++ % terminals.size();
        parcels[at].push_back(TRY(make_parcel(terminals[at], panel, std::min(left, kOfParcel), *bureau.store)));
    }
    Counter counter(bureau);
    played.seconds += TRY(counter.hand_in(parcels));
    for (const MadeTerminal& terminal : terminals) {
        played.made += terminal.made();
        played.kept += TRY(kept_of(*bureau.store, terminal.ledger())).results;
    }
    return success();
}

} // namespace

Result<Figures> measure_year(const YearOptions& options) {
    ScratchBureau bureau = TRY(ScratchBureau::set_up(options.place));
    const std::int64_t certificates = std::max<std::int64_t>(1, kCertificatesOfYear / options.share);
    Played played;
    std::int64_t seat = 1;
    for (std::int64_t left = certificates; left > 0; left -= std::min(left, kOfRoom), seat += kTerminalsMax)
        TRY(play_room(bureau, seat, std::min(left, kOfRoom), played));
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
