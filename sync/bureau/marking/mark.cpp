#include "sync/bureau/marking/mark.h"

#include "core/base/codes/bureau.h"
#include "core/record/theory_marks.h"
#include "sync/bureau/marking/answers.h"

namespace kaogong::bureau::marking {
namespace {

using record::RecordKind;

assessment::TheoryExemption exemption_of(const record::ResultRecord& record) {
    assessment::TheoryExemption exemption;
    for (const record::ExemptArea& area : record.exempt) exemption.areas.push_back(area.area);
    return exemption;
}

Result<record::TheoryMarks> mark(const MarkingPaper& paper, const AcceptedRecord& accepted, const MarkingDesk& desk) {
    const record::ResultRecord& record = accepted.record;
    if (!paper.is_of(record.subject)) return error(codes::paper_not_given, record.subject.paper.hex());
    const OpenedAnswers answers = TRY(open_answers(desk.store.intake(), accepted, desk.readers));
    const auto mark = TRY(assessment::mark_paper(paper.prepared, answers.responses, exemption_of(record)));
    return record::theory_marks(paper.prepared.item_ids(), mark, answers.end_code);
}

record::ItemResult item_of(const std::vector<record::ItemResult>& items, const std::string& id) {
    for (const record::ItemResult& item : items)
        if (item.item == id) return item;
    return {.item = id};
}

std::vector<ItemDifference> differences(const std::vector<record::ItemResult>& stated, const std::vector<record::ItemResult>& found) {
    std::vector<ItemDifference> all;
    for (const record::ItemResult& each : found)
        if (const auto other = item_of(stated, each.item); other != each) all.push_back({.stated = other, .found = each});
    for (const record::ItemResult& each : stated)
        if (item_of(found, each.item).points_max == 0 && each.points_max != 0)
            all.push_back({.stated = each, .found = {.item = each.item}});
    return all;
}

void compare(const record::ResultRecord& record, const record::TheoryMarks& marks, MarkedResult& result) {
    result.stated = record.score;
    result.differences = differences(record.items, marks.items);
    const bool agrees = result.differences.empty() && record.items.size() == marks.items.size() && record.score == marks.score;
    result.outcome = agrees ? MarkOutcome::agrees : MarkOutcome::differs;
}

// Everything of the submission but its signers; its hash stands in key 12.
Result<MadeResult> make(const AcceptedRecord& submission, record::TheoryMarks marks, const MarkingDesk& desk) {
    record::ResultRecord record = submission.record;
    record.kind = RecordKind::marked_by_bureau;
    record.earlier = submission.hash;
    record.items = std::move(marks.items);
    record.score = marks.score;
    return make_result(std::move(record), {.secret = desk.readers.front(), .markers = desk.markers, .cause = {}, .wall_ms = desk.wall_ms});
}

Result<void> mark_one(const MarkingPaper& paper, const AcceptedRecord& accepted, const MarkingDesk& desk, MarkedResult& result) {
    record::TheoryMarks marks = TRY(mark(paper, accepted, desk));
    result.found = marks.score;
    if (accepted.record.score) {
        compare(accepted.record, marks, result);
        return success();
    }
    result.made = TRY(make(accepted, std::move(marks), desk));
    result.outcome = MarkOutcome::made;
    return success();
}

// What was marked last without a correction: that is what a marking can be compared with.
const AcceptedRecord* to_mark(const Descent& descent) {
    const RecordKind kind = descent.first().record.kind;
    if (descent.is_void() || (kind != RecordKind::theory && kind != RecordKind::submission)) return nullptr;
    const AcceptedRecord* marked = descent.marked();
    return marked != nullptr ? marked : &descent.first();
}

} // namespace

Result<std::vector<MarkedResult>> mark_session(const MarkingPaper& paper, const MarkingDesk& desk) {
    CHECK(!desk.readers.empty());
    std::vector<MarkedResult> results;
    for (const Descent& descent : TRY(descents_of(desk.store, paper.manifest.session))) {
        const AcceptedRecord* accepted = to_mark(descent);
        if (accepted == nullptr) continue;
        MarkedResult& result = results.emplace_back();
        result.candidate = accepted->record.candidate;
        result.record = accepted->hash;
        if (const auto done = mark_one(paper, *accepted, desk, result); !done) result.why = done.error();
    }
    return results;
}

} // namespace kaogong::bureau::marking
