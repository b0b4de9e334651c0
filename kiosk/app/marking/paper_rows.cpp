#include "kiosk/app/marking/paper_rows.h"

#include "core/assessment/practical/keyed_values.h"
#include "core/base/codes/practical.h"
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
    const practical::ReadingContext reading{.instrument = paper.rules.sheet.find_instrument(item.instrument), .now_ms = paper.day_ms};
    return practical::parse_keyed(item, keyed.values, {.judges = paper.rules.panel.size(), .reading = reading});
}

void show_entry(const ScoreItem& item, const RowEntry& entry, model::KeyedRow& row) {
    switch (entry.state) {
    case practical::RowState::unseen: return;
    case practical::RowState::not_done: row.state = model::KeyedState::not_done; return;
    case practical::RowState::not_applicable: row.state = model::KeyedState::not_applicable; return;
    case practical::RowState::scored: break;
    }
    row.state = model::KeyedState::keyed;
    const std::vector<std::string> values = practical::keyed_values(item, entry);
    for (std::size_t i = 0; i < std::min(values.size(), row.fields.size()); ++i) row.fields[i].value = values[i];
}

// ---- times

Result<std::int64_t> minutes_of_day(const std::string& text) {
    const auto digits = TRY(practical::parse_keyed_number(text, 2'359, std::string(practical::kTimesRow)));
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
    const auto credit = TRY(practical::parse_keyed_number(values[2], practical::kPaperTimeMaxMs / kMinuteMs, std::string(practical::kTimesRow)));
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
    return PaperValue(static_cast<int>(TRY(practical::parse_keyed_number(keyed.values[0], practical::kOccurrencesMax, keyed.row))));
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
