#include "kiosk/screens/candidate/staff_pin.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/keypad.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kDialog{200, 40, 880, 640};
constexpr float kLeft = kDialog.x + kDialogPadding;
constexpr float kRight = kDialog.right() - kDialogPadding;
constexpr float kFieldWidth = 344;
constexpr Rect kNumberField{kLeft, 208, kFieldWidth, kTarget};
constexpr Rect kPinField{kLeft, 316, kFieldWidth, kTarget};
constexpr Rect kPadArea{kRight - 424, 180, 424, 368};
constexpr DigitPad kPad{.corner = PadCorner::letters, .key = {136, 86}, .gap = {8, 8}};

constexpr std::size_t kNumberLengthMax = 24;
constexpr std::size_t kPinLengthMax = 32;

bool open(const model::StaffPinView& view) {
    return !view.busy && view.locked_ms == 0;
}

void wipe(std::string& secret) {
    // Written over before it is shortened, so that its bytes do not stay behind in freed memory.
    volatile char* bytes = secret.data();
    for (std::size_t i = 0; i < secret.size(); ++i) bytes[i] = 0;
    secret.clear();
}

void apply_keys(StaffPinState& state, const TypedKeys& keys) {
    std::string& text = state.focus == StaffField::number ? state.number : state.pin;
    const std::size_t length_max = state.focus == StaffField::number ? kNumberLengthMax : kPinLengthMax;
    for (const char32_t c : keys.characters) {
        const bool ascii = c > U' ' && c < 0x7F;
        if (ascii && text.size() < length_max) text.push_back(static_cast<char>(c));
    }
    for (int i = 0; i < keys.backspaces; ++i) erase_last_character(text);
}

Key title_key(model::StaffPurpose purpose) {
    switch (purpose) {
    case model::StaffPurpose::release_candidate: return Key::staff_release_candidate;
    case model::StaffPurpose::release_seat: return Key::staff_release_seat;
    case model::StaffPurpose::second_person: return Key::staff_second;
    case model::StaffPurpose::staff_corner: break;
    }
    return Key::staff_corner;
}

std::string dots(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "●";
    return text;
}

void draw_fields(const model::StaffPinView& view, StaffPinState& state, Frame& frame) {
    const bool can = open(view);
    const bool wrong = view.wrong && state.pin.empty();
    const Field number{.id = "###staff_number",
                       .label = frame.say(Key::staff_number),
                       .value = state.number,
                       .help = {},
                       .style = kBody,
                       .focused = can && state.focus == StaffField::number,
                       .enabled = can};
    if (field(frame, kNumberField, number)) state.focus = StaffField::number;
    const std::string hidden = dots(std::min<std::size_t>(state.pin.size(), 12));
    const Field pin{.id = "###staff_pin",
                    .label = frame.say(Key::staff_pin),
                    .value = hidden,
                    .help = {},
                    .style = kBody,
                    .focused = can && state.focus == StaffField::pin,
                    .state = wrong ? FieldState::wrong : FieldState::plain,
                    .enabled = can};
    if (field(frame, kPinField, pin)) state.focus = StaffField::pin;
}

std::string message(const model::StaffPinView& view, const StaffPinState& state, const Frame& frame) {
    if (view.locked_ms > 0) return frame.say(Key::staff_locked, {place("time", left_text(view.locked_ms).substr(3))});
    if (view.same_person && state.pin.empty()) return std::string(frame.say(Key::staff_same_person));
    if (!view.wrong || !state.pin.empty()) return {};
    if (view.tries_left > 0) return frame.say(Key::staff_wrong_left, {place("n", view.tries_left)});
    return std::string(frame.say(Key::staff_wrong));
}

void draw_message(const model::StaffPinView& view, const StaffPinState& state, Frame& frame) {
    const std::string words = message(view, state, frame);
    if (words.empty()) return;
    const float top = kPinField.bottom() + 12;
    icon(frame, view.locked_ms > 0 ? Icon::lock : Icon::warning, {kLeft + 12, top + 12}, 22, Role::warning);
    text_block(frame, {kLeft + 32, top, kFieldWidth - 32, 2 * kLabelDense.step}, words, {.style = kLabelDense, .role = Role::warning});
}

void draw_pad(const model::StaffPinView& view, StaffPinState& state, Frame& frame) {
    DigitPad digits = kPad;
    digits.enabled = open(view);
    const bool letters = state.letters && open(view);
    const PadTouch touch = letters ? letter_pad(frame, kPadArea, 6) : digit_pad(frame, {kPadArea.x, kPadArea.y}, digits);
    if (touch.switch_letters) state.letters = !state.letters;
    if (open(view)) apply_keys(state, keys_of(frame, touch));
}

void submit(const model::StaffPinView& view, StaffPinState& state, model::Commands& commands) {
    commands.push_back(model::SubmitStaffPin{view.purpose, state.number, state.pin});
    wipe(state.pin);
    state.focus = StaffField::pin;
}

void draw_buttons(const model::StaffPinView& view, StaffPinState& state, Frame& frame, model::Commands& commands) {
    constexpr float kWidth = 176;
    const bool ready = open(view) && !state.number.empty() && !state.pin.empty();
    const Key word = view.busy                                           ? Key::staff_checking
                     : view.purpose == model::StaffPurpose::release_seat ? Key::staff_confirm
                                                                         : Key::staff_enter;
    const Button yes{.id = "###staff_confirm", .label = frame.say(word), .look = ButtonLook::primary, .enabled = ready};
    const Button no{.id = "###staff_cancel", .label = frame.say(Key::cancel), .style = kBody, .enabled = !view.busy};
    const bool entered = frame.typed().enter && !frame.covered();
    if (button(frame, {kRight - 2 * kWidth - 16, dialog_foot(kDialog), kWidth, kTarget}, no)) commands.push_back(model::CancelStaffPin{});
    const bool touched = button(frame, {kRight - kWidth, dialog_foot(kDialog), kWidth, kTarget}, yes);
    if (touched || (entered && ready))
        submit(view, state, commands);
    else if (entered && state.focus == StaffField::number)
        state.focus = StaffField::pin;
}

} // namespace

void draw(const model::StaffPinView& view, StaffPinState& state, Frame& frame, model::Commands& commands) {
    dialog(frame, kDialog, {"###staff_dialog", frame.say(title_key(view.purpose)), Icon::lock, Tone::accent, {}});
    draw_fields(view, state, frame);
    draw_message(view, state, frame);
    draw_pad(view, state, frame);
    draw_buttons(view, state, frame, commands);
}

} // namespace kaogong::kiosk::screens
