#include "core/assessment/practical/own_sheet.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/assessment/practical/scoring_steps.h"
#include "core/assessment/practical/scoring_touch.h"
#include "core/base/check.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

Error wrong_state(const OwnSheetState& state) {
    return error(codes::scoring_wrong_state, state.sheet ? "own sheet, signed" : "own sheet");
}

class OwnStep {
  public:
    explicit OwnStep(OwnSheetState& state) : state_(state), rules_(*state.rules) {}

    template <typename Event> Result<void> operator()(const Event&) { return wrong_state(state_); } // everything else is the desk's

    Result<void> operator()(const ModulesDrawn& event) {
        TRY(needs_unsigned());
        if (!state_.rows.empty()) return wrong_state(state_); // entries of a module that is no longer taken would hang in the air
        TRY(needs_staff(event.by));
        TRY(modules_taken(rules_.sheet, event.modules));
        state_.chosen = event.modules;
        return success();
    }

    Result<void> operator()(const RowTouched& event) {
        const ScoreItem* item = TRY(row(event.row, event.by));
        TRY(check_touch(rules_.sheet, *item, event));
        const auto slot = state_.rows.find(event.row);
        if (slot == state_.rows.end())
            state_.rows.emplace(event.row, RowSlot{.examiner = event.by, .entry = event.entry, .earlier = {}});
        else if (slot->second.entry != event.entry)
            put_entry(slot->second, event.entry);
        entered(event.at);
        return success();
    }

    Result<void> operator()(const RowUndone& event) {
        TRY(row(event.row, event.by));
        const auto slot = state_.rows.find(event.row);
        if (slot == state_.rows.end()) return error(codes::change_unknown, event.row);
        if (!take_back(slot->second)) state_.rows.erase(slot);
        entered(event.at);
        return success();
    }

    Result<void> operator()(const RowNoted& event) {
        TRY(row(event.row, event.by));
        const auto slot = state_.rows.find(event.row);
        const auto written = std::count_if(state_.rows.begin(), state_.rows.end(), [](const auto& each) { return !each.second.note.empty(); });
        TRY(check_note(slot == state_.rows.end() ? nullptr : &slot->second, event.note, static_cast<std::size_t>(written)));
        slot->second.note = event.note;
        return success();
    }

    Result<void> operator()(const SheetSigned& event) {
        TRY(needs_unsigned());
        TRY(needs_examiner(event.by));
        TRY(modules_taken(rules_.sheet, state_.chosen));
        for (const std::string& open : unseen_own_rows(state_)) return error(codes::rows_unseen, open);
        if (state_.rows.empty()) return error(codes::rows_unseen); // an empty sheet says nothing: who has no such row signs at the desk
        // What travels is known by the record that was signed; only practice has none.
        if (rules_.mode == ScoringMode::live && event.sheet == Hash{}) return error(codes::scoring_signature_missing, event.by);
        state_.sheet = event.sheet;
        return success();
    }

    Result<void> operator()(const ResultDelivered&) {
        if (!state_.sheet || state_.delivered) return wrong_state(state_);
        state_.delivered = true;
        return success();
    }

  private:
    Result<void> needs_unsigned() const { return state_.sheet ? Result<void>(wrong_state(state_)) : success(); }
    Result<void> needs_examiner(const std::string& by) const {
        return by == state_.examiner ? needs_member(rules_, by) : Result<void>(error(codes::examiner_not_of_row, by));
    }
    Result<const ScoreItem*> row(const std::string& id, const std::string& by) const {
        TRY(needs_unsigned());
        TRY(needs_examiner(by));
        const ScoreItem* item = TRY(row_taken(rules_.sheet, state_.chosen, id));
        if (!is_own_row(*item)) return error(codes::examiner_not_of_row, id);
        return item;
    }
    void entered(const Instant& at) {
        if (!state_.begun_at) state_.begun_at = at;
        state_.entered_at = at;
    }

    OwnSheetState& state_;
    const ScoringRules& rules_;
};

} // namespace

OwnSheetState own_sheet_start(std::shared_ptr<const ScoringRules> rules, std::string examiner) {
    CHECK(rules != nullptr);
    OwnSheetState state;
    state.rules = std::move(rules);
    state.examiner = std::move(examiner);
    return state;
}

Result<OwnSheetStep> step(const OwnSheetState& state, const ScoringEvent& event) {
    OwnSheetStep result{.state = state, .effects = {}};
    result.effects = TRY(advance(result.state, event));
    return result;
}

Result<std::vector<ScoringEffect>> advance(OwnSheetState& state, const ScoringEvent& event) {
    if (!is_journalled(event)) return ScoringEffects{}; // time goes on at the desk
    if (state.next_sequence > kScoringEventsMax) return error(codes::sitting_full);
    TRY(std::visit(OwnStep(state), event));
    const std::uint64_t sequence = state.next_sequence++;
    if (state.rules->mode == ScoringMode::practice) return ScoringEffects{};
    return ScoringEffects{AppendScoringEvent{sequence, event}};
}

Result<OwnSheetState> fold_own_sheet(OwnSheetState start, std::span<const ScoringEvent> journal) {
    TRY(apply_journal(journal, [&](const ScoringEvent& event) { return advance(start, event); }));
    return start;
}

std::vector<const ScoreItem*> own_rows(const OwnSheetState& state) {
    const auto modules = modules_taken(state.rules->sheet, state.chosen);
    std::vector<const ScoreItem*> rows = modules ? rows_taken(state.rules->sheet, *modules) : std::vector<const ScoreItem*>{};
    std::erase_if(rows, [](const ScoreItem* item) { return !is_own_row(*item); });
    return rows;
}

std::vector<std::string> unseen_own_rows(const OwnSheetState& state) {
    std::vector<std::string> unseen;
    for (const ScoreItem* item : own_rows(state))
        if (item->by == ScoredBy::panel_blind && !state.rows.contains(item->id)) unseen.push_back(item->id);
    return unseen;
}

std::vector<OwnEntry> own_entries(const OwnSheetState& state) {
    std::vector<OwnEntry> entries;
    for (const ScoreItem* item : own_rows(state))
        if (const auto found = state.rows.find(item->id); found != state.rows.end())
            entries.push_back({.row = item->id, .entry = found->second.entry, .note = found->second.note});
    return entries;
}

const RowEntry* own_entry(const OwnSheetState& state, std::string_view row) {
    const auto found = state.rows.find(row);
    return found == state.rows.end() ? nullptr : &found->second.entry;
}

} // namespace kaogong::practical
