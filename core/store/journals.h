// Sealed journals, for sittings and for scorings alike: one sealed row for every event, durable with its ledger entry before anybody is
// told that it is saved. This part knows rows, keys and sequences; what an event means is known to sittings.h and scorings.h. Private to
// them.
#pragma once

#include "core/record/result_record.h"
#include "core/record/sealed_answers.h"
#include "core/store/entry_draft.h"
#include "core/store/ledger.h"

#include <map>

namespace kaogong::store {

struct SittingOpening {
    SessionId session;
    CandidateRef candidate;
    PackageId package;
    record::age::Recipient bureau; // answers are sealed to its response key
};

struct SittingFacts {
    SittingId id;
    SessionId session;
    CandidateRef candidate;
    PackageId package;
    RecordId record;   // drawn at opening, so that sealing again gives the same bytes
    record::Salt salt; // likewise
};

struct DeviceKeys {
    const record::age::Identity& identity;
    record::age::Recipient recipient;
};

enum class JournalKind : std::uint8_t { sitting = 1, scoring };

struct JournalEvent {
    std::uint64_t sequence = 0;
    Instant at;
    int type = 0;
    ByteView plain; // holds an answer or a score in clear; the caller wipes it
};

inline constexpr std::int64_t kJournalFilesMax = 64;
inline constexpr std::int64_t kJournalFileRoom = 64 << 10; // an own sheet that comes in
inline constexpr std::int64_t kJournalFilesBytesMax = 32 << 20; // they go in one parcel, of which a bureau takes 64 MiB

class Journals {
  public:
    struct Parts {
        Db& db;
        Ledger& ledger;
        DeviceKeys device;
    };
    Journals(const Parts& parts, JournalKind kind) : db_(parts.db), ledger_(parts.ledger), device_(parts.device), kind_(kind) {}

    Result<SittingFacts> open(const SittingOpening& opening);
    // What goes with an event into its transaction.
    struct Companions {
        std::vector<EntryDraft> entries;
        ByteView signature; // or empty
    };
    // The same event under the same sequence again is a success and changes nothing. Errors: sitting_unknown, sitting_sequence_wrong,
    // sealed_answer_damaged after the key was erased, those of the database.
    Result<void> append(const SittingId& journal, const JournalEvent& event, Companions companions);
    // For an event without secrets, after the key is gone.
    Result<void> append_unsealed(const SittingId& journal, const JournalEvent& event, Companions companions);
    Result<std::vector<Secret>> load(const SittingId& journal);
    // A file beside the journal, sealed with its key and durable when this returns; the same bytes again change nothing.
    // `leave_files`: so many others of kJournalFileRoom must still find room afterwards.
    Result<Hash> keep_file(const SittingId& journal, ByteView plain, std::int64_t leave_files = 0);
    Result<Secret> file(const SittingId& journal, const Hash& hash); // file_missing
    Result<std::vector<Secret>> files(const SittingId& journal);     // in the order in which they were kept
    Result<std::uint64_t> last_sequence(const SittingId& journal);

    Result<SittingFacts> find(const SittingId& journal);
    // Those whose last event is not of this type.
    Result<std::vector<SittingFacts>> not_ended_by(int type);
    Result<std::vector<SittingFacts>> of_candidate(const CandidateRef& candidate);
    Result<Bytes> wrapped_key(const SittingId& journal);
    Result<std::int64_t> row_of(const SittingId& journal);
    Result<void> erase_recovery(const SittingId& journal); // inside a transaction of the caller
    Result<bool> is_closed(const SittingId& journal);      // the recovery key is gone
    void forget_key(const SittingId& journal) { active_.erase(journal); }

  private:
    struct Active { // a journal whose key is in memory
        std::int64_t row = 0;
        record::SittingKey key;
        std::uint64_t last_sequence = 0;
    };
    struct Row {
        std::int64_t journal = 0;
        Bytes sealed;
    };
    Result<Active*> active(const SittingId& journal);
    Result<std::uint64_t> last_sequence_of(std::int64_t row);
    Result<void> insert(const SittingId& journal, const JournalEvent& event, const Row& row, Companions companions);
    Result<void> must_be_same(const Active& active, const SittingId& journal, const JournalEvent& event);
    Result<std::vector<SittingFacts>> facts_of(Stmt rows);
    int kind() const { return static_cast<int>(kind_); }

    Db& db_;
    Ledger& ledger_;
    DeviceKeys device_;
    JournalKind kind_;
    std::map<SittingId, Active> active_;
};

} // namespace kaogong::store
