// One [[item]] of a score sheet. Which keys a row may have follows from its kind: whatever else stands there is a fault.
#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"
#include "sync/bank/sheet_reader.h"

namespace kaogong::bank {
namespace {

using namespace practical;

constexpr Word<ScoredBy> kByWords[] = {
    {"any", ScoredBy::any_on_site}, {"one", ScoredBy::one_on_site}, {"two", ScoredBy::two_independent}, {"panel", ScoredBy::panel_blind}};
constexpr Word<Phase> kPhaseWords[] = {
    {"site", Phase::on_site}, {"prep", Phase::prep}, {"piece", Phase::workpiece}, {"review", Phase::review}};
constexpr Word<PartOfStep> kPartWords[] = {{"started", PartOfStep::started}, {"whole", PartOfStep::whole}};
constexpr Word<Counting> kCountingWords[] = {{"faults", Counting::faults}, {"achieved", Counting::achieved}};
constexpr Word<NotApplicablePoints> kNotApplicableWords[] = {{"full", NotApplicablePoints::full},
                                                             {"rescale", NotApplicablePoints::rescale}};
constexpr std::int64_t kMinuteMs = 60'000;

class ItemReader {
  public:
    ItemReader(TableReader& table, const ScoreSheet& sheet, Faults& faults) : table_(table), sheet_(sheet), faults_(faults) {}

    ScoreItem read() {
        item_.id = read_row_id();
        item_.module = table_.has("module") ? table_.text("module") : "";
        item_.name = table_.sentence("name");
        item_.words = table_.sentence("rule");
        item_.by = table_.word("by", kByWords);
        item_.phase = table_.word("phase", kPhaseWords);
        if (table_.has("coded")) item_.coded = table_.flag("coded");
        read_instrument();
        const std::string given = table_.text("kind");
        const auto kind = find_kind(given);
        if (!kind && !given.empty()) table_.invalid("kind", given.substr(0, 32));
        if (!kind) return std::move(item_);
        if (table_.has("points") || !lies_outside_sum(*kind)) item_.points_max = read_points(table_, "points");
        item_.zero_when = read_ticks("zero_when", false);
        read_not_applicable();
        read_rule(*kind);
        read_agreement();
        return std::move(item_);
    }

  private:
    // Sheets number their rows A01, B09a: capitals too.
    std::string read_row_id() {
        std::string id = table_.text("id");
        if (!id.empty() && !assessment::is_id(id)) table_.invalid("id", "id");
        return id;
    }

    void read_instrument() {
        if (!table_.has("instrument")) return;
        item_.instrument = table_.text("instrument");
        const Instrument* instrument = sheet_.find_instrument(item_.instrument);
        if (instrument == nullptr) table_.fault("instrument", codes::sheet_reference, item_.instrument.substr(0, 32));
        unit_ = instrument == nullptr ? std::string() : instrument->unit;
        places_ = instrument == nullptr ? kPlacesMax : instrument->places; // so that its values are no further faults
    }

    void read_agreement() {
        if (table_.has("agree")) item_.agreement.least = read_value(table_, "agree", places_);
        if (table_.has("agree_share")) item_.agreement.share = static_cast<int>(table_.integer("agree_share", {2, 100}));
    }

    void read_not_applicable() {
        const TomlValue* value = table_.maybe_value("not_applicable");
        if (value == nullptr || table_.table("not_applicable") == nullptr) return;
        TableReader reader(*value, table_.path() + ".not_applicable", faults_);
        item_.not_applicable = NotApplicableRule{.when = reader.sentence("when"), .points = reader.word("points", kNotApplicableWords)};
        reader.finish();
    }

    std::vector<Tick> read_ticks(const char* key, bool with_points) {
        std::vector<Tick> ticks;
        const Points each = with_points && table_.has("points_each") ? read_points(table_, "points_each") : 0;
        for (const TomlValue& value : table_.tables(key)) {
            TableReader reader(value, table_.path() + "." + key + "[" + std::to_string(ticks.size()) + "]", faults_);
            Tick tick{.id = reader.id("id"), .text = reader.sentence("text"), .points = each};
            if (with_points && (each == 0 || reader.has("points"))) tick.points = read_points(reader, "points");
            reader.finish();
            ticks.push_back(std::move(tick));
        }
        return ticks;
    }

