// Room for finishing: a file of real blocks that lies in the data folder and is given back to the file system when the disk is full, so
// that an open session can still be handed in. Below a floor of free space no new session starts. It never holds data.
#pragma once

#include "core/base/file.h"

namespace kaogong::store {

struct SpaceLimits {
    std::uint64_t reserve_bytes = 16u << 20; // a whole room day's journal of one terminal is under 8 MiB
    std::uint64_t floor_bytes = 64u << 20;   // free space below which a new session is refused
};

class Reserve {
  public:
    Reserve(Path folder, SpaceLimits limits = {});

    // Makes the file when there is room for it above the floor; no room is not an error here, is_held() tells.
    Result<void> hold();
    bool is_held() const;
    // Gives the room back. To be called when a write met no_space; then the write is tried once more.
    Result<void> release();

    Result<std::uint64_t> free_bytes() const; // for this user, without the reserve
    // no_space_for_session unless the reserve is held and free space is over the floor.
    Result<void> check_new_session() const;

  private:
    Path folder_;
    Path file_;
    SpaceLimits limits_;
};

} // namespace kaogong::store
