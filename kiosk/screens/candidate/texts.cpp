#include "kiosk/screens/candidate/texts.h"

#include "core/base/text.h"
#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/pages.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

// Where things lie: text and facts side by side, or the facts in a row above the text on an upright panel.
struct Places {
    Rect steps;
    Rect text;
    Rect facts;
    float foot;
};
constexpr Places kLying{{kMarginCalm, 96, 1088, 64}, {kMarginCalm, 176, 704, 424}, {816, 176, 368, 424}, kFootCalm};
constexpr Places kUpright{{kMarginUpright, 96, 704, 64}, {kMarginUpright, 416, 704, 640}, {kMarginUpright, 176, 704, 224}, 1080};

const Places& places(const Frame& frame) {
    return frame.units().portrait() ? kUpright : kLying;
}

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

float paragraph_width(const Places& at, const Paragraph& paragraph) {
    return at.text.w - 2 * kPadding - (paragraph.number.empty() ? 0 : kNumberIndent);
}

// What pages are cut between: lines of a paragraph, of which the first two and the last two stay together.
struct Block {
    std::size_t paragraph = 0;
    LineRange lines;
};

struct TextPages {
    std::vector<Paragraph> paragraphs;
    std::vector<Block> blocks;
    std::vector<std::size_t> starts;
};

void add_blocks(TextPages& pages, std::vector<float>& heights, std::size_t lines) {
    constexpr std::size_t kTogether = 2;
    const std::size_t paragraph = pages.paragraphs.size() - 1;
    std::size_t first = 0;
    while (first < lines) {
        const bool whole = lines < 2 * kTogether;
        const bool edge = first == 0 || lines - first == kTogether;
        const std::size_t count = whole ? lines : edge ? kTogether : 1;
        pages.blocks.push_back({paragraph, {first, count}});
        first += count;
        heights.push_back(static_cast<float>(count) * kBody.step + (first == lines ? kParagraphGap : 0));
    }
}

TextPages pages_of(Frame& frame, const Places& at, const model::TextView& text) {
    TextPages pages;
    std::vector<float> heights;
    for (const std::string_view line : split(text.body, '\n')) {
        if (trim(line).empty()) continue;
        pages.paragraphs.push_back(paragraph_of(trim(line)));
        const Paragraph& paragraph = pages.paragraphs.back();
        add_blocks(pages, heights, static_cast<std::size_t>(line_count(frame, paragraph.text, kBody, paragraph_width(at, paragraph))));
    }
    pages.starts = page_starts(heights, at.text.h - kFootHeight - kTextTop);
    return pages;
}

void draw_paragraphs(Frame& frame, const Places& at, const TextPages& pages, std::size_t page) {
    const std::size_t end = page + 1 < pages.starts.size() ? pages.starts[page + 1] : pages.blocks.size();
    float y = at.text.y + kTextTop;
    for (std::size_t i = pages.starts[page]; i < end;) {
        const std::size_t index = pages.blocks[i].paragraph;
        LineRange lines = pages.blocks[i].lines;
        for (++i; i < end && pages.blocks[i].paragraph == index; ++i) lines.count += pages.blocks[i].lines.count;
        const Paragraph& paragraph = pages.paragraphs[index];
        const float width = paragraph_width(at, paragraph);
        const float height = static_cast<float>(lines.count) * kBody.step;
        if (lines.first == 0)
            text_line(frame, {at.text.x + kPadding, y, kNumberIndent, kBody.step}, paragraph.number,
                      {.style = kBodyBold, .role = Role::accent});
        text_lines(frame, {at.text.right() - kPadding - width, y, width, height}, paragraph.text, {.style = kBody}, lines);
        y += height + kParagraphGap;
    }
}

constexpr float kStepDisc = 28;
constexpr float kStepGap = 12;

// What the title of a step may take of its width.
float step_room(Frame& frame, float width, bool says_read) {
    const float read = says_read ? kStepGap + line_width(frame, frame.say(Key::text_read), kLabel) : 0;
    return width - 24 - kStepDisc - kStepGap - read;
}

