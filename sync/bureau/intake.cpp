#include "sync/bureau/intake.h"

#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "sync/bureau/arrival.h"
#include "sync/bureau/parcel_state.h"
#include "sync/bureau/take_in.h"
#include "sync/desk/parcel_size.h"

namespace kaogong::bureau {
namespace {

constexpr int kAttempts = 3;

// Two processes got in each other's way and the database undid one of them. Nothing happened, so the same is done again; each of these
// calls begins by looking at what is there.
template <typename Work> auto until_uncontended(const Work& work) {
    auto outcome = work();
    for (int attempt = 1; attempt < kAttempts && !outcome.ok() && outcome.code() == codes::store_contended; ++attempt) outcome = work();
    return outcome;
}

} // namespace

Result<Offered> Intake::offer(ByteView head) {
    return until_uncontended([&] { return offer_once(head); });
}

Result<void> Intake::chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) {
    return until_uncontended([&] { return chunk_once(parcel, number, bytes); });
}

Result<Committed> Intake::commit(const Hash& parcel) {
    return until_uncontended([&] { return commit_once(parcel, nullptr); });
}

std::unique_ptr<desk::Commission> Intake::open_commit(const Hash& parcel) {
    const auto row = store_.intake().parcel(parcel);
    if (!row.ok() || !*row || is_finished((*row)->state)) return nullptr; // whatever is wrong, commit() says it
    auto arrival = arrival_of(**row);
    return arrival.ok() ? std::move(*arrival) : nullptr;
}

// What was examined is used up by the first attempt; a second one examines again.
Result<Committed> Intake::finish_commit(const Hash& parcel, desk::Commission& commission) {
    auto committed = commit_once(parcel, &static_cast<Arrival&>(commission));
    if (committed.ok() || committed.code() != codes::store_contended) return committed;
    return commit(parcel);
}

Result<std::unique_ptr<desk::DeskBatch>> Intake::begin_batch() {
    class Batch final : public desk::DeskBatch {
      public:
        explicit Batch(std::unique_ptr<StoreTx> tx) : tx_(std::move(tx)) {}
        Result<void> commit() override { return tx_->commit(); }

      private:
        std::unique_ptr<StoreTx> tx_;
    };
    return std::unique_ptr<desk::DeskBatch>(std::make_unique<Batch>(TRY(store_.begin_batch())));
}

Result<Terminal> Intake::terminal_of(const record::OpenedHead& head) {
    auto terminal = TRY(store_.registry().terminal(head.content.terminal));
    if (!terminal || !terminal->key) return error(codes::terminal_unknown, head.content.terminal.hex());
    const auto key = TRY(record::PublicKey::from(*terminal->key, suite_));
    if (!record::verify_attached(head.message, key).ok()) return error(codes::head_unauthentic, head.content.terminal.hex());
    // The certificate lies outside of the signature: it must be the one that was issued, or the same head would have many names.
    const auto certificate = head.message.unprotected_headers.certificate;
    if (certificate && !equal(*certificate, terminal->certificate)) return error(codes::head_unauthentic, "certificate of the head");
    return std::move(*terminal);
}

Result<Offered> Intake::offer_once(ByteView head_bytes) {
    if (head_bytes.size() > desk::kHeadBytesMax) return error(codes::request_too_large, "head");
    const auto head = TRY(record::decode_parcel_head(head_bytes));
    const Terminal terminal = TRY(terminal_of(head));
    auto known = TRY(store_.intake().parcel(head.id));
    if (!known) known = TRY(add_offer(head, head_bytes, terminal));
    if (known->state == ParcelState::forked) return error(codes::ledger_forked, terminal.id.hex());
    Offered offered{.parcel = head.id, .held = terminal.ledger.size, .size = known->size};
    offered.answered = known->state == ParcelState::answered;
    if (!offered.answered) offered.lacks = TRY(lacking(*known));
    return offered;
}

Result<ParcelRow> Intake::add_offer(const record::OpenedHead& head, ByteView head_bytes, const Terminal& terminal) {
    const std::uint64_t size = TRY(desk::parcel_size(head.content, head_bytes.size()));
    ParcelRow row{.id = head.id,
                  .centre = terminal.centre,
                  .terminal = terminal.id,
                  .first = head.content.first,
                  .count = head.content.count,
                  .size = size,
                  .head = to_bytes(head_bytes)};
    auto tx = TRY(store_.begin_ledger(row.ledger_key()));
    if (auto known = TRY(store_.intake().parcel(head.id))) return std::move(*known); // offered to another process meanwhile
    if (TRY(store_.intake().unfinished_parcels(row.ledger_key())) >= kOpenParcelsMax)
        return error(codes::parcels_open_too_many, terminal.id.hex());
    TRY(store_.intake().add_parcel(row, clock_.wall_ms()));
    TRY(tx->commit());
    return row;
}

