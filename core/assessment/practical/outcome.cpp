#include "core/assessment/practical/outcome.h"

#include "core/assessment/points.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

using R = OutcomeReason;

struct Words {
    const char* zh_cn;
    const char* en;
};
constexpr Words kMethods[] = {{"", ""},
                              {"理论", "theory"},
                              {"操作", "operation"},
                              {"综合评审", "review"},
                              {"工作业绩", "work record"},
                              {"过程考核", "process"},
                              {"直接认定", "direct recognition"},
                              {"竞赛", "contest"},
                              {"专项能力", "special ability"}};
constexpr Words kReasons[] = {{"", ""},
                              {"合格", "passed"},
                              {"免考", "exempt"},
                              {"低于合格线", "below its pass mark"},
                              {"未通过", "failed by"},
                              {"按零分计", "counts with 0"},
                              {"无成绩", "has no result"},
                              {"待定", "is held"},
                              {"成绩无效", "is void"},
                              {"保留成绩已过期", "retained pass expired"},
                              {"保留成绩已被更正", "retained pass superseded"},
                              {"保留成绩无效", "retained pass voided"},
                              {"非本机构成绩，不予保留", "retained pass of another organisation"},
                              {"查无该保留成绩", "retained pass unknown"},
                              {"本规范不保留单科成绩", "nothing is retained here"},
                              {"补考次数已满", "no attempt left"},
                              {"加权总分低于合格线", "weighted total below the pass mark"}};
constexpr Words kVerdicts[] = {{"", ""},         {"合格", "passed"},  {"不合格", "not passed"}, {"无成绩", "no result"},
                               {"待定", "held"}, {"成绩无效", "void"}};

const char* in(const Words& words, Language language) {
    return language == Language::en ? words.en : words.zh_cn;
}

bool is_pass(R reason) {
    return reason == R::passed || reason == R::exempt;
}

R retained_reason(const OutcomeRules& rules, const RetainedPass& retained, std::int64_t now_ms) {
    if (!rules.retain) return R::retained_not_allowed;
    if (retained.standing == RetainedStanding::unknown) return R::retained_unknown;
    if (retained.standing == RetainedStanding::voided) return R::retained_voided;
    if (retained.standing == RetainedStanding::superseded) return R::retained_superseded;
    if (!rules.retain_foreign && retained.issuer != rules.organisation) return R::retained_foreign;
    // On the day of the new component, by the end of that day.
    return now_ms > retained.valid_to_ms ? R::retained_expired : R::passed;
}

class Decision {
  public:
    Decision(const OutcomeRules& rules, const OutcomeInput& input) : rules_(rules), input_(input) {}

    Result<Outcome> decide() {
        TRY(check_skip());
        for (const ComponentRule& rule : rules_.components) {
            const Component* component = TRY(component_of(rule.method));
            outcome_.components.push_back(TRY(judge(rule, *component)));
        }
        if (outcome_.components.size() != input_.components.size()) return error(codes::outcome_incomplete, "component of no rule");
        TRY(weigh());
        outcome_.verdict = verdict();
        outcome_.second_certificate = outcome_.verdict == Verdict::pass && second_passed();
        return std::move(outcome_);
    }

  private:
    Result<void> check_skip() {
        if (!input_.skip) return success();
        const LevelSkip& skip = *input_.skip;
        const bool further = static_cast<int>(input_.level) > static_cast<int>(skip.held) + 1;
        if (!further) return error(codes::outcome_incomplete, "no level is skipped");
        if (!rules_.may_skip_levels || skip.reason.empty() || skip.evidence.empty()) return error(codes::outcome_incomplete, "level_skip");
        outcome_.level_skipped = true;
        return success();
    }

    Result<const Component*> component_of(Method method) const {
        const Component* found = nullptr;
        for (const Component& component : input_.components) {
            if (component.method != method) continue;
            if (found != nullptr) return error(codes::outcome_incomplete, std::string(method_name(method, Language::en)) + " twice");
            found = &component;
        }
        if (found == nullptr) return error(codes::outcome_incomplete, std::string(method_name(method, Language::en)));
        return found;
    }

    Result<ComponentOutcome> judge(const ComponentRule& rule, const Component& component) const {
        ComponentOutcome made{.method = rule.method};
        const std::string name(method_name(rule.method, Language::en));
        if (component.mode == EntryMode::exempt) {
            if (component.basis.empty()) return error(codes::outcome_incomplete, name + " basis");
            made.reason = R::exempt;
            return made;
        }
        made.retained = component.mode == EntryMode::retained;
        if (made.retained != component.retained.has_value()) return error(codes::outcome_incomplete, name + " retained");
        if (component.earned.points_max != rule.points_max) return error(codes::outcome_incomplete, name + " full marks");
        made.shown = assessment::shown_points(component.earned);
        made.reason = reason_of(rule, component, made);
        return made;
    }

