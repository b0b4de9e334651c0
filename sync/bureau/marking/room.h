// What a marking command opens once for its whole run, on a machine without a network: a copy of the bureau's store, the response key, the
// markers and the packages. The serving bureau's own folder is never where the response key is used.
#pragma once

#include "sync/bureau/marking/mark.h"
#include "sync/bureau/marking/operation_papers.h"

#include <memory>

namespace kaogong::bureau::marking {

struct RoomFiles {
    StoreOptions store; // a copy: bureau.db alone in a folder, or a dump that was restored here
    std::vector<Path> response_keys;
    std::vector<Path> packages;
    std::vector<Path> marker_keys, marker_certificates, tokens, pins; // the n-th of each belong together
};

class MarkingRoom {
  public:
    // response_key_beside_keys where a real bureau serves from that folder; bundle_missing, those of files, keys and markers.
    static Result<MarkingRoom> open(const RoomFiles& files);

    // Errors: those of files, of open_paper, of OperationPapers::add.
    Result<std::vector<MarkingPaper>> papers() const;
    Result<OperationPapers> operation_papers() const;
    MarkingDesk desk() const { return {.store = *store_, .readers = readers_, .markers = markers_, .wall_ms = wall_ms_}; }
    const record::Bundle& bundle() const { return bundle_; }

  private:
    MarkingRoom(std::unique_ptr<Store> store, record::Bundle bundle) : store_(std::move(store)), bundle_(std::move(bundle)) {}

    std::unique_ptr<Store> store_;
    record::Bundle bundle_;
    std::vector<record::age::Identity> readers_;
    std::vector<Marker> markers_;
    std::vector<Path> packages_; // read one at a time: their pictures are large
    std::int64_t wall_ms_ = 0;
};

} // namespace kaogong::bureau::marking
