#include "kiosk/screens/examiner/row_list.h"

#include "kiosk/screens/candidate/pages.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kLine = kTarget;
constexpr float kBeginLine = kTarget + 16;
constexpr float kPadding = 14;
constexpr float kPersonHead = 72;
constexpr float kPieceHead = 128;

enum class LineKind { group, begin, row };
struct ListLine {
    LineKind kind = LineKind::row;
    std::size_t index = 0;
};

std::vector<ListLine> lines_of(const model::SheetView& view, bool only_open) {
    std::vector<ListLine> lines;
    const std::size_t open = group_of(view, view.active_row);
    for (std::size_t g = 0; g < view.groups.size(); ++g) {
        const model::SheetGroupView& group = view.groups[g];
        if (view.groups.size() > 1) lines.push_back({LineKind::group, g});
        if (group.can_begin && g == open) lines.push_back({LineKind::begin, g});
        if (!only_open && g != open) continue;
        for (std::size_t i = group.first; i < group.first + group.count; ++i) {
            if (!only_open || row_is_open(view, view.rows[i]) || i == view.active_row) lines.push_back({LineKind::row, i});
        }
    }
    return lines;
}

float line_height(const ListLine& line) {
    return line.kind == LineKind::begin ? kBeginLine : kLine;
}

// The module whose time runs: its clock stands where the module's name stood, red only when time is short.
void draw_running(Frame& frame, Rect line, const model::SheetGroupView& group) {
    const Role role = group.low ? Role::danger : Role::ink;
    const std::string left = left_text(group.left_ms);
    icon(frame, group.low ? Icon::bell : Icon::clock, {line.x + 10, line.center().y}, 20, role);
    text_fitted(frame, line.without_left(26), left, {.role = role}, {kBodyBold, kNameBold});
}

const model::SheetGroupView* running_group(const model::SheetView& view) {
    const auto found = std::find_if(view.groups.begin(), view.groups.end(),
                                    [](const model::SheetGroupView& group) { return group.running && group.left_ms >= 0; });
    return found == view.groups.end() ? nullptr : &*found;
}

