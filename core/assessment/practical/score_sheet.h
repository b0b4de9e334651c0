// From rows to the component: modules with their weights, gates, vetoes, what lies outside of the sum, and whether it passes. Exact from
// the rounded rows to the decision; every rule that changed the total is named with its effect in points, so that the record explains
// itself.
#pragma once

#include "core/assessment/practical/score_item.h"

#include <map>

namespace kaogong::practical {

struct SheetEntries {
    std::map<std::string, RowEntry, std::less<>> rows; // a row that is not there is unseen
    std::map<std::string, int, std::less<>> vetoes;    // confirmed occurrences that were not withdrawn
    std::vector<std::string> chosen;                   // elective and drawn modules that are taken
    bool operator==(const SheetEntries&) const = default;
};

struct ModuleScore {
    std::string id;
    Points points = 0;     // of its rows, before gates and vetoes
    Points points_max = 0; // of its rows that count; less than the module's own where a row is re-scaled
    Fraction counted;      // after re-scaling, gates and vetoes: hundredths of the module's own maximum
    bool zeroed = false;
    std::optional<bool> pass; // 单项合格, where the sheet asks for it
};

enum class AppliedSource : std::uint8_t { gate = 1, veto, overtime, off_total, rescale };
struct AppliedRule {
    AppliedSource source = AppliedSource::gate;
    std::string rule; // id of the gate, veto, row or module
    int occurrence = 0;
    Effect effect;     // without meaning for off_total and rescale
    Points points = 0; // by how much it changed the total, cut to a hundredth; never positive but for rescale
    bool operator==(const AppliedRule&) const = default;
};

enum class SheetVerdict : std::uint8_t { pass = 1, fail, open }; // open: rows are unseen and it is not yet lost for good
enum class FailReason : std::uint8_t { below_pass_mark = 1, module_below, component_fails, total_zero };
struct Failing {
    FailReason reason = FailReason::below_pass_mark;
    std::string of; // module, gate or veto
    bool operator==(const Failing&) const = default;
};

struct SheetScore {
    std::vector<std::pair<std::string, ItemScore>> items; // of the modules taken, in the sheet's order
    std::vector<ModuleScore> modules;
    std::vector<AppliedRule> applied;
    std::size_t unseen = 0;
    Fraction exact;             // hundredths of the component's maximum
    Points points = 0;          // exact, cut to a hundredth: what is shown and recorded
    Points points_max = 0;      // the component's
    Points points_possible = 0; // of how many: what the rows scored so far could have given
    bool vetoed = false;        // a veto or gate took the total or fails the component
    bool test_stopped = false;  // StopTest
    bool incident = false;      // ReportIncident
    std::vector<std::string> stopped_modules;
    SheetVerdict verdict = SheetVerdict::open;
    std::vector<Failing> failing;
};

// Errors: unknown rows, vetoes or modules (sheet_reference), a choice that the groups do not allow (module_choice), those of score_item,
// fraction_too_fine.
Result<SheetScore> score_sheet(const ScoreSheet& sheet, const SheetEntries& entries);

// The modules that count, in the sheet's order.
Result<std::vector<const TaskModule*>> modules_taken(const ScoreSheet& sheet, const std::vector<std::string>& chosen);
// The rows of those modules, and those that belong to no module.
std::vector<const ScoreItem*> rows_taken(const ScoreSheet& sheet, const std::vector<const TaskModule*>& modules);
// What a veto does at its n-th confirmed occurrence; null before the first that it names.
const VetoStep* veto_step(const VetoItem& veto, int occurrence);

// "21.00 + 29.00 + 20.00 = 70.00: not passed, M2 is below 60"
std::string verdict_text(const ScoreSheet& sheet, const SheetScore& score, Language language);

} // namespace kaogong::practical
