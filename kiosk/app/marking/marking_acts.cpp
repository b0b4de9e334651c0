// What an examiner does at a station beside scoring rows: vetoes, pauses, credits, hand-in, coded ends. Acts that two must stand behind
// wait at the pad until the second has shown token and PIN, and are in no journal before that.
#include "kiosk/app/marking/marking.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "kiosk/app/marking/piece_codes.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using assessment::OutcomeCode;

constexpr std::int64_t kMinuteMs = 60'000;

OutcomeCode code_of(model::PauseCause cause) {
    switch (cause) {
    case model::PauseCause::machine_fault: return OutcomeCode::machine_fault;
    case model::PauseCause::material_fault: return OutcomeCode::material_fault;
    case model::PauseCause::power_cut: return OutcomeCode::power_cut;
    case model::PauseCause::environment: return OutcomeCode::environment;
    case model::PauseCause::staff_fault:
    case model::PauseCause::other: break;
    }
    // The table has no pause without a cause; what nobody can name is the organiser's to answer for.
    return OutcomeCode::staff_fault;
}

std::string reason_of(OutcomeCode code) {
    return std::string(assessment::outcome_facts(code).key);
}

template <typename Command> std::optional<practical::EndDetails> details_of(const Command& command, const std::string& staff) {
    const auto code = assessment::find_outcome(command.code);
    if (!code) return std::nullopt;
    practical::EndDetails details{.code = *code, .reason = command.reason, .staff = staff};
    details.statement = command.refused_to_sign ? "refused" : command.statement;
    details.evidence = command.evidence;
    if (command.choice)
        details.choice =
            *command.choice == model::EndChoice::no_result ? assessment::ResultValue::no_result : assessment::ResultValue::points_so_far;
    return details;
}

} // namespace

// ---- rows that two decide

void Marking::on(const model::SetRowState& command) {
    if (command.state == model::RowState::not_applicable && current() != nullptr)
        ask_ = {.what = Ask::What::not_applicable, .of = command.row};
}

void Marking::on(const model::SetNotApplicable& command) {
    ask_ = {};
    practical::RowEntry entry;
    entry.state = practical::RowState::not_applicable;
    ask_second(
        practical::RowTouched{
            .at = clock_.now(), .by = user_, .row = command.row, .entry = std::move(entry), .second = {}, .reason = command.reason},
        true);
}

void Marking::on(const model::ShowNote& command) {
    const Station* station = current();
    if (station != nullptr && station->state.rules->sheet.find_item(command.row) != nullptr)
        ask_ = {.what = Ask::What::note, .of = command.row};
}

void Marking::on(const model::SetNote& command) {
    ask_ = {};
    happen(practical::RowNoted{.at = clock_.now(), .by = user_, .row = command.row, .note = command.note});
}

// Before the first reading of a piece that came sealed.
void Marking::ask_for_seal() {
    const Station* station = current();
    const bool in_front = page_ == MarkingPage::sheet && station != nullptr && !in_own_sheet_ && !shown_closed_ && !user_.empty();
    const bool wanted = in_front && practical::seal_waits(station->state) && phase_shown(*station) == model::SheetPhase::workpiece;
    if (wanted && ask_.what == Ask::What::nothing) ask_ = {.what = Ask::What::seal};
    if (!wanted && ask_.what == Ask::What::seal) ask_ = {};
}

void Marking::on(const model::CheckSeal& command) {
    ask_ = {};
    happen(practical::SealChecked{.at = clock_.now(), .by = user_, .intact = command.intact});
}

void Marking::on(const model::ArbitrateRow& command) {
    ask_ = {.what = Ask::What::arbitration, .of = command.row};
}

void Marking::on(const model::ArbitrateTo& command) {
    ask_ = {};
    ask_chief(practical::RowArbitrated{.at = clock_.now(), .by = {}, .row = command.row, .score = command.level, .reason = command.reason});
}

// ---- vetoes

void Marking::on(const model::ArmVeto& command) {
    const Station* station = current();
    if (station == nullptr) return;
    if (happen(practical::VetoArmed{.at = clock_.now(), .by = user_, .veto = command.veto}))
        armed_boot_ms_[{station->scoring, command.veto}] = clock_.boot_ms();
}

void Marking::on(const model::DisarmVeto& command) {
    const Station* station = current();
    if (station == nullptr) return;
    happen(practical::VetoDisarmed{.at = clock_.now(), .by = user_, .veto = command.veto});
    armed_boot_ms_.erase({station->scoring, command.veto});
}

