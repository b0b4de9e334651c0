// View of the sync desk, from what the worker found.
#include "kiosk/app/view_parts.h"

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kHashShown = 8;

model::SyncParcelView parcel_view(const store::ParcelProgress& parcel) {
    return {.name = parcel.file,
            .state = static_cast<model::SyncParcelState>(static_cast<int>(parcel.state)),
            .sent_bytes = parcel.state == store::CarryState::answered ? parcel.total : parcel.sent,
            .total_bytes = parcel.total,
            .why = parcel.why ? std::optional(parcel.why->code) : std::nullopt};
}

model::SyncAsideView aside_view(const store::ResultStatus& result, Language language) {
    return {.kind = std::string(record::record_kind_name(result.kind, language)),
            .record = result.record_hash.hex().substr(0, kHashShown),
            .why = find_code(result.code)};
}

model::SyncStickView stick_view(const CarrierFacts& facts) {
    model::SyncStickView view;
    if (!facts.stick) return view;
    const store::StickProgress& stick = *facts.stick;
    view.watched = true;
    view.there = stick.there;
    view.name = stick.name;
    // Between the wish and the carrier's next look its report is still about the wish before.
    const bool asked = facts.wish && facts.wish->number != stick.wish.number;
    view.running = asked || stick.running;
    const store::StickWork work = asked ? facts.wish->work : stick.wish.work;
    view.task = static_cast<model::StickTask>(static_cast<int>(work));
    if (asked) return view;
    view.done = static_cast<int>(stick.written);
    view.known = static_cast<int>(stick.known);
    view.refused = static_cast<int>(stick.refused);
    view.left = static_cast<int>(stick.left);
    view.slow = stick.slow;
    if (stick.why) view.why = stick.why->code;
    return view;
}

} // namespace

model::SyncDeskView sync_desk_view(const ViewSources& sources) {
    const StaffVisit& visit = *sources.exam.staff();
    model::SyncDeskView view;
    view.staff_number = visit.number;
    view.now = local(sources, sources.exam.now().wall_ms);
    if (!visit.carrier) return view;
    const CarrierFacts& facts = *visit.carrier;
    view.known = true;
    view.carrier_speaks = facts.link.has_value() || facts.stick.has_value();
    if (facts.link) {
        view.bureau = facts.link->bureau;
        if (facts.link->last_contact_ms > 0) view.last_contact = local(sources, facts.link->last_contact_ms);
        if (facts.link->next_try_ms > 0) view.next_try = local(sources, facts.link->next_try_ms);
        if (facts.link->why) view.why = facts.link->why->code;
    }
    for (const store::ParcelProgress& parcel : facts.parcels) view.parcels.push_back(parcel_view(parcel));
    view.parcels_left = static_cast<int>(facts.parcels.size());
    view.delivered = static_cast<int>(facts.delivered);
    view.undelivered = static_cast<int>(facts.undelivered);
    for (const store::ResultStatus& result : facts.aside) view.aside.push_back(aside_view(result, sources.language));
    view.stick = stick_view(facts);
    return view;
}

} // namespace kaogong::kiosk::app
