#include "kiosk/app/marking/row_control.h"

#include "kiosk/ui/strings.h"

namespace kaogong::kiosk::app {
namespace {

using model::Mark;
using practical::ScoreItem;

constexpr int kGradesShown = 2; // the last choice is "this many or more"

template <typename Reading> const Reading* reading_of(const Own& own) {
    return own.scored() ? std::get_if<Reading>(&own.entry->reading) : nullptr;
}

std::vector<model::TickView> tick_views(const MarkingSources& sources, const std::vector<practical::Tick>& ticks, const Own& own) {
    const auto* reading = reading_of<practical::TickReading>(own);
    std::vector<model::TickView> views;
    for (const practical::Tick& tick : ticks) {
        model::TickView view{tick.id, tick.text.in(sources.language), Mark::unseen};
        if (own.draft != nullptr && own.draft->ticks.contains(tick.id))
            view.mark = own.draft->ticks.at(tick.id);
        else if (reading != nullptr)
            view.mark = contains(reading->missed, tick.id) ? Mark::bad : Mark::good;
        views.push_back(std::move(view));
    }
    return views;
}

// "次" of a rule that says 每次, "处" of one that says 每处: the counter speaks as the sheet does.
std::string what_is_counted(Language language, const ScoreItem& item, bool achieved) {
    if (achieved) return std::string(ui::sentence_of(language, ui::Key::ex_count_achieved));
    const bool times = item.words.in(Language::zh_cn).find("每次") != std::string::npos;
    return std::string(ui::sentence_of(language, times ? ui::Key::ex_count_times : ui::Key::ex_count_faults));
}

class ControlMaker {
  public:
    ControlMaker(const MarkingSources& sources, const Station& station, const ScoreItem& item, const Own& own)
        : sources_(sources), station_(station), item_(item), own_(own) {}

    model::RowControl operator()(const practical::StrictRule& rule) const {
        return model::TicksControl{tick_views(sources_, rule.ticks, own_)};
    }
    model::RowControl operator()(const practical::CheckRule& rule) const {
        return model::TicksControl{tick_views(sources_, rule.ticks, own_)};
    }
    model::RowControl operator()(const practical::PerStepRule&) const { return readings(); }
    model::RowControl operator()(const practical::LimitZeroRule&) const { return readings(); }
    model::RowControl operator()(const practical::MeasureStrictRule&) const { return readings(); }
    model::RowControl operator()(const practical::MeasureStepRule&) const { return readings(); }
    model::RowControl operator()(const practical::GroupedCountRule&) const { return counter(0, false); }
    model::RowControl operator()(const practical::OffTotalRule&) const { return counter(0, false); }
    model::RowControl operator()(const practical::CountRule& rule) const {
        if (rule.along) return readings();
        return counter(rule.of, rule.counting == practical::Counting::achieved);
    }
    model::RowControl operator()(const practical::SampledRule& rule) const {
        return rule.quantities.empty() ? places(rule.places) : readings();
    }
    model::RowControl operator()(const practical::GradeRule& rule) const {
        model::GradeControl control{.down = {}, .down_max = kGradesShown};
        if (own_.draft != nullptr)
            control.down = own_.draft->down;
        else if (const auto* reading = reading_of<practical::GradeReading>(own_))
            control.down.assign(reading->down.begin(), reading->down.end());
        // A drawing decides how many surfaces there are: one more is always offered.
        const std::size_t wanted = rule.surfaces > 0 ? static_cast<std::size_t>(rule.surfaces) : control.down.size() + 1;
        control.down.resize(std::max(wanted, control.down.size()));
        return control;
    }
    model::RowControl operator()(const practical::BandRule& rule) const {
        if (rule.quantity) return readings();
        model::BandControl control;
        const auto* reading = reading_of<practical::BandReading>(own_);
        for (const practical::Band& band : rule.bands) {
            if (reading != nullptr && reading->band == band.id) control.chosen = control.bands.size();
            control.bands.push_back({band.id, band.name.in(sources_.language), static_cast<int>(band.points)});
        }
        return control;
    }
    model::RowControl operator()(const practical::JudgementRule& rule) const {
        model::JudgementControl control;
        for (std::size_t i = 0; i < rule.descriptors.size(); ++i) control.descriptors[i] = rule.descriptors[i].in(sources_.language);
        if (const auto* reading = reading_of<practical::JudgeReading>(own_); reading != nullptr && !reading->scores.empty())
            control.level = reading->scores.front();
        return control;
    }
    model::RowControl operator()(const practical::StepRule& rule) const {
        model::StepsControl control;
        const auto* reading = reading_of<practical::StepReading>(own_);
        int latest = 0; // of the steps that should have come before
        for (const practical::Tick& step : rule.steps) {
            model::StepView view{step.id, step.text.in(sources_.language), 0, false};
            if (reading != nullptr) {
                const auto done = std::find(reading->done.begin(), reading->done.end(), step.id);
                if (done != reading->done.end()) view.order = static_cast<int>(done - reading->done.begin()) + 1;
            }
            view.wrong = view.order > 0 && view.order < latest;
            latest = std::max(latest, view.order);
            control.steps.push_back(std::move(view));
        }
        return control;
    }
    model::RowControl operator()(const practical::OvertimeRule&) const {
        const practical::ScoringState& state = station_.state;
        if (state.hand_in || state.end || state.stage == practical::ScoringStage::booked) return model::OvertimeControl{state.overtime_ms};
        const auto over = practical::overtime_ms(state.clock, sources_.marking.now());
        return model::OvertimeControl{over ? *over : 0};
    }

