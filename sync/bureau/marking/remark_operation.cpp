#include "sync/bureau/marking/remark_operation.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/operation_points.h"
#include "sync/bureau/marking/row_history.h"

#include <algorithm>

namespace kaogong::bureau::marking {
namespace {

using practical::RowAction;
using practical::RowRemark;
using practical::SheetScore;

std::string_view action_word(RowAction action) {
    switch (action) {
    case RowAction::leave_out: return "void";
    case RowAction::full: return "full";
    case RowAction::again: break;
    }
    return "again";
}

record::ItemResult stated_row(const record::ResultRecord& record, const std::string& row) {
    const auto found = std::find_if(record.items.begin(), record.items.end(), [&](const auto& each) { return each.item == row; });
    return found == record.items.end() ? record::ItemResult{.item = row} : *found;
}

// What a row that lies outside of the sum did to the total.
std::vector<practical::AppliedRule> applied_by(const SheetScore& score, const std::string& row) {
    std::vector<practical::AppliedRule> applied;
    for (const practical::AppliedRule& each : score.applied)
        if (each.rule == row) applied.push_back(each);
    return applied;
}
assessment::Points sum(const std::vector<practical::AppliedRule>& applied) {
    assessment::Points points = 0;
    for (const practical::AppliedRule& each : applied) points += each.points;
    return points;
}

class RowMarking {
  public:
    RowMarking(const AcceptedRecord& standing, const practical::ScoreSheet& sheet, const RowRemarking& remarking)
        : standing_(standing), sheet_(sheet), remarking_(remarking), record_(standing.record) {}

    Result<void> mark(practical::RemarkedEntries remarked, const MarkingDesk& desk, RemarkedResult& result) {
        const std::vector<RowRemark> ruled = TRY(record::rows_ruled(remarking_.rule, sheet_, record_.candidate));
        const SheetScore before = TRY(practical::score_remarked(sheet_, remarked));
        TRY(remark_rows_of(ruled, sheet_, remarked));
        const SheetScore after = TRY(practical::score_remarked(sheet_, remarked));
        TRY(restate(after));
        for (const RowRemark& row : ruled) add_delta(row, before, after, result.deltas);
        result.after = *record_.score;
        if (result.deltas.empty()) return success();
        const DecisionFile file{.decision = remarking_.rule.decision, .hash = remarking_.rule_file};
        result.made = TRY(make_remarked(standing_, record_, result.deltas, file, desk));
        return success();
    }

  private:
    Result<void> restate(const SheetScore& score) {
        const assessment::Points taken = record::taken_by_exceptions(standing_.record);
        // Of a total that was used up nobody can tell by how much more it would have been lowered.
        if (taken > 0 && standing_.record.score->points == 0)
            return error(codes::record_underivable, standing_.hash.hex() + ": " + std::string(record::kExceptionsRule));
        record_.score = record::score_beside(standing_.record, sheet_, score);
        record::put_scores(record_, sheet_, score);
        if (taken > 0) record_.effects.push_back({.rule = std::string(record::kExceptionsRule), .points = -taken});
        return success();
    }

    // One line for each row, whatever was said of it last.
    void add_delta(const RowRemark& row, const SheetScore& before, const SheetScore& after, std::vector<ItemDelta>& deltas) const {
        const auto took = applied_by(before, row.row), takes = applied_by(after, row.row);
        ItemDelta delta{.item = row.row,
                        .action = action_word(row.action),
                        .before = stated_row(standing_.record, row.row),
                        .after = stated_row(record_, row.row),
                        .outside = sum(takes) - sum(took)};
        const bool same = delta.before.points == delta.after.points && delta.before.points_max == delta.after.points_max && took == takes;
        const auto known = std::find_if(deltas.begin(), deltas.end(), [&](const ItemDelta& each) { return each.item == row.row; });
        if (same) return;
        if (known != deltas.end())
            *known = std::move(delta);
        else
            deltas.push_back(std::move(delta));
    }

    const AcceptedRecord& standing_;
    const practical::ScoreSheet& sheet_;
    const RowRemarking& remarking_;
    record::ResultRecord record_;
};

bool signed_by(const record::ResultRecord& record, const record::KeyId& key) {
    return std::any_of(record.signers.begin(), record.signers.end(), [&](const record::RequiredSigner& signer) {
        return signer.key == key && (signer.role == record::Role::examiner || signer.role == record::Role::chief);
    });
}

// Everything of the set that the result itself says. Who sat on the panel is what the first record says; later ones have other signers.
bool meets(const record::RemarkSet& set, const Descent& descent) {
    const record::ResultRecord& record = descent.first().record;
    if (record.kind != record::RecordKind::operation || record.items.empty() || descent.is_void()) return false;
    if (record.subject.spec != set.spec || (!set.plan.empty() && record.plan.plan != set.plan)) return false;
    return std::all_of(set.panel.begin(), set.panel.end(), [&](const record::KeyId& key) { return signed_by(record, key); });
}

struct Concerned {
    Descent descent;
    const practical::ScoreSheet* sheet = nullptr; // null: the package that would tell is not at hand
};

class Gathering {
  public:
    Gathering(const RowRemarking& remarking, const MarkingDesk& desk) : remarking_(remarking), desk_(desk) {}

