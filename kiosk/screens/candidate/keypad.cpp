#include "kiosk/screens/candidate/keypad.h"

#include "core/base/text.h"

#include <algorithm>
#include <string_view>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

std::string key_id(std::string_view name) {
    return "###key_" + std::string(name);
}

// Letters and digits are their own names; the rest has one, so that ids stay plain.
bool character_key(Frame& frame, Rect rect, char32_t c, const KeypadKey& look = {}) {
    std::string label;
    append_utf8(label, c);
    const std::string id = key_id(c == U'.' ? "point" : c == U'-' ? "minus" : label);
    KeypadKey key = look;
    key.id = id;
    key.label = c == U'-' ? std::string_view("\u2212") : std::string_view(label); // a hyphen is hardly seen on a key
    return keypad_key(frame, rect, key);
}

bool backspace_key(Frame& frame, Rect rect, bool enabled = true) {
    return keypad_key(frame, rect,
                      {.id = "###key_backspace", .label = frame.say(Key::backspace), .icon = Icon::backspace, .enabled = enabled});
}

Rect grid_cell(Point top_left, const DigitPad& pad, int column, int row) {
    const auto c = static_cast<float>(column);
    const auto r = static_cast<float>(row);
    return {top_left.x + c * (pad.key.w + pad.gap.w), top_left.y + r * (pad.key.h + pad.gap.h), pad.key.w, pad.key.h};
}

void corner_key(Frame& frame, Rect rect, const DigitPad& pad, PadTouch& touch) {
    const KeypadKey look{.enabled = pad.enabled && pad.corner_enabled};
    switch (pad.corner) {
    case PadCorner::none: return;
    case PadCorner::x:
        if (character_key(frame, rect, U'X', look)) touch.character = U'X';
        return;
    case PadCorner::minus:
        if (character_key(frame, rect, U'-', look)) touch.character = U'-';
        return;
    case PadCorner::letters:
        if (keypad_key(frame, rect, {.id = "###key_letters", .label = frame.say(Key::key_letters), .style = kBodyBold}))
            touch.switch_letters = true;
        return;
    }
}

Rect joined(Rect first, Rect last) {
    return {first.x, first.y, last.right() - first.x, last.bottom() - first.y};
}

// The last row and a fourth column: point, a wide 0, a tall backspace over a tall sign.
void decimal_keys(Frame& frame, Point top_left, const DigitPad& pad, PadTouch& touch) {
    const auto cell = [&](int column, int row) { return grid_cell(top_left, pad, column, row); };
    const KeypadKey look{.enabled = pad.enabled};
    if (character_key(frame, cell(0, 3), U'.', look)) touch.character = U'.';
    if (character_key(frame, joined(cell(1, 3), cell(2, 3)), U'0', look)) touch.character = U'0';
    touch.backspace = backspace_key(frame, joined(cell(3, 0), cell(3, 1)), pad.enabled);
    corner_key(frame, joined(cell(3, 2), cell(3, 3)), pad, touch);
}

} // namespace

Size pad_size(const DigitPad& pad) {
    const int columns = pad.has_point ? 4 : 3;
    return {static_cast<float>(columns) * pad.key.w + static_cast<float>(columns - 1) * pad.gap.w, 4 * pad.key.h + 3 * pad.gap.h};
}

PadTouch digit_pad(Frame& frame, Point top_left, const DigitPad& pad) {
    PadTouch touch;
    const KeypadKey look{.enabled = pad.enabled};
    for (int digit = 1; digit <= 9; ++digit) {
        const char32_t c = U'0' + static_cast<char32_t>(digit);
        if (character_key(frame, grid_cell(top_left, pad, (digit - 1) % 3, (digit - 1) / 3), c, look)) touch.character = c;
    }
    if (pad.has_point) {
        decimal_keys(frame, top_left, pad, touch);
        return touch;
    }
    if (character_key(frame, grid_cell(top_left, pad, 1, 3), U'0', look)) touch.character = U'0';
    corner_key(frame, grid_cell(top_left, pad, 0, 3), pad, touch);
    touch.backspace = backspace_key(frame, grid_cell(top_left, pad, 2, 3), pad.enabled);
    return touch;
}

