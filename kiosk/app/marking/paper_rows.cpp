#include "kiosk/app/marking/paper_rows.h"

#include "core/base/codes/practical.h"
#include "core/base/text.h"
#include "kiosk/ui/strings.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using model::KeyedField;
using model::KeyedMeaning;
using practical::RowEntry;
using practical::ScoreItem;
using practical::Tick;
using ui::Key;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;
constexpr std::int64_t kHourMinutes = 60;
constexpr std::int64_t kDigitsOfHour = 100; // 0835 is 8 hours and 35 minutes
constexpr std::int64_t kGradesMax = 9;
constexpr std::int64_t kListMax = 99;

std::string say(const Paper& paper, Key key) {
    return std::string(ui::sentence_of(paper.language, key));
}

std::vector<std::string> texts_of(const Paper& paper, const std::vector<Tick>& ticks) {
    std::vector<std::string> texts;
    for (const Tick& tick : ticks) texts.push_back(tick.text.in(paper.language));
    return texts;
}

// ---- fields

class Fields {
  public:
    Fields(const Paper& paper, const ScoreItem& item) : paper_(paper), item_(item) {}

    std::vector<KeyedField> operator()(const practical::StrictRule& rule) const { return ticks(rule.ticks); }
    std::vector<KeyedField> operator()(const practical::CheckRule& rule) const { return ticks(rule.ticks); }
    std::vector<KeyedField> operator()(const practical::StepRule& rule) const {
        return {{.meaning = KeyedMeaning::order, .choices = texts_of(paper_, rule.steps)}};
    }
    std::vector<KeyedField> operator()(const practical::BandRule& rule) const {
        if (rule.quantity) return readings();
        KeyedField field{.meaning = KeyedMeaning::choice};
        for (const practical::Band& band : rule.bands) field.choices.push_back(band.name.in(paper_.language));
        return {field};
    }
    std::vector<KeyedField> operator()(const practical::GradeRule& rule) const {
        if (rule.surfaces == 0) return {{.meaning = KeyedMeaning::downs}};
        std::vector<KeyedField> fields;
        for (int i = 1; i <= rule.surfaces; ++i)
            fields.push_back({.name = ui::sentence_of(paper_.language, Key::ex_surface, {ui::place("n", i)}), .meaning = KeyedMeaning::down});
        return fields;
    }
    std::vector<KeyedField> operator()(const practical::JudgementRule&) const {
        std::vector<KeyedField> fields;
        for (const practical::PanelMember& member : paper_.rules.panel)
            fields.push_back({.name = paper_.content.name_of(member.examiner), .meaning = KeyedMeaning::level});
        return fields;
    }
    template <typename Rule> std::vector<KeyedField> operator()(const Rule&) const {
        return practical::quantities_of(item_).empty() ? std::vector<KeyedField>{KeyedField{}} : readings();
    }

  private:
    std::vector<KeyedField> ticks(const std::vector<Tick>& ticks) const {
        return {{.meaning = KeyedMeaning::missed, .choices = texts_of(paper_, ticks)}};
    }
    std::vector<KeyedField> readings() const {
        std::vector<KeyedField> fields;
        for (const practical::Quantity& quantity : practical::quantities_of(item_)) {
            KeyedField field{.name = quantity.name.in(paper_.language), .unit = quantity.unit, .meaning = KeyedMeaning::reading};
            fields.push_back(field);
            if (!quantity.referenced) continue;
            field.name = ui::sentence_of(paper_.language, Key::ex_reference_of, {ui::place("name", field.name)});
            fields.push_back(field);
        }
        return fields;
    }

    const Paper& paper_;
    const ScoreItem& item_;
};

std::vector<KeyedField> fields_of(const Paper& paper, const ScoreItem& item) {
    std::vector<KeyedField> fields = std::visit(Fields(paper, item), item.rule);
    if (item.zero_when.empty()) return fields;
    fields.push_back({.name = say(paper, Key::ex_keyed_conditions), .meaning = KeyedMeaning::holds, .choices = texts_of(paper, item.zero_when)});
    return fields;
}

model::KeyedRow row_of(const Paper& paper, const ScoreItem& item) {
    const auto quantities = practical::quantities_of(item);
    model::KeyedRow row;
    row.id = item.id;
    row.name = item.name.in(paper.language);
    row.points_max = static_cast<int>(item.points_max);
    row.fields = fields_of(paper, item);
    row.negative_possible =
        std::any_of(quantities.begin(), quantities.end(), [](const auto& each) { return !each.lower || *each.lower < 0; });
    row.may_be_not_applicable = item.not_applicable.has_value();
    return row;
}

