#include "kiosk/screens/candidate/texts.h"

#include "core/base/text.h"
#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/pages.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kSteps{kMarginCalm, 96, 1088, 64};
constexpr Rect kTextCard{kMarginCalm, 176, 704, 424};
constexpr Rect kFacts{816, 176, 368, 424};
constexpr float kPadding = 32;
constexpr float kTextTop = 16;
constexpr float kFootHeight = 88;
constexpr float kParagraphGap = 8;
constexpr float kNumberIndent = 32;

// A paragraph as it is laid: "1. ..." hangs its number in the margin.
struct Paragraph {
    std::string_view number;
    std::string_view text;
};

Paragraph paragraph_of(std::string_view line) {
    const std::size_t dot = line.find_first_of(".、");
    std::size_t digits = 0;
    while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
    const bool numbered = digits > 0 && digits <= 2 && dot == digits;
    if (!numbered) return {{}, line};
    const std::size_t mark = line[dot] == '.' ? 1 : 3; // 、 is three bytes
    return {line.substr(0, digits), trim(line.substr(dot + mark))};
}

float paragraph_width(const Paragraph& paragraph) {
    return kTextCard.w - 2 * kPadding - (paragraph.number.empty() ? 0 : kNumberIndent);
}

struct TextPages {
    std::vector<Paragraph> paragraphs;
    std::vector<std::size_t> starts;
};

TextPages pages_of(Frame& frame, const model::TextView& text) {
    TextPages pages;
    std::vector<float> heights;
    for (const std::string_view line : split(text.body, '\n')) {
        if (trim(line).empty()) continue;
        const Paragraph paragraph = paragraph_of(trim(line));
        pages.paragraphs.push_back(paragraph);
        heights.push_back(block_height(frame, paragraph.text, kBody, paragraph_width(paragraph)) + kParagraphGap);
    }
    pages.starts = page_starts(heights, kTextCard.h - kFootHeight - kTextTop);
    return pages;
}

void draw_paragraphs(Frame& frame, const TextPages& pages, std::size_t page) {
    const std::size_t end = page + 1 < pages.starts.size() ? pages.starts[page + 1] : pages.paragraphs.size();
    float y = kTextCard.y + kTextTop;
    for (std::size_t i = pages.starts[page]; i < end; ++i) {
        const Paragraph& paragraph = pages.paragraphs[i];
        const float width = paragraph_width(paragraph);
        const float x = kTextCard.right() - kPadding - width;
        const float height = block_height(frame, paragraph.text, kBody, width);
        text_line(frame, {kTextCard.x + kPadding, y, kNumberIndent, kBody.step}, paragraph.number,
                  {.style = kBodyBold, .role = Role::accent});
        text_block(frame, {x, y, width, height}, paragraph.text, {.style = kBody});
        y += height + kParagraphGap;
    }
}

void draw_step(Frame& frame, Rect rect, const model::TextView& text, int number, bool current) {
    constexpr float kDisc = 28;
    constexpr float kGap = 12;
    const std::string_view read = frame.say(Key::text_read);
    const TextStyle style = current ? kBodyBold : kBody;
    const bool says_read = text.read && !current;
    const float read_width = says_read ? kGap + line_width(frame, read, kLabel) : 0;
    const float room = rect.w - 24 - kDisc - kGap - read_width;
    const float title = std::min(room, line_width(frame, text.title, style));
    float x = rect.x + (rect.w - (kDisc + kGap + title + read_width)) / 2;
    const float middle = rect.center().y;
    const Point at{x + kDisc / 2, middle};
    if (current)
        disc(frame, at, kDisc, Role::accent);
    else
        ring(frame, at, kDisc, kBorderActive, text.read ? Role::accent : Role::line_strong);
    if (says_read)
        icon(frame, Icon::check, at, 18, Role::accent);
    else
        text_line(frame, {x, middle - 14, kDisc, 28}, std::to_string(number),
                  {current ? kLabelBold : kLabel, current ? Role::on_accent : Role::ink2, Align::center, false, false});
    x += kDisc + kGap;
    text_line(frame, {x, rect.y, title + 1, rect.h}, text.title,
              {.style = style, .role = current ? Role::accent : Role::ink, .may_shorten = true, .noted = false});
    if (says_read)
        text_line(frame, {x + title + kGap, rect.y, read_width, rect.h}, read, {.style = kLabel, .role = Role::success, .noted = false});
}

// A text can be opened when it, or the one before it, was read: nobody skips one.
bool may_open(const model::TextsView& view, int index) {
    return index == view.current || view.texts[static_cast<std::size_t>(index)].read ||
           (index > 0 && view.texts[static_cast<std::size_t>(index - 1)].read);
}

