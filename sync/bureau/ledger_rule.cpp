#include "sync/bureau/ledger_rule.h"

#include "core/base/codes/record.h"

namespace kaogong::bureau {
namespace {

Result<void> check_terminal_and_index(const EntryPlace& place, const record::ParcelHead& head, std::uint64_t index) {
    if (place.terminal != head.terminal) return error(codes::ledger_terminal_wrong, "entry " + std::to_string(index));
    if (place.index != index) return error(codes::ledger_index_wrong, "entry " + std::to_string(index));
    return success();
}

// The first entry in which the parcel and what is held differ, counted from the parcel's first; the overlap's size when there is none.
std::size_t first_difference(const record::Parcel& parcel, const std::vector<Hash>& overlap) {
    std::size_t position = 0;
    while (position < overlap.size() && record::leaf_hash(parcel.entries[position]) == overlap[position]) ++position;
    return position;
}

Following fork_at(std::uint64_t index) {
    Following fork;
    fork.kind = Following::Kind::forks;
    fork.fork_index = index;
    return fork;
}

} // namespace

Result<EntryPlace> verified_place(ByteView entry, const record::PublicKey& device) {
    const auto message = TRY(record::Sign1::decode(entry));
    TRY(record::expect_shape(message, {.type = record::kTypeEntry}));
    TRY(record::verify_attached(message, device));
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

Result<Following> follow(const record::Parcel& parcel, const record::PublicKey& device, const Held& held) {
    const record::ParcelHead& head = parcel.head.content;
    CHECK(head.first <= held.tree.size() && held.overlap.size() <= parcel.entries.size());
    if (TRY(verified_place(parcel.entries.front(), device)).root_before != head.root_first)
        return error(codes::ledger_root_wrong, "head of the parcel");
    const std::size_t known = first_difference(parcel, held.overlap);
    Following following{.tree = held.tree};
    for (std::size_t position = known; position < parcel.entries.size(); ++position) {
        const std::uint64_t index = head.first + position;
        const EntryPlace place = TRY(verified_place(parcel.entries[position], device));
        TRY(check_terminal_and_index(place, head, index));
        if (position < held.overlap.size()) return fork_at(index);
        if (place.root_before != following.tree.root()) {
            // The first new entry builds on another past than ours: what it contradicts lies before this parcel.
            if (position == 0 && index > 0) return fork_at(index);
            return error(codes::ledger_root_wrong, "entry " + std::to_string(index));
        }
        following.tree.append(parcel.entries[position]);
        following.new_entries.push_back(parcel.entries[position]);
        following.new_leaves.push_back(record::leaf_hash(parcel.entries[position]));
    }
    if (following.tree.size() == head.end() && following.tree.root() != head.root_end) return error(codes::parcel_root_wrong);
    return following;
}

} // namespace kaogong::bureau
