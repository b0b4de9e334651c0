// Moving about: pages, stations, the day's candidates, what comes before the start. A touch on a row's control goes to the stations as it
// is.
#include "kiosk/app/marking/marking.h"

#include "core/assessment/practical/scoring_paper.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "kiosk/app/marking/prep_checks.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::ScoringStage;

// What the stations take themselves: every touch on a row, and which row and station is in front.
struct IsForStations {
    template <typename Command> bool operator()(const Command&) const {
        return std::is_constructible_v<RowCommand, const Command&> || std::is_same_v<Command, model::SelectRow> ||
               std::is_same_v<Command, model::UndoTouch> || std::is_same_v<Command, model::SelectStation>;
    }
};

practical::ConditionMark condition_mark(model::Mark mark) {
    switch (mark) {
    case model::Mark::good: return practical::ConditionMark::good;
    case model::Mark::bad: return practical::ConditionMark::bad;
    case model::Mark::unseen: break;
    }
    return practical::ConditionMark::unseen;
}

bool is_not_applicable(const model::ExaminerCommand& command) {
    const auto* set = std::get_if<model::SetRowState>(&command);
    return set != nullptr && set->state == model::RowState::not_applicable;
}

} // namespace

void Marking::command(const model::ExaminerCommands& commands) {
    if (commands.empty() || !content_) return;
    touched_boot_ms_ = clock_.boot_ms();
    // All touches of one frame belong to the station that was drawn; the stations keep their order among themselves.
    model::ExaminerCommands touches;
    for (const model::ExaminerCommand& command : commands)
        if (std::visit(IsForStations{}, command) && !is_not_applicable(command)) touches.push_back(as_sheet_row(command));
    const bool on_sheet = page_ != MarkingPage::paper; // the rows of a paper are counted otherwise, and are no touches
    if (!touches.empty() && !user_.empty() && !shown_closed_ && on_sheet) at_hand().carry_out(touches);
    for (const model::ExaminerCommand& command : commands) carry_out(command);
    after_event();
}

// The sheet's page counts the rows that it shows; the station counts all rows of the sheet.
model::ExaminerCommand Marking::as_sheet_row(model::ExaminerCommand command) const {
    auto* select = std::get_if<model::SelectRow>(&command);
    const Station* station = current();
    if (select == nullptr || station == nullptr || page_ != MarkingPage::sheet) return command;
    const std::vector<std::size_t> shown = rows_shown(*station);
    if (select->row < shown.size()) select->row = shown[select->row];
    return command;
}

void Marking::carry_out(const model::ExaminerCommand& command) {
    std::visit([this](const auto& each) { on(each); }, command);
}

std::optional<std::size_t> Marking::place_now() const {
    if (in_own_sheet_ || shown_closed_ || stations_.all().empty()) return std::nullopt;
    return stations_.current();
}

bool Marking::happen(const Event& event) {
    const auto place = in_own_sheet_ ? std::optional<std::size_t>(0) : place_now();
    const auto done = place ? at_hand().happen(*place, event) : Result<void>(error(codes::scoring_wrong_state));
    if (!done) refuse(done.error());
    return done.ok();
}

// ---- pages

void Marking::on(const model::SelectStation&) {
    if (ask_.what != Ask::What::nothing) ask_ = {};
}

// A row of the finish list or of the comparison leads to the sheet.
void Marking::on(const model::SelectRow& command) {
    const Station* station = current();
    if (page_ == MarkingPage::paper && station != nullptr) {
        const practical::HandState hand = paper_of(*station);
        const std::vector<std::string> rows = settles_paper(*station) ? practical::differing(hand) : practical::paper_order(hand);
        if (command.row < rows.size()) paper_row_ = rows[command.row];
        return;
    }
    if (page_ == MarkingPage::finish || page_ == MarkingPage::compare) page_ = MarkingPage::sheet;
}

void Marking::on(const model::ShowCandidates&) {
    end_practice();
    leave_own_sheet();
    printed_.reset();
    page_ = MarkingPage::candidates;
    ask_ = {};
    shown_closed_.reset();
}

