// How long a parcel file is, by its signed head alone: the blobs' pieces have one form, so nothing unsigned has to be believed.
#pragma once

#include "core/record/parcel.h"

namespace kaogong::desk {

// request_too_large beyond kParcelBytesMax.
Result<std::uint64_t> parcel_size(const record::ParcelHead& head, std::size_t head_bytes);

} // namespace kaogong::desk
