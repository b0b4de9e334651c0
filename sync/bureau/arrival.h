// A parcel that is here as a whole, on its way through a commit, and what can be found out about it without the store: form, hashes,
// places, signatures, certificates. That is the dear part, and any thread may do it. Private to intake.
#pragma once

#include "sync/bureau/intake.h"
#include "sync/bureau/judge.h"
#include "sync/bureau/ledger_rule.h"

namespace kaogong::bureau {

struct ExaminedParcel {
    record::Parcel parcel; // points into the arrival's file
    PlacedEntries entries;
    std::vector<ExaminedEntry> judged; // those that get a verdict, by index
    Attached attached;
    // What follows on the ledger as it was held when the file was read, if that was just before the parcel: most are, and it need not be
    // reckoned again while the store waits.
    std::optional<Following> following;
};

class Arrival final : public desk::Commission {
  public:
    struct Parts {
        ParcelRow row;
        Terminal terminal; // as it was when the file was read
        Bytes file;
    };
    // By the bundle that is in force when it begins, whatever comes meanwhile. The suite must outlive it.
    Arrival(Parts parts, std::shared_ptr<const record::Bundle> bundle, const record::Suite& suite)
        : parts_(std::move(parts)), bundle_(std::move(bundle)), suite_(suite) {}
    Arrival(const Arrival&) = delete;
    Arrival& operator=(const Arrival&) = delete;

    void examine() override;
    std::size_t bytes() const override { return parts_.file.size(); }

    ByteView file() const { return parts_.file; }
    // Once, after examine(): what was found, or parcel_content_mismatch (another head), ledger_index_wrong and its like, terminal_unknown, the
    // codes of record/parcel.h.
    Result<ExaminedParcel> take();
    const HeldLedger& ledger_before() const { return parts_.terminal.ledger; }

  private:
    Result<ExaminedParcel> look() const;
    std::optional<Following> follow_on(const ExaminedParcel& examined) const;

    Parts parts_;
    std::shared_ptr<const record::Bundle> bundle_;
    const record::Suite& suite_;
    std::optional<Result<ExaminedParcel>> found_;
};

} // namespace kaogong::bureau
