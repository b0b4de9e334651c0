// `*.notice.toml`: a preparation notice as its author writes it.
#pragma once

#include "core/assessment/practical/prep_notice.h"
#include "core/base/file.h"
#include "sync/bank/table_reader.h"

namespace kaogong::bank {

practical::PrepNotice read_notice_file(const TomlValue& file, Faults& faults);

} // namespace kaogong::bank
