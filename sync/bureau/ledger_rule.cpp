#include "sync/bureau/ledger_rule.h"

#include "core/base/codes/record.h"

namespace kaogong::bureau {
namespace {

// The first entry in which the parcel and what is held differ, counted from the parcel's first; the overlap's size when there is none.
std::size_t first_difference(const std::vector<Hash>& leaves, const std::vector<Hash>& overlap) {
    std::size_t position = 0;
    while (position < overlap.size() && leaves[position] == overlap[position]) ++position;
    return position;
}

Following fork_at(std::uint64_t index) {
    Following fork;
    fork.kind = Following::Kind::forks;
    fork.fork_index = index;
    return fork;
}

Result<EntryPlace> place_of(ByteView entry) {
    const auto message = TRY(record::Sign1::decode(entry));
    TRY(record::expect_shape(message, {.type = record::kTypeEntry}));
    record::cbor::Reader reader(*message.payload);
    auto fields = TRY(record::cbor::Fields::open(reader));
    TRY(fields.need(1));
    TRY(reader.unsigned_integer()); // whatever version: these keys are what they are in all of them
    TRY(fields.need(2));
    const auto terminal = TRY(reader.fixed<TerminalId>());
    TRY(fields.need(3));
    TRY(reader.fixed<record::Incarnation>());
    TRY(fields.need(4));
    const std::uint64_t index = TRY(reader.unsigned_integer());
    TRY(fields.need(5));
    const auto root_before = TRY(reader.fixed<Hash>());
    return EntryPlace{.terminal = terminal, .index = index, .root_before = root_before};
}

} // namespace

EntryPlacer::EntryPlacer(const record::Parcel& parcel) : head_(parcel.head.content) {
    placed_.places.reserve(parcel.entries.size());
    placed_.leaves.reserve(parcel.entries.size());
}

Result<void> EntryPlacer::add(ByteView entry, const Result<record::SignedEntry>& decoded) {
    const std::uint64_t index = head_.first + placed_.places.size();
    EntryPlace place;
    if (decoded.ok())
        place = {.terminal = decoded->content.terminal, .index = decoded->content.index, .root_before = decoded->content.root_before};
    else
        place = TRY(place_of(entry));
    if (place.terminal != head_.terminal) return error(codes::ledger_terminal_wrong, "entry " + std::to_string(index));
    if (place.index != index) return error(codes::ledger_index_wrong, "entry " + std::to_string(index));
    if (placed_.places.empty() && place.root_before != head_.root_first) return error(codes::ledger_root_wrong, "head of the parcel");
    placed_.places.push_back(place);
    placed_.leaves.push_back(record::leaf_hash(entry));
    return success();
}

Result<Following> follow(const record::ParcelHead& head, const PlacedEntries& entries, const Held& held) {
    CHECK(head.first <= held.tree.size() && held.overlap.size() <= entries.leaves.size());
    const std::size_t known = first_difference(entries.leaves, held.overlap);
    if (known < held.overlap.size()) return fork_at(head.first + known);
    Following following{.new_from = known, .tree = held.tree};
    for (std::size_t position = known; position < entries.leaves.size(); ++position) {
        const std::uint64_t index = head.first + position;
        if (entries.places[position].root_before != following.tree.root()) {
            // The first new entry builds on another past than ours: what it contradicts lies before this parcel.
            if (position == 0 && index > 0) return fork_at(index);
            return error(codes::ledger_root_wrong, "entry " + std::to_string(index));
        }
        following.tree.append_hash(entries.leaves[position]);
    }
    if (following.tree.size() == head.end() && following.tree.root() != head.root_end) return error(codes::parcel_root_wrong);
    return following;
}

} // namespace kaogong::bureau
