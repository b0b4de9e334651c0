#include "core/assessment/components/direct.h"

#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaogong::components {
namespace {

constexpr Points kWhole = 10'000;
constexpr std::int64_t kHundred = 100;

// Technician and senior technician are open to direct recognition by P13; the two levels above only by P91, which asks for a full ladder
// (P4) and one of P92's organisations. Levels are skipped by the same organisations alone (P12).
Result<void> check_open(const DirectForm& form, const DirectRecord& record) {
    if (record.held >= form.level) return error(codes::direct_refused, "level");
    if (form.level > SkillLevel::senior_technician) {
        if (!record.full_ladder) return error(codes::direct_refused, "full_ladder");
        if (record.organisation.empty()) return error(codes::direct_refused, "organisation");
    }
    const bool skips = assessment::level_number(form.level) > assessment::level_number(record.held) + 1;
    if (skips && record.organisation.empty()) return error(codes::direct_refused, "organisation");
    if (skips && record.skip_reason.empty()) return error(codes::direct_refused, "skip_reason");
    if (!skips && !record.skip_reason.empty()) return error(codes::record_misfits, "skip_reason");
    return success();
}

Result<void> check_committee(const DirectForm& form, const DirectRecord& record) {
    TRY(check_board(form.committee, record.committee, codes::committee_vote));
    const std::set<std::string> members(record.committee.members.begin(), record.committee.members.end());
    if (!std::includes(members.begin(), members.end(), record.present.begin(), record.present.end()))
        return error(codes::committee_vote, "present");
    const auto present = static_cast<std::int64_t>(record.present.size());
    const auto seats = static_cast<std::int64_t>(members.size());
    if (present * kHundred < form.quorum_percent * seats) return error(codes::committee_vote, fmt::format("quorum {}/{}", present, seats));
    const Ballots& ballots = record.ballots;
    if (ballots.yes < 0 || ballots.no < 0 || ballots.abstain < 0) return error(codes::committee_vote, "ballots");
    const std::int64_t given = ballots.yes + ballots.no + ballots.abstain;
    return given == present ? success() : Result<void>(error(codes::committee_vote, fmt::format("ballots {}/{}", given, present)));
}

class DirectScorer {
  public:
    DirectScorer(const DirectForm& form, const DirectRecord& record) : form_(form), record_(record) {}

    Result<ComponentScore> score() {
        TRY(check_open(form_, record_));
        TRY(check_committee(form_, record_));
        for (const auto& [id, given] : record_.conditions) {
            const auto is_it = [&](const Condition& condition) { return condition.id == id; };
            if (std::none_of(form_.conditions.begin(), form_.conditions.end(), is_it)) return error(codes::record_misfits, id);
        }
        made_.component.method = Method::direct;
        for (const Condition& condition : form_.conditions) TRY(judge(condition));
        count();
        return std::move(made_);
    }

  private:
    void say(std::string zh_cn, std::string en) { made_.working.push_back({std::move(zh_cn), std::move(en)}); }

    Result<void> judge(const Condition& condition) {
        const auto found = record_.conditions.find(condition.id);
        const ConditionRecord given = found == record_.conditions.end() ? ConditionRecord{} : found->second;
        if (!given.clause.empty() || !given.approved_by.empty()) {
            if (!condition.may_be_waived || given.clause.empty() || given.approved_by.empty())
                return error(codes::waiver_basis, condition.id);
            say(fmt::format("{} 已豁免：依据 {}，批准人 {}", condition.id, given.clause, given.approved_by),
                fmt::format("{} waived by {}, approved by {}", condition.id, given.clause, given.approved_by));
            return success();
        }
        const std::set<std::string> documents(given.evidence.begin(), given.evidence.end());
        const bool met = documents.size() >= static_cast<std::size_t>(condition.evidence_min);
        if (!met) made_.component.failed_by.push_back(condition.id);
        say(fmt::format("{} {}：材料 {} 份，应有 {} 份", condition.id, met ? "符合" : "不符合", documents.size(), condition.evidence_min),
            fmt::format("{} {}: {} documents of {}", condition.id, met ? "met" : "not met", documents.size(), condition.evidence_min));
        return success();
    }

    // Two in three is compared as it stands: 4 of 6 reaches it, though 66.66 of 100 would not.
    void count() {
        const Ballots& ballots = record_.ballots;
        const std::int64_t of = ballots.yes + ballots.no + (form_.counted == BallotsCounted::present ? ballots.abstain : 0);
        const bool reached = of > 0 && ballots.yes * form_.yes_in >= form_.yes_of * of;
        if (!reached) made_.component.failed_by.emplace_back("vote");
        // Nobody for and nobody against leaves no share; it is shown as none of those present.
        const std::int64_t whole = of > 0 ? of : static_cast<std::int64_t>(record_.present.size());
        made_.component.earned = {
            .points = ballots.yes * kWhole, .counted_max = std::max<std::int64_t>(whole, 1) * kWhole, .points_max = kWhole};
        say(fmt::format("同意 {}，反对 {}，弃权 {}：{}/{}，须达 {}/{}，{}", ballots.yes, ballots.no, ballots.abstain, ballots.yes, whole,
                        form_.yes_of, form_.yes_in, reached ? "通过" : "未通过"),
            fmt::format("yes {}, no {}, abstained {}: {}/{} of at least {}/{}, {}", ballots.yes, ballots.no, ballots.abstain, ballots.yes,
                        whole, form_.yes_of, form_.yes_in, reached ? "carried" : "not carried"));
    }

    const DirectForm& form_;
    const DirectRecord& record_;
    ComponentScore made_;
};

} // namespace

FormFaults check_direct(const DirectForm& form) {
    FormFaults faults;
    check_board_rules(form.committee, faults);
    if (form.level < SkillLevel::technician) faults.push_back({{}, 0, "occupation", codes::direct_refused, "level"}); // P13, P91
    // At least one expert from outside (domain.md); how many more is data.
    if (form.committee.outside_min < 1) faults.push_back({{}, 0, "committee", codes::form_rule, "outside"});
    const bool majority = form.yes_in > 0 && form.yes_of <= form.yes_in && 2 * form.yes_of > form.yes_in;
    if (!majority) faults.push_back({{}, 0, "vote", codes::form_rule, fmt::format("{}/{}", form.yes_of, form.yes_in)});
    if (form.quorum_percent <= 50 || form.quorum_percent > kHundred)
        faults.push_back({{}, 0, "vote", codes::form_rule, fmt::format("{} %", form.quorum_percent)});
    if (form.conditions.empty()) faults.push_back({{}, 0, "condition", codes::field_missing, {}});
    std::set<std::string> ids;
    for (std::size_t i = 0; i < form.conditions.size(); ++i)
        if (!ids.insert(form.conditions[i].id).second) faults.push_back({"condition", i, "id", codes::id_repeated, form.conditions[i].id});
    const bool all_waived =
        std::all_of(form.conditions.begin(), form.conditions.end(), [](const Condition& condition) { return condition.may_be_waived; });
    if (all_waived && !form.conditions.empty()) faults.push_back({"condition", 0, "may_be_waived", codes::form_rule, {}});
    return faults;
}

Result<ComponentScore> score_direct(const DirectForm& form, const DirectRecord& record) {
    return DirectScorer(form, record).score();
}

} // namespace kaogong::components
