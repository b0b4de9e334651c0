#include "kiosk/screens/candidate/number_column.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kTop = kBarHeight;
constexpr float kLeft = kMarginWork;
constexpr float kInnerWidth = kColumnWidth - 2 * kMarginWork;
constexpr float kFilterTop = 96;
constexpr float kHeadsTop = 168;
constexpr float kHead = 64;
constexpr float kFoldedHead = 56;
constexpr float kCellStep = kTarget + 8;
constexpr int kColumns = 5;
constexpr float kLegendTop = 658;
constexpr int kFoldedHeadsMax = 2; // more groups than three: the neighbours of the open one are shown

// ------------------------------------------------------------------ what there is to show

int count_if(const model::QuestionView& view, int first, int last, bool model::CellView::*what, bool wanted) {
    int count = 0;
    for (int n = first; n <= last; ++n) count += view.cells[static_cast<std::size_t>(n - 1)].*what == wanted ? 1 : 0;
    return count;
}

int total(const model::QuestionView& view) {
    return static_cast<int>(view.cells.size());
}

std::vector<int> numbers_of(const model::QuestionView& view, const QuestionState& state, bool whole_paper = false) {
    std::vector<int> numbers;
    if (state.filter == NumberFilter::all && !whole_paper) {
        const model::GroupView& group = view.groups[static_cast<std::size_t>(state.open_group)];
        for (int n = group.first; n <= group.last; ++n) numbers.push_back(n);
        return numbers;
    }
    for (int n = 1; n <= total(view); ++n) {
        const model::CellView& cell = view.cells[static_cast<std::size_t>(n - 1)];
        const bool wanted = state.filter == NumberFilter::all || (state.filter == NumberFilter::unanswered ? !cell.answered : cell.flagged);
        if (wanted) numbers.push_back(n);
    }
    return numbers;
}

Key group_key(const model::GroupView& group) {
    return group.is_case ? Key::kind_case : kind_key(group.kind);
}

// ------------------------------------------------------------------ parts

void draw_filter(const model::QuestionView& view, QuestionState& state, Frame& frame, float top = kFilterTop) {
    constexpr float kWidth = 280;
    const std::string all = frame.say(Key::filter_all, {place("n", total(view))});
    const std::string unanswered =
        frame.say(Key::filter_unanswered, {place("n", count_if(view, 1, total(view), &model::CellView::answered, false))});
    const std::string flagged =
        frame.say(Key::filter_flagged, {place("n", count_if(view, 1, total(view), &model::CellView::flagged, true))});
    const Segment row[] = {{"###filter_all", all}, {"###filter_unanswered", unanswered}, {"###filter_flagged", flagged}};
    const auto touched = segments(frame, {kLeft, top, kWidth, kTarget}, {row, static_cast<std::size_t>(state.filter)});
    if (!touched) return;
    state.filter = static_cast<NumberFilter>(*touched);
    state.cell_page = state.strip_page = 0;
    if (state.filter == NumberFilter::all) show_current(view, state);
}

void draw_fold_key(QuestionState& state, Frame& frame) {
    const Button fold{.id = "###fold", .label = frame.say(Key::fold), .icon = Icon::chevron_left, .icon_only = true};
    if (button(frame, {kLeft + kInnerWidth - kTarget, kFilterTop, kTarget, kTarget}, fold)) state.column_folded = true;
}

// One group: name, range, answered of total. A touch opens it, or folds it when it is open.
void draw_group_head(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect rect, int index) {
    constexpr float kNameLeft = 37;
    const model::GroupView& group = view.groups[static_cast<std::size_t>(index)];
    const bool open = index == state.open_group;
    const std::string id = "###group_" + std::to_string(index + 1);
    const Touch touch = frame.touch(widget_id(id), rect.grown_to(0, kTarget));
    const std::string_view name = frame.say(group_key(group));
    frame.note({.id = id,
                .part = Part::button,
                .label = std::string(name),
                .value = open ? "open" : "folded",
                .rect = rect.grown_to(0, kTarget),
                .touchable = true});
    icon(frame, open ? Icon::chevron_down : Icon::chevron_right, {rect.x + 16, rect.center().y}, 24, Role::ink);
    const int answered = count_if(view, group.first, group.last, &model::CellView::answered, true);
    const std::string count = frame.say(Key::group_count, {place("answered", answered), place("total", group.last - group.first + 1)});
    const float count_w = line_width(frame, count, kLabel);
    const float room = rect.w - kNameLeft - count_w - 12;
    const float name_w = std::min(room, line_width(frame, name, kBodyBold));
    text_line(frame, {rect.x + kNameLeft, rect.y, name_w + 1, rect.h}, name, {.style = kBodyBold, .may_shorten = true, .noted = false});
    const std::string range = group.first == group.last
                                  ? frame.say(Key::group_range_one, {place("n", group.first)})
                                  : frame.say(Key::group_range, {place("first", group.first), place("last", group.last)});
    const float range_w = line_width(frame, range, kLabel);
    // The range is a help that the numbers themselves give as well; it gives way to a long name.
    if (name_w + 10 + range_w <= room)
        text_line(frame, {rect.x + kNameLeft + name_w + 10, rect.y + 1, range_w + 1, rect.h}, range, {.style = kLabel, .role = Role::ink2});
    text_line(frame, {rect.right() - count_w - 4, rect.y, count_w + 1, rect.h}, count, {.style = kLabel});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    if (!touch.tapped) return;
    state.open_group = open ? -1 : index;
    state.cell_page = 0;
}

