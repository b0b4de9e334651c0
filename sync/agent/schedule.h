// When which parcel may be tried again. Pure: outcomes and the boot clock come in, "due or not" comes out. A parcel that the bureau refuses
// or cannot digest waits by itself and never holds up the others; a bureau that cannot be reached makes all wait. A terminal that the bureau
// denies or has frozen stops by itself: at a hub lie the parcels of many.
#pragma once

#include "sync/agent/exchange.h"

#include "core/base/clock.h"

#include <map>
#include <optional>
#include <set>

namespace kaogong::sync {

inline constexpr std::int64_t kRefusedWaitMs = 3'600'000; // a refused parcel may become good when the bureau is updated
inline constexpr std::int64_t kAnsweredWaitMs = 900'000;  // answered, yet still in out/: the kiosk is slow, or found the answer bad

class Schedule {
  public:
    explicit Schedule(Random& random) : random_(random) {}

    bool due(const std::string& name, std::int64_t boot_ms) const;
    void note(const std::string& name, const Exchange& exchange, std::int64_t boot_ms);
    void forget_all_but(const std::vector<std::string>& names);

    // Denied or frozen: nothing of that sender is due until begun anew. The one that was stopped last.
    std::optional<Error> stopped() const { return last_stopped_; }
    bool is_stopped(const std::string& name) const;
    std::int64_t link_due_ms() const { return link_due_ms_; } // nothing is tried before
    void try_now();                                           // forgets every wait

  private:
    struct Wait {
        int failures = 0;
        std::int64_t until_ms = 0;
    };
    void link_failed(const Exchange& exchange, std::int64_t boot_ms);
    void wait_longer(const std::string& name, std::int64_t boot_ms);

    Random& random_;
    std::map<std::string, Wait> waits_;
    int link_failures_ = 0;
    std::int64_t link_due_ms_ = 0;
    std::set<std::string> stopped_; // senders
    std::optional<Error> last_stopped_;
};

// Whose parcel it is, by its name: all before the first '-'.
std::string sender_of(const std::string& name);

// No reply came, or the bureau asked all to wait: other parcels would fare the same.
bool concerns_link(const Exchange& exchange);

} // namespace kaogong::sync