void draw_steps(const model::TextsView& view, Frame& frame, model::Commands& commands) {
    const auto count = static_cast<int>(view.texts.size());
    const float width = kSteps.w / static_cast<float>(count);
    fill_round(frame, kSteps.inset(1), kRadiusControl - 1, Role::surface);
    for (int i = 0; i < count; ++i) {
        const model::TextView& text = view.texts[static_cast<std::size_t>(i)];
        const Rect rect{kSteps.x + width * static_cast<float>(i), kSteps.y, width, kSteps.h};
        const RoundEnds ends = i == 0 ? RoundEnds::left : i + 1 == count ? RoundEnds::right : RoundEnds::none;
        const std::string id = "###text_" + std::to_string(i + 1);
        const Touch touch = frame.touch(widget_id(id), rect, {.enabled = may_open(view, i)});
        frame.note({.id = id,
                    .part = Part::step,
                    .label = text.title,
                    .value = i == view.current ? "current"
                             : text.read       ? "read"
                                               : "",
                    .enabled = may_open(view, i),
                    .rect = rect,
                    .touchable = true});
        if (i == view.current) fill_selected_segment(frame, rect, ends);
        if (i > 0) divider(frame, {rect.x, rect.y + 1}, rect.h - 2);
        draw_step(frame, rect, text, i + 1, i == view.current);
        if (touch.focused) focus_ring(frame, rect, kRadiusControl);
        if (touch.tapped && i != view.current) commands.push_back(model::ShowText{i});
    }
    frame_round(frame, kSteps, kRadiusControl, kBorderControl, Role::line_strong);
}

// True when the end of the text is on the page.
bool draw_text(const model::TextsView& view, TextsState& state, Frame& frame) {
    const model::TextView& text = view.texts[static_cast<std::size_t>(view.current)];
    const TextPages pages = pages_of(frame, text);
    std::size_t& page = state.page[view.current];
    page = std::min(page, pages.starts.size() - 1);
    card(frame, kTextCard);
    draw_paragraphs(frame, pages, page);
    const bool at_end = page + 1 == pages.starts.size();
    const float foot = kTextCard.bottom() - kFootHeight;
    const float middle = foot + kFootHeight / 2;
    hairline(frame, {kTextCard.x + 24, foot}, kTextCard.w - 48);
    float x = kTextCard.x + kPadding;
    if (pages.starts.size() > 1) {
        page_strip(frame, {x, middle - kPageStripHeight / 2}, {"###text_page", pages.starts.size()}, page);
        x += kPageStripWidth + 16;
    }
    const std::string fingerprint = frame.say(Key::text_fingerprint, {place("hash", grouped(text.fingerprint, {4, 4}))});
    text_line(frame, {x, middle - 14, 260, 28}, fingerprint, {.style = kLabel, .role = Role::ink2});
    if (at_end || text.read) {
        const std::string_view word = frame.say(Key::text_seen_to_end);
        const float width = line_width(frame, word, kLabel);
        const float right = kTextCard.right() - kPadding;
        text_line(frame, {right - width, middle - 14, width + 1, 28}, word, {.style = kLabel, .role = Role::success});
        icon(frame, Icon::check, {right - width - 20, middle}, 22, Role::success);
    }
    return at_end;
}

struct Fact {
    Key label;
    std::string value;
    std::string note;
};

void draw_facts(const model::TextsView& view, Frame& frame) {
    constexpr float kFact = 85.5F;
    const float left = kFacts.x + kPadding;
    const float width = kFacts.w - 2 * kPadding;
    card(frame, kFacts);
    const std::string sum = view.extra_minutes > 0 ? frame.say(Key::fact_duration_sum,
                                                               {place("base", view.duration_minutes), place("extra", view.extra_minutes)})
                                                   : "";
    const Fact facts[] = {{Key::fact_duration, frame.say(Key::minutes, {place("n", view.duration_minutes + view.extra_minutes)}), sum},
                          {Key::fact_start, clock_text(view.starts_at), std::string(frame.say(Key::fact_start_note))},
                          {Key::fact_end, clock_text(view.ends_at), std::string(frame.say(Key::fact_end_note))}};
    float y = kFacts.y + 16;
    for (const Fact& fact : facts) {
        text_line(frame, {left, y, width, 28}, frame.say(fact.label), {.style = kLabel, .role = Role::ink2});
        text_runs(frame, {left, y + 61}, {{fact.value, kTitle}, {fact.note, kLabel, Role::ink2, 12}});
        y += kFact;
        if (fact.label != Key::fact_end || view.extra_minutes > 0) hairline(frame, {left, y - 8}, width);
    }
    if (view.extra_minutes == 0) return;
    icon(frame, Icon::info, {left + 12, y + 18}, 24, Role::accent);
    const std::string extra = frame.say(Key::fact_extra, {place("n", view.extra_minutes)});
    text_block(frame, {left + 37, y + 6, width - 37, 96}, extra, {.style = kLabelDense});
}

