#include "kiosk/screens/examiner/hand_entry.h"
#include "kiosk/screens/examiner/keyed_list.h"
#include "kiosk/screens/examiner/refused.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kRows{432, kHandTop, 344, kHandHeight};
constexpr Rect kEntry{792, kHandTop, 472, kHandHeight};

int settled_count(const model::HandDifferencesView& view) {
    return static_cast<int>(
        std::count_if(view.rows.begin(), view.rows.end(), [](const auto& row) { return row.settled != model::SettledAs::nothing; }));
}

bool all_settled(const model::HandDifferencesView& view) {
    return settled_count(view) == static_cast<int>(view.rows.size());
}

KeyedLine line_of(const Frame& frame, const model::DifferenceRow& difference) {
    switch (difference.settled) {
    case model::SettledAs::first: return {difference.row, keyed_text(frame, difference.first), Icon::check, Role::success};
    case model::SettledAs::second: return {difference.row, keyed_text(frame, difference.second), Icon::check, Role::success};
    case model::SettledAs::anew: return {difference.row, keyed_text(frame, difference.row), Icon::check, Role::success};
    case model::SettledAs::nothing: break;
    }
    return {difference.row, std::string(frame.say(Key::ex_differ_open)), Icon::warning, Role::warning};
}

void draw_bar(Frame& frame, const model::HandDifferencesView& view, model::ExaminerCommands& commands) {
    const std::string label = frame.say(Key::ex_differ_sign, {place("n", view.signatures)});
    const Button sign{
        .id = "###settled_sign", .label = label, .look = ButtonLook::bar_primary, .icon = Icon::sign, .enabled = all_settled(view)};
    const float width = button_width(frame, sign);
    draw_paper_bar(frame, view.bar, width, commands);
    if (button(frame, {kLandscape.w - kMarginWork - width, 8, width, kTarget}, sign)) commands.push_back(model::AskSignature{});
}

void draw_head(Frame& frame, const model::HandDifferencesView& view) {
    const int count = static_cast<int>(view.rows.size());
    const bool done = all_settled(view);
    const std::string title =
        frame.say(count == 0 ? Key::ex_differ_none : Key::ex_differ_title, {place("n", count), place("of", view.rows_total)});
    const float width = line_width(frame, title, kBodyBold) + 1;
    icon(frame, done ? Icon::check : Icon::warning, {36, 114}, 26, done ? Role::success : Role::warning);
    text_line(frame, {60, 92, width, 44}, title, {.style = kBodyBold});
    text_line(frame, {60 + width + 20, 92, kEntry.x - 16 - 60 - width - 20, 44}, view.whom,
              {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    text_line(frame, {kEntry.x, 92, kEntry.w, 44}, frame.say(Key::ex_differ_settled, {place("n", settled_count(view)), place("of", count)}),
              {.style = kLabelBold, .align = Align::right});
}

// A keying as a choice: who keyed it over what was keyed.
bool draw_keying(Frame& frame, Rect rect, std::string_view id, std::string_view person, std::string_view value, bool selected) {
    const Touch touch = frame.touch(widget_id(id), rect, {.once = true});
    frame.note({.id = std::string(id),
                .part = Part::option,
                .label = std::string(value),
                .value = selected ? "selected" : "",
                .rect = rect,
                .touchable = true});
    const Role ground = selected || touch.held ? Role::accent_soft : Role::surface;
    box(frame, rect, {ground, selected ? Role::accent : Role::line_strong, selected ? kBorderActive : kBorderControl, kRadiusControl});
    const Rect inside = rect.inset(14, 0).without_right(selected ? 28 : 0);
    text_line(frame, {inside.x, rect.y + 4, inside.w, 28}, person, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    text_fitted(frame, {inside.x, rect.y + 34, inside.w, 40}, value, {.may_shorten = true, .noted = false},
                {kTitle, kBodyBold, kLabelBold});
    if (selected) icon(frame, Icon::check, {rect.right() - 24, rect.center().y}, 24, Role::accent);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

void draw_entry(Frame& frame, const model::HandDifferencesView& view, HandDifferencesState& state, model::ExaminerCommands& commands) {
    constexpr float kChoice = 76;
    card(frame, kEntry);
    if (view.rows.empty()) {
        tone_disc(frame, {kEntry.center().x, kEntry.y + 160}, {72, 36, Icon::check, Tone::success});
        fit_words(frame, {kEntry.x + 24, kEntry.y + 220, kEntry.w - 48, 72}, frame.say(Key::ex_differ_none, {place("of", view.rows_total)}),
                  {.align = Align::center, .noted = true});
        return;
    }
    const model::DifferenceRow& difference = view.rows[std::min(view.active_row, view.rows.size() - 1)];
    const Rect inside = kEntry.inset(16, 12);
    const float keys = keyed_pad_height(difference.row);
    const float top = inside.bottom() - keys;
    draw_keyed_head(frame, {inside.x, inside.y + kChoice + 8, inside.w, top - inside.y - kChoice - 10}, difference.row, state.pad);
    const float half = (inside.w - 8) / 2;
    const Rect first{inside.x, inside.y, half, kChoice};
    const auto settle = [&](model::SettledAs as) { commands.push_back(model::SettleRow{difference.row.id, as}); };
    if (draw_keying(frame, first, "###settle_first", view.first_person, keyed_text(frame, difference.first), difference.settled == model::SettledAs::first))
        settle(model::SettledAs::first);
    if (draw_keying(frame, first.moved(half + 8, 0), "###settle_second", view.second_person, keyed_text(frame, difference.second),
                    difference.settled == model::SettledAs::second))
        settle(model::SettledAs::second);
    const bool anew = difference.settled == model::SettledAs::anew;
    const auto keyed = draw_keyed_pad(frame, {inside.x, top, inside.w, keys}, {difference.row, true, anew}, state.pad);
    if (keyed) commands.push_back(model::SettleRow{difference.row.id, model::SettledAs::anew, keyed->state, keyed->values});
}

} // namespace

void draw(const model::HandDifferencesView& view, HandDifferencesState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] {
        give_enter_to_pad(frame);
        draw_bar(frame, view, commands);
        draw_head(frame, view);
        draw_paper(frame, kPaperPane, {view.papers}, state.paper);
        std::vector<KeyedLine> lines;
        for (const model::DifferenceRow& row : view.rows) lines.push_back(line_of(frame, row));
        const auto touched = draw_keyed_list(frame, kRows, lines, view.active_row, state.list);
        if (touched) commands.push_back(model::SelectRow{*touched, 0});
        draw_entry(frame, view, state, commands);
    });
}

} // namespace kaogong::kiosk::screens
