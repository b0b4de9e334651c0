// Parcels on their way in and what became of them: offers and their chunks, the answers that were given, the entries held of each terminal,
// what was judged of each record, and the evidence of forks.
#pragma once

#include "sync/bureau/store/keys.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

enum class ParcelState {
    open = 0,     // offered; chunks may lack
    waiting = 1,  // all here; earlier entries are not
    answered = 2, // taken in; its answer is kept
    forked = 3,   // contradicts what is held; kept whole as evidence
};

struct ParcelRow {
    Hash id;
    CentreId centre;
    TerminalId terminal;
    std::uint64_t first = 0;
    std::uint64_t count = 0;
    std::uint64_t size = 0; // of the file
    Bytes head;
    ParcelState state = ParcelState::open;

    ParcelKey key() const { return {.centre = centre, .id = id}; }
    LedgerKey ledger_key() const { return {.centre = centre, .terminal = terminal}; }
};

// Entries that one parcel added: [first, first + leaves.size()) of the terminal's ledger.
struct Segment {
    CentreId centre;
    TerminalId terminal;
    std::uint64_t first = 0;
    std::vector<Hash> leaves; // hash of each entry's bytes: equal hashes, equal bytes
    Hash parcel;
    Bytes entries; // the bytes themselves, as a CBOR sequence of byte strings
};

// One result or staff act of a terminal's ledger and what was decided. Verdicts are those of record/answer.h.
struct JudgedRow {
    CentreId centre;
    TerminalId terminal;
    std::uint64_t index = 0; // in the terminal's ledger
    int entry_type = 0;
    int verdict = 0;
    int code = 0; // of core/base/codes; 0 when accepted
    Hash entry_hash;
    Hash parcel;
    // Of results only:
    std::optional<RecordId> record_id;
    std::optional<Hash> record_hash;
    std::optional<CandidateRef> candidate;
    std::optional<SessionId> session;
    Bytes record; // the SignedResult
    std::optional<std::uint64_t> log_index;

    LedgerKey ledger_key() const { return {.centre = centre, .terminal = terminal}; }
};

// One result that was put aside, without the record itself.
struct AsideBrief {
    CentreId centre;
    TerminalId terminal;
    Hash record;
    int verdict = 0;
    int code = 0;
    std::int64_t came_ms = 0; // when its parcel was taken in
};

// An accepted result of the person who is that candidate, here or in another session.
struct PersonsRow {
    CandidateRef candidate;
    JudgedRow row;
};

// What a person decided about a result that was put aside.
struct DecisionRow {
    Hash record;
    Bytes act; // core/record/act.h
    std::uint64_t act_log_index = 0;
    std::int64_t at_ms = 0;
};
inline constexpr std::size_t kOfPersonMax = 500;   // results of one person
inline constexpr std::size_t kPeopleAskedMax = 32; // people of one question
inline constexpr std::size_t kAsideMax = 10'000; // rows of one list
inline constexpr std::size_t kUntoldMax = 500;   // decisions that one answer tells of

struct ForkRow {
    CentreId centre;
    TerminalId terminal;
    std::uint64_t index = 0; // the first place where both differ
    Bytes head_held;         // signed head of the parcel that brought what is held there
    Bytes head_new;          // signed head of the one that contradicts it
    Bytes parcel_file;       // the contradicting parcel whole
    std::int64_t seen_ms = 0;
};

struct BlobRow {
    CentreId centre;
    Hash hash;
    Hash parcel;
    Bytes bytes;
};

class IntakeStore {
  public:
    virtual ~IntakeStore() = default;

    // By its hash alone, as requests name it: where the store is spread over machines, all of them are asked.
    virtual Result<std::optional<ParcelRow>> parcel(const Hash& id) = 0;
    virtual Result<void> add_parcel(const ParcelRow& parcel, std::int64_t at_ms) = 0;
    virtual Result<void> set_state(const ParcelKey& parcel, ParcelState state, std::int64_t at_ms) = 0;
    virtual Result<std::uint64_t> unfinished_parcels(const LedgerKey& ledger) = 0; // open or waiting
    // The waiting parcel of that terminal that begins first, if it begins at or before `held`.
    virtual Result<std::optional<ParcelRow>> next_waiting(const LedgerKey& ledger, std::uint64_t held) = 0;

