#include "core/assessment/paper.h"
#include "core/assessment/spread.h"
#include "core/base/codes/assessment.h"

#include <algorithm>
#include <set>

namespace kaogong::assessment {
namespace {

struct Tally {
    std::vector<std::int64_t> types; // in the spec's order
    std::vector<std::int64_t> areas;
    std::array<std::int64_t, 3> importance{};
    std::array<std::int64_t, 5> difficulty{};
    Points points = 0;
};

Result<void> count(const TheoryPlan& plan, const ItemPool& pool, const PaperItem& place, Tally& tally) {
    const Item* item = pool.find(place.item);
    if (item == nullptr) return error(codes::item_unknown, place.item);
    const auto type =
        std::find_if(plan.item_types.begin(), plan.item_types.end(), [&](const ItemTypePlan& t) { return t.type == place.type; });
    const auto area = std::find_if(plan.areas.begin(), plan.areas.end(), [&](const AreaPlan& a) { return a.id == place.area; });
    const bool as_item = item->type == place.type && item->area == place.area && item->stimulus == place.stimulus;
    if (!as_item || type == plan.item_types.end() || area == plan.areas.end() || place.points != type->points_each)
        return error(codes::paper_misfits, place.item);
    ++tally.types[static_cast<std::size_t>(type - plan.item_types.begin())];
    tally.areas[static_cast<std::size_t>(area - plan.areas.begin())] += plan.area_basis == AreaBasis::questions ? 1 : place.points;
    ++tally.importance[static_cast<std::size_t>(item->importance) - 1];
    ++tally.difficulty[static_cast<std::size_t>(item->difficulty - 1)];
    tally.points += place.points;
    return success();
}

// Items of one stimulus stand side by side and in their order.
Result<void> check_neighbours(const ItemPool& pool, const Paper& paper) {
    std::set<std::string_view> closed;
    for (std::size_t i = 0; i < paper.items.size(); ++i) {
        const std::string& stimulus = paper.items[i].stimulus;
        const bool continued = i > 0 && !stimulus.empty() && paper.items[i - 1].stimulus == stimulus;
        if (stimulus.empty()) continue;
        if (!continued && !closed.insert(stimulus).second) return error(codes::paper_misfits, stimulus + " is torn apart");
        if (!continued) continue;
        const bool in_order = pool.find(paper.items[i - 1].item)->stimulus_order < pool.find(paper.items[i].item)->stimulus_order;
        if (!in_order) return error(codes::paper_misfits, stimulus + " is out of order");
    }
    return success();
}

Result<void> check_no_repeats(const Paper& paper) {
    std::set<std::string_view> seen;
    for (const PaperItem& place : paper.items) {
        if (!seen.insert(place.item).second) return error(codes::item_repeated, place.item);
    }
    return success();
}

std::vector<PaperProof> lines_of(const TheoryPlan& plan, const Tally& tally) {
    std::vector<PaperProof> lines;
    const auto line = [&](Constraint constraint, std::string of, std::int64_t wanted, std::int64_t got) {
        const bool exact = constraint != Constraint::importance && constraint != Constraint::difficulty;
        lines.push_back({.constraint = constraint, .of = std::move(of), .wanted = wanted, .got = got, .exact = exact});
    };
    for (std::size_t t = 0; t < plan.item_types.size(); ++t)
        line(Constraint::type_count, std::string(item_type_key(plan.item_types[t].type)), plan.item_types[t].count, tally.types[t]);
    for (std::size_t a = 0; a < plan.areas.size(); ++a)
        line(Constraint::area_weight, plan.areas[a].id, plan.areas[a].weight, tally.areas[a]);
    line(Constraint::points_total, "points", plan.points_max, tally.points);
    const SpreadTarget target = spread_target(plan, question_count(plan));
    for (std::size_t i = 0; i < target.importance.size(); ++i)
        line(Constraint::importance, std::string(1, static_cast<char>('X' + i)), target.importance[i], tally.importance[i]);
    for (std::size_t d = 0; d < target.difficulty.size(); ++d)
        line(Constraint::difficulty, std::to_string(d + 1), target.difficulty[d], tally.difficulty[d]);
    return lines;
}

} // namespace

Result<std::vector<PaperProof>> prove(const AssessmentSpec& spec, const ItemPool& pool, const Paper& paper) {
    const TheoryPlan& plan = spec.theory;
    Tally tally;
    tally.types.resize(plan.item_types.size());
    tally.areas.resize(plan.areas.size());
    TRY(check_no_repeats(paper));
    for (const PaperItem& place : paper.items) TRY(count(plan, pool, place, tally));
    TRY(check_neighbours(pool, paper));
    return lines_of(plan, tally);
}

} // namespace kaogong::assessment
