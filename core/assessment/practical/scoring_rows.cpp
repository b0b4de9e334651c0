#include "core/assessment/practical/scoring_rows.h"

#include "core/assessment/practical/scoring_paper.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

RowStatus closed(RowEntry entry) {
    return {.open = RowOpen::closed, .entry = std::move(entry), .again = {}};
}

RowStatus unseen_row(const ScoringState& state) {
    // After a coded end, what nobody had looked at was not done: points so far.
    if (state.end) return closed({.state = RowState::not_done, .reading = {}, .zero_when = {}});
    return {};
}

// Readings of several people side by side, one each; the median counts and is taken by score_item.
RowEntry merged(const std::vector<RowSlot>& slots) {
    RowEntry entry = slots.front().entry;
    auto& values = std::get<MeasureReading>(entry.reading).values;
    for (std::size_t s = 1; s < slots.size(); ++s) {
        const auto& others = std::get<MeasureReading>(slots[s].entry.reading).values;
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i].readings.insert(values[i].readings.end(), others[i].readings.begin(), others[i].readings.end());
            values[i].references.insert(values[i].references.end(), others[i].references.begin(), others[i].references.end());
        }
    }
    return entry;
}

bool measured(const RowSlot& slot) {
    return slot.entry.state == RowState::scored && std::holds_alternative<MeasureReading>(slot.entry.reading);
}

// Two that found alike, word for word; of three the two that agree.
RowStatus majority(const std::vector<RowSlot>& slots) {
    for (std::size_t a = 0; a < slots.size(); ++a)
        for (std::size_t b = a + 1; b < slots.size(); ++b)
            if (slots[a].entry == slots[b].entry) return closed(slots[a].entry);
    return {.open = RowOpen::disagree, .entry = {}, .again = {}};
}

RowStatus two_status(const ScoringState& state, const ScoreItem& item, const std::vector<RowSlot>& slots) {
    if (slots.size() == 1) return {.open = RowOpen::waits, .entry = {}, .again = {}};
    if (!std::all_of(slots.begin(), slots.end(), measured)) return majority(slots);
    const std::set<std::string> zero(slots[0].entry.zero_when.begin(), slots[0].entry.zero_when.end());
    for (const RowSlot& slot : slots)
        if (std::set<std::string>(slot.entry.zero_when.begin(), slot.entry.zero_when.end()) != zero) return majority(slots);
    RowEntry entry = merged(slots);
    const auto checked = check_entry(item, entry, {.judges_min = state.rules->sheet.judges_min});
    if (checked) return closed(std::move(entry));
    return {.open = RowOpen::disagree, .entry = {}, .again = {}};
}

RowStatus panel_status(const ScoringState& state, const ScoreItem& item, const RowTrack& track) {
    if (track.slots.size() < state.rules->panel.size()) return {.open = RowOpen::waits, .entry = {}, .again = {}};
    const bool judged = item.kind() == ItemKind::judgement && std::all_of(track.slots.begin(), track.slots.end(), [](const RowSlot& slot) {
                            return slot.entry.state == RowState::scored;
                        });
    if (!judged) {
        // Counts are never averaged: all have to find alike, and so have not_done and not_applicable.
        const auto alike = [&](const RowSlot& slot) { return slot.entry == track.slots.front().entry; };
        if (std::all_of(track.slots.begin(), track.slots.end(), alike)) return closed(track.slots.front().entry);
        return {.open = RowOpen::disagree, .entry = {}, .again = {}};
    }
    std::vector<JudgeScore> scores;
    JudgeReading reading;
    for (const PanelMember& member : state.rules->panel) { // in the panel's order, whoever was first
        const RowSlot* slot = find_slot(track, member.examiner);
        scores.push_back({member.examiner, std::get<JudgeReading>(slot->entry.reading).scores.front()});
        reading.scores.push_back(scores.back().score);
    }
    reading.arbitrated = track.arbitrated;
    RowStatus status = closed({.state = RowState::scored, .reading = std::move(reading), .zero_when = {}});
    if (track.arbitrated) return status;
    status.again = concerned(scores, state.rules->sheet.spread_max);
    if (!status.again.empty()) status.open = RowOpen::spread;
    if (is_paper(state)) status.again.clear(); // what is on the paper is on the paper: the chief decides
    return status;
}

RowEntry overtime_entry(const ScoringState& state) {
    return {.state = RowState::scored, .reading = TimeReading{state.overtime_ms}, .zero_when = {}};
}

} // namespace

const RowTrack* find_track(const ScoringState& state, std::string_view row) {
    const auto found = std::find_if(state.rows.begin(), state.rows.end(), [row](const RowTrack& track) { return track.row == row; });
    return found == state.rows.end() ? nullptr : &*found;
}

RowTrack& track_of(ScoringState& state, std::string_view row) {
    const auto found = std::find_if(state.rows.begin(), state.rows.end(), [row](const RowTrack& track) { return track.row == row; });
    if (found != state.rows.end()) return *found;
    state.rows.push_back({.row = std::string(row), .slots = {}, .arbitrated = {}, .arbitrated_by = {}});
    return state.rows.back();
}

const RowSlot* find_slot(const RowTrack& track, std::string_view examiner) {
    const auto found = std::find_if(track.slots.begin(), track.slots.end(), [&](const RowSlot& slot) { return slot.examiner == examiner; });
    return found == track.slots.end() ? nullptr : &*found;
}

