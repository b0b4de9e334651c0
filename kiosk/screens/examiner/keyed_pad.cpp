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

constexpr std::size_t kTimeLength = 4; // 0835

bool is_list(model::KeyedMeaning meaning) {
    switch (meaning) {
    case model::KeyedMeaning::missed:
    case model::KeyedMeaning::holds:
    case model::KeyedMeaning::order:
    case model::KeyedMeaning::downs: return true;
    default: return false;
    }
}

bool takes_point(model::KeyedMeaning meaning, const std::string& text) {
    if (text.empty() || text.back() == '.' || text.back() == '-') return false;
    if (is_list(meaning)) return true;
    return meaning == model::KeyedMeaning::reading && text.find('.') == text.npos;
}

std::size_t length_max(model::KeyedMeaning meaning) {
    switch (meaning) {
    case model::KeyedMeaning::count:
    case model::KeyedMeaning::minutes: return 3;
    case model::KeyedMeaning::choice: return 2;
    case model::KeyedMeaning::level:
    case model::KeyedMeaning::down: return 1;
    case model::KeyedMeaning::time: return kTimeLength;
    case model::KeyedMeaning::missed:
    case model::KeyedMeaning::holds:
    case model::KeyedMeaning::order:
    case model::KeyedMeaning::downs:
    case model::KeyedMeaning::reading: break;
    }
    return kTypedMax;
}

bool takes(const model::KeyedRow& row, model::KeyedMeaning meaning, const std::string& text, char32_t c) {
    if (text.size() >= length_max(meaning)) return false;
    if (c == U'-') return row.negative_possible && meaning == model::KeyedMeaning::reading && text.empty();
    if (c == U'.') return takes_point(meaning, text);
    if (meaning == model::KeyedMeaning::level) return c >= U'0' && c <= U'3';
    return c >= U'0' && c <= U'9';
}

float keyed_field_height(const model::KeyedRow& row) {
    return kField + (row.fields.size() > 1 ? kFieldLabel : 0);
}