model::KeyedRow times_row(const Paper& paper) {
    model::KeyedRow row;
    row.id = practical::kTimesRow;
    row.name = say(paper, Key::ex_keyed_times);
    row.numbered = false;
    row.may_be_not_done = false;
    row.fields = {{.name = say(paper, Key::ex_keyed_start), .meaning = KeyedMeaning::time},
                  {.name = say(paper, Key::ex_keyed_end), .meaning = KeyedMeaning::time},
                  {.name = say(paper, Key::ex_keyed_credit), .unit = "min", .meaning = KeyedMeaning::minutes}};
    return row;
}

// ---- numbers

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

// ---- readings of rows, both ways

class Parse {
  public:
    Parse(const Paper& paper, const ScoreItem& item, const std::vector<std::string>& values) : paper_(paper), item_(item), values_(values) {}

    Result<practical::Reading> operator()(const practical::StrictRule& rule) const { return missed(rule.ticks); }
    Result<practical::Reading> operator()(const practical::CheckRule& rule) const { return missed(rule.ticks); }
    Result<practical::Reading> operator()(const practical::StepRule& rule) const {
        auto done = TRY(chosen(values_[0], rule.steps, item_.id));
        return practical::Reading(practical::StepReading{std::move(done)});
    }
    Result<practical::Reading> operator()(const practical::BandRule& rule) const {
        if (rule.quantity) return readings();
        const auto place = TRY(number(values_[0], 1, static_cast<std::int64_t>(rule.bands.size()), item_.id));
        return practical::Reading(practical::BandReading{rule.bands[static_cast<std::size_t>(place) - 1].id});
    }
    Result<practical::Reading> operator()(const practical::GradeRule& rule) const {
        practical::GradeReading reading;
        if (rule.surfaces == 0)
            for (const std::int64_t down : TRY(numbers(values_[0], kGradesMax, item_.id))) reading.down.push_back(static_cast<int>(down));
        for (int i = 0; i < rule.surfaces; ++i)
            reading.down.push_back(static_cast<int>(TRY(number(values_[static_cast<std::size_t>(i)], 0, kGradesMax, item_.id))));
        return practical::Reading(std::move(reading));
    }
    Result<practical::Reading> operator()(const practical::JudgementRule&) const {
        practical::JudgeReading reading;
        for (std::size_t i = 0; i < paper_.rules.panel.size(); ++i)
            reading.scores.push_back(static_cast<int>(TRY(number(values_[i], 0, practical::kJudgementMax, item_.id))));
        return practical::Reading(std::move(reading));
    }
    template <typename Rule> Result<practical::Reading> operator()(const Rule&) const {
        if (!practical::quantities_of(item_).empty()) return readings();
        const auto count = TRY(number(values_[0], 0, practical::kCountMax, item_.id));
        return practical::Reading(practical::CountReading{count});
    }

  private:
    Result<practical::Reading> missed(const std::vector<Tick>& ticks) const {
        auto ids = TRY(chosen(values_[0], ticks, item_.id));
        return practical::Reading(practical::TickReading{std::move(ids)});
    }
    Result<practical::Reading> readings() const {
        const practical::ReadingContext context{.instrument = paper_.rules.sheet.find_instrument(item_.instrument), .now_ms = paper_.day_ms};
        practical::MeasureReading reading;
        std::size_t field = 0;
        for (const practical::Quantity& quantity : practical::quantities_of(item_)) {
            practical::Measured measured;
            measured.readings.push_back(TRY(practical::parse_reading(values_[field++], quantity, context)));
            if (quantity.referenced) measured.references.push_back(TRY(practical::parse_reading(values_[field++], quantity, context)));
            reading.values.push_back(std::move(measured));
        }
        return practical::Reading(std::move(reading));
    }

    const Paper& paper_;
    const ScoreItem& item_;
    const std::vector<std::string>& values_;
};

class Show {
  public:
    explicit Show(const ScoreItem& item) : item_(item) {}