void draw_person(Frame& frame, Rect rect, const model::SheetView& view, std::size_t place) {
    const auto& person = std::get<model::CandidateOnSheet>(view.subject);
    constexpr float kPhoto = 52;
    fill(frame, rect, Role::surface);
    hairline(frame, {rect.x, rect.bottom() - 1}, rect.w);
    const TextStyle number = kDisplay.with_size(56);
    const float width =
        text_line(frame, {rect.x + kPadding, rect.y, 100, rect.h}, person.station, {.style = number, .role = station_role(place)});
    const Rect words{rect.x + kPadding + width + 12, rect.y + 6, rect.w - width - 3 * kPadding - kPhoto - 12, 32};
    text_fitted(frame, words, person.name, {}, {kBodyBold, kNameBold, kLabelBold});
    const Rect below = words.moved(0, 29);
    if (const model::SheetGroupView* running = running_group(view))
        draw_running(frame, below, *running);
    else
        text_line(frame, below, person.module, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    draw_photo(frame, {rect.right() - kPadding - kPhoto, rect.y + (rect.h - kPhoto) / 2, kPhoto, kPhoto}, person.photo, kRadiusControl);
}

Key seal_key(model::SealState seal) {
    switch (seal) {
    case model::SealState::unchecked: return Key::ex_seal_unchecked;
    case model::SealState::intact: return Key::ex_seal_intact;
    case model::SealState::broken: return Key::ex_seal_broken;
    case model::SealState::elsewhere: return Key::ex_seal_elsewhere;
    case model::SealState::none: break;
    }
    return Key::ex_seal_none;
}

void draw_piece(Frame& frame, Rect rect, const model::PieceOnSheet& piece) {
    fill(frame, rect, Role::sunken);
    hairline(frame, {rect.x, rect.bottom() - 1}, rect.w);
    const float width = text_line(frame, {rect.x + kPadding, rect.y + 8, 180, 76}, piece.code, {.style = kDisplay, .may_shorten = true});
    const Rect beside{rect.x + kPadding + width + 8, rect.y + 20, rect.w - width - 2 * kPadding - 8, 26};
    text_line(frame, beside, frame.say(Key::ex_piece_code),
              {.style = kLabel, .role = Role::ink2, .align = Align::right, .may_shorten = true});
    const bool broken = piece.seal == model::SealState::broken;
    text_line(frame, beside.moved(0, 26), frame.say(seal_key(piece.seal)),
              {.style = kLabel, .role = broken ? Role::warning : Role::ink2, .align = Align::right, .may_shorten = true});
    icon(frame, Icon::lock, {rect.x + kPadding + 9, rect.bottom() - 24}, 18, Role::ink2);
    text_line(frame, {rect.x + kPadding + 26, rect.bottom() - 40, rect.w - 2 * kPadding - 26, 32}, frame.say(Key::ex_piece_hidden),
              {.style = kLabel, .may_shorten = true});
}

void draw_group_time(Frame& frame, Rect line, const model::SheetGroupView& group) {
    const Key key = group.can_begin ? Key::ex_module_time : Key::ex_time_left;
    const Role role = group.running && group.low ? Role::danger : group.running ? Role::accent : Role::ink2;
    float x = line.x;
    if (group.running) {
        icon(frame, Icon::clock, {x + 9, line.center().y}, 18, role);
        x += 24;
    }
    text_line(frame, line.without_left(x - line.x), frame.say(key, {place("time", left_text(group.left_ms))}),
              {.style = group.running ? kLabelBold : kLabel, .role = role, .may_shorten = true});
}

// Once something of the module is scored, the time is no longer what comes first.
void draw_begin_line(Frame& frame, Rect rect, const model::SheetView& view, const model::SheetGroupView& group,
                     model::ExaminerCommands& commands) {
    fill(frame, rect, Role::surface);
    hairline(frame, {rect.x, rect.bottom() - 1}, rect.w);
    const bool scored = row_count(view, group.first, group.count).done > 0;
    const Button begin{.id = "###begin_module",
                       .label = frame.say(Key::ex_module_begin),
                       .look = scored ? ButtonLook::secondary : ButtonLook::primary,
                       .icon = Icon::play,
                       .style = kNameBold,
                       .enabled = !view.frozen};
    if (button(frame, rect.inset(8, 8), begin)) commands.push_back(model::BeginModule{group.id});
}

RowCount all_of_group(const model::SheetView& view, const model::SheetGroupView& group) {
    RowCount rows{0, static_cast<int>(group.count)};
    for (std::size_t i = group.first; i < group.first + group.count; ++i) rows.done += view.rows[i].state == model::RowState::unseen && !row_is_clocked(view.rows[i]) ? 0 : 1;
    return rows;
}

void draw_group_line(Frame& frame, Rect rect, const model::SheetView& view, std::size_t index, model::ExaminerCommands& commands) {
    const model::SheetGroupView& group = view.groups[index];
    const bool is_open = group_of(view, view.active_row) == index;
    const std::string id = "###group_" + std::to_string(index + 1);
    const Touch touch = frame.touch(widget_id(id), rect);
    fill(frame, rect, touch.held ? Role::accent_soft : Role::sunken);
    hairline(frame, {rect.x, rect.bottom() - 1}, rect.w);
    RowCount rows = row_count(view, group.first, group.count);
    if (rows.of == 0) rows = all_of_group(view, group); // nothing of it is this person's
    const int open = rows.of - rows.done;
    const std::string count = frame.say(Key::page_of, {place("page", rows.done), place("pages", rows.of)});
    frame.note({.id = id, .part = Part::cell, .label = group.name, .value = count, .rect = rect, .touchable = true});
    icon(frame, is_open ? Icon::chevron_down : Icon::chevron_right, {rect.x + 22, rect.center().y}, 20, Role::ink);
    const Chip chip_look{count, open == 0 ? Icon::check : Icon::hourglass,
                         open == 0    ? Tone::success
                         : rows.done > 0 ? Tone::warning
                                      : Tone::neutral,
                         32};
    const float width = chip_width(frame, chip_look);
    chip(frame, {rect.right() - 12 - width, rect.center().y}, chip_look);
    const Rect words{rect.x + 40, rect.y, rect.w - 40 - width - 22, rect.h};
    if (group.left_ms < 0) {
        text_fitted(frame, words, group.name, {.noted = false}, {kBodyBold, kNameBold, kLabelBold});
    } else {
        text_fitted(frame, {words.x, words.y + 4, words.w, 32}, group.name, {.noted = false}, {kBodyBold, kNameBold, kLabelBold});
        draw_group_time(frame, {words.x, words.y + 33, words.w, 26}, group);
    }
    if (touch.focused) focus_ring(frame, rect.inset(6), kRadiusControl);
    if (!touch.tapped || is_open) return;
    std::size_t row = group.first;
    for (std::size_t i = group.first; i < group.first + group.count; ++i) {
        if (!row_is_open(view, view.rows[i])) continue;
        row = i;
        break;
    }
    commands.push_back(model::SelectRow{row, 0});
}

void draw_row_line(Frame& frame, Rect rect, const model::SheetView& view, std::size_t index, model::ExaminerCommands& commands) {
    const model::ScoreRowView& row = view.rows[index];
    const bool active = index == view.active_row;
    const std::string id = "###row_" + row.id;
    const Touch touch = frame.touch(widget_id(id), rect);
    fill(frame, rect, active || touch.held ? Role::accent_soft : Role::surface);
    if (active) fill(frame, {rect.x, rect.y, 4, rect.h}, Role::accent);
    hairline(frame, {rect.x, rect.bottom() - 1}, rect.w);
    const RowWords words = row_words(frame, row);
    frame.note({.id = id,
                .part = Part::cell,
                .label = row.id + " " + row.name,
                .value = words.main + (active ? ", current" : ""),
                .rect = rect,
                .touchable = true});
    const Point mark{rect.x + 23, rect.center().y};
    if (words.icon == Icon::none)
        ring(frame, mark, 18, kBorderActive, Role::line_strong);
    else
        icon(frame, words.icon, mark, 20, words.icon_role);
    const Rect line = rect.without_left(42).without_right(kPadding);
    const float right = std::min(line.w / 2, line_width(frame, words.main, kLabel) + 1);
    const Role role = row.state == model::RowState::unseen && !row.draft ? Role::ink2 : words.role;
    text_line(frame, line.cut_right(right), words.main, {kLabel, role, Align::right, true, false});
    const float id_width = std::max(44.0F, text_line(frame, line, row.id, {.style = kLabel, .role = Role::ink2, .noted = false}) + 10);
    const Rect name = line.without_left(id_width).without_right(right + 8);
    // On two lines rather than cut: the end of a name is its tolerance.
    fit_words(frame, name, row.name, {.bold = active, .dense = true});
    if (touch.focused) focus_ring(frame, rect.inset(6), kRadiusControl);
    if (touch.tapped && !active) commands.push_back(model::SelectRow{index, 0});
}

void draw_list_foot(Frame& frame, Rect rect, const model::SheetView& view, RowListState& state, std::size_t pages) {
    fill(frame, rect, Role::surface);
    hairline(frame, {rect.x, rect.y}, rect.w);
    const RowCount rows = row_count(view, 0, view.rows.size());
    const Button up{
        .id = "###rows_up", .label = frame.say(Key::page_previous), .icon = Icon::chevron_up, .enabled = state.page > 0, .icon_only = true};
    const Button down{.id = "###rows_down",
                      .label = frame.say(Key::page_next),
                      .icon = Icon::chevron_down,
                      .enabled = state.page + 1 < pages,
                      .icon_only = true};
    const std::string words = frame.say(counts_own(view) ? Key::ex_only_own : Key::ex_only_unseen, {place("n", rows.of - rows.done)});
    const Button filter{.id = "###only_open", .label = words, .style = kLabel, .on = state.only_open};
    const Rect inside = rect.inset(4, 0);
    if (button(frame, inside.cut_left(kTarget), up)) --state.page;
    if (button(frame, inside.cut_right(kTarget), down)) ++state.page;
    if (button(frame, inside.inset(kTarget + 4, 0), filter)) {
        state.only_open = !state.only_open;
        state.active_seen = static_cast<std::size_t>(-1);
    }
}

} // namespace

