// Blocks that do not fit are cut into pages at block boundaries; the strip with page keys is the one way to turn them.
#pragma once

#include "kiosk/ui/buttons.h"

#include <vector>

namespace kaogong::kiosk::screens {

// The index of the first block of each page, greedily; a block higher than a page gets one of its own. Never empty.
std::vector<std::size_t> page_starts(const std::vector<float>& heights, float room);

struct PageStrip {
    std::string_view id; // "###text": its keys are ###text_previous and ###text_next
    std::size_t pages = 1;
};
inline constexpr float kPageStripWidth = 216;
inline constexpr float kPageStripHeight = ui::kTarget;
// Two keys with "1 / 3" between them; turns `page` when one is touched.
void page_strip(ui::Frame& frame, ui::Point top_left, const PageStrip& strip, std::size_t& page);

} // namespace kaogong::kiosk::screens
