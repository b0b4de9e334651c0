// The columns of each export: a name, and what an outcome has there. The order is part of the format. Private to exports/.
#pragma once

#include "sync/bureau/exports/export.h"

#include <span>

namespace kaogong::bureau::exports {

// One line of a file: of credits a unit has one each, of the others an outcome has one.
struct ExportLine {
    const OutcomeDetail& detail;
    const ModulePoints* unit = nullptr;        // credits
    const record::RosterRow* person = nullptr; // where a roster knew it
};
struct ExportColumn {
    std::string_view name;
    std::string (*text)(const ExportLine&);
};
std::span<const ExportColumn> columns_of(ExportKind kind);
bool is_of_person(std::string_view column); // left out where nobody is named

} // namespace kaogong::bureau::exports