void draw_cells(const model::QuestionView& view, const std::vector<int>& numbers, Rect area, Frame& frame, model::Commands& commands,
                std::size_t columns = kColumns) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const int n = numbers[i];
        const model::CellView& cell = view.cells[static_cast<std::size_t>(n - 1)];
        const std::string id = "###cell_" + std::to_string(n);
        const Point at{area.x + static_cast<float>(i % columns) * kCellStep, area.y + static_cast<float>(i / columns) * kCellStep};
        if (number_cell(frame, at, {id, n, cell.answered, cell.flagged, n == view.item.number, !view.frozen}))
            commands.push_back(model::GoToItem{n});
    }
}

void draw_cell_pages(Frame& frame, Rect row, std::size_t pages, const std::vector<int>& shown, std::size_t& page) {
    const Button previous{.id = "###cells_previous",
                          .label = frame.say(Key::page_previous),
                          .icon = Icon::chevron_left,
                          .enabled = page > 0,
                          .icon_only = true};
    const Button next{.id = "###cells_next",
                      .label = frame.say(Key::page_next),
                      .icon = Icon::chevron_right,
                      .enabled = page + 1 < pages,
                      .icon_only = true};
    const std::string range = shown.size() == 1 ? std::to_string(shown.front())
                                                : frame.say(Key::cell_range, {place("first", shown.front()), place("last", shown.back())});
    text_line(frame, row.inset(kTarget, 0), range, {.style = kBodyBold, .align = Align::center});
    if (button(frame, row.cut_left(kTarget), previous)) --page;
    if (button(frame, row.cut_right(kTarget), next)) ++page;
}

// Cells from `top`, as many rows as there is room above `bottom`; page keys only when they are needed.
void draw_cell_block(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect area, model::Commands& commands) {
    const std::vector<int> numbers = numbers_of(view, state);
    if (numbers.empty()) {
        const Key none = state.filter == NumberFilter::unanswered ? Key::filter_none_unanswered : Key::filter_none_flagged;
        text_line(frame, {area.x, area.y, area.w, kTarget}, frame.say(none), {.style = kBody, .role = Role::ink2, .align = Align::center});
        return;
    }
    const auto rows_in = [](float height) { return static_cast<std::size_t>(std::max(1.0F, (height + 8) / kCellStep)); };
    std::size_t page_size = rows_in(area.h) * kColumns;
    const bool paged = numbers.size() > page_size;
    if (paged) page_size = rows_in(area.h - kCellStep) * kColumns;
    const std::size_t pages = (numbers.size() + page_size - 1) / page_size;
    state.cell_page = std::min(state.cell_page, pages - 1);
    const auto first = numbers.begin() + static_cast<std::ptrdiff_t>(state.cell_page * page_size);
    const auto last = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(numbers.size(), (state.cell_page + 1) * page_size));
    const std::vector<int> shown(first, last);
    draw_cells(view, shown, area, frame, commands);
    if (paged)
        draw_cell_pages(frame, {kLeft, area.y + static_cast<float>(page_size / kColumns) * kCellStep + 4, kInnerWidth, kTarget}, pages,
                        shown, state.cell_page);
}

