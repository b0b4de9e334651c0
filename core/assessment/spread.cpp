#include "core/assessment/spread.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <numeric>
#include <optional>

namespace kaogong::assessment {
namespace {

constexpr std::size_t kDifficulties = 5;
constexpr int kRoundsMax = 2'000;    // each round brings the paper nearer by at least one, so that this is never reached in earnest
constexpr int kPairTriesMax = 2'000; // pairs of chains tried before the search is content

template <std::size_t Size> std::array<std::int64_t, Size> largest_remainder(const std::array<int, Size>& percent, std::int64_t total) {
    std::array<std::int64_t, Size> counts{};
    std::array<std::size_t, Size> order{};
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = 0; i < Size; ++i) counts[i] = percent[i] * total / 100;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return percent[a] * total % 100 > percent[b] * total % 100; });
    std::int64_t left = total - std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    for (std::size_t i = 0; left > 0; ++i, --left) ++counts[order[i]];
    return counts;
}

struct Exchange {
    std::size_t from;
    std::size_t to;
};

class Spreader {
  public:
    Spreader(std::vector<SpreadCell>& cells, const ClassCounts& fixed, const SpreadTarget& target, Draw& draw)
        : cells_(cells), target_(target), totals_(fixed), draw_(draw), order_(cells.size()) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        for (const SpreadCell& cell : cells_) {
            for (std::size_t k = 0; k < kItemClasses; ++k) totals_[k] += cell.chosen[k];
        }
        connect();
    }

    void run() {
        for (int round = 0; round < kRoundsMax && distance(target_, totals_) > 0; ++round) {
            if (!improve_by_one() && !improve_by_two()) return;
        }
    }

  private:
    using Classes = std::array<std::optional<std::size_t>, kItemClasses>;

    // links_[a][b] = some cell that can give one question of class a for one of class b.
    void connect() {
        for (Classes& row : links_) row.fill(std::nullopt);
        draw_.shuffle(std::span(order_));
        for (const std::size_t c : order_) {
            const SpreadCell& cell = cells_[c];
            for (std::size_t a = 0; a < kItemClasses; ++a) {
                if (cell.chosen[a] == 0) continue;
                for (std::size_t b = 0; b < kItemClasses; ++b) {
                    if (a != b && cell.chosen[b] < cell.supply[b] && !links_[a][b]) links_[a][b] = c;
                }
            }
        }
    }

    std::int64_t distance_after(Exchange first, std::optional<Exchange> second = std::nullopt) const {
        ClassCounts totals = totals_;
        --totals[first.from];
        ++totals[first.to];
        if (second) {
            --totals[second->from];
            ++totals[second->to];
        }
        return distance(target_, totals);
    }

    // A chain a -> b -> c through different cells changes the totals of a and c only. Visiting each class once keeps every link valid while
    // the chain is carried out.
    bool carry_out(Exchange exchange) {
        Classes came_from{};
        std::array<bool, kItemClasses> seen{};
        std::deque<std::size_t> queue = {exchange.from};
        seen[exchange.from] = true;
        while (!queue.empty() && !seen[exchange.to]) {
            const std::size_t here = queue.front();
            queue.pop_front();
            for (std::size_t next = 0; next < kItemClasses; ++next) {
                if (seen[next] || !links_[here][next]) continue;
                seen[next] = true;
                came_from[next] = here;
                queue.push_back(next);
            }
        }
        if (!seen[exchange.to]) return false;
        for (std::size_t to = exchange.to; to != exchange.from; to = *came_from[to]) move(*came_from[to], to);
        connect();
        return true;
    }

    void move(std::size_t from, std::size_t to) {
        SpreadCell& cell = cells_[*links_[from][to]];
        --cell.chosen[from];
        ++cell.chosen[to];
        --totals_[from];
        ++totals_[to];
    }

    std::vector<Exchange> all_exchanges() {
        std::vector<Exchange> all;
        for (std::size_t from = 0; from < kItemClasses; ++from) {
            for (std::size_t to = 0; to < kItemClasses; ++to) {
                if (from != to && totals_[from] > 0) all.push_back({from, to});
            }
        }
        draw_.shuffle(std::span(all));
        return all;
    }

    bool improve_by_one() {
        const std::int64_t now = distance(target_, totals_);
        std::vector<Exchange> exchanges = all_exchanges();
        std::erase_if(exchanges, [&](const Exchange& exchange) { return distance_after(exchange) >= now; });
        std::stable_sort(exchanges.begin(), exchanges.end(),
                         [&](const Exchange& a, const Exchange& b) { return distance_after(a) < distance_after(b); });
        return std::any_of(exchanges.begin(), exchanges.end(), [&](const Exchange& exchange) { return carry_out(exchange); });
    }

    bool improve_by_two() {
        const std::int64_t now = distance(target_, totals_);
        const std::vector<Exchange> exchanges = all_exchanges();
        int tries = 0;
        for (const Exchange& first : exchanges) {
            for (const Exchange& second : exchanges) {
                if (distance_after(first, second) >= now) continue;
                if (++tries > kPairTriesMax) return false;
                if (carry_out_both(first, second)) return true;
            }
        }
        return false;
    }

    bool carry_out_both(Exchange first, Exchange second) {
        const std::vector<SpreadCell> cells = cells_;
        const ClassCounts totals = totals_;
        if (carry_out(first) && carry_out(second)) return true;
        cells_ = cells;
        totals_ = totals;
        connect();
        return false;
    }

    std::vector<SpreadCell>& cells_;
    const SpreadTarget& target_;
    ClassCounts totals_;
    Draw& draw_;
    std::vector<std::size_t> order_; // of cells, drawn anew for each exchange
    std::array<Classes, kItemClasses> links_{};
};

} // namespace

SpreadTarget spread_target(const TheoryPlan& plan, std::int64_t total) {
    return {.importance = largest_remainder(plan.importance_percent, total),
            .difficulty = largest_remainder(plan.difficulty_percent, total)};
}

std::int64_t distance(const SpreadTarget& target, const ClassCounts& totals) {
    std::array<std::int64_t, 3> importance{};
    std::array<std::int64_t, 5> difficulty{};
    for (std::size_t k = 0; k < kItemClasses; ++k) {
        importance[k / kDifficulties] += totals[k];
        difficulty[k % kDifficulties] += totals[k];
    }
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < importance.size(); ++i) sum += std::abs(importance[i] - target.importance[i]);
    for (std::size_t i = 0; i < difficulty.size(); ++i) sum += std::abs(difficulty[i] - target.difficulty[i]);
    return sum;
}

void spread(std::vector<SpreadCell>& cells, const ClassCounts& fixed, const SpreadTarget& target, Draw& draw) {
    Spreader(cells, fixed, target, draw).run();
}

} // namespace kaogong::assessment
