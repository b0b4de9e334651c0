// Outcome 成绩合成: from the components of one candidate to passed or not, by rules that are data of the spec. Nothing is rounded between
// points and decision. A retained pass is a reference to an earlier signed result and is judged anew; results that are none (no result,
// held, void) are never taken for a fail.
#pragma once

#include "core/assessment/exceptions.h"
#include "core/assessment/levels.h"
#include "core/assessment/practical/exact.h"
#include "core/base/bytes.h"

#include <optional>

namespace kaogong::practical {

using assessment::Earned;
using assessment::Points;
using assessment::ResultValue;

enum class Method : std::uint8_t { theory = 1, operation, review, work_record, process, direct, contest, special_ability };
std::string_view method_name(Method method, Language language); // 理论知识考试, "theory"
enum class EntryMode : std::uint8_t { first = 1, resit, exempt, retained };

// What became of the earlier result since; the registry or the bundle says so.
enum class RetainedStanding : std::uint8_t { stands = 1, superseded, voided, unknown };
struct RetainedPass {
    Hash result;
    std::string issuer;           // organisation
    std::int64_t valid_to_ms = 0; // end of the last day, UTC
    RetainedStanding standing = RetainedStanding::stands;
};

struct Component {
    Method method = Method::theory;
    EntryMode mode = EntryMode::first;
    int attempt = 1;
    ResultValue value = ResultValue::normal;
    Earned earned;                      // points, of what counted after exemptions (P19, P20), full marks
    std::vector<std::string> failed_by; // gates, vetoes, modules that fail it whatever its points
    std::string basis;                  // document of an exemption
    std::optional<RetainedPass> retained;
    std::int64_t taken_ms = 0; // day of the test, UTC
};

struct ComponentRule {
    Method method = Method::theory;
    Points points_pass = 6'000;
    Points points_max = 10'000;
    std::int64_t weight = 0; // hundredths of a per cent; 0 where it only has to be passed
};
struct OutcomeRules {
    std::vector<ComponentRule> components; // all of them must be passed
    std::optional<Points> weighted_pass;   // and so must the weighted sum, of 100.00, where the spec says so
    bool retain = false;                   // 单科成绩保留; off until the spec states it
    bool retain_foreign = false;           // another organisation's pass counts
    int attempts_max = 0;                  // of one component; 0: no limit stated
    std::string organisation;
    bool may_skip_levels = false;      // P12, P92: filed for it
    std::vector<ComponentRule> second; // pass marks of the industry certificate (P21)
    bool pilot_member = false;         // only members of a pilot give two certificates
};
struct LevelSkip { // 跨级别认定 (P12, P16)
    assessment::SkillLevel held = assessment::SkillLevel::apprentice;
    std::string reason, evidence;
};
struct OutcomeInput {
    assessment::SkillLevel level = assessment::SkillLevel::junior;
    std::vector<Component> components;
    std::optional<LevelSkip> skip;
};

enum class Verdict : std::uint8_t { pass = 1, fail, no_result, held, void_ };
enum class OutcomeReason : std::uint8_t {
    passed = 1,
    exempt,
    below,     // under its pass mark
    failed_by, // a gate, veto or module
    zero,      // counts with 0 points
    no_result,
    held,
    void_,
    retained_expired,
    retained_superseded,
    retained_voided,
    retained_foreign,
    retained_unknown,
    retained_not_allowed, // the spec retains nothing
    attempts_over,
    weighted_below,
};
struct ComponentOutcome {
    Method method = Method::theory;
    OutcomeReason reason = OutcomeReason::passed;
    Points shown = 0; // cut to a hundredth, of its full marks
    std::string of;   // what failed it
    bool retained = false;
    Hash cites; // the earlier result
};
struct Outcome {
    Verdict verdict = Verdict::fail;
    std::vector<ComponentOutcome> components;
    std::optional<Fraction> weighted; // hundredths of 100.00
    bool weighted_below = false;
    bool second_certificate = false; // 一试双证
    bool level_skipped = false;
};

// Errors: outcome_incomplete, naming the component or what a skipped level, an exemption or a retained pass lacks; fraction_too_fine.
Result<Outcome> decide(const OutcomeRules& rules, const OutcomeInput& input);
std::string outcome_text(const Outcome& outcome,
                         Language language); // "theory 72, operation 58: not passed (operation below its pass mark)"

std::string_view verdict_text(Verdict verdict, Language language);             // 合格, "passed"
std::string_view outcome_reason_text(OutcomeReason reason, Language language); // 保留成绩已过期, "retained pass expired"

} // namespace kaogong::practical
