#include "sync/bureau/parcel_state.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"

namespace kaogong::bureau {

std::uint64_t chunk_count(std::uint64_t size) {
    return (size + kChunkBytes - 1) / kChunkBytes;
}

std::uint64_t chunk_size(const ParcelRow& parcel, std::uint64_t number) {
    return std::min<std::uint64_t>(kChunkBytes, parcel.size - number * kChunkBytes);
}

Result<std::vector<ChunkRange>> lacking_chunks(Store& store, const ParcelRow& parcel) {
    std::vector<ChunkRange> lacks;
    std::uint64_t next = 0;
    for (const std::uint64_t number : TRY(store.intake().chunk_numbers(parcel.key()))) {
        if (number > next) lacks.push_back({.first = next, .count = number - next});
        next = number + 1;
    }
    const std::uint64_t count = chunk_count(parcel.size);
    if (next < count) lacks.push_back({.first = next, .count = count - next});
    return lacks;
}

bool is_finished(ParcelState state) {
    return state == ParcelState::answered || state == ParcelState::forked;
}

Result<Committed> outcome_of(Store& store, const ParcelRow& parcel) {
    if (parcel.state == ParcelState::forked) return error(codes::ledger_forked, parcel.terminal.hex());
    auto answer = TRY(store.intake().answer(parcel.key()));
    if (!answer) return error(codes::store_corrupt, "an answer is missing");
    return Committed{.held = parcel.first + parcel.count, .answer = std::move(*answer)};
}

} // namespace kaogong::bureau
