// How far a parcel that was offered has come, read from the store. Private to intake.
#pragma once

#include "sync/bureau/intake.h"

namespace kaogong::bureau {

Result<std::vector<ChunkRange>> lacking_chunks(Store& store, const ParcelRow& parcel);

bool is_finished(ParcelState state); // answered or forked: nothing of it changes any more
// Of a finished parcel: the answer that was given, or ledger_forked.
Result<Committed> outcome_of(Store& store, const ParcelRow& parcel);

} // namespace kaogong::bureau
