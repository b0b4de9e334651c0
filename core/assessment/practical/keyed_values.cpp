#include "core/assessment/practical/keyed_values.h"

#include "core/base/codes/practical.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

constexpr std::int64_t kGradesMax = 9;
constexpr std::int64_t kListMax = 99;

// "2.5" as 2 and 5.
Result<std::vector<std::int64_t>> numbers(const std::string& text, std::int64_t most, const std::string& row) {
    std::vector<std::int64_t> made;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t to = std::min(text.find('.', from), text.size());
        const auto number = parse_integer(std::string_view(text).substr(from, to - from), {0, most});
        if (!number) return error(codes::reading_misfits, row);
        made.push_back(*number);
        from = to + 1;
    }
    return made;
}

// The ids of the things numbered; "0" is none of them.
Result<std::vector<std::string>> chosen(const std::string& text, const std::vector<Tick>& ticks, const std::string& row) {
    std::vector<std::string> ids;
    if (text == "0") return ids;
    for (const std::int64_t number : TRY(numbers(text, kListMax, row))) {
        if (number < 1 || number > static_cast<std::int64_t>(ticks.size())) return error(codes::reading_misfits, row);
        const std::string& id = ticks[static_cast<std::size_t>(number) - 1].id;
        if (std::find(ids.begin(), ids.end(), id) != ids.end()) return error(codes::reading_misfits, row);
        ids.push_back(id);
    }
    return ids;
}

std::string text_of(const std::vector<std::string>& ids, const std::vector<Tick>& ticks) {
    std::string text;
    for (const std::string& id : ids) {
        const auto tick = std::find_if(ticks.begin(), ticks.end(), [&](const Tick& each) { return each.id == id; });
        text += (text.empty() ? "" : ".") + std::to_string(tick - ticks.begin() + 1);
    }
    return text.empty() ? "0" : text;
}

Result<std::int64_t> number(const std::string& text, std::int64_t least, std::int64_t most, const std::string& row) {
    const auto parsed = parse_integer(text, {least, most});
    return parsed ? *parsed : Result<std::int64_t>(error(codes::reading_misfits, row));
}

// ---- readings, both ways

class Parse {
  public:
    Parse(const ScoreItem& item, const std::vector<std::string>& values, const KeyedContext& context)
        : item_(item), values_(values), context_(context) {}

    Result<Reading> operator()(const StrictRule& rule) const { return missed(rule.ticks); }
    Result<Reading> operator()(const CheckRule& rule) const { return missed(rule.ticks); }
    Result<Reading> operator()(const StepRule& rule) const {
        auto done = TRY(chosen(values_[0], rule.steps, item_.id));
        return Reading(StepReading{std::move(done)});
    }
    Result<Reading> operator()(const BandRule& rule) const {
        if (rule.quantity) return readings();
        const auto place = TRY(number(values_[0], 1, static_cast<std::int64_t>(rule.bands.size()), item_.id));
        return Reading(BandReading{rule.bands[static_cast<std::size_t>(place) - 1].id});
    }
    Result<Reading> operator()(const GradeRule& rule) const {
        GradeReading reading;
        if (rule.surfaces == 0)
            for (const std::int64_t down : TRY(numbers(values_[0], kGradesMax, item_.id))) reading.down.push_back(static_cast<int>(down));
        for (int i = 0; i < rule.surfaces; ++i)
            reading.down.push_back(static_cast<int>(TRY(number(values_[static_cast<std::size_t>(i)], 0, kGradesMax, item_.id))));
        return Reading(std::move(reading));
    }
    Result<Reading> operator()(const JudgementRule&) const {
        JudgeReading reading;
        for (std::size_t i = 0; i < context_.judges; ++i)
            reading.scores.push_back(static_cast<int>(TRY(number(values_[i], 0, kJudgementMax, item_.id))));
        return Reading(std::move(reading));
    }
    template <typename Rule> Result<Reading> operator()(const Rule&) const {
        if (!quantities_of(item_).empty()) return readings();
        const auto count = TRY(number(values_[0], 0, kCountMax, item_.id));
        return Reading(CountReading{count});
    }

  private:
    Result<Reading> missed(const std::vector<Tick>& ticks) const {
        auto ids = TRY(chosen(values_[0], ticks, item_.id));
        return Reading(TickReading{std::move(ids)});
    }
    Result<Reading> readings() const {
        MeasureReading reading;
        std::size_t field = 0;
        for (const Quantity& quantity : quantities_of(item_)) {
            Measured measured;
            measured.readings.push_back(TRY(parse_reading(values_[field++], quantity, context_.reading)));
            if (quantity.referenced) measured.references.push_back(TRY(parse_reading(values_[field++], quantity, context_.reading)));
            reading.values.push_back(std::move(measured));
        }
        return Reading(std::move(reading));
    }

