// How far a parcel that was offered has come, read from the store. Private to intake.
#pragma once

#include "sync/bureau/intake.h"

namespace kaogong::bureau {

std::uint64_t chunk_count(std::uint64_t size);
std::uint64_t chunk_size(const ParcelRow& parcel, std::uint64_t number);
Result<std::vector<ChunkRange>> lacking_chunks(Store& store, const ParcelRow& parcel);

bool is_finished(ParcelState state); // answered or forked: nothing of it changes any more
// Of a finished parcel: the answer that was given, or ledger_forked.
Result<Committed> outcome_of(Store& store, const ParcelRow& parcel);

} // namespace kaogong::bureau