    // Unit and places come from the instrument where the row names one.
    Quantity read_quantity(TableReader& reader) {
        if (item_.instrument.empty()) {
            if (reader.has("unit")) unit_ = reader.maybe_text("unit");
            if (reader.has("places") || places_ < 0) places_ = static_cast<int>(reader.integer("places", {0, kPlacesMax}));
        }
        Quantity quantity{.name = item_.name, .unit = unit_, .places = places_};
        if (reader.has("referenced")) quantity.referenced = reader.flag("referenced");
        if (reader.has("nominal")) {
            quantity.nominal = read_value(reader, "nominal", places_);
            quantity.upper = *quantity.nominal + read_value(reader, "upper", places_);
            quantity.lower = *quantity.nominal + read_value(reader, "lower", places_);
            return quantity;
        }
        if (reader.has("at_most")) quantity.upper = read_value(reader, "at_most", places_);
        if (reader.has("at_least")) quantity.lower = read_value(reader, "at_least", places_);
        return quantity;
    }

    // One quantity written into the row itself, or several in [[item.quantity]].
    std::vector<Quantity> read_quantities() {
        std::vector<Quantity> quantities;
        for (const TomlValue& value : table_.tables("quantity")) {
            TableReader reader(value, table_.path() + ".quantity[" + std::to_string(quantities.size()) + "]", faults_);
            const std::string id = reader.id("id");
            LocalText name = reader.sentence("name");
            Quantity quantity = read_quantity(reader);
            quantity.id = id;
            quantity.name = std::move(name);
            reader.finish();
            quantities.push_back(std::move(quantity));
        }
        if (quantities.empty()) quantities.push_back(read_quantity(table_));
        if (quantities.size() > kQuantitiesMax) table_.invalid("quantity", "too many");
        return quantities;
    }

    Stepping read_stepping() {
        const TomlValue* value = table_.table("step");
        if (value == nullptr) return {};
        TableReader reader(*value, table_.path() + ".step", faults_);
        const Stepping stepping{.step = read_value(reader, "of", places_),
                                .points_each = read_points(reader, "points"),
                                .part = reader.word("part", kPartWords)};
        reader.finish();
        return stepping;
    }

    void read_rule(ItemKind kind) {
        switch (kind) {
        case ItemKind::strict: item_.rule = StrictRule{read_ticks("ticks", false)}; break;
        case ItemKind::per_step: item_.rule = read_per_step(); break;
        case ItemKind::grade: item_.rule = read_grade(); break;
        case ItemKind::count: item_.rule = read_count(); break;
        case ItemKind::sampled: item_.rule = read_sampled(); break;
        case ItemKind::grouped_count: item_.rule = read_grouped(); break;
        case ItemKind::limit_zero: item_.rule = read_limit_zero(); break;
        case ItemKind::off_total: item_.rule = OffTotalRule{read_points(table_, "points_each"), maybe_points("cap")}; break;
        case ItemKind::overtime: item_.rule = read_overtime(); break;
        case ItemKind::judgement: item_.rule = read_judgement(); break;
        case ItemKind::band: item_.rule = read_band(); break;
        case ItemKind::check: item_.rule = CheckRule{read_ticks("ticks", true)}; break;
        case ItemKind::step: item_.rule = read_steps(); break;
        case ItemKind::measure_strict: item_.rule = MeasureStrictRule{read_quantities()}; break;
        case ItemKind::measure_step: item_.rule = read_measure_step(); break;
        }
    }

    std::optional<Points> maybe_points(std::string_view key) {
        return table_.has(key) ? std::optional(read_points(table_, key)) : std::nullopt;
    }

    Rule read_per_step() {
        PerStepRule rule{.excess = read_quantity(table_)};
        rule.stepping = read_stepping();
        return rule;
    }

    Rule read_grade() {
        GradeRule rule{.points_each = maybe_points("points_each"), .points_grade = read_points(table_, "points_grade")};
        if (table_.has("surfaces")) rule.surfaces = static_cast<int>(table_.integer("surfaces", {1, kQuantitiesMax}));
        return rule;
    }

    Rule read_count() {
        CountRule rule;
        rule.counting = table_.has("counts") ? table_.word("counts", kCountingWords) : Counting::faults;
        rule.cap = maybe_points("cap");
        if (table_.has("step")) { // measured along something
            rule.along = read_quantity(table_);
            rule.stepping = read_stepping();
            return rule;
        }
        rule.points_each = read_points(table_, "points_each");
        if (table_.has("of")) rule.of = static_cast<int>(table_.integer("of", {1, kCountMax}));
        return rule;
    }

    // Limits in the row hold for every place; [[item.quantity]] gives each place its own.
    Rule read_sampled() {
        SampledRule rule{.points_each = read_points(table_, "points_each")};
        rule.places = static_cast<int>(table_.integer("sample", {1, kQuantitiesMax}));
        const bool limited = table_.has("quantity") || table_.has("nominal") || table_.has("at_most") || table_.has("at_least");
        if (!limited) return rule;
        rule.quantities = read_quantities();
        if (!table_.has("quantity")) {
            rule.quantities.resize(static_cast<std::size_t>(rule.places), rule.quantities.front());
            for (std::size_t i = 0; i < rule.quantities.size(); ++i) rule.quantities[i].id = std::to_string(i + 1);
        }
        if (rule.quantities.size() != static_cast<std::size_t>(rule.places))
            table_.fault("sample", codes::sheet_sum, std::to_string(rule.quantities.size()) + " / " + std::to_string(rule.places));
        return rule;
    }

