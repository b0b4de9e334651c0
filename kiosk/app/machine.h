// What the hardware profile decides at the start: which profile this machine gets, and what window, renderer, rotation, frame cap and text sizes follow.
#pragma once

#include "core/profile/catalogue.h"
#include "core/profile/probe.h"
#include "kiosk/app/exam.h"
#include "kiosk/app/options.h"
#include "kiosk/platform/window.h"

namespace kaogong::kiosk::app {

// Never fails: a machine without a usable profile gets the fallback and an alarm, which is logged.
profile::MachineProfile choose_profile(const KioskOptions& options, profile::FactSource& facts);

platform::WindowOptions window_options(const KioskOptions& options, const profile::MachineProfile& profile);
TextLimits text_limits(const profile::MachineProfile& profile);
// Says in the log when the smallest target of the screens (64 units) is smaller on this panel than the profile wants.
void check_target_size(const profile::MachineProfile& profile);
// Of what identifies the machine; goes into the ledger's boot entry.
Hash hardware_hash(const profile::MachineProfile& profile);
// A program of the same installation, or of the same build.
Path program_beside_this_one(std::string_view name);

} // namespace kaogong::kiosk::app
