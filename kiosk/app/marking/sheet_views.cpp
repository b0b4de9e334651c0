// The sheet of one phase and the list before it is finished.
#include "kiosk/app/marking/marking_views.h"

#include "core/assessment/practical/scoring_rows.h"
#include "kiosk/ui/strings.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::ScoringStage;
using practical::ScoringState;

constexpr std::int64_t kModuleLowMs = 5 * 60'000;

practical::Phase phase_of(model::SheetPhase shown) {
    return static_cast<practical::Phase>(static_cast<int>(shown) + 1);
}

ui::Key phase_key(model::SheetPhase phase) {
    switch (phase) {
    case model::SheetPhase::prep: return ui::Key::ex_phase_prep;
    case model::SheetPhase::on_site: return ui::Key::ex_phase_on_site;
    case model::SheetPhase::workpiece: return ui::Key::ex_phase_workpiece;
    case model::SheetPhase::review: break;
    }
    return ui::Key::ex_phase_review;
}

// ---- the strip

model::StationState station_state(const ScoringState& state) {
    const bool all_finished =
        std::all_of(practical::kPhases.begin(), practical::kPhases.end(), [&](auto phase) { return state.finished.contains(phase); });
    if (state.stage == ScoringStage::booked) return model::StationState::waiting;
    if (state.stage != ScoringStage::started || all_finished) return model::StationState::scored;
    if (state.paused) return model::StationState::paused;
    if (!state.hand_in && !state.end) return model::StationState::working;
    return state.finished.contains(practical::Phase::on_site) ? model::StationState::measuring : model::StationState::handed_in;
}

struct Clocks {
    std::int64_t left_ms = 0;
    std::int64_t over_ms = 0;
};

Clocks clocks_of(const ScoringState& state, const Instant& now) {
    const std::int64_t allowed_ms =
        state.stage == ScoringStage::booked ? state.rules->sheet.duration_ms + state.rules->extra_ms : state.clock.allowed_ms;
    const auto worked = practical::worked_ms(state.clock, now);
    const std::int64_t worked_ms = worked ? *worked : state.clock.before_ms;
    return {.left_ms = std::max<std::int64_t>(0, allowed_ms - worked_ms), .over_ms = std::max<std::int64_t>(0, worked_ms - allowed_ms)};
}

model::StationView station_view(const MarkingSources& sources, const Station& station) {
    const ScoringState& state = station.state;
    model::StationView view{.number = station.number, .state = station_state(state)};
    const Clocks clocks = clocks_of(state, sources.marking.now());
    view.left_ms = clocks.left_ms;
    if (view.state == model::StationState::working) view.over_ms = clocks.over_ms;
    const practical::Phase phase = phase_of(sources.marking.phase_shown(station));
    for (const practical::ScoreItem* item : practical::rows_of(state)) {
        if (item->phase != phase || item->kind() == practical::ItemKind::overtime) continue; // the clock writes that
        ++view.rows_total;
        if (practical::row_status(state, *item).open == practical::RowOpen::unseen) ++view.rows_unseen;
    }
    const bool armed = std::any_of(state.vetoes.begin(), state.vetoes.end(), [](const auto& veto) { return veto.armed; });
    if (station.refused || !station.saved()) view.attention = station.refused ? model::Attention::help : model::Attention::none;
    if (state.paused && state.pause_group.empty()) view.attention = model::Attention::fault;
    if (view.state == model::StationState::handed_in) view.attention = model::Attention::seal;
    if (view.over_ms > 0) view.attention = model::Attention::overtime;
    if (armed) view.attention = model::Attention::veto;
    return view;
}

model::StripView strip_view(const MarkingSources& sources) {
    model::StripView strip;
    strip.current = sources.marking.stations().current();
    bool any_grouped = false, any_running = false;
    for (const Station& station : sources.marking.stations().all()) {
        strip.stations.push_back(station_view(sources, station));
        any_grouped = any_grouped || (station.state.paused && !station.state.pause_group.empty());
        any_running = any_running || (station.state.stage == ScoringStage::started && station.state.clock.running_since.has_value());
    }
    strip.all_paused = any_grouped && !any_running;
    return strip;
}

