#include "core/assessment/blueprint.h"

#include "core/base/codes/assessment.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <optional>
#include <set>

namespace kaogong::assessment {
namespace {

std::int64_t sum(const std::vector<std::int64_t>& values) {
    return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

Table empty_table(const BlueprintDemand& demand) {
    return Table(demand.types.size(), std::vector<std::int64_t>(demand.areas.size()));
}

Error shortage(const std::string& what, std::int64_t wanted, std::int64_t got) {
    return error(codes::bank_short, what + ": " + std::to_string(wanted) + " wanted, " + std::to_string(got) + " in the bank");
}

// What no distribution could mend: a type or an area that lacks questions by itself.
Result<void> check_supply(const BlueprintDemand& demand) {
    for (std::size_t t = 0; t < demand.types.size(); ++t) {
        const std::int64_t got = sum(demand.supply[t]);
        if (got < demand.types[t].count) return shortage(demand.types[t].name, demand.types[t].count, got);
    }
    for (std::size_t a = 0; a < demand.areas.size(); ++a) {
        std::int64_t got = 0;
        for (std::size_t t = 0; t < demand.types.size(); ++t)
            got += std::min(demand.supply[t][a], demand.types[t].count) * demand.types[t].unit;
        if (got < demand.areas[a].weight) return shortage(demand.areas[a].name, demand.areas[a].weight, got);
    }
    return success();
}

// ---- Every question weighs the same: a transportation problem, solved exactly by augmenting paths from a proportional start.

class Transport {
  public:
    Transport(const BlueprintDemand& demand, std::int64_t unit) : demand_(demand), table_(empty_table(demand)) {
        for (const BlueprintType& type : demand.types) left_.push_back(type.count);
        for (const BlueprintArea& area : demand.areas) need_.push_back(area.weight / unit);
    }

    Result<Table> solve() {
        start_in_proportion();
        while (sum(left_) > 0) {
            if (!augment()) return error(codes::blueprint_impossible, open_ends());
        }
        return table_;
    }

  private:
    void start_in_proportion() {
        const std::int64_t total = std::max<std::int64_t>(1, sum(need_));
        const std::vector<std::int64_t> need = need_;
        for (std::size_t t = 0; t < left_.size(); ++t) {
            const std::int64_t count = left_[t];
            for (std::size_t a = 0; a < need.size(); ++a) put(t, a, std::min({count * need[a] / total, demand_.supply[t][a], need_[a]}));
        }
    }

    void put(std::size_t type, std::size_t area, std::int64_t count) {
        table_[type][area] += count;
        left_[type] -= count;
        need_[area] -= count;
    }

    struct Step {
        std::size_t type;
        std::size_t area;
    };

    // Breadth first from types with questions left over to an area that still needs one; on the way a type may take over an area's place
    // from another type.
    bool augment() {
        std::vector<std::optional<std::size_t>> area_from(need_.size()); // the type that reaches the area
        std::vector<std::optional<std::size_t>> type_from(left_.size()); // the area that the type gives up
        std::vector<bool> type_seen(left_.size());
        std::deque<std::size_t> queue;
        for (std::size_t t = 0; t < left_.size(); ++t) {
            if (left_[t] > 0) queue.push_back(t), type_seen[t] = true;
        }
        while (!queue.empty()) {
            const std::size_t type = queue.front();
            queue.pop_front();
            for (std::size_t a = 0; a < need_.size(); ++a) {
                if (area_from[a] || table_[type][a] >= demand_.supply[type][a]) continue;
                area_from[a] = type;
                if (need_[a] > 0) return apply(a, area_from, type_from);
                for (std::size_t t = 0; t < left_.size(); ++t) {
                    if (type_seen[t] || table_[t][a] == 0) continue;
                    type_seen[t] = true;
                    type_from[t] = a;
                    queue.push_back(t);
                }
            }
        }
        return false;
    }

    bool apply(std::size_t area, const std::vector<std::optional<std::size_t>>& area_from,
               const std::vector<std::optional<std::size_t>>& type_from) {
        --need_[area];
        for (;;) {
            const std::size_t type = *area_from[area];
            ++table_[type][area];
            if (!type_from[type]) {
                --left_[type];
                return true;
            }
            area = *type_from[type];
            --table_[type][area];
        }
    }

    std::string open_ends() const {
        std::string text;
        for (std::size_t t = 0; t < left_.size(); ++t) {
            if (left_[t] > 0) text += demand_.types[t].name + " " + std::to_string(left_[t]) + " too many; ";
        }
        for (std::size_t a = 0; a < need_.size(); ++a) {
            if (need_[a] > 0) text += demand_.areas[a].name + " " + std::to_string(need_[a]) + " too few; ";
        }
        return text.substr(0, text.size() - std::min<std::size_t>(2, text.size()));
    }

    const BlueprintDemand& demand_;
    Table table_;
    std::vector<std::int64_t> left_; // questions of a type not yet placed
    std::vector<std::int64_t> need_; // questions an area still needs
};

// ---- Types weigh differently: depth-first, nearest to proportional first, remembering what was tried in vain at the border of an area.

class Search {
  public:
    explicit Search(const BlueprintDemand& demand) : demand_(demand), table_(empty_table(demand)), order_(demand.types.size()) {
        for (const BlueprintType& type : demand.types) left_.push_back(type.count);
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        // The lightest type comes last: its count follows from what the others leave of the area's weight.
        std::stable_sort(order_.begin(), order_.end(),
                         [&](std::size_t a, std::size_t b) { return demand.types[a].unit > demand.types[b].unit; });
        later_supply_ = demand.supply;
        for (std::vector<std::int64_t>& row : later_supply_) {
            std::partial_sum(row.rbegin(), row.rend(), row.rbegin());
            row.push_back(0);
        }
        later_weight_.push_back(0);
        for (auto area = demand.areas.rbegin(); area != demand.areas.rend(); ++area)
            later_weight_.push_back(later_weight_.back() + area->weight);
        std::reverse(later_weight_.begin(), later_weight_.end());
    }

    Result<Table> solve() {
        if (place_area(0)) return table_;
        return error(codes::blueprint_impossible, steps_ > kStepsMax ? "no combination found" : "no combination of counts and weights");
    }

  private:
    static constexpr std::int64_t kStepsMax = 400'000;

    bool place_area(std::size_t area) {
        if (area == demand_.areas.size()) return sum(left_) == 0;
        if (in_vain_.contains({area, left_})) return false;
        if (place_type(area, 0, demand_.areas[area].weight)) return true;
        in_vain_.insert({area, left_});
        return false;
    }

    // Chooses the count of the rank-th type for this area, `weight` being what is still open of the area's weight.
    bool place_type(std::size_t area, std::size_t rank, std::int64_t weight) {
        if (++steps_ > kStepsMax) return false;
        if (rank == order_.size()) return weight == 0 && place_area(area + 1);
        const std::size_t type = order_[rank];
        const std::int64_t unit = demand_.types[type].unit;
        // What later areas cannot take has to be placed here.
        const std::int64_t low = std::max<std::int64_t>(0, left_[type] - later_supply_[type][area + 1]);
        const std::int64_t high = std::min({left_[type], demand_.supply[type][area], weight / unit});
        if (rank + 1 == order_.size()) {
            if (weight % unit != 0 || weight / unit < low || weight / unit > high) return false;
            return try_count(area, rank, weight / unit, weight);
        }
        return place_near(area, rank, weight, {low, high});
    }

    struct Range {
        std::int64_t low;
        std::int64_t high;
    };
    bool place_near(std::size_t area, std::size_t rank, std::int64_t weight, Range range) {
        const std::int64_t open = std::max<std::int64_t>(1, later_weight_[area]);
        const std::int64_t ideal = (2 * left_[order_[rank]] * demand_.areas[area].weight + open) / (2 * open);
        const std::int64_t reach = std::max(std::abs(range.low - ideal), std::abs(range.high - ideal));
        for (std::int64_t distance = 0; distance <= reach; ++distance) {
            for (const std::int64_t count : {ideal + distance, ideal - distance}) {
                const bool second_of_same = distance == 0 && count != ideal;
                if (second_of_same || count < range.low || count > range.high) continue;
                if (try_count(area, rank, count, weight)) return true;
                if (distance == 0) break;
            }
        }
        return false;
    }

    bool try_count(std::size_t area, std::size_t rank, std::int64_t count, std::int64_t weight) {
        const std::size_t type = order_[rank];
        table_[type][area] = count;
        left_[type] -= count;
        if (place_type(area, rank + 1, weight - count * demand_.types[type].unit)) return true;
        left_[type] += count;
        table_[type][area] = 0;
        return false;
    }

    const BlueprintDemand& demand_;
    Table table_;
    std::vector<std::size_t> order_;
    std::vector<std::int64_t> left_;
    Table later_supply_;                     // [type][area]: questions in this area and all after it
    std::vector<std::int64_t> later_weight_; // [area]: weight of this area and all after it
    std::set<std::pair<std::size_t, std::vector<std::int64_t>>> in_vain_;
    std::int64_t steps_ = 0;
};

bool equal_units(const BlueprintDemand& demand) {
    return std::all_of(demand.types.begin(), demand.types.end(),
                       [&](const BlueprintType& type) { return type.unit == demand.types.front().unit; });
}

bool divides_every_area(const BlueprintDemand& demand, std::int64_t unit) {
    return std::all_of(demand.areas.begin(), demand.areas.end(), [unit](const BlueprintArea& area) { return area.weight % unit == 0; });
}

} // namespace

Result<Table> allocate(const BlueprintDemand& demand) {
    TRY(check_supply(demand));
    if (!equal_units(demand)) return Search(demand).solve();
    const std::int64_t unit = demand.types.front().unit;
    if (!divides_every_area(demand, unit))
        return error(codes::blueprint_impossible, "an area's weight is no multiple of the points of a question");
    return Transport(demand, unit).solve();
}

} // namespace kaogong::assessment
