// Opening the terminal, signing in, journal, hand-in and staff. Packages and the spool are in terminal_spool.cpp.
#include "kiosk/app/terminal.h"

#include "core/base/codes/kiosk.h"
#include "core/base/codes/profile.h"
#include "core/base/codes/record.h"
#include "core/base/codes/store.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/record/receipt_code.h"
#include "core/store/event_codec.h"
#include "kiosk/app/hand_in.h"
#include "kiosk/app/session_loader.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using assessment::SittingEvent;

Result<std::vector<Bytes>> encoded_events(store::Sittings& sittings, const SittingId& sitting) {
    std::vector<Bytes> events;
    for (const SittingEvent& event : TRY(sittings.load(sitting))) events.push_back(store::encode_event(event));
    return events;
}

bool may_release(const record::StaffRow& staff) {
    using record::StaffRole;
    return std::any_of(staff.roles.begin(), staff.roles.end(), [](StaffRole role) {
        return role == StaffRole::invigilator || role == StaffRole::exam_staff || role == StaffRole::site_chief;
    });
}

} // namespace

Reply Terminal::handle(Request request) {
    return std::visit([this](const auto& each) -> Reply { return on(each); }, request);
}

// ---- opening

Result<store::TerminalStore*> Terminal::open_store() {
    if (store_) return store_.get();
    device_ = TRY(folder_.load());
    if (device_->certificate.empty()) return error(codes::not_enrolled, "the certificate has not come yet");
    const record::Kit& kit = device_->kit.content;
    const Instant now = options_.clock.now();
    last_alive_ = TRY(store::read_alive(store::alive_path(options_.data)));
    const store::TerminalStoreOptions options{
        .data = options_.data,
        .terminal = kit.terminal,
        .device = device_->keys.signing,
        .sealing = device_->keys.sealing,
        .certificate = device_->certificate,
        .roots = kit.roots,
        .clock = options_.clock,
        .random = options_.random,
        .boot = {.boot_id = now.boot_id, .hardware = options_.hardware, .tpm_counter = {}, .software = options_.software},
        .enrolment = record::EnrolledBody{.root_set = record::sha256(kit.roots.encode()),
                                          .bundle_version = device_->kit.bundle.version,
                                          .suite = kit.roots.suite,
                                          .environment = kit.roots.environment,
                                          .certificate = device_->certificate,
                                          .software = options_.software}};
    store_ = TRY(store::TerminalStore::open(options));
    if (!store_->trust().has_bundle()) TRY(store_->trust().accept(kit.bundle));
    return store_.get();
}

Result<SiteFacts> Terminal::site() {
    TRY(open_store());
    const record::Kit& kit = device_->kit.content;
    return SiteFacts{.terminal = kit.terminal,
                     .centre = kit.centre_name,
                     .room = kit.room,
                     .seat = kit.seat,
                     .demo = kit.roots.environment == record::Environment::demo};
}

OpenReply Terminal::on(const OpenTerminal&) {
    return {open()};
}

Result<TerminalOpened> Terminal::open() {
    TerminalOpened opened;
    opened.site = TRY(site());
    TRY(take_in_spool());
    TRY(choose_package());
    if (package_) {
        opened.content = package_->content;
        TRY(note_session(opened));
    }
    if (desk_) opened.operation = TRY(desk_->open(last_alive_));
    if (options_.profile_alarm) opened.profile_alarm = options_.profile_alarm;
    opened.found = TRY(find_unreleased());
    return opened;
}

// How far the session has come, and whether the machine is still the one that it was opened on.
Result<void> Terminal::note_session(TerminalOpened& opened) {
    const auto facts = TRY(store_->packages().find(package_->id));
    if (!facts) return error(codes::package_unknown, package_->id.hex());
    opened.started_at_ms = facts->started_at_ms;
    opened.closed = facts->state == store::PackageState::session_closed;
    const bool running = facts->state == store::PackageState::session_open;
    if (running && facts->profile && *facts->profile != profile_mark()) opened.profile_alarm = codes::profile_changed;
    return success();
}

Result<std::optional<FoundSitting>> Terminal::find_unreleased() {
    const std::vector<store::SittingFacts> sittings = TRY(store_->sittings().unreleased());
    sitting_open_ = !sittings.empty();
    if (sittings.empty()) return std::optional<FoundSitting>();
    return std::optional(TRY(found(sittings.back())));
}

