#include "core/assessment/components/form.h"

#include "core/assessment/points.h"

namespace kaogong::components {
namespace {

constexpr Points kWhole = 10'000;
constexpr Method kMethods[] = {Method::review, Method::work_record, Method::process,
                               Method::direct, Method::contest,     Method::special_ability};

struct SheetVisitor {
    const ScoreSheet* operator()(const ProcessForm&) const { return nullptr; }
    const ScoreSheet* operator()(const DirectForm&) const { return nullptr; }
    template <typename Form> const ScoreSheet* operator()(const Form& form) const { return &form.sheet; }
};

struct CheckVisitor {
    const FormIdentity& identity;
    FormFaults operator()(const ReviewForm& form) const { return check_review(form); }
    FormFaults operator()(const WorkRecordForm& form) const { return check_work_record(form); }
    FormFaults operator()(const ProcessForm& form) const { return check_process(form); }
    FormFaults operator()(const DirectForm& form) const { return check_direct(form); }
    FormFaults operator()(const ContestForm& form) const { return check_contest(form); }
    FormFaults operator()(const AbilityForm& form) const { return check_ability(identity, form); }
};

using ScoreList = std::vector<ComponentScore>;
struct ScoreVisitor {
    const ComponentRecord& record;
    Result<ScoreList> operator()(const ReviewForm& form) const { return one(score_review(form, *std::get_if<ReviewRecord>(&record))); }
    Result<ScoreList> operator()(const WorkRecordForm& form) const {
        return one(score_work_record(form, *std::get_if<WorkRecord>(&record)));
    }
    Result<ScoreList> operator()(const ProcessForm& form) const { return one(score_process(form, *std::get_if<ProcessRecord>(&record))); }
    Result<ScoreList> operator()(const DirectForm& form) const { return one(score_direct(form, *std::get_if<DirectRecord>(&record))); }
    Result<ScoreList> operator()(const AbilityForm& form) const { return one(score_ability(form, *std::get_if<SheetEntries>(&record))); }
    Result<ScoreList> operator()(const ContestForm&) const { return ScoreList{}; }

    static Result<ScoreList> one(Result<ComponentScore> made) {
        ComponentScore score = TRY(std::move(made));
        return ScoreList{std::move(score)};
    }
};

bool passes(const ComponentRule& rule, const Component& component) {
    return component.failed_by.empty() && assessment::reaches(component.earned, rule.points_pass);
}

} // namespace

Method ComponentForm::method() const {
    return kMethods[rules.index()];
}

FormFaults check_form(const ComponentForm& form) {
    return std::visit(CheckVisitor{form.identity}, form.rules);
}

const ScoreSheet* sheet_of(const ComponentForm& form) {
    return std::visit(SheetVisitor{}, form.rules);
}

ComponentRule rule_of(const ComponentForm& form) {
    ComponentRule rule{.method = form.method()};
    if (const ScoreSheet* sheet = sheet_of(form)) {
        rule.points_pass = sheet->points_pass;
        rule.points_max = sheet->points_max;
    }
    if (const auto* process = std::get_if<ProcessForm>(&form.rules)) rule.points_pass = process->points_pass;
    if (const auto* direct = std::get_if<DirectForm>(&form.rules))
        rule.points_pass = assessment::cut({direct->yes_of * kWhole, direct->yes_in});
    return rule;
}

Result<std::vector<Scored>> score_form(const ComponentForm& form, const ComponentRecord& record) {
    if (record.index() != form.rules.index()) return error(codes::record_misfits, std::string(method_name(form.method(), Language::en)));
    const ComponentRule rule = rule_of(form);
    std::vector<Scored> all;
    if (const auto* contest = std::get_if<ContestForm>(&form.rules)) {
        for (Place& place : TRY(score_contest(*contest, *std::get_if<std::vector<Contestant>>(&record)))) {
            const bool passed = passes(rule, place.score.component);
            all.push_back({std::move(place.number), std::move(place.score), passed});
        }
        return all;
    }
    for (ComponentScore& score : TRY(std::visit(ScoreVisitor{record}, form.rules))) {
        const bool passed = passes(rule, score.component);
        all.push_back({{}, std::move(score), passed});
    }
    return all;
}

} // namespace kaogong::components
