#include "kiosk/screens/examiner/sheet.h"

#include "kiosk/screens/candidate/pages.h"
#include "kiosk/screens/examiner/reading_editor.h"
#include "kiosk/screens/examiner/sheet_dialogs.h"
#include "kiosk/screens/examiner/strip.h"

#include <algorithm>
#include <array>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kRightX = kListWidth + 16;
constexpr float kRightWidth = kLandscape.w - kRightX - kMarginWork;
constexpr float kFootTop = 640;
constexpr float kCardGap = 8;
constexpr float kTool = 72;
constexpr float kToolGap = 8;

bool can_touch(const model::SheetView& view) {
    return !view.frozen;
}

// ---- The bar

void draw_count(Frame& frame, Rect middle, const model::SheetView& view) {
    const BarRoles roles = bar_roles(view.bar);
    const auto open = std::count_if(view.rows.begin(), view.rows.end(), row_is_open);
    const int total = static_cast<int>(view.rows.size());
    const std::string rows = frame.say(Key::ex_rows_scored, {place("n", total - static_cast<int>(open)), place("of", total)});
    std::string above(frame.say(Key::ex_total_later));
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

BarParts bar_parts(Frame& frame, const model::SheetView& view) {
    BarParts parts;
    const Key finish = view.phase == model::SheetPhase::on_site     ? Key::ex_finish_on_site
                       : view.phase == model::SheetPhase::workpiece ? Key::ex_finish_workpiece
                                                                    : Key::ex_finish_phase;
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
    return parts.finish + (parts.pause > 0 ? parts.pause + 12 + parts.time + 16 : 0) + 14;
}

void draw_actions(Frame& frame, const model::SheetView& view, const BarParts& parts, SheetState& state, model::ExaminerCommands& commands) {
    constexpr float kTop = 8;
    const BarRoles roles = bar_roles(view.bar);
    float right = kLandscape.w - kMarginWork;
    const Key finish = view.phase == model::SheetPhase::on_site     ? Key::ex_finish_on_site
                       : view.phase == model::SheetPhase::workpiece ? Key::ex_finish_workpiece
                                                                    : Key::ex_finish_phase;
    const Button done{.id = "###finish", .label = frame.say(finish), .look = ButtonLook::bar_primary, .enabled = can_touch(view)};
    if (button(frame, {right - parts.finish, kTop, parts.finish, kTarget}, done)) commands.push_back(model::ShowFinish{});
    right -= parts.finish + 12;
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
    const StaffBar bar{BarBack::to_candidates, view.has_clock ? BarClock::left_out : BarClock::shown, actions_width(parts)};
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

// ---- The foot

struct StateChoice {
    model::RowState state;
    Key word;
    Key below;
};
constexpr std::array kStateChoices = {
    StateChoice{model::RowState::unseen, Key::ex_state_unseen, Key::ex_state_unseen_below},
    StateChoice{model::RowState::scored, Key::ex_state_scored, Key::ex_state_scored_below},
    StateChoice{model::RowState::not_done, Key::ex_state_not_done, Key::ex_state_not_done_below},
    StateChoice{model::RowState::not_applicable, Key::ex_state_not_applicable, Key::ex_state_not_applicable_below},
};

RoundEnds ends_of(std::size_t i) {
    if (i == 0) return RoundEnds::left;
    return i + 1 == kStateChoices.size() ? RoundEnds::right : RoundEnds::none;
}

bool may_be(const model::ScoreRowView& row, model::RowState state) {
    // 已评 is what a touch on the control makes; 未评 is where undo leads.
    if (state == model::RowState::not_applicable) return row.not_applicable.has_value();
    return state == model::RowState::not_done || state == row.state;
}

std::string below_text(Frame& frame, const model::ScoreRowView& row, const StateChoice& choice) {
    if (choice.state == model::RowState::not_applicable && row.not_applicable) {
        if (row.state == model::RowState::not_applicable)
            return frame.say(Key::ex_signatures, {place("n", row.not_applicable->signatures)});
        return std::string(frame.say(row.not_applicable->full_points ? Key::ex_na_full : Key::ex_na_rescale));
    }
    if (choice.state == model::RowState::unseen) return row.id;
    return std::string(frame.say(choice.below));
}

void draw_row_states(Frame& frame, Rect rect, const model::SheetView& view, model::ExaminerCommands& commands) {
    const model::ScoreRowView& row = view.rows[view.active_row];
    const float width = rect.w / static_cast<float>(kStateChoices.size());
    fill_round(frame, rect.inset(1), kRadiusControl - 1, Role::surface);
    for (std::size_t i = 0; i < kStateChoices.size(); ++i) {
        const StateChoice& choice = kStateChoices[i];
        const Rect cell{rect.x + static_cast<float>(i) * width, rect.y, width, rect.h};
        const bool selected = row.state == choice.state;
        const bool enabled = can_touch(view) && may_be(row, choice.state);
        const std::string id = "###state_" + std::to_string(i + 1);
        const Touch touch = frame.touch(widget_id(id), cell, {.enabled = enabled, .once = true});
        const std::string_view word = frame.say(choice.word);
        frame.note({.id = id,
                    .part = Part::segment,
                    .label = std::string(word),
                    .value = selected ? "selected" : "",
                    .enabled = enabled,
                    .rect = cell,
                    .touchable = true});
        if (selected)
            fill_selected_segment(frame, cell, ends_of(i));
        else if (!enabled || touch.held)
            fill_round_ends(frame, cell.inset(1), kRadiusControl - 1, enabled ? Role::accent_soft : Role::sunken, ends_of(i));
        const Role role = selected ? Role::accent : enabled ? Role::ink : Role::ink_off;
        text_fitted(frame, {cell.x + 6, cell.y + 6, cell.w - 12, 28}, word, {.role = role, .align = Align::center, .noted = false},
                    {selected ? kLabelBold : kLabel});
        text_fitted(frame, {cell.x + 6, cell.y + 31, cell.w - 12, 26}, below_text(frame, row, choice),
                    {.role = selected || !enabled ? role : Role::ink2, .align = Align::center, .noted = true}, {kLabel});
        if (i > 0) divider(frame, {cell.x, rect.y + 1}, rect.h - 2);
        if (touch.focused) focus_ring(frame, cell, kRadiusControl);
        if (touch.tapped && !selected) commands.push_back(model::SetRowState{row.id, choice.state});
    }
    frame_round(frame, rect, kRadiusControl, kBorderControl, Role::line_strong);
}

void draw_tools(Frame& frame, const model::SheetView& view, SheetState& state, model::ExaminerCommands& commands) {
    const auto rect_of = [](int i) { return Rect{kRightX + static_cast<float>(i) * (kTool + kToolGap), kFootTop, kTool, kTarget}; };
    if (tool(frame, rect_of(0), {"###undo", frame.say(Key::ex_undo), Icon::undo, false, can_touch(view) && view.can_undo}))
        commands.push_back(model::UndoTouch{});
    const Tool evidence{"###evidence", frame.say(Key::ex_evidence), Icon::camera, view.evidence_count > 0, can_touch(view)};
    if (tool(frame, rect_of(1), evidence)) commands.push_back(model::TakeEvidence{view.rows[view.active_row].id});
    if (view.armed || view.vetoes.empty()) return;
    if (tool(frame, rect_of(2), {"###vetoes_open", frame.say(Key::ex_veto), Icon::warning, false, can_touch(view)})) {
        state.dialog = SheetDialog::vetoes;
        state.veto_page = 0;
    }
}

// Armed: the foot becomes the notice, the way out and the button that is held.
void draw_armed(Frame& frame, Rect rect, const model::SheetView& view, model::ExaminerCommands& commands) {
    constexpr float kHold = 228;
    constexpr float kDisarm = 128;
    const model::ArmedVetoView& armed = *view.armed;
    const Rect notice = rect.without_right(kHold + kDisarm + 20);
    box(frame, notice, {Role::danger_soft, Role::danger, kBorderActive, kRadiusControl});
    icon(frame, Icon::warning, {notice.x + 28, notice.center().y}, 28, Role::danger);
    const auto* person = std::get_if<model::CandidateOnSheet>(&view.subject);
    const std::string whose = person != nullptr ? person->station : std::get<model::PieceOnSheet>(view.subject).code;
    const std::string title =
        frame.say(Key::ex_veto_armed, {place("station", whose), place("id", armed.id), place("trigger", armed.trigger)});
    const Rect words = notice.without_left(54).without_right(10);
    frame.note({.part = Part::notice, .label = title, .rect = notice});
    text_line(frame, {words.x, notice.y + 5, words.w, 28}, title, {kLabelBold, Role::danger, Align::left, true, false});
    text_line(frame, {words.x, notice.y + 32, words.w, 26}, armed.effect, {.style = kLabel, .may_shorten = true});
    const Rect disarm{rect.right() - kHold - 10 - kDisarm, rect.y, kDisarm, kTarget};
    if (button(frame, disarm, {.id = "###disarm", .label = frame.say(Key::ex_veto_disarm)}))
        commands.push_back(model::DisarmVeto{armed.id});
    if (hold_button(frame, rect.cut_right(kHold), {"###confirm_veto", frame.say(Key::ex_veto_hold), Icon::target, can_touch(view)}))
        commands.push_back(model::ConfirmVeto{armed.id});
}

void draw_foot(Frame& frame, const model::SheetView& view, SheetState& state, const Cards* cards, model::ExaminerCommands& commands) {
    draw_tools(frame, view, state, commands);
    const float right = kRightX + kRightWidth;
    if (view.armed) {
        const float x = kRightX + 2 * (kTool + kToolGap) + 4;
        draw_armed(frame, {x, kFootTop, right - x, kTarget}, view, commands);
        return;
    }
    const float x = kRightX + 3 * (kTool + kToolGap) + 4;
    const bool paged = cards != nullptr && cards->starts.size() > 1;
    draw_row_states(frame, {x, kFootTop, right - x - (paged ? kPageStripWidth + 12 : 0), kTarget}, view, commands);
    if (!paged) return;
    std::size_t page = cards->page;
    page_strip(frame, {right - kPageStripWidth, kFootTop}, {"###cards", cards->starts.size()}, page);
    if (page != cards->page) commands.push_back(model::SelectRow{cards->rows[cards->starts[page]], 0});
}

} // namespace

void draw(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    const bool dialog_open = state.dialog != SheetDialog::none;
    if (dialog_open) frame.cover();
    draw_bar(frame, view, state, commands);
    float top = kBarHeight;
    std::size_t place = 0;
    if (view.strip) {
        top = kStripFoot;
        place = view.strip->current;
        if (draw_strip(frame, *view.strip, commands) == StripTouch::all_stop)
            state.dialog = view.strip->all_paused ? SheetDialog::resume_all : SheetDialog::pause_all;
    }
    draw_row_list(frame, {{0, top, kListWidth, kLandscape.h - top}, place}, view, state.list, commands);
    const Rect area{kRightX, top + 8, kRightWidth, kFootTop - 8 - (top + 8)};
    const model::ScoreRowView& active = view.rows[view.active_row];
    if (const auto* reading = std::get_if<model::ReadingControl>(&active.control)) {
        draw_reading_editor(frame, area, {active, *reading, view.active_row, view.active_field, can_touch(view)}, commands);
        draw_foot(frame, view, state, nullptr, commands);
    } else {
        const Cards cards = cards_of(frame, view, area.h);
        draw_cards(frame, view, area, cards, commands);
        draw_foot(frame, view, state, &cards, commands);
    }
    if (!dialog_open) return;
    frame.uncover();
    draw_sheet_dialog(view, state, frame, commands);
}

} // namespace kaogong::kiosk::screens
