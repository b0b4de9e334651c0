#include "kiosk/screens/examiner/reading_editor.h"

#include "kiosk/screens/candidate/keypad.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kPadding = 20;
constexpr float kKeyWidth = 88;
constexpr float kKeyGap = 8;
constexpr float kKeyTallest = 122;
constexpr float kColumnGap = 24;
constexpr float kFieldGap = 12;
constexpr float kNameAbove = 28;
constexpr std::size_t kFieldsShown = 6;
constexpr std::size_t kTypedMax = 12;
constexpr float kGaugeLine = 34;

bool takes(const std::string& text, char32_t c, bool negative_possible) {
    if (text.size() >= kTypedMax) return false;
    if (c == U'-') return negative_possible && text.empty();
    // A comma is taken as it was typed and refused with its own sentence: it is never silently made a point.
    if (c == U'.' || c == U',') return !text.empty() && text != "-" && text.find_first_of(".,") == text.npos;
    return c >= U'0' && c <= U'9';
}

void type(const ReadingEditor& editor, const TypedKeys& keys, model::ExaminerCommands& commands) {
    std::string text = editor.control.fields[editor.field].typed;
    const std::string before = text;
    for (const char32_t c : keys.characters) {
        if (takes(text, c, editor.control.negative_possible)) text.push_back(static_cast<char>(c));
    }
    for (int i = 0; i < keys.backspaces; ++i) erase_last_character(text);
    if (text != before) commands.push_back(model::TypeReading{editor.row.id, editor.field, text});
}

void draw_pad(Frame& frame, Rect area, const ReadingEditor& editor, model::ExaminerCommands& commands) {
    DigitPad pad;
    pad.corner = PadCorner::minus;
    pad.corner_enabled = editor.control.negative_possible;
    pad.enabled = editor.enabled;
    pad.has_point = true;
    pad.gap = {kKeyGap, kKeyGap};
    pad.key = {kKeyWidth, std::min(kKeyTallest, (area.h - 3 * kKeyGap) / 4)};
    const PadTouch touch = digit_pad(frame, {area.x, area.y}, pad);
    if (editor.enabled) type(editor, keys_of(frame, touch), commands);
}

std::string field_id(const ReadingEditor& editor, std::size_t i) {
    return "###" + editor.row.id + "_field_" + std::to_string(i + 1);
}

Field field_of(const ReadingEditor& editor, std::string_view id, std::size_t i) {
    const model::ReadingFieldView& view = editor.control.fields[i];
    const bool active = i == editor.field && editor.enabled;
    return {.id = id,
            .label = {},
            .value = view.typed,
            .help = {},
            .unit = view.unit,
            .style = kTitle,
            .focused = active && !editor.control.refused,
            .state = active && editor.control.refused ? FieldState::wrong : FieldState::plain,
            .enabled = editor.enabled};
}

// "长度 80  79.70～80.30": the limits in figures, where there is room for them.
std::string name_with_limits(Frame& frame, const model::ReadingFieldView& field, float width) {
    if (!field.tolerance) return field.name;
    const model::ToleranceView& tolerance = *field.tolerance;
    std::string limits = tolerance.lower_text + "～" + tolerance.upper_text;
    if (!tolerance.lower) limits = "≤ " + tolerance.upper_text;
    if (!tolerance.upper) limits = "≥ " + tolerance.lower_text;
    const std::string name = field.name.empty() ? limits : field.name + "  " + limits;
    return line_width(frame, name, kLabel) <= width ? name : field.name;
}

// Own reading and the other's side by side, with their names above.
void draw_readers(Frame& frame, Rect rect, const ReadingEditor& editor) {
    constexpr float kBadge = 26;
    const float width = (rect.w - kFieldGap) / 2;
    float x = rect.x;
    for (const model::ReaderView& reader : two_readers(editor.row)) {
        const Rect badge{x, rect.y, kBadge, kBadge};
        fill_round(frame, badge, kRadiusCheck, reader.self ? Role::accent : Role::ink2);
        text_line(frame, badge, frame.say(reader_key(reader.place)),
                  {.style = kLabelBold, .role = reader.self ? Role::on_accent : Role::surface, .align = Align::center, .noted = true});
        const std::string name = reader.self ? frame.say(Key::ex_reader_self, {place("name", reader.name)}) : reader.name;
        text_line(frame, {x + kBadge + 8, rect.y, width - kBadge - 8, kBadge}, name, {.style = kLabel, .may_shorten = true});
        const Rect value{x, rect.y + kNameAbove + 2, width, kTarget};
        if (reader.self) {
            const std::string id = field_id(editor, editor.field);
            field(frame, value, field_of(editor, id, editor.field));
        } else if (editor.field >= reader.values.size()) {
            hidden_box(frame, value, frame.say(Key::ex_shown_together));
        } else {
            box(frame, value, {Role::ground, Role::line, kBorderHair, kRadiusControl});
            text_line(frame, value.inset(kPadding, 0), reader.values[editor.field], {.style = kTitle});
            text_line(frame, value.inset(kPadding, 0), editor.control.fields[editor.field].unit,
                      {.style = kBody, .role = Role::ink2, .align = Align::right});
        }
        x += width + kFieldGap;
    }
}

