// The staff corner on the frame loop's side: the PIN pad, the visit that follows it, and what a member of staff may do at this terminal.
// Every act is the state machine's or the worker's to allow, and is in the record before the screen says that it is done.
#include "kiosk/app/exam.h"

#include "core/base/log.h"

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

assessment::OutcomeCode cause_of(model::OutageReason reason) {
    switch (reason) {
    case model::OutageReason::power_cut: return assessment::OutcomeCode::power_cut;
    case model::OutageReason::machine_fault: return assessment::OutcomeCode::machine_fault;
    case model::OutageReason::environment: return assessment::OutcomeCode::environment;
    case model::OutageReason::staff_fault: break;
    }
    return assessment::OutcomeCode::staff_fault;
}

assessment::IdentityCheck check_of(model::IdentityDecision decision) {
    switch (decision) {
    case model::IdentityDecision::match: return assessment::IdentityCheck::match;
    case model::IdentityDecision::doubt: return assessment::IdentityCheck::doubt;
    case model::IdentityDecision::mismatch: break;
    }
    return assessment::IdentityCheck::mismatch;
}

} // namespace

// ---- PIN

void Exam::on(const model::OpenStaffPin& command) {
    pin_pad_ = PinPad{.purpose = command.purpose};
}

void Exam::on(const model::SubmitStaffPin& command) {
    if (!pin_pad_ || pin_pad_->busy || clock_.boot_ms() < pin_pad_->locked_until_boot_ms) return;
    pin_pad_->busy = true;
    pin_pad_->wrong = false;
    pin_pad_->same_person = false;
    post_(CheckPin{command.staff_number, Secret(view(command.pin))});
}

void Exam::on(const model::CancelStaffPin&) {
    pin_pad_.reset();
    if (staff_) staff_->needs_second.reset();
}

void Exam::on(const PinReply& reply) {
    if (!pin_pad_) return;
    const PinPad pad = *pin_pad_;
    pin_pad_->busy = false;
    if (reply.failed) {
        log(LogLevel::error, *reply.failed);
        pin_pad_.reset();
        return refuse(reply.failed->code);
    }
    if (!reply.right) {
        pin_pad_->wrong = true;
        pin_pad_->tries_left = reply.tries_left;
        pin_pad_->locked_until_boot_ms = reply.locked_ms > 0 ? clock_.boot_ms() + reply.locked_ms : 0;
        return;
    }
    // Two people are two people.
    if (pad.purpose == model::StaffPurpose::second_person && staff_ && staff_->number == reply.staff_number) {
        pin_pad_->same_person = true;
        return;
    }
    pin_pad_.reset();
    staff_came(reply.staff_number, pad);
    collect_when_saved();
}

void Exam::staff_came(const std::string& staff_number, const PinPad& pad) {
    staff_called_ = false;
    switch (pad.purpose) {
    case model::StaffPurpose::release_seat: return release_seat(staff_number);
    case model::StaffPurpose::second_person:
        if (staff_ && staff_->needs_second) note_identity(*staff_, *staff_->needs_second, staff_number);
        return;
    case model::StaffPurpose::release_candidate:
    case model::StaffPurpose::staff_corner: break;
    }
    staff_ = StaffVisit{.number = staff_number, .touched_boot_ms = clock_.boot_ms(), .health = {}, .needs_second = {}};
    staff_->direct = pad.purpose == model::StaffPurpose::release_candidate;
    if (staff_->direct) staff_->page = model::StaffPage::resume;
    post_(LookAtTerminal{});
}

// ---- the visit

model::StaffPage Exam::staff_page() const {
    using model::StaffPage;
    if (!staff_) return StaffPage::menu;
    const bool sits = seated_ && !seated_->closed;
    switch (staff_->page) {
    case StaffPage::menu: break;
    case StaffPage::start: return content_ && !started_at_ms_ && !closed_ ? StaffPage::start : StaffPage::menu;
    case StaffPage::close: return has_session() && !seated_ && !closed_ ? StaffPage::close : StaffPage::menu;
    case StaffPage::resume:
        return sits && seated_->state.phase == assessment::SittingPhase::interrupted ? StaffPage::resume : StaffPage::menu;
    case StaffPage::identity: return sits && assessment::is_open(seated_->state) ? StaffPage::identity : StaffPage::menu;
    case StaffPage::sync: return StaffPage::sync;
    }
    return StaffPage::menu;
}

void Exam::end_idle_visit(const Instant& at) {
    if (!staff_ || staff_->busy || at.boot_ms - staff_->touched_boot_ms < kVisitIdleMs) return;
    staff_.reset();
    if (pin_pad_ && pin_pad_->purpose == model::StaffPurpose::second_person) pin_pad_.reset();
}

void Exam::on(const model::OpenStaffPage& command) {
    if (!staff_ || staff_->busy) return;
    staff_->page = command.page;
    staff_->done = model::StaffDone::nothing;
    post_(LookAtTerminal{});
}

void Exam::on(const model::LeaveStaff&) {
    if (!staff_ || staff_->busy) return;
    // From a page of the menu one goes back to it; what was asked for on the candidate's screen leads back there.
    if (staff_->page == model::StaffPage::menu || staff_->direct)
        staff_.reset();
    else
        staff_->page = model::StaffPage::menu;
}

void Exam::on(const HealthReply& reply) {
    if (!staff_) return;
    if (!reply.health) return log(LogLevel::warning, reply.health.error());
    staff_->health = *reply.health;
    staff_->has_export_folder = reply.has_export_folder;
}

// ---- starting and closing the session

