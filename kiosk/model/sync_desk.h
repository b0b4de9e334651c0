// View of the sync desk 同步台: what still has to go to the bureau, how far it is, what the bureau put aside and why, and the memory stick. Hints of
// the carrier are shown as they are; only "delivered" is this terminal's own knowledge, because only a verified receipt makes it.
#pragma once

#include "kiosk/model/common.h"

namespace kaogong::kiosk::model {

enum class SyncParcelState { sending, answered, waiting, refused, later, denied, frozen }; // as the carrier says
struct SyncParcelView {
    std::string name;
    SyncParcelState state = SyncParcelState::later;
    std::uint64_t sent_bytes = 0;
    std::uint64_t total_bytes = 0;
    std::optional<Code> why;
};
struct SyncAsideView { // held or quarantined by the bureau
    std::string kind;
    std::string record; // first groups of its hash
    std::optional<Code> why;
};

enum class StickTask { none, write_parcels, read_answers };
struct SyncStickView {
    bool watched = false; // the carrier looks for sticks
    bool there = false;
    std::string name;
    StickTask task = StickTask::none; // asked for last
    bool running = false;             // asked for, and not yet done
    int done = 0;                     // parcels written, answers taken in
    int known = 0;
    int refused = 0;
    int left = 0;
    bool slow = false;
    std::optional<Code> why;
};

struct SyncDeskView {
    std::string staff_number;
    LocalTime now{};
    bool known = false;          // the worker has looked
    bool carrier_speaks = false; // there is a report at all
    std::string bureau;
    std::optional<LocalTime> last_contact;
    std::optional<LocalTime> next_try;
    std::optional<Code> why; // of the last failure
    std::vector<SyncParcelView> parcels; // that have no verified receipt yet, oldest first
    int parcels_left = 0;
    int delivered = 0;
    int undelivered = 0; // results without a verified receipt
    std::vector<SyncAsideView> aside;
    SyncStickView stick;
};

} // namespace kaogong::kiosk::model