// Several quantities or places: as many as are shown at once, the active one among them.
float draw_fields(Frame& frame, Rect rect, const ReadingEditor& editor, model::ExaminerCommands& commands) {
    const std::size_t count = editor.control.fields.size();
    const std::size_t first = editor.field / kFieldsShown * kFieldsShown;
    const std::size_t end = std::min(count, first + kFieldsShown);
    const std::size_t columns = std::min<std::size_t>(end - first, end - first == 4 ? 2 : 3);
    const float width = (rect.w - static_cast<float>(columns - 1) * kFieldGap) / static_cast<float>(columns);
    const float step = kNameAbove + kTarget + 4;
    for (std::size_t i = first; i < end; ++i) {
        const std::size_t at = i - first;
        const Rect cell{rect.x + static_cast<float>(at % columns) * (width + kFieldGap), rect.y + static_cast<float>(at / columns) * step,
                        width, kNameAbove + kTarget};
        text_line(frame, cell.cut_top(kNameAbove - 2), name_with_limits(frame, editor.control.fields[i], width),
                  {.style = kLabel, .role = Role::ink2, .may_shorten = true});
        const std::string id = field_id(editor, i);
        Field view = field_of(editor, id, i);
        view.style = width < 200 ? kBodyBold : kTitle;
        if (field(frame, {cell.x, cell.y + kNameAbove, width, kTarget}, view) && i != editor.field)
            commands.push_back(model::SelectRow{editor.index, i});
    }
    return static_cast<float>((end - first + columns - 1) / columns) * step;
}

float draw_values(Frame& frame, Rect rect, const ReadingEditor& editor, model::ExaminerCommands& commands) {
    if (editor.control.fields.size() == 1 && editor.row.readers.size() > 1) {
        draw_readers(frame, rect, editor);
        return kNameAbove + kTarget + 6;
    }
    if (editor.control.fields.size() > 1) return draw_fields(frame, rect, editor, commands);
    const std::string id = field_id(editor, 0);
    field(frame, {rect.x, rect.y + 4, std::min(rect.w, 340.0F), kTarget + 8}, field_of(editor, id, 0));
    return kTarget + 20;
}

float draw_scale(Frame& frame, Rect rect, const ReadingEditor& editor) {
    const std::optional<model::ToleranceView>& tolerance = editor.control.fields[editor.field].tolerance;
    if (!tolerance) return 0;
    const ToleranceScale scale{tolerance->lower,      tolerance->upper,      tolerance->value,
                               tolerance->lower_text, tolerance->upper_text, editor.control.fields[editor.field].typed};
    tolerance_scale(frame, rect, scale);
    return tolerance_height(frame, rect.w, scale);
}

// The working as it is typed; or why it cannot be recorded; or how far apart the two are.
void draw_outcome(Frame& frame, Rect rect, const ReadingEditor& editor) {
    if (editor.control.refused) {
        const Sentence said = sentence(*editor.control.refused, frame.language());
        icon(frame, Icon::warning, {rect.x + 12, rect.y + 12}, 22, Role::warning);
        const Rect words = rect.without_left(32);
        const bool both = block_height(frame, std::string(said.what) + std::string(said.do_), kLabelDense, words.w) <= words.h;
        const std::string between = frame.language() == Language::en ? " " : "";
        const std::string text = code_text(*editor.control.refused) + " " + std::string(said.what) + (both ? between + std::string(said.do_) : "");
        text_block(frame, words, text, {.style = kLabelDense, .role = Role::warning});
        return;
    }
    std::string words = editor.row.working;
    if (!editor.row.difference.empty()) {
        const Key key = editor.row.agreed ? Key::ex_readers_agree : Key::ex_readers_differ;
        words = frame.say(key, {place("n", editor.row.difference)}) + (words.empty() ? "" : "  ") + words;
    }
    if (!editor.row.note.empty()) words += (words.empty() ? "" : "    ") + frame.say(Key::ex_row_note, {place("note", editor.row.note)});
    const Role role = editor.row.agreed ? Role::ink : Role::warning;
    fit_words(frame, rect, words, {.role = role, .noted = true});
}

