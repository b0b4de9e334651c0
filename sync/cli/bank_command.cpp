// `kaogong bank import|list|check|stats|export`: an item bank on an author's machine.
#include "sync/bank/exporter.h"
#include "sync/bank/importer.h"
#include "sync/cli/bank_report.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

using bank::BankStore;

struct BankOptions {
    std::string bank;
    std::vector<std::string> files;
    std::string format = "auto";
    std::string out;
};

Json file_json(const bank::ImportedFile& file) {
    return {{"path", file.path},
            {"format", file.format},
            {"imported", file.imported},
            {"unchanged", file.unchanged},
            {"rejected", fault_list(file.rejected)}};
}

void print_file(const bank::ImportedFile& file, Language language) {
    const char* form =
        language == Language::zh_cn ? "%s：新入库 %lld，未变 %lld，问题 %zu\n" : "%s: %lld imported, %lld unchanged, %zu mistakes\n";
    std::printf(form, file.path.c_str(), static_cast<long long>(file.imported), static_cast<long long>(file.unchanged),
                file.rejected.size());
    print_faults(file.path, file.rejected, language);
}

int import(const BankOptions& options, const Context& context) {
    auto store = BankStore::open(options.bank, BankStore::Access::create);
    if (!store) return fail(store.error(), context);
    const auto format = options.format == "toml" ? bank::ImportFormat::toml : bank::ImportFormat::detect;
    Json files = Json::array();
    bool good = true;
    for (const std::string& path : options.files) {
        const auto file = bank::import_file(*store, path, format);
        if (!file) return fail(file.error(), context);
        good = good && file->rejected.empty();
        files.push_back(file_json(*file));
        if (!context.json) print_file(*file, context.language);
    }
    if (context.json) print_json({{"files", files}});
    return good ? kDone : kBad;
}

Json item_json(const bank::BankItem& item) {
    return {{"id", item.item.id},
            {"type", assessment::item_type_key(item.item.type)},
            {"area", item.item.area},
            {"importance", std::string(1, static_cast<char>('W' + static_cast<char>(item.item.importance)))},
            {"difficulty", item.item.difficulty},
            {"knowledge", item.item.knowledge_path},
            {"stimulus", item.item.stimulus},
            {"revision", item.revision},
            {"stem", item.item.stem.zh_cn}};
}

int list(const BankOptions& options, const Context& context) {
    auto store = BankStore::open(options.bank, BankStore::Access::existing);
    if (!store) return fail(store.error(), context);
    const auto items = store->items();
    if (!items) return fail(items.error(), context);
    Json json = Json::array();
    for (const bank::BankItem& item : *items) {
        json.push_back(item_json(item));
        if (!context.json)
            std::printf("%-12s %-14s %-16s %s\n", item.item.id.c_str(), std::string(assessment::item_type_key(item.item.type)).c_str(),
                        item.item.area.c_str(), item.item.stem.in(context.language).c_str());
    }
    if (context.json) print_json({{"items", json}});
    return kDone;
}

int check(const BankOptions& options, const Context& context) {
    auto store = BankStore::open(options.bank, BankStore::Access::existing);
    if (!store) return fail(store.error(), context);
    const auto faults = bank::check_bank(*store);
    if (!faults) return fail(faults.error(), context);
    if (context.json)
        print_json({{"ok", faults->empty()}, {"faults", fault_list(*faults)}});
    else if (faults->empty())
        std::printf("%s\n", context.language == Language::zh_cn ? "题库无误。" : "The bank is in order.");
    print_faults(options.bank, *faults, context.language);
    return faults->empty() ? kDone : kBad;
}

int stats(const BankOptions& options, const Context& context) {
    auto store = BankStore::open(options.bank, BankStore::Access::existing);
    if (!store) return fail(store.error(), context);
    const auto counts = store->counts();
    if (!counts) return fail(counts.error(), context);
    Json json = Json::array();
    std::int64_t total = 0;
    for (const bank::BankCount& count : *counts) {
        total += count.items;
        json.push_back({{"area", count.area}, {"type", assessment::item_type_key(count.type)}, {"items", count.items}});
        if (!context.json)
            std::printf("%-16s %-14s %5lld\n", count.area.c_str(),
                        std::string(assessment::item_type_name(count.type, context.language)).c_str(), static_cast<long long>(count.items));
    }
    if (context.json)
        print_json({{"items", total}, {"counts", json}});
    else
        std::printf("%-31s %5lld\n", context.language == Language::zh_cn ? "合计" : "total", static_cast<long long>(total));
    return kDone;
}

int export_bank(const BankOptions& options, const Context& context) {
    auto store = BankStore::open(options.bank, BankStore::Access::existing);
    if (!store) return fail(store.error(), context);
    const auto files = bank::export_bank(*store, options.out);
    if (!files) return fail(files.error(), context);
    Json json = Json::array();
    for (const Path& file : *files) {
        json.push_back(file.string());
        if (!context.json) std::printf("%s\n", file.c_str());
    }
    if (context.json) print_json({{"files", json}});
    return kDone;
}

using Action = int (*)(const BankOptions&, const Context&);

} // namespace

void add_bank(CLI::App& app, Context& context) {
    auto options = std::make_shared<BankOptions>();
    CLI::App* group = app.add_subcommand("bank", "Item banks: import, look, check, export");
    group->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, Action action) {
        CLI::App* command = group->add_subcommand(name, help);
        command->add_option("--bank", options->bank, "Bank file")->required();
        add_output_options(*command, context);
        command->callback([=, &context] { context.action = [=, &context] { return action(*options, context); }; });
        return command;
    };
    CLI::App* importing = add("import", "Take items of files into a bank; again changes nothing", import);
    importing->add_option("FILE", options->files, "*.bank.toml")->required();
    importing->add_option("--format", options->format, "auto or toml")->check(CLI::IsMember({"auto", "toml"}));
    add("list", "Every item", list);
    add("check", "Whether the bank as a whole is sound", check);
    add("stats", "How many items of each area and type", stats);
    add("export", "Write the bank as TOML and pictures", export_bank)->add_option("--out", options->out, "Folder")->required();
}

} // namespace kaogong::cli
