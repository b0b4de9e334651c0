// Tests that need the typeface are skipped on machines without it; packaging/setup installs it.
#pragma once

#include "kiosk/platform/fonts.h"

namespace kaogong::test {

inline bool font_is_missing() {
    return !kiosk::platform::FontFiles::find().ok();
}

} // namespace kaogong::test
