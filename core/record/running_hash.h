// SHA-256 of what is too large to be held at once: fed piece by piece.
#pragma once

#include "core/base/bytes.h"

#include <memory>

namespace kaogong::record {

class RunningHash {
  public:
    RunningHash();
    RunningHash(RunningHash&&) noexcept;
    RunningHash& operator=(RunningHash&&) noexcept;
    ~RunningHash();

    void add(ByteView piece);
    Hash finish(); // nothing is added afterwards

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace kaogong::record
