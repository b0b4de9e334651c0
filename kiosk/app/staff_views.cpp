// Views of the staff corner.
#include "kiosk/app/view_parts.h"

namespace kaogong::kiosk::app {
namespace {

using assessment::SittingPhase;
using model::ActionState;

model::SeatUse seat_use(const Exam& exam) {
    if (!exam.seated()) return model::SeatUse::free;
    const Seated& seated = *exam.seated();
    if (seated.closed) return model::SeatUse::handed_in;
    switch (seated.state.phase) {
    case SittingPhase::empty:
    case SittingPhase::signed_in:
    case SittingPhase::identity_refused:
    case SittingPhase::identity_confirmed: return model::SeatUse::signing_in;
    case SittingPhase::waiting: return model::SeatUse::waiting;
    case SittingPhase::answering:
    case SittingPhase::reviewing:
    case SittingPhase::confirming: return model::SeatUse::answering;
    case SittingPhase::interrupted:
    case SittingPhase::paused: return model::SeatUse::interrupted;
    case SittingPhase::ended: return model::SeatUse::ended;
    case SittingPhase::handed_in:
    case SittingPhase::released: break;
    }
    return model::SeatUse::handed_in;
}

ActionState start_state(const Exam& exam) {
    if (exam.content() && exam.session_started()) return ActionState::done;
    if (!exam.content() || exam.session_closed()) return ActionState::no_session;
    switch (exam.session_state()) {
    case model::SessionState::not_yet: return ActionState::not_open;
    case model::SessionState::over: return ActionState::no_session;
    case model::SessionState::none:
    case model::SessionState::signing_in:
    case model::SessionState::started: break;
    }
    return ActionState::ready;
}

ActionState identity_state(const Exam& exam) {
    const Seated* seated = exam.seated();
    if (!seated || seated->closed || !assessment::is_open(seated->state)) return ActionState::nobody;
    return seated->state.identity_checked ? ActionState::done : ActionState::ready;
}

ActionState release_state(const Exam& exam) {
    const Seated* seated = exam.seated();
    if (!seated) return ActionState::nobody;
    const bool refused = !seated->closed && seated->state.phase == SittingPhase::identity_refused;
    const bool handed_in = seated->receipt.has_value() || (!seated->closed && seated->state.phase == SittingPhase::ended);
    return refused || handed_in ? ActionState::ready : ActionState::not_due;
}

ActionState close_state(const Exam& exam) {
    if (!exam.has_session()) return ActionState::no_session;
    if (exam.session_closed()) return ActionState::done;
    return exam.seated() ? ActionState::sitting_open : ActionState::ready;
}

ActionState export_state(const StaffVisit& visit) {
    if (!visit.has_export_folder) return ActionState::no_folder;
    return visit.busy ? ActionState::running : ActionState::ready;
}

const assessment::OutageRecord* last_outage(const Exam& exam) {
    const Seated* seated = exam.seated();
    return seated && !seated->state.outages.empty() ? &seated->state.outages.back() : nullptr;
}

} // namespace

model::StaffMenuView staff_menu_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const StaffVisit& visit = *exam.staff();
    model::StaffMenuView view{.staff_number = visit.number, .place = place_view(sources), .health = visit.health};
    view.now = local(sources, exam.now().wall_ms);
    if (exam.content()) view.exam = exam_title(sources);
    if (exam.seated()) view.candidate = exam.seated()->candidate.name;
    view.seat_use = seat_use(exam);
    if (!view.health.profile_alarm) view.health.profile_alarm = exam.profile_alarm();
    view.start = start_state(exam);
    view.identity = identity_state(exam);
    view.resume = view.seat_use == model::SeatUse::interrupted ? ActionState::ready : ActionState::not_due;
    view.release = release_state(exam);
    view.close = close_state(exam);
    view.export_records = export_state(visit);
    if (exam.content()) view.starts_at = local(sources, exam.start_wall_ms());
    view.done = visit.done;
    view.exported_files = visit.exported_files;
    return view;
}

model::StartView start_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const std::int64_t now_ms = exam.now().wall_ms;
    return {.planned = local(sources, exam.start_wall_ms()),
            .now = local(sources, now_ms),
            .ahead = now_ms < exam.start_wall_ms(),
            .exam = exam.content() ? exam_title(sources) : std::string(),
            .busy = exam.staff()->busy};
}

model::ReleaseView release_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Seated& seated = *exam.seated();
    model::ReleaseView view{.candidate = seated.candidate.name};
    if (const assessment::OutageRecord* last = last_outage(exam)) {
        view.interrupted_ms = last->outage.length_ms;
        view.estimated = last->outage.estimated;
    }
    const auto left = assessment::remaining_ms(seated.state, exam.now());
    view.left_ms = left ? *left : 0;
    view.saved_answers = static_cast<int>(assessment::answered_count(seated.state));
    return view;
}

model::IdentityView identity_view(const ViewSources& sources) {
    const Seated& seated = *sources.exam.seated();
    const assessment::AssessmentSpec& spec = sources.exam.content()->spec;
    return {.name = seated.candidate.name,
            .masked_id_number = seated.candidate.masked_id_number,
            .ticket = seated.candidate.ticket,
            .occupation = spec.occupation.name.in(sources.language),
            .level = assessment::level_display(spec.level, sources.language),
            .seat = sources.exam.site().seat,
            .photo = seated.candidate.photo.empty() ? model::Picture{} : sources.pictures.figure(seated.candidate.photo),
            .refused_by_candidate = seated.state.phase == SittingPhase::identity_refused};
}

model::CloseView close_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const StaffVisit& visit = *exam.staff();
    return {.exam = exam.content() ? exam_title(sources) : std::string(),
            .results = visit.health.results,
            .undelivered = visit.health.undelivered,
            .busy = visit.busy};
}

} // namespace kaogong::kiosk::app
