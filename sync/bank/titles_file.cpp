#include "sync/bank/titles_file.h"

#include "core/base/clock.h"
#include "core/base/codes/bank.h"
#include "sync/bank/table_reader.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

constexpr std::size_t kRulesMax = 10'000;

bool is_day(const std::string& text) {
    constexpr std::size_t kDayChars = 10;
    return text.size() == kDayChars && parse_iso(text + "T00:00:00Z").ok();
}

std::vector<TitleRule> read_rules(std::span<const TomlValue> tables, Faults& faults) {
    std::vector<TitleRule> rules;
    std::set<std::pair<std::string, assessment::SkillLevel>> known;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TableReader reader(tables[i], "title[" + std::to_string(i + 1) + "]", faults);
        TitleRule rule{.occupation = reader.text("occupation"), .level = reader.word("level", kLevelWords)};
        rule.series = reader.text("series");
        rule.grade = reader.text("grade");
        if (!known.emplace(rule.occupation, rule.level).second) reader.fault("occupation", codes::id_repeated);
        reader.finish();
        rules.push_back(std::move(rule));
    }
    return rules;
}

} // namespace

TitlesFile read_titles_file(const TomlValue& file, Faults& faults) {
    TitlesFile titles;
    TableReader top(file, {}, faults);
    if (!check_format(top, "titles")) return titles;
    titles.id = top.id("id");
    titles.version = static_cast<int>(top.integer("version", {.min = 1, .max = 1'000'000}));
    titles.from_ms = top.time_ms("from");
    if (top.has("until")) titles.until_ms = top.time_ms("until");
    if (titles.until_ms && *titles.until_ms <= titles.from_ms) top.invalid("until", "before from");
    titles.document = top.text("document");
    titles.dated = top.text("dated");
    if (!titles.dated.empty() && !is_day(titles.dated)) top.invalid("dated", titles.dated.substr(0, 32));
    const auto tables = top.tables("title"); // none: what an earlier version said counts no longer
    if (tables.size() > kRulesMax)
        top.invalid("title", "more than " + std::to_string(kRulesMax));
    else
        titles.rules = read_rules(tables, faults);
    top.finish();
    return titles;
}

Result<TitlesFile> parse_titles_file(ByteView bytes) {
    Faults faults;
    const auto toml = parse_toml(as_text(bytes), faults);
    if (!toml) return error(codes::field_value, "titles");
    TitlesFile file = read_titles_file(*toml, faults);
    if (!faults.empty()) return error(faults.front().code, "titles: " + faults.front().field);
    return file;
}

} // namespace kaogong::bank
