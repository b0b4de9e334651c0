// What the sync desk asks of the worker: how far the carrier is, and what it is to do with the memory stick.
#include "core/base/codes/kiosk.h"
#include "kiosk/app/terminal.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kParcelsMax = 1'000;

// What lies in out/ waits, whether a carrier has told of it or not; what it told of a file that is gone is past.
std::vector<store::ParcelProgress> waiting_parcels(const Path& out, const std::vector<store::ParcelProgress>& told) {
    std::vector<store::ParcelProgress> waiting;
    std::error_code failed;
    for (auto at = std::filesystem::directory_iterator(out, failed); !failed && at != std::filesystem::directory_iterator(); at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (!name.ends_with(".kgp") || waiting.size() == kParcelsMax) continue;
        const auto report = std::find_if(told.begin(), told.end(), [&](const store::ParcelProgress& each) { return each.file == name; });
        store::ParcelProgress parcel = report == told.end() ? store::ParcelProgress{.file = name, .state = store::CarryState::later} : *report;
        std::error_code unknown;
        const auto size = std::filesystem::file_size(at->path(), unknown);
        if (parcel.total == 0 && !unknown) parcel.total = size;
        waiting.push_back(std::move(parcel));
    }
    std::sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    return waiting;
}

} // namespace

CarrierReply Terminal::on(const LookAtCarrier&) {
    return {carrier_facts()};
}

// A wish is numbered by the time, so that it is another one than the last also after a restart.
CarrierReply Terminal::on(const WishOfStick& request) {
    if (!store_) return {error(codes::not_enrolled)};
    const Path out = options_.data / "spool" / "out";
    const auto last = store::wished_of_stick(out);
    const std::int64_t number = std::max(options_.clock.wall_ms(), last ? last->number + 1 : 0);
    if (const auto wished = store::wish_of_stick(out, {.work = request.work, .number = number}); !wished) return {wished.error()};
    return {carrier_facts()};
}

Result<CarrierFacts> Terminal::carrier_facts() {
    if (!store_) return error(codes::not_enrolled);
    const Path spool = options_.data / "spool";
    const store::CarrierReports reports(spool / "seen");
    CarrierFacts facts{.link = reports.link(),
                       .parcels = waiting_parcels(spool / "out", reports.parcels()),
                       .stick = reports.stick(),
                       .wish = store::wished_of_stick(spool / "out"),
                       .aside = {}};
    for (store::ResultStatus& result : TRY(store_->results().all())) {
        facts.delivered += result.delivered ? 1 : 0;
        facts.undelivered += result.delivered ? 0 : 1;
        const bool aside = result.verdict == record::Verdict::quarantined || result.verdict == record::Verdict::held;
        if (aside) facts.aside.push_back(std::move(result));
    }
    return facts;
}

} // namespace kaogong::kiosk::app
