// Views before and after answering, and of the dialogs. The question itself is in question_view.cpp.
#include "kiosk/app/views.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/kiosk.h"
#include "kiosk/app/marking/marking.h"
#include "kiosk/app/qr.h"
#include "kiosk/app/view_parts.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

model::PreExamBarView pre_exam_bar(const ViewSources& sources, model::PreExamStep step) {
    return {.place = place_view(sources), .step = step, .has_input_test = false};
}

model::TextKind text_kind(std::string_view id) {
    if (id == "notice") return model::TextKind::notice;
    return id == "pledge" ? model::TextKind::pledge : model::TextKind::rules;
}

// From when a hand-in is possible, if the clock runs on.
model::LocalTime hand_in_possible_at(const ViewSources& sources) {
    const Instant now = sources.exam.now();
    const std::int64_t earliest_ms = sources.exam.content()->spec.theory.time.hand_in_earliest_ms;
    const auto active = assessment::active_ms(sources.exam.seated()->state.countdown, now);
    return local(sources, now.wall_ms + std::max<std::int64_t>(0, earliest_ms - (active ? *active : 0)));
}

int whole_minutes(std::int64_t ms) {
    return static_cast<int>(ms / 60'000);
}

} // namespace

namespace {

// An operation test has no common start: its candidates have their own times.
void add_operation(const ViewSources& sources, model::WelcomeView& view) {
    if (sources.marking == nullptr || !sources.marking->has_session()) return;
    const record::OperationPart& part = sources.marking->content()->part;
    view.has_operation = true;
    const OperationContent& content = *sources.marking->content();
    view.candidates = static_cast<int>(
        std::count_if(part.candidates.begin(), part.candidates.end(), [&](const auto& row) { return content.leads(row.station); }));
    if (sources.exam.content()) return;
    view.has_theory = false;
    view.exam = part.session.title.in(sources.language);
    view.state = sources.exam.session_closed() ? model::SessionState::over : model::SessionState::started;
    view.starts_at = civil_time(part.session.start_ms, part.spec.utc_offset_minutes);
    view.ends_at = civil_time(part.session.end_ms, part.spec.utc_offset_minutes);
    view.now = civil_time(sources.exam.now().wall_ms, part.spec.utc_offset_minutes);
    view.place.room = part.session.room_name.in(sources.language);
    view.place.centre = part.session.centre_name.in(sources.language);
}

} // namespace

// The enrolment knows the place in one language; the session's package in both.
model::PlaceView place_view(const ViewSources& sources) {
    const SiteFacts& site = sources.exam.site();
    const SessionContent* content = sources.exam.content().get();
    if (content == nullptr || content->centre.empty()) return {site.centre, site.room, site.seat};
    return {content->centre.in(sources.language), content->room.in(sources.language), site.seat};
}

model::WelcomeView welcome_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const SessionContent* content = exam.content().get();
    const model::SessionState state = exam.session_state();
    model::WelcomeView view{.place = place_view(sources), .state = state};
    view.now = local(sources, exam.now().wall_ms);
    view.alarm = exam.profile_alarm();
    add_operation(sources, view);
    if (!content) return view;
    const assessment::TimeRules& time = content->spec.theory.time;
    view.exam = exam_title(sources);
    const std::int64_t start_ms = exam.start_wall_ms();
    view.starts_at = local(sources, start_ms);
    view.ends_at = local(sources, start_ms + time.duration_ms);
    view.opens_at = local(sources, content->opens_at_ms);
    view.latest_entry = local(sources, start_ms + time.late_entry_limit_ms);
    view.duration_minutes = whole_minutes(time.duration_ms);
    view.can_sign_in = state == model::SessionState::signing_in || state == model::SessionState::started;
    return view;
}

model::SignInView sign_in_view(const ViewSources& sources) {
    return {.bar = pre_exam_bar(sources, model::PreExamStep::sign_in), .busy = sources.exam.busy()};
}

model::ConfirmView confirm_view(const ViewSources& sources) {
    const Seated& seated = *sources.exam.seated();
    const assessment::AssessmentSpec& spec = sources.exam.content()->spec;
    return {.bar = pre_exam_bar(sources, model::PreExamStep::confirm),
            .name = seated.candidate.name,
            .masked_id_number = seated.candidate.masked_id_number,
            .ticket = seated.candidate.ticket,
            .occupation = spec.occupation.name.in(sources.language),
            .level = assessment::level_display(spec.level, sources.language),
            .photo = seated.candidate.photo.empty() ? model::Picture{} : sources.pictures.figure(seated.candidate.photo),
            .staff_called = sources.exam.staff_called()};
}