void Marking::on(const model::ShowSheet&) {
    if (place_now()) page_ = MarkingPage::sheet;
}

void Marking::on(const model::ShowFinish&) {
    if (in_own_sheet_) return finish_own_sheet();
    const Station* station = current();
    if (station == nullptr || shown_closed_) return;
    const practical::ScoringState& state = station->state;
    // Before the start the rows of the preparation lead back to the checks.
    if (state.stage == ScoringStage::booked) {
        page_ = MarkingPage::preparation;
        return;
    }
    const bool after_work = phase_shown(*station) != model::SheetPhase::prep;
    if (after_work && !state.hand_in && !state.end) {
        return ask_hand_in(pieces_of(state) > 0 ? Ask::What::hand_in : Ask::What::work_over);
    }
    // Scored again after the comparison: what is due is the signature.
    if (state.compared) return sign_next();
    page_ = MarkingPage::finish;
}

void Marking::on(const model::ChangeUser&) {
    begin_sign_in();
}

void Marking::on(const model::SignOut&) {
    end_practice();
    leave_own_sheet();
    user_.clear();
    pad_.reset();
    end_emergency();
    ask_ = {};
    page_ = MarkingPage::candidates;
    shown_closed_.reset();
}

void Marking::on(const model::HandToOtherReader&) {
    begin_sign_in();
}

void Marking::on(const model::DismissRefusal&) {
    refused_.reset();
    if (const auto place = place_now()) stations_.forgive(*place);
    if (in_own_sheet_) own_.forgive(0);
}

// ---- the day's candidates

void Marking::on(const model::SelectCandidate& command) {
    if (command.place < entrants_.size()) selected_ = command.place;
}

void Marking::on(const model::FilterCandidates& command) {
    filter_ = command.filter;
}

void Marking::on(const model::NextForCandidate&) {
    if (selected_ >= entrants_.size()) return;
    const Entrant& entrant = entrants_[selected_];
    if (entrant.opening) return;
    if (const auto without = content_->without_panel.find(entrant.row->candidate); without != content_->without_panel.end())
        return refuse(without->second);
    // Two terminals never lead one candidate. Under a code a piece is found by it alone, so that nobody learns whose it is.
    if (!leads(entrant)) {
        if (!is_coded_sheet(content_->rules.at(entrant.row->candidate)->sheet)) return open_own_sheet(entrant);
        ask_ = {.what = Ask::What::find};
        return;
    }
    if (const Station* station = station_of(entrant)) return open_page_of(*station);
    page_ = MarkingPage::person;
}

void Marking::open_page_of(const Station& station) {
    shown_closed_.reset();
    ask_ = {};
    if (const auto place = stations_.place_of(station.scoring))
        stations_.select(*place);
    else
        shown_closed_ = station.candidate;
    const practical::ScoringState& state = station.state;
    if (practical::is_being_keyed(state)) return open_paper();
    switch (state.stage) {
    case ScoringStage::booked:
        // A journal may be there before anybody has said who the person is.
        page_ = state.identity ? MarkingPage::preparation : MarkingPage::person;
        return;
    case ScoringStage::started: break;
    case ScoringStage::decided:
    case ScoringStage::written_up:
    case ScoringStage::ended:
    case ScoringStage::signed_:
    case ScoringStage::delivered: page_ = MarkingPage::seal; return;
    }
    if (state.compared && !practical::all_sheets_signed(state) && !state.sheets_signed.contains(user_)) {
        page_ = MarkingPage::sheet; // rows were sent back to this examiner
        return;
    }
    if (state.compared) {
        page_ = MarkingPage::compare;
        return;
    }
    page_ = MarkingPage::sheet;
    const bool finished =
        std::all_of(practical::kPhases.begin(), practical::kPhases.end(), [&](auto phase) { return state.finished.contains(phase); });
    if (finished) sign_next();
}

