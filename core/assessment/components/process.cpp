#include "core/assessment/components/process.h"

#include "core/assessment/practical/exact.h"
#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"

#include <fmt/format.h>

#include <cstdlib>
#include <set>

namespace kaogong::components {
namespace {

using namespace practical;

constexpr std::int64_t kWhole = 10'000; // 100 %, and 100 points

Points points_of(const ProcessStage& stage) {
    Points sum = 0;
    for (const ProcessAspect& aspect : stage.aspects) sum += aspect.points_max;
    return sum;
}

std::string percent_text(std::int64_t weight) {
    return points_text(weight) + " %";
}

Result<void> check_mentors(const ProcessRecord& record) {
    for (const Side side : kSides) {
        const Mentor& mentor = record.mentors[static_cast<std::size_t>(side)];
        if (mentor.number.empty() || !mentor.signed_off)
            return error(codes::mentors_missing, side == Side::school ? "school" : "enterprise");
    }
    if (record.mentors[0].number == record.mentors[1].number) return error(codes::mentors_missing, "one person for both");
    return success();
}

class ProcessScorer {
  public:
    ProcessScorer(const ProcessForm& form, const ProcessRecord& record) : form_(form), record_(record) {}

    Result<ComponentScore> score() {
        TRY(check_mentors(record_));
        if (record_.agreement.empty()) return error(codes::record_misfits, "agreement");
        if (record_.stages.size() != form_.stages.size()) return error(codes::record_misfits, "stages");
        Fraction total;
        for (const ProcessStage& stage : form_.stages) total = TRY(add(total, TRY(score_stage(stage))));
        made_.component.method = Method::process;
        made_.component.earned = TRY(earned_exactly(total, kWhole));
        const std::string sum = points_text(assessment::cut(total));
        made_.working.push_back({"合计 " + sum + " 分", "total " + sum});
        return std::move(made_);
    }

  private:
    // A row is rounded once, to a hundredth; from rows to the total everything is exact.
    Result<Fraction> score_stage(const ProcessStage& stage) {
        const auto found = record_.stages.find(stage.id);
        if (found == record_.stages.end()) return error(codes::record_misfits, stage.id);
        const StageRecord& given = found->second;
        if (given.points.size() != stage.aspects.size()) return error(codes::record_misfits, stage.id + " aspects");
        Points sum = 0;
        for (const ProcessAspect& aspect : stage.aspects) sum += TRY(score_aspect(aspect, given));
        const std::string shares = points_text(sum) + " / " + points_text(points_of(stage)) + " x " + percent_text(stage.weight);
        made_.working.push_back({stage.name.zh_cn + "：" + shares, stage.name.in(Language::en) + ": " + shares});
        if (given.hours < stage.hours_min) {
            made_.component.failed_by.push_back(stage.id);
            made_.working.push_back({fmt::format("{} 仅 {} 学时，应不少于 {} 学时", stage.name.zh_cn, given.hours, stage.hours_min),
                                     fmt::format("{}: {} hours of {}", stage.name.in(Language::en), given.hours, stage.hours_min)});
        }
        return multiply({sum, points_of(stage)}, {stage.weight, 1});
    }

    Result<Points> score_aspect(const ProcessAspect& aspect, const StageRecord& given) {
        const auto found = given.points.find(aspect.id);
        if (found == given.points.end()) return error(codes::record_misfits, aspect.id);
        const auto [enterprise, school] = found->second;
        for (const Points points : found->second)
            if (points < 0 || points > aspect.points_max) return error(codes::record_misfits, aspect.id + " " + points_text(points));
        if (form_.differ_max && std::abs(enterprise - school) > *form_.differ_max) return error(codes::spread_open, aspect.id);
        const Points points = assessment::rounded_half_up({enterprise * form_.weights[0] + school * form_.weights[1], kWhole});
        made_.working.push_back(
            {fmt::format("{}：企业导师 {} x {} + 院校导师 {} x {} = {}", aspect.name.zh_cn, points_text(enterprise),
                         percent_text(form_.weights[0]), points_text(school), percent_text(form_.weights[1]), points_text(points)),
             fmt::format("{}: enterprise {} x {} + school {} x {} = {}", aspect.name.in(Language::en), points_text(enterprise),
                         percent_text(form_.weights[0]), points_text(school), percent_text(form_.weights[1]), points_text(points))});
        return points;
    }

    const ProcessForm& form_;
    const ProcessRecord& record_;
    ComponentScore made_;
};

} // namespace

FormFaults check_process(const ProcessForm& form) {
    FormFaults faults;
    if (form.points_pass <= 0 || form.points_pass > kWhole) faults.push_back({{}, 0, "pass", codes::spec_pass_mark, {}});
    // A mentor of weight 0 would sign for nothing (P62).
    if (form.weights[0] <= 0 || form.weights[1] <= 0 || form.weights[0] + form.weights[1] != kWhole)
        faults.push_back({{}, 0, "mentors", codes::sheet_sum, points_text(form.weights[0] + form.weights[1]) + " / 100"});
    std::int64_t weights = 0;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < form.stages.size(); ++i) {
        const ProcessStage& stage = form.stages[i];
        weights += stage.weight;
        if (stage.weight <= 0) faults.push_back({"stage", i, "weight", codes::sheet_sum, "0"});
        if (!ids.insert(stage.id).second) faults.push_back({"stage", i, "id", codes::id_repeated, stage.id});
        if (stage.aspects.empty()) faults.push_back({"stage", i, "aspect", codes::field_missing, stage.id});
        for (const ProcessAspect& aspect : stage.aspects) {
            if (!ids.insert(aspect.id).second) faults.push_back({"stage", i, "aspect", codes::id_repeated, aspect.id});
            if (aspect.points_max <= 0) faults.push_back({"stage", i, "aspect", codes::sheet_sum, aspect.id});
            if (form.differ_max && *form.differ_max > aspect.points_max)
                faults.push_back({{}, 0, "differ_max", codes::sheet_unreachable, aspect.id});
        }
    }
    if (weights != kWhole) faults.push_back({{}, 0, "stage", codes::sheet_sum, points_text(weights) + " / 100"});
    return faults;
}

Result<ComponentScore> score_process(const ProcessForm& form, const ProcessRecord& record) {
    return ProcessScorer(form, record).score();
}

} // namespace kaogong::components
