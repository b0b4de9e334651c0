// The files of an operation test as a centre writes them (assets/samples/FORMAT.md): the `[operation]` table of a session, the panel with
// its certificates and keys, and who stands where and when. What a file says is checked as it is read, so that a mistake has its line.
#pragma once

#include "core/base/file.h"
#include "core/record/operation_content.h"
#include "sync/bank/table_reader.h"

namespace kaogong::bank {

struct Drawing { // a picture of a task paper or notice
    std::string document;
    Path file;
    assessment::LocalText text; // what it shows
    Position at;
};
struct OperationTable {
    std::vector<Path> sheets, documents;
    Path panel, candidates;
    std::vector<Drawing> drawings;
    practical::OrgKind organisation = practical::OrgKind::employer;
    int panel_size_min = 3;
    assessment::SkillLevel senior_from = assessment::SkillLevel::technician;
    Position at, documents_at;
};
OperationTable read_operation_table(const TomlValue& table, const Path& folder, Faults& faults);

// ---- panel.toml

struct PanelDemand {
    practical::PanelRules rules;
    practical::PanelSession session;
};
struct PanelFile {
    std::vector<record::PanelRow> panel;
    std::vector<record::ResultSignerRow> signers;

    std::vector<practical::PanelMember> seated() const; // without reserves
    std::vector<std::string> reserves() const;
};
// `folder` is where the file lies: certificates and keys are found from there, and each must be that person's.
PanelFile read_panel_file(const TomlValue& file, const Path& folder, const PanelDemand& demand, Faults& faults);

// ---- operation.csv

struct PlacesDemand {
    const std::vector<record::RosterRow>& roster;
    const std::vector<practical::ScoreSheet>& sheets;
    const PanelFile& panel;
    const practical::PanelRules& rules;
    const record::SessionFacts& session;
    int utc_offset_minutes = 0;
};
std::vector<record::OperationCandidate> read_places(std::string_view csv, const PlacesDemand& demand, Faults& faults);

// Whether somebody sits this component today: entered for it, and neither exempt nor with a result that is kept.
bool takes(const record::RosterRow& row, record::Method method);

} // namespace kaogong::bank