std::string slot_owner(const ScoreItem& item, const std::string& examiner) {
    const bool shared = item.by == ScoredBy::any_on_site || item.by == ScoredBy::one_on_site;
    return shared ? std::string() : examiner;
}

bool is_member(const ScoringRules& rules, std::string_view examiner) {
    const auto& panel = rules.panel;
    return std::any_of(panel.begin(), panel.end(), [&](const PanelMember& member) { return member.examiner == examiner; });
}

bool is_chief(const ScoringRules& rules, std::string_view examiner) {
    const auto& panel = rules.panel;
    return std::any_of(panel.begin(), panel.end(), [&](const PanelMember& member) { return member.examiner == examiner && member.chief; });
}

std::vector<const ScoreItem*> rows_of(const ScoringState& state) {
    const auto modules = modules_taken(state.rules->sheet, state.chosen);
    return modules ? rows_taken(state.rules->sheet, *modules) : std::vector<const ScoreItem*>{};
}

std::vector<std::string> required_signers(const ScoringState& state) {
    std::vector<std::string> signers = state.rules->result_signers;
    const auto add = [&](const std::string& who) {
        if (!who.empty() && std::find(signers.begin(), signers.end(), who) == signers.end()) signers.push_back(who);
    };
    if (state.end && end_result(*state.end) == ResultValue::no_result) {
        add(state.end->staff);
        add(state.end->second_staff);
        return signers;
    }
    for (const PanelMember& member : state.rules->panel) add(member.examiner);
    if (state.tally) add(state.tally->by);
    return signers;
}

Error lacks_signature(const ScoringState& state, const std::string& who) {
    const auto& refusals = state.refusals;
    const bool refused = std::any_of(refusals.begin(), refusals.end(), [&](const SignatureRefused& each) { return each.by == who; });
    return error(refused ? codes::signature_refused : codes::scoring_signature_missing, who);
}

std::vector<std::string> missing_signers(const ScoringState& state) {
    const bool to_be_signed = state.stage == ScoringStage::written_up || state.stage == ScoringStage::ended;
    std::vector<std::string> missing = to_be_signed ? required_signers(state) : std::vector<std::string>{};
    std::erase_if(missing, [&](const std::string& who) { return state.result_signed.contains(who); });
    return missing;
}

RowStatus row_status(const ScoringState& state, const ScoreItem& item) {
    if (item.kind() == ItemKind::overtime) {
        const bool over = state.hand_in || state.end || is_paper(state);
        return over ? closed(overtime_entry(state)) : RowStatus{};
    }
    const RowTrack* track = find_track(state, item.id);
    if (track == nullptr || track->slots.empty()) return unseen_row(state);
    // What two keyed from the signed paper is nobody's own entry; judges' scores stand there one by one, and their spread is still a spread.
    if (is_paper(state) && track->slots.front().examiner.empty()) return closed(track->slots.front().entry);
    switch (item.by) {
    case ScoredBy::one_on_site:
    case ScoredBy::any_on_site: return closed(track->slots.front().entry);
    case ScoredBy::two_independent: return two_status(state, item, track->slots);
    case ScoredBy::panel_blind: return panel_status(state, item, *track);
    }
    return {};
}

std::vector<std::string> open_rows(const ScoringState& state, std::optional<Phase> phase) {
    std::vector<std::string> open;
    for (const ScoreItem* item : rows_of(state))
        if ((!phase || item->phase == *phase) && row_status(state, *item).open != RowOpen::closed) open.push_back(item->id);
    return open;
}

bool all_sheets_signed(const ScoringState& state) {
    const auto& panel = state.rules->panel;
    return std::all_of(panel.begin(), panel.end(),
                       [&](const PanelMember& member) { return state.sheets_signed.contains(member.examiner); });
}

std::vector<RowSlot> visible_entries(const ScoringState& state, std::string_view row, std::string_view examiner) {
    const RowTrack* track = find_track(state, row);
    const ScoreItem* item = state.rules->sheet.find_item(row);
    if (track == nullptr || item == nullptr) return {};
    const bool own_there = find_slot(*track, examiner) != nullptr;
    // Once the comparison is open, scoring again is done with all of it on the table.
    const bool open_to_all = item->by == ScoredBy::panel_blind ? state.compared : own_there && track->slots.size() > 1;
    std::vector<RowSlot> seen;
    for (const RowSlot& slot : track->slots)
        if (slot.examiner.empty() || slot.examiner == examiner || open_to_all) seen.push_back(slot);
    return seen;
}

SheetEntries entries_of(const ScoringState& state) {
    SheetEntries entries;
    entries.chosen = state.chosen;
    for (const ScoreItem* item : rows_of(state)) {
        const RowStatus status = row_status(state, *item);
        if (status.open == RowOpen::closed) entries.rows[item->id] = status.entry;
    }
    for (const VetoTrack& veto : state.vetoes)
        if (veto.confirmed > 0) entries.vetoes[veto.veto] = veto.confirmed;
    return entries;
}

Result<SheetScore> score_of(const ScoringState& state) {
    return score_sheet(state.rules->sheet, entries_of(state));
}

} // namespace kaogong::practical