void Marking::on(const model::DecideIdentity& command) {
    if (selected_ >= entrants_.size()) return;
    using assessment::IdentityCheck;
    switch (command.decision) {
    case model::IdentityDecision::match: return open_candidate({}, IdentityCheck::match);
    case model::IdentityDecision::doubt: return open_candidate("ID_DOUBT", IdentityCheck::doubt);
    case model::IdentityDecision::mismatch: return open_candidate("IMPERSONATION", IdentityCheck::mismatch);
    }
}

// A journal first: whatever is noted of a candidate stands in one.
void Marking::open_candidate(const std::string& end_code, std::optional<assessment::IdentityCheck> decided) {
    Entrant& entrant = entrants_[selected_];
    if (entrant.opening) return;
    if (!leads(entrant)) {
        ask_ = {};
        return refuse(error(codes::led_elsewhere));
    }
    ask_ = end_code.empty() ? Ask{} : Ask{.what = Ask::What::coded_end, .code = end_code};
    if (const Station* station = station_of(entrant)) {
        if (const auto place = stations_.place_of(station->scoring)) stations_.select(*place);
        shown_closed_.reset();
        if (decided && station->state.stage == ScoringStage::booked)
            happen(practical::PersonIdentified{.at = clock_.now(), .by = user_, .identity = *decided});
        page_ = station->state.stage == ScoringStage::booked ? MarkingPage::preparation : MarkingPage::sheet;
        return;
    }
    open_journal(entrant, decided ? FirstWish(*decided) : FirstWish());
}

void Marking::open_journal(Entrant& entrant, FirstWish wish) {
    if (stations_.all().size() >= model::kStationsMax) {
        ask_ = {};
        return refuse(error(codes::strip_full));
    }
    entrant.wish = wish;
    entrant.opening = true;
    post_(OpenScoring{entrant.row->candidate});
}

void Marking::on(const model::RecordAbsent&) {
    if (selected_ < entrants_.size()) open_candidate("ABSENT");
}

void Marking::on(const model::RecordOtherEnd&) {
    if (selected_ >= entrants_.size()) return;
    if (!leads(entrants_[selected_])) return refuse(error(codes::led_elsewhere));
    open_candidate("");
    ask_ = {.what = Ask::What::coded_end};
}

// ---- before the start

void Marking::on(const model::SetPrepCheck& command) {
    const Station* station = current();
    if (station == nullptr) return;
    if (command.check == kRowsCheck) {
        page_ = MarkingPage::sheet;
        return;
    }
    happen(practical::ConditionChecked{.at = clock_.now(), .by = user_, .condition = command.check, .mark = condition_mark(command.mark)});
}

const Entrant* Marking::entrant_at_hand() const {
    const Station* station = current();
    if (station == nullptr) return nullptr;
    if (practice_) return &practice_->entrant;
    const auto entrant =
        std::find_if(entrants_.begin(), entrants_.end(), [&](const Entrant& each) { return each.row->candidate == station->candidate; });
    return entrant == entrants_.end() ? nullptr : &*entrant;
}

void Marking::on(const model::SignDraw&) {
    const Entrant* entrant = entrant_at_hand();
    if (entrant == nullptr || draw_signed(current()->state)) return;
    happen(practical::ModulesDrawn{.at = clock_.now(), .by = user_, .modules = entrant->row->modules});
}

void Marking::on(const model::StartTest&) {
    if (current() == nullptr || !may_start(current()->state, clock_.wall_ms()))
        return refuse(error(codes::scoring_wrong_state));
    if (!happen(practical::TestStarted{.at = clock_.now(), .by = user_})) return;
    finish_phases_without_open_rows(practical::Phase::prep);
    page_ = MarkingPage::sheet;
}

// ---- finishing

void Marking::on(const model::FinishPhase&) {
    const Station* station = current();
    if (station == nullptr || shown_closed_) return;
    if (!finish_phases_without_open_rows(static_cast<practical::Phase>(static_cast<int>(phase_shown(*station)) + 1))) return;
    const practical::ScoringState& state = stations_.all()[stations_.current()].state;
    const bool finished =
        std::all_of(practical::kPhases.begin(), practical::kPhases.end(), [&](auto phase) { return state.finished.contains(phase); });
    page_ = MarkingPage::sheet;
    if (finished) sign_next();
}

