// One row of a sheet as the examiner in front may see it.
#include "kiosk/app/marking/row_control.h"

#include "core/assessment/practical/scoring_rows.h"
#include "kiosk/ui/strings.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::RowEntry;
using practical::ScoreItem;
using practical::ScoringState;

// 甲, 乙 and 丙 of a piece, in the order in which they came to it: they are the same in every row and for whoever looks.
std::vector<std::string> readers_of(const ScoringState& state) {
    std::vector<std::string> readers;
    for (const practical::RowTrack& track : state.rows) {
        const ScoreItem* item = state.rules->sheet.find_item(track.row);
        if (item == nullptr || item->by != practical::ScoredBy::two_independent) continue;
        for (const practical::RowSlot& slot : track.slots)
            if (!slot.examiner.empty() && !contains(readers, slot.examiner)) readers.push_back(slot.examiner);
    }
    return readers;
}

// What another has read; nothing while this examiner may not see it.
std::vector<std::string> values_read(const ScoreItem& item, const Own& own, const std::string& reader) {
    std::vector<std::string> values;
    const std::vector<practical::Quantity> quantities = practical::quantities_of(item);
    for (const practical::RowSlot& slot : own.visible) {
        const auto* reading = slot.examiner == reader ? std::get_if<practical::MeasureReading>(&slot.entry.reading) : nullptr;
        for (std::size_t q = 0; reading != nullptr && q < std::min(quantities.size(), reading->values.size()); ++q)
            values.push_back(practical::value_text(reading->values[q].readings.front(), quantities[q]));
    }
    return values;
}

void add_readers(const MarkingSources& sources, const ScoringState& state, const ScoreItem& item, const Own& own, model::ScoreRowView& row) {
    constexpr std::size_t kPlaces = 3, kTwo = 2;
    const std::string& user = sources.marking.user();
    const practical::RowTrack* track = practical::find_track(state, item.id);
    std::vector<std::string> places = readers_of(state);
    if (!contains(places, user)) places.push_back(user);
    for (std::size_t i = 0; i < std::min(places.size(), kPlaces); ++i) {
        const bool self = places[i] == user;
        const bool entered = track != nullptr && practical::find_slot(*track, places[i]) != nullptr;
        if (i >= kTwo && !self && !entered) continue; // a third reads only where two differ
        const auto place = static_cast<model::ReaderPlace>(i);
        row.readers.push_back({place, sources.marking.content()->name_of(places[i]), self, entered, {}});
        if (!self) row.readers.back().values = values_read(item, own, places[i]);
    }
    if (row.readers.size() < kTwo) row.readers.push_back({model::ReaderPlace::second, {}, false, false, {}});
}

// 复评: what had been scored blind, beside what stands there now.
std::string again_text(const MarkingSources& sources, const Station& station, const ScoreItem& item, const Own& own) {
    const auto level_of = [](const RowEntry& entry) {
        const auto* reading = std::get_if<practical::JudgeReading>(&entry.reading);
        return reading == nullptr || reading->scores.empty() ? std::optional<int>() : std::optional(reading->scores.front());
    };
    const std::vector<practical::RowTrack>& rows = station.compared_rows;
    const auto track = std::find_if(rows.begin(), rows.end(), [&](const practical::RowTrack& each) { return each.row == item.id; });
    if (track == rows.end() || own.entry == nullptr) return {};
    std::vector<int> levels;
    for (const practical::RowSlot& slot : track->slots)
        if (const auto level = level_of(slot.entry)) levels.push_back(*level);
    const practical::RowSlot* blind = practical::find_slot(*track, sources.marking.user());
    const auto before = blind == nullptr ? std::nullopt : level_of(blind->entry);
    const auto after = level_of(*own.entry);
    if (!before || !after || levels.size() < 2) return {};
    const int most = station.state.rules->sheet.spread_max.value_or(practical::kJudgementMax);
    const int apart = practical::spread(levels);
    if (apart <= most) return {};
    const std::string change = *before == *after ? std::to_string(*before) : std::to_string(*before) + " → " + std::to_string(*after);
    return ui::sentence_of(sources.language, ui::Key::ex_row_again_from,
                           {ui::place("change", change), ui::place("n", apart), ui::place("of", most)});
}

