#include "sync/desk/parcel_desk.h"

#include <algorithm>

namespace kaogong::desk {

std::uint64_t chunk_count(std::uint64_t parcel_bytes) {
    return (parcel_bytes + kChunkBytes - 1) / kChunkBytes;
}

std::uint64_t chunk_bytes(std::uint64_t parcel_bytes, std::uint64_t number) {
    return std::min<std::uint64_t>(kChunkBytes, parcel_bytes - number * kChunkBytes);
}

std::vector<ChunkRange> lacking(const std::vector<std::uint64_t>& there, std::uint64_t count) {
    std::vector<ChunkRange> lacks;
    std::uint64_t next = 0;
    for (const std::uint64_t number : there) {
        if (number > next) lacks.push_back({.first = next, .count = number - next});
        next = number + 1;
    }
    if (next < count) lacks.push_back({.first = next, .count = count - next});
    return lacks;
}

} // namespace kaogong::desk
