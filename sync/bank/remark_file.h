// `*.remark.toml`: a decision to mark a paper again (assets/samples/FORMAT.md).
#pragma once

#include "core/record/remark_rule.h"
#include "sync/bank/toml_value.h"

namespace kaogong::bank {

inline constexpr std::size_t kRemarkFileMax = 256u << 10; // bytes

record::RemarkRule read_remark_file(const TomlValue& file, Faults& faults);

} // namespace kaogong::bank