// How far two readings lie apart, of the quantity that differs most.
void add_difference(const ScoreItem& item, const practical::RowTrack* track, practical::RowOpen open, model::ScoreRowView& row) {
    if (track == nullptr || track->slots.size() < 2) return;
    const auto* first = std::get_if<practical::MeasureReading>(&track->slots[0].entry.reading);
    const auto* second = std::get_if<practical::MeasureReading>(&track->slots[1].entry.reading);
    if (first == nullptr || second == nullptr) return;
    const std::vector<practical::Quantity> quantities = practical::quantities_of(item);
    std::int64_t most = -1;
    for (std::size_t q = 0; q < std::min({quantities.size(), first->values.size(), second->values.size()}); ++q) {
        const std::int64_t apart = std::abs(first->values[q].readings.front() - second->values[q].readings.front());
        if (apart <= most) continue;
        most = apart;
        row.difference = practical::value_text(apart, quantities[q]);
    }
    row.agreed = open != practical::RowOpen::disagree;
}

model::RowWaits waits_of(const ScoreItem& item, practical::RowOpen open, const Own& own) {
    if (own.entry == nullptr) return open == practical::RowOpen::disagree ? model::RowWaits::third_reader : model::RowWaits::nothing;
    switch (open) {
    case practical::RowOpen::closed:
    case practical::RowOpen::unseen:
    case practical::RowOpen::spread: break;
    case practical::RowOpen::disagree: return model::RowWaits::third_reader;
    case practical::RowOpen::waits:
        return item.by == practical::ScoredBy::two_independent ? model::RowWaits::other_reader : model::RowWaits::other_judges;
    }
    return model::RowWaits::nothing;
}

void add_score(const MarkingSources& sources, const Station& station, const ScoreItem& item, const practical::RowStatus& status,
               const Own& own, model::ScoreRowView& row) {
    const practical::ScoreSheet& sheet = station.state.rules->sheet;
    const bool judged = item.kind() == practical::ItemKind::judgement;
    const practical::ScoringOptions options{
        .combine = sheet.combine, .judges_min = 1, .row_step = sheet.rounding.at == practical::RoundAt::row ? sheet.rounding.step : 1};
    // A judge sees what the row comes to only once all have judged; a reading shows its own working at once.
    const RowEntry* entry = status.open == practical::RowOpen::closed ? &status.entry : judged ? nullptr : own.entry;
    const bool may_see = !judged || station.state.compared;
    if (entry == nullptr || !may_see) {
        row.points = row.points_max;
        return;
    }
    std::vector<practical::VetoCount> counted;
    for (const practical::VetoTrack& veto : station.state.vetoes) {
        const practical::VetoItem* rule = sheet.find_veto(veto.veto);
        for (int n = 1; rule != nullptr && n <= veto.confirmed; ++n) {
            const practical::VetoStep* step = practical::veto_step(*rule, n);
            if (step != nullptr && step->counts_in == item.id) counted.push_back({veto.veto, 1});
        }
    }
    const auto score = practical::score_item(item, *entry, options, counted);
    if (!score) return;
    row.points = static_cast<int>(score->points);
    row.working = practical::working_text(score->working, sources.language);
}

// What the digits so far would come to.
void add_preview(const MarkingSources& sources, const Station& station, const ScoreItem& item, model::ScoreRowView& row) {
    const auto* control = std::get_if<model::ReadingControl>(&row.control);
    const auto draft = station.drafts.find(item.id);
    if (control == nullptr || !control->can_record || draft == station.drafts.end()) return;
    RowDraft copy = draft->second;
    const RowAtHand at_hand{.item = item,
                            .entry = {},
                            .instrument = station.state.rules->sheet.find_instrument(item.instrument),
                            .now_ms = sources.marking.now().wall_ms};
    const auto entry = touch(at_hand, model::RecordReading{item.id}, copy);
    if (!entry || !*entry) return;
    const auto score = practical::score_item(item, **entry, {.judges_min = 1});
    if (score) row.working = practical::working_text(score->working, sources.language);
}

// Of rows that are noted together, one that somebody else has noted is done; those that two read are wanted of a third only where the two
// differ.
bool is_own(const Station& station, const ScoreItem& item, practical::RowOpen open, const Own& own, const std::string& user) {
    if (item.kind() == practical::ItemKind::overtime) return false;
    if (item.by == practical::ScoredBy::panel_blind) return true;
    if (item.by == practical::ScoredBy::two_independent) {
        if (own.entry != nullptr || open == practical::RowOpen::disagree) return true;
        const std::vector<std::string> readers = readers_of(station.state);
        // Away from the desk nobody knows who the two are: it is whoever has begun to read.
        if (station.own) return contains(readers, user);
        const auto others = std::count_if(readers.begin(), readers.end(), [&](const std::string& reader) { return reader != user; });
        return open != practical::RowOpen::closed && others < 2;
    }
    const auto noted = station.noted.find(item.id);
    return own.entry == nullptr || noted == station.noted.end() || noted->second.by == user;
}