// The phase itself, and those before and after it that have no rows and so nothing to wait for.
bool Marking::finish_phases_without_open_rows(practical::Phase wanted) {
    for (const practical::Phase phase : practical::kPhases) {
        const practical::ScoringState& state = stations_.all()[stations_.current()].state;
        if (state.finished.contains(phase)) continue;
        const auto rows = practical::rows_of(state);
        const bool has_rows = std::any_of(rows.begin(), rows.end(), [&](const auto* item) { return item->phase == phase; });
        const bool over = state.hand_in || state.end;
        if (phase != wanted && (has_rows || (!over && phase != practical::Phase::prep))) continue;
        if (!happen(practical::PhaseFinished{.at = clock_.now(), .by = user_, .phase = phase})) return false;
    }
    return true;
}

// ---- the comparison

void Marking::on(const model::OrderComparison& command) {
    compare_by_number_ = command.by_number;
}

void Marking::on(const model::CallScorer&) {
    begin_sign_in();
}

void Marking::on(const model::ScoreAgain& command) {
    const Station* station = current();
    if (station == nullptr) return;
    const practical::ScoreSheet& sheet = station->state.rules->sheet;
    for (std::size_t i = 0; i < sheet.items.size(); ++i) {
        const auto again = practical::row_status(station->state, sheet.items[i]).again;
        const bool own = std::find(again.begin(), again.end(), user_) != again.end();
        if (!own || (!command.row.empty() && command.row != sheet.items[i].id)) continue;
        stations_.carry_out({model::SelectRow{i, 0}});
        page_ = MarkingPage::sheet;
        return;
    }
    // Scored again already: what is left is the signature.
    if (!station->state.sheets_signed.contains(user_)) sign_next();
}

void Marking::on(const model::AskSignature&) {
    if (page_ == MarkingPage::paper) return sign_paper();
    sign_next();
}

// ---- practice

// The sheet of the candidate who is selected, or of another one on whose panel the person in front sits.
std::shared_ptr<const practical::ScoringRules> Marking::practice_rules() const {
    if (!content_) return nullptr;
    const auto of_entrant = [&](const Entrant& entrant) -> std::shared_ptr<const practical::ScoringRules> {
        const auto rules = content_->rules.find(entrant.row->candidate);
        return rules != content_->rules.end() && practical::is_member(*rules->second, user_) ? rules->second : nullptr;
    };
    if (selected_ < entrants_.size())
        if (auto rules = of_entrant(entrants_[selected_])) return rules;
    for (const Entrant& entrant : entrants_)
        if (auto rules = of_entrant(entrant)) return rules;
    return nullptr;
}

void Marking::on(const model::BeginPractice&) {
    if (!may_practise()) return;
    auto rules = std::make_shared<practical::ScoringRules>(*practice_rules());
    rules->mode = practical::ScoringMode::practice;
    practice_ = std::make_unique<Practice>();
    practice_->row.sheet = rules->sheet.id;
    const auto drawn = std::find_if(entrants_.begin(), entrants_.end(), [&](const Entrant& each) { return each.row->sheet == rules->sheet.id; });
    if (drawn != entrants_.end()) practice_->row.modules = drawn->row->modules;
    practice_->entrant = {.row = &practice_->row, .person = &practice_->person};
    const auto added = stations_.add({.scoring = {}, .number = "00", .rules = std::move(rules), .journal = {}});
    if (!added) {
        practice_.reset();
        return refuse(added.error());
    }
    stations_.select(0);
    shown_closed_.reset();
    page_ = MarkingPage::preparation;
}

void Marking::on(const model::LeavePractice&) {
    end_practice();
    page_ = MarkingPage::candidates;
}

void Marking::end_practice() {
    if (!practice_) return;
    if (const auto place = stations_.place_of({})) stations_.remove(*place);
    practice_.reset();
    armed_boot_ms_.clear();
    ask_ = {};
    pad_.reset();
}

} // namespace kaogong::kiosk::app
