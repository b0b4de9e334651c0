#include "kiosk/screens/examiner/sheet.h"

#include "kiosk/screens/candidate/pages.h"
#include "kiosk/screens/examiner/own_sheet.h"
#include "kiosk/screens/examiner/reading_editor.h"
#include "kiosk/screens/examiner/refused.h"
#include "kiosk/screens/examiner/sheet_dialogs.h"
#include "kiosk/screens/examiner/sheet_foot.h"
#include "kiosk/screens/examiner/strip.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kCardGap = 8;
constexpr float kBeforeFinish = 28; // what ends a phase lies apart from what only stops the clock
constexpr float kPauseBand = 64;
constexpr float kCountWidth = 160; // of how many rows are scored

bool can_touch(const model::SheetView& view) {
    return !view.frozen;
}

// ---- The bar

void draw_count(Frame& frame, Rect middle, const model::SheetView& view) {
    const BarRoles roles = bar_roles(view.bar);
    const RowCount count = row_count(view, 0, view.rows.size());
    const std::string rows =
        frame.say(counts_own(view) ? Key::ex_rows_own : Key::ex_rows_scored, {place("n", count.done), place("of", count.of)});
    std::string above(frame.say(view.own ? Key::ex_own_rows : Key::ex_total_later));
    std::string below = rows;
    if (view.total) {
        above = rows;
        below = frame.say(Key::ex_total, {place("n", points_text(view.total->points)), place("of", points_text(view.total->points_max))});
    }
    if (middle.w < 150) return;
    divider(frame, {middle.x, 20}, 40);
    const Rect words = middle.without_left(16);
    icon(frame, view.total ? Icon::eye : Icon::eye_off, {words.x + 9, 24}, 18, roles.quiet);
    text_line(frame, {words.x + 26, 10, words.w - 26, 28}, above, {.style = kLabel, .role = roles.quiet, .may_shorten = true});
    text_fitted(frame, {words.x, 36, words.w, 36}, below, {.role = roles.text}, {kTitle, kBodyBold, kLabelBold});
}

struct BarParts {
    float finish = 0;
    float pause = 0;
    float time = 0;
    std::string time_label;
    std::string time_text;
};

bool possible(const model::SheetView& view, model::StationAction action) {
    return std::find(view.actions.begin(), view.actions.end(), action) != view.actions.end();
}

// While the candidate works, what comes next is not the end of the phase but the hand-in.
Key finish_key(const model::SheetView& view) {
    if (view.own) return view.own->signed_ ? Key::ex_own_signed : Key::ex_own_sign;
    if (view.phase != model::SheetPhase::prep && possible(view, model::StationAction::hand_in)) return Key::ex_action_hand_in;
    if (view.phase != model::SheetPhase::prep && possible(view, model::StationAction::work_over)) return Key::ex_action_work_over;
    if (view.phase == model::SheetPhase::on_site) return Key::ex_finish_on_site;
    return view.phase == model::SheetPhase::workpiece ? Key::ex_finish_workpiece : Key::ex_finish_phase;
}

bool may_finish(const model::SheetView& view) {
    return can_touch(view) && !(view.own && view.own->signed_);
}

BarParts bar_parts(Frame& frame, const model::SheetView& view) {
    BarParts parts;
    const Key finish = finish_key(view);
    parts.finish = std::max(120.0F, line_width(frame, frame.say(finish), kBodyBold) + 36);
    if (!view.has_clock) return parts;
    parts.pause = kTarget + line_width(frame, frame.say(view.paused ? Key::ex_resume : Key::ex_pause), kBodyBold) + 8;
    const auto* person = std::get_if<model::CandidateOnSheet>(&view.subject);
    parts.time_label =
        frame.say(view.paused ? Key::ex_clock_paused : Key::ex_clock_left, {place("station", person ? person->station : "")});
    parts.time_text = left_text(view.left_ms);
    parts.time = std::max(line_width(frame, parts.time_label, kLabel), line_width(frame, parts.time_text, kTitle)) + 2;
    return parts;
}

float actions_width(const BarParts& parts) {
    return parts.finish + (parts.pause > 0 ? parts.pause + kBeforeFinish + parts.time + 16 : 0) + 14;
}