model::TextsView texts_view(const ViewSources& sources) {
    const Seated& seated = *sources.exam.seated();
    const SessionContent& content = *sources.exam.content();
    const std::int64_t extra_ms = seated.candidate.accommodation.extra_ms;
    model::TextsView view{.bar = pre_exam_bar(sources, model::PreExamStep::rules), .current = seated.text_shown};
    for (const SessionText& text : content.texts)
        view.texts.push_back({.kind = text_kind(text.id),
                              .title = text.title.in(sources.language),
                              .body = text.body.in(sources.language),
                              .fingerprint = text.hash.hex().substr(0, 8),
                              .read = seated.texts_seen.contains(text.id)});
    view.duration_minutes = whole_minutes(content.spec.theory.time.duration_ms);
    view.extra_minutes = whole_minutes(extra_ms);
    const std::int64_t start_ms = sources.exam.start_wall_ms();
    view.starts_at = local(sources, start_ms);
    view.ends_at = local(sources, start_ms + content.spec.theory.time.duration_ms + extra_ms);
    return view;
}

model::WaitingView waiting_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Seated& seated = *exam.seated();
    const SessionContent& content = *exam.content();
    model::WaitingView view{.bar = pre_exam_bar(sources, model::PreExamStep::waiting),
                            .name = seated.candidate.name,
                            .exam = exam_title(sources),
                            .starts_at = local(sources, exam.start_wall_ms()),
                            .duration_minutes = whole_minutes(content.spec.theory.time.duration_ms),
                            .extra_minutes = whole_minutes(seated.candidate.accommodation.extra_ms)};
    view.starts_in_ms = std::max<std::int64_t>(0, exam.start_wall_ms() - exam.now().wall_ms);
    if (exam.identity_is_due())
        view.waiting_for = model::WaitingFor::identity;
    else if (!exam.session_started())
        view.waiting_for = model::WaitingFor::word;
    view.staff_called = exam.staff_called();
    return view;
}

model::ReviewView review_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Seated& seated = *exam.seated();
    model::ReviewView view{.bar = candidate_bar(sources), .groups = group_views(sources), .cells = cell_views(seated)};
    view.has_minimum_time = exam.content()->spec.theory.time.hand_in_earliest_ms > 0;
    view.second_confirmation = exam.second_confirmation();
    view.frozen = assessment::is_finished(seated.state);
    if (!exam.everything_saved())
        view.gate = model::HandInGate::saving;
    else if (!assessment::may_hand_in(seated.state, exam.now()))
        view.gate = model::HandInGate::too_early;
    view.earliest_at = hand_in_possible_at(sources);
    return view;
}

model::HandedInView handed_in_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Seated& seated = *exam.seated();
    model::HandedInView view{.place = place_view(sources), .exam = exam_title(sources), .name = seated.candidate.name};
    view.answered = seated.closed ? seated.receipt->answered : static_cast<int>(assessment::answered_count(seated.state));
    view.total = seated.closed ? seated.receipt->total : static_cast<int>(seated.state.items.size());
    view.handed_in_at = local(sources, seated.receipt->handed_in_wall_ms);
    view.receipt_code = seated.receipt->code;
    view.collected_at_zero = seated.state.hand_in == assessment::HandInCause::time_up;
    if (sources.phones_allowed) view.receipt_qr = qr_matrix(seated.receipt->qr);
    return view;
}

model::EndedView ended_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    return {.place = place_view(sources),
            .exam = exam_title(sources),
            .name = exam.seated()->candidate.name,
            .code = codes::sitting_ended,
            .staff_called = exam.staff_called()};
}

model::ResumeView resume_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Seated& seated = *exam.seated();
    const assessment::SittingState& state = seated.state;
    model::ResumeView view{.bar = candidate_bar(sources), .kind = model::InterruptionKind::program_restart};
    if (!state.outages.empty()) {
        const assessment::Outage& outage = state.outages.back().outage;
        // Another boot id means that the machine itself was off.
        view.kind = outage.estimated ? model::InterruptionKind::power_loss : model::InterruptionKind::program_restart;
        view.interrupted_ms = outage.length_ms;
        view.resumed_at = local(sources, exam.resumed_wall_ms());
        view.interrupted_at = local(sources, exam.resumed_wall_ms() - outage.length_ms);
    }
    view.saved_answers = static_cast<int>(assessment::answered_count(state));
    view.return_to = static_cast<int>(state.current_item) + 1;
    view.return_to_kind = item_kind(state.rules->items[state.current_item].type);
    view.staff_called = exam.staff_called();
    return view;
}

model::StaffPinView staff_pin_view(const Exam& exam) {
    const PinPad& pad = *exam.pin_pad();
    model::StaffPinView view{
        .purpose = pad.purpose, .busy = pad.busy, .wrong = pad.wrong, .tries_left = pad.tries_left, .same_person = pad.same_person};
    view.locked_ms = std::max<std::int64_t>(0, pad.locked_until_boot_ms - exam.now().boot_ms);
    return view;
}

model::RefusalView refusal_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Refusal& refusal = *exam.refusal();
    model::RefusalView view{.code = refusal.code, .staff_called = exam.staff_called()};
    if (refusal.code == codes::seat_mismatch) view.seats = model::SeatMismatch{exam.site().seat, refusal.seat_of_candidate, {}};
    if (refusal.code == codes::hand_in_too_early) view.possible_at = hand_in_possible_at(sources);
    return view;
}

} // namespace kaogong::kiosk::app
