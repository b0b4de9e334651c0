// The whole of a score sheet but its rows: head, instruments, modules, gates, vetoes; and the lines of what check_sheet finds.
#include "sync/bank/sheet_file.h"

#include "core/assessment/practical/check_sheet.h"
#include "core/base/codes/bank.h"
#include "core/base/text.h"
#include "sync/bank/sheet_reader.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using namespace practical;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr Word<ModuleChoice> kChoiceWords[] = {
    {"mandatory", ModuleChoice::mandatory}, {"elective", ModuleChoice::elective}, {"drawn", ModuleChoice::drawn}};
constexpr Word<Combine> kCombineWords[] = {{"mean", Combine::mean}, {"median", Combine::median}, {"trimmed_mean", Combine::trimmed_mean}};
constexpr Word<RoundAt> kRoundWords[] = {{"row", RoundAt::row}, {"module", RoundAt::module}, {"total", RoundAt::total}};
constexpr Word<ShowTotal> kShowWords[] = {{"at_finish", ShowTotal::at_finish}, {"never", ShowTotal::never}, {"always", ShowTotal::always}};

class SheetReader {
  public:
    SheetReader(const TomlValue& file, TableReader& top, Faults& faults) : file_(file), faults_(faults), top_(top) {}

    ScoreSheet read() {
        const std::size_t before = faults_.size();
        if (!check_format(top_, kSheetKind)) return {};
        read_head();
        read_parts();
        top_.finish();
        if (faults_.size() == before) check();
        return std::move(sheet_);
    }

    // A component's form has the parts of a sheet below a head of its own.
    ScoreSheet read_within(ScoreSheet head) {
        const std::size_t before = faults_.size();
        sheet_ = std::move(head);
        read_scoring();
        read_parts();
        if (faults_.size() == before) check();
        return std::move(sheet_);
    }

  private:
    void read_parts() {
        read_list("instrument", SheetPart::instrument, [this](TableReader& table) { sheet_.instruments.push_back(instrument(table)); });
        read_list("group", SheetPart::group, [this](TableReader& table) {
            ModuleGroup group{.id = table.text("id"), .name = table.sentence("name")};
            group.take = static_cast<int>(table.integer("take", {1, 100}));
            sheet_.groups.push_back(std::move(group));
        });
        read_list("module", SheetPart::module, [this](TableReader& table) { sheet_.modules.push_back(module(table)); });
        read_list("item", SheetPart::item, [this](TableReader& table) { sheet_.items.push_back(read_score_item(table, sheet_, faults_)); });
        read_list("gate", SheetPart::gate, [this](TableReader& table) { sheet_.gates.push_back(gate(table)); });
        read_list("veto", SheetPart::veto, [this](TableReader& table) { sheet_.vetoes.push_back(veto(table)); });
    }

    template <typename Read> void in_table(std::string_view key, Read read) {
        const TomlValue* table = top_.table(key);
        if (table == nullptr) return;
        TableReader reader(*table, std::string(key), faults_);
        read(reader);
        reader.finish();
    }

    template <typename Read> void read_list(std::string_view key, SheetPart part, Read read) {
        std::size_t index = 0;
        for (const TomlValue& value : top_.tables(key)) {
            TableReader reader(value, std::string(key) + "[" + std::to_string(index) + "]", faults_);
            read(reader);
            reader.finish();
            places_.push_back({part, index++, &value});
        }
    }

    void read_head() {
        sheet_.id = top_.id("id");
        sheet_.version = std::to_string(top_.integer("version", {1, 1'000'000}));
        sheet_.title = top_.sentence("title");
        sheet_.standard.source = top_.word("basis", kBasisWords);
        in_table("occupation", [this](TableReader& table) { read_occupation(table); });
        in_table("standard", [this](TableReader& table) {
            sheet_.standard.code = table.text("code");
            sheet_.standard.version = table.text("version");
            sheet_.standard.title = table.sentence("name");
        });
        read_scoring();
    }

    void read_scoring() {
        in_table("total", [this](TableReader& table) { read_total(table); });
        in_table("panel", [this](TableReader& table) {
            sheet_.judges_min = static_cast<int>(table.integer("judges", {1, 99}));
            sheet_.combine = table.word("combine", kCombineWords);
            if (table.has("spread_max")) sheet_.spread_max = static_cast<int>(table.integer("spread_max", {0, kJudgementMax}));
        });
    }

    void read_occupation(TableReader& table) {
        sheet_.occupation.code = table.text("code");
        sheet_.occupation.name = table.sentence("name");
        sheet_.occupation.trade = table.maybe_sentence("trade");
        sheet_.level = table.word("level", kLevelWords);
        const std::optional<int> grade = assessment::national_grade(sheet_.level);
        if (grade && table.integer("national_grade", {1, 5}) != *grade) table.fault("national_grade", codes::grade_mismatch);
    }

    void read_total(TableReader& table) {
        sheet_.points_max = read_points(table, "points_max");
        sheet_.points_pass = read_points(table, "points_pass");
        sheet_.duration_ms = table.integer("minutes", {1, 24 * 60}) * kMinuteMs;
        sheet_.show_total = table.word("show", kShowWords);
        if (!table.has("round_to")) return;
        sheet_.rounding.step = read_points(table, "round_to");
        sheet_.rounding.at = table.word("round_at", kRoundWords);
    }

