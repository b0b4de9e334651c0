// `kaogong profile probe|match|explain|lint|schema`: what this machine says of itself, which hardware profile fits it, what its values are
// and where each comes from, what is wrong with a file, and all that a file may say. It only reads.
#include "core/profile/catalogue.h"
#include "core/profile/probe.h"
#include "sync/cli/commands.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::cli {
namespace {

using namespace kaogong::profile;
using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> folders; // instead of the standard ones
    std::string root = "/";           // of a captured machine
    std::string id;
    std::vector<std::string> files;
};

std::vector<Path> folders_of(const Options& options) {
    if (!options.folders.empty()) return std::vector<Path>(options.folders.begin(), options.folders.end());
    std::error_code failed;
    return standard_folders(std::filesystem::read_symlink("/proc/self/exe", failed));
}

Facts facts_of(const Options& options) {
    return SystemFacts(options.root).facts();
}

void print(const Json& json) {
    std::printf("%s\n", json.dump(2).c_str());
}

bool chinese(const Context& context) {
    return context.language == Language::zh_cn;
}

Json to_json(const Facts& facts) {
    Json json = Json::object();
    for (const auto& [name, value] : facts) json[name].push_back(value);
    return json;
}

Json to_json(const std::optional<Finding>& finding) {
    if (!finding) return nullptr;
    return {{"file", finding->file},
            {"line", finding->line},
            {"code", code_text(finding->code)},
            {"reason", code_name(finding->code)},
            {"what", finding->what}};
}

void print_alarm(const std::optional<Finding>& alarm, const Context& context) {
    if (alarm) std::fprintf(stderr, "%s\n", error_text(error(alarm->code, alarm->what), context.language).c_str());
}

void print_facts(const Facts& facts) {
    for (const auto& [name, value] : facts) std::printf("%-24s %s\n", name.c_str(), value.c_str());
}

int probe(const Options& options, const Context& context) {
    const Facts facts = facts_of(options);
    context.json ? print(to_json(facts)) : print_facts(facts);
    return kDone;
}

// 1 when the profile that this machine is meant to have cannot be used.
int match(const Options& options, const Context& context) {
    const Catalogue catalogue = Catalogue::load(folders_of(options));
    const Facts facts = facts_of(options);
    const MachineProfile chosen = catalogue.select(facts);
    Json fitting = Json::array();
    for (const ProfileFile* file : catalogue.matching(facts))
        fitting.push_back({{"file", file->name}, {"rank", file->rank}, {"id", file->id}, {"usable", file->usable}});
    if (context.json) {
        print({{"facts", to_json(facts)}, {"matching", fitting}, {"chosen", chosen.id}, {"alarm", to_json(chosen.alarm)}});
        return chosen.alarm ? kBad : kDone;
    }
    print_facts(facts);
    for (const ProfileFile* file : catalogue.matching(facts))
        std::printf("%s %s\n", chinese(context) ? "匹配：" : "fits:", file->name.c_str());
    std::printf("%s %s\n", chinese(context) ? "采用：" : "chosen:", chosen.id.c_str());
    print_alarm(chosen.alarm, context);
    return chosen.alarm ? kBad : kDone;
}

Json to_json(const MachineProfile& machine) {
    Json settings = Json::array();
    for (const Setting& setting : machine.settings)
        settings.push_back({{"name", setting.name}, {"value", setting.value}, {"file", setting.file}, {"line", setting.line}});
    return {{"id", machine.id},
            {"name", {{"zh-CN", machine.name_zh_cn}, {"en", machine.name_en}}},
            {"status", machine.status},
            {"alarm", to_json(machine.alarm)},
            {"settings", settings}};
}

void print_values(const MachineProfile& machine, const Context& context) {
    const std::string& name = chinese(context) ? machine.name_zh_cn : machine.name_en;
    std::printf("%s  %s  (%s)\n", machine.id.c_str(), name.c_str(), machine.status.c_str());
    for (const Setting& setting : machine.settings)
        std::printf("%-24s %-12s %s:%d\n", setting.name.c_str(), setting.value.c_str(), setting.file.c_str(), setting.line);
}

