#include "kiosk/screens/examiner/text_sheet.h"

#include "core/base/text.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kSheet{40, 112, 1200, 568};

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void take_keys(const Typing& typing, TextSheetState& state, const TypedKeys& keys) {
    for (const char32_t c : keys.characters) {
        const bool taken = typing.kind == TextKind::code ? c > U' ' && c < 0x7F : c > U' ' || (c == U' ' && !state.text.empty());
        if (taken && character_count(state.text) < typing.characters_max) append_utf8(state.text, c);
    }
    for (int i = 0; i < keys.backspaces; ++i) erase_last_character(state.text);
}

void draw_typed(Frame& frame, Rect rect, const Typing& typing, const TextSheetState& state) {
    constexpr float kCount = 92;
    constexpr TextStyle kTwoLines = kNameBold.with_step(30);
    box(frame, rect, {Role::surface, Role::accent, kBorderSelected + frame.theme().frame_extra(), kRadiusControl});
    frame.note({.id = "###typed", .part = Part::input, .value = state.text, .rect = rect});
    const Rect inside = rect.inset(20, 6).without_right(kCount);
    const TextStyle large = typing.kind == TextKind::code ? kTitleRegular : kBody;
    float end = inside.x;
    Rect line = inside;
    if (line_width(frame, state.text, large) <= inside.w) {
        end += text_line(frame, inside, state.text, {.style = large, .noted = false});
    } else {
        text_block(frame, {inside.x, inside.y + 2, inside.w, 60}, state.text, {.style = kTwoLines, .noted = false});
        line = {};
    }
    if (line.w > 0 && frame.blink() && !frame.covered()) fill(frame, {end + 4, rect.center().y - 20, 3, 40}, Role::accent);
    const std::string count = frame.say(Key::page_of, {place("page", static_cast<int>(character_count(state.text))),
                                                       place("pages", static_cast<int>(typing.characters_max))});
    text_line(frame, rect.cut_right(kCount).without_right(16), count, {.style = kLabel, .role = Role::ink2, .align = Align::right});
}

} // namespace

bool draw_typing(Frame& frame, Rect room, const Typing& typing, TextSheetState& state) {
    draw_typed(frame, room.cut_top(kTypedHeight).without_right(typing.room_beside), typing, state);
    const KeyboardTouch touch = keyboard(frame, {room.x, room.bottom() - kTypingKeys, room.w, kTypingKeys}, state.page);
    take_keys(typing, state, keys_of(frame, touch.pad));
    const bool entered = frame.typed().enter && !frame.covered();
    if (!touch.done && !entered) return false;
    while (!state.text.empty() && state.text.back() == ' ') state.text.pop_back();
    return true;
}

void draw_text_sheet(Frame& frame, const TextSheet& sheet, TextSheetState& state) {
    dialog(frame, kSheet, {"###text_sheet", sheet.title, Icon::pencil, Tone::accent, {}});
    const Rect room{kSheet.x + kDialogPadding, kSheet.y + 128, kSheet.w - 2 * kDialogPadding, kSheet.h - 128 - 24};
    if (draw_typing(frame, room, {sheet.kind, sheet.characters_max}, state)) state.open = false;
}

bool typed_box(Frame& frame, Rect rect, const TypedBox& look) {
    const bool empty = look.text.empty();
    const Touch touch = frame.touch(widget_id(look.id), rect, {.enabled = look.enabled});
    frame.note({.id = std::string(look.id),
                .part = Part::input,
                .label = std::string(look.invitation),
                .value = std::string(look.text),
                .enabled = look.enabled,
                .rect = rect,
                .touchable = true});
    const Role ground = !look.enabled ? Role::sunken : touch.held ? Role::accent_soft : Role::surface;
    box(frame, rect, {ground, empty ? Role::line_strong : Role::accent, empty ? kBorderControl : kBorderActive, kRadiusControl});
    icon(frame, Icon::pencil, {rect.x + 32, rect.center().y}, 24, empty ? Role::ink2 : Role::accent);
    const Rect words = rect.without_left(60).without_right(16);
    fit_words(frame, words, empty ? look.invitation : look.text, {.role = empty ? Role::ink2 : Role::ink});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

} // namespace kaogong::kiosk::screens
