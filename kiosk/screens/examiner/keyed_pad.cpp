#include "kiosk/screens/examiner/keyed_pad.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kGap = 8;
constexpr float kFieldLabel = 32; // above it, where the row has several fields
constexpr float kField = 68;
constexpr float kAboveKeys = 12;
constexpr std::size_t kTypedMax = 16;

bool is_list(model::KeyedMeaning meaning) {
    return meaning == model::KeyedMeaning::missed || meaning == model::KeyedMeaning::order;
}

bool takes_point(const model::KeyedRow& row, const std::string& text) {
    if (text.empty() || text.back() == '.' || text.back() == '-') return false;
    if (is_list(row.meaning)) return true;
    return row.meaning == model::KeyedMeaning::reading && text.find('.') == text.npos;
}

std::size_t length_max(const model::KeyedRow& row) {
    switch (row.meaning) {
    case model::KeyedMeaning::count: return 3;
    case model::KeyedMeaning::choice: return 2;
    case model::KeyedMeaning::level:
    case model::KeyedMeaning::down: return 1;
    case model::KeyedMeaning::missed:
    case model::KeyedMeaning::order:
    case model::KeyedMeaning::reading: break;
    }
    return kTypedMax;
}

bool takes(const model::KeyedRow& row, const std::string& text, char32_t c) {
    if (text.size() >= length_max(row)) return false;
    if (c == U'-') return row.negative_possible && text.empty();
    if (c == U'.') return takes_point(row, text);
    if (row.meaning == model::KeyedMeaning::level) return c >= U'0' && c <= U'3';
    return c >= U'0' && c <= U'9';
}

float keyed_field_height(const model::KeyedRow& row) {
    return kField + (row.fields.size() > 1 ? kFieldLabel : 0);
}

// "12." and "-" are on the way to a value.
bool is_value(const std::string& text) {
    return !text.empty() && text.back() != '.' && text.back() != '-';
}

void begin(const KeyedPad& pad, KeyedPadState& state) {
    if (state.row == pad.row.id && state.values.size() == pad.row.fields.size()) return;
    state = {};
    state.row = pad.row.id;
    for (const model::KeyedField& field : pad.row.fields) state.values.push_back(pad.keep ? field.value : std::string{});
}

void type(const KeyedPad& pad, KeyedPadState& state, const TypedKeys& keys) {
    std::string& text = state.values[state.field];
    for (const char32_t c : keys.characters) {
        if (!state.touched && takes(pad.row, {}, c)) text.clear();
        if (!takes(pad.row, text, c)) continue;
        text.push_back(static_cast<char>(c));
        state.touched = true;
    }
    for (int i = 0; i < keys.backspaces; ++i) {
        erase_last_character(text);
        state.touched = true;
    }
}

std::string field_words(const Frame& frame, const model::KeyedRow& row, std::size_t field) {
    const std::string count =
        frame.say(Key::page_of, {place("page", static_cast<int>(field) + 1), place("pages", static_cast<int>(row.fields.size()))});
    return row.fields[field].name + "  " + count;
}

void draw_field(Frame& frame, Rect rect, const KeyedPad& pad, const KeyedPadState& state) {
    if (pad.row.fields.size() > 1)
        text_line(frame, rect.cut_top(28), field_words(frame, pad.row, state.field),
                  {.style = kLabelBold, .role = Role::accent, .may_shorten = true});
    const Field look{.id = "###keyed",
                     .label = {},
                     .value = state.values[state.field],
                     .help = {},
                     .unit = pad.row.fields[state.field].unit,
                     .focused = pad.enabled && !pad.row.refused,
                     .state = pad.row.refused ? FieldState::wrong : FieldState::plain,
                     .enabled = pad.enabled};
    field(frame, {rect.x, rect.bottom() - kField, rect.w, kField}, look);
}

struct Pressed {
    PadTouch pad;
    bool enter = false;
    std::optional<model::KeyedState> state;
};

Pressed draw_keys(Frame& frame, Rect rect, const KeyedPad& pad, const KeyedPadState& state) {
    Pressed pressed;
    constexpr float kWider = 16; // the last column holds words
    const float w = (rect.w - 3 * kGap - kWider) / 4;
    const auto cell = [&](int column, int row, int columns = 1) {
        const float wider = column + columns == 4 ? kWider : 0.0F;
        return Rect{rect.x + static_cast<float>(column) * (w + kGap), rect.y + static_cast<float>(row) * (kTarget + kGap),
                    static_cast<float>(columns) * (w + kGap) - kGap + wider, kTarget};
    };
    const auto key = [&](Rect at, char32_t c, std::string_view name, std::string_view label, bool enabled) {
        const std::string id = "###key_" + std::string(name);
        if (keypad_key(frame, at, {.id = id, .label = label, .enabled = pad.enabled && enabled})) pressed.pad.character = c;
    };
    for (int digit = 0; digit <= 9; ++digit) {
        const std::string label = std::to_string(digit);
        const Rect at = digit == 0 ? cell(1, 3) : cell((digit - 1) % 3, (digit - 1) / 3);
        key(at, U'0' + static_cast<char32_t>(digit), label, label, true);
    }
    const bool points = is_list(pad.row.meaning) || pad.row.meaning == model::KeyedMeaning::reading;
    key(cell(0, 3), U'.', "point", ".", points);
    if (pad.row.negative_possible) key(cell(3, 1), U'-', "minus", "\u2212", true);
    pressed.pad.backspace = keypad_key(
        frame, cell(3, 0), {.id = "###key_backspace", .label = frame.say(Key::backspace), .icon = Icon::backspace, .enabled = pad.enabled});
    const auto mark = [&](Rect at, std::string_view id, Key label, model::KeyedState marked) {
        if (keypad_key(frame, at, {.id = id, .label = frame.say(label), .style = kLabel, .enabled = pad.enabled})) pressed.state = marked;
    };
    if (!pad.row.veto) mark(cell(3, 2), "###key_not_done", Key::ex_state_not_done, model::KeyedState::not_done);
    if (!pad.row.negative_possible && pad.row.may_be_not_applicable)
        mark(cell(3, 1), "###key_not_applicable", Key::ex_state_not_applicable, model::KeyedState::not_applicable);
    const bool ready = pad.enabled && is_value(state.values[state.field]);
    const bool last = state.field + 1 == pad.row.fields.size();
    const Button enter{.id = "###key_enter",
                       .label = frame.say(last ? Key::ex_keyed_enter : Key::ex_keyed_next),
                       .look = ButtonLook::primary,
                       .icon = Icon::chevron_right,
                       .icon_side = IconSide::right,
                       .style = kNameBold,
                       .enabled = ready};
    const bool touched = button(frame, cell(2, 3, 2), enter);
    pressed.enter = ready && (touched || (frame.typed().enter && !frame.covered()));
    return pressed;
}

} // namespace

