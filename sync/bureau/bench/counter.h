// The counter of a bench's bureau: its routes with their worker and examiners as a serving bureau has them, without the network in front.
// Several terminals hand their parcels in at once, each its own one after the other.
#pragma once

#include "sync/bureau/bench/scratch_bureau.h"
#include "sync/bureau/intake.h"
#include "sync/desk/routes.h"

namespace kaogong::bureau::bench {

// A parcel cut up for its requests, so that none of that is counted.
struct CutParcel {
    struct Chunk {
        Bytes bytes;
        std::string digest; // Content-Digest
    };
    Hash id;
    Bytes head;
    std::vector<Chunk> chunks;
};
Result<CutParcel> cut_up(ByteView parcel);

class Counter {
  public:
    explicit Counter(ScratchBureau& bureau);
    ~Counter();

    // Each element is one terminal's parcels in their order. Seconds until the last answer; the first refusal is the error.
    Result<double> hand_in(const std::vector<std::vector<CutParcel>>& terminals);

  private:
    Intake intake_;
    desk::Examiners examiners_;
    desk::Worker worker_;
    desk::Routes routes_;
};

} // namespace kaogong::bureau::bench
