// What the bureau says to one witness of its log and makes of the reply (C2SP tlog-witness, add-checkpoint). It waits for nobody but the
// witness it talks to; when and how often is the business of witness_asker.h. Receipts never wait for any of it.
#pragma once

#include "core/record/merkle.h"
#include "core/record/note.h"
#include "sync/http/transport.h"

namespace kaogong::bureau {

// The newest head of the log, and the path that leads to it from a size that a witness knows (empty from 0 and from sizes beyond it).
struct HeadToShow {
    std::uint64_t size = 0;
    std::string note; // with the log's own signature
    record::HashPath path;
};

// The log as someone sees it who shows it to a witness.
class ShownLog {
  public:
    virtual ~ShownLog() = default;
    virtual Result<HeadToShow> newest_head(std::uint64_t from) = 0;
    // The note of a head with one line by a witness more. Errors: cosignature_bad, those of the store.
    virtual Result<void> keep(const std::string& note) = 0;
};

std::string submission_text(std::uint64_t old_size, const HeadToShow& head);

class WitnessTalk {
  public:
    WitnessTalk(record::NoteKey witness, Transport& transport, ShownLog& log)
        : witness_(std::move(witness)), transport_(transport), log_(log) {}

    // Shows the newest head, unless it is cosigned already; gives the size that is. Errors: witness_unreachable (a reply that is none of a
    // witness too), witness_refused, witness_disagrees, cosignature_bad, those of the log.
    Result<std::uint64_t> round();

  private:
    Result<TransportReply> show(const HeadToShow& head);
    Result<void> take_size(const TransportReply& reply);
    Result<void> take_line(const HeadToShow& head, const TransportReply& reply);

    record::NoteKey witness_;
    Transport& transport_;
    ShownLog& log_;
    std::uint64_t known_ = 0;    // size that the witness saw last, as it says; it says it when ours is wrong
    std::uint64_t cosigned_ = 0; // the largest size that was cosigned in this run
};

} // namespace kaogong::bureau
