// `*.component.toml`, the form of a component beside theory and operation as a domain expert writes it, and `*.record.toml`, what
// reviewers, mentors, committees or juries found. Every mistake becomes a fault with its line; a form that was read without one can be
// scored.
#pragma once

#include "core/assessment/components/form.h"
#include "core/base/file.h"
#include "sync/bank/table_reader.h"

namespace kaogong::bank {

components::ComponentForm read_component_file(const TomlValue& file, Faults& faults);
components::ComponentRecord read_component_record(const TomlValue& file, const components::ComponentForm& form, Faults& faults);

// From the disk; nothing where there are faults, which are appended.
std::optional<components::ComponentForm> load_component(const Path& path, Faults& faults);
std::optional<components::ComponentRecord> load_component_record(const Path& path, const components::ComponentForm& form, Faults& faults);

} // namespace kaogong::bank
