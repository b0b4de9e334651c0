#include "kiosk/app/marking/stations.h"

#include "core/base/check.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::RowEntry;
using practical::ScoreItem;
using practical::ScoringEffect;
using practical::ScoringEvent;

// The control's own commands, told apart from all others by their type.
struct AsRowCommand {
    template <typename Command> std::optional<RowCommand> operator()(const Command& command) const {
        if constexpr (std::is_constructible_v<RowCommand, const Command&>)
            return RowCommand(command);
        else
            return std::nullopt;
    }
};

// `after` is the state with the event in it.
void note(Station& station, const practical::ScoringState& after, const ScoringEvent& event) {
    if (const auto* touched = std::get_if<practical::RowTouched>(&event)) station.noted[touched->row] = {touched->by, touched->at.wall_ms};
    if (const auto* veto = std::get_if<practical::VetoConfirmed>(&event))
        station.confirmed[veto->veto] = {veto->by, veto->at.wall_ms, veto->second};
    if (const auto* taken = std::get_if<practical::EvidenceTaken>(&event)) station.pictures[taken->picture] = {taken->by, taken->at.wall_ms};
    if (const auto* signing = std::get_if<practical::ResultSigned>(&event)) station.signed_at[signing->by] = signing->at.wall_ms;
    if (const auto* blind = std::get_if<practical::SheetSigned>(&event)) station.blind_at[blind->by] = blind->at.wall_ms;
    if (const auto* received = std::get_if<practical::SheetReceived>(&event)) station.blind_at[received->by] = received->at.wall_ms;
    if (const auto* decided = std::get_if<practical::ScoresDecided>(&event)) station.decided = {decided->by, decided->at.wall_ms};
    if (const auto* tallied = std::get_if<practical::TallyChecked>(&event)) station.tallied = {tallied->by, tallied->at.wall_ms};
    if (const auto* paused = std::get_if<practical::StationPaused>(&event)) station.paused = *paused;
    if (!after.paused) station.paused.reset();
    if (!after.compared)
        station.compared_rows.clear();
    else if (station.compared_rows.empty())
        station.compared_rows = after.rows;
}

// What is entered on an own sheet, in the shape that views are made of: a test that goes on, with this examiner's rows alone.
practical::ScoringState mirror(const practical::OwnSheetState& own, const std::optional<practical::PieceHandedIn>& piece) {
    practical::ScoringState state = practical::scoring_start(own.rules);
    state.stage = practical::ScoringStage::started;
    state.next_sequence = own.next_sequence;
    state.chosen = own.chosen;
    state.hand_in = piece;
    for (const auto& [row, slot] : own.rows) state.rows.push_back({.row = row, .slots = {slot}, .arbitrated = {}, .arbitrated_by = {}});
    if (own.sheet) state.sheets_signed[own.examiner] = *own.sheet;
    return state;
}

} // namespace

bool shows_places(const RowDraft& draft) {
    return !draft.places.empty() && std::find(draft.places.begin(), draft.places.end(), model::Mark::unseen) == draft.places.end();
}

Result<void> Stations::add(StationSetup setup) {
    const bool known =
        std::any_of(stations_.begin(), stations_.end(), [&](const Station& station) { return station.scoring == setup.scoring; });
    if (known || stations_.size() >= model::kStationsMax) return error(codes::scoring_wrong_state, setup.number);
    Station station;
    station.state = TRY(practical::fold(std::move(setup.rules), setup.journal));
    station.scoring = setup.scoring;
    station.candidate = setup.candidate;
    station.number = std::move(setup.number);
    station.durable = station.state.next_sequence - 1;
    practical::ScoringState after = practical::scoring_start(station.state.rules);
    for (const ScoringEvent& event : setup.journal) {
        CHECK(practical::advance(after, event).ok()); // the fold took it
        note(station, after, event);
    }
    stations_.push_back(std::move(station));
    return success();
}

