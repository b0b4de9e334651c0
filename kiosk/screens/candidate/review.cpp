#include "kiosk/screens/candidate/review.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/pages.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kListWidth = 704;
// The list and the count side by side, or one above the other on an upright panel.
struct Places {
    float left;
    Rect list;
    Rect count;
    float foot;
    std::size_t rows; // of cells that the list has room for
};
constexpr Places kLying{kMarginCalm, {kMarginCalm, 208, kListWidth, 384}, {816, 208, 368, 384}, kFootCalm, 3};
constexpr Places kUpright{kMarginUpright, {kMarginUpright, 208, kListWidth, 528}, {kMarginUpright, 760, kListWidth, 336}, 1176, 5};

const Places& places(const Frame& frame) {
    return frame.units().portrait() ? kUpright : kLying;
}

constexpr float kPadding = 32;
constexpr std::size_t kCellsInRow = 8;
constexpr float kCellGap = (kListWidth - 2 * kPadding - kCellsInRow * kTarget) / (kCellsInRow - 1); // the last ends with the card's words
constexpr float kRow = kTarget + 8;
constexpr float kSectionHead = 72;

// ------------------------------------------------------------------ what there is

std::vector<int> numbers_with(const model::ReviewView& view, bool flagged) {
    std::vector<int> numbers;
    for (std::size_t i = 0; i < view.cells.size(); ++i) {
        if (flagged ? view.cells[i].flagged : !view.cells[i].answered) numbers.push_back(static_cast<int>(i) + 1);
    }
    return numbers;
}

// "单选题 3 题，判断题 1 题"
std::string by_group(const model::ReviewView& view, const Frame& frame, const std::vector<int>& numbers) {
    struct Named {
        std::string_view name;
        int count;
    };
    std::vector<Named> kinds; // several groups may be of one kind
    for (const model::GroupView& group : view.groups) {
        const auto count = std::count_if(numbers.begin(), numbers.end(), [&](int n) { return n >= group.first && n <= group.last; });
        if (count == 0) continue;
        const std::string_view name = frame.say(group.is_case ? Key::kind_case : kind_key(group.kind));
        const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const Named& each) { return each.name == name; });
        if (known != kinds.end())
            known->count += static_cast<int>(count);
        else
            kinds.push_back({name, static_cast<int>(count)});
    }
    std::string words;
    for (const Named& kind : kinds) {
        if (!words.empty()) words += frame.say(Key::list_separator);
        words += frame.say(Key::review_in_group, {place("group", kind.name), place("n", kind.count)});
    }
    return words;
}

std::string flagged_note(const model::ReviewView& view, const Frame& frame, const std::vector<int>& flagged) {
    const auto unanswered =
        std::count_if(flagged.begin(), flagged.end(), [&](int n) { return !view.cells[static_cast<std::size_t>(n - 1)].answered; });
    return unanswered > 0 ? frame.say(Key::review_flagged_unanswered, {place("n", static_cast<int>(unanswered))}) : std::string{};
}

// ------------------------------------------------------------------ the list

struct Section {
    bool flagged = false;
    std::vector<int> numbers;
    std::string note;
    std::size_t rows = 1; // of cells that it may take
};

std::size_t rows_needed(const std::vector<int>& numbers) {
    return std::max<std::size_t>(1, (numbers.size() + kCellsInRow - 1) / kCellsInRow);
}

// Gives the x after its last word.
float draw_section_title(Frame& frame, Rect head, const Section& section) {
    constexpr float kSquare = 24;
    const float middle = head.center().y;
    const Point mark{head.x + kSquare / 2, middle};
    if (section.flagged)
        icon(frame, Icon::triangle_full, mark, kSquare, Role::ink);
    else
        box(frame, {mark.x - kSquare / 2, mark.y - kSquare / 2, kSquare, kSquare},
            {Role::surface, Role::line_strong, kBorderActive, kRadiusCheck});
    const std::string count = std::to_string(section.numbers.size());
    const Key word = section.flagged ? Key::review_flagged : Key::review_unanswered;
    const float baseline = middle + 9;
    return text_runs(
        frame, {head.x + kSquare + 13, baseline},
        {{frame.say(word), kBodyBold}, {count, kTitle, Role::ink, 12}, {frame.say(Key::review_items), kBodyBold, Role::ink, 12}});
}

void draw_section_cells(const model::ReviewView& view, Frame& frame, Point at, const std::vector<int>& shown, bool flagged,
                        model::Commands& commands) {
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const int n = shown[i];
        const model::CellView& cell = view.cells[static_cast<std::size_t>(n - 1)];
        const std::string id = (flagged ? "###flagged_" : "###unanswered_") + std::to_string(n);
        const Point cell_at{at.x + static_cast<float>(i % kCellsInRow) * (kTarget + kCellGap),
                            at.y + static_cast<float>(i / kCellsInRow) * kRow};
        if (number_cell(frame, cell_at, {id, n, cell.answered, cell.flagged, false, !view.frozen})) commands.push_back(model::GoToItem{n});
    }
}

