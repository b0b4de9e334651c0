#include "kiosk/screens/examiner/refused.h"

#include <algorithm>

namespace kaogong::kiosk::screens {

using namespace ui;

void draw(const model::RefusedView& view, RefusedState&, Frame& frame, model::ExaminerCommands& commands) {
    constexpr std::string_view kId = "###refused";
    constexpr float kWidth = 960;
    constexpr float kPadding = 24;
    constexpr float kWordsLeft = 96;
    const Sentence said = sentence(view.code, frame.language());
    const std::string number = code_text(view.code);
    const Chip code{number, Icon::none, Tone::neutral, 32};
    const float code_width = chip_width(frame, code);
    const float words = kWidth - kWordsLeft - kPadding;
    const float what_h = block_height(frame, said.what, kBodyBold, words - code_width - 16);
    const float do_h = block_height(frame, said.do_, kBody, words);
    const float height = 2 * kPadding + what_h + do_h + 4 + 32;
    const Rect whole{0, 0, kLandscape.w, kLandscape.h};
    const Rect rect{(whole.w - kWidth) / 2, whole.h - height - 96, kWidth, height};
    const Touch touch = frame.touch(widget_id(kId), whole);
    frame.note({.part = Part::dialog, .label = std::string(said.what), .value = number, .rect = rect});
    frame.note({.id = std::string(kId),
                .part = Part::notice,
                .label = std::string(frame.say(Key::ex_refused_close)),
                .rect = whole,
                .touchable = true});
    if (frame.theme().has_edges()) fill_round(frame, rect.moved(0, 3), kRadiusCard, Role::warning);
    box(frame, rect, {Role::warning_soft, Role::warning, kBorderActive + frame.theme().frame_extra(), kRadiusCard});
    tone_disc(frame, {rect.x + 52, rect.y + kPadding + 28}, {56, 28, Icon::warning, Tone::warning});
    const Rect inside{rect.x + kWordsLeft, rect.y + kPadding, words, 0};
    text_block(frame, {inside.x, inside.y, words - code_width - 16, what_h}, said.what, {.style = kBodyBold});
    chip(frame, {rect.right() - kPadding - code_width, inside.y + 18}, code);
    text_block(frame, {inside.x, inside.y + what_h + 4, words, do_h}, said.do_, {.style = kBody});
    text_line(frame, {inside.x, rect.bottom() - kPadding - 26, words, 28}, frame.say(Key::ex_refused_close),
              {.style = kLabel, .role = Role::ink2, .align = Align::right});
    if (touch.tapped) commands.push_back(model::DismissRefusal{});
}

} // namespace kaogong::kiosk::screens