    Instrument instrument(TableReader& table) {
        Instrument made{
            .id = table.text("id"), .name = table.sentence("name"), .number = table.text("number"), .unit = table.maybe_text("unit")};
        made.places = static_cast<int>(table.integer("places", {0, kPlacesMax}));
        made.minimum = read_value(table, "minimum", made.places);
        made.maximum = read_value(table, "maximum", made.places);
        made.resolution = read_value(table, "resolution", made.places);
        made.valid_to_ms = table.time_ms("valid_to");
        return made;
    }

    TaskModule module(TableReader& table) {
        TaskModule made{.id = table.text("id"), .name = table.sentence("name"), .points_max = read_points(table, "points")};
        made.weight = read_points(table, "weight"); // per cent with two places, like points
        made.minutes = table.integer("minutes", {0, 24 * 60});
        made.choice = table.has("choice") ? table.word("choice", kChoiceWords) : ModuleChoice::mandatory;
        if (table.has("group")) made.group = table.text("group");
        if (table.has("pass")) made.points_pass = read_points(table, "pass");
        return made;
    }

    Gate gate(TableReader& table) {
        Gate made{.id = table.text("id"), .items = table.texts("items"), .below = read_points(table, "below")};
        made.effect = read_effect(table, "effect", table.text("effect"));
        made.words = table.sentence("rule");
        return made;
    }

    VetoItem veto(TableReader& table) {
        VetoItem made{.id = table.text("id"), .trigger = table.sentence("trigger")};
        for (const TomlValue& value : table.tables("on")) {
            TableReader reader(value, table.path() + ".on[" + std::to_string(made.steps.size()) + "]", faults_);
            VetoStep step;
            for (const std::int64_t at : reader.integers("at", {1, 100})) step.occurrences.push_back(static_cast<int>(at));
            for (const std::string& given : reader.texts("effects")) step.effects.push_back(read_effect(reader, "effects", given));
            if (reader.has("counts_in")) step.counts_in = reader.text("counts_in");
            reader.finish();
            made.steps.push_back(std::move(step));
        }
        return made;
    }

    // What the sheet's own rules find, at the line of the key that is meant, or of the part that it stands in.
    void check() {
        for (const SheetFault& found : check_sheet(sheet_)) {
            const auto place = std::find_if(places_.begin(), places_.end(),
                                            [&](const Place& p) { return p.part == found.part && p.index == found.index; });
            const TomlValue* table = place == places_.end() ? &file_ : place->table;
            const TomlValue* key = table->find(found.key);
            const Position at = key != nullptr ? key->at : table->at;
            faults_.push_back({at, field(found), found.code, found.what});
        }
    }

    std::string field(const SheetFault& found) const {
        std::string name;
        switch (found.part) {
        case SheetPart::sheet: return found.key;
        case SheetPart::instrument: name = sheet_.instruments[found.index].id; break;
        case SheetPart::group: name = sheet_.groups[found.index].id; break;
        case SheetPart::module: name = sheet_.modules[found.index].id; break;
        case SheetPart::item: name = sheet_.items[found.index].id; break;
        case SheetPart::gate: name = sheet_.gates[found.index].id; break;
        case SheetPart::veto: name = sheet_.vetoes[found.index].id; break;
        }
        return found.key.empty() ? name : name + "." + found.key;
    }

    struct Place {
        SheetPart part;
        std::size_t index;
        const TomlValue* table;
    };

    const TomlValue& file_;
    Faults& faults_;
    TableReader& top_;
    ScoreSheet sheet_;
    std::vector<Place> places_;
};

} // namespace

std::optional<TomlValue> load_toml(const Path& path, Faults& faults) {
    const auto bytes = read_file(path, kTomlSizeMax);
    if (bytes) return parse_toml(as_text(*bytes), faults);
    faults.push_back({{}, {}, bytes.code(), {}});
    return std::nullopt;
}

Effect read_effect(TableReader& table, std::string_view key, const std::string& given) {
    const std::size_t blank = given.find(' ');
    const std::string_view name = std::string_view(given).substr(0, blank);
    for (int kind = 1; kind <= static_cast<int>(EffectKind::report_incident); ++kind) {
        if (effect_name(static_cast<EffectKind>(kind)) != name) continue;
        return {.kind = static_cast<EffectKind>(kind), .target = blank == given.npos ? std::string() : given.substr(blank + 1)};
    }
    if (!given.empty()) table.invalid(key, given.substr(0, 32));
    return {};
}

ScoreSheet read_sheet_file(const TomlValue& file, Faults& faults) {
    TableReader top(file, {}, faults);
    return SheetReader(file, top, faults).read();
}

ScoreSheet read_sheet_within(const TomlValue& file, TableReader& top, ScoreSheet head, Faults& faults) {
    return SheetReader(file, top, faults).read_within(std::move(head));
}

std::optional<ScoreSheet> load_sheet(const Path& path, Faults& faults) {
    return load_sound(path, faults, [&](const TomlValue& toml) { return read_sheet_file(toml, faults); });
}

std::optional<SheetEntries> load_readings(const Path& path, const ScoreSheet& sheet, Faults& faults) {
    return load_sound(path, faults, [&](const TomlValue& toml) { return read_readings_file(toml, sheet, faults); });
}

} // namespace kaogong::bank
