#include "kiosk/screens/candidate/pages.h"

namespace kaogong::kiosk::screens {

using namespace ui;

std::vector<std::size_t> page_starts(const std::vector<float>& heights, float room) {
    std::vector<std::size_t> starts{0};
    float used = 0;
    for (std::size_t i = 0; i < heights.size(); ++i) {
        if (used + heights[i] > room && i > starts.back()) {
            starts.push_back(i);
            used = 0;
        }
        used += heights[i];
    }
    return starts;
}

void page_strip(Frame& frame, Point top_left, const PageStrip& strip, std::size_t& page) {
    const Rect rect{top_left.x, top_left.y, kPageStripWidth, kPageStripHeight};
    const std::string id(strip.id);
    const std::string previous_id = id + "_previous";
    const std::string next_id = id + "_next";
    const Button previous{
        .id = previous_id, .label = frame.say(Key::page_previous), .icon = Icon::chevron_left, .enabled = page > 0, .icon_only = true};
    const Button next{.id = next_id,
                      .label = frame.say(Key::page_next),
                      .icon = Icon::chevron_right,
                      .enabled = page + 1 < strip.pages,
                      .icon_only = true};
    const std::string words =
        frame.say(Key::page_of, {place("page", static_cast<int>(page) + 1), place("pages", static_cast<int>(strip.pages))});
    if (button(frame, rect.cut_left(kTarget), previous)) --page;
    if (button(frame, rect.cut_right(kTarget), next)) ++page;
    text_line(frame, rect.inset(kTarget, 0), words, {.style = kBodyBold, .align = Align::center});
}

} // namespace kaogong::kiosk::screens
