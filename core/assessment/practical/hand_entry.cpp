#include "core/assessment/practical/hand_entry.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

constexpr int kOccurrencesMax = 100;

bool both_finished(const HandState& state) {
    return state.keyings.size() == 2 && state.keyings[0].finished && state.keyings[1].finished;
}

std::vector<const ScoreItem*> rows_of(const HandState& state) {
    const auto modules = modules_taken(*state.sheet, state.chosen);
    return modules ? rows_taken(*state.sheet, *modules) : std::vector<const ScoreItem*>{};
}

Result<const ScoreItem*> row_of(const HandState& state, const std::string& id) {
    for (const ScoreItem* item : rows_of(state))
        if (item->id == id) return item;
    return error(codes::sheet_reference, id);
}

class HandStep {
  public:
    explicit HandStep(HandState& state) : state_(state) {}

    Result<void> operator()(const PaperPhotographed& event) {
        if (event.by.empty()) return error(codes::staff_missing);
        if (!state_.keyings.empty()) return error(codes::scoring_wrong_state, "photo");
        state_.photo = event.photo;
        return success();
    }

    Result<void> operator()(const RowKeyed& event) {
        const ScoreItem* item = TRY(row_of(state_, event.row));
        TRY(check_given(*item, event.entry));
        Keying* keying = TRY(keying_of(event.by));
        keying->rows[event.row] = event.entry;
        return success();
    }

    Result<void> operator()(const VetoKeyed& event) {
        TRY(check_veto(event.veto, event.occurrences));
        Keying* keying = TRY(keying_of(event.by));
        keying->vetoes[event.veto] = event.occurrences;
        return success();
    }

    Result<void> operator()(const KeyingFinished& event) {
        const auto keying = std::find_if(state_.keyings.begin(), state_.keyings.end(), [&](const Keying& k) { return k.by == event.by; });
        if (keying == state_.keyings.end() || keying->finished) return error(codes::scoring_wrong_state, "keying");
        for (const ScoreItem* item : rows_of(state_))
            if (!keying->rows.contains(item->id)) return error(codes::rows_unseen, item->id);
        keying->finished = true;
        return success();
    }

    Result<void> operator()(const RowSettled& event) {
        TRY(may_settle(event.by, event.second, event.row));
        const ScoreItem* item = TRY(row_of(state_, event.row));
        TRY(check_given(*item, event.entry));
        state_.settled[event.row] = event.entry;
        return success();
    }

    Result<void> operator()(const VetoSettled& event) {
        TRY(may_settle(event.by, event.second, event.veto));
        TRY(check_veto(event.veto, event.occurrences));
        state_.settled_vetoes[event.veto] = event.occurrences;
        return success();
    }

  private:
    // The two first to key are the two; nobody keys for both.
    Result<Keying*> keying_of(const std::string& by) {
        if (by.empty()) return error(codes::staff_missing);
        if (!state_.photo) return error(codes::scoring_wrong_state, "photo");
        for (Keying& keying : state_.keyings) {
            if (keying.by != by) continue;
            if (keying.finished) return error(codes::scoring_wrong_state, "keying");
            return &keying;
        }
        if (state_.keyings.size() == 2) return error(codes::examiner_not_of_row, by);
        state_.keyings.push_back({.by = by, .rows = {}, .vetoes = {}, .finished = false});
        return &state_.keyings.back();
    }

    Result<void> check_given(const ScoreItem& item, const RowEntry& entry) const {
        if (entry.state == RowState::unseen) return error(codes::reading_misfits, item.id);
        return check_entry(item, entry, {.judges_min = state_.sheet->judges_min});
    }

    Result<void> check_veto(const std::string& veto, int occurrences) const {
        const bool known = state_.sheet->find_veto(veto) != nullptr && occurrences >= 0 && occurrences <= kOccurrencesMax;
        return known ? success() : Result<void>(error(codes::sheet_reference, veto));
    }

    Result<void> may_settle(const std::string& by, const std::string& second, const std::string& what) const {
        if (by.empty()) return error(codes::staff_missing);
        if (second.empty() || second == by) return error(codes::second_staff_missing);
        const std::vector<std::string> open = differing(state_);
        const bool differs = std::find(open.begin(), open.end(), what) != open.end();
        return differs ? success() : Result<void>(error(codes::scoring_wrong_state, what)); // what both keyed alike stays as it is
    }

    HandState& state_;
};

int veto_of(const Keying& keying, const std::string& veto) {
    const auto found = keying.vetoes.find(veto);
    return found == keying.vetoes.end() ? 0 : found->second;
}

} // namespace

HandState hand_entry_start(std::shared_ptr<const ScoreSheet> sheet, std::vector<std::string> chosen) {
    HandState state;
    state.sheet = std::move(sheet);
    state.chosen = std::move(chosen);
    return state;
}

Result<HandState> step(const HandState& state, const HandEvent& event) {
    HandState next = state;
    HandStep step(next);
    TRY(std::visit(step, event));
    return next;
}

Result<HandState> fold(std::shared_ptr<const ScoreSheet> sheet, std::vector<std::string> chosen, std::span<const HandEvent> journal) {
    HandState state = hand_entry_start(std::move(sheet), std::move(chosen));
    for (std::size_t i = 0; i < journal.size(); ++i) {
        auto next = step(state, journal[i]);
        if (!next) return error(codes::journal_broken, std::to_string(i + 1) + " " + code_text(next.code()));
        state = std::move(*next);
    }
    return state;
}

std::vector<Keying> visible_keyings(const HandState& state, std::string_view by) {
    if (both_finished(state)) return state.keyings;
    std::vector<Keying> own;
    for (const Keying& keying : state.keyings)
        if (keying.by == by) own.push_back(keying);
    return own;
}

std::vector<std::string> differing(const HandState& state) {
    std::vector<std::string> open;
    if (!both_finished(state)) return open;
    for (const ScoreItem* item : rows_of(state)) {
        const bool alike = state.keyings[0].rows.at(item->id) == state.keyings[1].rows.at(item->id);
        if (!alike && !state.settled.contains(item->id)) open.push_back(item->id);
    }
    for (const VetoItem& veto : state.sheet->vetoes) {
        const bool alike = veto_of(state.keyings[0], veto.id) == veto_of(state.keyings[1], veto.id);
        if (!alike && !state.settled_vetoes.contains(veto.id)) open.push_back(veto.id);
    }
    return open;
}

Result<SheetEntries> entries_of(const HandState& state) {
    if (!both_finished(state)) return error(codes::scoring_wrong_state, "keying");
    for (const std::string& open : differing(state)) return error(codes::entries_differ, open);
    SheetEntries entries;
    entries.chosen = state.chosen;
    for (const ScoreItem* item : rows_of(state)) {
        const auto settled = state.settled.find(item->id);
        entries.rows[item->id] = settled != state.settled.end() ? settled->second : state.keyings[0].rows.at(item->id);
    }
    for (const VetoItem& veto : state.sheet->vetoes) {
        const auto settled = state.settled_vetoes.find(veto.id);
        const int count = settled != state.settled_vetoes.end() ? settled->second : veto_of(state.keyings[0], veto.id);
        if (count > 0) entries.vetoes[veto.id] = count;
    }
    return entries;
}

} // namespace kaogong::practical
