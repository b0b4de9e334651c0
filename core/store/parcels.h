// The way out and back: parcels cut from the ledger into DATA/spool/out, and the bureau's answers that come in. A parcel leaves out/ only
// when the bureau holds all of it and has said what it makes of the results in it. Nothing here speaks to a network.
#pragma once

#include "core/record/answer.h"
#include "core/record/parcel.h"
#include "core/store/hostile_folder.h"
#include "core/store/trust.h"

namespace kaogong::store {

struct ParcelLimits { // of one parcel; what is more goes into the next
    std::uint64_t entries_max = 20'000;
    std::uint64_t bytes_max = 16u << 20;
};

struct ParcelFile {
    Hash id;
    std::string name; // in spool/out
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};

struct ImportedAnswer {
    bool is_new = false;                 // false: it had been imported before
    std::uint64_t held = 0;              // entries that the bureau holds
    std::size_t receipts = 0;            // in this answer
    std::size_t not_accepted = 0;        // results and acts that are quarantined or held
    std::optional<Error> bundle_refused; // the bundle behind the answer, when it was not taken
};

class Parcels {
  public:
    struct Place {
        Path out;          // DATA/spool/out
        Bytes certificate; // the device's
        ParcelLimits limits;
    };
    Parcels(Db& db, Ledger& ledger, Trust& trust, Place place) : db_(db), ledger_(ledger), trust_(trust), place_(std::move(place)) {}

    enum class Asked { no, yes };
    // Whether entries wait that must go now: a session's opening or close, a result or act of staff, or a day since the last parcel.
    // Housekeeping alone is never due before the day is over, and an answer's import never is.
    Result<bool> is_due(const Instant& now);
    // Cuts as many parcels as are due (or asked for) and lays them into out/.
    Result<std::vector<ParcelFile>> make_due(const Instant& now, Asked asked = Asked::no);
    // The bytes of a ledger file (the whole ledger, nothing attached) or of any run of entries. Writes nothing.
    Result<Bytes> build(Ledger::Range range, const Instant& now);
    // Writes again what should lie in out/ and does not, or is not what it was: the spool can always be rebuilt from the ledger. How many.
    enum class Lost { missing, missing_or_spoilt };
    Result<std::size_t> restore(Lost lost);

    // Verified against the trust bundle and this terminal's own entries before anything is stored. Errors: those of verify_answer,
    // answer_not_ours, answer_for_other, receipt_leaf_wrong.
    Result<ImportedAnswer> import_answer(ByteView file);
    // How many entries the bureau holds, as far as its verified answers say.
    Result<std::uint64_t> held();

  private:
    struct Cut { // what goes into a head, kept in the database
        Ledger::Range range;
        std::uint64_t log_size = 0;
        Hash log_root;
        std::int64_t bundle_version = 0;
        std::int64_t made_wall_ms = 0;
    };
    struct Stored {
        Hash id;
        Cut cut;
    };
    struct LogAnchor {
        std::uint64_t size = 0;
        Hash root;
    };
    Result<std::uint64_t> cut_so_far();
    Result<bool> has_waiting(std::uint64_t from);
    Result<bool> day_has_passed(const Instant& now);
    Result<Ledger::Range> next_range(std::uint64_t from);
    Result<Cut> cut(Ledger::Range range, const Instant& now);
    Result<Bytes> build_cut(const Cut& cut);
    Result<ParcelFile> make(Ledger::Range range, const Instant& now);
    Result<LogAnchor> anchor();
    Result<Stored> find(const Hash& parcel);
    Result<void> check(const record::OpenedAnswer& answer);
    Result<void> check_log(const record::Checkpoint& checkpoint);
    Result<void> store(ByteView file, const record::OpenedAnswer& answer);
    Result<void> store_verdicts(const record::Answer& answer, std::int64_t row);
    Result<void> remove_held();
    static std::string done_with(); // SQL over `parcels`, with one place for held()
    bool is_lost(const Path& file, const Hash& parcel, Lost lost) const;
    std::string name_of(Ledger::Range range) const;

    Db& db_;
    Ledger& ledger_;
    Trust& trust_;
    Place place_;
    std::optional<LogAnchor> anchor_; // read when it is first asked for
    bool some_missing_ = true; // a row may be there whose file is not: after a start, or when the disk was full
};

} // namespace kaogong::store
