#include "sync/bureau/chunk_shelf.h"

namespace kaogong::bureau {

bool ChunkShelf::put(const Hash& parcel, ByteView chunk, std::int64_t boot_ms) {
    if (chunks_.contains(parcel)) return true;
    forget_old(boot_ms);
    if (bytes_ + chunk.size() > kBytesMax) return false;
    bytes_ += chunk.size();
    chunks_.emplace(parcel, to_bytes(chunk));
    arrived_.push_back({.parcel = parcel, .boot_ms = boot_ms});
    return true;
}

const Bytes* ChunkShelf::find(const Hash& parcel) const {
    const auto found = chunks_.find(parcel);
    return found == chunks_.end() ? nullptr : &found->second;
}

void ChunkShelf::drop(const Hash& parcel) {
    const auto found = chunks_.find(parcel);
    if (found == chunks_.end()) return;
    bytes_ -= found->second.size();
    chunks_.erase(found);
}

void ChunkShelf::forget_old(std::int64_t boot_ms) {
    while (!arrived_.empty()) {
        const bool dropped = !chunks_.contains(arrived_.front().parcel);
        if (!dropped && boot_ms - arrived_.front().boot_ms < kKeptMs) return;
        drop(arrived_.front().parcel);
        arrived_.pop_front();
    }
}

} // namespace kaogong::bureau