    std::vector<std::string> operator()(const practical::MeasureReading& reading) const {
        std::vector<std::string> values;
        const auto quantities = practical::quantities_of(item_);
        for (std::size_t i = 0; i < std::min(quantities.size(), reading.values.size()); ++i) {
            for (const std::int64_t value : reading.values[i].readings) values.push_back(practical::value_text(value, quantities[i]));
            for (const std::int64_t value : reading.values[i].references) values.push_back(practical::value_text(value, quantities[i]));
        }
        return values;
    }
    std::vector<std::string> operator()(const practical::CountReading& reading) const { return {std::to_string(reading.count)}; }
    std::vector<std::string> operator()(const practical::TickReading& reading) const {
        if (const auto* strict = std::get_if<practical::StrictRule>(&item_.rule)) return {text_of(reading.missed, strict->ticks)};
        if (const auto* check = std::get_if<practical::CheckRule>(&item_.rule)) return {text_of(reading.missed, check->ticks)};
        return {};
    }
    std::vector<std::string> operator()(const practical::StepReading& reading) const {
        const auto* rule = std::get_if<practical::StepRule>(&item_.rule);
        return rule == nullptr ? std::vector<std::string>{} : std::vector{text_of(reading.done, rule->steps)};
    }
    std::vector<std::string> operator()(const practical::GradeReading& reading) const {
        const auto* rule = std::get_if<practical::GradeRule>(&item_.rule);
        std::vector<std::string> values;
        for (const int down : reading.down) values.push_back(std::to_string(down));
        if (rule == nullptr || rule->surfaces > 0) return values;
        std::string all;
        for (const std::string& value : values) all += (all.empty() ? "" : ".") + value;
        return {all};
    }
    std::vector<std::string> operator()(const practical::BandReading& reading) const {
        const auto* rule = std::get_if<practical::BandRule>(&item_.rule);
        for (std::size_t i = 0; rule != nullptr && i < rule->bands.size(); ++i)
            if (rule->bands[i].id == reading.band) return {std::to_string(i + 1)};
        return {};
    }
    std::vector<std::string> operator()(const practical::JudgeReading& reading) const {
        std::vector<std::string> values;
        for (const int score : reading.scores) values.push_back(std::to_string(score));
        return values;
    }
    std::vector<std::string> operator()(const practical::TimeReading&) const { return {}; } // that row is not keyed

  private:
    const ScoreItem& item_;
};

Result<RowEntry> row_entry(const Paper& paper, const ScoreItem& item, const KeyedValues& keyed) {
    RowEntry entry;
    switch (keyed.state) {
    case model::KeyedState::unseen: return error(codes::reading_misfits, item.id);
    case model::KeyedState::not_done: entry.state = practical::RowState::not_done; return entry;
    case model::KeyedState::not_applicable:
        if (!item.not_applicable) return error(codes::not_applicable_refused, item.id);
        entry.state = practical::RowState::not_applicable;
        return entry;
    case model::KeyedState::keyed: break;
    }
    if (keyed.values.size() != fields_of(paper, item).size()) return error(codes::reading_misfits, item.id);
    entry.state = practical::RowState::scored;
    entry.reading = TRY(std::visit(Parse(paper, item, keyed.values), item.rule));
    if (!item.zero_when.empty()) entry.zero_when = TRY(chosen(keyed.values.back(), item.zero_when, item.id));
    return entry;
}

void show_entry(const ScoreItem& item, const RowEntry& entry, model::KeyedRow& row) {
    switch (entry.state) {
    case practical::RowState::unseen: return;
    case practical::RowState::not_done: row.state = model::KeyedState::not_done; return;
    case practical::RowState::not_applicable: row.state = model::KeyedState::not_applicable; return;
    case practical::RowState::scored: break;
    }
    row.state = model::KeyedState::keyed;
    std::vector<std::string> values = std::visit(Show(item), entry.reading);
    if (!item.zero_when.empty()) values.push_back(text_of(entry.zero_when, item.zero_when));
    for (std::size_t i = 0; i < std::min(values.size(), row.fields.size()); ++i) row.fields[i].value = values[i];
}

// ---- times

