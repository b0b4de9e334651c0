#include "kiosk/screens/candidate/review.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/pages.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kListCard{kMarginCalm, 208, 704, 384};
constexpr Rect kCountCard{816, 208, 368, 384};
constexpr float kPadding = 32;
constexpr float kCellGap = 12;
constexpr std::size_t kCellsInRow = 8;
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
    std::string words;
    for (const model::GroupView& group : view.groups) {
        const auto count = std::count_if(numbers.begin(), numbers.end(), [&](int n) { return n >= group.first && n <= group.last; });
        if (count == 0) continue;
        if (!words.empty()) words += frame.say(Key::list_separator);
        const std::string_view name = frame.say(group.is_case ? Key::kind_case : kind_key(group.kind));
        words += frame.say(Key::review_in_group, {place("group", name), place("n", static_cast<int>(count))});
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
    const Rect head{kListCard.x + kPadding, y, kListCard.w - 2 * kPadding, kSectionHead};
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
    constexpr std::size_t kRowsTogether = 3;
    card(frame, kListCard);
    Section unanswered{false, numbers_with(view, false), {}, 1};
    Section flagged{true, numbers_with(view, true), {}, 1};
    unanswered.note = by_group(view, frame, unanswered.numbers);
    flagged.note = flagged_note(view, frame, flagged.numbers);
    // Three rows of cells fit: the unanswered get two when they need them, the flagged what is left.
    unanswered.rows = std::min<std::size_t>(2, rows_needed(unanswered.numbers));
    flagged.rows = std::min(kRowsTogether - unanswered.rows, rows_needed(flagged.numbers));
    const bool roomy = unanswered.rows + flagged.rows < kRowsTogether;
    float y = draw_section(view, frame, kListCard.y + 4, unanswered, state.unanswered_page, commands);
    y += roomy ? 24 : 4;
    hairline(frame, {kListCard.x + kPadding, y}, kListCard.w - 2 * kPadding);
    draw_section(view, frame, y + (roomy ? 12 : 0), flagged, state.flagged_page, commands);
}

// ------------------------------------------------------------------ the count

void draw_check_line(Frame& frame, float y, std::string_view text, bool done) {
    const float left = kCountCard.x + kPadding;
    icon(frame, done ? Icon::check : Icon::hourglass, {left + 12, y}, 26, done ? Role::success : Role::warning);
    const float x = left + 37;
    text_line(frame, {x, y - 18, kCountCard.right() - 16 - x, 36}, text, {.style = kBody});
}

void draw_count(const model::ReviewView& view, Frame& frame) {
    const float left = kCountCard.x + kPadding;
    const float width = kCountCard.w - 2 * kPadding;
    card(frame, kCountCard);
    const std::string of_total = frame.say(Key::review_of_total, {place("total", view.bar.total)});
    text_runs(frame, {left, 296}, {{std::to_string(view.bar.answered), kDisplay}, {of_total, kBody, Role::ink2, 10}});
    progress(frame, {left, 313, width, 12}, {view.bar.answered, view.bar.total});
    const bool saving = view.gate == model::HandInGate::saving;
    draw_check_line(frame, 363,
                    saving ? std::string(frame.say(Key::review_saving)) : frame.say(Key::review_saved, {place("n", view.bar.answered)}),
                    !saving);
    const bool early = view.gate == model::HandInGate::too_early;
    if (early)
        draw_check_line(frame, 408, frame.say(Key::review_too_early, {place("time", clock_text(view.earliest_at))}), false);
    else if (view.has_minimum_time)
        draw_check_line(frame, 408, frame.say(Key::review_minimum_passed), true);
    hairline(frame, {left, 494}, width);
    icon(frame, Icon::info, {left + 12, 523}, 24, Role::ink2);
    text_block(frame, {left + 37, 510, width - 37, 76}, frame.say(Key::review_warning), {.style = kLabelDense});
}

void draw_question_words(const model::ReviewView& view, Frame& frame) {
    const int unanswered = view.bar.total - view.bar.answered;
    text_line(frame, {kMarginCalm, 114, 1088, 44}, frame.say(Key::review_title), {.style = kTitle});
    const std::string sentence =
        unanswered > 0 ? frame.say(Key::review_some, {place("n", unanswered)}) : std::string(frame.say(Key::review_all));
    text_line(frame, {kMarginCalm, 157, 1088, 36}, sentence, {.style = kBody, .role = Role::ink2});
}

void draw_foot(const model::ReviewView& view, Frame& frame, model::Commands& commands) {
    constexpr float kWidth = 224;
    text_line(frame, {kMarginCalm, kFootCalm, 400, kTarget}, frame.say(Key::review_round), {.style = kLabel, .role = Role::ink2});
    const Button back{
        .id = "###back_to_answering", .label = frame.say(Key::back_to_answering), .icon = Icon::chevron_left, .enabled = !view.frozen};
    const float x = kCountCard.right() - kWidth;
    const float back_w = std::max(kWidth, button_width(frame, back) - 16);
    if (button(frame, {x - 16 - back_w, kFootCalm, back_w, kTarget}, back)) commands.push_back(model::BackToAnswering{});
    const bool open = view.gate == model::HandInGate::open && !view.frozen;
    const Button hand_in{.id = "###hand_in_first", .label = frame.say(Key::hand_in), .look = ButtonLook::primary, .enabled = open};
    if (button(frame, {x, kFootCalm, kWidth, kTarget}, hand_in)) commands.push_back(model::ConfirmHandInFirst{});
}

void draw_second(const model::ReviewView& view, Frame& frame, model::Commands& commands) {
    constexpr Rect kDialog{272, 192, kDialogWidth, 320};
    const Rect words = dialog(frame, kDialog, {"###second_dialog", frame.say(Key::second_title), Icon::info, Tone::accent, {}});
    const int unanswered = view.bar.total - view.bar.answered;
    const std::string sentence =
        unanswered > 0
            ? frame.say(Key::second_some, {place("answered", view.bar.answered), place("total", view.bar.total), place("n", unanswered)})
            : frame.say(Key::second_all, {place("total", view.bar.total)});
    text_block(frame, {words.x, words.y - 8, words.w, 2 * kBody.step}, sentence, {.style = kBody});
    const Button no{.id = "###hand_in_cancel", .label = frame.say(Key::second_no), .enabled = !view.frozen};
    const Button yes{.id = "###hand_in_second", .label = frame.say(Key::second_yes), .look = ButtonLook::primary, .enabled = !view.frozen};
    const float right = kDialog.right() - kDialogPadding;
    const float yes_w = button_width(frame, yes);
    const float no_w = button_width(frame, no);
    if (button(frame, {right - yes_w - 16 - no_w, dialog_foot(kDialog), no_w, kTarget}, no)) commands.push_back(model::CancelHandIn{});
    if (button(frame, {right - yes_w, dialog_foot(kDialog), yes_w, kTarget}, yes)) commands.push_back(model::ConfirmHandInSecond{});
}

} // namespace

void draw(const model::ReviewView& view, ReviewState& state, Frame& frame, model::Commands& commands) {
    const bool was_covered = frame.covered();
    if (view.second_confirmation) frame.cover();
    draw_candidate_bar(frame, view.bar, HandInButton::active);
    draw_question_words(view, frame);
    draw_list(view, state, frame, commands);
    draw_count(view, frame);
    draw_foot(view, frame, commands);
    if (!was_covered) frame.uncover();
    if (view.second_confirmation) draw_second(view, frame, commands);
}

} // namespace kaogong::kiosk::screens
