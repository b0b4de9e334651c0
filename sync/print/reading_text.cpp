#include "sync/print/score_record.h"

#include "core/base/text.h"

#include <algorithm>

namespace kaogong::print {
namespace {

using namespace practical;

const std::vector<Tick>* ticks_of(const ScoreItem& item) {
    if (const auto* strict = std::get_if<StrictRule>(&item.rule)) return &strict->ticks;
    if (const auto* check = std::get_if<CheckRule>(&item.rule)) return &check->ticks;
    if (const auto* step = std::get_if<StepRule>(&item.rule)) return &step->steps;
    return nullptr;
}

std::string join(std::string text, const std::string& next, const char* separator) {
    return text.empty() ? next : text + separator + next;
}

struct ReadingText {
    const ScoreItem& item;
    Language language;
    const std::vector<std::string>& whose;

    std::string missing(const std::vector<std::string>& ids) const {
        if (ids.empty()) return "✓";
        std::string text;
        const std::vector<Tick>* ticks = ticks_of(item);
        for (const std::string& id : ids) {
            const auto found = std::find_if(ticks->begin(), ticks->end(), [&](const Tick& tick) { return tick.id == id; });
            text = join(text, "×" + (found == ticks->end() ? id : found->text.in(language)), " ");
        }
        return text;
    }

    std::string operator()(const MeasureReading& reading) const {
        const std::vector<Quantity> quantities = quantities_of(item);
        std::string text;
        for (std::size_t i = 0; i < reading.values.size() && i < quantities.size(); ++i) {
            std::string values;
            for (std::size_t n = 0; n < reading.values[i].readings.size(); ++n) {
                const std::string reader = n < whose.size() ? whose[n] + " " : std::string();
                values = join(values, reader + value_text(reading.values[i].readings[n], quantities[i]), " / ");
            }
            for (const std::int64_t value : reading.values[i].references) values += " (" + value_text(value, quantities[i]) + ")";
            text = join(text, values, "; ");
        }
        return text;
    }
    std::string operator()(const CountReading& reading) const { return std::to_string(reading.count); }
    std::string operator()(const TickReading& reading) const { return missing(reading.missed); }
    std::string operator()(const StepReading& reading) const {
        std::vector<std::string> missed;
        for (const Tick& step : *ticks_of(item))
            if (std::find(reading.done.begin(), reading.done.end(), step.id) == reading.done.end()) missed.push_back(step.id);
        return missing(missed);
    }
    std::string operator()(const GradeReading& reading) const {
        std::string text;
        for (const int down : reading.down) text = join(text, down == 0 ? "✓" : "↓" + std::to_string(down), " ");
        return text;
    }
    std::string operator()(const BandReading& reading) const {
        for (const Band& band : std::get<BandRule>(item.rule).bands)
            if (band.id == reading.band) return band.name.in(language);
        return reading.band;
    }
    std::string operator()(const JudgeReading& reading) const {
        std::string text;
        for (const int score : reading.scores) text = join(text, std::to_string(score), " ");
        if (reading.arbitrated) text += " → " + std::to_string(*reading.arbitrated);
        return text;
    }
    std::string operator()(const TimeReading& reading) const { return duration_text(reading.over_ms); }
};

} // namespace

std::string reading_text(const ScoreItem& item, const RowEntry& entry, Language language, const std::vector<std::string>& whose) {
    return entry.state == RowState::scored ? std::visit(ReadingText{item, language, whose}, entry.reading) : "—";
}

} // namespace kaogong::print