// Which groups have a head: all while there are few or none is open, else the open one with its neighbours.
struct HeadRange {
    int first = 0;
    int last = 0;
};
HeadRange heads_of(const model::QuestionView& view, const QuestionState& state) {
    const int count = static_cast<int>(view.groups.size());
    if (state.open_group < 0 || count <= kFoldedHeadsMax + 1) return {0, count - 1};
    const int first = std::clamp(state.open_group - 1, 0, count - (kFoldedHeadsMax + 1));
    return {first, first + kFoldedHeadsMax};
}

void draw_groups(const model::QuestionView& view, QuestionState& state, Frame& frame, model::Commands& commands) {
    const HeadRange heads = heads_of(view, state);
    const int open = state.open_group;
    float y = kHeadsTop;
    for (int i = heads.first; i <= heads.last; ++i) {
        const bool is_open = i == open;
        draw_group_head(view, state, frame, {kLeft, y, kInnerWidth, is_open ? kHead : kFoldedHead}, i);
        y += is_open ? kHead + 4 : kFoldedHead;
        if (!is_open) {
            if (i < heads.last) hairline(frame, {kLeft, y}, kInnerWidth);
            continue;
        }
        const float below = static_cast<float>(heads.last - i) * kFoldedHead;
        const float bottom = kLegendTop - below - 8;
        draw_cell_block(view, state, frame, {kLeft, y, kInnerWidth, bottom - y}, commands);
        y = kLegendTop - below;
        if (i < heads.last) hairline(frame, {kLeft, y}, kInnerWidth);
        if (state.open_group < 0) return; // it was folded just now; the next frame lays it out anew
    }
}

void draw_legend(Frame& frame, float top = kLegendTop, float room = kInnerWidth) {
    constexpr float kSquare = 24;
    constexpr float kGap = 6;
    const float middle = top + 31;
    hairline(frame, {kLeft, top}, room);
    const Key words[] = {Key::legend_unanswered, Key::legend_answered, Key::legend_current, Key::legend_flagged};
    float width = 0;
    for (const Key word : words) width += kSquare + kGap + line_width(frame, frame.say(word), kLabel);
    const float between = std::min(64.0F, (room - 8 - width) / 3);
    float x = kLeft + 4;
    for (const Key word : words) {
        const Rect square{x, middle - kSquare / 2, kSquare, kSquare};
        if (word == Key::legend_answered) {
            fill_round(frame, square, kRadiusCheck, Role::accent);
            icon(frame, Icon::check, square.center(), 18, Role::on_accent);
        } else if (word == Key::legend_current) {
            frame_round(frame, square.inset(-3), kRadiusCheck + 3, 2, Role::current);
            fill_round(frame, square, kRadiusCheck, Role::current);
        } else {
            box(frame, square, {Role::surface, Role::line_strong, kBorderControl, kRadiusCheck});
            if (word == Key::legend_flagged) icon(frame, Icon::triangle_full, square.center(), 14, Role::ink);
        }
        const std::string_view text = frame.say(word);
        x += kSquare + kGap;
        const float text_w = line_width(frame, text, kLabel);
        text_line(frame, {x, middle - 14, text_w + 1, 28}, text, {.style = kLabel});
        x += text_w + between;
    }
}

} // namespace

void show_current(const model::QuestionView& view, QuestionState& state) {
    constexpr int kStripPage = 40;
    state.strip_page = static_cast<std::size_t>((view.item.number - 1) / kStripPage);
    for (std::size_t i = 0; i < view.groups.size(); ++i) {
        const model::GroupView& group = view.groups[i];
        if (view.item.number < group.first || view.item.number > group.last) continue;
        state.open_group = static_cast<int>(i);
        // Which page holds it depends on how many rows fit, so the page is found by that many.
        const HeadRange heads = heads_of(view, state);
        const float room = kLegendTop - 8 - kHeadsTop - kHead - 4 - static_cast<float>(heads.last - heads.first) * kFoldedHead;
        const int size = group.last - group.first + 1;
        const int rows = static_cast<int>((room + 8) / kCellStep);
        const int page_size =
            (size > rows * kColumns ? std::max(1, static_cast<int>((room - kCellStep + 8) / kCellStep)) : rows) * kColumns;
        state.cell_page = static_cast<std::size_t>((view.item.number - group.first) / page_size);
    }
}

void draw_number_column(const model::QuestionView& view, QuestionState& state, Frame& frame, model::Commands& commands) {
    const float height = frame.units().canvas().h - kTop;
    fill(frame, {0, kTop, kColumnWidth, height}, Role::surface);
    divider(frame, {kColumnWidth, kTop}, height);
    draw_filter(view, state, frame);
    draw_fold_key(state, frame);
    if (state.filter == NumberFilter::all)
        draw_groups(view, state, frame, commands);
    else
        draw_cell_block(view, state, frame, {kLeft, kHeadsTop + 8, kInnerWidth, kLegendTop - 8 - kHeadsTop - 8}, commands);
    draw_legend(frame);
}