    R reason_of(const ComponentRule& rule, const Component& component, ComponentOutcome& made) const {
        if (component.value == ResultValue::void_) return R::void_;
        if (component.value == ResultValue::held) return R::held;
        if (component.value == ResultValue::no_result) return R::no_result;
        if (component.value == ResultValue::zero) {
            made.shown = 0;
            return R::zero;
        }
        if (made.retained) {
            made.cites = component.retained->result;
            const R reason = retained_reason(rules_, *component.retained, newest_ms());
            if (reason != R::passed) return reason;
        }
        const bool over = component.mode == EntryMode::resit && rules_.attempts_max > 0 && component.attempt > rules_.attempts_max;
        if (over) return R::attempts_over;
        if (!component.failed_by.empty()) {
            made.of = component.failed_by.front();
            return R::failed_by;
        }
        return assessment::reaches(component.earned, rule.points_pass) ? R::passed : R::below;
    }

    std::int64_t newest_ms() const {
        std::int64_t newest = 0;
        for (const Component& component : input_.components)
            if (component.mode != EntryMode::retained) newest = std::max(newest, component.taken_ms);
        return newest;
    }

    // Exempt components are left out of both sides: the weights of the others are re-scaled.
    Result<void> weigh() {
        if (!rules_.weighted_pass) return success();
        Fraction sum;
        std::int64_t weights = 0;
        for (std::size_t i = 0; i < rules_.components.size(); ++i) {
            const ComponentRule& rule = rules_.components[i];
            const R reason = outcome_.components[i].reason;
            if (reason == R::exempt) continue;
            weights += rule.weight;
            const Component* component = TRY(component_of(rule.method));
            if (reason == R::zero || component->earned.counted_max == 0) continue;
            const Fraction share{component->earned.points, component->earned.counted_max};
            sum = TRY(add(sum, TRY(multiply(share, {rule.weight, 1}))));
        }
        if (weights == 0) return success();
        outcome_.weighted = TRY(multiply(sum, {10'000, weights}));
        outcome_.weighted_below = compare(*outcome_.weighted, {*rules_.weighted_pass, 1}) < 0;
        return success();
    }

    bool any(R reason) const {
        const auto& parts = outcome_.components;
        return std::any_of(parts.begin(), parts.end(), [reason](const ComponentOutcome& part) { return part.reason == reason; });
    }

    // Something that is held or void leaves everything open or undone; a fail is a fail even where another component has no result.
    Verdict verdict() const {
        if (any(R::void_)) return Verdict::void_;
        if (any(R::held)) return Verdict::held;
        const auto& parts = outcome_.components;
        const bool failed = std::any_of(parts.begin(), parts.end(),
                                        [](const ComponentOutcome& part) { return !is_pass(part.reason) && part.reason != R::no_result; });
        if (failed) return Verdict::fail;
        if (any(R::no_result)) return Verdict::no_result;
        return outcome_.weighted_below ? Verdict::fail : Verdict::pass;
    }

    bool second_passed() const {
        if (!rules_.pilot_member || rules_.second.empty()) return false;
        return std::all_of(rules_.second.begin(), rules_.second.end(), [&](const ComponentRule& rule) {
            const auto found = std::find_if(input_.components.begin(), input_.components.end(),
                                            [&](const Component& component) { return component.method == rule.method; });
            // An exemption from the public level's component proves nothing to the industry.
            return found != input_.components.end() && found->mode != EntryMode::exempt &&
                   assessment::reaches(found->earned, rule.points_pass);
        });
    }

    const OutcomeRules& rules_;
    const OutcomeInput& input_;
    Outcome outcome_;
};

bool shows_points(R reason) {
    return reason != R::exempt && reason != R::no_result && reason != R::void_;
}

} // namespace

std::string_view method_name(Method method, Language language) {
    return in(kMethods[static_cast<std::size_t>(method)], language);
}

std::string_view verdict_text(Verdict verdict, Language language) {
    return in(kVerdicts[static_cast<std::size_t>(verdict)], language);
}

std::string_view outcome_reason_text(OutcomeReason reason, Language language) {
    return in(kReasons[static_cast<std::size_t>(reason)], language);
}

Result<Outcome> decide(const OutcomeRules& rules, const OutcomeInput& input) {
    return Decision(rules, input).decide();
}

std::string outcome_text(const Outcome& outcome, Language language) {
    const bool english = language == Language::en;
    std::string scores, reasons;
    for (const ComponentOutcome& part : outcome.components) {
        const std::string name(method_name(part.method, language));
        const std::string said =
            shows_points(part.reason) ? points_text(part.shown) : in(kReasons[static_cast<std::size_t>(part.reason)], language);
        scores += (scores.empty() ? "" : (english ? ", " : "，")) + name + " " + said;
        if (part.retained) scores += english ? " (retained)" : "（保留）";
        if (is_pass(part.reason) || !shows_points(part.reason)) continue;
        reasons +=
            (reasons.empty() ? "" : (english ? "; " : "；")) + name + " " + in(kReasons[static_cast<std::size_t>(part.reason)], language);
        if (!part.of.empty()) reasons += " " + part.of;
    }
    if (outcome.weighted_below)
        reasons += (reasons.empty() ? "" : (english ? "; " : "；")) +
                   std::string(in(kReasons[static_cast<std::size_t>(R::weighted_below)], language));
    std::string text = scores + (english ? ": " : "：") + std::string(verdict_text(outcome.verdict, language));
    if (!reasons.empty()) text += (english ? " (" : "（") + reasons + (english ? ")" : "）");
    return text;
}

} // namespace kaogong::practical
