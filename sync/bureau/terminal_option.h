// `--terminal ID` or `--terminal ID=1,2` of `issue package`: a terminal that may open it, and the stations of an operation test that it
// leads.
#pragma once

#include "core/base/random.h"

#include <string>
#include <vector>

namespace kaogong::bureau {

struct TerminalOption {
    TerminalId id;
    std::vector<int> stations; // rising, each once
};
// Error: usage, with what was given.
Result<TerminalOption> parse_terminal(const std::string& text);

} // namespace kaogong::bureau
