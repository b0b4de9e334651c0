// `*.remark.toml`, kind = "row_remark": a decision to mark rows of an operation test again (assets/samples/FORMAT.md).
#pragma once

#include "core/record/remark_rule.h"
#include "sync/bank/toml_value.h"

#include <functional>

namespace kaogong::bank {

// The sheet that a candidate was scored on, so that readings are read as its rows are; null for whoever is in no package at hand.
using SheetOf = std::function<const practical::ScoreSheet*(const CandidateRef&)>;

bool is_row_remark(const TomlValue& file);
record::RowRemarkRule read_row_remark_file(const TomlValue& file, const SheetOf& sheet_of, Faults& faults);
// From bytes that were kept. field_value where they are no such file: they were one when they were kept.
Result<record::RowRemarkRule> parse_row_remark(ByteView bytes, const SheetOf& sheet_of);

} // namespace kaogong::bank
