#include "sync/bureau/bundle_renewal.h"

#include "core/base/log.h"

namespace kaogong::bureau {

bool BundleRenewal::look() {
    const std::int64_t now_ms = parts_.clock.now().boot_ms;
    if (looked_ms_ && now_ms - *looked_ms_ < kPauseMs) return false;
    looked_ms_ = now_ms;
    const auto newest = parts_.registry.newest_bundle_version();
    if (!newest.ok() || !*newest || static_cast<std::int64_t>(**newest) <= parts_.in_force.bundle.version || **newest == unfit_) return false;
    auto authority = open_authority(parts_.data, parts_.registry);
    if (!authority.ok()) {
        unfit_ = **newest;
        log(LogLevel::error, authority.error(), {{"bundle", **newest}});
        return false;
    }
    parts_.in_force = std::move(*authority);
    log(LogLevel::info, "a newer trust bundle is in force", {{"bundle", parts_.in_force.bundle.version}});
    parts_.told(parts_.in_force);
    return true;
}

} // namespace kaogong::bureau
