// Parcels of a single chunk, between the request that brings it and the commit that follows on its heels: kept in memory, as writing them to
// the disk to read and delete them a moment later costs more than all else that a small parcel writes. If the bureau dies in between, the
// commit says that the chunk lacks and the terminal, which keeps everything until it has a receipt, sends it again. Bounded: what finds no
// place goes to the disk like the chunks of large parcels.
#pragma once

#include "core/base/bytes.h"

#include <deque>
#include <map>

namespace kaogong::bureau {

class ChunkShelf {
  public:
    static constexpr std::size_t kBytesMax = 64u << 20;
    static constexpr std::int64_t kKeptMs = 120'000; // a commit that did not come by then asks for the chunk again

    // False when there is no place for it. One that is there stays.
    bool put(const Hash& parcel, ByteView chunk, std::int64_t boot_ms);
    const Bytes* find(const Hash& parcel) const; // null when it is not here; good until the next put or drop
    void drop(const Hash& parcel);

  private:
    struct Arrived {
        Hash parcel;
        std::int64_t boot_ms = 0;
    };
    void forget_old(std::int64_t boot_ms);

    std::map<Hash, Bytes> chunks_;
    std::deque<Arrived> arrived_; // the oldest first; names those as well that were dropped
    std::size_t bytes_ = 0;
};

} // namespace kaogong::bureau
