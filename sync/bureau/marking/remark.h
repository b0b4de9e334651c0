// Marking again by a decision (core/record/remark_rule.h): the same rule for everybody who had the paper, starting from the record that
// stands. Whoever's points change gets a record that takes its place; the earlier one is kept, and nobody else gets any. What an earlier
// decision did to other items stays.
#pragma once

#include "core/record/remark_rule.h"
#include "sync/bureau/marking/mark.h"

namespace kaogong::bureau::marking {

struct ItemDelta {
    std::string item;
    assessment::RemarkAction action = assessment::RemarkAction::leave_out;
    record::ItemResult before;
    record::ItemResult after;
    assessment::Points points() const { return after.points - before.points; } // signed
};
struct RemarkedResult {
    SessionId session;
    CandidateRef candidate;
    Hash earlier; // that stands now
    record::ResultScore before;
    record::ResultScore after;
    assessment::Points full_marks = 0; // of the spec: what a score is carried over to for people
    std::vector<ItemDelta> deltas;     // empty: nothing changes, and there is no record
    std::optional<MadeResult> made;
    std::optional<Error> why; // where it failed: the others went on

    assessment::Points shown_before() const { return shown(before); } // carried over to full marks, cut to a hundredth
    assessment::Points shown_after() const { return shown(after); }

  private:
    assessment::Points shown(const record::ResultScore& score) const;
};

struct Remarking {
    const record::RemarkRule& rule;
    Hash rule_file; // SHA-256 of the file as it was written
    const MarkingPaper& paper;
};
// Error of the whole: item_unknown (the rule names an item that the paper does not have), paper_not_given (the rule is for another paper),
// key_misfits and its like, those of the store. Beside a single result: paper_not_given (not marked at all yet: mark first), those of
// open_answers and of signing.
Result<std::vector<RemarkedResult>> remark(const Remarking& remarking, const MarkingDesk& desk);

} // namespace kaogong::bureau::marking