Result<void> Stations::add_own(StationSetup setup, std::string code) {
    Station station;
    station.own = TRY(practical::fold_own_sheet(practical::own_sheet_start(std::move(setup.rules), examiner_), setup.journal));
    std::optional<practical::PieceHandedIn> piece;
    if (!code.empty()) piece = practical::PieceHandedIn{.at = {}, .by = {}, .second = {}, .pieces = 1, .seal = {}, .code = std::move(code)};
    station.state = mirror(*station.own, piece);
    station.scoring = setup.scoring;
    station.candidate = setup.candidate;
    station.number = std::move(setup.number);
    station.durable = station.own->next_sequence - 1;
    for (const ScoringEvent& event : setup.journal) note(station, station.state, event);
    stations_.push_back(std::move(station));
    return success();
}

Station Stations::remove(std::size_t place) {
    CHECK(place < stations_.size());
    Station station = std::move(stations_[place]);
    stations_.erase(stations_.begin() + static_cast<std::ptrdiff_t>(place));
    if (current_ > place || current_ == stations_.size()) current_ = current_ == 0 ? 0 : current_ - 1;
    return station;
}

void Stations::clear() {
    stations_.clear();
    current_ = 0;
}

const Station* Stations::find(const CandidateRef& candidate) const {
    const auto found = std::find_if(stations_.begin(), stations_.end(), [&](const Station& each) { return each.candidate == candidate; });
    return found == stations_.end() ? nullptr : &*found;
}

std::optional<std::size_t> Stations::place_of(const SittingId& scoring) const {
    for (std::size_t i = 0; i < stations_.size(); ++i)
        if (stations_[i].scoring == scoring) return i;
    return std::nullopt;
}

bool Stations::everything_saved() const {
    return std::all_of(stations_.begin(), stations_.end(), [](const Station& station) { return station.saved(); });
}

void Stations::carry_out(const model::ExaminerCommands& commands) {
    if (stations_.empty()) return;
    std::optional<std::size_t> selected;
    for (const model::ExaminerCommand& command : commands) {
        if (const auto* select = std::get_if<model::SelectStation>(&command)) {
            selected = select->place;
            continue;
        }
        Station& station = stations_[current_];
        const auto done = carry_out(station, command);
        station.refused = done ? std::nullopt : std::optional(done.error());
    }
    if (selected) select(*selected);
}

Result<void> Stations::carry_out(Station& station, const model::ExaminerCommand& command) {
    if (const auto* row = std::get_if<model::SelectRow>(&command)) {
        if (row->row >= station.state.rules->sheet.items.size()) return error(codes::sheet_reference, station.number);
        station.active_row = row->row;
        station.active_field = row->field;
        return success();
    }
    if (std::holds_alternative<model::UndoTouch>(command)) return undo(station);
    if (const auto row = std::visit(AsRowCommand{}, command)) return touch_row(station, *row);
    return success(); // moves between pages are not the stations' business
}

Result<void> Stations::touch_row(Station& station, const RowCommand& command) {
    const ScoreItem* item = station.state.rules->sheet.find_item(row_of(command));
    if (item == nullptr) return error(codes::sheet_reference, row_of(command));
    const RowAtHand row = row_at_hand(station, *item);
    const auto begun = station.drafts.find(item->id);
    RowDraft draft = begun == station.drafts.end() ? draft_of(row) : begun->second;
    const std::optional<RowEntry> entry = TRY(touch(row, command, draft));
    if (!entry) {
        station.drafts.insert_or_assign(item->id, std::move(draft));
        return success();
    }
    TRY(take(station,
             practical::RowTouched{.at = clock_.now(), .by = examiner_, .row = item->id, .entry = *entry, .second = {}, .reason = {}}));
    if (shows_places(draft))
        station.drafts.insert_or_assign(item->id, std::move(draft));
    else
        station.drafts.erase(item->id);
    return success();
}

// A draft goes first: it is what the examiner sees last.
Result<void> Stations::undo(Station& station) {
    const ScoreItem& item = station.state.rules->sheet.items[station.active_row];
    const auto draft = station.drafts.find(item.id);
    const bool half_done = draft != station.drafts.end() && !shows_places(draft->second);
    if (draft != station.drafts.end()) station.drafts.erase(draft);
    if (half_done) return success();
    return take(station, practical::RowUndone{.at = clock_.now(), .by = examiner_, .row = item.id});
}

Result<void> Stations::happen(std::size_t place, const ScoringEvent& event) {
    if (place >= stations_.size()) return error(codes::scoring_wrong_state, "no such station");
    return take(stations_[place], event);
}