void Marking::on(const model::ConfirmVeto& command) {
    ask_second(practical::VetoConfirmed{.at = clock_.now(), .by = user_, .second = {}, .veto = command.veto}, true);
}

void Marking::on(const model::WithdrawVeto& command) {
    if (command.reason.empty()) {
        ask_ = {.what = Ask::What::withdrawal, .of = command.veto};
        return;
    }
    ask_ = {};
    ask_chief(practical::VetoWithdrawn{.at = clock_.now(), .by = {}, .veto = command.veto, .reason = command.reason});
}

// ---- time

std::vector<std::size_t> Marking::running_places() const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < stations_.all().size(); ++i) {
        const practical::ScoringState& state = stations_.all()[i].state;
        if (state.stage == practical::ScoringStage::started && state.clock.running_since) places.push_back(i);
    }
    return places;
}

void Marking::on(const model::PauseWork& command) {
    const OutcomeCode cause = code_of(command.cause);
    practical::StationPaused pause{.at = clock_.now(), .by = user_, .cause = cause, .reason = reason_of(cause), .group = {}};
    if (command.scope == model::PauseScope::station) {
        happen(pause);
        return;
    }
    const std::vector<std::size_t> places = running_places();
    if (places.empty()) return refuse(error(codes::scoring_wrong_state));
    // One touch, one reason, and one name for the pause in each journal, so that all of it ends together.
    pause.group = "ALL-" + std::to_string(pause.at.wall_ms);
    if (const auto done = stations_.happen_to(places, pause); !done) refuse(done.error());
}

void Marking::on(const model::ResumeWork& command) {
    const auto place = place_now();
    if (!place) return;
    const Instant at = clock_.now();
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < stations_.all().size(); ++i) {
        const practical::ScoringState& state = stations_.all()[i].state;
        const bool wanted = command.scope == model::PauseScope::all ? !state.pause_group.empty() : i == *place;
        if (state.paused && wanted) groups[state.pause_group].push_back(i);
    }
    for (const auto& [group, places] : groups)
        if (const auto done = stations_.happen_to(places, practical::StationResumed{.at = at, .by = user_, .group = group}); !done)
            refuse(done.error());
}

void Marking::on(const model::CreditTime& command) {
    ask_ = {};
    ask_second(
        practical::StationCredited{
            .at = clock_.now(), .by = user_, .second = {}, .credit_ms = command.minutes * kMinuteMs, .reason = command.reason},
        false);
}

void Marking::on(const model::RestartTest& command) {
    ask_ = {};
    ask_second(practical::StationRestarted{.at = clock_.now(),
                                           .by = user_,
                                           .second = {},
                                           .cause = code_of(command.cause),
                                           .reason = command.reason,
                                           .piece = command.piece},
               false);
}

void Marking::on(const model::BeginModule& command) {
    happen(practical::ModuleBegun{.at = clock_.now(), .by = user_, .module = command.module});
}

// ---- the end of the work

void Marking::on(const model::AskFor& command) {
    switch (command.action) {
    case model::StationAction::hand_in: return ask_hand_in(Ask::What::hand_in);
    case model::StationAction::work_over: return ask_hand_in(Ask::What::work_over);
    case model::StationAction::coded_end: ask_ = {.what = Ask::What::coded_end}; return;
    case model::StationAction::credit: ask_ = {.what = Ask::What::credit}; return;
    case model::StationAction::restart: ask_ = {.what = Ask::What::restart}; return;
    }
}

void Marking::on(const model::ShowEvidence& command) {
    ask_ = {.what = Ask::What::evidence, .of = command.row};
    if (const Station* station = current()) look_at_pictures(*station, command.row);
}

// Those that were taken before the last start lie in the store alone.
void Marking::look_at_pictures(const Station& station, std::string_view row) {
    for (const practical::EvidencePicture& taken : station.state.pictures)
        if (taken.row == row && !pictures_.contains(taken.picture.hex()))
            post_(LookAtPicture{.scoring = station.scoring, .picture = taken.picture});
}

void Marking::on(const model::TakeEvidence& command) {
    const auto place = place_now();
    if (!place || practice_) return refuse(error(codes::scoring_wrong_state)); // practice keeps nothing, pictures least of all
    post_(TakePicture{.scoring = stations_.all()[*place].scoring,
                      .row = command.row,
                      .from = command.source == model::EvidenceSource::camera ? PictureFrom::camera : PictureFrom::folder});
}

