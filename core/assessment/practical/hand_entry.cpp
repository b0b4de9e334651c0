#include "core/assessment/practical/hand_entry.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

std::vector<const ScoreItem*> rows_of(const HandState& state) {
    const auto modules = modules_taken(*state.sheet, state.chosen);
    std::vector<const ScoreItem*> rows = modules ? rows_taken(*state.sheet, *modules) : std::vector<const ScoreItem*>{};
    std::erase_if(rows, [](const ScoreItem* item) { return item->kind() == ItemKind::overtime; }); // that follows from the times
    return rows;
}

Result<const ScoreItem*> row_of(const HandState& state, const std::string& id) {
    for (const ScoreItem* item : rows_of(state))
        if (item->id == id) return item;
    return error(codes::sheet_reference, id);
}

Error wrong_state(std::string_view what) {
    return error(codes::scoring_wrong_state, std::string(what));
}

Result<void> check_times(const PaperTimes& times) {
    const std::int64_t took_ms = times.ended_ms - times.started_ms;
    const bool sound = times.started_ms > 0 && took_ms > 0 && took_ms <= kPaperTimeMaxMs && times.credited_ms >= 0 &&
                       times.credited_ms <= kPaperTimeMaxMs;
    return sound ? success() : Result<void>(error(codes::reading_misfits, std::string(kTimesRow)));
}

class HandStep {
  public:
    explicit HandStep(HandState& state) : state_(state) {}