std::size_t group_of(const model::SheetView& view, std::size_t row) {
    for (std::size_t g = 0; g < view.groups.size(); ++g) {
        if (row >= view.groups[g].first && row < view.groups[g].first + view.groups[g].count) return g;
    }
    return 0;
}

void draw_row_list(Frame& frame, const RowListLook& look, const model::SheetView& view, RowListState& state,
                   model::ExaminerCommands& commands) {
    fill(frame, look.rect, Role::surface);
    const bool person = std::holds_alternative<model::CandidateOnSheet>(view.subject);
    const float head = person ? kPersonHead : kPieceHead;
    if (person)
        draw_person(frame, look.rect.cut_top(head), view, look.place);
    else
        draw_piece(frame, look.rect.cut_top(head), std::get<model::PieceOnSheet>(view.subject));
    const Rect foot{look.rect.x, look.rect.bottom() - kTarget - 4, look.rect.w, kTarget + 4};
    const Rect area{look.rect.x, look.rect.y + head, look.rect.w, foot.y - look.rect.y - head};
    const std::vector<ListLine> lines = lines_of(view, state.only_open);
    std::vector<float> heights;
    for (const ListLine& line : lines) heights.push_back(line_height(line));
    const std::vector<std::size_t> starts = page_starts(heights, area.h);
    if (state.active_seen != view.active_row) {
        state.active_seen = view.active_row;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].kind != LineKind::row || lines[i].index != view.active_row) continue;
            state.page = static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), i) - starts.begin()) - 1;
        }
    }
    const std::size_t pages = starts.size();
    state.page = std::min(state.page, pages - 1);
    const std::size_t end = state.page + 1 < pages ? starts[state.page + 1] : lines.size();
    float y = area.y;
    for (std::size_t i = starts[state.page]; i < end; ++i) {
        const Rect line{area.x, y, area.w, heights[i]};
        y += heights[i];
        switch (lines[i].kind) {
        case LineKind::group: draw_group_line(frame, line, view, lines[i].index, commands); break;
        case LineKind::begin: draw_begin_line(frame, line, view, view.groups[lines[i].index], commands); break;
        case LineKind::row: draw_row_line(frame, line, view, lines[i].index, commands); break;
        }
    }
    draw_list_foot(frame, {foot.x, foot.y + 2, foot.w, foot.h - 2}, view, state, pages);
    divider(frame, {look.rect.right() - 1, look.rect.y}, look.rect.h);
}

} // namespace kaogong::kiosk::screens