// ---- groups of rows

// A module's rows of this phase, and last those that belong to none.
void add_group(const MarkingSources& sources, const Station& station, const practical::TaskModule* module, practical::Phase phase,
               model::SheetView& view) {
    const ScoringState& state = station.state;
    const practical::ScoreSheet& sheet = state.rules->sheet;
    model::SheetGroupView group;
    group.first = view.rows.size();
    if (module != nullptr) {
        group.id = module->id;
        group.name = module->name.in(sources.language);
    } else {
        group.name = std::string(ui::sentence_of(sources.language, ui::Key::ex_group_whole_test));
    }
    for (const std::size_t i : sources.marking.rows_shown(station)) {
        if (sheet.items[i].module != group.id) continue;
        view.rows.push_back(row_view(sources, station, sheet.items[i]));
        ++group.count;
    }
    if (group.count == 0) return;
    for (const practical::Gate& gate : sheet.gates) {
        const practical::ScoreItem* last = gate.items.empty() ? nullptr : sheet.find_item(gate.items.back());
        if (last != nullptr && last->phase == phase && last->module == group.id) group.gates.push_back(gate_view(sources, station, gate));
    }
    const bool timed = module != nullptr && module->minutes > 0 && state.stage == ScoringStage::started && !state.hand_in && !state.end;
    if (timed && phase == practical::Phase::on_site) {
        const Instant now = sources.marking.now();
        group.running = state.active_module == module->id;
        const auto left = practical::module_left_ms(state, module->id, now);
        if (left && *left) group.left_ms = std::max<std::int64_t>(0, **left);
        group.low = group.running && group.left_ms < kModuleLowMs;
        group.can_begin = !group.running && !state.paused;
    }
    view.groups.push_back(std::move(group));
}

// Rows of the view are those of one phase; the station keeps the place among all of the sheet.
std::size_t shown_row(const Station& station, const model::SheetView& view) {
    const auto& items = station.state.rules->sheet.items;
    if (station.active_row < items.size())
        for (std::size_t i = 0; i < view.rows.size(); ++i)
            if (view.rows[i].id == items[station.active_row].id) return i;
    for (std::size_t i = 0; i < view.rows.size(); ++i)
        if (view.rows[i].state == model::RowState::unseen) return i;
    return 0;
}

// ---- vetoes

