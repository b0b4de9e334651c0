#include "kiosk/screens/examiner/keyed_list.h"

#include "kiosk/screens/candidate/pages.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

bool draw_line(Frame& frame, Rect rect, const KeyedLine& line, bool active) {
    const std::string id = "###row_" + line.row.id;
    const Touch touch = frame.touch(widget_id(id), rect);
    frame.note({.id = id,
                .part = Part::cell,
                .label = line.row.id + " " + line.row.name,
                .value = line.value + (active ? ", current" : ""),
                .rect = rect,
                .touchable = true});
    if (active || touch.held) fill(frame, rect.inset(1, 0), Role::accent_soft);
    if (active) fill(frame, {rect.x, rect.y, 4, rect.h}, Role::accent);
    hairline(frame, {rect.x + 16, rect.bottom() - 1}, rect.w - 32);
    if (line.icon == Icon::none)
        ring(frame, {rect.x + 28, rect.center().y}, 20, kBorderActive, Role::line_strong);
    else
        icon(frame, line.icon, {rect.x + 28, rect.center().y}, 22, line.role);
    const Rect words = rect.without_left(50).without_right(16);
    const float right = std::min(words.w * 0.45F, line_width(frame, line.value, kLabelBold) + 1);
    text_line(frame, words.cut_right(right), line.value, {kLabelBold, line.role, Align::right, true, false});
    float number = 0;
    if (line.row.numbered)
        number = std::max(48.0F, text_line(frame, words, line.row.id, {.style = kLabel, .role = Role::ink2, .noted = false}) + 10);
    text_line(frame, words.without_left(number).without_right(right + 8), line.row.name,
              {active ? kLabelBold : kLabel, Role::ink, Align::left, true, false});
    if (touch.focused) focus_ring(frame, rect.inset(6), kRadiusControl);
    return touch.tapped;
}

} // namespace

std::optional<std::size_t> draw_keyed_list(Frame& frame, Rect rect, const std::vector<KeyedLine>& lines, std::size_t active,
                                           KeyedListState& state) {
    constexpr float kFoot = kTarget + 12;
    card(frame, rect);
    const auto shown = static_cast<std::size_t>((rect.h - kFoot - 8) / kTarget);
    const std::size_t pages = std::max<std::size_t>(1, (lines.size() + shown - 1) / shown);
    if (state.active_seen != active) {
        state.active_seen = active;
        state.page = active / shown;
    }
    state.page = std::min(state.page, pages - 1);
    std::optional<std::size_t> touched;
    float y = rect.y + 8;
    for (std::size_t i = state.page * shown; i < std::min(lines.size(), (state.page + 1) * shown); ++i) {
        if (draw_line(frame, {rect.x, y, rect.w, kTarget}, lines[i], i == active) && i != active) touched = i;
        y += kTarget;
    }
    if (pages > 1)
        page_strip(frame, {rect.x + (rect.w - kPageStripWidth) / 2, rect.bottom() - kTarget - 6}, {"###rows", pages}, state.page);
    return touched;
}

} // namespace kaogong::kiosk::screens
