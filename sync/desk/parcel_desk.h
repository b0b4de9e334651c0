// Where parcels are handed in, whoever stands behind the desk: the bureau's intake, or a hub that keeps them until the bureau has answered. Offer a
// head, bring chunks, commit. HTTP (routes.h) is one way to it.
#pragma once

#include "core/base/random.h"

#include <memory>
#include <vector>

namespace kaogong::desk {

inline constexpr std::size_t kChunkBytes = 256u << 10;
inline constexpr std::size_t kHeadBytesMax = 128u << 10;
inline constexpr std::uint64_t kParcelBytesMax = 64u << 20;

struct ChunkRange {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};

struct Offered {
    Hash parcel;
    std::uint64_t held = 0; // S: how many entries of this terminal the bureau has, as far as this desk knows
    std::uint64_t size = 0; // of the whole parcel file, by its head
    std::vector<ChunkRange> lacks;
    bool answered = false;
};

struct Committed {
    bool waiting = false; // stored; the answer comes when earlier entries are there, or when the bureau was reached
    std::uint64_t held = 0;
    Bytes answer; // "KGA1"...; empty when waiting
};

// A commit under way: what there is to examine about a parcel and needs no store.
class Commission {
  public:
    virtual ~Commission() = default;
    virtual void examine() = 0; // by any one thread, once
    virtual std::size_t bytes() const = 0; // that it holds in memory
};

// Several calls that reach the disk together. What was done since it began is undone where it is not committed.
class DeskBatch {
  public:
    virtual ~DeskBatch() = default;
    virtual Result<void> commit() = 0;
};

class ParcelDesk {
  public:
    virtual ~ParcelDesk() = default;
    // Errors of all three are codes with a status in routes.h; every call may be repeated.
    virtual Result<Offered> offer(ByteView head) = 0;
    virtual Result<void> chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) = 0;
    virtual Result<Committed> commit(const Hash& parcel) = 0;

    // The same commit in two steps, with the examination by another thread in between. Nothing where nothing is to be examined first: then
    // commit(parcel) does it all.
    virtual std::unique_ptr<Commission> open_commit(const Hash&) { return nullptr; }
    virtual Result<Committed> finish_commit(const Hash& parcel, Commission&) { return commit(parcel); }

    // From here to its commit nothing that this desk says may leave the house. Nothing where each call is durable by itself.
    virtual Result<std::unique_ptr<DeskBatch>> begin_batch() { return std::unique_ptr<DeskBatch>(); }
};

// Chunks that a parcel of so many has, and how long each is.
std::uint64_t chunk_count(std::uint64_t parcel_bytes);
std::uint64_t chunk_bytes(std::uint64_t parcel_bytes, std::uint64_t number);
// What lies between the numbers that are there (rising).
std::vector<ChunkRange> lacking(const std::vector<std::uint64_t>& there, std::uint64_t count);

} // namespace kaogong::desk
