#include "kiosk/screens/examiner/row_card.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kPadding = 20;
constexpr float kLow = 88;
constexpr float kResult = 164;
constexpr float kNameLine = 32;
constexpr float kWordsLine = 26;
constexpr float kAbove = 8; // of a high card: above its words, between them and the control, below that
constexpr float kBetween = 4;
constexpr float kBelow = 10;

Rect low_words(float x, float y, float width) {
    return {x + kPadding, y, width - 2 * kPadding - kInlineControl - kResult - 2 * 16, kLow};
}

bool is_low(Frame& frame, const model::ScoreRowView& row, float width) {
    if (!control_is_inline(frame, row)) return false;
    const float room = low_words(0, 0, width).w;
    return line_count(frame, row.words, kLabelDense, room) <= 1;
}

float words_height(Frame& frame, const model::ScoreRowView& row, float width) {
    const float room = width - 2 * kPadding - kResult - 16;
    return std::max(kWordsLine, block_height(frame, row.words, kLabelDense, room) + 2);
}

// Where the words leave room; no card changes its height when it is touched, so that nothing moves under a finger.
void draw_working(Frame& frame, Rect line, const model::ScoreRowView& row) {
    constexpr float kLeast = 150;
    if (!row.again.empty() && line.w >= kLeast) {
        text_fitted(frame, line, row.again, {.role = Role::warning}, {kLabelBold, kLabelDense});
        return;
    }
    if (line.w < kLeast) return;
    // What somebody wrote comes before what can be worked out; where both have room both stand there.
    std::string words = row.note.empty() ? std::string() : frame.say(Key::ex_row_note, {place("note", row.note)});
    if (!row.working.empty()) {
        const std::string working = frame.say(Key::ex_working, {place("working", row.working)});
        const std::string both = words.empty() ? working : working + "    " + words;
        if (words.empty() || line_width(frame, both, kLabelDense) <= line.w) words = both;
    }
    if (!words.empty()) text_fitted(frame, line, words, {.role = Role::ink, .may_shorten = true}, {kLabel, kLabelDense});
}

void draw_low(Frame& frame, Rect rect, const RowCard& card, model::ExaminerCommands& commands) {
    const Rect words = low_words(rect.x, rect.y, rect.w);
    const float above = card.row.working.empty() && card.row.note.empty() ? 12 : 4;
    draw_row_name(frame, {words.x, rect.y + above, words.w, kNameLine}, card.row);
    const Rect line{words.x, rect.y + above + kNameLine, words.w, 24};
    text_block(frame, line, card.row.words, {.style = kLabelDense, .role = Role::ink2});
    draw_working(frame, line.moved(0, 24), card.row);
    const Rect control{words.right() + 16, rect.y + 12, kInlineControl, kTarget};
    draw_control(frame, control, card.row, card.index, card.enabled, commands);
    draw_row_result(frame, {rect.right() - kPadding - kResult, rect.y + 12, kResult, kTarget}, card.row);
}

// Beside the name or beside the words below it, wherever there is more room.
Rect working_line(Frame& frame, const model::ScoreRowView& row, Rect line, float name) {
    const Rect below = line.moved(0, kNameLine).without_left(line_width(frame, row.words, kLabelDense) + 24);
    const bool one_line = line_count(frame, row.words, kLabelDense, line.w) <= 1;
    const Rect beside = line.without_left(name);
    return one_line && below.w > beside.w ? Rect{below.x, below.y, below.w, 24} : beside;
}