// Gives the y below it.
float draw_section(const model::ReviewView& view, Frame& frame, float y, const Section& section, std::size_t& page,
                   model::Commands& commands) {
    const Rect list = places(frame).list;
    const Rect head{list.x + kPadding, y, list.w - 2 * kPadding, kSectionHead};
    const float title_end = draw_section_title(frame, head, section);
    const std::size_t page_size = section.rows * kCellsInRow;
    const std::size_t pages = std::max<std::size_t>(1, (section.numbers.size() + page_size - 1) / page_size);
    page = std::min(page, pages - 1);
    if (pages > 1) {
        const std::string_view id = section.flagged ? "###flagged_page" : "###unanswered_page";
        page_strip(frame, {head.right() - kPageStripWidth, head.y + 2}, {id, pages}, page);
    } else {
        const float room = head.right() - title_end - 32;
        const float note_h = block_height(frame, section.note, kLabelDense, room);
        text_block(frame, {title_end + 32, head.center().y - note_h / 2, room, note_h}, section.note,
                   {.style = kLabelDense, .role = Role::ink2, .align = Align::right});
    }
    const auto first = section.numbers.begin() + static_cast<std::ptrdiff_t>(page * page_size);
    const auto last = section.numbers.begin() + static_cast<std::ptrdiff_t>(std::min(section.numbers.size(), (page + 1) * page_size));
    if (section.numbers.empty()) {
        const Key none = section.flagged ? Key::review_none_flagged : Key::review_none_unanswered;
        text_line(frame, {head.x, head.bottom(), head.w, 36}, frame.say(none), {.style = kBody, .role = Role::ink2});
    }
    draw_section_cells(view, frame, {head.x, head.bottom()}, {first, last}, section.flagged, commands);
    return head.bottom() + static_cast<float>(section.rows) * kRow;
}

void draw_list(const model::ReviewView& view, ReviewState& state, Frame& frame, model::Commands& commands) {
    const Places& at = places(frame);
    card(frame, at.list);
    Section unanswered{false, numbers_with(view, false), {}, 1};
    Section flagged{true, numbers_with(view, true), {}, 1};
    unanswered.note = by_group(view, frame, unanswered.numbers);
    flagged.note = flagged_note(view, frame, flagged.numbers);
    // The unanswered get all rows but one when they need them, the flagged what is left.
    unanswered.rows = std::min(at.rows - 1, rows_needed(unanswered.numbers));
    flagged.rows = std::min(at.rows - unanswered.rows, rows_needed(flagged.numbers));
    const bool roomy = unanswered.rows + flagged.rows < at.rows;
    float y = draw_section(view, frame, at.list.y + 4, unanswered, state.unanswered_page, commands);
    y += roomy ? 24 : 2;
    hairline(frame, {at.list.x + kPadding, y}, at.list.w - 2 * kPadding);
    draw_section(view, frame, y + (roomy ? 12 : 4), flagged, state.flagged_page, commands);
}

// ------------------------------------------------------------------ the count

void draw_check_line(Frame& frame, float y, std::string_view text, bool done) {
    const Rect count = places(frame).count;
    const float left = count.x + kPadding;
    icon(frame, done ? Icon::check : Icon::hourglass, {left + 12, y}, 26, done ? Role::success : Role::warning);
    const float x = left + 37;
    text_line(frame, {x, y - 18, count.right() - 16 - x, 36}, text, {.style = kBody});
}

void draw_count(const model::ReviewView& view, Frame& frame) {
    const Rect count = places(frame).count;
    const float left = count.x + kPadding;
    const float width = count.w - 2 * kPadding;
    card(frame, count);
    const std::string of_total = frame.say(Key::review_of_total, {place("total", view.bar.total)});
    text_runs(frame, {left, count.y + 88}, {{std::to_string(view.bar.answered), kDisplay}, {of_total, kBody, Role::ink2, 10}});
    progress(frame, {left, count.y + 105, width, 12}, {view.bar.answered, view.bar.total});
    const bool saving = view.gate == model::HandInGate::saving;
    draw_check_line(frame, count.y + 155,
                    saving ? std::string(frame.say(Key::review_saving)) : frame.say(Key::review_saved, {place("n", view.bar.answered)}),
                    !saving);
    const bool early = view.gate == model::HandInGate::too_early;
    if (early)
        draw_check_line(frame, count.y + 200, frame.say(Key::review_too_early, {place("time", clock_text(view.earliest_at))}), false);
    else if (view.has_minimum_time)
        draw_check_line(frame, count.y + 200, frame.say(Key::review_minimum_passed), true);
    // The warning stands at the foot, as high as its words are in this language.
    const float words_h = block_height(frame, frame.say(Key::review_warning), kLabelDense, width - 37);
    const float top = count.bottom() - 24 - words_h;
    hairline(frame, {left, top - 16}, width);
    icon(frame, Icon::info, {left + 12, top + 12}, 24, Role::ink2);
    text_block(frame, {left + 37, top, width - 37, words_h}, frame.say(Key::review_warning), {.style = kLabelDense});
}

