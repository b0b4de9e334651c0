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
constexpr float kToolGap = 8;
constexpr float kCaptionMargins = 8; // the least, where there is little room

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

// One tool of the row; only what the paper allows is there.
struct ToolWish {
    std::string_view id;
    std::string caption;
    Icon icon;
    bool enabled = true;
};

std::vector<ToolWish> tools_of(const model::QuestionView& view, const QuestionState& state, const Frame& frame) {
    std::vector<ToolWish> tools;
    tools.push_back(
        {"###text_size", frame.say(Key::tool_text_size, {place("size", frame.say(size_key(view.text_size)))}), Icon::text_size});
    if (view.tools.theme)
        tools.push_back({"###theme", frame.say(Key::tool_theme, {place("theme", frame.say(theme_key(view.theme)))}), Icon::contrast});
    const bool hidden = view.bar.time.state == model::TimeState::hidden;
    const Key time = hidden ? Key::tool_show_time : Key::tool_hide_time;
    if (view.tools.hide_time) tools.push_back({"###hide_time", std::string(frame.say(time)), hidden ? Icon::eye : Icon::eye_off});
    const bool beside = state.split == PaneSplit::beside;
    const Key split = beside ? Key::tool_beside : Key::tool_stacked;
    if (has_panes(view.item)) tools.push_back({"###split", std::string(frame.say(split)), beside ? Icon::beside : Icon::stacked});
    tools.push_back({"###clear", std::string(frame.say(Key::clear_answer)), Icon::eraser, view.item.answered});
    return tools;
}

// As wide as their words with a margin, at least a tool's width; where there is less room all give up the same share of what is not words.
std::vector<float> tool_widths(Frame& frame, const std::vector<ToolWish>& tools, float room) {
    constexpr float kMargins = 20;
    std::vector<float> widths, least;
    float wanted = -kToolGap, needed = -kToolGap;
    for (const ToolWish& wish : tools) {
        const float words = line_width(frame, wish.caption, kLabel);
        widths.push_back(std::max(kToolWidth, words + kMargins));
        least.push_back(std::max(kTarget, words + kCaptionMargins));
        wanted += widths.back() + kToolGap;
        needed += least.back() + kToolGap;
    }
    if (wanted <= room) return widths;
    const float share = wanted > needed ? std::clamp((room - needed) / (wanted - needed), 0.0F, 1.0F) : 0;
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = least[i] + (widths[i] - least[i]) * share;
    return widths;
}

void use_tool(std::string_view id, const model::QuestionView& view, QuestionState& state, model::Commands& commands) {
    if (id == "###text_size") commands.push_back(model::SetTextSize{next_of_three(view.text_size)});
    if (id == "###theme") commands.push_back(model::SetTheme{next_of_three(view.theme)});
    if (id == "###hide_time") commands.push_back(model::SetTimeHidden{view.bar.time.state != model::TimeState::hidden});
    if (id == "###split") {
        state.split = state.split == PaneSplit::beside ? PaneSplit::stacked : PaneSplit::beside;
        state.left_page = state.right_page = 0;
    }
    if (id == "###clear") {
        state.typed.clear();
        commands.push_back(model::ClearAnswer{view.item.id});
    }
}

void draw_tools(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect room, model::Commands& commands) {
    const std::vector<ToolWish> tools = tools_of(view, state, frame);
    const std::vector<float> widths = tool_widths(frame, tools, room.w);
    float width = -kToolGap;
    for (const float each : widths) width += each + kToolGap;
    float x = room.x + (room.w - width) / 2;
    for (std::size_t i = 0; i < tools.size(); ++i) {
        const ToolWish& wish = tools[i];
        const Tool look{.id = wish.id, .caption = wish.caption, .icon = wish.icon, .enabled = wish.enabled && !view.frozen};
        if (tool(frame, {x, room.y, widths[i], kTarget}, look)) use_tool(wish.id, view, state, commands);
        x += widths[i] + kToolGap;
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
    if (view.frozen) draw_time_up(frame);
}

} // namespace kaogong::kiosk::screens
