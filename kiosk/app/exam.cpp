// Replies of the worker, the passing of time, and what the sitting's effects lead to. The commands of screens are in exam_commands.cpp, everything of the
// staff corner in exam_staff.cpp.
#include "kiosk/app/exam.h"

#include "core/base/codes/kiosk.h"
#include "core/base/log.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kNoticeMs = 8'000;        // a toast closes by itself (screen measures, toast)
constexpr std::int64_t kAlivePeriodMs = 1'000;   // bounds what a crash can cost a candidate
constexpr std::int64_t kSpoolPeriodMs = 1'000;   // how often what sync brought is looked at
constexpr std::int64_t kRetryMs = 2'000;         // a full disk may have been given room
constexpr std::int64_t kNever = INT64_MAX;

bool is_shown_as_finished(const Seated& seated) {
    using assessment::SittingPhase;
    return seated.state.phase == SittingPhase::handed_in;
}

std::vector<assessment::GateText> gate_texts(const SessionContent& content) {
    std::vector<assessment::GateText> gates;
    for (const SessionText& text : content.texts) gates.push_back({text.id, text.hash});
    return gates;
}

// Accepting the last text is the last thing that a candidate does before the start.
std::int64_t ready_wall_ms(const std::vector<assessment::SittingEvent>& events) {
    std::int64_t ready_ms = 0;
    for (const assessment::SittingEvent& event : events)
        if (const auto* accepted = std::get_if<assessment::TextAccepted>(&event)) ready_ms = accepted->at.wall_ms;
    return ready_ms;
}

} // namespace

void Exam::start(Language language) {
    first_language_ = language;
    comfort_.language = language;
    post_(OpenTerminal{});
}

Screen Exam::screen() const {
    using assessment::SittingPhase;
    if (!opened_) return Screen::starting;
    if (!seated_) return signing_in_ ? Screen::sign_in : Screen::welcome;
    if (seated_->closed) return Screen::handed_in;
    switch (seated_->state.phase) {
    case SittingPhase::empty:
    case SittingPhase::signed_in:
    case SittingPhase::identity_refused: return Screen::confirm;
    case SittingPhase::identity_confirmed: return Screen::texts;
    case SittingPhase::waiting: return Screen::waiting;
    case SittingPhase::answering: return Screen::question;
    case SittingPhase::reviewing:
    case SittingPhase::confirming: return Screen::review;
    case SittingPhase::interrupted:
    case SittingPhase::paused: return Screen::resume;
    case SittingPhase::ended: return Screen::ended;
    case SittingPhase::handed_in:
    case SittingPhase::released: break;
    }
    // Until the paper is sealed the candidate sees the frozen page and not yet a receipt that might never be.
    return seated_->receipt ? Screen::handed_in : Screen::review;
}

bool Exam::second_confirmation() const {
    return seated_ && seated_->state.phase == assessment::SittingPhase::confirming;
}

bool Exam::saved(std::uint64_t sequence) const {
    return seated_ && (seated_->unsaved.empty() || sequence < seated_->unsaved.front().sequence);
}

model::SessionState Exam::session_state() const {
    if (!content_) return model::SessionState::none;
    if (closed_) return model::SessionState::over;
    const std::int64_t wall_ms = clock_.wall_ms();
    if (wall_ms < content_->opens_at_ms) return model::SessionState::not_yet;
    // Until the word is given nobody is late, however long the room waits for it.
    if (!started_at_ms_) return wall_ms < content_->ends_at_ms ? model::SessionState::signing_in : model::SessionState::over;
    if (wall_ms < *started_at_ms_) return model::SessionState::signing_in;
    const std::int64_t latest_ms = *started_at_ms_ + content_->spec.theory.time.late_entry_limit_ms;
    return wall_ms <= latest_ms ? model::SessionState::started : model::SessionState::over;
}

// ---- effects

void Exam::carry_out(assessment::SittingEffect effect) {
    if (auto* append = std::get_if<assessment::AppendEvent>(&effect)) {
        seated_->unsaved.push_back({seated_->sitting, seated_->candidate.candidate, append->sequence, std::move(append->event)});
        if (retry_boot_ms_ == 0) post_(seated_->unsaved.back());
    } else if (const auto* shown = std::get_if<assessment::ShowNotice>(&effect)) {
        notice_ = NoticeShownNow{shown->remaining_ms, clock_.boot_ms() + kNoticeMs};
    } else if (std::holds_alternative<assessment::CallStaff>(effect)) {
        staff_called_ = true;
    }
    // Collecting and wiping wait until everything before them is durable: collect_when_saved and free_seat look at the phase.
}

void Exam::collect_when_saved() {
    if (!seated_ || seated_->closed || !seated_->unsaved.empty() || seated_->collecting || retry_boot_ms_ != 0) return;
    if (seated_->state.phase == assessment::SittingPhase::released) return free_seat();
    if (!is_shown_as_finished(*seated_) || seated_->receipt) return;
    seated_->collecting = true;
    post_(CollectPaper{seated_->sitting, seated_->candidate.candidate, std::make_shared<const assessment::SittingState>(seated_->state)});
}