void Exam::on(const model::StartSession& command) {
    if (!staff_ || staff_->busy || !content_ || started_at_ms_ || closed_ || session_state() == model::SessionState::not_yet) return;
    staff_->busy = true;
    const std::int64_t now_ms = clock_.wall_ms();
    // The word before the planned time is for that time, so that all seats begin alike.
    const bool as_planned = command.from == model::StartFrom::plan || now_ms < content_->starts_at_ms;
    post_(StartRoom{staff_->number, as_planned ? content_->starts_at_ms : now_ms,
                    as_planned ? model::StartFrom::plan : model::StartFrom::word});
}

void Exam::on(const StartReply& reply) {
    if (staff_) staff_->busy = false;
    if (!reply.started_at_ms) {
        log(LogLevel::error, reply.started_at_ms.error());
        return refuse(reply.started_at_ms.code());
    }
    started_at_ms_ = *reply.started_at_ms;
    if (!staff_) return tick();
    staff_->page = model::StaffPage::menu;
    staff_->done = clock_.wall_ms() < *started_at_ms_ ? model::StaffDone::will_start : model::StaffDone::started;
    // The screen belongs to the candidate again, unless there is more to do for staff.
    if (seated_ && !identity_is_due()) staff_.reset();
    tick();
}

void Exam::on(const model::CloseSession&) {
    if (!staff_ || staff_->busy || seated_) return;
    staff_->busy = true;
    post_(CloseRoom{staff_->number});
}

void Exam::on(const CloseReply& reply) {
    if (staff_) staff_->busy = false;
    if (!reply.closed) {
        log(LogLevel::error, reply.closed.error());
        return refuse(reply.closed.code());
    }
    if (staff_) {
        staff_->page = model::StaffPage::menu;
        staff_->done = model::StaffDone::closed;
    }
    signing_in_ = false;
    post_(OpenTerminal{});
    post_(LookAtTerminal{});
}

// ---- the candidate at this seat

void Exam::on(const model::ReleaseCandidate& command) {
    if (!staff_ || !seated_) return;
    // The outage itself never counts; what is given beyond it stands in journal and ledger with the reason.
    const std::string reason(assessment::outcome_facts(cause_of(command.reason)).key);
    const assessment::ReleasedByStaff event{.credit_ms = command.extra_minutes * kMinuteMs, .reason = reason, .staff = staff_->number};
    if (step(event)) staff_.reset();
}

void Exam::release_seat(const std::string& staff_number) {
    if (!seated_) return;
    if (seated_->closed)
        post_(ReleaseClosedSeat{seated_->sitting, {.at = clock_.now(), .staff = staff_number}});
    else
        step(assessment::SeatReleased{.staff = staff_number});
}

void Exam::on(const model::ReleaseSeat&) {
    if (!staff_) return;
    release_seat(staff_->number);
    post_(LookAtTerminal{});
}

void Exam::on(const model::DecideIdentity& command) {
    if (!staff_ || !seated_) return;
    if (command.decision == model::IdentityDecision::match) return note_identity(*staff_, command.decision, {});
    staff_->needs_second = command.decision;
    pin_pad_ = PinPad{.purpose = model::StaffPurpose::second_person};
}

void Exam::note_identity(const StaffVisit& visit, model::IdentityDecision decision, const std::string& second_staff) {
    const assessment::IdentityChecked event{.check = check_of(decision), .staff = visit.number, .second_staff = second_staff};
    const bool noted = step(event);
    staff_->needs_second.reset();
    if (!noted) return;
    staff_->page = model::StaffPage::menu;
    staff_->done = model::StaffDone::identity_noted;
    // Where the room has started already this was all that the candidate waited for.
    if (seated_ && started_at_ms_ && clock_.wall_ms() >= *started_at_ms_ && seated_->state.phase == assessment::SittingPhase::waiting)
        staff_.reset();
    tick();
}

// ---- the sync desk

// While it is in front, so often that a person sees it move.
void Exam::look_at_carrier(const Instant& at) {
    constexpr std::int64_t kLookEveryMs = 1'000;
    if (staff_page() != model::StaffPage::sync || staff_->looks_at_carrier) return;
    if (staff_->carrier && at.boot_ms - staff_->carrier_looked_boot_ms < kLookEveryMs) return;
    staff_->looks_at_carrier = true;
    staff_->carrier_looked_boot_ms = at.boot_ms;
    post_(LookAtCarrier{});
}

void Exam::on(const model::AskStick& command) {
    if (staff_page() != model::StaffPage::sync || command.task == model::StickTask::none) return;
    staff_->looks_at_carrier = true;
    post_(WishOfStick{command.task == model::StickTask::write_parcels ? store::StickWork::write_parcels : store::StickWork::read_answers});
}

void Exam::on(const CarrierReply& reply) {
    if (!staff_) return;
    staff_->looks_at_carrier = false;
    if (!reply.facts) {
        log(LogLevel::warning, reply.facts.error());
        return refuse(reply.facts.code());
    }
    staff_->carrier = *reply.facts;
    // Whoever watches a stick being written has not walked away.
    const auto& stick = staff_->carrier->stick;
    if (stick && stick->running) staff_->touched_boot_ms = clock_.boot_ms();
}

// ---- the terminal's records

void Exam::on(const model::ExportRecords&) {
    if (!staff_ || staff_->busy) return;
    staff_->busy = true;
    post_(ExportToFolder{});
}

void Exam::on(const ExportReply& reply) {
    if (staff_) staff_->busy = false;
    if (!reply.files) {
        log(LogLevel::warning, reply.files.error());
        return refuse(reply.files.code());
    }
    if (!staff_) return;
    staff_->done = model::StaffDone::exported;
    staff_->exported_files = static_cast<int>(*reply.files);
    post_(LookAtTerminal{});
}

} // namespace kaogong::kiosk::app
