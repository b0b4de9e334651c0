// The terminal's settings: DATA/config.toml over /etc/kaogong/kiosk.toml. An unknown key or a wrong type is an error with its line, because a
// setting that is silently ignored is worse than none.
#pragma once

#include "core/base/file.h"

namespace kaogong::kiosk::app {

struct Settings {
    bool phones_allowed = false; // [receipt]: the receipt's QR code may be shown at the seat
    int frames_per_second_max = 60;
};

// `paths` are read in order, later ones winning; absent files are passed over.
Result<Settings> read_settings(const std::vector<Path>& paths);

} // namespace kaogong::kiosk::app
