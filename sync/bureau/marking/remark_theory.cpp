#include "sync/bureau/marking/remark_theory.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/theory_marks.h"
#include "sync/bureau/marking/answers.h"

#include <algorithm>

namespace kaogong::bureau::marking {
namespace {

using assessment::RemarkAction;
using record::OutcomeCode;
using record::RecordKind;

struct RuledItem {
    const assessment::RemarkItem& rule;
    const assessment::PaperItem& place;
    const assessment::Item& item;
};

Result<std::vector<RuledItem>> find_items(const Remarking& remarking) {
    std::vector<RuledItem> found;
    const MarkingPaper& paper = remarking.paper;
    for (const assessment::RemarkItem& rule : remarking.rule.items) {
        const auto is_it = [&](const auto& each) { return each.item == rule.item; };
        const auto place = std::find_if(paper.paper.items.begin(), paper.paper.items.end(), is_it);
        const auto item = std::find_if(paper.items.begin(), paper.items.end(), [&](const auto& each) { return each.id == rule.item; });
        if (place == paper.paper.items.end() || item == paper.items.end()) return error(codes::item_unknown, rule.item);
        if (rule.key) TRY(assessment::check_key(*item, *rule.key)); // before anybody is marked by it
        found.push_back({rule, *place, *item});
    }
    return found;
}

bool is_exempt(const record::ResultRecord& record, const std::string& area) {
    return std::any_of(record.exempt.begin(), record.exempt.end(), [&](const record::ExemptArea& each) { return each.area == area; });
}

std::string_view action_word(RemarkAction action) {
    switch (action) {
    case RemarkAction::leave_out: return "void";
    case RemarkAction::full: return "full";
    case RemarkAction::key: break;
    }
    return "key";
}

class Candidate {
  public:
    Candidate(const AcceptedRecord& standing, const Remarking& remarking, const MarkingDesk& desk)
        : standing_(standing), remarking_(remarking), desk_(desk), record_(standing.record) {}

    Result<void> mark(const std::vector<RuledItem>& items, RemarkedResult& result) {
        for (const RuledItem& each : items)
            if (!is_exempt(record_, each.place.area)) TRY(mark_item(each, result.deltas));
        add_up();
        result.after = *record_.score;
        if (result.deltas.empty()) return success();
        record_.effects.clear();
        const DecisionFile file{.decision = remarking_.rule.decision, .hash = remarking_.rule_file};
        result.made = TRY(make_remarked(standing_, record_, result.deltas, file, desk_));
        return success();
    }

  private:
    Result<void> mark_item(const RuledItem& ruled, std::vector<ItemDelta>& deltas) {
        const auto stated =
            std::find_if(record_.items.begin(), record_.items.end(), [&](const auto& each) { return each.item == ruled.rule.item; });
        if (stated == record_.items.end()) return error(codes::item_unknown, ruled.rule.item);
        const auto response = TRY(response_to(ruled));
        const auto mark = TRY(assessment::mark_again(
            ruled.rule, {.spec = remarking_.paper.spec, .item = ruled.item, .points = ruled.place.points}, response));
        ItemDelta delta{.item = ruled.rule.item,
                        .action = action_word(ruled.rule.action),
                        .before = *stated,
                        .after = record::item_result(ruled.rule.item, mark)};
        if (delta.before.points == delta.after.points && delta.before.points_max == delta.after.points_max) return success();
        *stated = delta.after;
        deltas.push_back(std::move(delta));
        return success();
    }

    // Only a new key asks what was answered, so a lost answer file does not keep an item from being left out.
    Result<assessment::Response> response_to(const RuledItem& ruled) {
        if (ruled.rule.action != RemarkAction::key) return assessment::Response();
        if (!answers_) answers_ = TRY(open_answers(desk_.store.intake(), standing_, desk_.readers));
        for (const assessment::ItemResponse& each : answers_->responses)
            if (each.item == ruled.rule.item) return each.response;
        return assessment::Response();
    }

    // A coded end stays what people decided; pass and fail are told anew, exactly.
    void add_up() {
        record::ResultScore score = *record_.score;
        score.points = score.points_max = 0;
        for (const record::ItemResult& item : record_.items) {
            score.points += item.points;
            score.points_max += item.points_max;
        }
        const assessment::TheoryPlan& plan = remarking_.paper.spec.theory;
        const assessment::Earned earned{.points = score.points, .counted_max = score.points_max, .points_max = plan.points_max};
        if (score.outcome == OutcomeCode::pass || score.outcome == OutcomeCode::fail)
            score.outcome = assessment::reaches(earned, plan.pass_mark) ? OutcomeCode::pass : OutcomeCode::fail;
        record_.score = score;
    }

    const AcceptedRecord& standing_;
    const Remarking& remarking_;
    const MarkingDesk& desk_;
    record::ResultRecord record_;
    std::optional<OpenedAnswers> answers_;
};

// Results of this paper that count; operation results and void ones have nothing to mark again here.
bool concerns(const Descent& descent, const MarkingPaper& paper) {
    const RecordKind kind = descent.first().record.kind;
    const bool theory = kind == RecordKind::theory || kind == RecordKind::submission;
    return theory && !descent.is_void() && paper.is_of(descent.first().record.subject);
}

Result<void> remark_session(const SessionId& session, const std::vector<RuledItem>& items, const Remarking& remarking,
                            const MarkingDesk& desk, std::vector<RemarkedResult>& results) {
    for (const Descent& descent : TRY(descents_of(desk.store, session))) {
        if (!concerns(descent, remarking.paper)) continue;
        const AcceptedRecord& standing = descent.standing();
        RemarkedResult& result = results.emplace_back();
        result.session = session;
        result.candidate = standing.record.candidate;
        result.earlier = standing.hash;
        result.full_marks = remarking.paper.spec.theory.points_max;
        if (!standing.record.score) {
            result.why = error(codes::record_unmarked, standing.hash.hex());
            continue;
        }
        result.before = result.after = *standing.record.score;
        if (const auto done = Candidate(standing, remarking, desk).mark(items, result); !done) result.why = done.error();
    }
    return success();
}

} // namespace

Result<std::vector<RemarkedResult>> remark(const Remarking& remarking, const MarkingDesk& desk) {
    CHECK(!desk.readers.empty());
    if (remarking.rule.paper != remarking.paper.manifest.paper) return error(codes::paper_not_given, remarking.rule.paper.hex());
    const std::vector<RuledItem> items = TRY(find_items(remarking));
    std::vector<SessionId> sessions = remarking.rule.sessions;
    if (sessions.empty()) sessions = TRY(desk.store.intake().sessions());
    std::vector<RemarkedResult> results;
    for (const SessionId& session : sessions) TRY(remark_session(session, items, remarking, desk, results));
    return results;
}

} // namespace kaogong::bureau::marking