float keyed_pad_height(const model::KeyedRow& row) {
    return keyed_field_height(row) + kAboveKeys + 4 * kTarget + 3 * kGap;
}

void give_enter_to_pad(Frame& frame) {
    if (frame.typed().enter) frame.fingers().focus(widget_id("###key_enter"));
}

std::optional<KeyedWhole> draw_keyed_pad(Frame& frame, Rect rect, const KeyedPad& pad, KeyedPadState& state) {
    begin(pad, state);
    const float field = keyed_field_height(pad.row);
    draw_field(frame, rect.cut_top(field), pad, state);
    const Pressed pressed = draw_keys(frame, rect.without_top(field + kAboveKeys), pad, state);
    if (!pad.enabled) return {};
    type(pad, state, keys_of(frame, pressed.pad));
    if (pressed.state) return KeyedWhole{*pressed.state, {}};
    if (!pressed.enter) return {};
    state.touched = false;
    if (state.field + 1 < pad.row.fields.size()) {
        ++state.field;
        return {};
    }
    state.field = 0;
    return KeyedWhole{model::KeyedState::keyed, state.values};
}

std::string keyed_text(const Frame& frame, const model::KeyedRow& row) {
    if (row.state == model::KeyedState::not_done) return std::string(frame.say(Key::ex_state_not_done));
    if (row.state == model::KeyedState::not_applicable) return std::string(frame.say(Key::ex_state_not_applicable));
    std::string text;
    for (const model::KeyedField& field : row.fields) {
        if (field.value.empty()) continue;
        if (!text.empty()) text += "  ";
        for (const char c : field.value) {
            if (c == '.' && is_list(row.meaning))
                text += frame.say(Key::ex_keyed_and);
            else
                text.push_back(c);
        }
    }
    return text;
}

namespace {

Key meaning_key(const model::KeyedRow& row) {
    switch (row.meaning) {
    case model::KeyedMeaning::missed: return Key::ex_keyed_missed;
    case model::KeyedMeaning::order: return Key::ex_keyed_order;
    case model::KeyedMeaning::choice: return Key::ex_keyed_choice;
    case model::KeyedMeaning::level: return Key::ex_keyed_level;
    case model::KeyedMeaning::down: return Key::ex_keyed_down;
    case model::KeyedMeaning::reading: return Key::ex_keyed_reading;
    case model::KeyedMeaning::count: break;
    }
    return row.veto ? Key::ex_keyed_veto : Key::ex_keyed_count;
}

std::string numbered(const Frame& frame, const model::KeyedRow& row) {
    std::string words;
    for (std::size_t i = 0; i < row.choices.size(); ++i)
        words += frame.say(Key::ex_keyed_numbered, {place("n", static_cast<int>(i) + 1), place("text", row.choices[i])});
    return words;
}

// What is to be keyed; where there is no room for all of it, the numbered things alone.
std::string head_words(Frame& frame, Rect room, const model::KeyedRow& row) {
    if (row.refused) return code_text(*row.refused) + " " + std::string(sentence(*row.refused, frame.language()).what);
    const std::string words = std::string(frame.say(meaning_key(row))) + numbered(frame, row);
    const bool fits = block_height(frame, words, kLabelDense, room.w) <= room.h;
    return fits || row.choices.empty() ? words : numbered(frame, row);
}

} // namespace

void draw_keyed_head(Frame& frame, Rect rect, const model::KeyedRow& row) {
    constexpr float kName = 36;
    const Rect line = rect.cut_top(kName);
    const float id = text_line(frame, line, row.id, {.style = kLabel, .role = row.veto ? Role::danger : Role::ink2}) + 12;
    text_fitted(frame, line.without_left(id), row.name, {}, {kBodyBold, kNameBold, kLabelBold});
    const Rect below = rect.without_top(kName);
    const std::string words = head_words(frame, below, row);
    const Role role = row.refused ? Role::warning : Role::ink2;
    const float height = block_height(frame, words, kLabelDense, below.w);
    if (height <= below.h)
        text_block(frame, below.cut_top(height), words, {.style = kLabelDense, .role = role});
    else
        text_line(frame, below.cut_top(28), words, {.style = kLabel, .role = role, .may_shorten = true});
}

} // namespace kaogong::kiosk::screens
