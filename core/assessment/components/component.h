// Components beside theory and operation 其他科目: what their forms share, and what each hands to the outcome. Forms are data that a domain
// expert writes; a new form needs no code (P54). Everything here is pure: no clock, no file, no person but those who stand in the record.
#pragma once

#include "core/assessment/practical/outcome.h"
#include "core/assessment/practical/score_sheet.h"
#include "core/base/codes/assessment.h"

#include <span>
#include <string>
#include <vector>

namespace kaogong::components {

using assessment::LocalText;
using assessment::Points;
using assessment::SkillLevel;
using practical::Component;
using practical::ComponentRule;
using practical::Fraction;
using practical::Method;
using practical::ScoreSheet;
using practical::SheetEntries;
using practical::SheetScore;

struct FormIdentity {
    std::string id;
    std::string version;
    LocalText title;
    assessment::Occupation occupation; // of a special ability: its own code and name
    std::optional<SkillLevel> level;   // none for a special ability (P22)
    assessment::StandardReference standard;
    bool operator==(const FormIdentity&) const = default;
};

// One line of the working, as people read it.
using Lines = std::vector<LocalText>;

struct ComponentScore {
    Component component;
    Lines working;
};

// A contradiction within a form. `list` and `index` say which part ("stage", 2); an empty list means the form itself.
struct FormFault {
    std::string list;
    std::size_t index = 0;
    std::string key;
    Code code = codes::form_rule;
    std::string what;
};
using FormFaults = std::vector<FormFault>;

// People who review or vote. The first one chairs.
struct Board {
    std::vector<std::string> members;
    std::vector<std::string> outside; // those of them who come from elsewhere
};
struct BoardRules {
    std::size_t size_min = 3;
    std::size_t outside_min = 0;
    bool odd = true;
    bool operator==(const BoardRules&) const = default;
};
// Each person once, as many as the rules ask, an odd number where they ask for one. Errors: `refusal`.
Result<void> check_board(const BoardRules& rules, const Board& board, Code refusal);
void check_board_rules(const BoardRules& rules, FormFaults& faults);

// Points that need not be whole hundredths go to the outcome without rounding. fraction_too_fine where that does not fit.
Result<assessment::Earned> earned_exactly(const Fraction& hundredths, Points points_max);
// A sheet's score as a component: what fails it stands in failed_by. rows_unseen while somebody has still to score.
Result<Component> component_of(Method method, const SheetScore& score);
// The working of each row that was scored, then the verdict.
void tell_sheet(const ScoreSheet& sheet, const SheetScore& score, Lines& working);
// Every judged row has one score of each member, and none of a spread over the limit that is not settled. record_misfits, spread_open.
Result<void> check_judges(const ScoreSheet& sheet, const SheetEntries& entries, std::size_t members);

} // namespace kaogong::components
