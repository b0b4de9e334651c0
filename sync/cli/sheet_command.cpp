// `kaogong sheet check|score|print`: score sheets checked by line, and tried on given readings with their working.
#include "core/assessment/practical/exact.h"
#include "core/base/codes/base.h"
#include "core/base/text.h"
#include "sync/bank/sheet_file.h"
#include "sync/cli/bank_report.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

using namespace practical;

struct SheetOptions {
    std::vector<std::string> files;
    std::string file, readings;
};

bool is_environment(const bank::Faults& faults) {
    return !faults.empty() && (faults.front().code == codes::file_missing || faults.front().code == codes::file_unreadable);
}

Json sheet_json(const std::string& file, const std::optional<ScoreSheet>& sheet, const bank::Faults& faults) {
    Json json{{"path", file}, {"ok", sheet.has_value()}};
    if (sheet) {
        json["id"] = sheet->id;
        json["title"] = sheet->title.zh_cn;
        json["items"] = sheet->items.size();
        json["points_max"] = sheet->points_max;
    }
    json["faults"] = fault_list(faults);
    return json;
}

int check(const SheetOptions& options, const Context& context) {
    Json list = Json::array();
    int status = kDone;
    for (const std::string& file : options.files) {
        bank::Faults faults;
        const auto sheet = bank::load_sheet(file, faults);
        if (!sheet) status = std::max(status, is_environment(faults) ? kEnvironment : kBad);
        if (context.json)
            list.push_back(sheet_json(file, sheet, faults));
        else if (sheet)
            std::printf("%s: ok  %s  %zu  %s\n", file.c_str(), sheet->title.in(context.language).c_str(), sheet->items.size(),
                        points_text(sheet->points_max).c_str());
        if (!context.json) print_faults(file, faults, context.language);
    }
    if (context.json) print_json({{"files", list}});
    return status;
}

Json score_json(const ScoreSheet& sheet, const SheetScore& score, Language language) {
    Json items = Json::array();
    for (const auto& [id, item] : score.items)
        items.push_back({{"id", id},
                         {"state", row_state_name(item.state)},
                         {"points", item.points},
                         {"points_max", item.points_max},
                         {"working", working_text(item.working, language)}});
    Json modules = Json::array();
    for (const ModuleScore& module : score.modules) {
        Json json{{"id", module.id}, {"points", assessment::cut(module.counted)}, {"zeroed", module.zeroed}};
        if (module.pass) json["pass"] = *module.pass;
        modules.push_back(std::move(json));
    }
    Json applied = Json::array();
    for (const AppliedRule& rule : score.applied)
        applied.push_back(
            {{"rule", rule.rule},
             {"occurrence", rule.occurrence},
             {"effect", rule.source == AppliedSource::gate || rule.source == AppliedSource::veto ? effect_text(rule.effect) : ""},
             {"points", rule.points}});
    return {{"total", score.points},
            {"max", score.points_max},
            {"vetoed", score.vetoed},
            {"items", items},
            {"modules", modules},
            {"applied", applied},
            {"unseen", score.unseen},
            {"possible", score.points_possible},
            {"verdict", score.verdict == SheetVerdict::pass ? "pass" : (score.verdict == SheetVerdict::fail ? "fail" : "open")},
            {"words", verdict_text(sheet, score, language)}};
}

void print_score(const ScoreSheet& sheet, const SheetScore& score, Language language) {
    for (const auto& [id, item] : score.items)
        std::printf("%-6s %7s / %-5s %s\n", id.c_str(), points_text(item.points).c_str(), points_text(item.points_max).c_str(),
                    working_text(item.working, language).c_str());
    for (const ModuleScore& module : score.modules)
        std::printf("%-6s %7s%s\n", module.id.c_str(), points_text(assessment::cut(module.counted)).c_str(), module.zeroed ? "  = 0" : "");
    for (const AppliedRule& rule : score.applied)
        std::printf("%-6s %7s  %s\n", rule.rule.c_str(), points_text(rule.points).c_str(),
                    rule.source == AppliedSource::gate || rule.source == AppliedSource::veto ? effect_text(rule.effect).c_str() : "");
    std::printf("%s\n", verdict_text(sheet, score, language).c_str());
}

int tell_faults(const std::string& file, const bank::Faults& faults, const Context& context) {
    if (context.json)
        print_json({{"path", file}, {"faults", fault_list(faults)}});
    else
        print_faults(file, faults, context.language);
    return is_environment(faults) ? kEnvironment : kBad;
}

int score(const SheetOptions& options, const Context& context) {
    bank::Faults faults;
    const auto sheet = bank::load_sheet(options.file, faults);
    if (!sheet) return tell_faults(options.file, faults, context);
    const auto entries = bank::load_readings(options.readings, *sheet, faults);
    if (!entries) return tell_faults(options.readings, faults, context);
    const auto scored = score_sheet(*sheet, *entries);
    if (!scored) return fail(scored.error(), context);
    if (context.json)
        print_json(score_json(*sheet, *scored, context.language));
    else
        print_score(*sheet, *scored, context.language);
    return kDone;
}

} // namespace

void add_sheet(CLI::App& app, Context& context) {
    auto options = std::make_shared<SheetOptions>();
    CLI::App* group = app.add_subcommand("sheet", "Score sheets of practical tests: check one, try one on readings");
    group->require_subcommand(1);
    CLI::App* checking = group->add_subcommand("check", "Every mistake of a score sheet, by line");
    checking->add_option("FILE", options->files, "*.sheet.toml")->required();
    add_output_options(*checking, context);
    checking->callback([options, &context] { context.action = [options, &context] { return check(*options, context); }; });
    CLI::App* scoring = group->add_subcommand("score", "Points, working and total for given readings");
    scoring->add_option("FILE", options->file, "*.sheet.toml")->required();
    scoring->add_option("--readings,READINGS", options->readings, "*.readings.toml")->required();
    add_output_options(*scoring, context);
    scoring->callback([options, &context] { context.action = [options, &context] { return score(*options, context); }; });
    add_sheet_print(*group, context);
}

} // namespace kaogong::cli
