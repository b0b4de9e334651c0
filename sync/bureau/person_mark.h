// Candidates bear another random reference in every session. So that a repeated exam shows, the registry also keeps a mark of the person: a
// keyed hash of the identity document. The key lies beside the bureau's other keys and never in the database, since numbers of documents
// can be guessed one after the other.
#pragma once

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/record/content.h"

namespace kaogong::bureau {

class PersonMarks {
  public:
    explicit PersonMarks(Secret key) : key_(std::move(key)) {}
    // DATA/keys/person.key; made at the first use. key_invalid when it is damaged. Whoever loses it loses the comparison with earlier
    // sessions.
    static Result<PersonMarks> open(const Path& data, Random& random);

    // The same for the same document, however its letters were typed.
    Hash of(const record::RosterRow& row) const;

  private:
    Secret key_;
};

} // namespace kaogong::bureau