    virtual Result<std::vector<std::uint64_t>> chunk_numbers(const ParcelKey& parcel) = 0; // rising
    virtual Result<void> add_chunk(const ParcelKey& parcel, std::uint64_t number, ByteView bytes) = 0;
    virtual Result<Bytes> joined_chunks(const ParcelKey& parcel) = 0;
    virtual Result<void> drop_chunks(const ParcelKey& parcel) = 0;

    virtual Result<std::optional<Bytes>> answer(const ParcelKey& parcel) = 0;
    virtual Result<void> add_answer(const ParcelKey& parcel, ByteView answer) = 0;

    virtual Result<void> add_segment(const Segment& segment) = 0;
    virtual Result<std::vector<Hash>> leaves(const LedgerKey& ledger, IndexRange range) = 0;
    // The first segment that begins at `from` or later, whole.
    virtual Result<std::optional<Segment>> next_segment(const LedgerKey& ledger, std::uint64_t from) = 0;
    // Head of the parcel that brought the entry at that place.
    virtual Result<Bytes> head_of(const LedgerKey& ledger, std::uint64_t index) = 0;

    virtual Result<void> add_judged(const JudgedRow& row) = 0;
    virtual Result<std::vector<JudgedRow>> judged(const LedgerKey& ledger, IndexRange range) = 0; // by index
    // Of all centres: a record id is good once in the whole bureau. Two transactions that hold the log (log_store.h) never miss each
    // other's rows.
    virtual Result<std::vector<JudgedRow>> judged_with_record_ids(const std::vector<RecordId>& ids) = 0; // without the records themselves
    virtual Result<std::vector<JudgedRow>> judged_with_record_hash(const Hash& record) = 0;
    // Accepted results of each of these different candidates (kPeopleAskedMax) and of every candidate of other sessions who is the same
    // person; at most kOfPersonMax for each on average.
    virtual Result<std::vector<PersonsRow>> accepted_of_people(const std::vector<CandidateRef>& candidates) = 0;

    virtual Result<std::vector<SessionId>> sessions() = 0; // of which there are results, rising
    virtual Result<std::vector<JudgedRow>> accepted_of(const SessionId& session) = 0; // results of it, by terminal and place
    // Accepted results whose leaf of the log lies at that place or later, in the order of the log.
    virtual Result<std::vector<JudgedRow>> accepted_since(std::uint64_t log_index, std::size_t limit) = 0;
    virtual Result<std::vector<AsideBrief>> aside_briefs() = 0; // the same results as aside(), the longest waiting first

    virtual Result<std::vector<JudgedRow>> aside() = 0; // results quarantined or held and not decided, by terminal and place
    // The verdict, code and log index of the row become these; the decision is kept for good and waits to be told.
    virtual Result<void> decide(const JudgedRow& row, const DecisionRow& decision) = 0;
    virtual Result<std::vector<JudgedRow>> untold(const LedgerKey& ledger) = 0; // decided, and in no answer yet; by index
    virtual Result<void> set_told(const LedgerKey& ledger, const std::vector<std::uint64_t>& indexes, const Hash& parcel) = 0;

    virtual Result<void> add_blob(const BlobRow& blob) = 0; // a hash that is there stays as it is
    virtual Result<bool> has_blob(const BlobKey& blob) = 0;
    virtual Result<std::optional<Bytes>> blob(const BlobKey& blob) = 0;
    virtual Result<std::vector<BlobRow>> blobs_of(const ParcelKey& parcel) = 0; // that came with it

    virtual Result<void> add_fork(const ForkRow& fork) = 0;
    virtual Result<std::vector<ForkRow>> forks(const LedgerKey& ledger) = 0; // as they were seen
};

} // namespace kaogong::bureau
