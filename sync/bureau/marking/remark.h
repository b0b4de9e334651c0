// What marking again by a decision comes to for each result, of whatever test: the same rule for everybody of its set, starting from the
// record that stands. Whose points change gets a record that takes its place; the earlier one is kept, and nobody else gets any. What an
// earlier decision did to other items stays.
#pragma once

#include "core/record/remark_rule.h"
#include "sync/bureau/marking/mark.h"

namespace kaogong::bureau::marking {

struct ItemDelta {
    std::string item;        // of a paper, or row of a score sheet
    std::string_view action; // as the decision's file says it: `void`, `full`, `key`, `again`
    record::ItemResult before;
    record::ItemResult after;
    assessment::Points outside = 0; // what a row outside of the sum takes less from the total; negative: more

    assessment::Points points() const { return after.points - before.points + outside; } // signed
};
struct RemarkedResult {
    SessionId session;
    CandidateRef candidate;
    Hash earlier; // that stands now
    record::ResultScore before;
    record::ResultScore after;
    assessment::Points full_marks = 0; // what a score is carried over to for people
    std::vector<ItemDelta> deltas;     // of what the decision names
    std::optional<MadeResult> made;    // nothing where nothing changes
    std::optional<Error> why;          // where it failed: the others went on

    assessment::Points shown_before() const { return shown(before); } // carried over to full marks, cut to a hundredth
    assessment::Points shown_after() const { return shown(after); }

  private:
    assessment::Points shown(const record::ResultScore& score) const {
        return assessment::shown_points({.points = score.points, .counted_max = score.points_max, .points_max = full_marks});
    }
};

// The decision that a record is made by.
struct DecisionFile {
    const record::RemarkDecision& decision;
    Hash hash; // SHA-256 of the file as it was written
};
// The record that takes the place of `standing`: `changed` holds its new points, and key 19 whatever else there is to say. A line for each
// delta follows. Errors: those of make_result.
Result<MadeResult> make_remarked(const AcceptedRecord& standing, record::ResultRecord changed, const std::vector<ItemDelta>& deltas,
                                 const DecisionFile& file, const MarkingDesk& desk);

} // namespace kaogong::bureau::marking