    Rule read_grouped() {
        GroupedCountRule rule;
        for (const std::string& text : table_.texts("deductions")) {
            const auto points = parse_decimal(text, 2);
            const bool fits = points && *points <= kPointsMax;
            if (!fits) table_.invalid("deductions", text.substr(0, 32));
            rule.deductions.push_back(fits ? *points : 0);
        }
        return rule;
    }

    Rule read_limit_zero() {
        LimitZeroRule rule{.quantities = read_quantities()};
        if (!table_.has("stepped")) return rule;
        const std::string id = table_.text("stepped");
        for (std::size_t i = 0; i < rule.quantities.size(); ++i)
            if (rule.quantities[i].id == id) rule.stepped = i;
        if (!rule.stepped) table_.fault("stepped", codes::sheet_reference, id.substr(0, 32));
        if (rule.stepped) places_ = rule.quantities[*rule.stepped].places;
        rule.stepping = read_stepping();
        return rule;
    }

    Rule read_overtime() {
        OvertimeRule rule;
        if (table_.has("every_min")) {
            rule.step_ms = table_.integer("every_min", {1, 24 * 60}) * kMinuteMs;
            rule.points_each = read_points(table_, "points_each");
            rule.part = table_.word("part", kPartWords);
        }
        rule.stop_after_ms = table_.integer("stop_after_min", {0, 24 * 60}) * kMinuteMs;
        if (table_.has("beyond")) rule.beyond = read_effect(table_, "beyond", table_.text("beyond"));
        return rule;
    }

    Rule read_judgement() {
        JudgementRule rule;
        const TomlValue* given = table_.value("descriptors");
        if (given == nullptr) return rule;
        const bool four = given->kind == TomlKind::array && given->items.size() == rule.descriptors.size();
        if (!four) table_.fault("descriptors", codes::sheet_descriptor);
        for (std::size_t i = 0; four && i < rule.descriptors.size(); ++i) rule.descriptors[i] = read_descriptor(given->items[i]);
        return rule;
    }
    LocalText read_descriptor(const TomlValue& value) {
        if (value.kind == TomlKind::text) return {value.text, {}};
        if (value.kind != TomlKind::table) {
            table_.fault("descriptors", codes::field_kind);
            return {};
        }
        TableReader reader(value, table_.path() + ".descriptors", faults_);
        LocalText text{reader.text("zh-CN"), reader.maybe_text("en")};
        reader.finish();
        return text;
    }

    Rule read_band() {
        BandRule rule;
        if (places_ >= 0 || table_.has("places")) rule.quantity = read_quantity(table_);
        for (const TomlValue& value : table_.tables("band")) {
            TableReader reader(value, table_.path() + ".band[" + std::to_string(rule.bands.size()) + "]", faults_);
            Band band{.id = reader.id("id"), .name = reader.sentence("name"), .points = read_points(reader, "points")};
            if (rule.quantity && reader.has("at_least")) band.lower = read_value(reader, "at_least", places_);
            if (rule.quantity && reader.has("at_most")) band.upper = read_value(reader, "at_most", places_);
            reader.finish();
            rule.bands.push_back(std::move(band));
        }
        return rule;
    }

    Rule read_steps() {
        StepRule rule{.steps = read_ticks("steps", true)};
        if (table_.has("points_order")) rule.points_order = read_points(table_, "points_order");
        return rule;
    }

    Rule read_measure_step() {
        MeasureStepRule rule{.quantities = read_quantities()};
        rule.stepping = read_stepping();
        return rule;
    }

    TableReader& table_;
    const ScoreSheet& sheet_;
    Faults& faults_;
    ScoreItem item_;
    std::string unit_;
    int places_ = -1; // not said yet
};

} // namespace

std::int64_t read_value(TableReader& table, std::string_view key, int places) {
    const std::string text = table.text(key);
    if (text.empty() || places < 0) return 0;
    const auto value = parse_decimal(text, places);
    if (value && *value <= kValueMax && *value >= -kValueMax) return *value;
    table.invalid(key, text.substr(0, 32));
    return 0;
}

Points read_points(TableReader& table, std::string_view key) {
    const Points points = table.points(key);
    if (points <= kPointsMax) return points;
    table.invalid(key, "too large");
    return 0;
}

ScoreItem read_score_item(TableReader& table, const ScoreSheet& sheet, Faults& faults) {
    return ItemReader(table, sheet, faults).read();
}

} // namespace kaogong::bank