  private:
    model::RowControl counter(int most, bool achieved) const {
        model::CounterControl control{.count = 0, .most = most, .what = {}, .achieved = achieved};
        if (const auto* reading = reading_of<practical::CountReading>(own_)) control.count = static_cast<int>(reading->count);
        control.what = what_is_counted(sources_.language, item_, achieved);
        return control;
    }
    model::RowControl places(int count) const {
        model::PlacesControl control{std::vector<Mark>(static_cast<std::size_t>(count), Mark::unseen)};
        if (own_.draft != nullptr && !own_.draft->places.empty()) {
            control.places = own_.draft->places;
            return control;
        }
        // After a restart the entry says how many were bad and no longer which: the bad ones are shown last.
        const auto* reading = reading_of<practical::CountReading>(own_);
        if (reading == nullptr) return control;
        for (std::size_t i = 0; i < control.places.size(); ++i)
            control.places[i] = i + static_cast<std::size_t>(reading->count) < control.places.size() ? Mark::good : Mark::bad;
        return control;
    }
    model::RowControl readings() const;
    model::ReadingFieldView field(const practical::Quantity& quantity, std::size_t index, bool reference) const;
    std::optional<std::int64_t> recorded(std::size_t quantity, bool reference) const;

    const MarkingSources& sources_;
    const Station& station_;
    const ScoreItem& item_;
    const Own& own_;
};

std::optional<std::int64_t> ControlMaker::recorded(std::size_t quantity, bool reference) const {
    const auto* reading = reading_of<practical::MeasureReading>(own_);
    if (reading == nullptr || quantity >= reading->values.size()) return std::nullopt;
    const std::vector<std::int64_t>& values = reference ? reading->values[quantity].references : reading->values[quantity].readings;
    return values.empty() ? std::nullopt : std::optional(values.front());
}

model::ReadingFieldView ControlMaker::field(const practical::Quantity& quantity, std::size_t index, bool reference) const {
    model::ReadingFieldView view;
    view.name = quantity.name.in(sources_.language);
    if (reference) view.name = ui::sentence_of(sources_.language, ui::Key::ex_reference_of, {ui::place("name", view.name)});
    view.unit = quantity.unit;
    if (!reference && !quantity.referenced && (quantity.lower || quantity.upper)) {
        model::ToleranceView tolerance;
        tolerance.lower = quantity.lower;
        tolerance.upper = quantity.upper;
        if (quantity.lower) tolerance.lower_text = practical::value_text(*quantity.lower, quantity);
        if (quantity.upper) tolerance.upper_text = practical::value_text(*quantity.upper, quantity);
        view.tolerance = std::move(tolerance);
    }
    const std::optional<std::int64_t> value = recorded(index, reference);
    if (own_.draft == nullptr && value) view.typed = practical::value_text(*value, quantity);
    return view;
}

model::RowControl ControlMaker::readings() const {
    model::ReadingControl control;
    const practical::Instrument* instrument = station_.state.rules->sheet.find_instrument(item_.instrument);
    const std::int64_t now_ms = sources_.marking.now().wall_ms;
    const std::vector<practical::Quantity> quantities = practical::quantities_of(item_);
    std::vector<const practical::Quantity*> of_field;
    for (std::size_t i = 0; i < quantities.size(); ++i) {
        control.fields.push_back(field(quantities[i], i, false));
        of_field.push_back(&quantities[i]);
        if (!quantities[i].referenced) continue;
        control.fields.push_back(field(quantities[i], i, true));
        of_field.push_back(&quantities[i]);
    }
    control.can_record = own_.draft != nullptr;
    for (std::size_t i = 0; i < control.fields.size(); ++i) {
        model::ReadingFieldView& view = control.fields[i];
        const practical::Quantity& quantity = *of_field[i];
        control.negative_possible = control.negative_possible || !quantity.lower || *quantity.lower < 0;
        if (own_.draft != nullptr && i < own_.draft->typed.size()) view.typed = own_.draft->typed[i];
        if (view.typed.empty()) {
            control.can_record = false;
            continue;
        }
        const auto parsed = practical::parse_reading(view.typed, quantity, {.instrument = instrument, .now_ms = now_ms});
        if (!parsed) {
            control.can_record = false;
            if (i == station_.active_field || !control.refused) control.refused = parsed.code();
            continue;
        }
        if (view.tolerance) {
            view.tolerance->value = *parsed;
            view.out = (quantity.lower && *parsed < *quantity.lower) || (quantity.upper && *parsed > *quantity.upper);
        }
    }
    if (instrument != nullptr) {
        model::InstrumentView gauge;
        gauge.name = instrument->name.in(sources_.language);
        gauge.number = instrument->number;
        gauge.expired = instrument->valid_to_ms != 0 && now_ms > instrument->valid_to_ms;
        constexpr std::size_t kDateLength = 10;
        const int offset_minutes = sources_.marking.content()->part.spec.utc_offset_minutes;
        if (instrument->valid_to_ms != 0) gauge.valid_to = iso_text(instrument->valid_to_ms, offset_minutes).substr(0, kDateLength);
        control.instrument = std::move(gauge);
    }
    return control;
}

} // namespace

model::RowControl control_view(const MarkingSources& sources, const Station& station, const ScoreItem& item, const Own& own) {
    return std::visit(ControlMaker(sources, station, item, own), item.rule);
}

std::vector<model::TickView> condition_views(const MarkingSources& sources, const ScoreItem& item, const Own& own) {
    std::vector<model::TickView> views;
    for (const practical::Tick& tick : item.zero_when) {
        model::TickView view{tick.id, tick.text.in(sources.language), Mark::unseen};
        if (own.draft != nullptr && own.draft->ticks.contains(tick.id))
            view.mark = own.draft->ticks.at(tick.id);
        else if (own.scored())
            view.mark = contains(own.entry->zero_when, tick.id) ? Mark::bad : Mark::good;
        views.push_back(std::move(view));
    }
    return views;
}

} // namespace kaogong::kiosk::app
