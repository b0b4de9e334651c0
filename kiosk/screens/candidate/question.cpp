#include "kiosk/screens/candidate/question.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/item_body.h"
#include "kiosk/screens/candidate/number_column.h"
#include "kiosk/screens/candidate/typed_answer.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kCardTop = 96;
constexpr float kCardHeight = 528;
constexpr float kFoot = 640;
constexpr float kUprightCardHeight = 560;
constexpr float kUprightFoot = 672; // tools, and the way back and on in a row below them
constexpr float kUprightRow = 72;
constexpr float kToolWidth = 88;
constexpr float kClearWidth = 120;
constexpr float kToolGap = 8;

// Another item begins at its first page, with what is recorded for it.
void follow_item(const model::QuestionView& view, QuestionState& state) {
    if (state.shown_number != view.item.number) {
        state.shown_number = view.item.number;
        state.left_page = state.right_page = 0;
        state.typing = false;
        state.enlarged = EnlargedFigure::none;
        state.typed = view.item.answer;
        show_current(view, state);
    }
    if (!view.frozen) return;
    state.typing = false;
    state.enlarged = EnlargedFigure::none;
}

Key size_key(model::TextSize size) {
    if (size == model::TextSize::small) return Key::size_small;
    return size == model::TextSize::large ? Key::size_large : Key::size_medium;
}

Key theme_key(model::Theme theme) {
    if (theme == model::Theme::dark) return Key::theme_dark;
    return theme == model::Theme::high_contrast ? Key::theme_high_contrast : Key::theme_light;
}

template <typename Choice> Choice next_of_three(Choice choice) {
    return static_cast<Choice>((static_cast<int>(choice) + 1) % 3);
}

// Tools stand side by side; only what the paper allows is there. They grow narrower where words of the language leave less room.
class ToolRow {
  public:
    struct Place {
        Point at;
        float tool_width = kToolWidth;
        bool enabled = true;
    };
    ToolRow(Frame& frame, const Place& place) : frame_(frame), place_(place) {}

    bool add(std::string_view id, std::string_view caption, Icon icon) { return add(id, caption, icon, place_.tool_width, place_.enabled); }
    bool add(std::string_view id, std::string_view caption, Icon icon, float width, bool enabled) {
        const Rect rect{place_.at.x, place_.at.y, width, kTarget};
        place_.at.x += width + kToolGap;
        return tool(frame_, rect, {.id = id, .caption = caption, .icon = icon, .enabled = enabled && place_.enabled});
    }

  private:
    Frame& frame_;
    Place place_;
};

int tool_count(const model::QuestionView& view) {
    return 1 + (view.tools.theme ? 1 : 0) + (view.tools.hide_time ? 1 : 0) + (has_panes(view.item) ? 1 : 0);
}

void draw_tools(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect room, model::Commands& commands) {
    const auto count = static_cast<float>(tool_count(view));
    const float tool_w = std::clamp((room.w - kClearWidth) / count - kToolGap, kTarget, kToolWidth);
    const float width = count * (tool_w + kToolGap) + kClearWidth;
    ToolRow row(frame, {{room.x + (room.w - width) / 2, room.y}, tool_w, !view.frozen});
    const std::string size = frame.say(Key::tool_text_size, {place("size", frame.say(size_key(view.text_size)))});
    if (row.add("###text_size", size, Icon::text_size)) commands.push_back(model::SetTextSize{next_of_three(view.text_size)});
    const std::string theme = frame.say(Key::tool_theme, {place("theme", frame.say(theme_key(view.theme)))});
    if (view.tools.theme && row.add("###theme", theme, Icon::contrast)) commands.push_back(model::SetTheme{next_of_three(view.theme)});
    const bool hidden = view.bar.time.state == model::TimeState::hidden;
    const std::string_view time = frame.say(hidden ? Key::tool_show_time : Key::tool_hide_time);
    if (view.tools.hide_time && row.add("###hide_time", time, hidden ? Icon::eye : Icon::eye_off))
        commands.push_back(model::SetTimeHidden{!hidden});
    const bool beside = state.split == PaneSplit::beside;
    const std::string_view split = frame.say(beside ? Key::tool_beside : Key::tool_stacked);
    if (has_panes(view.item) && row.add("###split", split, beside ? Icon::beside : Icon::stacked)) {
        state.split = beside ? PaneSplit::stacked : PaneSplit::beside;
        state.left_page = state.right_page = 0;
    }
    if (row.add("###clear", frame.say(Key::clear_answer), Icon::eraser, kClearWidth, view.item.answered)) {
        state.typed.clear();
        commands.push_back(model::ClearAnswer{view.item.id});
    }
}

