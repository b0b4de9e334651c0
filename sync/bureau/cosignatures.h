// What witnesses say of the log, on the bureau's side: the heads that are shown to them, and the lines that come back, whichever way.
#pragma once

#include "sync/bureau/authority.h"
#include "sync/bureau/store/store.h"
#include "sync/bureau/witness_talk.h"

namespace kaogong::bureau {

Result<HeadToShow> head_to_show(LogStore& log, std::uint64_t from); // log_damaged where nothing was signed yet

// Keeps the lines by witnesses of the bundle; other lines are ignored. Gives how many there were, new or not. Errors: checkpoint_bad
// (form), head_not_ours, cosignature_bad (a line of a witness that does not hold, or none by any witness), those of the store.
Result<std::size_t> keep_cosignatures(Store& store, const Authority& authority, std::string_view note);

// The head's note with the lines that it has.
Result<std::string> note_with_cosignatures(LogStore& log, const LogHead& head);

} // namespace kaogong::bureau
