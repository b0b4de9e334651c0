// What a panel says about itself: the 128 bytes of VESA EDID 1.3/1.4 (base block), as /sys/class/drm/*/edid gives them. Bytes come from a
// device and are taken as hostile.
#pragma once

#include "core/base/bytes.h"
#include "core/profile/schema.h"

#include <optional>

namespace kaogong::profile {

struct PanelIdentity {
    std::string maker;          // three capital letters
    std::string product;        // four hexadecimal digits
    std::optional<SizePx> mode; // first detailed timing: what the panel prefers
    std::optional<SizeMm> size; // from that timing in millimetres, else from the whole centimetres of the header
};
// Errors: profile_panel_unreadable (too short, wrong head, wrong sum).
Result<PanelIdentity> read_edid(ByteView edid);

} // namespace kaogong::profile