    Result<std::vector<Concerned>> run() {
        std::vector<SessionId> sessions = set().sessions;
        if (sessions.empty()) sessions = TRY(desk_.store.intake().sessions());
        for (const SessionId& session : sessions)
            for (Descent& descent : TRY(descents_of(desk_.store, session)))
                if (meets(set(), descent)) place(std::move(descent));
        return std::move(concerned_);
    }

  private:
    const record::RemarkSet& set() const { return remarking_.rule.set; }

    // What the package says of the result: its task, its station. Of whose package nobody gave, nothing is known.
    void place(Descent descent) {
        const record::ResultRecord& record = descent.first().record;
        const practical::ScoreSheet* sheet = remarking_.papers.find_sheet(record.subject);
        if (sheet != nullptr && !set().task.empty() && sheet->id != set().task) return;
        const std::vector<CandidateRef>& unread = remarking_.rule.unplaced;
        if (std::find(unread.begin(), unread.end(), record.candidate) != unread.end()) sheet = nullptr;
        if (sheet != nullptr && !set().stations.empty()) {
            const auto station = remarking_.papers.station_of(record.session, record.candidate);
            if (!station) sheet = nullptr;
            const bool there = station && std::count(set().stations.begin(), set().stations.end(), *station) > 0;
            if (station && !there) return;
        }
        concerned_.push_back({.descent = std::move(descent), .sheet = sheet});
    }

    const RowRemarking& remarking_;
    const MarkingDesk& desk_;
    std::vector<Concerned> concerned_;
};

// The decision must fit every sheet of its task before anybody is marked by it.
Result<void> check_rows(const RowRemarking& remarking) {
    const record::RowRemarkRule& rule = remarking.rule;
    const auto sheets = remarking.papers.sheets_of(rule.set.spec, rule.set.task);
    if (sheets.empty()) return error(codes::paper_not_given, rule.set.spec.hex() + " " + rule.set.task);
    for (const practical::ScoreSheet* sheet : sheets) TRY(record::rows_ruled(rule, *sheet, {}));
    for (const record::RuledRow& row : rule.rows) {
        const auto has_gauge = [&](const practical::ScoreSheet* sheet) { return record::names_gauge(*sheet, row.gauge); };
        if (!row.gauge.empty() && std::none_of(sheets.begin(), sheets.end(), has_gauge)) return error(codes::row_unknown, row.gauge);
    }
    return success();
}

Result<void> check_again(const record::RowRemarkRule& rule, const std::vector<Concerned>& concerned) {
    std::vector<CandidateRef> given = rule.unplaced;
    for (const record::RowsAgain& again : rule.again) given.push_back(again.candidate);
    for (const CandidateRef& candidate : given) {
        const auto is_it = [&](const Concerned& each) { return each.descent.first().record.candidate == candidate; };
        if (std::none_of(concerned.begin(), concerned.end(), is_it)) return error(codes::remark_outside, candidate.hex());
    }
    return success();
}

} // namespace

Result<std::vector<RemarkedResult>> remark_rows(const RowRemarking& remarking, const MarkingDesk& desk) {
    CHECK(!desk.readers.empty());
    TRY(check_rows(remarking));
    const std::vector<Concerned> concerned = TRY(Gathering(remarking, desk).run());
    TRY(check_again(remarking.rule, concerned));
    RowHistory history(desk.store.intake(), remarking.papers);
    std::vector<RemarkedResult> results;
    for (const Concerned& each : concerned) {
        const AcceptedRecord& standing = each.descent.standing();
        RemarkedResult& result = results.emplace_back();
        result.session = standing.record.session;
        result.candidate = standing.record.candidate;
        result.earlier = standing.hash;
        result.before = result.after = *standing.record.score;
        result.full_marks = standing.record.score->points_max;
        if (each.sheet == nullptr) {
            result.why = error(codes::paper_not_given, standing.record.session.hex());
            continue;
        }
        auto stands = history.of(each.descent, *each.sheet);
        const auto done =
            stands ? RowMarking(standing, *each.sheet, remarking).mark(std::move(*stands), desk, result) : Result<void>(stands.error());
        if (!done) result.why = done.error();
    }
    return results;
}

} // namespace kaogong::bureau::marking
