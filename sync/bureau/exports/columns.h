// The columns of each export: a name, and what an outcome has there. The order is part of the format. Private to exports/.
#pragma once

#include "sync/bureau/appointments/appointments.h"
#include "sync/bureau/exports/export.h"
#include "sync/bureau/exports/titles.h"

#include <span>

namespace kaogong::bureau::exports {

// One line of a file: of credits a unit has one each, of appointments an appointment, of the others an outcome.
struct ExportLine {
    const OutcomeDetail& detail;
    const ModulePoints* unit = nullptr;                         // credits
    const record::RosterRow* person = nullptr;                  // where a roster knew it
    const appointments::AppointmentView* appointment = nullptr; // appointments
    const MappedTitle* title = nullptr;                         // where a paper maps occupation and level (P82)
    std::int64_t at_ms = 0;                                     // of the export, for what depends on the day
};
struct ExportColumn {
    std::string_view name;
    std::string (*text)(const ExportLine&);
};
std::span<const ExportColumn> columns_of(ExportKind kind);
bool is_of_person(std::string_view column); // left out where nobody is named

} // namespace kaogong::bureau::exports
