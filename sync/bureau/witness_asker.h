// A thread that keeps one witness asked: after every new head, again and again with growing waits while it does not answer, and now and
// then by itself. Nothing else of the bureau waits for it.
#pragma once

#include "core/base/random.h"
#include "sync/bureau/witness_talk.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace kaogong::bureau {

struct WitnessStatus {
    std::string name;
    std::uint64_t size = 0;       // of the newest head that it cosigned since this program started
    std::int64_t at_ms = 0;       // when
    std::optional<Error> trouble; // why not since, if so
};

class WitnessAsker {
  public:
    // The transport is made here, so that it can be told to stop.
    using OpenTransport = std::function<Result<std::unique_ptr<Transport>>(std::function<bool()> stop)>;
    struct Parts {
        record::NoteKey witness;
        ShownLog& log; // used from the asker's thread
        Clock& clock;
        Random& random; // of this asker alone
    };
    static Result<std::unique_ptr<WitnessAsker>> start(Parts parts, const OpenTransport& open_transport);
    WitnessAsker(const WitnessAsker&) = delete;
    WitnessAsker& operator=(const WitnessAsker&) = delete;
    ~WitnessAsker(); // breaks off what is under way

    void head_moved(); // from any thread
    WitnessStatus status() const;

  private:
    explicit WitnessAsker(Parts parts) : parts_(std::move(parts)), status_{.name = parts_.witness.name, .trouble = {}} {}
    void work();
    bool wait(std::int64_t wait_ms); // for a new head; false when ending
    bool rest(std::int64_t wait_ms); // whatever comes; false when ending
    void note(const Result<std::uint64_t>& outcome);

    Parts parts_;
    std::unique_ptr<Transport> transport_;
    mutable std::mutex mutex_;
    std::condition_variable something_;
    bool moved_ = true;
    std::atomic<bool> ending_ = false;
    WitnessStatus status_;
    std::thread thread_;
};

} // namespace kaogong::bureau