// All titles are set in one size, the larger only where it is enough for each.
bool titles_fit(const model::TextsView& view, Frame& frame, float width) {
    for (int i = 0; i < static_cast<int>(view.texts.size()); ++i) {
        const model::TextView& text = view.texts[static_cast<std::size_t>(i)];
        const bool current = i == view.current;
        if (line_width(frame, text.title, current ? kBodyBold : kBody) > step_room(frame, width, text.read && !current)) return false;
    }
    return true;
}

struct StepLook {
    int number = 0;
    bool current = false;
    bool large = true;
};

void draw_step(Frame& frame, Rect rect, const model::TextView& text, const StepLook& step) {
    constexpr float kDisc = kStepDisc;
    constexpr float kGap = kStepGap;
    const bool current = step.current;
    const std::string_view read = frame.say(Key::text_read);
    const bool says_read = text.read && !current;
    const float read_width = says_read ? kGap + line_width(frame, read, kLabel) : 0;
    const float room = step_room(frame, rect.w, says_read);
    const TextStyle wide = current ? kBodyBold : kBody;
    const TextStyle narrow = current ? kLabelBold.with_step(kLabelDense.step) : kLabelDense;
    const TextStyle style = step.large ? wide : narrow;
    const float title = std::min(room, line_width(frame, text.title, style));
    const bool two_lines = line_width(frame, text.title, style) > room;
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
        text_line(frame, {x, middle - 14, kDisc, 28}, std::to_string(step.number),
                  {current ? kLabelBold : kLabel, current ? Role::on_accent : Role::ink2, Align::center, false, false});
    x += kDisc + kGap;
    const TextLook look{.style = style, .role = current ? Role::accent : Role::ink, .may_shorten = true, .noted = false};
    if (two_lines)
        text_lines(frame, {x, middle - style.step, title, 2 * style.step}, text.title, look, {0, 2});
    else
        text_line(frame, {x, rect.y, title + 1, rect.h}, text.title, look);
    if (says_read)
        text_line(frame, {x + title + kGap, rect.y, read_width, rect.h}, read, {.style = kLabel, .role = Role::success, .noted = false});
}

// A text can be opened when it, or the one before it, was read: nobody skips one.
bool may_open(const model::TextsView& view, int index) {
    return index == view.current || view.texts[static_cast<std::size_t>(index)].read ||
           (index > 0 && view.texts[static_cast<std::size_t>(index - 1)].read);
}

void draw_steps(const model::TextsView& view, Frame& frame, model::Commands& commands) {
    const Rect steps = places(frame).steps;
    const auto count = static_cast<int>(view.texts.size());
    const float width = steps.w / static_cast<float>(count);
    const bool large = titles_fit(view, frame, width);
    fill_round(frame, steps.inset(1), kRadiusControl - 1, Role::surface);
    for (int i = 0; i < count; ++i) {
        const model::TextView& text = view.texts[static_cast<std::size_t>(i)];
        const Rect rect{steps.x + width * static_cast<float>(i), steps.y, width, steps.h};
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
        draw_step(frame, rect, text, {i + 1, i == view.current, large});
        if (touch.focused) focus_ring(frame, rect, kRadiusControl);
        if (touch.tapped && i != view.current) commands.push_back(model::ShowText{i});
    }
    frame_round(frame, steps, kRadiusControl, kBorderControl, Role::line_strong);
}