void Exam::free_seat() {
    seated_.reset(); // with it goes every trace of the candidate in memory
    notice_.reset();
    pin_pad_.reset();
    refusal_.reset();
    staff_called_ = false;
    signing_in_ = false;
    comfort_ = Comfort{.language = first_language_};
    if (content_changed_) {
        content_changed_ = false;
        post_(OpenTerminal{});
    }
}

void Exam::refuse(Code code, std::string seat_of_candidate) {
    refusal_ = Refusal{code, std::move(seat_of_candidate)};
}

void Exam::seat(SittingId sitting, CandidateFacts candidate, std::vector<assessment::SittingEvent> events) {
    const assessment::CandidateDraw draw{content_->session_seed, candidate.candidate, candidate.accommodation.exemption.areas};
    auto paper = assessment::candidate_paper(content_->spec, content_->pool, content_->paper, draw);
    if (!paper) return refuse(paper.code());
    auto rules = assessment::sitting_rules(content_->spec, content_->pool, *paper, candidate.accommodation, gate_texts(*content_));
    if (!rules) return refuse(rules.code());
    auto state = assessment::fold(std::make_shared<const assessment::SittingRules>(std::move(*rules)), events);
    if (!state) {
        log(LogLevel::error, state.error());
        return refuse(codes::sitting_not_found);
    }
    seated_.emplace();
    seated_->sitting = sitting;
    seated_->candidate = std::move(candidate);
    seated_->paper = std::move(*paper);
    seated_->state = std::move(*state);
    seated_->ready_wall_ms = ready_wall_ms(events);
    signing_in_ = false;
}

// ---- replies

void Exam::reply(Reply reply) {
    std::visit([this](const auto& each) { on(each); }, reply);
}

void Exam::on(const OpenReply& reply) {
    opened_ = true;
    if (!reply.opened) {
        failed_ = reply.opened.error();
        return;
    }
    failed_.reset();
    site_ = reply.opened->site;
    content_ = reply.opened->content;
    started_at_ms_ = reply.opened->started_at_ms;
    closed_ = reply.opened->closed;
    has_operation_ = reply.opened->operation.has_value();
    profile_alarm_ = reply.opened->profile_alarm;
    if (!reply.opened->found || seated_) return;
    const FoundSitting& found = *reply.opened->found;
    if (found.receipt) {
        seated_.emplace();
        seated_->sitting = found.sitting;
        seated_->candidate = found.candidate;
        seated_->receipt = found.receipt;
        seated_->closed = true;
        return;
    }
    if (!content_) return refuse(codes::sitting_not_found);
    seat(found.sitting, found.candidate, found.events);
    if (!seated_) return;
    resumed_wall_ms_ = clock_.wall_ms();
    if (assessment::is_open(seated_->state)) step(assessment::Interrupted{.last_alive = found.last_alive});
    collect_when_saved();
}

void Exam::on(const SignInReply& reply) {
    busy_ = false;
    if (!reply.accepted) return refuse(reply.accepted.code(), reply.seat_of_candidate);
    seat(reply.accepted->sitting, reply.accepted->candidate, {});
    if (seated_) step(assessment::Opened{});
}

void Exam::on(const AppendReply& reply) {
    if (!seated_ || seated_->sitting != reply.sitting || seated_->unsaved.empty()) return;
    if (!reply.durable) {
        log(LogLevel::error, reply.durable.error());
        // Later events were posted behind this one and will come back refused too; all are posted again, in order, a little later.
        if (reply.sequence == seated_->unsaved.front().sequence) {
            retry_boot_ms_ = clock_.boot_ms() + kRetryMs;
            refuse(reply.durable.code());
        }
        return;
    }
    if (reply.sequence == seated_->unsaved.front().sequence) seated_->unsaved.pop_front();
    collect_when_saved();
}

void Exam::on(const AliveReply& reply) {
    if (!reply.written) log(LogLevel::warning, reply.written.error());
}

void Exam::on(const CollectReply& reply) {
    if (!seated_ || seated_->sitting != reply.sitting) return;
    seated_->collecting = false;
    if (reply.receipt) {
        seated_->receipt = *reply.receipt;
        return;
    }
    log(LogLevel::error, reply.receipt.error());
    refuse(reply.receipt.code());
    retry_boot_ms_ = clock_.boot_ms() + kRetryMs;
}

void Exam::on(const ReleaseReply& reply) {
    if (!seated_ || seated_->sitting != reply.sitting) return;
    if (reply.released) return free_seat();
    log(LogLevel::error, reply.released.error());
    refuse(reply.released.code());
}