model::RowState state_shown(const Own& own) {
    return own.entry == nullptr ? model::RowState::unseen : static_cast<model::RowState>(static_cast<int>(own.entry->state) - 1);
}

// A note stands beside the own entry, or the common one, until its sheet is signed.
void add_note(const Station& station, const ScoreItem& item, const Own& own, const std::string& user, model::ScoreRowView& row) {
    const std::string owner = practical::slot_owner(item, user);
    for (const practical::RowSlot& slot : own.visible) {
        if (slot.examiner != owner) continue;
        row.note = slot.note;
        row.can_note = station.state.stage <= practical::ScoringStage::started && !station.state.sheets_signed.contains(user);
    }
}

} // namespace

model::ScoreRowView row_view(const MarkingSources& sources, const Station& station, const ScoreItem& item) {
    const practical::ScoringState& state = station.state;
    const std::string& user = sources.marking.user();
    Own own;
    own.visible = practical::visible_entries(state, item.id, user);
    for (const practical::RowSlot& slot : own.visible)
        if (slot.examiner.empty() || slot.examiner == user) own.entry = &slot.entry;
    const auto draft = station.drafts.find(item.id);
    if (draft != station.drafts.end()) own.draft = &draft->second;
    const practical::RowStatus status = practical::row_status(state, item);
    const bool by_clock = item.kind() == practical::ItemKind::overtime;
    if (by_clock && status.open == practical::RowOpen::closed) own.entry = &status.entry;

    model::ScoreRowView row;
    row.id = item.id;
    row.name = item.name.in(sources.language);
    row.words = item.words.in(sources.language);
    row.points_max = static_cast<int>(item.points_max);
    row.off_total = practical::lies_outside_sum(item.kind());
    row.control = control_view(sources, station, item, own);
    row.zero_when = condition_views(sources, item, own);
    row.state = state_shown(own);
    row.draft = own.draft != nullptr && !shows_places(*own.draft);
    row.waits = waits_of(item, status.open, own);
    add_score(sources, station, item, status, own, row);
    if (row.draft) add_preview(sources, station, item, row);
    if (const auto noted = station.noted.find(item.id); noted != station.noted.end() && item.by != practical::ScoredBy::panel_blind) {
        row.noted_by = sources.marking.content()->name_of(noted->second.by);
        row.noted_at = local(sources, noted->second.wall_ms);
    }
    if (item.by == practical::ScoredBy::two_independent) {
        const practical::RowTrack* track = practical::find_track(state, item.id);
        row.noted_by.clear();
        add_readers(sources, state, item, own, row);
        // How far apart they are is shown to both, and to nobody who has yet to read.
        if (own.entry != nullptr) add_difference(item, track, status.open, row);
    }
    add_note(station, item, own, user, row);
    if (item.not_applicable) {
        model::NotApplicableView not_applicable;
        not_applicable.when = item.not_applicable->when.in(sources.language);
        not_applicable.full_points = item.not_applicable->points == practical::NotApplicablePoints::full;
        not_applicable.signatures = row.state == model::RowState::not_applicable ? 2 : 0;
        row.not_applicable = std::move(not_applicable);
    }
    row.changed_after_total = contains(state.late_changes, item.id);
    row.scored_again = state.compared && contains(status.again, user);
    if (state.compared && item.by == practical::ScoredBy::panel_blind) row.again = again_text(sources, station, item, own);
    row.own = is_own(station, item, status.open, own, user);
    if (!row.own && item.by == practical::ScoredBy::two_independent && status.open == practical::RowOpen::closed)
        row.state = static_cast<model::RowState>(static_cast<int>(status.entry.state) - 1);
    return row;
}

model::GateView gate_view(const MarkingSources& sources, const Station& station, const practical::Gate& gate) {
    model::GateView view{gate.id, gate.words.in(sources.language), model::GateView::State::open};
    assessment::Points sum = 0;
    for (const std::string& id : gate.items) {
        const ScoreItem* item = station.state.rules->sheet.find_item(id);
        if (item == nullptr) return view;
        const practical::RowStatus status = practical::row_status(station.state, *item);
        if (status.open != practical::RowOpen::closed) return view;
        const bool blind = item->by == practical::ScoredBy::panel_blind && !station.state.compared;
        if (blind) return view; // what a gate says would give away what the others scored
        const auto score = practical::score_item(*item, status.entry, {.combine = station.state.rules->sheet.combine, .judges_min = 1});
        if (!score) return view;
        sum += score->points;
    }
    view.state = sum < gate.below ? model::GateView::State::broken : model::GateView::State::kept;
    return view;
}

} // namespace kaogong::kiosk::app