void draw_actions(Frame& frame, const model::SheetView& view, const BarParts& parts, SheetState& state, model::ExaminerCommands& commands) {
    constexpr float kTop = 8;
    const BarRoles roles = bar_roles(view.bar);
    float right = kLandscape.w - kMarginWork;
    const Key finish = finish_key(view);
    const Button done{.id = "###finish", .label = frame.say(finish), .look = ButtonLook::bar_primary, .enabled = may_finish(view)};
    if (button(frame, {right - parts.finish, kTop, parts.finish, kTarget}, done)) commands.push_back(model::ShowFinish{});
    right -= parts.finish + kBeforeFinish;
    if (!view.has_clock) return;
    const Button pause{.id = "###pause",
                       .label = frame.say(view.paused ? Key::ex_resume : Key::ex_pause),
                       .look = ButtonLook::bar,
                       .icon = view.paused ? Icon::play : Icon::pause,
                       .enabled = can_touch(view)};
    if (button(frame, {right - parts.pause, kTop, parts.pause, kTarget}, pause)) {
        if (view.paused)
            commands.push_back(model::ResumeWork{model::PauseScope::station});
        else
            state.dialog = SheetDialog::pause_station;
    }
    right -= parts.pause + 16;
    text_line(frame, {right - parts.time, 8, parts.time, 28}, parts.time_label,
              {.style = kLabel, .role = roles.quiet, .align = Align::right});
    text_line(frame, {right - parts.time, 34, parts.time, 38}, parts.time_text,
              {.style = kTitle, .role = roles.text, .align = Align::right});
}

void draw_bar(Frame& frame, const model::SheetView& view, SheetState& state, model::ExaminerCommands& commands) {
    const BarParts parts = bar_parts(frame, view);
    const StaffBar bar{BarBack::to_candidates, view.has_clock ? BarClock::left_out : BarClock::shown, actions_width(parts), kCountWidth};
    const Rect middle = draw_staff_bar(frame, view.bar, bar, commands);
    draw_count(frame, middle, view);
    draw_actions(frame, view, parts, state, commands);
}

// ---- The cards

struct Cards {
    std::vector<std::size_t> rows;
    std::vector<std::size_t> starts;
    std::size_t page = 0;
};

RowCard card_of(const model::SheetView& view, std::size_t row) {
    return {view.rows[row], row, row == view.active_row, can_touch(view)};
}

// The rows of the active one's group, cut into pages; the page is the one with the active row.
Cards cards_of(Frame& frame, const model::SheetView& view, float room) {
    Cards cards;
    const model::SheetGroupView& group = view.groups[group_of(view, view.active_row)];
    std::vector<float> heights;
    for (std::size_t i = group.first; i < group.first + group.count; ++i) {
        cards.rows.push_back(i);
        heights.push_back(row_card_height(frame, card_of(view, i), kRightWidth) + kCardGap);
    }
    cards.starts = page_starts(heights, room + kCardGap);
    for (std::size_t p = 0; p < cards.starts.size(); ++p) {
        if (cards.starts[p] <= view.active_row - group.first) cards.page = p;
    }
    return cards;
}

void draw_gates(Frame& frame, float y, float bottom, const model::SheetGroupView& group) {
    for (const model::GateView& gate : group.gates) {
        if (y + 44 > bottom) return;
        const Rect rect{kRightX, y, kRightWidth, 44};
        const bool broken = gate.state == model::GateView::State::broken;
        const bool kept = gate.state == model::GateView::State::kept;
        box(frame, rect, {broken ? Role::danger_soft : Role::sunken, broken ? Role::danger : Role::line, kBorderHair, kRadiusControl});
        icon(frame,
             broken ? Icon::cross
             : kept ? Icon::check
                    : Icon::lock,
             {rect.x + 26, rect.center().y}, 20,
             broken ? Role::danger
             : kept ? Role::success
                    : Role::ink2);
        const Key word = broken ? Key::ex_gate_broken : kept ? Key::ex_gate_kept : Key::ex_gate_open;
        const std::string_view state = frame.say(word);
        const float width = line_width(frame, state, kLabelBold) + 1;
        text_line(frame, rect.without_left(48).without_right(width + 32), gate.words, {.style = kLabel, .may_shorten = true});
        text_line(frame, {rect.right() - width - 16, rect.y, width, rect.h}, state,
                  {.style = kLabelBold,
                   .role = broken ? Role::danger
                           : kept ? Role::success
                                  : Role::ink2});
        y += 44 + kCardGap;
    }
}

