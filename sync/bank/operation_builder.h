// From the `[operation]` table of a session to what its package carries for the operation test: sheets, notices, task papers and drawings,
// the panel, and every candidate's place. Nothing is sealed here.
#pragma once

#include "sync/bank/file_faults.h"
#include "sync/bank/operation_table.h"

namespace kaogong::bank {

// `frame` brings what the session's other files say: spec, session, texts, roster with its references, staff. Nothing, and faults, where a
// terminal would refuse what came of it.
std::optional<record::OperationPart> build_operation(record::OperationPart frame, const OperationTable& table, const Path& session_file,
                                                     FileFaults& faults);

} // namespace kaogong::bank