// True when the end of the text is on the page.
bool draw_text(const model::TextsView& view, TextsState& state, Frame& frame) {
    const model::TextView& text = view.texts[static_cast<std::size_t>(view.current)];
    const Places& at = places(frame);
    const TextPages pages = pages_of(frame, at, text);
    std::size_t& page = state.page[view.current];
    page = std::min(page, pages.starts.size() - 1);
    card(frame, at.text);
    draw_paragraphs(frame, at, pages, page);
    const bool at_end = page + 1 == pages.starts.size();
    const float foot = at.text.bottom() - kFootHeight;
    const float middle = foot + kFootHeight / 2;
    hairline(frame, {at.text.x + 24, foot}, at.text.w - 48);
    float x = at.text.x + kPadding;
    if (pages.starts.size() > 1) {
        page_strip(frame, {x, middle - kPageStripHeight / 2}, {"###text_page", pages.starts.size()}, page);
        x += kPageStripWidth + 16;
    }
    const std::string fingerprint = frame.say(Key::text_fingerprint, {place("hash", grouped(text.fingerprint, {4, 4}))});
    text_line(frame, {x, middle - 14, 260, 28}, fingerprint, {.style = kLabel, .role = Role::ink2});
    if (at_end || text.read) {
        const std::string_view word = frame.say(Key::text_seen_to_end);
        const float width = line_width(frame, word, kLabel);
        const float right = at.text.right() - kPadding;
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

void draw_fact(Frame& frame, Point at, float width, const Fact& fact) {
    text_line(frame, {at.x, at.y, width, 28}, frame.say(fact.label), {.style = kLabel, .role = Role::ink2});
    text_runs(frame, {at.x, at.y + 61}, {{fact.value, kTitle}, {fact.note, kLabel, Role::ink2, 12}});
}

void draw_extra(Frame& frame, Rect rect, int minutes) {
    icon(frame, Icon::info, {rect.x + 12, rect.y + 12}, 24, Role::accent);
    text_block(frame, rect.without_left(37), frame.say(Key::fact_extra, {place("n", minutes)}), {.style = kLabelDense});
}

void draw_facts(const model::TextsView& view, TextsState& state, Frame& frame) {
    constexpr float kFact = 85.5F;
    constexpr float kButtonGap = 20;
    const Rect card_rect = places(frame).facts;
    const bool upright = frame.units().portrait();
    const Rect inside = card_rect.inset(kPadding, 16);
    card(frame, card_rect);
    const std::string sum = view.extra_minutes > 0 ? frame.say(Key::fact_duration_sum,
                                                               {place("base", view.duration_minutes), place("extra", view.extra_minutes)})
                                                   : "";
    const Fact facts[] = {{Key::fact_duration, frame.say(Key::minutes, {place("n", view.duration_minutes + view.extra_minutes)}), sum},
                          {Key::fact_start, clock_text(view.starts_at), upright ? "" : std::string(frame.say(Key::fact_start_note))},
                          {Key::fact_end, clock_text(view.ends_at), upright ? "" : std::string(frame.say(Key::fact_end_note))}};
    const Button how_to{.id = "###how_to_open", .label = frame.say(Key::how_to_open), .icon = Icon::play, .style = kBody};
    const float how_to_w = upright ? std::max(240.0F, button_width(frame, how_to)) : inside.w;
    Point at{inside.x, inside.y};
    for (const Fact& fact : facts) {
        draw_fact(frame, at, upright ? inside.w / 3 : inside.w, fact);
        (upright ? at.x : at.y) += upright ? (inside.w - 24) / 3 + (fact.label == Key::fact_duration ? 24 : 0) : kFact;
        if (!upright && (fact.label != Key::fact_end || view.extra_minutes > 0)) hairline(frame, {inside.x, at.y - 8}, inside.w);
    }
    const float foot = card_rect.bottom() - kButtonGap - kTarget;
    if (button(frame, {inside.right() - how_to_w, foot, how_to_w, kTarget}, how_to)) open_how_to(state.how_to, frame);
    if (view.extra_minutes == 0) return;
    if (upright)
        draw_extra(frame, {inside.x, foot - 4, inside.w - how_to_w - 24, 72}, view.extra_minutes);
    else
        draw_extra(frame, {inside.x, at.y, inside.w, 64}, view.extra_minutes);
}

void draw_foot(const model::TextsView& view, TextsState& state, bool at_end, Frame& frame, model::Commands& commands) {
    constexpr float kBackWidth = 160;
    constexpr float kAcceptWidth = 320;
    const Places& at = places(frame);
    const float left = at.steps.x;
    const bool upright = frame.units().portrait();
    const model::TextView& text = view.texts[static_cast<std::size_t>(view.current)];
    const bool last = view.current + 1 == static_cast<int>(view.texts.size());
    const bool may_go_on = at_end || text.read;
    const Button back{.id = "###back", .label = frame.say(Key::back), .icon = Icon::chevron_left};
    if (button(frame, {left, at.foot, kBackWidth, kTarget}, back)) {
        if (view.current > 0)
            commands.push_back(model::ShowText{view.current - 1});
        else
            commands.push_back(model::BackToConfirm{});
    }
    const Button refuse{.id = "###refuse", .label = frame.say(Key::text_refuse), .style = kBody};
    const float refuse_w = std::max(kBackWidth, button_width(frame, refuse) - 16);
    const float refuse_x = left + kBackWidth + 16;
    if (button(frame, {refuse_x, at.foot, refuse_w, kTarget}, refuse)) state.refusing = true;
    const Button go_on{.id = last ? "###accept" : "###next_text",
                       .label = frame.say(last ? Key::text_accept : Key::text_next),
                       .look = ButtonLook::primary,
                       .icon = last ? Icon::check : Icon::chevron_right,
                       .icon_side = last ? IconSide::left : IconSide::right,
                       .enabled = may_go_on};
    const float accept_w = std::max(kAcceptWidth, button_width(frame, go_on) - 8);
    // Upright, the answer has a row of its own below the ways back.
    const Rect accept =
        upright ? Rect{left, at.foot + kTarget + 24, at.steps.w, kTarget} : Rect{at.steps.right() - accept_w, at.foot, accept_w, kTarget};
    const float words_x = refuse_x + refuse_w + 16;
    const Rect words{words_x, at.foot, (upright ? at.steps.right() : accept.x - 16) - words_x, kTarget};
    const Key note = may_go_on ? Key::text_accept_note : Key::text_read_to_end;
    if (last || !may_go_on) text_line(frame, words, frame.say(note), {.style = kLabel, .role = Role::ink2, .align = Align::right});
    if (!button(frame, accept, go_on)) return;
    if (last)
        commands.push_back(model::AcceptTexts{});
    else
        commands.push_back(model::ShowText{view.current + 1});
}

void draw_refusing(TextsState& state, Frame& frame, model::Commands& commands) {
    const Dialog look{"###refuse_dialog", frame.say(Key::text_refuse_title), Icon::warning, Tone::warning, {}};
    const float body_h = block_height(frame, frame.say(Key::text_refuse_sentence), kBody, kDialogWords);
    const Rect rect = dialog_place(frame, dialog_height(frame, look, body_h));
    const Rect words = dialog(frame, rect, look);
    text_block(frame, {words.x, words.y, words.w, body_h}, frame.say(Key::text_refuse_sentence), {.style = kBody});
    const Button back{.id = "###refuse_back", .label = frame.say(Key::text_refuse_back), .style = kBody};
    const Button yes{.id = "###refuse_yes", .label = frame.say(Key::text_refuse_yes), .look = ButtonLook::primary};
    const float yes_w = button_width(frame, yes);
    const float back_w = button_width(frame, back);
    const float right = rect.right() - kDialogPadding;
    if (button(frame, {right - yes_w - 16 - back_w, dialog_foot(rect), back_w, kTarget}, back)) state.refusing = false;
    if (button(frame, {right - yes_w, dialog_foot(rect), yes_w, kTarget}, yes)) commands.push_back(model::RefuseTexts{});
}

} // namespace

void draw(const model::TextsView& view, TextsState& state, Frame& frame, model::Commands& commands) {
    frame.use_upright_canvas();
    const bool was_covered = frame.covered();
    const bool shows_how_to = state.how_to.began_s.has_value();
    if (state.refusing || shows_how_to) frame.cover();
    draw_pre_exam_bar(frame, view.bar);
    draw_steps(view, frame, commands);
    const bool at_end = draw_text(view, state, frame);
    const model::TextView& text = view.texts[static_cast<std::size_t>(view.current)];
    if (at_end && !text.read) commands.push_back(model::TextSeenToEnd{view.current});
    draw_facts(view, state, frame);
    draw_foot(view, state, at_end, frame, commands);
    if (!was_covered) frame.uncover();
    if (state.refusing) draw_refusing(state, frame, commands);
    if (shows_how_to && !was_covered) draw_how_to(state.how_to, frame);
}

} // namespace kaogong::kiosk::screens