    Result<void> operator()(const PaperPhotographed& event) {
        TRY(needs_staff(event.by));
        if (event.picture == Hash{}) return error(codes::outcome_incomplete, "picture");
        const std::size_t page = event.page < 1 ? kPaperPagesMax : static_cast<std::size_t>(event.page) - 1;
        const bool anew = page < state_.photos.size();
        const bool possible = anew ? state_.keyings.empty() : page == state_.photos.size() && page < kPaperPagesMax;
        if (!possible || state_.agreed) return wrong_state("photo");
        for (std::size_t other = 0; other < state_.photos.size(); ++other)
            if (other != page && state_.photos[other] == event.picture) return wrong_state("photo"); // one picture shows one page
        state_.photos.resize(std::max(state_.photos.size(), page + 1));
        state_.photos[page] = event.picture;
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

    Result<void> operator()(const TimesKeyed& event) {
        TRY(check_times(event.times));
        Keying* keying = TRY(keying_of(event.by));
        keying->times = event.times;
        return success();
    }

    Result<void> operator()(const KeyingFinished& event) {
        const auto keying = std::find_if(state_.keyings.begin(), state_.keyings.end(), [&](const Keying& k) { return k.by == event.by; });
        if (keying == state_.keyings.end() || keying->finished) return wrong_state("keying");
        for (const std::string& open : unkeyed(state_, event.by)) return error(codes::rows_unseen, open);
        keying->finished = true;
        return success();
    }

    Result<void> operator()(const RowSettled& event) {
        TRY(may_settle(event.by, event.row));
        const ScoreItem* item = TRY(row_of(state_, event.row));
        TRY(check_given(*item, event.entry));
        state_.settled[event.row] = event.entry;
        return success();
    }

    Result<void> operator()(const VetoSettled& event) {
        TRY(may_settle(event.by, event.veto));
        TRY(check_veto(event.veto, event.occurrences));
        state_.settled_vetoes[event.veto] = event.occurrences;
        return success();
    }

    Result<void> operator()(const TimesSettled& event) {
        TRY(may_settle(event.by, kTimesRow));
        TRY(check_times(event.times));
        state_.settled_times = event.times;
        return success();
    }

    Result<void> operator()(const PaperAgreed& event) {
        TRY(needs_two(event.by, event.second));
        if (state_.agreed) return wrong_state("agreed");
        TRY(entries_of(state_));
        TRY(times_of(state_));
        state_.agreed = true;
        return success();
    }

    Result<void> operator()(const PaperPutAway& event) {
        TRY(needs_two(event.by, event.second));
        TRY(needs_reason(event.reason));
        if (state_.agreed) return wrong_state("agreed");
        state_ = hand_entry_start(state_.sheet, state_.chosen);
        return success();
    }

  private:
    // The two first to key are the two; nobody keys for both.
    Result<Keying*> keying_of(const std::string& by) {
        TRY(needs_staff(by));
        if (state_.photos.empty()) return wrong_state("photo");
        for (Keying& keying : state_.keyings) {
            if (keying.by != by) continue;
            if (keying.finished) return wrong_state("keying");
            return &keying;
        }
        if (state_.keyings.size() == 2) return error(codes::examiner_not_of_row, by);
        state_.keyings.push_back({.by = by, .rows = {}, .vetoes = {}, .times = {}, .finished = false});
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

    Result<void> may_settle(const std::string& by, std::string_view what) const {
        TRY(needs_staff(by));
        if (state_.agreed) return wrong_state("agreed");
        const std::vector<std::string> open = differing(state_);
        const bool differs = std::find(open.begin(), open.end(), what) != open.end();
        return differs ? success() : Result<void>(wrong_state(what)); // what both keyed alike stays as it is
    }

    HandState& state_;
};

bool is_settled(const HandState& state, const std::string& what) {
    return what == kTimesRow ? state.settled_times.has_value() : state.settled.contains(what) || state.settled_vetoes.contains(what);
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

bool both_finished(const HandState& state) {
    return state.keyings.size() == 2 && state.keyings[0].finished && state.keyings[1].finished;
}

std::vector<Keying> visible_keyings(const HandState& state, std::string_view by) {
    if (both_finished(state)) return state.keyings;
    std::vector<Keying> own;
    for (const Keying& keying : state.keyings)
        if (keying.by == by) own.push_back(keying);
    return own;
}

std::vector<std::string> paper_order(const HandState& state) {
    std::vector<std::string> order;
    for (const ScoreItem* item : rows_of(state)) order.push_back(item->id);
    for (const VetoItem& veto : state.sheet->vetoes) order.push_back(veto.id);
    order.emplace_back(kTimesRow);
    return order;
}

std::vector<std::string> unkeyed(const HandState& state, std::string_view by) {
    std::vector<std::string> open = paper_order(state);
    const auto keying = std::find_if(state.keyings.begin(), state.keyings.end(), [&](const Keying& k) { return k.by == by; });
    if (keying == state.keyings.end()) return open;
    std::erase_if(open, [&](const std::string& what) {
        return what == kTimesRow ? keying->times.has_value() : keying->rows.contains(what) || keying->vetoes.contains(what);
    });
    return open;
}

std::vector<std::string> differing(const HandState& state) {
    std::vector<std::string> differ;
    if (!both_finished(state)) return differ;
    const Keying& first = state.keyings[0];
    const Keying& second = state.keyings[1];
    for (const ScoreItem* item : rows_of(state))
        if (first.rows.at(item->id) != second.rows.at(item->id)) differ.push_back(item->id);
    for (const VetoItem& veto : state.sheet->vetoes)
        if (first.vetoes.at(veto.id) != second.vetoes.at(veto.id)) differ.push_back(veto.id);
    if (first.times != second.times) differ.emplace_back(kTimesRow);
    return differ;
}

std::vector<std::string> unsettled(const HandState& state) {
    std::vector<std::string> open = differing(state);
    std::erase_if(open, [&](const std::string& what) { return is_settled(state, what); });
    return open;
}

Result<SheetEntries> entries_of(const HandState& state) {
    if (!both_finished(state)) return wrong_state("keying");
    for (const std::string& open : unsettled(state)) return error(codes::entries_differ, open);
    SheetEntries entries;
    entries.chosen = state.chosen;
    for (const ScoreItem* item : rows_of(state)) {
        const auto settled = state.settled.find(item->id);
        entries.rows[item->id] = settled != state.settled.end() ? settled->second : state.keyings[0].rows.at(item->id);
    }
    for (const VetoItem& veto : state.sheet->vetoes) {
        const auto settled = state.settled_vetoes.find(veto.id);
        const int count = settled != state.settled_vetoes.end() ? settled->second : state.keyings[0].vetoes.at(veto.id);
        if (count > 0) entries.vetoes[veto.id] = count;
    }
    return entries;
}

Result<PaperTimes> times_of(const HandState& state) {
    if (!both_finished(state)) return wrong_state("keying");
    if (state.settled_times) return *state.settled_times;
    if (state.keyings[0].times != state.keyings[1].times) return error(codes::entries_differ, std::string(kTimesRow));
    return *state.keyings[0].times;
}

} // namespace kaogong::practical
