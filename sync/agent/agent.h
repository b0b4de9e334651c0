// The carrier's work on one data folder: looks into spool/out, carries each parcel that has no answer yet, lays answers into spool/in,
// reports into spool/seen. It removes nothing from out/: the kiosk does that when it has verified the receipt. One agent works on a folder
// at a time.
#pragma once

#include "sync/agent/exchange.h"
#include "sync/agent/schedule.h"

#include "core/base/file_lock.h"
#include "core/store/carrier_talk.h"
#include "core/store/hostile_folder.h"

namespace kaogong::sync {

// How one look at the spool went.
struct Pass {
    std::size_t answered = 0;
    std::size_t refused = 0;  // refused, malformed, denied or frozen
    std::size_t waiting = 0;  // kept by the bureau until earlier parcels come
    std::size_t later = 0;    // could not be carried now, or not reached in this pass
    std::optional<Error> why; // of the last parcel that was not answered
};

// What is kept between runs, in DATA/sync/state.json.
struct AgentState {
    std::string bureau;          // the address given last
    std::optional<Code> stopped; // bureau_denied or exports_frozen
    std::int64_t last_contact_ms = 0;
};

class Agent {
  public:
    struct World {
        Clock& clock;
        Random& random;
    };
    // spool_unusable when DATA/spool/out is not there; sync_running when another agent holds the folder.
    static Result<Agent> open(const Path& data, World world);
    Agent(Agent&&) noexcept;
    ~Agent();

    // Carries what is due, each parcel once. Errors are those of the spool itself (disk full); those of parcels are in the Pass.
    Result<Pass> pass(Transport& transport);
    // Passes until nothing more moves: what waited for an earlier parcel is tried again after it.
    Result<Pass> pass_until_settled(Transport& transport);
    // Whether a pass would do anything now.
    Result<bool> has_due();
    // Whether the kiosk says that a session is open (core/store/spool_signs.h).
    bool session_is_open() const;

    // Called with every parcel that was carried and how it went, after its answer was laid down.
    using OnCarried = std::function<void(const std::string& name, const Exchange& exchange)>;
    void on_carried(OnCarried told) { on_carried_ = std::move(told); }

    Schedule& schedule() { return schedule_; }
    const AgentState& state() const { return state_; }
    Result<void> remember_bureau(const std::string& bureau);

  private:
    Agent(Path data, World world, std::unique_ptr<FileLock> lock, store::HostileFolder out, AgentState state);

    Result<std::vector<std::string>> parcel_names();
    bool answered(const std::string& name) const;
    Result<Exchange> carry_one(const std::string& name, Transport& transport);
    void ask_whether_spoilt() const;
    Result<void> keep_answer(const std::string& name, const Exchange& exchange);
    Result<void> report(const store::ParcelProgress& progress);
    Result<void> finish_pass(const std::vector<std::string>& names, const Pass& pass);

    Path data_;
    World world_;
    std::unique_ptr<FileLock> lock_; // DATA/sync/lock, held as long as the agent lives
    store::HostileFolder out_;
    store::CarrierReports progress_;
    Schedule schedule_;
    AgentState state_;
    OnCarried on_carried_;
};

AgentState read_state(const Path& data); // what cannot be read is made anew: it holds nothing that may not be lost

} // namespace kaogong::sync