// "12.", "-" and "083" are on the way to a value.
bool is_value(model::KeyedMeaning meaning, const std::string& text) {
    if (meaning == model::KeyedMeaning::time) return text.size() == kTimeLength;
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
    const model::KeyedMeaning meaning = pad.row.fields[state.field].meaning;
    for (const char32_t c : keys.characters) {
        if (!state.touched && takes(pad.row, meaning, {}, c)) text.clear();
        if (!takes(pad.row, meaning, text, c)) continue;
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
    const model::KeyedMeaning meaning = pad.row.fields[state.field].meaning;
    const bool points = is_list(meaning) || meaning == model::KeyedMeaning::reading;
    key(cell(0, 3), U'.', "point", ".", points);
    if (pad.row.negative_possible) key(cell(3, 2), U'-', "minus", "\u2212", true);
    pressed.pad.backspace = keypad_key(
        frame, cell(3, 0), {.id = "###key_backspace", .label = frame.say(Key::backspace), .icon = Icon::backspace, .enabled = pad.enabled});
    const auto mark = [&](Rect at, std::string_view id, Key label, model::KeyedState marked) {
        if (keypad_key(frame, at, {.id = id, .label = frame.say(label), .style = kLabel, .enabled = pad.enabled})) pressed.state = marked;
    };
    // What gives no points lies a key apart from Enter.
    if (pad.row.may_be_not_done) mark(cell(3, 1), "###key_not_done", Key::ex_state_not_done_short, model::KeyedState::not_done);
    if (!pad.row.negative_possible && pad.row.may_be_not_applicable)
        mark(cell(3, 2), "###key_not_applicable", Key::ex_state_not_applicable, model::KeyedState::not_applicable);
    const bool ready = pad.enabled && is_value(meaning, state.values[state.field]);
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

// "2.5" of ticks as "2, 5", "0835" as "08:35".
std::string value_text(const Frame& frame, const model::KeyedField& field) {
    if (field.meaning == model::KeyedMeaning::time && field.value.size() == kTimeLength)
        return field.value.substr(0, 2) + ":" + field.value.substr(2);
    if (!is_list(field.meaning)) return field.value;
    if (field.value == "0" && field.meaning != model::KeyedMeaning::downs) return std::string(frame.say(Key::ex_keyed_nothing));
    std::string text;
    for (const char c : field.value) {
        if (c == '.')
            text += frame.say(Key::ex_keyed_and);
        else
            text.push_back(c);
    }
    return text;
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
    if (row.state == model::KeyedState::not_done) return std::string(frame.say(Key::ex_state_not_done_short));
    if (row.state == model::KeyedState::not_applicable) return std::string(frame.say(Key::ex_state_not_applicable));
    std::string text;
    for (const model::KeyedField& field : row.fields) {
        if (field.value.empty()) continue;
        if (!text.empty()) text += "  ";
        text += value_text(frame, field);
    }
    return text;
}

namespace {

Key meaning_key(const model::KeyedRow& row, model::KeyedMeaning meaning) {
    switch (meaning) {
    case model::KeyedMeaning::missed: return Key::ex_keyed_missed;
    case model::KeyedMeaning::holds: return Key::ex_keyed_holds;
    case model::KeyedMeaning::order: return Key::ex_keyed_order;
    case model::KeyedMeaning::choice: return Key::ex_keyed_choice;
    case model::KeyedMeaning::level: return Key::ex_keyed_level;
    case model::KeyedMeaning::down: return Key::ex_keyed_down;
    case model::KeyedMeaning::downs: return Key::ex_keyed_downs;
    case model::KeyedMeaning::reading: return Key::ex_keyed_reading;
    case model::KeyedMeaning::time: return Key::ex_keyed_time;
    case model::KeyedMeaning::minutes: return Key::ex_keyed_minutes;
    case model::KeyedMeaning::count: break;
    }
    return row.veto ? Key::ex_keyed_veto : Key::ex_keyed_count;
}

std::string numbered(const Frame& frame, const model::KeyedField& field) {
    std::string words;
    for (std::size_t i = 0; i < field.choices.size(); ++i)
        words += frame.say(Key::ex_keyed_numbered, {place("n", static_cast<int>(i) + 1), place("text", field.choices[i])});
    return words;
}

// What is to be keyed; where there is no room for all of it, the numbered things alone.
std::string head_words(Frame& frame, Rect room, const model::KeyedRow& row, const model::KeyedField& field) {
    if (row.refused) return code_text(*row.refused) + " " + std::string(sentence(*row.refused, frame.language()).what);
    const std::string words = std::string(frame.say(meaning_key(row, field.meaning))) + numbered(frame, field);
    const bool fits = block_height(frame, words, kLabelDense, room.w) <= room.h;
    return fits || field.choices.empty() ? words : numbered(frame, field);
}

} // namespace

void draw_keyed_head(Frame& frame, Rect rect, const model::KeyedRow& row, const KeyedPadState& state) {
    constexpr float kName = 36;
    const Rect line = rect.cut_top(kName);
    const float id =
        row.numbered ? text_line(frame, line, row.id, {.style = kLabel, .role = row.veto ? Role::danger : Role::ink2}) + 12 : 0;
    text_fitted(frame, line.without_left(id), row.name, {}, {kBodyBold, kNameBold, kLabelBold});
    const Rect below = rect.without_top(kName);
    const std::size_t field = state.row == row.id && state.field < row.fields.size() ? state.field : 0;
    const std::string words = head_words(frame, below, row, row.fields[field]);
    const Role role = row.refused ? Role::warning : Role::ink2;
    const float height = block_height(frame, words, kLabelDense, below.w);
    if (height <= below.h)
        text_block(frame, below.cut_top(height), words, {.style = kLabelDense, .role = role});
    else
        text_line(frame, below.cut_top(28), words, {.style = kLabel, .role = role, .may_shorten = true});
}

} // namespace kaogong::kiosk::screens
