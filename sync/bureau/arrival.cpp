#include "sync/bureau/arrival.h"

#include "core/base/codes/bureau.h"

namespace kaogong::bureau {

void Arrival::examine() {
    if (!found_) found_ = look();
}

Result<ExaminedParcel> Arrival::take() {
    CHECK(found_);
    return std::move(*found_);
}

Result<ExaminedParcel> Arrival::look() const {
    if (!parts_.terminal.key) return error(codes::terminal_unknown, parts_.terminal.id.hex());
    ExaminedParcel examined;
    examined.parcel = TRY(record::open_parcel(parts_.file));
    if (examined.parcel.head.id != parts_.row.id) return error(codes::parcel_content_mismatch, "another head");
    const ExamineFacts facts{.bundle = *bundle_, .suite = suite_, .terminal = parts_.terminal, .parcel = parts_.row.id};
    for (const record::ParcelBlob& blob : examined.parcel.blobs) add_blob(examined.attached, facts, blob.fact.hash, blob.content());
    EntryPlacer placer(examined.parcel);
    std::uint64_t index = examined.parcel.head.content.first;
    for (const ByteView entry : examined.parcel.entries) {
        const auto decoded = record::decode_entry(entry);
        TRY(placer.add(entry, decoded));
        if (auto judged = examine_entry({.index = index++, .encoded = entry, .decoded = decoded}, facts)) examined.judged.push_back(std::move(*judged));
    }
    examined.entries = placer.take();
    examined.following = follow_on(examined);
    return examined;
}

std::optional<Following> Arrival::follow_on(const ExaminedParcel& examined) const {
    const HeldLedger& held = parts_.terminal.ledger;
    if (parts_.row.first != held.size) return std::nullopt;
    const auto tree = record::MerkleTree::restore(held.size, held.peaks);
    if (!tree.ok()) return std::nullopt;
    auto following = follow(examined.parcel.head.content, examined.entries, {.tree = *tree, .overlap = {}});
    return following.ok() ? std::optional(std::move(*following)) : std::nullopt; // what is wrong is said when it is taken in
}

} // namespace kaogong::bureau