void Exam::on(const SpoolReply& reply) {
    undelivered_ = reply.undelivered;
    looked_into_spool_ = true;
    if (!reply.content_changed) return;
    if (seated_)
        content_changed_ = true; // a package never changes under a candidate
    else
        post_(OpenTerminal{});
}

void Exam::on(const CheckReply& reply) {
    if (reply.whole) {
        store_check_ = *reply.whole ? StoreCheck::over : StoreCheck::due;
        return;
    }
    store_check_ = StoreCheck::over;
    log(LogLevel::error, reply.whole.error());
    refuse(reply.whole.code());
}

// ---- time

void Exam::tick() {
    const Instant at = clock_.now();
    if (at.boot_ms - spool_looked_boot_ms_ >= kSpoolPeriodMs) {
        spool_looked_boot_ms_ = at.boot_ms;
        post_(LookIntoSpool{});
    }
    if (notice_ && at.boot_ms >= notice_->until_boot_ms) notice_.reset();
    end_idle_visit(at);
    check_store_while_idle();
    look_at_carrier(at);
    if (!seated_ || seated_->closed) return;
    retry_unsaved(at);
    start_sitting_when_due(at);
    note_alive(at);
    if (assessment::is_open(seated_->state) && seated_->state.countdown.running()) step(assessment::Tick{});
    collect_when_saved();
}

// The worker does one thing after the other: what is asked while somebody signs in or sits would hold up an answer.
void Exam::check_store_while_idle() {
    if (store_check_ != StoreCheck::due || !opened_ || failed_ || seated_ || signing_in_ || busy_) return;
    store_check_ = StoreCheck::under_way;
    post_(CheckStore{});
}

void Exam::retry_unsaved(const Instant& at) {
    if (retry_boot_ms_ == 0 || at.boot_ms < retry_boot_ms_) return;
    retry_boot_ms_ = 0;
    for (const AppendSittingEvent& event : seated_->unsaved) post_(event);
}

bool Exam::identity_is_due() const {
    return identity_check_required_ && seated_ && !seated_->state.identity_checked;
}

void Exam::start_sitting_when_due(const Instant& at) {
    if (seated_->state.phase != assessment::SittingPhase::waiting || !started_at_ms_ || at.wall_ms < *started_at_ms_ || identity_is_due()) return;
    // Late is who was late; waiting for staff costs nobody anything. Who came in before the latest entry may sit, so that the limit is the most it costs.
    const std::int64_t ready_ms = seated_->ready_wall_ms > 0 ? seated_->ready_wall_ms : at.wall_ms;
    const std::int64_t late_ms = std::clamp<std::int64_t>(ready_ms - *started_at_ms_, 0, content_->spec.theory.time.late_entry_limit_ms);
    if (!step(assessment::Started{.late_ms = late_ms})) return;
    show_item(0);
}

void Exam::note_alive(const Instant& at) {
    if (!assessment::is_open(seated_->state) || at.boot_ms - alive_noted_boot_ms_ < kAlivePeriodMs) return;
    alive_noted_boot_ms_ = at.boot_ms;
    const auto active = assessment::active_ms(seated_->state.countdown, at);
    post_(NoteAlive{seated_->sitting, at, active ? *active : 0});
}

std::int64_t Exam::next_wake_boot_ms() const {
    std::int64_t wake = spool_looked_boot_ms_ + kSpoolPeriodMs;
    if (notice_) wake = std::min(wake, notice_->until_boot_ms);
    if (staff_) wake = std::min(wake, staff_->touched_boot_ms + kVisitIdleMs);
    if (retry_boot_ms_ != 0) wake = std::min(wake, retry_boot_ms_);
    if (!seated_ || seated_->closed) return wake;
    if (assessment::is_open(seated_->state)) wake = std::min(wake, alive_noted_boot_ms_ + kAlivePeriodMs);
    const std::int64_t end = assessment::end_boot_ms(seated_->state.countdown).value_or(kNever);
    return std::min(wake, end);
}

std::int64_t Exam::next_digit_in_ms() const {
    constexpr std::int64_t kSecondMs = 1'000;
    const Instant at = clock_.now();
    if (!seated_ || seated_->closed) {
        // Welcome shows minutes.
        constexpr std::int64_t kMinuteMs = 60'000;
        return kMinuteMs - at.wall_ms % kMinuteMs;
    }
    if (seated_->state.phase == assessment::SittingPhase::waiting) return kSecondMs - at.wall_ms % kSecondMs;
    if (pin_pad_ && pin_pad_->locked_until_boot_ms > at.boot_ms) return kSecondMs - at.boot_ms % kSecondMs;
    if (!seated_->state.countdown.running()) return kNever;
    const auto left_ms = assessment::remaining_ms(seated_->state, at);
    if (!left_ms || *left_ms == 0) return kNever;
    // Seconds are shown cut, so the digit falls when the remainder passes a whole second.
    return *left_ms % kSecondMs + 1;
}

} // namespace kaogong::kiosk::app