void draw_high(Frame& frame, Rect rect, const RowCard& card, model::ExaminerCommands& commands) {
    const float words = words_height(frame, card.row, rect.w);
    const float y = rect.y + kAbove;
    const Rect left{rect.x + kPadding, y, rect.w - 2 * kPadding - kResult - 16, kNameLine};
    const float name = draw_row_name(frame, left, card.row) + 24;
    text_block(frame, {left.x, y + kNameLine, left.w, words}, card.row.words, {.style = kLabelDense, .role = Role::ink2});
    draw_working(frame, working_line(frame, card.row, left, name), card.row);
    draw_row_result(frame, {rect.right() - kPadding - kResult, y, kResult, kNameLine + kWordsLine}, card.row);
    const float top = y + kNameLine + words + kBetween;
    const float width = rect.w - 2 * kPadding;
    draw_control(frame, {rect.x + kPadding, top, width, control_height(frame, card.row, width)}, card.row, card.index, card.enabled,
                 commands);
}

} // namespace

void draw_card_ground(Frame& frame, Rect rect, bool active) {
    if (!active) {
        card(frame, rect);
        return;
    }
    if (frame.theme().has_edges()) fill_round(frame, rect.moved(0, 2), kRadiusCard, Role::accent);
    box(frame, rect, {Role::surface, Role::accent, kBorderActive + frame.theme().frame_extra(), kRadiusCard});
}

float draw_row_name(Frame& frame, Rect line, const model::ScoreRowView& row) {
    const float id = text_line(frame, line, row.id, {.style = kLabel, .role = Role::ink2}) + 12;
    const float room = line.w - id;
    text_fitted(frame, line.without_left(id), row.name, {}, {kBodyBold, kNameBold, kLabelBold});
    return std::min(line.w, id + std::min(room, line_width(frame, row.name, kBodyBold)));
}

void draw_row_result(Frame& frame, Rect rect, const model::ScoreRowView& row) {
    const RowWords words = row_words(frame, row);
    const std::string most = max_text(frame, row);
    const bool two = !words.sub.empty() || row.changed_after_total;
    const float y = rect.y + (two ? 0 : (rect.h - 36) / 2);
    const float most_w = most.empty() ? 0 : line_width(frame, most, kLabel) + 6;
    const float main_room = rect.w - most_w;
    const TextStyle style = line_width(frame, words.main, kBodyBold) <= main_room ? kBodyBold : kLabelBold;
    const float main_w = std::min(main_room, line_width(frame, words.main, style) + 1);
    const float x = rect.right() - most_w - main_w;
    text_line(frame, {x, y, main_w, 36}, words.main, {.style = style, .role = words.role, .may_shorten = true});
    text_line(frame, {rect.right() - most_w + 5, y + 2, most_w - 5, 36}, most,
              {.style = kLabel, .role = Role::ink2, .align = Align::right});
    if (!two) return;
    std::string sub = row.changed_after_total ? std::string(frame.say(Key::ex_row_changed_after)) : words.sub;
    // A long name stands without its time.
    const bool noted = !row.noted_by.empty() && sub.starts_with(row.noted_by);
    if (noted && line_width(frame, sub, kLabel) > rect.w - 24) sub = row.noted_by;
    const Role role = row.changed_after_total ? Role::warning : Role::ink2;
    const bool tick = row.state == model::RowState::scored && !row.noted_by.empty() && !row.changed_after_total;
    const float sub_w = std::min(rect.w - (tick ? 24.0F : 0.0F), line_width(frame, sub, kLabel) + 1);
    if (tick) icon(frame, Icon::check, {rect.right() - sub_w - 14, y + 49}, 18, Role::success);
    text_line(frame, {rect.right() - sub_w, y + 36, sub_w, 26}, sub, {.style = kLabel, .role = role, .may_shorten = true});
}

float row_card_height(Frame& frame, const RowCard& card, float width) {
    if (is_low(frame, card.row, width)) return kLow;
    return kAbove + kNameLine + words_height(frame, card.row, width) + kBetween + control_height(frame, card.row, width - 2 * kPadding) +
           kBelow;
}

void draw_row_card(Frame& frame, Rect rect, const RowCard& card, model::ExaminerCommands& commands) {
    draw_card_ground(frame, rect, card.active);
    if (is_low(frame, card.row, rect.w))
        draw_low(frame, rect, card, commands);
    else
        draw_high(frame, rect, card, commands);
}

} // namespace kaogong::kiosk::screens
