#include "kiosk/screens/examiner/paper_pane.h"

#include "kiosk/screens/candidate/pages.h"

#include <algorithm>
#include <array>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr std::array kZooms = {1.0F, 1.75F, 2.75F, 4.0F};
constexpr float kFoot = kTarget + 12;

// What is seen of the picture, in shares of it, and where.
struct Seen {
    Rect shares;
    Rect rect;
};

Seen seen_of(Rect area, const model::Picture& paper, const PaperState& state) {
    const auto w = static_cast<float>(paper.width_px);
    const auto h = static_cast<float>(paper.height_px);
    const float scale = std::min(area.w / w, area.h / h) * kZooms[state.zoom];
    const Size shown{std::min(area.w, w * scale), std::min(area.h, h * scale)};
    const Size share{shown.w / (w * scale), shown.h / (h * scale)};
    const auto from = [](float middle, float part) { return std::clamp(middle - part / 2, 0.0F, 1 - part); };
    return {{from(state.middle.x, share.w), from(state.middle.y, share.h), share.w, share.h},
            {area.x + (area.w - shown.w) / 2, area.y + (area.h - shown.h) / 2, shown.w, shown.h}};
}

// The paper follows the finger; at its edges it stands still.
void drag(const Frame& frame, const Touch& touch, const Seen& seen, PaperState& state) {
    if (!touch.held) {
        state.finger.reset();
        return;
    }
    const Point at = frame.fingers().input().at;
    if (state.finger) {
        const float x = seen.shares.center().x - (at.x - state.finger->x) / seen.rect.w * seen.shares.w;
        const float y = seen.shares.center().y - (at.y - state.finger->y) / seen.rect.h * seen.shares.h;
        state.middle = {std::clamp(x, seen.shares.w / 2, 1 - seen.shares.w / 2), std::clamp(y, seen.shares.h / 2, 1 - seen.shares.h / 2)};
    }
    state.finger = at;
}

// Smaller and larger, and between them what the finger does, or the page taken anew.
bool draw_zoom(Frame& frame, Rect foot, bool may_retake, PaperState& state) {
    const Button smaller{.id = "###paper_smaller",
                         .label = frame.say(Key::ex_paper_smaller),
                         .icon = Icon::minus,
                         .enabled = state.zoom > 0,
                         .icon_only = true};
    const Button larger{.id = "###paper_larger",
                        .label = frame.say(Key::ex_paper_larger),
                        .icon = Icon::zoom,
                        .enabled = state.zoom + 1 < kZooms.size(),
                        .icon_only = true};
    if (button(frame, foot.cut_left(96), smaller)) --state.zoom;
    if (button(frame, foot.cut_right(96), larger)) ++state.zoom;
    if (state.zoom == 0) state.middle = {0.5F, 0.5F};
    const Rect between = foot.inset(104, 0);
    if (may_retake && state.zoom == 0)
        return button(frame, between, {.id = "###paper_anew", .label = frame.say(Key::ex_paper_anew), .icon = Icon::undo, .style = kBody});
    const std::string_view words = frame.say(state.zoom == 0 ? Key::ex_paper_whole : Key::ex_paper_drag);
    fit_words(frame, between, words, {.role = Role::ink2, .align = Align::center, .noted = true, .dense = true});
    return false;
}

bool draw_pages(Frame& frame, Rect foot, const PaperPane& pane, PaperState& state) {
    const bool paged = pane.pages.size() > 1;
    if (paged) page_strip(frame, {foot.x, foot.y}, {"###paper_page", pane.pages.size()}, state.page);
    if (!pane.may_add) return false;
    const Rect rest = foot.without_left(paged ? kPageStripWidth + 8 : 0);
    const std::string label = frame.say(Key::ex_paper_next, {place("n", static_cast<int>(pane.pages.size()) + 1)});
    const Icon camera = paged ? Icon::none : Icon::camera; // beside the pages there is room for the words alone
    return button(frame, rest, {.id = "###paper_next", .label = label, .icon = camera, .style = kBody});
}

void draw_picture(Frame& frame, Rect area, const model::Picture& paper, PaperState& state) {
    constexpr std::string_view kId = "###paper";
    if (!paper.present()) {
        tone_disc(frame, {area.center().x, area.y + 180}, {72, 36, Icon::camera, Tone::warning});
        fit_words(frame, {area.x + 24, area.y + 236, area.w - 48, 60}, frame.say(Key::ex_paper_none),
                  {.role = Role::ink2, .align = Align::center, .noted = true});
        return;
    }
    const Touch touch = frame.touch(widget_id(kId), area, {.focusable = false});
    const Seen seen = seen_of(area, paper, state);
    if (state.zoom > 0) drag(frame, touch, seen, state);
    fill(frame, area, Role::sunken);
    picture_part(frame, seen.rect, paper.texture, seen.shares);
    frame.note(
        {.id = std::string(kId), .part = Part::image, .label = std::string(frame.say(Key::ex_paper)), .rect = area, .touchable = true});
}

} // namespace

PaperTouch draw_paper(Frame& frame, Rect rect, const PaperPane& pane, PaperState& state) {
    card(frame, rect);
    state.zoom = std::min(state.zoom, kZooms.size() - 1);
    state.page = std::min(state.page, pane.pages.empty() ? 0 : pane.pages.size() - 1);
    const bool second_line = pane.may_add || pane.pages.size() > 1;
    const Rect area{rect.x + 8, rect.y + 8, rect.w - 16, rect.h - 16 - kFoot * (second_line ? 2 : 1)};
    draw_picture(frame, area, pane.pages.empty() ? model::Picture{} : pane.pages[state.page], state);
    if (pane.pages.empty()) return PaperTouch::nothing;
    const Rect foot{area.x, area.bottom() + 12, area.w, kTarget};
    const std::size_t page = state.page;
    PaperTouch touched = PaperTouch::nothing;
    if (draw_zoom(frame, foot, pane.may_retake, state)) touched = PaperTouch::anew;
    if (second_line && draw_pages(frame, foot.moved(0, kFoot), pane, state)) touched = PaperTouch::next_page;
    if (state.page != page) state.middle = {0.5F, 0.5F};
    return touched;
}

void draw_paper_bar(Frame& frame, const model::StaffBarView& bar, float action_width, model::ExaminerCommands& commands) {
    const Button away{.id = "###put_away", .label = frame.say(Key::ex_paper_put_away), .look = ButtonLook::bar, .icon = Icon::undo, .style = kBody};
    const float width = button_width(frame, away);
    // At the other end of the bar than what ends the keying, which it would undo.
    const Rect middle = draw_staff_bar(frame, bar, {BarBack::to_candidates, BarClock::left_out, action_width + 28, width + 16}, commands);
    if (button(frame, {middle.x, 8, width, kTarget}, away))
        commands.push_back(model::AskPutAway{});
}

} // namespace kaogong::kiosk::screens
