#include "kiosk/app/marking/content.h"

#include "core/base/codes/practical.h"
#include "core/record/certificate.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

template <typename Rows> auto find_number(const Rows& rows, std::string_view number) -> decltype(&*rows.begin()) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.number == number; });
    return found == rows.end() ? nullptr : &*found;
}

std::vector<practical::PanelMember> seated_panel(const record::OperationPart& part) {
    std::vector<practical::PanelMember> panel;
    for (const record::PanelRow& row : part.panel)
        if (!row.reserve) panel.push_back({.examiner = row.number, .chief = row.chief});
    return panel;
}

std::vector<std::string> reserves(const record::OperationPart& part) {
    std::vector<std::string> numbers;
    for (const record::PanelRow& row : part.panel)
        if (row.reserve) numbers.push_back(row.number);
    return numbers;
}

// Supervisor and site chief sign every result; others in the register have keys because they check tallies (domain.md, 核分).
Result<std::vector<std::string>> result_signers(const record::OperationPart& part) {
    std::vector<std::string> numbers;
    for (const record::ResultSignerRow& row : part.signers) {
        const record::Role role = TRY(record::decode_certificate(row.certificate)).content.role;
        if (role == record::Role::supervisor || role == record::Role::site_chief) numbers.push_back(row.number);
    }
    return numbers;
}

// Relations are kept without the candidate's name; here they are of this one.
std::vector<practical::DeclaredRelation> relations_of(const record::OperationCandidate& row) {
    std::vector<practical::DeclaredRelation> relations = row.relations;
    for (practical::DeclaredRelation& relation : relations) relation.candidate = row.candidate.hex();
    return relations;
}

} // namespace

bool OperationContent::leads(int station) const {
    const record::Desk* desk = record::desk_of_station(part, station);
    return part.desks.empty() || (desk != nullptr && desk->terminal == terminal);
}

const record::OperationCandidate* OperationContent::find_candidate(const CandidateRef& candidate) const {
    const auto& rows = part.candidates;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.candidate == candidate; });
    return found == rows.end() ? nullptr : &*found;
}

const record::RosterRow* OperationContent::find_person(const CandidateRef& candidate) const {
    const auto& rows = part.roster;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const record::RosterRow& row) { return row.candidate == candidate; });
    return found == rows.end() ? nullptr : &*found;
}

const record::PanelRow* OperationContent::find_examiner(std::string_view number) const {
    return find_number(part.panel, number);
}

const record::ResultSignerRow* OperationContent::find_signer(std::string_view number) const {
    return find_number(part.signers, number);
}

const record::StaffRow* OperationContent::find_staff(std::string_view number) const {
    return find_number(part.staff, number);
}

const practical::ScoreSheet* OperationContent::find_sheet(std::string_view id) const {
    const auto found =
        std::find_if(part.sheets.begin(), part.sheets.end(), [&](const practical::ScoreSheet& sheet) { return sheet.id == id; });
    return found == part.sheets.end() ? nullptr : &*found;
}

std::string OperationContent::name_of(std::string_view number) const {
    if (const auto* examiner = find_examiner(number)) return examiner->name;
    if (const auto* signer = find_signer(number)) return signer->name;
    if (const auto* staff = find_staff(number)) return staff->name;
    return std::string(number);
}

bool OperationContent::has_key(std::string_view number) const {
    return find_examiner(number) != nullptr || find_signer(number) != nullptr;
}

Result<SharedOperation> operation_content(const PackageId& package, record::OperationPart part, const TerminalId& terminal) {
    auto content = std::make_shared<OperationContent>();
    content->package = package;
    content->terminal = terminal;
    content->part = std::move(part);
    for (const record::Figure& figure : content->part.figures) content->figures.emplace(figure.name, figure.png);
    const std::vector<std::string> signers = TRY(result_signers(content->part));
    const practical::PanelRules rules{.size_min = static_cast<std::size_t>(content->part.panel_size_min),
                                      .senior_from = content->part.senior_from,
                                      .organisation = content->part.organisation};
    for (const record::OperationCandidate& row : content->part.candidates) {
        const std::vector<practical::DeclaredRelation> relations = relations_of(row);
        auto panel = practical::panel_for(rules, seated_panel(content->part), reserves(content->part), relations, row.candidate.hex());
        if (!panel) {
            content->without_panel.emplace(row.candidate, panel.error());
            continue;
        }
        const practical::ScoreSheet* sheet = content->find_sheet(row.sheet);
        const record::RosterRow* person = content->find_person(row.candidate);
        if (sheet == nullptr || person == nullptr) return error(codes::sheet_reference, row.sheet);
        content->rules.emplace(row.candidate, std::make_shared<const practical::ScoringRules>(
                                                  practical::ScoringRules{.sheet = *sheet,
                                                                          .panel = std::move(*panel),
                                                                          .result_signers = signers,
                                                                          .extra_ms = std::int64_t{person->extra_minutes} * 60'000}));
    }
    return SharedOperation(std::move(content));
}

} // namespace kaogong::kiosk::app
