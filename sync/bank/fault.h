// One mistake in a file that people wrote: where it stands and what is wrong. Reading goes on after a mistake, so that an author sees all
// of them at once. Never holds a name, an identity number or a PIN: it names the row and the column instead.
#pragma once

#include "core/base/codes/base.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace kaogong::bank {

struct Position {
    int line = 0; // from 1; 0 when the file as a whole is meant
    int column = 0;
};

struct Fault {
    Position at;
    std::string field; // `item[3].options`, `seat`
    Code code = codes::internal;
    std::string what; // more than the code says, or empty
};
using Faults = std::vector<Fault>;

// "12:5 seat: K-0816 A seat is not one of the room's. (31)"
std::string fault_text(const Fault& fault, Language language);

} // namespace kaogong::bank