Result<FoundSitting> Terminal::found(const store::SittingFacts& facts) {
    // The mark bounds the outage only if it is of this very sitting; without one the last event of the journal does.
    FoundSitting found;
    found.sitting = facts.id;
    found.candidate = candidate_facts(TRY(row_of(facts.candidate)));
    if (TRY(store_->sittings().is_closed(facts.id))) {
        found.receipt = TRY(receipt_of(facts.id));
        return found;
    }
    found.events = TRY(store_->sittings().load(facts.id));
    found.last_alive = found.events.empty() ? options_.clock.now() : assessment::event_instant(found.events.back());
    if (last_alive_ && last_alive_->sitting == facts.id) {
        const bool same_boot = last_alive_->at.boot_id == found.last_alive.boot_id;
        if (!same_boot || last_alive_->at.boot_ms > found.last_alive.boot_ms) found.last_alive = last_alive_->at;
    }
    return found;
}

Result<record::RosterRow> Terminal::row_of(const CandidateRef& candidate) {
    if (package_)
        for (const record::RosterRow& row : package_->part.roster)
            if (row.candidate == candidate) return row;
    return error(codes::sitting_not_found, "candidate of an open sitting");
}

Result<HandInReceipt> Terminal::receipt_of(const SittingId& sitting) {
    const std::vector<store::ResultStatus> results = TRY(store_->results().of_sitting(sitting));
    if (results.empty()) return error(codes::sitting_not_found, "sealed sitting without a result");
    const Bytes encoded = TRY(store_->results().signed_result(results.back().entry_index));
    const record::SignedResult result = TRY(record::open_result(encoded));
    const Hash hash = results.back().record_hash;
    HandInReceipt receipt{
        .code = record::receipt_code(hash), .qr = record::receipt_qr(hash), .handed_in_wall_ms = result.record.times.ended_ms};
    receipt.total = static_cast<int>(result.record.items.size());
    if (!result.record.items.empty())
        receipt.answered = static_cast<int>(std::count_if(result.record.items.begin(), result.record.items.end(),
                                                          [](const auto& item) { return item.state == record::ItemState::scored; }));
    return receipt;
}

// ---- signing in

SignInReply Terminal::on(const SignIn& request) {
    std::string seat;
    auto accepted = sign_in(request, seat);
    return {std::move(accepted), std::move(seat)};
}

Result<SignInReply::Accepted> Terminal::sign_in(const SignIn& request, std::string& seat_of_candidate) {
    if (damage_) return *damage_;
    if (!package_) return error(codes::no_session);
    const auto facts = TRY(store_->packages().find(package_->id));
    if (facts && facts->state == store::PackageState::session_closed) return error(codes::sign_in_closed);
    const std::vector<record::RosterRow>& roster = package_->part.roster;
    const auto same_ticket = [&](const record::RosterRow& row) { return row.admission_ticket == request.ticket; };
    const auto row = std::find_if(roster.begin(), roster.end(), same_ticket);
    if (row == roster.end()) return error(codes::ticket_unknown);
    // The keyed look-up forgives blanks and small letters, as people type them.
    const auto found = TRY(store_->roster().find({.admission_ticket = request.ticket, .identity_number = request.id_number}));
    if (found.empty()) return error(codes::identity_mismatch);
    seat_of_candidate = std::to_string(row->seat);
    const auto seat_here = parse_integer(device_->kit.content.seat);
    if (!seat_here || *seat_here != row->seat) return error(codes::seat_mismatch);
    for (const store::SittingFacts& earlier : TRY(store_->sittings().of_candidate(row->candidate)))
        if (earlier.session == package_->part.session.id) return error(codes::candidate_finished);
    TRY(open_session_once());
    auto bureau = TRY(response_recipient());
    const store::SittingFacts sitting = TRY(store_->open_sitting(
        {.session = package_->part.session.id, .candidate = row->candidate, .package = package_->id, .bureau = std::move(bureau)}));
    sitting_open_ = true;
    return SignInReply::Accepted{sitting.id, candidate_facts(*row)};
}

Result<record::age::Recipient> Terminal::response_recipient() {
    const auto certificates = store_->trust().bundle().all_of(record::Role::response);
    if (certificates.empty()) return error(codes::certificate_issuer_unknown, "the bureau's response key");
    return record::age::Recipient::from(certificates.front()->content.key.x.view());
}

// ---- the sitting

AppendReply Terminal::on(const AppendSittingEvent& request) {
    if (!store_) return {request.sitting, request.sequence, error(codes::not_enrolled)};
    auto durable = store_->append(request.sitting, {.sequence = request.sequence, .event = request.event});
    if (durable && std::holds_alternative<assessment::SeatReleased>(request.event)) seat_is_free();
    return {request.sitting, request.sequence, std::move(durable)};
}

