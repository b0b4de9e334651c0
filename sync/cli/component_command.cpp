// `kaogong component check|score`: forms of components beside theory and operation checked by line, and tried on a record with their
// working.
#include "core/assessment/practical/exact.h"
#include "core/base/codes/base.h"
#include "sync/bank/component_file.h"
#include "sync/cli/bank_report.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

using namespace components;

struct ComponentOptions {
    std::vector<std::string> files;
    std::string file, record;
};

bool is_environment(const bank::Faults& faults) {
    return !faults.empty() && (faults.front().code == codes::file_missing || faults.front().code == codes::file_unreadable);
}

Json form_json(const std::string& file, const std::optional<ComponentForm>& form, const bank::Faults& faults) {
    Json json{{"path", file}, {"ok", form.has_value()}};
    if (form) {
        json["id"] = form->identity.id;
        json["title"] = form->identity.title.zh_cn;
        json["method"] = practical::method_name(form->method(), Language::en);
    }
    json["faults"] = fault_list(faults);
    return json;
}

int check(const ComponentOptions& options, const Context& context) {
    Json list = Json::array();
    int status = kDone;
    for (const std::string& file : options.files) {
        bank::Faults faults;
        const auto form = bank::load_component(file, faults);
        if (!form) status = std::max(status, is_environment(faults) ? kEnvironment : kBad);
        if (context.json)
            list.push_back(form_json(file, form, faults));
        else if (form)
            std::printf("%s: ok  %s\n", file.c_str(), form->identity.title.in(context.language).c_str());
        if (!context.json) print_faults(file, faults, context.language);
    }
    if (context.json) print_json({{"files", list}});
    return status;
}

Json scored_json(const Scored& scored, Language language) {
    Json working = Json::array();
    for (const LocalText& line : scored.score.working) working.push_back(line.in(language));
    const Component& component = scored.score.component;
    Json json{{"points", assessment::shown_points(component.earned)}, {"max", component.earned.points_max}};
    if (!scored.number.empty()) json["number"] = scored.number;
    json["passed"] = scored.passed;
    json["failed_by"] = component.failed_by;
    json["working"] = std::move(working);
    return json;
}

void print_scored(const ComponentForm& form, const Scored& scored, Language language) {
    for (const LocalText& line : scored.score.working) std::printf("  %s\n", line.in(language).c_str());
    const Component& component = scored.score.component;
    std::string failed;
    for (const std::string& by : component.failed_by) failed += (failed.empty() ? "  (" : ", ") + by;
    if (!failed.empty()) failed += ")";
    const bool english = language == Language::en;
    std::printf("%s%s %s: %s%s\n", scored.number.empty() ? "" : (scored.number + " ").c_str(),
                std::string(practical::method_name(form.method(), language)).c_str(),
                practical::points_text(assessment::shown_points(component.earned)).c_str(),
                scored.passed ? (english ? "passed" : "合格") : (english ? "not passed" : "不合格"), failed.c_str());
}

int score(const ComponentOptions& options, const Context& context) {
    bank::Faults faults;
    const auto form = bank::load_component(options.file, faults);
    print_faults(options.file, faults, context.language);
    if (!form) return is_environment(faults) ? kEnvironment : kBad;
    const auto record = bank::load_component_record(options.record, *form, faults);
    print_faults(options.record, faults, context.language);
    if (!record) return is_environment(faults) ? kEnvironment : kBad;
    const auto all = score_form(*form, *record);
    if (!all) return fail(all.error(), context);
    Json list = Json::array();
    for (const Scored& scored : *all) {
        if (context.json)
            list.push_back(scored_json(scored, context.language));
        else
            print_scored(*form, scored, context.language);
    }
    if (context.json) print_json(list);
    return kDone;
}

} // namespace

void add_component(CLI::App& app, Context& context) {
    auto options = std::make_shared<ComponentOptions>();
    CLI::App* group = app.add_subcommand("component", "Reviews, work records, process, direct recognition, contests, special abilities");
    group->require_subcommand(1);
    CLI::App* checking = group->add_subcommand("check", "Every mistake of a component's form, by line");
    checking->add_option("FILE", options->files, "*.component.toml")->required();
    add_output_options(*checking, context);
    checking->callback([options, &context] { context.action = [options, &context] { return check(*options, context); }; });
    CLI::App* scoring = group->add_subcommand("score", "Points, working and verdict for a given record");
    scoring->add_option("FILE", options->file, "*.component.toml")->required();
    scoring->add_option("--record,RECORD", options->record, "*.record.toml")->required();
    add_output_options(*scoring, context);
    scoring->callback([options, &context] { context.action = [options, &context] { return score(*options, context); }; });
}

} // namespace kaogong::cli