Result<void> Intake::chunk_once(const Hash& parcel, std::uint64_t number, ByteView bytes) {
    const auto row = TRY(store_.intake().parcel(parcel));
    if (!row) return error(codes::parcel_unknown, parcel.hex());
    if (is_finished(row->state)) return success(); // a late repetition
    if (number >= desk::chunk_count(row->size) || bytes.size() != desk::chunk_bytes(row->size, number))
        return error(codes::chunk_out_of_range, std::to_string(number));
    if (shelve(*row, bytes)) return success();
    auto tx = TRY(store_.begin_ledger(row->ledger_key()));
    // Another process may have taken the parcel in meanwhile: then its chunks have been dropped, and none comes after.
    const auto known = TRY(store_.intake().parcel(parcel));
    if (!known || is_finished(known->state)) return success();
    TRY(store_.intake().add_chunk(row->key(), number, bytes));
    return tx->commit();
}

Result<std::unique_ptr<Arrival>> Intake::arrival_of(const ParcelRow& row) {
    if (!TRY(lacking(row)).empty()) return error(codes::parcel_lacking, row.id.hex());
    const Bytes* shelved = shelf_.find(row.id);
    Bytes file = shelved != nullptr ? *shelved : TRY(store_.intake().joined_chunks(row.key()));
    auto terminal = TRY(store_.registry().terminal(row.terminal));
    if (!terminal) return error(codes::terminal_unknown, row.terminal.hex());
    return std::make_unique<Arrival>(Arrival::Parts{.row = row, .terminal = std::move(*terminal), .file = std::move(file)}, bundle_in_force(),
                                     suite_);
}

Result<std::vector<ChunkRange>> Intake::lacking(const ParcelRow& row) {
    if (shelf_.find(row.id) != nullptr) return std::vector<ChunkRange>();
    return lacking_chunks(store_, row);
}

const std::shared_ptr<const record::Bundle>& Intake::bundle_in_force() {
    if (!bundle_ || bundle_->version != authority_.bundle.version) bundle_ = std::make_shared<const record::Bundle>(authority_.bundle);
    return bundle_;
}

bool Intake::shelve(const ParcelRow& row, ByteView bytes) {
    return small_ == SmallParcels::in_memory && desk::chunk_count(row.size) == 1 && shelf_.put(row.id, bytes, clock_.now().boot_ms);
}

Result<Committed> Intake::commit_once(const Hash& parcel, Arrival* examined) {
    const auto row = TRY(store_.intake().parcel(parcel));
    if (!row) return error(codes::parcel_unknown, parcel.hex());
    if (is_finished(row->state)) return outcome_of(store_, *row);
    auto committed = TRY(take_in(*row, examined));
    if (!committed.waiting) take_in_waiting(row->ledger_key());
    return committed;
}

Result<Committed> Intake::take(ByteView parcel_file) {
    const auto parcel = TRY(record::open_parcel(parcel_file));
    const Offered offered = TRY(offer(parcel.head.message.encoded));
    for (const ChunkRange& range : offered.lacks) {
        for (std::uint64_t n = range.first; n < range.first + range.count; ++n) {
            const std::size_t offset = n * desk::kChunkBytes;
            if (offset >= parcel_file.size()) return error(codes::parcel_content_mismatch, "size");
            TRY(chunk(offered.parcel, n, parcel_file.subspan(offset, std::min(desk::kChunkBytes, parcel_file.size() - offset))));
        }
    }
    return commit(offered.parcel);
}

Result<Committed> Intake::take_in(const ParcelRow& row, Arrival* examined) {
    std::unique_ptr<Arrival> own;
    if (examined == nullptr) {
        auto opened = arrival_of(row);
        if (!opened.ok()) {
            const auto known = TRY(store_.intake().parcel(row.id));
            if (known && is_finished(known->state)) return outcome_of(store_, *known); // by another process, and its chunks are gone
            return opened.error();
        }
        own = std::move(*opened);
        own->examine();
        examined = own.get();
    }
    auto taken = TakeIn(store_, authority_, clock_.wall_ms()).run(row, *examined);
    if (taken.ok() || concerns_content(taken.code())) shelf_.drop(row.id); // its work is done, or it is not what the head promises
    if (taken.ok() || taken.code() == codes::ledger_forked) return taken;
    if (!concerns_content(taken.code())) return taken; // a full disk is not the parcel's fault: what came stays
    // What came is not what the head promises: it is dropped so that the right bytes can still come.
    auto tx = TRY(store_.begin_ledger(row.ledger_key()));
    const auto known = TRY(store_.intake().parcel(row.id));
    if (!known || is_finished(known->state)) return taken; // the right bytes came to another process
    TRY(store_.intake().drop_chunks(row.key()));
    TRY(store_.intake().set_state(row.key(), ParcelState::open, clock_.wall_ms()));
    TRY(tx->commit());
    return taken;
}

// Parcels that came early follow on now, one after the other. What goes wrong with one of them is that one's affair: it is told when it is
// committed again.
void Intake::take_in_waiting(const LedgerKey& ledger) {
    for (std::size_t round = 0; round < kOpenParcelsMax; ++round) {
        const auto terminal = store_.registry().terminal(ledger.terminal);
        if (!terminal.ok() || !*terminal) return;
        const auto next = store_.intake().next_waiting(ledger, (*terminal)->ledger.size);
        if (!next.ok() || !*next) return;
        const auto taken = take_in(**next, nullptr);
        if (!taken.ok()) log(LogLevel::warning, taken.error(), {{"parcel", (*next)->id.hex()}});
        if (!taken.ok() && taken.code() != codes::ledger_forked && !concerns_content(taken.code())) return;
    }
}

} // namespace kaogong::bureau
