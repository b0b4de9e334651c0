// The one way into the bureau, whatever carried the bytes: HTTP, a relay, a stick. Offer a head, bring chunks, commit. It follows the
// intake rule of records.md to the letter: what is authentic and consistent is always stored, one bad record never blocks another, and a
// contradiction freezes the terminal with both heads kept. It belongs to the thread that owns the store and knows nothing of HTTP. Several
// of them, in one process or many, may work on one shared store: a parcel has one answer, whichever of them is asked. Each call may also
// end with store_unreachable, store_contended or bureau_overloaded: nothing was half done, and the same may be asked again.
#pragma once

#include "core/record/parcel.h"
#include "core/record/remembering_suite.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/chunk_shelf.h"
#include "sync/bureau/store/store.h"
#include "sync/desk/parcel_desk.h"

namespace kaogong::bureau {

using desk::ChunkRange;
using desk::Committed;
using desk::Offered;
class Arrival;
inline constexpr std::size_t kOpenParcelsMax = 256; // of one terminal: offered, not yet answered

class Intake final : public desk::ParcelDesk {
  public:
    // The authority may be replaced in its place between two calls (bundle_renewal.h).
    // Where requests of one parcel may reach different processes, a chunk must be where all of them find it: in the store.
    enum class SmallParcels { in_store, in_memory };
    Intake(Store& store, const Authority& authority, Clock& clock, SmallParcels small = SmallParcels::in_store)
        : store_(store), authority_(authority), clock_(clock), small_(small) {}

    // Errors: request_malformed, request_too_large, terminal_unknown, head_unauthentic, parcels_open_too_many, and the codes of the record
    // library for a head that is none. The same head again gives the same offer.
    Result<Offered> offer(ByteView head) override;
    // Errors: parcel_unknown, chunk_out_of_range. A chunk that is there is not written again.
    Result<void> chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) override;
    // Errors: parcel_unknown, parcel_lacking, parcel_content_mismatch, ledger_forked, the codes of record/parcel.h. Stored before it returns; the same
    // parcel again gives the same bytes.
    Result<Committed> commit(const Hash& parcel) override;
    std::unique_ptr<desk::Commission> open_commit(const Hash& parcel) override;
    Result<Committed> finish_commit(const Hash& parcel, desk::Commission& commission) override; // one that open_commit of this intake gave
    // One transaction that holds the log, so that many small parcels wait for the disk once. What fails inside undoes itself alone.
    Result<std::unique_ptr<desk::DeskBatch>> begin_batch() override;
    // All three for a parcel that is here as a whole.
    Result<Committed> take(ByteView parcel_file);

  private:
    Result<Offered> offer_once(ByteView head);
    Result<void> chunk_once(const Hash& parcel, std::uint64_t number, ByteView bytes);
    Result<Committed> commit_once(const Hash& parcel, Arrival* examined);
    Result<std::unique_ptr<Arrival>> arrival_of(const ParcelRow& row);
    const std::shared_ptr<const record::Bundle>& bundle_in_force();
    Result<std::vector<ChunkRange>> lacking(const ParcelRow& row);
    bool shelve(const ParcelRow& row, ByteView bytes);
    Result<Terminal> terminal_of(const record::OpenedHead& head);
    Result<ParcelRow> add_offer(const record::OpenedHead& head, ByteView head_bytes, const Terminal& terminal);
    Result<Committed> take_in(const ParcelRow& row, Arrival* examined);
    void take_in_waiting(const LedgerKey& ledger);

    Store& store_;
    const Authority& authority_;
    Clock& clock_;
    SmallParcels small_;
    std::shared_ptr<const record::Bundle> bundle_; // a copy for examinations by other threads
    ChunkShelf shelf_;
    record::RememberingSuite suite_;
};

} // namespace kaogong::bureau
