// A witness of logs (C2SP tlog-witness): cosigns a head when it follows from the head that it cosigned before, and refuses everything else.
// It knows each log by its note key alone and believes nothing that the key has not signed. One process at a time works on its folder.
#pragma once

#include "core/base/clock.h"
#include "core/base/file_lock.h"
#include "sync/witness/log_memory.h"
#include "sync/witness/submission.h"

#include <map>

namespace kaogong::witness {

inline constexpr std::size_t kLogsMax = 1'000;

struct InitOptions {
    Path data;
    std::string name; // of its key, by habit an address without `https://`
};
// A new key in an empty folder. Gives the witness's note key. Errors: folder_not_empty, key_invalid (name), those of files.
Result<record::NoteKey> init_witness(const InitOptions& options, Random& random);

struct Cosigned {
    std::string line; // the signature line alone
    std::string note; // the log's note with it
    std::uint64_t size = 0;
};

class Witness {
  public:
    // Errors: file_missing (no witness there), witness_running, witness_state_damaged, those of files.
    static Result<Witness> open(const Path& data, Clock& clock);

    record::NoteKey key() const { return key_; }
    std::size_t logs() const { return logs_.size(); }
    // One log more, from nothing. Errors: key_invalid (not the key of a log, or another one under this name), record_too_large.
    Result<void> follow(const record::NoteKey& log);
    Result<const LogMemory*> memory(std::string_view origin) const; // witness_log_unknown

    // Errors, in the order in which they are looked for: checkpoint_bad (form), witness_log_unknown, witness_log_unsigned,
    // witness_request_malformed (smaller than its own old size), witness_saw_shrunk, witness_saw_fork, witness_size_other,
    // tree_consistency_bad, witness_clock_back, those of files. Without an error the new head is on the disk.
    Result<Cosigned> add(const Submission& submission);

  private:
    Witness(Path data, Clock& clock, std::unique_ptr<FileLock> lock, record::KeyPair pair, record::NoteKey key)
        : data_(std::move(data)), clock_(&clock), lock_(std::move(lock)), pair_(std::move(pair)), key_(std::move(key)) {}
    Path folder_of(std::string_view origin) const;
    Result<void> read_logs();
    Result<Cosigned> cosign(LogMemory& memory, const record::Checkpoint& checkpoint, std::string_view note);

    Path data_;
    Clock* clock_;
    std::unique_ptr<FileLock> lock_;
    record::KeyPair pair_;
    record::NoteKey key_;
    std::map<std::string, LogMemory, std::less<>> logs_; // by origin
};

} // namespace kaogong::witness
