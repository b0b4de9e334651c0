#include "sync/bank/importer.h"

#include "core/base/codes/bank.h"

#include <algorithm>
#include <set>

namespace kaogong::bank {
namespace {

constexpr std::string_view kTomlEnding = ".toml";

void fault(Faults& faults, Code code, std::string what) {
    faults.push_back({{}, {}, code, std::move(what)});
}

std::vector<std::string> figures_of(const assessment::Item& item) {
    std::vector<std::string> names;
    if (!item.figure.empty()) names.push_back(item.figure);
    for (const assessment::Option& option : item.options)
        if (!option.figure.empty()) names.push_back(option.figure);
    return names;
}

bool is_elements(const TomlValue& file) {
    const TomlValue* kind = file.find("kind");
    return kind != nullptr && kind->text == "elements";
}

// Only where the bank has its table; a bank of items alone is complete in itself.
Result<void> check_knowledge(BankStore& store, const std::vector<BankItem>& items, Faults& faults) {
    std::map<std::string, std::set<std::string>> codes; // by bank
    for (const BankItem& item : items) {
        const auto [bank, unread] = codes.try_emplace(item.bank);
        if (unread)
            for (const Element& element : TRY(store.elements(item.bank))) bank->second.insert(element.code);
        if (!bank->second.empty() && !bank->second.contains(item.item.knowledge_path))
            fault(faults, codes::bank_lacks, item.item.id + ": " + item.item.knowledge_path);
    }
    return success();
}

} // namespace

Result<ImportedFile> import_file(BankStore& store, const Path& path, ImportFormat format) {
    ImportedFile report{path.string(), "toml", 0, 0, {}};
    if (format == ImportFormat::detect && path.extension() != kTomlEnding) {
        fault(report.rejected, codes::file_format_unknown, path.extension().string());
        return report;
    }
    const auto content = read_file(path, kTomlSizeMax);
    if (!content) {
        fault(report.rejected, content.code(), content.error().context);
        return report;
    }
    const auto toml = parse_toml(as_text(*content), report.rejected);
    if (!toml) return report;
    const auto counts = is_elements(*toml) ? TRY(store.import(read_elements_file(*toml, report.rejected)))
                                           : TRY(store.import(read_bank_file(*toml, path.parent_path(), report.rejected)));
    report.imported = counts.imported;
    report.unchanged = counts.unchanged;
    return report;
}

Result<Faults> check_bank(BankStore& store) {
    Faults faults;
    std::set<std::string, std::less<>> names;
    for (const record::Figure& figure : TRY(store.figures())) names.insert(figure.name);
    const std::vector<BankItem> stored = TRY(store.items());
    TRY(check_knowledge(store, stored, faults));
    std::vector<assessment::Item> items;
    for (const BankItem& item : stored) {
        for (const std::string& name : figures_of(item.item))
            if (!names.contains(name)) fault(faults, codes::bank_lacks, item.item.id + ": " + name);
        if (const auto fits = assessment::check_key(item.item, item.key); !fits) fault(faults, fits.code(), fits.error().context);
        items.push_back(item.item);
    }
    std::vector<assessment::Stimulus> stimuli;
    for (const BankStimulus& stimulus : TRY(store.stimuli())) stimuli.push_back(stimulus.stimulus);
    if (items.empty()) fault(faults, codes::bank_lacks, "items");
    const auto pool = assessment::ItemPool::build(std::move(items), std::move(stimuli));
    if (!pool) fault(faults, pool.code(), pool.error().context);
    return faults;
}

} // namespace kaogong::bank
