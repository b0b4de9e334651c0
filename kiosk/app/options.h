// The command line of the kiosk.
#pragma once

#include "core/base/file.h"

#include <optional>
#include <string>

namespace kaogong::kiosk::app {

enum class Surface { fullscreen, windowed, offscreen };

struct KioskOptions {
    Path data;
    std::string profile; // id; empty: the best match for this machine
    Surface surface = Surface::fullscreen;
    Language language = Language::zh_cn;
    std::optional<Path> script;
    std::optional<Path> shots;
    std::optional<Path> enrol;  // take this kit, make keys and a request, and end
    std::optional<Path> export_; // write ledger, proofs and answers there, and end
    std::string bench;
    int width_px = 0; // of a window or of the offscreen picture; 0: the profile's
    int height_px = 0;
};

// Prints help or what is wrong by itself; `exit_status` is set when the program should end at once (0 after --help, 2 for wrong use).
struct ParsedOptions {
    KioskOptions options;
    std::optional<int> exit_status;
};
ParsedOptions parse_options(int argc, char** argv);

} // namespace kaogong::kiosk::app
