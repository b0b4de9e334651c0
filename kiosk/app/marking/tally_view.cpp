// 核分: the rows with what each earned, so that a second person can add them up; the total that they come to is left out.
#include "kiosk/app/marking/marking_views.h"

#include "core/assessment/practical/exact.h"

namespace kaogong::kiosk::app {
namespace {

// "30 %" where the module's points are weighted; a module whose maximum is its weight simply adds its points.
std::string weight_text(const practical::ScoreSheet& sheet, const practical::TaskModule& module) {
    constexpr std::int64_t kWhole = 10'000; // hundredths of a per cent
    const bool own_points = module.points_max * kWhole == module.weight * sheet.points_max;
    return own_points ? std::string() : practical::points_text(module.weight) + " %";
}

int taken_from_total(const practical::ItemScore& score) {
    return -static_cast<int>(score.points);
}

} // namespace

model::TallyView tally_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    const practical::ScoreSheet& sheet = station.state.rules->sheet;
    model::TallyView view;
    view.whom = whom_text(sources, station);
    const auto score = practical::final_score(station.state);
    if (!score) return view;
    model::TallyModule besides;
    for (const practical::ModuleScore& module : score->sheet.modules) {
        const practical::TaskModule& known = *sheet.find_module(module.id);
        model::TallyModule shown{known.name.in(sources.language), weight_text(sheet, known), {}};
        for (const auto& [row, item_score] : score->sheet.items) {
            const practical::ScoreItem& item = *sheet.find_item(row);
            if (item.module != module.id || practical::lies_outside_sum(item.kind())) continue;
            shown.rows.push_back(
                {row, item.name.in(sources.language), static_cast<int>(item_score.points), static_cast<int>(item_score.points_max)});
        }
        view.modules.push_back(std::move(shown));
    }
    for (const auto& [row, item_score] : score->sheet.items) {
        const practical::ScoreItem& item = *sheet.find_item(row);
        if (practical::lies_outside_sum(item.kind()) && item_score.points != 0)
            besides.rows.push_back({row, item.name.in(sources.language), taken_from_total(item_score), 0});
    }
    // Gates and vetoes say themselves what they take.
    for (const practical::AppliedRule& applied : score->sheet.applied) {
        const bool counts = applied.source == practical::AppliedSource::gate || applied.source == practical::AppliedSource::veto;
        if (counts && applied.points != 0)
            besides.rows.push_back({applied.rule, effects_text(sources, sheet, {applied.effect}), static_cast<int>(applied.points), 0});
    }
    if (score->penalty != 0) besides.rows.push_back({{}, {}, -static_cast<int>(score->penalty), 0});
    if (!besides.rows.empty()) view.modules.push_back(std::move(besides));
    return view;
}

} // namespace kaogong::kiosk::app
