// Views of the staff corner: what an invigilator may look at and do at this terminal after the PIN. Nothing here says more of a candidate
// than the candidate's own screens do.
#pragma once

#include "kiosk/model/common.h"

namespace kaogong::kiosk::model {

enum class StaffPage { menu, start, resume, identity, close, sync };

// Whether an action can be done now, and if not, why: the line under its name says it.
enum class ActionState {
    ready,
    running,
    done,
    no_session,   // no package, or its session has been closed
    not_open,     // sign-in has not begun
    nobody,       // no candidate sits here
    not_due,      // nothing interrupted, nothing handed in
    sitting_open, // a candidate sits here still
    no_folder,    // no stick
};

enum class SeatUse { free, signing_in, waiting, answering, interrupted, handed_in, ended };

// The terminal's own state, as the worker found it. Sizes in whole mebibytes.
struct HealthView {
    bool known = false; // the worker has answered
    bool has_package = false;
    bool clock_stepped = false; // since the program's start
    std::int64_t disk_free_mib = 0;
    bool disk_enough = false;
    std::string profile; // id
    std::optional<Code> profile_alarm;
    int results = 0; // of this session, sealed here
    int undelivered = 0;
    std::uint64_t ledger_entries = 0;
};

// What was just done, for the line at the foot.
enum class StaffDone { nothing, started, will_start, identity_noted, closed, exported };

struct StaffMenuView {
    std::string staff_number;
    PlaceView place;
    LocalTime now{};
    std::string exam;      // empty without a session
    std::string candidate; // empty: nobody
    SeatUse seat_use = SeatUse::free;
    HealthView health;
    ActionState start = ActionState::no_session;
    ActionState identity = ActionState::nobody;
    ActionState resume = ActionState::not_due;
    ActionState release = ActionState::not_due;
    ActionState close = ActionState::no_session;
    ActionState export_records = ActionState::no_folder;
    LocalTime starts_at{}; // as planned, or as it was
    StaffDone done = StaffDone::nothing;
    int exported_files = 0;
};

// 宣布开考. Before the planned time the word is for that time; after it the room started then, or starts now.
struct StartView {
    LocalTime planned{};
    LocalTime now{};
    bool ahead = false; // of the planned time
    std::string exam;
    bool busy = false;
};

struct ReleaseView { // 续考
    std::string candidate;
    std::int64_t interrupted_ms = 0;
    std::int64_t left_ms = 0;
    int saved_answers = 0;
    bool estimated = false; // the machine itself was off: a wall-clock difference, for staff to confirm
};

struct IdentityView { // 人证核验
    std::string name;
    std::string masked_id_number;
    std::string ticket;
    std::string occupation;
    std::string level;
    std::string seat;
    Picture photo;
    bool refused_by_candidate = false; // "not me"
};

struct CloseView {
    std::string exam;
    int results = 0;
    int undelivered = 0;
    bool busy = false;
};

enum class StartFrom { plan, word };
enum class OutageReason { power_cut, machine_fault, environment, staff_fault };
enum class IdentityDecision { match, doubt, mismatch };

} // namespace kaogong::kiosk::model
