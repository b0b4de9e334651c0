// The witnesses of a bureau that serves: which they are, one asker for each, and the one place where their threads meet the store's.
#pragma once

#include "core/record/note.h"
#include "sync/bureau/cosignatures.h"
#include "sync/bureau/witness_asker.h"
#include "sync/desk/worker.h"

namespace kaogong::bureau {

inline constexpr std::size_t kWitnessesMax = 8;

// `http://127.0.0.1:8472#witness.example/w1+0a1b2c3d+BASE64`: where it listens, and the note key that it signs with.
struct WitnessAddress {
    std::string server;
    record::NoteKey key;
};
Result<WitnessAddress> parse_witness(const std::string& text); // usage, key_invalid

class Witnesses {
  public:
    struct Parts {
        Store& store; // on the worker's thread only
        const Authority& authority;
        desk::Worker& worker;
        Clock& clock;
        std::function<void()> publish; // the log's files; on the worker's thread
    };
    struct Options {
        std::vector<WitnessAddress> addresses;
        std::optional<Path> ca; // PEM; of all of them
    };
    // Errors: witness_unnamed (the bundle does not name it), usage (too many), those of the transport.
    static Result<std::unique_ptr<Witnesses>> start(Parts parts, const Options& options);

    void head_moved();
    std::vector<WitnessStatus> status() const;

  private:
    // The log as the askers see it: every look and every line goes through the worker's queue like the requests of terminals.
    class QueuedLog final : public ShownLog {
      public:
        explicit QueuedLog(Parts parts) : parts_(std::move(parts)) {}
        Result<HeadToShow> newest_head(std::uint64_t from) override;
        Result<void> keep(const std::string& note) override;

      private:
        template <typename T> Result<T> on_worker(std::function<Result<T>()> job);
        Parts parts_;
    };
    Witnesses(Parts parts, SystemRandom random) : log_(std::move(parts)), random_(std::move(random)) {}

    QueuedLog log_;
    SystemRandom random_; // draws from the system, which serves every thread
    std::vector<std::unique_ptr<WitnessAsker>> askers_;
};

} // namespace kaogong::bureau