// The gauge with its number on the whole line above the foot, and beside the button until when it may be used.
void draw_instrument(Frame& frame, Rect line, float beside, const model::ReadingControl& control) {
    if (!control.instrument) return;
    const model::InstrumentView& instrument = *control.instrument;
    icon(frame, Icon::caliper, {line.x + 13, line.center().y}, 26, Role::ink2);
    text_fitted(frame, line.without_left(36), instrument.name + "  " + instrument.number, {.role = Role::ink}, {kLabel});
    const Key key = instrument.expired ? Key::ex_instrument_expired : Key::ex_instrument_valid;
    const Role role = instrument.expired ? Role::danger : Role::success;
    const Rect below{line.x, line.bottom(), beside, kTarget};
    icon(frame, instrument.expired ? Icon::cross : Icon::check, {below.x + 13, below.center().y}, 20, role);
    fit_words(frame, below.without_left(36), frame.say(key, {place("date", instrument.valid_to)}), {.role = role, .noted = true, .dense = true});
}

void draw_answer(Frame& frame, Rect rect, const ReadingEditor& editor, model::ExaminerCommands& commands) {
    const bool more = editor.field + 1 < editor.control.fields.size();
    const bool hand_over = editor.row.waits == model::RowWaits::other_reader && !editor.row.draft;
    const Key word = hand_over ? Key::ex_hand_over : more ? Key::ex_next_reading : Key::ex_record;
    const bool typed = !editor.control.fields[editor.field].typed.empty();
    const bool possible = editor.enabled && (hand_over || (more ? typed : editor.control.can_record));
    const Button answer{.id = "###record",
                        .label = frame.say(word),
                        .look = ButtonLook::primary,
                        .icon = hand_over || more ? Icon::chevron_right : Icon::check,
                        .icon_side = hand_over || more ? IconSide::right : IconSide::left,
                        .enabled = possible};
    const bool entered = frame.typed().enter && !frame.covered() && possible;
    if (!button(frame, rect, answer) && !entered) return;
    if (hand_over)
        commands.push_back(model::HandToOtherReader{editor.row.id});
    else if (more)
        commands.push_back(model::SelectRow{editor.index, editor.field + 1});
    else
        commands.push_back(model::RecordReading{editor.row.id});
}

} // namespace

void draw_reading_editor(Frame& frame, Rect rect, const ReadingEditor& editor, model::ExaminerCommands& commands) {
    constexpr float kAnswer = 204;
    draw_card_ground(frame, rect, true);
    const float pad = 4 * kKeyWidth + 3 * kKeyGap;
    const Rect inside = rect.inset(kPadding, 18);
    draw_pad(frame, inside.cut_right(pad), editor, commands);
    const Rect left = inside.without_right(pad + kColumnGap);
    float y = left.y;
    constexpr float kResult = 150;
    draw_row_name(frame, {left.x, y, left.w - kResult - 12, 32}, editor.row);
    draw_row_result(frame, {left.right() - kResult, y - 2, kResult, 60}, editor.row);
    y += 34;
    const float words_w = left.w - kResult - 12;
    const float words_h = std::min(48.0F, block_height(frame, editor.row.words, kLabelDense, words_w));
    fit_words(frame, {left.x, y, words_w, words_h}, editor.row.words, {.role = Role::ink2, .noted = true, .dense = true});
    y += std::max(28.0F, words_h) + 6;
    y += draw_values(frame, {left.x, y, left.w, 0}, editor, commands) + 4;
    y += draw_scale(frame, {left.x, y, left.w, 0}, editor);
    const float foot = inside.bottom() - kTarget;
    const float gauge = editor.control.instrument ? kGaugeLine : 0;
    const float outcome = foot - gauge - y;
    if (outcome > 24) draw_outcome(frame, {left.x, y, left.w, std::min(72.0F, outcome - 4)}, editor);
    draw_instrument(frame, {left.x, foot - gauge, left.w, gauge}, left.w - kAnswer - 12, editor.control);
    draw_answer(frame, {left.right() - kAnswer, foot, kAnswer, kTarget}, editor, commands);
}

} // namespace kaogong::kiosk::screens
