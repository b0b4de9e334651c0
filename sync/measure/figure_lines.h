// Figures that one program measured and another reads: one JSON object a line.
#pragma once

#include "sync/measure/figure.h"

namespace kaogong::measure {

std::string figure_line(const Figure& figure); // with its newline

// A figure that cannot be read is an error, never left out: child_failed.
Result<Figures> read_figures(const std::string& output);

} // namespace kaogong::measure