void draw_foot(const model::TextsView& view, TextsState& state, bool at_end, Frame& frame, model::Commands& commands) {
    constexpr float kBackWidth = 160;
    constexpr float kAcceptWidth = 320;
    const model::TextView& text = view.texts[static_cast<std::size_t>(view.current)];
    const bool last = view.current + 1 == static_cast<int>(view.texts.size());
    const bool may_go_on = at_end || text.read;
    const Button back{.id = "###back", .label = frame.say(Key::back), .icon = Icon::chevron_left};
    if (button(frame, {kMarginCalm, kFootCalm, kBackWidth, kTarget}, back)) {
        if (view.current > 0)
            commands.push_back(model::ShowText{view.current - 1});
        else
            commands.push_back(model::BackToConfirm{});
    }
    const Button refuse{.id = "###refuse", .label = frame.say(Key::text_refuse), .style = kBody};
    const float refuse_w = std::max(kBackWidth, button_width(frame, refuse) - 16);
    const float refuse_x = kMarginCalm + kBackWidth + 16;
    if (button(frame, {refuse_x, kFootCalm, refuse_w, kTarget}, refuse)) state.refusing = true;
    const Button go_on{.id = last ? "###accept" : "###next_text",
                       .label = frame.say(last ? Key::text_accept : Key::text_next),
                       .look = ButtonLook::primary,
                       .icon = last ? Icon::check : Icon::chevron_right,
                       .icon_side = last ? IconSide::left : IconSide::right,
                       .enabled = may_go_on};
    const float accept_w = std::max(kAcceptWidth, button_width(frame, go_on) - 8);
    const Rect accept{kFacts.right() - accept_w, kFootCalm, accept_w, kTarget};
    const Rect words{refuse_x + refuse_w + 16, kFootCalm, accept.x - 16 - (refuse_x + refuse_w + 16), kTarget};
    const Key note = may_go_on ? Key::text_accept_note : Key::text_read_to_end;
    if (last || !may_go_on) text_line(frame, words, frame.say(note), {.style = kLabel, .role = Role::ink2, .align = Align::right});
    if (!button(frame, accept, go_on)) return;
    if (last)
        commands.push_back(model::AcceptTexts{});
    else
        commands.push_back(model::ShowText{view.current + 1});
}

void draw_refusing(TextsState& state, Frame& frame, model::Commands& commands) {
    constexpr Rect kDialog{272, 184, kDialogWidth, 336};
    const Rect words = dialog(frame, kDialog, {"###refuse_dialog", frame.say(Key::text_refuse_title), Icon::warning, Tone::warning, {}});
    text_block(frame, {words.x, words.y, words.w, 2 * kBody.step}, frame.say(Key::text_refuse_sentence), {.style = kBody});
    const Button back{.id = "###refuse_back", .label = frame.say(Key::text_refuse_back), .style = kBody};
    const Button yes{.id = "###refuse_yes", .label = frame.say(Key::text_refuse_yes), .look = ButtonLook::primary};
    const float yes_w = button_width(frame, yes);
    const float back_w = button_width(frame, back);
    const float right = kDialog.right() - kDialogPadding;
    if (button(frame, {right - yes_w - 16 - back_w, dialog_foot(kDialog), back_w, kTarget}, back)) state.refusing = false;
    if (button(frame, {right - yes_w, dialog_foot(kDialog), yes_w, kTarget}, yes)) commands.push_back(model::RefuseTexts{});
}

} // namespace

void draw(const model::TextsView& view, TextsState& state, Frame& frame, model::Commands& commands) {
    const bool was_covered = frame.covered();
    if (state.refusing) frame.cover();
    draw_pre_exam_bar(frame, view.bar);
    draw_steps(view, frame, commands);
    const bool at_end = draw_text(view, state, frame);
    const model::TextView& text = view.texts[static_cast<std::size_t>(view.current)];
    if (at_end && !text.read) commands.push_back(model::TextSeenToEnd{view.current});
    draw_facts(view, frame);
    draw_foot(view, state, at_end, frame, commands);
    if (!was_covered) frame.uncover();
    if (state.refusing) draw_refusing(state, frame, commands);
}

} // namespace kaogong::kiosk::screens
