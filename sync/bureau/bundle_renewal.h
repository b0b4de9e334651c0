// A trust bundle that was issued while the bureau serves takes effect there without a restart: what is revoked counts from the next parcel on,
// and answers carry the new bundle to the terminals. Everything on the store's thread; whoever needs the bundle elsewhere is told and keeps a
// copy.
#pragma once

#include "core/base/clock.h"
#include "sync/bureau/authority.h"

#include <functional>

namespace kaogong::bureau {

class BundleRenewal {
  public:
    struct Parts {
        Path data; // with the keys
        RegistryStore& registry;
        Clock& clock;
        Authority& in_force; // replaced in its place
        std::function<void(const Authority&)> told = [](const Authority&) {};
    };
    explicit BundleRenewal(Parts parts) : parts_(std::move(parts)) {}

    // Whenever there is nothing better to do: looks at the registry once a second at the most. A bundle that is not fit, or that names keys
    // which are not here, leaves the old one in force and is told in the log once. Whether a newer one is in force.
    bool look();

  private:
    static constexpr std::int64_t kPauseMs = 1'000;

    Parts parts_;
    std::optional<std::int64_t> looked_ms_; // since the boot
    std::uint64_t unfit_ = 0;               // the version that was told about
};

} // namespace kaogong::bureau