void draw_foot(const model::QuestionView& view, QuestionState& state, Frame& frame, float left, model::Commands& commands) {
    constexpr float kPreviousWidth = 160;
    constexpr float kNextWidth = 192;
    const bool upright = frame.units().portrait();
    const float row = upright ? kUprightFoot + kUprightRow : kFoot;
    const float right = frame.units().canvas().w - kMarginWork;
    const int number = view.item.number;
    const bool last = number == static_cast<int>(view.cells.size());
    const Button previous{
        .id = "###previous", .label = frame.say(Key::previous), .icon = Icon::chevron_left, .enabled = number > 1 && !view.frozen};
    const float previous_w = std::max(kPreviousWidth, button_width(frame, previous) - 24);
    if (button(frame, {left, row, previous_w, kTarget}, previous)) commands.push_back(model::GoToItem{number - 1});
    if (upright) draw_tools(view, state, frame, {left, kUprightFoot, right - left, kTarget}, commands);
    const Rect room{left + previous_w + kToolGap, row, right - kNextWidth - left - previous_w - 2 * kToolGap, kTarget};
    if (!upright) draw_tools(view, state, frame, room, commands);
    const Button next{.id = "###next",
                      .label = frame.say(last ? Key::review : Key::next),
                      .look = ButtonLook::primary,
                      .icon = Icon::chevron_right,
                      .icon_side = IconSide::right,
                      .enabled = !view.frozen && (!last || view.can_open_hand_in)};
    if (!button(frame, {right - kNextWidth, row, kNextWidth, kTarget}, next)) return;
    if (last)
        commands.push_back(model::OpenHandIn{});
    else
        commands.push_back(model::GoToItem{number + 1});
}

void draw_notice(const model::QuestionView& view, Frame& frame) {
    if (!view.notice) return;
    const std::string title = frame.say(Key::notice_title, {place("n", view.notice->minutes_left)});
    toast(frame, {frame.units().canvas().w - kMarginWork, kBarHeight + 24}, {title, frame.say(Key::notice_sentence), Icon::bell});
}

// Time is up: the input stands still while the paper is collected.
void draw_frozen(Frame& frame) {
    constexpr Rect kDialog{272, 240, kDialogWidth, 208};
    const Rect words = dialog(frame, kDialog, {"###frozen", frame.say(Key::frozen_title), Icon::hourglass, Tone::accent, {}});
    text_line(frame, {words.x, words.y - 16, words.w, kBody.step}, frame.say(Key::frozen_sentence), {.style = kBody, .role = Role::ink2});
}

// While a text is typed, the card ends above the keyboard, which lies along the foot of the canvas.
float card_height(const Frame& frame, const QuestionState& state) {
    const bool upright = frame.units().portrait();
    const float height = upright ? kUprightCardHeight : kCardHeight;
    return state.typing ? std::min(height, frame.units().canvas().h - kKeyboardHeight - 8 - kCardTop) : height;
}

// The numbers beside the card, or below it on an upright panel. Gives where the card begins.
float draw_numbers(const model::QuestionView& view, QuestionState& state, Frame& frame, model::Commands& commands) {
    if (frame.units().portrait()) {
        if (!state.typing) draw_number_strip(view, state, frame, commands);
        return kMarginWork;
    }
    if (state.column_folded)
        draw_number_rail(view, state, frame, commands);
    else
        draw_number_column(view, state, frame, commands);
    return (state.column_folded ? kRailWidth : kColumnWidth) + kMarginWork;
}

} // namespace

void draw(const model::QuestionView& view, QuestionState& state, Frame& frame, model::Commands& commands) {
    frame.use_upright_canvas();
    follow_item(view, state);
    const bool was_covered = frame.covered();
    const bool enlarged = state.enlarged != EnlargedFigure::none;
    if (view.frozen || enlarged) frame.cover();
    const HandInButton hand_in = view.can_open_hand_in && !view.frozen ? HandInButton::shown : HandInButton::disabled;
    if (draw_candidate_bar(frame, view.bar, hand_in)) commands.push_back(model::OpenHandIn{});
    const float left = draw_numbers(view, state, frame, commands);
    const bool typing = state.typing;
    const Rect card{left, kCardTop, frame.units().canvas().w - kMarginWork - left, card_height(frame, state)};
    draw_item_card(view, state, frame, card, commands);
    if (!typing || frame.units().portrait()) draw_foot(view, state, frame, left, commands);
    draw_item_keyboard(view, state, frame, card, commands);
    draw_notice(view, frame);
    if (!was_covered) frame.uncover();
    if (enlarged) draw_enlarged_figure(view, state, frame);
    if (view.frozen) draw_frozen(frame);
}

} // namespace kaogong::kiosk::screens
