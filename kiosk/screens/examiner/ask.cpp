#include "kiosk/screens/examiner/ask.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kDialog{120, 32, 1040, 656};
constexpr float kLeft = kDialog.x + kDialogPadding;
constexpr float kWidth = kDialog.w - 2 * kDialogPadding;
constexpr float kLine = kDialog.y + 100;
constexpr float kRoomTop = kDialog.y + 144;
constexpr float kAbove = 20; // of the foot
constexpr float kBack = 176;

} // namespace

Rect draw_ask(Frame& frame, const Ask& ask) {
    std::string step;
    if (ask.steps > 1)
        step = frame.say(Key::page_of, {place("page", static_cast<int>(ask.step) + 1), place("pages", static_cast<int>(ask.steps))});
    dialog(frame, kDialog, {ask.id, ask.title, ask.icon, ask.tone, step});
    text_line(frame, {kLeft + 84, kLine, kWidth - 84, 28}, ask.line, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    return {kLeft, kRoomTop, kWidth, dialog_foot(kDialog) - kAbove - kRoomTop};
}

Rect ask_answer(float width) {
    return {kLeft + kWidth - width, dialog_foot(kDialog), width, kTarget};
}

AskTouch draw_ask_back(Frame& frame, AskBack word) {
    const Key key = word == AskBack::back ? Key::back : word == AskBack::close ? Key::close : Key::cancel;
    const Button back{
        .id = "###ask_back", .label = frame.say(key), .icon = word == AskBack::back ? Icon::chevron_left : Icon::none, .style = kBody};
    return button(frame, {kLeft, dialog_foot(kDialog), kBack, kTarget}, back) ? AskTouch::back : AskTouch::nothing;
}

namespace {

Button answer_of(const AskFoot& foot) {
    return {.id = "###ask_answer", .label = foot.answer, .look = ButtonLook::primary, .icon = foot.icon, .enabled = foot.possible};
}

Rect place_of(Frame& frame, const AskFoot& foot) {
    return ask_answer(std::max(232.0F, button_width(frame, answer_of(foot))));
}

} // namespace

Rect beside_answer(Frame& frame, const AskFoot& foot, float width) {
    const Rect answer = place_of(frame, foot);
    return {answer.x - 16 - width, answer.y, width, answer.h};
}

AskTouch draw_ask_foot(Frame& frame, const AskFoot& foot) {
    AskTouch touch = draw_ask_back(frame, foot.first ? AskBack::cancel : AskBack::back);
    const Button answer = answer_of(foot);
    const Rect rect = place_of(frame, foot);
    if (!foot.why.empty()) {
        const Rect words{kLeft + kBack + 20, rect.y, rect.x - 20 - kLeft - kBack - 20, rect.h};
        fit_words(frame, words, foot.why, {.role = Role::ink2, .align = Align::right, .noted = true, .dense = true});
    }
    if (button(frame, rect, answer)) touch = AskTouch::answer;
    return touch;
}

void draw_facts(Frame& frame, Rect rect, std::initializer_list<Fact> facts) {
    const float width = rect.w / static_cast<float>(facts.size());
    float x = rect.x;
    for (const Fact& fact : facts) {
        if (x > rect.x) divider(frame, {x - 12, rect.y + 6}, rect.h - 12);
        text_line(frame, {x, rect.y, width - 24, 28}, fact.label, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
        fit_words(frame, {x, rect.y + 28, width - 24, rect.h - 28}, fact.value, {.bold = true, .noted = true});
        x += width;
    }
}

namespace {

constexpr float kQuotedLeft = 60;
constexpr float kQuotedPadding = 12;

float words_height(Frame& frame, const Quoted& quoted, float width) {
    return block_height(frame, quoted.words, kBody, width - kQuotedLeft - 20);
}

} // namespace

float quoted_height(Frame& frame, const Quoted& quoted, float width) {
    const float after = quoted.after.empty() ? 0.0F : 30.0F;
    return 2 * kQuotedPadding + 28 + words_height(frame, quoted, width) + after;
}

void draw_quoted(Frame& frame, Rect rect, const Quoted& quoted) {
    box(frame, rect, {Role::sunken, Role::line, kBorderHair, kRadiusControl});
    icon(frame, quoted.icon, {rect.x + 32, rect.center().y}, 26, quoted.role);
    const Rect inside{rect.x + kQuotedLeft, rect.y + kQuotedPadding, rect.w - kQuotedLeft - 20, 0};
    text_line(frame, {inside.x, inside.y, inside.w, 28}, quoted.title, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    const float height = words_height(frame, quoted, rect.w);
    text_block(frame, {inside.x, inside.y + 28, inside.w, height}, quoted.words, {.style = kBody});
    if (quoted.after.empty()) return;
    text_line(frame, {inside.x, inside.y + 30 + height, inside.w, 28}, quoted.after, {.style = kLabelBold, .may_shorten = true});
}

} // namespace kaogong::kiosk::screens