int explain(const Options& options, const Context& context) {
    const Catalogue catalogue = Catalogue::load(folders_of(options));
    // A profile that was asked for by name must be there; for this machine there is always one.
    const auto machine = options.id.empty() ? Result<MachineProfile>(catalogue.select(facts_of(options))) : catalogue.resolve(options.id);
    if (!machine) return fail(machine.error(), context);
    context.json ? print(to_json(*machine)) : print_values(*machine, context);
    print_alarm(machine->alarm, context);
    return machine->alarm ? kBad : kDone;
}

Result<std::vector<Catalogue::Source>> sources_of(const Options& options) {
    std::vector<Catalogue::Source> sources;
    for (const Path path : options.files) {
        const Bytes content = TRY(read_file(path, kFileBytesMax));
        sources.push_back({.name = path.filename().string(), .text = std::string(as_text(content))});
    }
    return sources;
}

// With files only what is wrong with these, else with all that is installed. Parents are looked for in the folders either way.
int lint(const Options& options, const Context& context) {
    const auto sources = sources_of(options);
    if (!sources) return fail(sources.error(), context);
    const Catalogue catalogue = Catalogue::load(folders_of(options), *sources);
    Json rows = Json::array();
    for (const Finding& finding : catalogue.findings()) {
        const auto is_meant = [&](const Catalogue::Source& source) { return source.name == finding.file; };
        if (!sources->empty() && std::none_of(sources->begin(), sources->end(), is_meant)) continue;
        rows.push_back(to_json(finding));
        if (!context.json) std::printf("%s\n", finding_text(finding, context.language).c_str());
    }
    if (context.json) print(rows);
    return rows.empty() ? kDone : kBad;
}

int print_schema(const Context& context) {
    if (!context.json) {
        std::printf("%s", schema_markdown().c_str());
        return kDone;
    }
    Json rows = Json::array();
    for (const KeyRule& rule : schema())
        rows.push_back({{"section", rule.section},
                        {"key", rule.key},
                        {"localized", rule.localized},
                        {"required", rule.presence == Presence::required},
                        {"min", rule.min},
                        {"max", rule.max},
                        {"choices", rule.choices},
                        {"unit", rule.unit},
                        {"meaning", rule.meaning}});
    print(rows);
    return kDone;
}

struct Group {
    CLI::App& app;
    std::shared_ptr<Options> options;
    Context& context;
};

CLI::App* add(const Group& group, const char* name, const char* help, int (*action)(const Options&, const Context&)) {
    CLI::App* command = group.app.add_subcommand(name, help);
    command->add_option("--profiles", group.options->folders, "Folders of profiles instead of the installed ones");
    add_output_options(*command, group.context);
    command->callback([options = group.options, &context = group.context, action] {
        context.action = [options, &context, action] { return action(*options, context); };
    });
    return command;
}

void add_root(CLI::App& command, const Group& group) {
    command.add_option("--root", group.options->root, "Captured tree with sys/ and proc/ instead of this machine");
}

} // namespace

void add_profile(CLI::App& app, Context& context) {
    CLI::App* profile = app.add_subcommand("profile", "Hardware profiles: which fits, what it says, what is wrong with it");
    profile->require_subcommand(1);
    const Group group{.app = *profile, .options = std::make_shared<Options>(), .context = context};
    add_root(*add(group, "probe", "What this machine says of itself", probe), group);
    add_root(*add(group, "match", "Which profiles fit this machine, and which one is chosen", match), group);
    CLI::App* explained = add(group, "explain", "The values of a profile, each with the file and line it comes from", explain);
    explained->add_option("ID", group.options->id, "Id of a profile; without it, the one for this machine");
    add_root(*explained, group);
    add(group, "lint", "Every mistake in profile files, with its line", lint)
        ->add_option("FILE", group.options->files, "Files; without any, all that are installed");
    add(group, "schema", "All that a profile may say", [](const Options&, const Context& shown) { return print_schema(shown); });
}

} // namespace kaogong::cli