void draw_cards(Frame& frame, const model::SheetView& view, Rect area, const Cards& cards, model::ExaminerCommands& commands) {
    const std::size_t end = cards.page + 1 < cards.starts.size() ? cards.starts[cards.page + 1] : cards.rows.size();
    float y = area.y;
    for (std::size_t i = cards.starts[cards.page]; i < end; ++i) {
        const RowCard card = card_of(view, cards.rows[i]);
        const float height = row_card_height(frame, card, kRightWidth);
        draw_row_card(frame, {area.x, y, area.w, height}, card, commands);
        y += height + kCardGap;
    }
    if (end == cards.rows.size()) draw_gates(frame, y, area.bottom(), view.groups[group_of(view, view.active_row)]);
}

// Why the clock stands, since when and how long: what is asked when time is to be given back.
void draw_pause(Frame& frame, Rect rect, const model::PauseView& pause) {
    box(frame, rect, {Role::warning_soft, Role::warning, kBorderActive, kRadiusControl});
    icon(frame, Icon::pause, {rect.x + 28, rect.center().y}, 26, Role::warning);
    const std::string title = frame.say(Key::ex_paused_since, {place("cause", pause.cause), place("time", clock_text(pause.since)),
                                                               place("lasted", left_text(pause.lasted_ms))});
    const Rect words = rect.without_left(54).without_right(16);
    frame.note({.part = Part::notice, .label = title, .rect = rect});
    text_fitted(frame, {words.x, rect.y + 4, words.w, 32}, title, {.noted = false}, {kNameBold, kLabelBold});
    text_line(frame, {words.x, rect.y + 34, words.w, 26}, frame.say(Key::ex_credit_rule), {.style = kLabel, .may_shorten = true});
}

void draw_page(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_bar(frame, view, state, commands);
    float top = kBarHeight;
    std::size_t place = 0;
    if (view.own) {
        draw_own_band(frame, top, *view.own, commands);
        top += kOwnBand;
    } else if (view.strip) {
        top = kStripFoot;
        place = view.strip->current;
        if (draw_strip(frame, *view.strip, commands) == StripTouch::all_stop)
            state.dialog = view.strip->all_paused ? SheetDialog::resume_all : SheetDialog::pause_all;
    }
    draw_row_list(frame, {{0, top, kListWidth, kLandscape.h - top}, place}, view, state.list, commands);
    Rect area{kRightX, top + 8, kRightWidth, kFootTop - 8 - armed_rise(frame, view) - (top + 8)};
    if (view.pause) {
        draw_pause(frame, area.cut_top(kPauseBand), *view.pause);
        area = area.without_top(kPauseBand + kCardGap);
    }
    const model::ScoreRowView& active = view.rows[view.active_row];
    if (const auto* reading = std::get_if<model::ReadingControl>(&active.control)) {
        draw_reading_editor(frame, area, {active, *reading, view.active_row, view.active_field, can_touch(view)}, commands);
        draw_sheet_foot(frame, view, state, {}, commands);
    } else {
        const Cards cards = cards_of(frame, view, area.h);
        draw_cards(frame, view, area, cards, commands);
        std::vector<std::size_t> firsts;
        for (const std::size_t start : cards.starts) firsts.push_back(cards.rows[start]);
        draw_sheet_foot(frame, view, state, {firsts, cards.page}, commands);
    }
}

} // namespace

void draw(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    const bool dialog_open = state.dialog != SheetDialog::none;
    draw_below_refused(frame, view.refused, commands, [&] {
        if (dialog_open) frame.cover();
        draw_page(view, state, frame, commands);
        if (!dialog_open || view.refused) return;
        frame.uncover();
        draw_sheet_dialog(view, state, frame, commands);
    });
}

} // namespace kaogong::kiosk::screens