void add_vetoes(const MarkingSources& sources, const Station& station, model::SheetView& view) {
    const practical::ScoreSheet& sheet = station.state.rules->sheet;
    for (const practical::VetoItem& veto : sheet.vetoes) {
        const auto track =
            std::find_if(station.state.vetoes.begin(), station.state.vetoes.end(), [&](const auto& each) { return each.veto == veto.id; });
        const int confirmed = track == station.state.vetoes.end() ? 0 : track->confirmed;
        view.vetoes.push_back({veto.id, veto.trigger.in(sources.language), occurrences_text(sources, sheet, veto), confirmed});
        if (track == station.state.vetoes.end() || !track->armed || view.armed) continue;
        model::ArmedVetoView armed{veto.id, veto.trigger.in(sources.language), {}, 0};
        const practical::VetoStep* next = practical::veto_step(veto, confirmed + 1);
        const std::string effect = next == nullptr ? std::string() : effects_text(sources, sheet, next->effects);
        armed.effect = ui::sentence_of(sources.language, ui::Key::ex_veto_after_two, {ui::place("n", confirmed + 1), ui::place("effect", effect)});
        const practical::VetoStep* after = practical::veto_step(veto, confirmed + 2);
        if (after != nullptr && after != next)
            armed.effect += ui::sentence_of(sources.language, ui::Key::ex_veto_then,
                                            {ui::place("n", confirmed + 2), ui::place("effect", effects_text(sources, sheet, after->effects))});
        if (const auto until = sources.marking.armed_until_boot_ms(station, veto.id))
            armed.disarms_in_s = static_cast<int>(std::max<std::int64_t>(0, (*until - sources.marking.now().boot_ms + 999) / 1'000));
        view.armed = std::move(armed);
    }
}

std::optional<model::PauseView> pause_view(const MarkingSources& sources, const Station& station) {
    if (!station.paused) return std::nullopt;
    const assessment::OutcomeFacts& facts = assessment::outcome_facts(station.paused->cause);
    const Instant& since = station.paused->at;
    const Instant now = sources.marking.now();
    const std::int64_t lasted_ms = now.boot_id == since.boot_id ? now.boot_ms - since.boot_ms : now.wall_ms - since.wall_ms;
    return model::PauseView{.cause = std::string(sources.language == Language::zh_cn ? facts.zh_cn : facts.en),
                            .since = local(sources, since.wall_ms),
                            .lasted_ms = std::max<std::int64_t>(0, lasted_ms)};
}

std::vector<model::StationAction> actions_of(const ScoringState& state, bool leaves) {
    using model::StationAction;
    if (state.stage == ScoringStage::booked) return {StationAction::coded_end};
    if (state.stage != ScoringStage::started) return {};
    std::vector<StationAction> actions;
    if (!state.hand_in && !state.end) {
        actions.push_back(leaves ? StationAction::hand_in : StationAction::work_over);
        actions.push_back(StationAction::credit);
        actions.push_back(StationAction::restart);
    }
    actions.push_back(StationAction::coded_end);
    return actions;
}

bool takes_touches(const Station& station, bool sealed) {
    if (station.own) return !station.own->sheet;
    const ScoringState& state = station.state;
    const bool open = state.stage == ScoringStage::started || state.stage == ScoringStage::booked;
    return open && !sealed;
}

model::StaffBarView bar_of(const MarkingSources& sources, model::SheetPhase phase) {
    return staff_bar(sources, say(sources, phase_key(phase)), exam_title(sources));
}

model::SealState seal_state(const Station& station) {
    const ScoringState& state = station.state;
    if (station.own) return model::SealState::elsewhere;
    if (state.hand_in->seal.empty()) return model::SealState::none;
    if (!state.seal_intact) return model::SealState::unchecked;
    return *state.seal_intact ? model::SealState::intact : model::SealState::broken;
}

} // namespace

model::SheetView sheet_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    const Station& station = *marking.current();
    const ScoringState& state = station.state;
    model::SheetView view;
    view.phase = marking.phase_shown(station);
    view.bar = bar_of(sources, view.phase);
    if (is_coded(station, view.phase)) {
        view.subject = model::PieceOnSheet{state.hand_in->code, seal_state(station)};
    } else {
        const Entrant* entrant = entrant_of(marking, station); // an own sheet without a code is one of a person
        model::CandidateOnSheet person{station.number, person_name(sources, *entrant), {}, {}};
        if (!entrant->person->photo.empty()) person.photo = sources.pictures.figure(entrant->person->photo);
        view.subject = std::move(person);
        if (!marking.is_sealed(station) && !station.own) view.strip = strip_view(sources);
    }
    const auto modules = practical::modules_taken(state.rules->sheet, state.chosen);
    if (modules)
        for (const practical::TaskModule* module : *modules) add_group(sources, station, module, phase_of(view.phase), view);
    add_group(sources, station, nullptr, phase_of(view.phase), view);
    view.active_row = shown_row(station, view);
    view.active_field = station.active_field;
    if (auto* person = std::get_if<model::CandidateOnSheet>(&view.subject))
        for (const model::SheetGroupView& group : view.groups)
            if (view.active_row >= group.first && view.active_row < group.first + group.count) person->module = group.name;
    view.total = total_of(station);
    if (!station.own) add_vetoes(sources, station, view);
    view.left_ms = clocks_of(state, marking.now()).left_ms;
    view.has_clock = view.phase == model::SheetPhase::prep || view.phase == model::SheetPhase::on_site;
    if (state.hand_in || state.end) view.has_clock = false;
    if (station.own) {
        const bool coded = std::holds_alternative<model::PieceOnSheet>(view.subject);
        view.own = model::OwnSheetView{.lead_station = coded ? std::string() : station.number, .signed_ = station.own->sheet.has_value()};
        view.has_clock = false;
        // An own sheet has rows of several phases: its title is that of what is being judged.
        if (const practical::ScoreItem* item = state.rules->sheet.find_item(view.rows.at(view.active_row).id))
            view.bar.title = say(sources, phase_key(static_cast<model::SheetPhase>(static_cast<int>(item->phase) - 1)));
    }
    view.paused = state.paused;
    if (state.paused) view.pause = pause_view(sources, station);
    view.frozen = !takes_touches(station, marking.is_sealed(station));
    const model::ScoreRowView& active = view.rows.at(view.active_row);
    view.can_undo = !view.frozen && (active.draft || active.state != model::RowState::unseen);
    view.evidence_count = static_cast<int>(
        std::count_if(state.pictures.begin(), state.pictures.end(), [&](const auto& picture) { return picture.row == active.id; }));
    if (!view.frozen && !station.own) view.actions = actions_of(state, Marking::pieces_of(state) > 0);
    return view;
}

