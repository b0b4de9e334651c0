// `kaogong roster import FILE`: whether a roster can be taken, and by line and column why not. Prints no name and no identity number.
#include "sync/bank/roster_file.h"
#include "sync/cli/bank_report.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

int import(const std::string& path, const Context& context) {
    const auto content = read_file(path, bank::kCsvSizeMax);
    if (!content) return fail(content.error(), context);
    bank::Faults faults;
    const bank::RosterFile roster = bank::read_roster(as_text(*content), nullptr, faults);
    if (context.json) {
        print_json({{"path", path}, {"rows", roster.rows.size()}, {"rows_rejected", roster.rejected}, {"rejected", fault_list(faults)}});
    } else {
        const char* form = context.language == Language::zh_cn ? "%s：可用 %zu 行，退回 %zu 行\n" : "%s: %zu rows taken, %zu rejected\n";
        std::printf(form, path.c_str(), roster.rows.size(), roster.rejected);
        print_faults(path, faults, context.language);
    }
    return faults.empty() ? kDone : kBad;
}

} // namespace

void add_roster(CLI::App& app, Context& context) {
    auto path = std::make_shared<std::string>();
    CLI::App* group = app.add_subcommand("roster", "Lists of candidates");
    group->require_subcommand(1);
    CLI::App* command = group->add_subcommand("import", "Read a roster and say what is wrong with it");
    command->add_option("FILE", *path, "roster.csv")->required();
    add_output_options(*command, context);
    command->callback([path, &context] { context.action = [path, &context] { return import(*path, context); }; });
}

} // namespace kaogong::cli