void draw_number_strip(const model::QuestionView& view, QuestionState& state, Frame& frame, model::Commands& commands) {
    constexpr float kStripTop = 824;
    constexpr float kStripFilter = 840;
    constexpr float kStripCells = 920;
    constexpr float kStripLegend = 1216;
    constexpr float kPagesWidth = 288;
    constexpr std::size_t kStripColumns = 10;
    constexpr std::size_t kStripPage = kStripColumns * 4;
    const Size canvas = frame.units().canvas();
    const float width = canvas.w - 2 * kMarginWork;
    fill(frame, {0, kStripTop, canvas.w, canvas.h - kStripTop}, Role::surface);
    hairline(frame, {0, kStripTop}, canvas.w);
    draw_filter(view, state, frame, kStripFilter);
    draw_legend(frame, kStripLegend, width);
    const std::vector<int> numbers = numbers_of(view, state, true);
    const float inset = (width - static_cast<float>(kStripColumns) * kCellStep + 8) / 2;
    if (numbers.empty()) {
        const Key none = state.filter == NumberFilter::unanswered ? Key::filter_none_unanswered : Key::filter_none_flagged;
        text_line(frame, {kLeft, kStripCells, width, kTarget}, frame.say(none),
                  {.style = kBody, .role = Role::ink2, .align = Align::center});
        return;
    }
    const std::size_t pages = (numbers.size() + kStripPage - 1) / kStripPage;
    state.strip_page = std::min(state.strip_page, pages - 1);
    const std::size_t first = state.strip_page * kStripPage;
    const std::size_t last = std::min(numbers.size(), first + kStripPage);
    const std::vector<int> shown(numbers.begin() + static_cast<std::ptrdiff_t>(first), numbers.begin() + static_cast<std::ptrdiff_t>(last));
    draw_cells(view, shown, {kLeft + inset, kStripCells, width, 0}, frame, commands, kStripColumns);
    if (pages > 1)
        draw_cell_pages(frame, {kLeft + width - kPagesWidth, kStripFilter, kPagesWidth, kTarget}, pages, shown, state.strip_page);
}

void draw_number_rail(const model::QuestionView& view, QuestionState& state, Frame& frame, model::Commands& commands) {
    constexpr float kCells = 5;
    constexpr float kInset = (kRailWidth - kTarget) / 2;
    constexpr float kFirstCell = 210;
    constexpr float kRailStep = 76;
    const float height = frame.units().canvas().h - kTop;
    fill(frame, {0, kTop, kRailWidth, height}, Role::surface);
    divider(frame, {kRailWidth, kTop}, height);
    const Button unfold{.id = "###unfold", .label = frame.say(Key::unfold), .icon = Icon::chevron_right, .icon_only = true};
    if (button(frame, {kInset, kFilterTop, kTarget, kTarget}, unfold)) state.column_folded = false;
    const TextLook label{.style = kLabel, .align = Align::center};
    text_line(frame, {0, 166, kRailWidth, 28}, frame.say(Key::rail_numbers), label);
    const int first = std::clamp(view.item.number - 2, 1, std::max(1, total(view) - static_cast<int>(kCells) + 1));
    const int last = std::min(total(view), first + static_cast<int>(kCells) - 1);
    for (int n = first; n <= last; ++n) {
        const model::CellView& cell = view.cells[static_cast<std::size_t>(n - 1)];
        const std::string id = "###cell_" + std::to_string(n);
        const Point at{kInset, kFirstCell + static_cast<float>(n - first) * kRailStep};
        if (number_cell(frame, at, {id, n, cell.answered, cell.flagged, n == view.item.number, !view.frozen}))
            commands.push_back(model::GoToItem{n});
    }
    const int left = count_if(view, 1, total(view), &model::CellView::answered, false);
    text_line(frame, {0, 654, kRailWidth, 28}, frame.say(Key::rail_unanswered),
              {.style = kLabel, .role = Role::ink2, .align = Align::center});
    text_line(frame, {0, 679, kRailWidth, 28}, frame.say(Key::rail_count, {place("n", left)}), label);
}

} // namespace kaogong::kiosk::screens
