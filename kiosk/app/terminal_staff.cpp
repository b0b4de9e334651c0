// What the staff corner asks of the worker: the invigilator's word, closing the session, how the terminal is, and handing out its records.
#include "core/base/codes/kiosk.h"
#include "core/base/codes/store.h"
#include "kiosk/app/terminal.h"

#include "kiosk/app/export.h"

namespace kaogong::kiosk::app {
namespace {

constexpr std::uint64_t kMebibyte = 1u << 20;

} // namespace

record::ProfileMark Terminal::profile_mark() const {
    return {.id = options_.profile.empty() ? "-" : options_.profile, .digest = options_.hardware};
}

// ---- start

StartReply Terminal::on(const StartRoom& request) {
    return {start_room(request)};
}

Result<std::int64_t> Terminal::start_room(const StartRoom& request) {
    if (!package_) return error(codes::no_session);
    TRY(open_session_once());
    const auto from = request.from == model::StartFrom::plan ? store::Packages::StartedFrom::plan : store::Packages::StartedFrom::word;
    return store_->packages().start_session(package_->id, {.staff = request.staff_number, .at_ms = request.at_ms, .from = from});
}

// ---- close

CloseReply Terminal::on(const CloseRoom& request) {
    auto closed = close_room(request.staff_number);
    // Closing makes a parcel due. It is done, so that trouble with the spool is for the next look.
    if (closed) (void)store_->export_due();
    return {std::move(closed)};
}

Result<void> Terminal::close_room(const std::string& staff_number) {
    if (!package_) return error(codes::no_session);
    const auto facts = TRY(store_->packages().find(package_->id));
    if (!facts) return error(codes::package_unknown, package_->id.hex());
    // A room in which nobody came is opened and closed at once: the empty seats, too, are in the record.
    TRY(open_session_once());
    return close_session_of(*facts, staff_number);
}

Result<void> Terminal::close_session_of(const store::PackageFacts& facts, const std::string& staff_number) {
    if (!TRY(store_->sittings().unreleased()).empty()) return error(codes::session_has_sitting);
    if (desk_ && TRY(desk_->open_scorings()) > 0) return error(codes::session_has_scoring);
    const auto results = static_cast<std::int64_t>(TRY(store_->results().count_of(facts.session)));
    return store_->packages().close_session(facts.id, {.plan = {}, .candidates = results, .profile = {}, .staff = staff_number});
}

// ---- how it is

HealthReply Terminal::on(const LookAtTerminal&) {
    std::error_code failed;
    const bool has_folder = options_.export_folder && std::filesystem::is_directory(*options_.export_folder, failed);
    return {.health = health(), .has_export_folder = has_folder};
}

Result<model::HealthView> Terminal::health() {
    if (!store_) return error(codes::not_enrolled);
    model::HealthView view{.known = true, .profile_alarm = options_.profile_alarm};
    view.has_package = package_.has_value();
    view.clock_stepped = clock_stepped_;
    const auto space = TRY(store_->space());
    view.disk_free_mib = static_cast<std::int64_t>(space.free_bytes / kMebibyte);
    view.disk_enough = space.enough_for_session;
    view.profile = options_.profile;
    if (package_) view.results = static_cast<int>(TRY(store_->results().count_of(package_->part.session.id)));
    view.undelivered = static_cast<int>(TRY(store_->results().undelivered()));
    view.ledger_entries = store_->ledger().size();
    return view;
}

// ---- export

ExportReply Terminal::on(const ExportToFolder&) {
    return {export_records()};
}

Result<std::size_t> Terminal::export_records() {
    std::error_code failed;
    if (!options_.export_folder || !std::filesystem::is_directory(*options_.export_folder, failed))
        return error(codes::export_folder_missing);
    const std::string terminal = TRY(site()).terminal.hex().substr(0, 8);
    const Exported exported = TRY(export_terminal(*this, options_.data, *options_.export_folder / ("kaogong-" + terminal), options_.clock));
    return 1 + exported.proofs + exported.answers;
}

} // namespace kaogong::kiosk::app
