// `*.readings.toml`: what examiners found, row by row, so that an author can try a sheet before anybody is examined with it.
#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"
#include "sync/bank/sheet_reader.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using namespace practical;

constexpr std::string_view kTopKeys[] = {"format", "kind", "sheet", "at", "not_done", "not_applicable", "chosen", "veto"};

class ReadingsReader {
  public:
    ReadingsReader(const TomlValue& file, std::string path, const ScoreSheet& sheet, Faults& faults)
        : file_(file), path_(std::move(path)), sheet_(sheet), faults_(faults), top_(file, path_, faults) {}

    SheetEntries read() {
        if (!check_format(top_, "readings")) return {};
        return read_within();
    }

    SheetEntries read_within() {
        if (top_.has("sheet") && top_.text("sheet") != sheet_.id) top_.fault("sheet", codes::sheet_reference);
        if (top_.has("at")) now_ms_ = top_.time_ms("at");
        if (top_.has("chosen")) entries_.chosen = top_.texts("chosen");
        read_states("not_done", RowState::not_done);
        read_states("not_applicable", RowState::not_applicable);
        read_vetoes();
        for (const TomlEntry& entry : file_.entries)
            if (std::find(std::begin(kTopKeys), std::end(kTopKeys), entry.key) == std::end(kTopKeys)) read_row(entry);
        top_.finish();
        return std::move(entries_);
    }

  private:
    void read_states(const char* key, RowState state) {
        if (!top_.has(key)) return;
        for (const std::string& id : top_.texts(key)) {
            if (sheet_.find_item(id) == nullptr) top_.fault(key, codes::sheet_reference, id.substr(0, 32));
            if (!entries_.rows.emplace(id, RowEntry{.state = state}).second) top_.fault(key, codes::id_repeated, id.substr(0, 32));
            check(id, [&](Code code) { top_.fault(key, code, id.substr(0, 32)); });
        }
    }

    // true is once; a number says how often.
    void read_vetoes() {
        const TomlValue* table = top_.maybe_value("veto");
        if (table == nullptr || top_.table("veto") == nullptr) return;
        TableReader reader(*table, "veto", faults_);
        for (const TomlEntry& entry : table->entries) {
            if (sheet_.find_veto(entry.key) == nullptr) {
                reader.fault(entry.key, codes::sheet_reference);
                reader.maybe_value(entry.key);
                continue;
            }
            const bool counted = entry.value.kind == TomlKind::integer;
            entries_.vetoes[entry.key] = counted ? static_cast<int>(reader.integer(entry.key, {0, 100})) : (reader.flag(entry.key) ? 1 : 0);
        }
        reader.finish();
    }

    void read_row(const TomlEntry& entry) {
        top_.maybe_value(entry.key);
        const ScoreItem* item = sheet_.find_item(entry.key);
        if (item == nullptr) return top_.fault(entry.key, codes::sheet_reference, entry.key.substr(0, 32));
        if (entry.value.kind != TomlKind::table) return top_.fault(entry.key, codes::field_kind);
        const std::size_t before = faults_.size();
        TableReader reader(entry.value, path_.empty() ? entry.key : path_ + "." + entry.key, faults_);
        RowEntry row{.state = RowState::scored, .reading = read_reading(reader, *item), .zero_when = {}};
        if (reader.has("zero")) row.zero_when = reader.texts("zero");
        reader.finish();
        if (!entries_.rows.emplace(item->id, std::move(row)).second) reader.fault({}, codes::id_repeated);
        if (faults_.size() == before) check(item->id, [&](Code code) { reader.fault({}, code); });
    }

    template <typename Tell> void check(const std::string& id, Tell tell) {
        const ScoreItem* item = sheet_.find_item(id);
        if (item == nullptr) return;
        const auto checked = check_entry(*item, entries_.rows[id], {.judges_min = sheet_.judges_min});
        if (!checked) tell(checked.code());
    }

    Reading read_reading(TableReader& reader, const ScoreItem& item) {
        if (!quantities_of(item).empty()) return read_measures(reader, item);
        switch (item.kind()) {
        case ItemKind::strict:
        case ItemKind::check: return TickReading{reader.texts("missed")};
        case ItemKind::step: return read_steps(reader, std::get<StepRule>(item.rule));
        case ItemKind::grade: return read_grades(reader);
        case ItemKind::band: return BandReading{reader.text("band")};
        case ItemKind::judgement: return read_judges(reader);
        case ItemKind::overtime: return read_overtime(reader);
        default: return CountReading{reader.integer("count", {0, kCountMax})};
        }
    }

    static Reading read_grades(TableReader& reader) {
        GradeReading reading;
        for (const std::int64_t down : reader.integers("down", {0, 14})) reading.down.push_back(static_cast<int>(down));
        return reading;
    }
    static Reading read_judges(TableReader& reader) {
        JudgeReading reading;
        for (const std::int64_t score : reader.integers("judge", {0, kJudgementMax})) reading.scores.push_back(static_cast<int>(score));
        return reading;
    }