Result<void> Stations::happen_to(const std::vector<std::size_t>& places, const ScoringEvent& event) {
    std::vector<practical::ScoringState> states;
    for (const std::size_t place : places) states.push_back(stations_[place].state);
    std::vector<practical::ScoringStep> steps = TRY(practical::step_group(states, event));
    for (std::size_t i = 0; i < places.size(); ++i) apply(stations_[places[i]], std::move(steps[i]), event);
    return success();
}

Result<void> Stations::happen_to_all(const ScoringEvent& event) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < stations_.size(); ++i) places.push_back(i);
    return happen_to(places, event);
}

Result<void> Stations::happened(const SittingId& scoring, const ScoringEvent& event) {
    const auto place = place_of(scoring);
    if (!place) return error(codes::scoring_wrong_state, "no such station");
    Station& station = stations_[*place];
    if (station.own) {
        TRY(practical::advance(*station.own, event));
        station.state = mirror(*station.own, station.state.hand_in);
    } else {
        practical::ScoringStep step = TRY(practical::step(station.state, event));
        station.state = std::move(step.state);
    }
    note(station, station.state, event);
    // What was posted before it is durable too: the worker writes in order.
    station.unsaved.clear();
    station.durable = station.state.next_sequence - 1;
    return success();
}

Result<void> Stations::take(Station& station, const ScoringEvent& event) {
    if (station.own) {
        practical::OwnSheetStep step = TRY(practical::step(*station.own, event));
        station.own = std::move(step.state);
        station.state = mirror(*station.own, station.state.hand_in);
        post_effects(station, std::move(step.effects));
        return success();
    }
    practical::ScoringStep step = TRY(practical::step(station.state, event));
    apply(station, std::move(step), event);
    return success();
}

void Stations::apply(Station& station, practical::ScoringStep step, const ScoringEvent& event) {
    station.state = std::move(step.state);
    post_effects(station, std::move(step.effects));
    if (station.state.rules->mode != practical::ScoringMode::practice) return;
    // A practice run has no journal that could lag behind.
    note(station, station.state, event);
    station.durable = station.state.next_sequence - 1;
}

void Stations::post_effects(Station& station, std::vector<ScoringEffect> effects) {
    for (ScoringEffect& effect : effects) {
        auto* append = std::get_if<practical::AppendScoringEvent>(&effect);
        if (append == nullptr) continue;
        note(station, station.state, append->event);
        station.unsaved.push_back({.scoring = station.scoring, .sequence = append->sequence, .event = std::move(append->event)});
        post_(station.unsaved.back());
    }
}

void Stations::post_again() {
    for (const Station& station : stations_)
        for (const AppendScoring& append : station.unsaved) post_(append);
}

void Stations::acknowledged(const SittingId& scoring, std::uint64_t sequence) {
    const auto station = std::find_if(stations_.begin(), stations_.end(), [&](const Station& each) { return each.scoring == scoring; });
    if (station == stations_.end()) return; // taken off the strip meanwhile
    while (!station->unsaved.empty() && station->unsaved.front().sequence <= sequence) station->unsaved.pop_front();
    station->durable = std::max(station->durable, sequence);
}

void Stations::select(std::size_t place) {
    if (place < stations_.size()) current_ = place;
}

void Stations::open_row(std::size_t place, std::size_t row) {
    CHECK(place < stations_.size() && row < stations_[place].state.rules->sheet.items.size());
    stations_[place].active_row = row;
    stations_[place].active_field = 0;
}

RowAtHand Stations::row_at_hand(const Station& station, const ScoreItem& item) const {
    const practical::ScoreSheet& sheet = station.state.rules->sheet;
    RowAtHand row{.item = item, .entry = {}, .instrument = sheet.find_instrument(item.instrument), .now_ms = clock_.wall_ms()};
    // Shared rows have one entry of nobody; of others only the examiner's own is started from.
    for (const practical::RowSlot& slot : practical::visible_entries(station.state, item.id, examiner_))
        if (slot.examiner.empty() || slot.examiner == examiner_) row.entry = slot.entry;
    return row;
}

} // namespace kaogong::kiosk::app
