// Work record 工作业绩评审: three weighted groups, 岗位职责、工作表现、工作业绩 (P15), scored by reviewers from a dossier whose pieces of
// evidence are of three kinds: experience, skill, contribution (P17). What is claimed without evidence earns nothing: the record is
// refused.
#pragma once

#include "core/assessment/components/component.h"

#include <array>

namespace kaogong::components {

struct WorkRecordForm {
    ScoreSheet sheet;
    BoardRules board;
    std::array<std::string, 3> groups;    // modules of duties, conduct and results (P15)
    std::vector<std::string> on_evidence; // rows whose points rest on documents: one for each thing counted, else one
    bool operator==(const WorkRecordForm&) const = default;
};
enum class EvidenceKind : std::uint8_t { experience = 1, skill, contribution }; // P17
struct Evidence {
    std::string id; // number of the document
    EvidenceKind kind = EvidenceKind::experience;
    std::string row;
    std::int64_t dated_ms = 0; // UTC
};
struct WorkRecord {
    Board board;
    std::int64_t from_ms = 0, to_ms = 0; // the period assessed, both inclusive
    std::vector<Evidence> evidence;
    SheetEntries entries;
};

FormFaults check_work_record(const WorkRecordForm& form);
// Errors: panel_size, evidence_missing naming the row, record_misfits, spread_open, rows_unseen, those of score_sheet.
Result<ComponentScore> score_work_record(const WorkRecordForm& form, const WorkRecord& record);

} // namespace kaogong::components