    // Either the steps seen, in the order seen, or what was missed and whether the order was wrong.
    static Reading read_steps(TableReader& reader, const StepRule& rule) {
        if (reader.has("done")) return StepReading{reader.texts("done")};
        const std::vector<std::string> missed = reader.texts("missed");
        StepReading reading;
        for (const Tick& step : rule.steps)
            if (std::find(missed.begin(), missed.end(), step.id) == missed.end()) reading.done.push_back(step.id);
        for (const std::string& id : missed) {
            const auto is_it = [&](const Tick& step) { return step.id == id; };
            if (std::none_of(rule.steps.begin(), rule.steps.end(), is_it)) reader.fault("missed", codes::sheet_reference, id.substr(0, 32));
        }
        if (reader.has("wrong_order") && reader.flag("wrong_order")) std::reverse(reading.done.begin(), reading.done.end());
        return reading;
    }

    // "12:30" is twelve and a half minutes.
    static Reading read_overtime(TableReader& reader) {
        const std::string text = reader.text("over");
        const std::size_t colon = text.find(':');
        const auto minutes = parse_integer(text.substr(0, colon), {0, 24 * 60});
        const auto seconds = colon == text.npos ? Result<std::int64_t>(0) : parse_integer(text.substr(colon + 1), {0, 59});
        if (!text.empty() && (!minutes || !seconds)) reader.invalid("over", text.substr(0, 32));
        if (!minutes || !seconds) return TimeReading{};
        return TimeReading{(*minutes * 60 + *seconds) * 1'000};
    }

    std::int64_t parse(TableReader& reader, std::string_view key, const std::string& text, const Quantity& quantity,
                       const ScoreItem& item) {
        const ReadingContext context{.instrument = sheet_.find_instrument(item.instrument), .now_ms = now_ms_};
        const auto value = parse_reading(text, quantity, context);
        if (!value) reader.fault(key, value.code(), value.error().context.substr(0, 64));
        return value ? *value : 0;
    }

    // One value, the independent ones of one quantity or the places of a sample in `samples`, or by name in `values` and `references`.
    Reading read_measures(TableReader& reader, const ScoreItem& item) {
        const std::vector<Quantity> quantities = quantities_of(item);
        MeasureReading reading;
        reading.values.resize(quantities.size());
        if (reader.has("samples")) {
            const std::vector<std::string> samples = reader.texts("samples");
            const bool places = item.kind() == ItemKind::sampled;
            if (places && samples.size() != quantities.size()) reader.fault("samples", codes::reading_misfits);
            for (std::size_t i = 0; i < samples.size() && (!places || i < quantities.size()); ++i)
                reading.values[places ? i : 0].readings.push_back(parse(reader, "samples", samples[i], quantities[places ? i : 0], item));
        } else if (reader.has("values")) {
            read_named(reader, "values", item, [&](std::size_t i, std::int64_t value) { reading.values[i].readings.push_back(value); });
        } else {
            reading.values[0].readings.push_back(parse(reader, "value", reader.text("value"), quantities[0], item));
        }
        read_references(reader, item, reading);
        return reading;
    }

    void read_references(TableReader& reader, const ScoreItem& item, MeasureReading& reading) {
        const std::vector<Quantity> quantities = quantities_of(item);
        if (reader.has("references"))
            read_named(reader, "references", item,
                       [&](std::size_t i, std::int64_t value) { reading.values[i].references.push_back(value); });
        else if (reader.has("reference"))
            reading.values[0].references.push_back(parse(reader, "reference", reader.text("reference"), quantities[0], item));
    }

    template <typename Take> void read_named(TableReader& reader, std::string_view key, const ScoreItem& item, Take take) {
        const TomlValue* table = reader.table(key);
        if (table == nullptr) return;
        const std::vector<Quantity> quantities = quantities_of(item);
        TableReader named(*table, reader.path() + "." + std::string(key), faults_);
        for (std::size_t i = 0; i < quantities.size(); ++i) {
            const TomlValue* value = named.value(quantities[i].id);
            if (value == nullptr) continue;
            const bool several = value->kind == TomlKind::array;
            const std::vector<std::string> texts = several ? named.texts(quantities[i].id) : std::vector{named.text(quantities[i].id)};
            for (const std::string& text : texts) take(i, parse(named, quantities[i].id, text, quantities[i], item));
        }
        named.finish();
    }

    const TomlValue& file_;
    std::string path_;
    const ScoreSheet& sheet_;
    Faults& faults_;
    TableReader top_;
    std::int64_t now_ms_ = 0;
    SheetEntries entries_;
};

} // namespace

SheetEntries read_readings_file(const TomlValue& file, const ScoreSheet& sheet, Faults& faults) {
    return ReadingsReader(file, {}, sheet, faults).read();
}

SheetEntries read_readings_within(const TomlValue& table, std::string path, const ScoreSheet& sheet, Faults& faults) {
    return ReadingsReader(table, std::move(path), sheet, faults).read_within();
}

} // namespace kaogong::bank
