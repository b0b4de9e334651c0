#include "sync/bureau/parcel_state.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"

namespace kaogong::bureau {

Result<std::vector<ChunkRange>> lacking_chunks(Store& store, const ParcelRow& parcel) {
    return desk::lacking(TRY(store.intake().chunk_numbers(parcel.key())), desk::chunk_count(parcel.size));
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