// ---- finishing

namespace {

model::RowWaits waits_of(const practical::ScoreItem& item, practical::RowOpen open) {
    if (open == practical::RowOpen::disagree) return model::RowWaits::third_reader;
    if (open != practical::RowOpen::waits) return model::RowWaits::nothing;
    return item.by == practical::ScoredBy::two_independent ? model::RowWaits::other_reader : model::RowWaits::other_judges;
}

void count_row(const practical::RowStatus& status, model::FinishView& view) {
    ++view.rows_total;
    if (status.entry.state == practical::RowState::scored) ++view.rows_scored;
    if (status.entry.state == practical::RowState::not_done) ++view.not_done;
    if (status.entry.state == practical::RowState::not_applicable) ++view.not_applicable;
}

} // namespace

model::FinishView finish_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    const Station& station = *marking.current();
    const ScoringState& state = station.state;
    const practical::ScoreSheet& sheet = state.rules->sheet;
    model::FinishView view;
    view.phase = marking.phase_shown(station);
    view.bar = bar_of(sources, view.phase);
    view.whom = whom_text(sources, station);
    for (std::size_t i = 0; i < sheet.items.size(); ++i) {
        const practical::ScoreItem& item = sheet.items[i];
        const auto rows = practical::rows_of(state);
        if (item.phase != phase_of(view.phase) || std::find(rows.begin(), rows.end(), &item) == rows.end()) continue;
        const practical::RowStatus status = practical::row_status(state, item);
        count_row(status, view);
        if (status.open == practical::RowOpen::closed || status.open == practical::RowOpen::spread) continue;
        const auto draft = station.drafts.find(item.id);
        view.open.push_back({item.id, item.name.in(sources.language), i, waits_of(item, status.open),
                             draft != station.drafts.end() && !shows_places(draft->second)});
    }
    for (const practical::Gate& gate : sheet.gates) {
        const practical::ScoreItem* last = gate.items.empty() ? nullptr : sheet.find_item(gate.items.back());
        if (last != nullptr && last->phase == phase_of(view.phase)) view.gates.push_back(gate_view(sources, station, gate));
    }
    for (const practical::VetoTrack& veto : state.vetoes) {
        const practical::VetoItem* rule = sheet.find_veto(veto.veto);
        if (veto.confirmed == 0 || rule == nullptr) continue;
        const practical::VetoStep* step = practical::veto_step(*rule, veto.confirmed);
        view.vetoes.push_back(
            ui::sentence_of(sources.language, ui::Key::ex_veto_counted,
                            {ui::place("id", veto.veto), ui::place("n", veto.confirmed),
                             ui::place("effect", step == nullptr ? std::string() : effects_text(sources, sheet, step->effects))}));
    }
    view.changed_after = state.late_changes;
    view.total = total_of(station);
    return view;
}

} // namespace kaogong::kiosk::app
