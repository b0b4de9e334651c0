// Direct recognition 直接认定: a committee votes on a list of conditions, each with its evidence, instead of an exam (P13). Which levels
// and which organisations it is open to follows P12, P91 and P92; what is waived cites its clause (P14). A vote is a share, never points
// that somebody gave: the outcome sees yes votes of the ballots that count.
#pragma once

#include "core/assessment/components/component.h"

#include <map>
#include <set>

namespace kaogong::components {

enum class BallotsCounted : std::uint8_t { present = 1, cast }; // abstentions count among those present, or are left out
struct Condition {
    std::string id;
    LocalText text;
    int evidence_min = 1;
    bool may_be_waived = false; // 打破学历、资历、年龄、比例等限制 (P14)
    bool operator==(const Condition&) const = default;
};
struct DirectForm {
    SkillLevel level = SkillLevel::technician;
    BoardRules committee;
    std::int64_t quorum_percent = 0;     // of the committee that must be present
    std::int64_t yes_of = 2, yes_in = 3; // at least two in three
    BallotsCounted counted = BallotsCounted::present;
    std::vector<Condition> conditions; // one list for P13, P14 and P15
    bool operator==(const DirectForm&) const = default;
};

enum class OrgAttribute : std::uint8_t { large_manufacturer = 1, listed_company, chain_evaluator }; // P92
struct ConditionRecord {
    std::vector<std::string> evidence; // numbers of documents
    std::string clause, approved_by;   // of a waiver; both or neither
};
struct Ballots {
    std::int64_t yes = 0, no = 0, abstain = 0;
};
struct DirectRecord {
    Board committee;
    std::set<std::string> present;
    Ballots ballots;
    std::map<std::string, ConditionRecord, std::less<>> conditions;
    std::set<OrgAttribute> organisation; // with proof of filing, as the bureau's approval says
    bool full_ladder = false;            // of the occupation (P4)
    SkillLevel held = SkillLevel::senior;
    std::string skip_reason; // where levels are skipped (P12); its evidence is that of the conditions
};

FormFaults check_direct(const DirectForm& form);
// Errors: direct_refused naming level, full_ladder, organisation or skip_reason; committee_vote; waiver_basis and record_misfits naming the
// condition. A condition that is not met or a vote that falls short is no error but fails the component by name.
Result<ComponentScore> score_direct(const DirectForm& form, const DirectRecord& record);

} // namespace kaogong::components
