// The checking of a parcel's signatures and chain. Trees grow in one thread, which is fast; signatures are shared out among several.
#include "core/record/parcel.h"

#include "core/base/codes/record.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace kaogong::record {
namespace {

constexpr std::size_t kBatch = 16'384; // entries whose roots are held at a time
constexpr std::size_t kRun = 32;       // entries that a thread takes at once

struct Batch {
    const Parcel& parcel;
    const PublicKey& device;
    std::size_t start = 0;
    std::size_t end = 0;
    std::vector<Hash> roots; // before each entry of the batch, or empty where the chain cannot be known
};

Result<void> check_entry(const Batch& batch, std::size_t position) {
    const ParcelHead& head = batch.parcel.head.content;
    const std::uint64_t index = head.first + position;
    const Entry entry = TRY(verify_entry(batch.parcel.entries[position], batch.device)).content;
    const std::string which = "entry " + std::to_string(index);
    if (entry.terminal != head.terminal) return error(codes::ledger_terminal_wrong, which);
    if (entry.index != index) return error(codes::ledger_index_wrong, which);
    if (position == 0 && entry.root_before != head.root_first) return error(codes::ledger_root_wrong, which);
    if (!batch.roots.empty() && entry.root_before != batch.roots[position - batch.start]) return error(codes::ledger_root_wrong, which);
    if (position + 1 == batch.parcel.entries.size() && entry.incarnation != head.incarnation)
        return error(codes::record_value_invalid, "incarnation of the parcel's head");
    return success();
}

Result<void> check_run(const Batch& batch, std::size_t start, std::size_t end) {
    for (std::size_t position = start; position < end; ++position) TRY(check_entry(batch, position));
    return success();
}

// Each thread takes the next run of neighbours as soon as it is done with one, so that a core which others keep busy holds nobody up. The
// first error in ledger order is the one reported.
Result<void> check_batch(const Batch& batch, unsigned threads) {
    const std::size_t size = batch.end - batch.start;
    const std::size_t runs = (size + kRun - 1) / kRun;
    std::vector<Result<void>> outcomes(runs);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t run = next++; run < runs; run = next++)
            outcomes[run] = check_run(batch, batch.start + run * kRun, std::min(batch.start + (run + 1) * kRun, batch.end));
    };
    const std::size_t workers = std::clamp<std::size_t>(runs / 2, 1, std::max(1u, threads));
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < workers; ++i) others.emplace_back(work);
    work();
    for (std::thread& thread : others) thread.join();
    for (const auto& outcome : outcomes) TRY(outcome);
    return success();
}

Result<void> check_head(const Parcel& parcel, const PublicKey& device) {
    if (TRY(parcel.head.message.key_id()) != device.id()) return error(codes::key_id_mismatch, "head of the parcel");
    return verify_attached(parcel.head.message, device);
}

} // namespace

Result<void> verify_parcel(const Parcel& parcel, const PublicKey& device, MerkleTree& tree, unsigned threads) {
    const ParcelHead& head = parcel.head.content;
    TRY(check_head(parcel, device));
    if (head.first != tree.size()) return error(codes::ledger_index_wrong, "parcel begins at " + std::to_string(head.first));
    if (head.root_first != tree.root()) return error(codes::ledger_root_wrong, "root at the parcel's first entry");
    MerkleTree growing = tree;
    for (std::size_t start = 0; start < parcel.entries.size(); start += kBatch) {
        Batch batch{parcel, device, start, std::min(start + kBatch, parcel.entries.size()), {}};
        for (std::size_t position = start; position < batch.end; ++position) {
            batch.roots.push_back(growing.root());
            growing.append(parcel.entries[position]);
        }
        TRY(check_batch(batch, threads));
    }
    if (growing.root() != head.root_end) return error(codes::parcel_root_wrong);
    tree = std::move(growing);
    return success();
}

Result<void> verify_parcel_alone(const Parcel& parcel, const PublicKey& device, unsigned threads) {
    TRY(check_head(parcel, device));
    for (std::size_t start = 0; start < parcel.entries.size(); start += kBatch)
        TRY(check_batch({parcel, device, start, std::min(start + kBatch, parcel.entries.size()), {}}, threads));
    return success();
}

} // namespace kaogong::record
