#include "sync/bureau/exports/columns.h"

#include "core/base/text.h"
#include "sync/bureau/days.h"
#include "sync/bureau/outcome/report.h"

#include <array>

namespace kaogong::bureau::exports {
namespace {

std::string level_text(const ExportLine& line) {
    const auto level = assessment::skill_level(line.detail.row.key.level);
    return level ? assessment::level_display(*level, Language::zh_cn) : std::string();
}

std::string kind_text(const ExportLine& line) {
    return line.detail.kind ? std::string(org_kind_word(*line.detail.kind)) : std::string();
}

std::string attributes_text(const ExportLine& line) {
    std::string text;
    for (const std::string_view word : attribute_words(line.detail.attributes)) text += (text.empty() ? "" : " ") + std::string(word);
    return text;
}

// `theory 72 first; operation 88 retained`, so that a spreadsheet has them in one cell; JSON readers split at "; ".
std::string components_text(const ExportLine& line) {
    std::string text;
    for (const record::StatedComponent& each : line.detail.statement.components)
        text += (text.empty() ? "" : "; ") + std::string(outcome::method_word(each.method)) + " " + decimal_text(each.shown, 2) + " " +
                std::string(outcome::mode_word(each.mode));
    return text;
}

// Points and maximum of each module (P56).
std::string modules_text(const ExportLine& line) {
    std::string text;
    for (const ModulePoints& each : line.detail.modules) {
        if (each.module.empty()) continue;
        text += (text.empty() ? "" : "; ") + std::string(outcome::method_word(each.method)) + "/" + each.module + " " +
                decimal_text(each.points, 2) + "/" + decimal_text(each.points_max, 2);
    }
    return text;
}

std::string_view document_word(record::IdentityDocument document) {
    switch (document) {
    case record::IdentityDocument::resident_id: return "resident_id";
    case record::IdentityDocument::passport: return "passport";
    case record::IdentityDocument::residence_permit: return "residence_permit";
    case record::IdentityDocument::travel_permit: break;
    }
    return "travel_permit";
}

const record::AppointmentEntry& entry_of(const ExportLine& line) {
    return line.appointment->entry();
}
std::string appointed_level_text(const ExportLine& line) {
    const auto level = assessment::skill_level(entry_of(line).level);
    return level ? assessment::level_display(*level, Language::zh_cn) : std::string();
}
std::string ended_on_text(const ExportLine& line) {
    return line.appointment->end ? day_text(line.appointment->end->entry.until_ms - kDayMs) : std::string();
}
std::string end_reason_text(const ExportLine& line) {
    return line.appointment->end ? line.appointment->end->entry.reason : std::string();
}

// clang-format off
constexpr ExportColumn kPerson{"person", [](const ExportLine& l) { return l.detail.row.key.subject.hex(); }};
constexpr ExportColumn kTicket{"ticket", [](const ExportLine& l) { return l.detail.ticket; }};
constexpr ExportColumn kName{"name", [](const ExportLine& l) { return l.person != nullptr ? l.person->name : std::string(); }};
constexpr ExportColumn kDocument{"id_type", [](const ExportLine& l) { return l.person != nullptr ? std::string(document_word(l.person->document)) : std::string(); }};
constexpr ExportColumn kDocumentNumber{"id_number", [](const ExportLine& l) { return l.person != nullptr ? l.person->identity_number : std::string(); }};
constexpr ExportColumn kOccupation{"occupation", [](const ExportLine& l) { return l.detail.row.key.occupation; }};
constexpr ExportColumn kLevel{"level", [](const ExportLine& l) { return std::to_string(l.detail.row.key.level); }};
constexpr ExportColumn kLevelName{"level_name", level_text};
constexpr ExportColumn kOrganisation{"organisation", [](const ExportLine& l) { return l.detail.row.key.organisation; }};
constexpr ExportColumn kCentre{"centre", [](const ExportLine& l) { return l.detail.centre; }};
constexpr ExportColumn kKind{"organisation_kind", kind_text};
constexpr ExportColumn kAttributes{"organisation_attributes", attributes_text};
constexpr ExportColumn kPlan{"plan", [](const ExportLine& l) { return l.detail.row.key.plan; }};
constexpr ExportColumn kAssessed{"assessed_on", [](const ExportLine& l) { return day_text(l.detail.assessed_ms); }};
constexpr ExportColumn kDrafted{"drafted_on", [](const ExportLine& l) { return day_text(l.detail.drafted_ms); }};
constexpr ExportColumn kComponents{"components", components_text};
constexpr ExportColumn kModules{"modules", modules_text};
constexpr ExportColumn kCertificate{"certificate", [](const ExportLine& l) { return l.detail.certificate; }};
constexpr ExportColumn kIndustry{"industry_certificate", [](const ExportLine& l) { return l.detail.industry_certificate; }};
constexpr ExportColumn kOutcome{"outcome", [](const ExportLine& l) { return l.detail.row.hash.hex(); }};
constexpr ExportColumn kLogIndex{"log_index", [](const ExportLine& l) { return std::to_string(l.detail.row.log_index); }};
constexpr ExportColumn kRound{"round", [](const ExportLine& l) { return l.detail.round > 0 ? std::to_string(l.detail.round) : std::string(); }};
constexpr ExportColumn kTitleSeries{"title_series", [](const ExportLine& l) { return l.title != nullptr ? l.title->series : std::string(); }};
constexpr ExportColumn kTitleGrade{"title_grade", [](const ExportLine& l) { return l.title != nullptr ? l.title->grade : std::string(); }};
constexpr ExportColumn kTitleBasis{"title_basis", [](const ExportLine& l) { return l.title != nullptr ? l.title->basis : std::string(); }};
constexpr ExportColumn kUnitMethod{"component", [](const ExportLine& l) { return std::string(outcome::method_word(l.unit->method)); }};
constexpr ExportColumn kUnit{"unit", [](const ExportLine& l) { return l.unit->module; }};
constexpr ExportColumn kUnitPoints{"points", [](const ExportLine& l) { return decimal_text(l.unit->points, 2); }};
constexpr ExportColumn kUnitMax{"points_max", [](const ExportLine& l) { return decimal_text(l.unit->points_max, 2); }};
constexpr ExportColumn kAppointment{"appointment", [](const ExportLine& l) { return std::to_string(l.appointment->row.number); }};
constexpr ExportColumn kAppointedState{"state", [](const ExportLine& l) { return std::string(appointments::state_word(l.appointment->state_at(l.at_ms))); }};
constexpr ExportColumn kAppointedLevel{"appointed_level", [](const ExportLine& l) { return std::to_string(entry_of(l).level); }};
constexpr ExportColumn kAppointedLevelName{"appointed_level_name", appointed_level_text};
constexpr ExportColumn kAppointedBy{"appointed_by", [](const ExportLine& l) { return entry_of(l).organisation; }};
constexpr ExportColumn kPost{"post", [](const ExportLine& l) { return entry_of(l).post; }};
constexpr ExportColumn kAppointedFrom{"from", [](const ExportLine& l) { return day_text(entry_of(l).from_ms); }};
constexpr ExportColumn kAppointedUntil{"until", [](const ExportLine& l) { return day_text(entry_of(l).until_ms - kDayMs); }};
constexpr ExportColumn kEndedOn{"ended_on", ended_on_text};
constexpr ExportColumn kEndReason{"end_reason", end_reason_text};
constexpr ExportColumn kAppointedDocument{"document", [](const ExportLine& l) { return entry_of(l).document; }};
constexpr ExportColumn kOutcomeState{"outcome_state", [](const ExportLine& l) { return l.appointment->outcome_state; }};
constexpr ExportColumn kEntryIndex{"entry_log_index", [](const ExportLine& l) { return std::to_string(l.appointment->row.log_index); }};
// clang-format on

constexpr std::array kTalentBank{kPerson,       kTicket,  kName,     kDocument,    kDocumentNumber, kOccupation, kLevel,   kLevelName,
                                 kOrganisation, kCentre,  kKind,     kPlan,        kAssessed,       kComponents, kModules, kCertificate,
                                 kIndustry,     kOutcome, kLogIndex, kTitleSeries, kTitleGrade,     kTitleBasis};
constexpr std::array kSubsidies{kCertificate, kTicket,    kName,         kDocument, kDocumentNumber, kOccupation,
                                kLevel,       kLevelName, kOrganisation, kCentre,   kKind,           kAttributes,
                                kPlan,        kAssessed,  kDrafted,      kOutcome,  kLogIndex};
constexpr std::array kCredits{kTicket,     kOccupation, kLevel,      kLevelName, kOrganisation, kPlan,    kAssessed,
                              kUnitMethod, kUnit,       kUnitPoints, kUnitMax,   kCertificate,  kOutcome, kLogIndex};
constexpr std::array kYearly{kTicket, kName,     kOccupation,  kLevel,   kLevelName, kOrganisation, kCentre,      kKind,       kAttributes,
                             kPlan,   kAssessed, kCertificate, kOutcome, kLogIndex,  kRound,        kTitleSeries, kTitleGrade, kTitleBasis};

constexpr std::array kAppointments{
    kAppointment,       kAppointedState, kPerson,        kTicket,         kName,           kDocument,
    kDocumentNumber,    kOccupation,     kLevel,         kLevelName,      kAppointedLevel, kAppointedLevelName,
    kAppointedBy,       kPost,           kAppointedFrom, kAppointedUntil, kEndedOn,        kEndReason,
    kAppointedDocument, kPlan,           kCertificate,   kOutcome,        kOutcomeState,   kEntryIndex};

} // namespace

std::span<const ExportColumn> columns_of(ExportKind kind) {
    switch (kind) {
    case ExportKind::talent_bank: return kTalentBank;
    case ExportKind::subsidies: return kSubsidies;
    case ExportKind::credits: return kCredits;
    case ExportKind::appointments: return kAppointments;
    case ExportKind::yearly: break;
    }
    return kYearly;
}

bool is_of_person(std::string_view column) {
    return column == kName.name || column == kDocument.name || column == kDocumentNumber.name;
}

} // namespace kaogong::bureau::exports
