#include "kiosk/app/machine.h"

#include "core/base/log.h"
#include "core/record/suite.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr int kTargetUnits = 64; // least side of anything to touch
constexpr platform::Extent kDefaultSize{1920, 1080};

// Installed profiles, then those of a checkout beside the program that was built in it.
std::vector<Path> profile_folders() {
    std::vector<Path> folders{"/etc/kaogong/hardware-profiles/machines", "/run/kaogong/hardware-profiles/machines",
                              "/usr/share/kaogong/hardware-profiles/machines"};
    std::error_code failed;
    const Path program = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (!failed) folders.push_back(program.parent_path() / "../../../hardware-profiles/machines");
    return folders;
}

platform::Rotation rotation(const profile::MachineProfile& profile) {
    return platform::rotation_from_degrees(profile.display.rotation_degrees).value_or(platform::Rotation::none);
}

} // namespace

profile::MachineProfile choose_profile(const KioskOptions& options, profile::FactSource& facts) {
    const profile::Catalogue catalogue = profile::Catalogue::load(profile_folders());
    profile::MachineProfile chosen = catalogue.select(facts.facts(), options.profile);
    if (chosen.alarm)
        log(LogLevel::warning, profile::as_error(*chosen.alarm), {{"profile", chosen.id}});
    else
        log(LogLevel::info, "profile chosen", {{"profile", chosen.id}});
    return chosen;
}

platform::WindowOptions window_options(const KioskOptions& options, const profile::MachineProfile& profile) {
    platform::WindowOptions window;
    switch (options.surface) {
    case Surface::fullscreen: window.mode = platform::WindowMode::fullscreen; break;
    case Surface::windowed: window.mode = platform::WindowMode::windowed; break;
    case Surface::offscreen: window.mode = platform::WindowMode::offscreen; break;
    }
    window.rotation = rotation(profile);
    window.touch_debounce_ms = profile.touch.debounce_ms;
    window.renderer = profile.display.renderer == profile::Renderer::gpu ? platform::RendererKind::opengl : platform::RendererKind::software;
    window.size = options.surface == Surface::windowed ? platform::Extent{1280, 720} : kDefaultSize;
    if (profile.display.mode) window.size = {profile.display.mode->width_px, profile.display.mode->height_px};
    if (options.width_px > 0 && options.height_px > 0) window.size = {options.width_px, options.height_px};
    return window;
}

TextLimits text_limits(const profile::MachineProfile& profile) {
    return {.percent_min = profile.display.scale_percent_min, .percent_max = profile.display.scale_percent_max};
}

void check_target_size(const profile::MachineProfile& profile) {
    if (!profile.display.active_area) return;
    const profile::SizeMm& area = *profile.display.active_area;
    // The canvas of 1280 x 720 fills the panel in one direction; the tighter one decides. Micrometres.
    const std::int64_t wide = std::max(area.width_um, area.height_um), narrow = std::min(area.width_um, area.height_um);
    const std::int64_t target_um = std::min(wide * kTargetUnits / 1280, narrow * kTargetUnits / 720);
    if (target_um < profile.touch.least_target_um)
        log(LogLevel::warning, "touch targets are smaller than the profile wants",
            {{"target_um", target_um}, {"wanted_um", profile.touch.least_target_um}, {"profile", profile.id}});
}

Hash hardware_hash(const profile::MachineProfile& profile) {
    return record::sha256(view(profile.canonical_text()));
}

Path program_beside_this_one(std::string_view name) {
    std::error_code failed;
    const Path program = std::filesystem::read_symlink("/proc/self/exe", failed);
    return (failed ? Path("/usr/bin") : program.parent_path()) / name;
}

} // namespace kaogong::kiosk::app
