#include "kiosk/screens/candidate/typed_answer.h"

#include "core/base/text.h"
#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

bool takes_text(const model::ItemView& item) {
    return item.kind == model::ItemKind::numeric || item.kind == model::ItemKind::short_text;
}

// "-12.5": what can be recorded. "12." and "-" are on the way there.
bool is_number(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    if (text.empty() || text.back() == '.' || text.front() == '.') return false;
    return std::count(text.begin(), text.end(), '.') <= 1;
}

bool takes(const model::ItemView& item, const std::string& typed, char32_t c) {
    if (item.kind == model::ItemKind::short_text) return c >= U' ';
    if (c >= U'0' && c <= U'9') return true;
    if (c == U'.') return !typed.empty() && typed.find('.') == std::string::npos;
    return c == U'-' && typed.empty();
}

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void record_typed(const model::ItemView& item, const QuestionState& state, model::Commands& commands) {
    if (item.kind == model::ItemKind::short_text)
        commands.push_back(model::EnterText{item.id, state.typed});
    else if (state.typed.empty() || is_number(state.typed))
        commands.push_back(model::EnterNumber{item.id, state.typed});
}

void apply_keys(const model::QuestionView& view, QuestionState& state, const TypedKeys& keys, model::Commands& commands) {
    if (view.frozen || (keys.characters.empty() && keys.backspaces == 0)) return;
    const std::string before = state.typed;
    const auto length_max = static_cast<std::size_t>(std::max(1, view.item.answer_length_max));
    for (const char32_t c : keys.characters) {
        if (character_count(state.typed) < length_max && takes(view.item, state.typed, c)) append_utf8(state.typed, c);
    }
    for (int i = 0; i < keys.backspaces; ++i) erase_last_character(state.typed);
    if (state.typed != before) record_typed(view.item, state, commands);
}

void draw_answer_field(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect rect) {
    const bool numeric = view.item.kind == model::ItemKind::numeric;
    const bool half = numeric && !state.typed.empty() && !is_number(state.typed);
    const std::string help = state.typing ? std::string{} // its line is under the keyboard's edge
                             : half       ? std::string(frame.say(Key::number_unfinished))
                             : numeric    ? std::string(frame.say(Key::number_help))
                                          : frame.say(Key::text_help, {place("n", view.item.answer_length_max)});
    const Field look{.id = "###answer",
                     .label = frame.say(Key::your_answer),
                     .value = state.typed,
                     .help = help,
                     .unit = view.item.unit,
                     .focused = !view.frozen && (numeric || state.typing),
                     .state = half ? FieldState::wrong : FieldState::plain,
                     .enabled = !view.frozen};
    if (field(frame, rect, look) && !numeric) state.typing = true;
    const bool recorded = state.typed == view.item.answer && !state.typed.empty();
    const SavedMark mark = !recorded                                           ? SavedMark::none
                           : view.item.answer_state == model::SaveState::saved ? SavedMark::saved
                                                                               : SavedMark::saving;
    saved_mark(frame, {rect.right(), rect.y - 18}, mark);
}

constexpr float kBetween = 32; // field and number pad
constexpr float kFieldHeight = 72;
constexpr float kFieldLabel = 36;
constexpr float kFieldHelp = 40;
constexpr DigitPad kNumberPad{.corner = PadCorner::minus, .has_point = true, .key = {88, 64}, .gap = {8, 8}};

// Field left and keys right where there is room, one above the other in a pane.
void draw_number_answer(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect area, model::Commands& commands) {
    const Size pad = pad_size(kNumberPad);
    const bool beside = area.w > pad.w + 320;
    const float field_w = beside ? area.w - pad.w - kBetween : area.w;
    draw_answer_field(view, state, frame, {area.x, area.y + kFieldLabel, field_w, kFieldHeight});
    const Point pad_at = beside ? Point{area.right() - pad.w, area.y + 4} : Point{area.x, area.y + kFieldLabel + kFieldHeight + kFieldHelp};
    DigitPad keys = kNumberPad;
    keys.enabled = !view.frozen;
    const PadTouch touch = digit_pad(frame, pad_at, keys);
    apply_keys(view, state, keys_of(frame, touch), commands);
}

void draw_text_answer(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect area, model::Commands& commands) {
    draw_answer_field(view, state, frame, {area.x, area.y + kFieldLabel, area.w, kFieldHeight});
    if (!state.typing) apply_keys(view, state, keys_of(frame, {}), commands);
}

} // namespace

float typed_answer_height(const model::QuestionView& view, const QuestionState& state, float width) {
    if (!takes_text(view.item)) return 0;
    const float field_block = kFieldLabel + kFieldHeight + (state.typing ? 0 : kFieldHelp);
    if (view.item.kind == model::ItemKind::short_text) return field_block;
    const Size pad = pad_size(kNumberPad);
    return width > pad.w + 320 ? std::max(field_block, pad.h + 8) : field_block + pad.h;
}

void draw_typed_answer(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect area, model::Commands& commands) {
    if (view.item.kind == model::ItemKind::numeric) draw_number_answer(view, state, frame, area, commands);
    if (view.item.kind == model::ItemKind::short_text) draw_text_answer(view, state, frame, area, commands);
}

void draw_item_keyboard(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect rect, model::Commands& commands) {
    if (!state.typing || view.item.kind != model::ItemKind::short_text) return;
    const Size canvas = frame.units().canvas();
    const Rect sheet{rect.x - kMarginWork + 1, canvas.h - kKeyboardHeight, canvas.w - rect.x + kMarginWork, kKeyboardHeight};
    fill(frame, sheet, Role::sunken);
    hairline(frame, {sheet.x, sheet.y}, sheet.w);
    const KeyboardTouch touch = keyboard(frame, sheet.inset(kMarginWork, 12), state.keyboard);
    apply_keys(view, state, keys_of(frame, touch.pad), commands);
    if (touch.done || frame.typed().enter) state.typing = false;
}

} // namespace kaogong::kiosk::screens
