// `*.sheet.toml`, a score sheet as a domain expert writes it, and `*.readings.toml`, what examiners found, to try a sheet with. Every
// mistake becomes a fault with its line; a sheet that was read without one can be scored.
#pragma once

#include "core/assessment/practical/score_sheet.h"
#include "core/base/file.h"
#include "sync/bank/table_reader.h"

namespace kaogong::bank {

practical::ScoreSheet read_sheet_file(const TomlValue& file, Faults& faults);
practical::SheetEntries read_readings_file(const TomlValue& file, const practical::ScoreSheet& sheet, Faults& faults);

// From the disk; nothing where there are faults, which are appended.
std::optional<practical::ScoreSheet> load_sheet(const Path& path, Faults& faults);
std::optional<practical::SheetEntries> load_readings(const Path& path, const practical::ScoreSheet& sheet, Faults& faults);

} // namespace kaogong::bank
