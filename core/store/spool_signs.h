// Signs between the kiosk and the carrier that are no parcels: files in the spool whose being there says something.
#pragma once

#include "core/base/file.h"

#include <cstdint>
#include <string_view>

namespace kaogong::store {

// DATA/spool/out/busy: a session is open at this terminal, so the carrier leaves disk and network alone unless it was told not to. The kiosk writes it
// anew every minute; one that has grown old is the rest of a kiosk that stopped and says nothing.
inline constexpr std::string_view kBusyFile = "busy";
inline constexpr std::int64_t kBusyWrittenEveryMs = 60'000;
inline constexpr std::int64_t kBusyFreshMs = 5 * 60'000;

// DATA/spool/ask/spoilt: the carrier could not read a parcel, or it was refused. The kiosk looks whether the files in out/ are still what it wrote.
inline constexpr std::string_view kSpoiltFile = "spoilt";

} // namespace kaogong::store