    const ScoreItem& item_;
    const std::vector<std::string>& values_;
    const KeyedContext& context_;
};

class Show {
  public:
    explicit Show(const ScoreItem& item) : item_(item) {}

    std::vector<std::string> operator()(const MeasureReading& reading) const {
        std::vector<std::string> values;
        const auto quantities = quantities_of(item_);
        for (std::size_t i = 0; i < std::min(quantities.size(), reading.values.size()); ++i) {
            // A paper has one reading; of several the first is what would stand there.
            values.push_back(value_text(reading.values[i].readings.front(), quantities[i]));
            if (quantities[i].referenced) values.push_back(value_text(reading.values[i].references.front(), quantities[i]));
        }
        return values;
    }
    std::vector<std::string> operator()(const CountReading& reading) const { return {std::to_string(reading.count)}; }
    std::vector<std::string> operator()(const TickReading& reading) const {
        if (const auto* strict = std::get_if<StrictRule>(&item_.rule)) return {text_of(reading.missed, strict->ticks)};
        if (const auto* check = std::get_if<CheckRule>(&item_.rule)) return {text_of(reading.missed, check->ticks)};
        return {};
    }
    std::vector<std::string> operator()(const StepReading& reading) const {
        const auto* rule = std::get_if<StepRule>(&item_.rule);
        return rule == nullptr ? std::vector<std::string>{} : std::vector{text_of(reading.done, rule->steps)};
    }
    std::vector<std::string> operator()(const GradeReading& reading) const {
        const auto* rule = std::get_if<GradeRule>(&item_.rule);
        std::vector<std::string> values;
        for (const int down : reading.down) values.push_back(std::to_string(down));
        if (rule == nullptr || rule->surfaces > 0) return values;
        std::string all;
        for (const std::string& value : values) all += (all.empty() ? "" : ".") + value;
        return {all};
    }
    std::vector<std::string> operator()(const BandReading& reading) const {
        const auto* rule = std::get_if<BandRule>(&item_.rule);
        for (std::size_t i = 0; rule != nullptr && i < rule->bands.size(); ++i)
            if (rule->bands[i].id == reading.band) return {std::to_string(i + 1)};
        return {};
    }
    std::vector<std::string> operator()(const JudgeReading& reading) const {
        std::vector<std::string> values;
        for (const int score : reading.scores) values.push_back(std::to_string(score));
        return values;
    }
    std::vector<std::string> operator()(const TimeReading&) const { return {}; } // that row is not keyed

  private:
    const ScoreItem& item_;
};

// How many values the rule takes, without the conditions.
struct Values {
    const ScoreItem& item;
    const KeyedContext& context;

    std::size_t operator()(const GradeRule& rule) const { return rule.surfaces == 0 ? 1 : static_cast<std::size_t>(rule.surfaces); }
    std::size_t operator()(const JudgementRule&) const { return context.judges; }
    template <typename Rule> std::size_t operator()(const Rule&) const {
        std::size_t fields = 0;
        for (const Quantity& quantity : quantities_of(item)) fields += quantity.referenced ? 2 : 1;
        return std::max<std::size_t>(fields, 1);
    }
};

} // namespace

Result<RowEntry> parse_keyed(const ScoreItem& item, const std::vector<std::string>& values, const KeyedContext& context) {
    const std::size_t wanted = std::visit(Values{item, context}, item.rule) + (item.zero_when.empty() ? 0 : 1);
    if (values.size() != wanted) return error(codes::reading_misfits, item.id);
    RowEntry entry;
    entry.state = RowState::scored;
    entry.reading = TRY(std::visit(Parse(item, values, context), item.rule));
    if (!item.zero_when.empty()) entry.zero_when = TRY(chosen(values.back(), item.zero_when, item.id));
    return entry;
}

std::vector<std::string> keyed_values(const ScoreItem& item, const RowEntry& entry) {
    if (entry.state != RowState::scored) return {};
    std::vector<std::string> values = std::visit(Show(item), entry.reading);
    if (!item.zero_when.empty()) values.push_back(text_of(entry.zero_when, item.zero_when));
    return values;
}

Result<std::int64_t> parse_keyed_number(const std::string& text, std::int64_t most, const std::string& row) {
    return number(text, 0, most, row);
}

} // namespace kaogong::practical
