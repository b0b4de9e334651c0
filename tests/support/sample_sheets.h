// The sample score sheets, and the readings of somebody who did everything right.
#pragma once

#include "core/assessment/practical/score_sheet.h"
#include "core/base/file.h"

namespace kaogong::test {

inline constexpr const char* kSampleSheets[] = {"electrician-l4", "lathe-l4", "care-l4", "welder-l4"};

inline Path sample_sheet_path(const std::string& name) {
    return Path(KAOGONG_SOURCE_DIR) / "assets" / "samples" / name / "operation.sheet.toml";
}

namespace full {

using namespace practical;

inline std::int64_t good_value(const Quantity& quantity) {
    if (quantity.referenced) return 0;
    if (quantity.lower && quantity.upper) return (*quantity.lower + *quantity.upper) / 2;
    return quantity.lower ? *quantity.lower : 0;
}

struct Visitor {
    const ScoreItem& item;
    Reading operator()(const StrictRule&) const { return TickReading{}; }
    Reading operator()(const CheckRule&) const { return TickReading{}; }
    Reading operator()(const GradeRule& rule) const { return GradeReading{std::vector<int>(static_cast<std::size_t>(rule.surfaces), 0)}; }
    Reading operator()(const CountRule& rule) const {
        if (rule.along) return measured();
        return CountReading{rule.counting == Counting::achieved ? rule.of : 0};
    }
    Reading operator()(const SampledRule& rule) const { return rule.quantities.empty() ? Reading{CountReading{}} : measured(); }
    Reading operator()(const GroupedCountRule&) const { return CountReading{}; }
    Reading operator()(const OffTotalRule&) const { return CountReading{}; }
    Reading operator()(const OvertimeRule&) const { return TimeReading{}; }
    Reading operator()(const JudgementRule&) const { return JudgeReading{{3, 3, 3}, {}}; }
    Reading operator()(const StepRule& rule) const {
        StepReading reading;
        for (const Tick& step : rule.steps) reading.done.push_back(step.id);
        return reading;
    }
    Reading operator()(const BandRule& rule) const {
        const Band& band = rule.bands.front();
        if (!rule.quantity) return BandReading{band.id};
        return MeasureReading{{Measured{{(band.lower.value_or(*band.upper) + band.upper.value_or(*band.lower)) / 2}, {}}}};
    }
    template <typename Rule> Reading operator()(const Rule&) const { return measured(); }

    Reading measured() const {
        MeasureReading reading;
        for (const Quantity& quantity : quantities_of(item)) {
            Measured value{{good_value(quantity)}, {}};
            if (quantity.referenced) value.references.push_back(0);
            reading.values.push_back(std::move(value));
        }
        return reading;
    }
};

} // namespace full

inline practical::RowEntry full_row(const practical::ScoreItem& item) {
    return {.state = practical::RowState::scored, .reading = std::visit(full::Visitor{item}, item.rule), .zero_when = {}};
}

inline practical::SheetEntries full_marks(const practical::ScoreSheet& sheet) {
    practical::SheetEntries entries;
    for (const practical::ScoreItem& item : sheet.items) entries.rows[item.id] = full_row(item);
    return entries;
}

} // namespace kaogong::test