PadTouch letter_pad(Frame& frame, Rect rect, int columns) {
    constexpr int kKeys = 28;
    const int rows = (kKeys + columns - 1) / columns;
    constexpr float kGap = 8;
    const float w = (rect.w - static_cast<float>(columns - 1) * kGap) / static_cast<float>(columns);
    const float h = (rect.h - static_cast<float>(rows - 1) * kGap) / static_cast<float>(rows);
    const auto cell = [&](int i) {
        return Rect{rect.x + static_cast<float>(i % columns) * (w + kGap), rect.y + static_cast<float>(i / columns) * (h + kGap), w, h};
    };
    PadTouch touch;
    for (int i = 0; i < 26; ++i) {
        const char32_t c = U'A' + static_cast<char32_t>(i);
        if (character_key(frame, cell(i), c, {.style = kBody})) touch.character = c;
    }
    touch.switch_letters =
        keypad_key(frame, cell(columns * rows - 2), {.id = "###key_digits", .label = frame.say(Key::key_digits), .style = kBodyBold});
    touch.backspace = backspace_key(frame, cell(columns * rows - 1));
    return touch;
}

KeyboardTouch keyboard(Frame& frame, Rect rect, KeyboardPage& page) {
    constexpr float kGap = 8;
    constexpr float kColumns = 10;
    constexpr std::u32string_view kLetters[] = {U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
    constexpr std::u32string_view kDigits[] = {U"1234567890", U"-+*/=:;()", U".,?!%&#"};
    const auto& rows = page == KeyboardPage::digits ? kDigits : kLetters;
    const float w = (rect.w - (kColumns - 1) * kGap) / kColumns;
    const float h = (rect.h - 3 * kGap) / 4;
    KeyboardTouch touch;
    float y = rect.y;
    for (const std::u32string_view row : rows) {
        float x = rect.x + (kColumns - static_cast<float>(row.size())) * (w + kGap) / 2;
        for (char32_t c : row) {
            if (page == KeyboardPage::upper && c >= U'a' && c <= U'z') c = c - U'a' + U'A';
            if (character_key(frame, {x, y, w, h}, c, {.style = kBody})) touch.pad.character = c;
            x += w + kGap;
        }
        y += h + kGap;
    }
    const float side = 2 * w + kGap;
    const float edge = 1.5F * w + kGap / 2;
    const float third = y - h - kGap;
    const bool digits = page == KeyboardPage::digits;
    if (keypad_key(frame, {rect.x, third, edge, h},
                   {.id = "###key_shift", .label = frame.say(Key::key_shift), .style = kBody, .enabled = !digits})) {
        page = page == KeyboardPage::upper ? KeyboardPage::lower : KeyboardPage::upper;
    }
    touch.pad.backspace = backspace_key(frame, {rect.right() - edge, third, edge, h});
    const Key other = digits ? Key::key_letters : Key::key_digits;
    if (keypad_key(frame, {rect.x, y, side, h}, {.id = "###key_page", .label = frame.say(other), .style = kBody}))
        page = digits ? KeyboardPage::lower : KeyboardPage::digits;
    const Rect space{rect.x + side + kGap, y, rect.w - 2 * (side + kGap), h};
    if (keypad_key(frame, space, {.id = "###key_space", .label = frame.say(Key::key_space), .style = kBody})) touch.pad.character = U' ';
    touch.done =
        keypad_key(frame, {rect.right() - side, y, side, h}, {.id = "###key_done", .label = frame.say(Key::key_done), .style = kBodyBold});
    return touch;
}

TypedKeys keys_of(const Frame& frame, const PadTouch& touch) {
    TypedKeys keys{frame.typed().characters, frame.typed().backspaces};
    if (frame.covered()) keys = {};
    if (touch.character != 0) keys.characters.push_back(touch.character);
    if (touch.backspace) ++keys.backspaces;
    return keys;
}

void erase_last_character(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (!text.empty()) text.pop_back();
}

} // namespace kaogong::kiosk::screens