void draw_question_words(const model::ReviewView& view, Frame& frame) {
    const Places& at = places(frame);
    const float width = (at.list.right() > at.count.right() ? at.list : at.count).right() - at.left;
    const int unanswered = view.bar.total - view.bar.answered;
    text_line(frame, {at.left, 114, width, 44}, frame.say(Key::review_title), {.style = kTitle});
    const std::string sentence =
        unanswered > 0 ? frame.say(Key::review_some, {place("n", unanswered)}) : std::string(frame.say(Key::review_all));
    text_line(frame, {at.left, 157, width, 36}, sentence, {.style = kBody, .role = Role::ink2});
}

void draw_foot(const model::ReviewView& view, Frame& frame, model::Commands& commands) {
    constexpr float kWidth = 224;
    const Places& at = places(frame);
    text_line(frame, {at.left, at.foot, frame.units().portrait() ? 220.0F : 400.0F, kTarget}, frame.say(Key::review_round),
              {.style = kLabel, .role = Role::ink2});
    const Button back{
        .id = "###back_to_answering", .label = frame.say(Key::back_to_answering), .icon = Icon::chevron_left, .enabled = !view.frozen};
    const float x = at.count.right() - kWidth;
    const float back_w = std::max(kWidth, button_width(frame, back) - 16);
    if (button(frame, {x - 16 - back_w, at.foot, back_w, kTarget}, back)) commands.push_back(model::BackToAnswering{});
    const bool open = view.gate == model::HandInGate::open && !view.frozen;
    const Button hand_in{.id = "###hand_in_first", .label = frame.say(Key::hand_in), .look = ButtonLook::primary, .enabled = open};
    if (button(frame, {x, at.foot, kWidth, kTarget}, hand_in)) commands.push_back(model::ConfirmHandInFirst{});
}

void draw_second(const model::ReviewView& view, Frame& frame, model::Commands& commands) {
    const int unanswered = view.bar.total - view.bar.answered;
    const std::string sentence =
        unanswered > 0
            ? frame.say(Key::second_some, {place("answered", view.bar.answered), place("total", view.bar.total), place("n", unanswered)})
            : frame.say(Key::second_all, {place("total", view.bar.total)});
    const Dialog look{"###second_dialog", frame.say(Key::second_title), Icon::info, Tone::accent, {}};
    const float body_h = block_height(frame, sentence, kBody, kDialogWords);
    const Rect rect = dialog_place(frame, dialog_height(frame, look, body_h));
    const Rect words = dialog(frame, rect, look);
    text_block(frame, {words.x, words.y, words.w, body_h}, sentence, {.style = kBody});
    const Button no{.id = "###hand_in_cancel", .label = frame.say(Key::second_no)};
    const Button yes{.id = "###hand_in_second", .label = frame.say(Key::second_yes), .look = ButtonLook::primary};
    const float right = rect.right() - kDialogPadding;
    const float yes_w = button_width(frame, yes);
    const float no_w = button_width(frame, no);
    if (button(frame, {right - yes_w - 16 - no_w, dialog_foot(rect), no_w, kTarget}, no)) commands.push_back(model::CancelHandIn{});
    if (button(frame, {right - yes_w, dialog_foot(rect), yes_w, kTarget}, yes)) commands.push_back(model::ConfirmHandInSecond{});
}

} // namespace

void draw(const model::ReviewView& view, ReviewState& state, Frame& frame, model::Commands& commands) {
    const bool was_covered = frame.covered();
    frame.use_upright_canvas();
    if (view.second_confirmation || view.frozen) frame.cover();
    draw_candidate_bar(frame, view.bar, HandInButton::active);
    draw_question_words(view, frame);
    draw_list(view, state, frame, commands);
    draw_count(view, frame);
    draw_foot(view, frame, commands);
    if (!was_covered) frame.uncover();
    if (view.frozen)
        draw_time_up(frame);
    else if (view.second_confirmation)
        draw_second(view, frame, commands);
}

} // namespace kaogong::kiosk::screens