Result<std::int64_t> minutes_of_day(const std::string& text) {
    const auto digits = TRY(number(text, 0, 2'359, std::string(practical::kTimesRow)));
    if (text.size() != 4 || digits % kDigitsOfHour >= kHourMinutes) return error(codes::reading_misfits, std::string(practical::kTimesRow));
    return digits / kDigitsOfHour * kHourMinutes + digits % kDigitsOfHour;
}

std::int64_t midnight_ms(const Paper& paper) {
    const std::int64_t offset_ms = paper.content.part.spec.utc_offset_minutes * kMinuteMs;
    const std::int64_t local_ms = paper.day_ms + offset_ms;
    return local_ms - local_ms % kDayMs - offset_ms;
}

Result<practical::PaperTimes> times(const Paper& paper, const std::vector<std::string>& values, std::int64_t now_ms) {
    if (values.size() != 3) return error(codes::reading_misfits, std::string(practical::kTimesRow));
    const auto start = TRY(minutes_of_day(values[0]));
    const auto end = TRY(minutes_of_day(values[1]));
    const auto credit = TRY(number(values[2], 0, practical::kPaperTimeMaxMs / kMinuteMs, std::string(practical::kTimesRow)));
    practical::PaperTimes made;
    made.started_ms = midnight_ms(paper) + start * kMinuteMs;
    made.ended_ms = midnight_ms(paper) + end * kMinuteMs + (end <= start ? kDayMs : 0); // past midnight
    made.credited_ms = credit * kMinuteMs;
    if (made.ended_ms > now_ms) return error(codes::reading_misfits, std::string(practical::kTimesRow));
    return made;
}

std::string four_digits(const Paper& paper, std::int64_t wall_ms) {
    const std::int64_t minutes = (wall_ms - midnight_ms(paper)) / kMinuteMs % (kDayMs / kMinuteMs);
    const std::int64_t digits = minutes / kHourMinutes * kDigitsOfHour + minutes % kHourMinutes;
    const std::string text = std::to_string(digits);
    return std::string(4 - text.size(), '0') + text;
}

void show_times(const Paper& paper, const practical::PaperTimes& times, model::KeyedRow& row) {
    row.state = model::KeyedState::keyed;
    row.fields[0].value = four_digits(paper, times.started_ms);
    row.fields[1].value = four_digits(paper, times.ended_ms);
    row.fields[2].value = std::to_string(times.credited_ms / kMinuteMs);
}

template <typename Found> std::optional<PaperValue> value_at(const Found& found, std::string_view row) {
    const auto at = found.find(row);
    return at == found.end() ? std::nullopt : std::optional<PaperValue>(at->second);
}

template <typename Row, typename Veto, typename Times>
practical::HandEvent event_of(const std::string& row, PaperValue value, const KeyedBy& by) {
    if (auto* times = std::get_if<practical::PaperTimes>(&value)) return Times{by.at, by.who, *times};
    if (const int* occurrences = std::get_if<int>(&value)) return Veto{by.at, by.who, row, *occurrences};
    return Row{by.at, by.who, row, std::get<RowEntry>(std::move(value))};
}

} // namespace

std::vector<model::KeyedRow> paper_rows(const Paper& paper) {
    std::vector<model::KeyedRow> rows;
    for (const std::string& id : practical::paper_order(paper.hand)) {
        if (id == practical::kTimesRow) {
            rows.push_back(times_row(paper));
        } else if (const ScoreItem* item = paper.rules.sheet.find_item(id)) {
            rows.push_back(row_of(paper, *item));
        } else if (const practical::VetoItem* veto = paper.rules.sheet.find_veto(id)) {
            model::KeyedRow row;
            row.id = veto->id;
            row.name = veto->trigger.in(paper.language);
            row.veto = true;
            row.may_be_not_done = false;
            row.fields = {KeyedField{}};
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

void show_value(const Paper& paper, const PaperValue& value, model::KeyedRow& row) {
    if (const auto* times = std::get_if<practical::PaperTimes>(&value)) return show_times(paper, *times, row);
    if (const int* occurrences = std::get_if<int>(&value)) {
        row.state = model::KeyedState::keyed;
        row.fields[0].value = std::to_string(*occurrences);
        return;
    }
    if (const ScoreItem* item = paper.rules.sheet.find_item(row.id)) show_entry(*item, std::get<RowEntry>(value), row);
}

Result<PaperValue> paper_value(const Paper& paper, const KeyedValues& keyed, std::int64_t now_ms) {
    if (keyed.row == practical::kTimesRow) return PaperValue(TRY(times(paper, keyed.values, now_ms)));
    if (const ScoreItem* item = paper.rules.sheet.find_item(keyed.row)) return PaperValue(TRY(row_entry(paper, *item, keyed)));
    if (keyed.values.size() != 1) return error(codes::reading_misfits, keyed.row);
    return PaperValue(static_cast<int>(TRY(number(keyed.values[0], 0, practical::kOccurrencesMax, keyed.row))));
}

std::optional<PaperValue> value_in(const practical::Keying& keying, std::string_view row) {
    if (row == practical::kTimesRow) return keying.times ? std::optional<PaperValue>(*keying.times) : std::nullopt;
    if (auto entry = value_at(keying.rows, row)) return entry;
    return value_at(keying.vetoes, row);
}

std::optional<PaperValue> settled_in(const practical::HandState& hand, std::string_view row) {
    if (row == practical::kTimesRow) return hand.settled_times ? std::optional<PaperValue>(*hand.settled_times) : std::nullopt;
    if (auto entry = value_at(hand.settled, row)) return entry;
    return value_at(hand.settled_vetoes, row);
}

practical::HandEvent keyed_event(const std::string& row, PaperValue value, const KeyedBy& by) {
    return event_of<practical::RowKeyed, practical::VetoKeyed, practical::TimesKeyed>(row, std::move(value), by);
}

practical::HandEvent settled_event(const std::string& row, PaperValue value, const KeyedBy& by) {
    return event_of<practical::RowSettled, practical::VetoSettled, practical::TimesSettled>(row, std::move(value), by);
}

} // namespace kaogong::kiosk::app
