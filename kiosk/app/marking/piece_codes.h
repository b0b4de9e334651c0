// 工件密号: under which a piece is measured and judged, so that nobody who does so knows whose it is. Drawn by lot from what only terminals of
// the session can open, so that each of them, also one that is away from the desk, finds the same code for the same candidate without being
// told. Nobody who holds the list of candidates can work it out.
#pragma once

#include "kiosk/app/marking/content.h"

#include <functional>

namespace kaogong::kiosk::app {

// A letter and two digits, `K-07`; neither I nor O, which are read as digits. `attempt` counts restarts with a new piece.
std::string piece_code(const OperationContent& content, const CandidateRef& candidate, int attempt, const std::function<bool(const std::string&)>& in_use);
// Of all candidates, for their first pieces: unlike each other, and the same on every terminal.
std::map<CandidateRef, std::string> piece_codes(const OperationContent& content);

} // namespace kaogong::kiosk::app