// 现场照片, beside the one of the application. A picture stands in a journal, so that is made first.
void Marking::on(const model::TakePhoto&) {
    if (selected_ >= entrants_.size()) return;
    Entrant& entrant = entrants_[selected_];
    if (entrant.opening) return;
    if (const Station* station = station_of(entrant)) {
        post_(TakePicture{.scoring = station->scoring, .row = {}, .from = PictureFrom::camera});
        return;
    }
    open_journal(entrant, PhotoWanted{});
}

void Marking::on(const model::CancelAsk&) {
    ask_ = {};
}

// The lot of the first piece was drawn with the session; a new piece gets another one that is in use nowhere here.
void Marking::on(const model::DrawPieceCode&) {
    const Station* station = current();
    if (station == nullptr) return;
    const auto in_use = [&](const std::string& code) {
        const auto has = [&](const Station& station) { return station.state.hand_in && station.state.hand_in->code == code; };
        return std::any_of(stations_.all().begin(), stations_.all().end(), has) || std::any_of(closed_.begin(), closed_.end(), has);
    };
    const auto attempt = static_cast<int>(station->state.old_attempts.size());
    const auto first = codes_.find(station->candidate);
    if (attempt == 0 && first != codes_.end()) {
        ask_.drawn_code = first->second;
        return;
    }
    const auto of_another = [&](const std::string& code) {
        return in_use(code) || std::any_of(codes_.begin(), codes_.end(), [&](const auto& each) { return each.second == code; });
    };
    ask_.drawn_code = piece_code(*content_, station->candidate, attempt, of_another);
}

// The candidate has called: what counting, sealing and signing take is not the candidate's time.
void Marking::ask_hand_in(Ask::What what) {
    ask_ = {.what = what, .of = {}, .code = {}, .drawn_code = {}, .asked_at = clock_.now()};
}

void Marking::on(const model::HandInPiece& command) {
    const Instant at = ask_.asked_at.value_or(clock_.now());
    ask_ = {};
    ask_second(practical::PieceHandedIn{.at = at,
                                        .by = user_,
                                        .second = {},
                                        .pieces = command.pieces,
                                        .seal = command.seal,
                                        .code = command.code,
                                        .candidate_confirmed = command.candidate_confirmed},
               false);
}

int Marking::pieces_of(const practical::ScoringState& state) {
    const auto rows = practical::rows_of(state);
    const bool leaves = std::any_of(rows.begin(), rows.end(), [](const practical::ScoreItem* item) {
        return item->phase == practical::Phase::workpiece && item->coded;
    });
    return leaves ? 1 : 0;
}

void Marking::end_or_note(practical::EndDetails details, bool ends) {
    ask_ = {};
    const auto table = practical::operation_ends();
    const auto facts = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.code == details.code; });
    const bool two = facts != table.end() && (facts->fields & practical::kSecondStaff) != 0;
    const Event event = ends ? Event(practical::TestEnded{.at = clock_.now(), .details = std::move(details)})
                             : Event(practical::ExceptionNoted{.at = clock_.now(), .details = std::move(details)});
    if (two) return ask_second(event, false);
    happen(event);
}

void Marking::on(const model::EndTest& command) {
    if (auto details = details_of(command, user_)) end_or_note(std::move(*details), true);
}

void Marking::on(const model::NoteException& command) {
    if (auto details = details_of(command, user_)) end_or_note(std::move(*details), false);
}

// ---- the result

void Marking::on(const model::PrintScores& command) {
    const Station* station = current();
    if (station == nullptr || !is_sealed(*station) || printing_) return;
    printing_ = station->scoring;
    post_(PrintSheet{.scoring = station->scoring,
                     .state = std::make_shared<const practical::ScoringState>(station->state),
                     .station = station->number,
                     .language = command.language});
}

void Marking::on(const model::SubmitTally& command) {
    const Station* station = current();
    if (station == nullptr) return;
    ask_ = {};
    ask_for(model::SignPurpose::tally, tally_checkers(station->state));
    if (pad_) pad_->act = practical::TallyChecked{.at = clock_.now(), .by = {}, .points = command.points};
}

void Marking::on(const model::RefuseSignature& command) {
    const Station* station = current();
    if (station == nullptr) return;
    const auto next = next_signer(station->state);
    if (next) happen(practical::SignatureRefused{.at = clock_.now(), .by = *next, .note = command.note});
}

} // namespace kaogong::kiosk::app
