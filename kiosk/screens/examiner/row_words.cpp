#include "kiosk/screens/examiner/row_words.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

int marks_left(const std::vector<model::TickView>& ticks) {
    int left = 0;
    for (const model::TickView& tick : ticks) left += tick.mark == model::Mark::unseen ? 1 : 0;
    return left;
}

// How many marks of a started row are still to be made.
int left_to_see(const model::ScoreRowView& row) {
    int left = 0;
    int made = 0;
    if (const auto* ticks = std::get_if<model::TicksControl>(&row.control)) {
        left = marks_left(ticks->ticks);
        made = static_cast<int>(ticks->ticks.size()) - left;
    } else if (const auto* places = std::get_if<model::PlacesControl>(&row.control)) {
        for (const model::Mark mark : places->places) left += mark == model::Mark::unseen ? 1 : 0;
        made = static_cast<int>(places->places.size()) - left;
    }
    return made > 0 ? left : 0;
}

std::string noted_text(const model::ScoreRowView& row) {
    if (row.noted_by.empty()) return {};
    return row.noted_by + " " + clock_text(row.noted_at);
}

RowWords scored_words(const Frame& frame, const model::ScoreRowView& row) {
    const int lost = row.off_total ? row.points : row.points_max - row.points;
    RowWords words{{}, noted_text(row), Role::success, Icon::check, Role::success};
    // A judge gave points and took none; what the others' scores make of it is no loss of the row.
    if (std::holds_alternative<model::JudgementControl>(row.control)) {
        words.main = points_text(row.points);
        if (lost > 0) words.role = Role::ink;
        return words;
    }
    if (lost > 0) {
        words.main = frame.say(Key::ex_row_lost, {place("n", points_text(lost))});
        words.role = Role::danger;
    } else {
        words.main = row.off_total ? std::string(frame.say(Key::ex_row_nothing_lost)) : points_text(row.points);
    }
    return words;
}

} // namespace

bool row_is_clocked(const model::ScoreRowView& row) {
    return std::holds_alternative<model::OvertimeControl>(row.control);
}

bool row_is_open(const model::ScoreRowView& row) {
    if (row_is_clocked(row)) return false; // nobody has to do anything about it
    return row.state == model::RowState::unseen || row.waits != model::RowWaits::nothing;
}

bool row_is_open(const model::SheetView& view, const model::ScoreRowView& row) {
    if (!counts_own(view)) return row_is_open(row);
    if (!row.own) return false;
    const bool others = row.waits == model::RowWaits::other_judges || row.waits == model::RowWaits::other_reader;
    return others ? row.state == model::RowState::unseen : row_is_open(row);
}

bool counts_own(const model::SheetView& view) {
    return view.own || view.phase == model::SheetPhase::workpiece || view.phase == model::SheetPhase::review;
}

RowCount row_count(const model::SheetView& view, std::size_t first, std::size_t count) {
    RowCount rows;
    for (std::size_t i = first; i < first + count; ++i) {
        const model::ScoreRowView& row = view.rows[i];
        if (row_is_clocked(row) || (counts_own(view) && !row.own)) continue;
        ++rows.of;
        rows.done += row_is_open(view, row) ? 0 : 1;
    }
    return rows;
}

std::string_view waits_text(const Frame& frame, const model::ScoreRowView& row) {
    switch (row.waits) {
    case model::RowWaits::other_reader: return frame.say(Key::ex_waits_other_reader);
    case model::RowWaits::second_signature: return frame.say(Key::ex_waits_second_signature);
    case model::RowWaits::third_reader: return frame.say(Key::ex_waits_third_reader);
    case model::RowWaits::other_judges: return frame.say(Key::ex_waits_other_judges);
    case model::RowWaits::nothing: break;
    }
    return {};
}

std::string max_text(const Frame& frame, const model::ScoreRowView& row) {
    if (row.off_total) return {};
    return frame.say(Key::ex_row_max, {place("n", points_text(row.points_max))});
}

std::vector<model::ReaderView> two_readers(const model::ScoreRowView& row) {
    constexpr std::size_t kTwo = 2;
    std::vector<model::ReaderView> readers = row.readers;
    while (readers.size() > kTwo) {
        const bool last_looks = readers.back().self;
        readers.erase(last_looks ? readers.end() - 2 : readers.end() - 1);
    }
    return readers;
}

Key reader_key(model::ReaderPlace place) {
    if (place == model::ReaderPlace::first) return Key::ex_reader_first;
    return place == model::ReaderPlace::second ? Key::ex_reader_second : Key::ex_reader_third;
}

RowWords row_words(const Frame& frame, const model::ScoreRowView& row) {
    if (row.draft)
        return {std::string(frame.say(Key::ex_row_draft)), std::string(frame.say(Key::ex_row_draft_kept)), Role::accent, Icon::pencil,
                Role::accent};
    switch (row.state) {
    case model::RowState::not_done:
        return {frame.say(Key::ex_row_not_done, {place("n", 0)}), noted_text(row), Role::danger, Icon::cross, Role::danger};
    case model::RowState::not_applicable:
        if (row.waits == model::RowWaits::second_signature)
            return {std::string(frame.say(Key::ex_row_to_sign)), std::string(waits_text(frame, row)), Role::warning, Icon::minus,
                    Role::warning};
        return {std::string(frame.say(Key::ex_row_not_applicable)), noted_text(row), Role::ink2, Icon::minus, Role::ink2};
    case model::RowState::scored:
        if (row.waits == model::RowWaits::nothing) return scored_words(frame, row);
        return {std::string(frame.say(row.waits == model::RowWaits::third_reader ? Key::ex_row_disagree : Key::ex_row_entered)),
                std::string(waits_text(frame, row)), row.waits == model::RowWaits::third_reader ? Role::warning : Role::accent,
                Icon::hourglass, row.waits == model::RowWaits::third_reader ? Role::warning : Role::accent};
    case model::RowState::unseen: break;
    }
    if (row_is_clocked(row)) return {std::string(frame.say(Key::ex_row_by_clock)), {}, Role::ink2, Icon::clock, Role::ink2};
    const int left = left_to_see(row);
    std::string sub = row.scored_again ? std::string(frame.say(Key::ex_row_again)) : std::string(waits_text(frame, row));
    if (left > 0) sub = frame.say(Key::ex_row_left, {place("n", left)});
    return {std::string(frame.say(Key::ex_row_unseen)), sub, Role::ink, row.scored_again ? Icon::undo : Icon::none, Role::warning};
}

} // namespace kaogong::kiosk::screens