AliveReply Terminal::on(const NoteAlive& request) {
    if (!store_) return {error(codes::not_enrolled)};
    return {store_->alive().write({.at = request.at, .sitting = request.sitting, .active_ms = request.active_ms})};
}

CollectReply Terminal::on(const CollectPaper& request) {
    return {request.sitting, collect(request)};
}

Result<HandInReceipt> Terminal::collect(const CollectPaper& request) {
    if (TRY(store_->sittings().is_closed(request.sitting))) return receipt_of(request.sitting);
    if (!package_) return error(codes::no_session);
    const record::RosterRow row = TRY(row_of(request.candidate));
    // Where the spec keeps the keys at the bureau the part is not sealed to this terminal, and the record is a submission.
    const auto keys = record::open_key_part(package_->sealed, device_->keys.sealing);
    if (!keys && keys.code() != codes::age_no_match) return keys.error();
    auto sitting = TRY(store_->sittings().find(request.sitting));
    auto events = TRY(encoded_events(store_->sittings(), request.sitting));
    const HandInFacts facts{.part = package_->part,
                            .manifest = package_->sealed.manifest,
                            .candidate = row,
                            .state = *request.state,
                            .sitting = std::move(sitting),
                            .events = std::move(events),
                            .keys = keys ? &*keys : nullptr,
                            .terminal = device_->kit.content.terminal,
                            .environment = device_->kit.content.roots.environment};
    const SealedHandIn hand_in = TRY(seal_hand_in(facts, *device_, TRY(response_recipient()), options_.random));
    TRY(store_->seal(request.sitting, {hand_in.sealed}));
    TRY(store_->alive().clear());
    // A new result is due at once. The hand-in itself is done, so that trouble with the spool is only logged.
    if (const auto made = store_->export_due(); !made) log(LogLevel::warning, made.error());
    return receipt_of(request.sitting);
}

ReleaseReply Terminal::on(const ReleaseClosedSeat& request) {
    auto released = store_->sittings().release_closed(request.sitting, request.event);
    if (released) seat_is_free();
    return {request.sitting, std::move(released)};
}

void Terminal::seat_is_free() {
    sitting_open_ = false;
    tidied_ = false;
}

// ---- marking

MarkingReply Terminal::on(const MarkingRequest& request) {
    CHECK(desk_ != nullptr); // whoever asks has been given what the desk opened
    return desk_->handle(request);
}

// ---- the database's own health

// On this thread and in slices, as everything that touches the database: it is open for this process alone, so no other connection could
// look on at leisure. The exam asks for the next slice only while nobody is signed in or signing in; an answer can therefore never wait for
// one, and who comes to the seat waits for one slice at the most.
CheckReply Terminal::on(const CheckStore&) {
    if (!store_) return {error(codes::not_enrolled)};
    auto whole = store_->check_next();
    if (!whole) damage_ = whole.error();
    return {std::move(whole)};
}

// ---- staff

PinReply Terminal::on(const CheckPin& request) {
    auto reply = check_pin(request);
    if (reply) return *reply;
    PinReply refused{.staff_number = request.staff_number, .failed = {}};
    if (reply.code() == codes::pin_locked) {
        const auto wait_ms = store_->pins().wait_ms(request.staff_number);
        refused.locked_ms = wait_ms ? *wait_ms : 0;
        return refused;
    }
    refused.failed = reply.error();
    return refused;
}

Result<PinReply> Terminal::check_pin(const CheckPin& request) {
    if (!package_) return error(codes::no_session);
    PinReply reply{.staff_number = request.staff_number, .failed = {}};
    const std::vector<record::StaffRow>& register_ = package_->part.staff;
    const auto staff =
        std::find_if(register_.begin(), register_.end(), [&](const auto& row) { return row.number == request.staff_number; });
    if (staff == register_.end()) return reply; // as a wrong PIN: the pad does not say which of the two is wrong
    const store::PinOutcome outcome = TRY(store_->pins().try_pin(staff->number, staff->pin, request.pin));
    reply.tries_left = outcome.free_attempts_left;
    reply.locked_ms = outcome.wait_ms;
    if (!outcome.right) return reply;
    const std::int64_t wall_ms = options_.clock.wall_ms();
    if (wall_ms < staff->not_before_ms || wall_ms > staff->not_after_ms || !may_release(*staff)) return error(codes::role_missing);
    reply.right = true;
    return reply;
}

std::vector<Path> Terminal::token_roots(const TerminalOptions& options) {
    std::vector<Path> roots = {emergency_tokens(options.data)};
    if (options.token_folder) roots.push_back(*options.token_folder);
    return roots;
}

} // namespace kaogong::kiosk::app
