#include "kiosk/screens/examiner/reason_pad.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kGap = 12;
constexpr float kHighest = 88;
constexpr float kOwn = 72;
constexpr float kWords = 36; // the line above the choices

struct ReasonBox {
    std::string_view code;
    std::string_view text;
    bool dense = false;
};
bool draw_choice(Frame& frame, Rect cell, const ReasonBox& box, const ReasonState& state) {
    const std::string id = "###reason_" + std::string(box.code);
    return choice_box(frame, cell, {.id = id, .head = {}, .label = box.text, .selected = state.code == box.code, .dense = box.dense});
}

// Where one of them has to stand in small letters, all do: they are read as one list.
bool all_roomy(Frame& frame, const model::ReasonChoices& choices, float width) {
    return std::all_of(choices.begin(), choices.end(),
                       [&](const model::ReasonChoice& choice) { return words_fit_in_body(frame, width - kChoiceAround, choice.text); });
}

} // namespace

std::string reason_of(const model::ReasonChoices& choices, const ReasonState& state) {
    if (state.code == kOtherReason) return state.own.text;
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.code == state.code; });
    return found == choices.end() ? std::string{} : found->text;
}

void draw_reason_pad(Frame& frame, Rect room, const model::ReasonChoices& choices, ReasonState& state) {
    text_line(frame, {room.x, room.y, room.w, 28}, frame.say(Key::ex_reason_title), {.style = kLabel, .role = Role::ink2});
    const Rect area = room.without_top(kWords);
    const std::size_t count = std::min(choices.size(), model::kReasonChoicesMax);
    const std::size_t columns = count + 1 > 4 || area.h < 2 * kTarget + kOwn + 2 * kGap ? 3 : 2;
    const std::size_t rows = (count + columns) / columns;
    const float width = (area.w - static_cast<float>(columns - 1) * kGap) / static_cast<float>(columns);
    const float fits = (area.h - kOwn) / static_cast<float>(rows) - kGap;
    const float height = std::clamp(fits, kTarget, kHighest);
    const auto cell = [&](std::size_t i) {
        return Rect{area.x + static_cast<float>(i % columns) * (width + kGap), area.y + static_cast<float>(i / columns) * (height + kGap),
                    width, height};
    };
    const bool dense = !all_roomy(frame, choices, width);
    for (std::size_t i = 0; i < count; ++i) {
        if (draw_choice(frame, cell(i), {choices[i].code, choices[i].text, dense}, state)) state.code = choices[i].code;
    }
    if (draw_choice(frame, cell(count), {kOtherReason, frame.say(Key::ex_reason_other), dense}, state)) {
        state.code = kOtherReason;
        state.own.open = state.own.text.empty();
    }
    if (state.code != kOtherReason) return;
    const float y = area.y + static_cast<float>(rows) * (height + kGap);
    if (typed_box(frame, {area.x, y, area.w, kOwn},
                  {.id = "###reason_own", .text = state.own.text, .invitation = frame.say(Key::ex_reason_write)}))
        state.own.open = true;
}

void draw_reason_sheet(Frame& frame, ReasonState& state) {
    draw_text_sheet(frame, {.title = frame.say(Key::ex_reason_write)}, state.own);
}

} // namespace kaogong::kiosk::screens
