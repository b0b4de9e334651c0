#include "core/assessment/practical/reading.h"

#include "core/base/check.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"

#include <algorithm>
#include <set>

namespace kaogong::practical {
namespace {

constexpr std::size_t kReadingTextMax = 32;
constexpr std::size_t kIndependentReadingsMax = 3;
constexpr std::string_view kWideComma = "，";

bool is_number_char(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
}

std::int64_t doubled_median(std::vector<std::int64_t> values) {
    CHECK(!values.empty());
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? 2 * values[middle] : values[middle - 1] + values[middle];
}

Error misfit(const ScoreItem& item, std::string_view what) {
    return error(codes::reading_misfits, item.id + ": " + std::string(what));
}

bool all_known(const std::vector<std::string>& given, const std::vector<Tick>& ticks) {
    const std::set<std::string_view> once(given.begin(), given.end());
    return once.size() == given.size() && std::all_of(once.begin(), once.end(), [&](std::string_view id) {
               return std::any_of(ticks.begin(), ticks.end(), [id](const Tick& tick) { return tick.id == id; });
           });
}

bool in_count(std::int64_t count, int of) {
    return count >= 0 && count <= (of > 0 ? of : kCountMax);
}

Result<void> check_measured(const ScoreItem& item, const Quantity& quantity, const Measured& measured) {
    const std::string named = quantity.id.empty() ? "reading" : quantity.id;
    if (measured.readings.empty() || measured.readings.size() > kIndependentReadingsMax) return misfit(item, named + " missing");
    if (measured.references.size() != (quantity.referenced ? measured.readings.size() : 0)) return misfit(item, named + " reference");
    const auto fits = [](std::int64_t value) { return value >= -kValueMax && value <= kValueMax; };
    if (!std::all_of(measured.readings.begin(), measured.readings.end(), fits)) return misfit(item, named + " out of range");
    if (!std::all_of(measured.references.begin(), measured.references.end(), fits)) return misfit(item, named + " out of range");
    // With a third reading the median decides, whatever it is.
    const bool two = measured.readings.size() == 2;
    if (two && !readings_agree(quantity, item.agreement, measured.readings[0], measured.readings[1]))
        return error(codes::readings_disagree, item.id + ": " + named);
    return success();
}

Result<void> check_measures(const ScoreItem& item, const MeasureReading& reading) {
    const std::vector<Quantity> quantities = quantities_of(item);
    if (quantities.empty() || quantities.size() != reading.values.size()) return misfit(item, "number of readings");
    for (std::size_t i = 0; i < quantities.size(); ++i) TRY(check_measured(item, quantities[i], reading.values[i]));
    return success();
}

Result<void> check_count(const ScoreItem& item, std::int64_t count) {
    bool fits = false;
    if (const auto* rule = std::get_if<CountRule>(&item.rule)) fits = !rule->along && in_count(count, rule->of);
    if (const auto* rule = std::get_if<SampledRule>(&item.rule)) fits = rule->quantities.empty() && in_count(count, rule->places);
    if (std::holds_alternative<GroupedCountRule>(item.rule) || std::holds_alternative<OffTotalRule>(item.rule)) fits = in_count(count, 0);
    return fits ? success() : Result<void>(misfit(item, "count " + std::to_string(count)));
}

Result<void> check_ticks(const ScoreItem& item, const TickReading& reading) {
    const auto* strict = std::get_if<StrictRule>(&item.rule);
    const auto* check = std::get_if<CheckRule>(&item.rule);
    const std::vector<Tick>* ticks = strict != nullptr ? &strict->ticks : (check != nullptr ? &check->ticks : nullptr);
    return ticks != nullptr && all_known(reading.missed, *ticks) ? success() : Result<void>(misfit(item, "missed"));
}

Result<void> check_down(const ScoreItem& item, const GradeReading& reading) {
    const auto* rule = std::get_if<GradeRule>(&item.rule);
    if (rule == nullptr || reading.down.size() > kQuantitiesMax) return misfit(item, "grades");
    const bool counted = rule->surfaces == 0 || reading.down.size() == static_cast<std::size_t>(rule->surfaces);
    const bool sane = std::all_of(reading.down.begin(), reading.down.end(), [](int down) { return down >= 0 && down <= 14; });
    return counted && sane ? success() : Result<void>(misfit(item, "grades"));
}

Result<void> check_scores(const ScoreItem& item, const JudgeReading& reading, const SheetLimits& limits) {
    const bool sane =
        std::all_of(reading.scores.begin(), reading.scores.end(), [](int score) { return score >= 0 && score <= kJudgementMax; });
    const bool enough = reading.scores.size() >= static_cast<std::size_t>(limits.judges_min) && reading.scores.size() <= kQuantitiesMax;
    const bool arbitrated = !reading.arbitrated || (*reading.arbitrated >= 0 && *reading.arbitrated <= kJudgementMax);
    return item.kind() == ItemKind::judgement && sane && enough && arbitrated ? success() : Result<void>(misfit(item, "scores of judges"));
}

Result<void> check_band(const ScoreItem& item, const BandReading& reading) {
    const auto* rule = std::get_if<BandRule>(&item.rule);
    const auto is_it = [&](const Band& band) { return band.id == reading.band; };
    const bool fits = rule != nullptr && !rule->quantity && std::any_of(rule->bands.begin(), rule->bands.end(), is_it);
    return fits ? success() : Result<void>(misfit(item, "band"));
}

Result<void> check_steps(const ScoreItem& item, const StepReading& reading) {
    const auto* rule = std::get_if<StepRule>(&item.rule);
    return rule != nullptr && all_known(reading.done, rule->steps) ? success() : Result<void>(misfit(item, "steps"));
}

struct ReadingCheck {
    const ScoreItem& item;
    const SheetLimits& limits;
    Result<void> operator()(const MeasureReading& reading) const { return check_measures(item, reading); }
    Result<void> operator()(const CountReading& reading) const { return check_count(item, reading.count); }
    Result<void> operator()(const TickReading& reading) const { return check_ticks(item, reading); }
    Result<void> operator()(const StepReading& reading) const { return check_steps(item, reading); }
    Result<void> operator()(const GradeReading& reading) const { return check_down(item, reading); }
    Result<void> operator()(const BandReading& reading) const { return check_band(item, reading); }
    Result<void> operator()(const JudgeReading& reading) const { return check_scores(item, reading, limits); }
    Result<void> operator()(const TimeReading& reading) const {
        constexpr std::int64_t kDayMs = 24 * 60 * 60'000;
        const bool fits = item.kind() == ItemKind::overtime && reading.over_ms >= 0 && reading.over_ms <= kDayMs;
        return fits ? success() : Result<void>(misfit(item, "overtime"));
    }
};

Result<void> check_instrument(std::int64_t value, const Quantity& quantity, const ReadingContext& context) {
    const Instrument& instrument = *context.instrument;
    if (context.now_ms > instrument.valid_to_ms) return error(codes::gauge_expired, instrument.number);
    if (value < instrument.minimum || value > instrument.maximum)
        return error(codes::reading_out_of_range, value_text(value, quantity) + " " + instrument.id);
    if (value % instrument.resolution != 0) return error(codes::reading_too_fine, value_text(value, quantity) + " " + instrument.id);
    return success();
}

} // namespace

Result<std::int64_t> parse_reading(std::string_view text, const Quantity& quantity, const ReadingContext& context) {
    text = trim(text);
    if (text.size() > kReadingTextMax || !is_utf8(text)) return error(codes::reading_malformed);
    if (text.find(',') != text.npos || text.find(kWideComma) != text.npos) return error(codes::reading_comma, std::string(text));
    const auto end = std::find_if_not(text.begin(), text.end(), is_number_char);
    const std::string_view number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    const std::string_view unit = trim(text.substr(number.size()));
    if (number.empty()) return error(codes::reading_malformed, std::string(text));
    if (!unit.empty() && unit != quantity.unit) return error(codes::reading_unit, std::string(unit) + ", " + quantity.unit);
    const auto value = parse_decimal(number, kPlacesMax);
    if (!value) return error(codes::reading_malformed, std::string(text));
    const std::size_t point = number.find('.');
    const std::size_t decimals = point == number.npos ? 0 : number.size() - point - 1;
    if (decimals > static_cast<std::size_t>(quantity.places)) return error(codes::reading_too_fine, std::string(text));
    const std::int64_t counted = parse_decimal(number, quantity.places).value();
    if (counted > kValueMax || counted < -kValueMax) return error(codes::reading_out_of_range, std::string(text));
    if (context.instrument != nullptr) TRY(check_instrument(counted, quantity, context));
    return counted;
}

std::string value_text(std::int64_t value, const Quantity& quantity) {
    return decimal_text(value, quantity.places);
}

std::int64_t doubled_value(const Measured& measured) {
    const std::int64_t reference = measured.references.empty() ? 0 : doubled_median(measured.references);
    return doubled_median(measured.readings) - reference;
}

bool readings_agree(const Quantity& quantity, const Agreement& agreement, std::int64_t a, std::int64_t b) {
    const std::int64_t apart = a > b ? a - b : b - a;
    if (apart <= agreement.least) return true;
    const bool banded = agreement.share > 0 && quantity.lower && quantity.upper;
    return banded && apart * agreement.share <= *quantity.upper - *quantity.lower;
}

Result<void> check_entry(const ScoreItem& item, const RowEntry& entry, const SheetLimits& limits) {
    if (!all_known(entry.zero_when, item.zero_when)) return misfit(item, "zero_when");
    switch (entry.state) {
    case RowState::unseen:
    case RowState::not_done: return success();
    case RowState::not_applicable: return item.not_applicable ? success() : Result<void>(error(codes::not_applicable_refused, item.id));
    case RowState::scored: break;
    }
    return std::visit(ReadingCheck{item, limits}, entry.reading);
}

} // namespace kaogong::practical
