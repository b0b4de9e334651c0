#include "core/assessment/components/work_record.h"

#include "core/base/codes/practical.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kaogong::components {
namespace {

using namespace practical;

// How many documents a row rests on: one for each thing counted, one for anything else that was scored, none for what was not done.
std::int64_t documents_needed(const RowEntry& entry) {
    if (entry.state != RowState::scored) return 0;
    if (const auto* count = std::get_if<CountReading>(&entry.reading)) return count->count;
    return 1;
}

Result<void> check_evidence(const WorkRecordForm& form, const WorkRecord& record) {
    std::set<std::string> ids;
    for (const Evidence& evidence : record.evidence) {
        if (form.sheet.find_item(evidence.row) == nullptr) return error(codes::record_misfits, evidence.row);
        // One certificate handed in for two claims is counted for neither.
        if (!ids.insert(evidence.id).second) return error(codes::evidence_missing, evidence.id + " twice");
        if (evidence.dated_ms < record.from_ms || evidence.dated_ms > record.to_ms) return error(codes::evidence_missing, evidence.id);
    }
    for (const std::string& row : form.on_evidence) {
        const auto entry = record.entries.rows.find(row);
        const std::int64_t needed = entry == record.entries.rows.end() ? 0 : documents_needed(entry->second);
        const auto given =
            std::count_if(record.evidence.begin(), record.evidence.end(), [&](const Evidence& evidence) { return evidence.row == row; });
        if (given < needed) return error(codes::evidence_missing, fmt::format("{} {}/{}", row, given, needed));
    }
    return success();
}

void tell_evidence(const WorkRecord& record, Lines& working) {
    std::array<int, 4> of{};
    for (const Evidence& evidence : record.evidence) ++of[static_cast<std::size_t>(evidence.kind)];
    working.push_back({fmt::format("证明材料：工作经历 {} 份，技能水平 {} 份，突出贡献 {} 份", of[1], of[2], of[3]),
                       fmt::format("evidence: experience {}, skill {}, contribution {}", of[1], of[2], of[3])});
}

} // namespace

FormFaults check_work_record(const WorkRecordForm& form) {
    FormFaults faults;
    check_board_rules(form.board, faults);
    const std::set<std::string> groups(form.groups.begin(), form.groups.end());
    for (const std::string& group : form.groups)
        if (form.sheet.find_module(group) == nullptr) faults.push_back({{}, 0, "groups", codes::sheet_reference, group});
    // The three groups and no fourth: points of any other module would be points for something that the policy does not name.
    if (groups.size() != 3 || form.sheet.modules.size() != 3) faults.push_back({{}, 0, "groups", codes::form_rule, "3"});
    for (const std::string& row : form.on_evidence)
        if (form.sheet.find_item(row) == nullptr) faults.push_back({{}, 0, "on_evidence", codes::sheet_reference, row});
    for (std::size_t i = 0; i < form.sheet.items.size(); ++i)
        if (form.sheet.items[i].phase != Phase::review)
            faults.push_back({"item", i, "phase", codes::sheet_scorers, form.sheet.items[i].id});
    return faults;
}

Result<ComponentScore> score_work_record(const WorkRecordForm& form, const WorkRecord& record) {
    TRY(check_board(form.board, record.board, codes::panel_size));
    TRY(check_judges(form.sheet, record.entries, record.board.members.size()));
    TRY(check_evidence(form, record));
    ComponentScore made;
    tell_evidence(record, made.working);
    const SheetScore score = TRY(score_sheet(form.sheet, record.entries));
    made.component = TRY(component_of(Method::work_record, score));
    tell_sheet(form.sheet, score, made.working);
    return made;
}

} // namespace kaogong::components
