// What the kiosk goes by: the values of one machine after fallback, parents and its own file were laid over each other, each with the file
// and line that it came from.
#pragma once

#include "core/profile/finding.h"
#include "core/profile/schema.h"

#include <optional>

namespace kaogong::profile {

enum class Renderer { software, gpu };

struct Setting {
    std::string name; // Display.FrameCap
    std::string value;
    std::string file; // origin
    int line = 0;
};

struct DisplaySettings {
    std::optional<SizePx> mode;        // as wired, before rotation; absent: what the panel prefers
    std::optional<SizeMm> active_area; // before rotation; absent: what the panel reports
    int rotation_degrees = 0;          // clockwise: 0, 90, 180 or 270
    int scale_percent_min = 100;
    int scale_percent_max = 150;
    Renderer renderer = Renderer::software;
    int frames_per_second_max = 60;
};
struct TouchSettings {
    std::int64_t least_target_um = 12'000;
    int debounce_ms = 80;
};

struct MachineProfile {
    std::string id;
    std::string name_en;
    std::string name_zh_cn;
    std::string status;
    DisplaySettings display;
    TouchSettings touch;
    std::vector<Setting> settings; // rising by name
    // Why this is not the profile that was meant for the machine. Shown as a banner that cannot be overlooked.
    std::optional<Finding> alarm;

    const Setting* find(std::string_view name) const;
    // All settings as text, one a line: its hash goes into a session's opening entry, so that it can be told later what was in force.
    std::string canonical_text() const;
};

} // namespace kaogong::profile
