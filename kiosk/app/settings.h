// The terminal's settings: DATA/config.toml over /etc/kaogong/kiosk.toml. An unknown key or a wrong type is an error with its line, because a
// setting that is silently ignored is worse than none.
#pragma once

#include "core/base/file.h"

#include <optional>

namespace kaogong::kiosk::app {

struct Settings {
    bool phones_allowed = false; // [receipt]: the receipt's QR code may be shown at the seat
    bool identity_checked_by_staff = true; // [identity]: staff compare person, document and photo before the sitting starts
    std::optional<Path> export_folder;     // [export]: where a stick is mounted; without it the staff corner offers no export
    std::optional<Path> camera_folder;     // [camera]: pictures that stand for a camera's, each in turn
    std::optional<Path> picture_folder;    // [picture]: where pictures are laid that were taken with another camera
    std::optional<Path> print_folder;      // [print]: where printed sheets go; DATA/print unless named
    std::optional<Path> token_folder;      // [token]: below which people's tokens are mounted; without it nobody can sign here
    int frames_per_second_max = 60;
};

// `paths` are read in order, later ones winning; absent files are passed over.
Result<Settings> read_settings(const std::vector<Path>& paths);

} // namespace kaogong::kiosk::app
