// What the kiosk's centre screen wishes of a memory stick, done by the carrier: it looks where sticks appear, does each wish once, and says how
// far it is. The kiosk itself never touches a stick.
#pragma once

#include "core/base/clock.h"
#include "core/store/carrier_talk.h"
#include "sync/agent/stick.h"

namespace kaogong::sync {

class StickDesk {
  public:
    // `media`: the folder in which a stick appears as a folder of its own while it is plugged in, as desktop systems mount them. A fixed mount
    // point would be there without a stick as well, and what is written into it would be told as carried.
    StickDesk(Path data, Path media, Clock& clock);

    // Does what is wished and was not done yet. True: something was done. Errors are those of the reports (disk full).
    Result<bool> look();

  private:
    Result<Path> find_stick() const; // stick_unusable: none, or several
    Result<void> tell(const store::StickProgress& now);
    Result<void> do_wish(const store::StickWish& wish);
    Result<StickReport> work(store::StickWork work, Stick& stick, const OnStick& on_progress);

    Path data_;
    Path media_;
    Clock& clock_;
    store::CarrierReports reports_;
    std::optional<store::StickProgress> told_;
};

} // namespace kaogong::sync
