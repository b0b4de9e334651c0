// Entries proved while the bureau serves: one run at a time, signatures by an examiner, the store by the thread that owns it, whenever nobody
// waits there and at least about once a second.
#pragma once

#include "sync/bureau/entry_prover.h"
#include "sync/desk/examiners.h"

#include <mutex>

namespace kaogong::bureau {

class EntryProving {
  public:
    EntryProving(Store& store, Clock& clock, desk::Examiners& examiners) : prover_(store), clock_(clock), examiners_(examiners) {}

    // Called by an examiner when a run was looked at, so that the store's thread need not be waited for.
    void on_finished(std::function<void()> told);
    // On the store's thread: keeps what was proved and gives the next run away. A failure is told in the log; the next call tries again.
    void go_on();

  private:
    // Shared with the task under way, which may end later than this object.
    struct Desk {
        std::mutex mutex;
        std::optional<ProvedRun> finished;
        std::function<void()> told = [] {};
    };
    Result<void> keep_finished();
    bool give_away(UnprovedRun run);

    EntryProver prover_;
    Clock& clock_;
    desk::Examiners& examiners_;
    bool under_way_ = false;
    std::shared_ptr<Desk> desk_ = std::make_shared<Desk>();
};

} // namespace kaogong::bureau
