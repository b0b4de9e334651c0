#include "core/assessment/blueprint.h"
#include "core/assessment/draw.h"
#include "core/assessment/paper.h"
#include "core/assessment/spread.h"
#include "core/base/codes/assessment.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

using Index = ItemPool::Index;
using Block = std::vector<Index>;

constexpr int kBlockAttempts = 100; // other choices of shared stimuli before the blueprint is given up

struct Picked {
    std::vector<Block> blocks;
    std::vector<Index> alone;
};

std::size_t area_index(const TheoryPlan& plan, std::string_view area) {
    const auto found = std::find_if(plan.areas.begin(), plan.areas.end(), [area](const AreaPlan& a) { return a.id == area; });
    return static_cast<std::size_t>(found - plan.areas.begin());
}

std::int64_t unit_of(const TheoryPlan& plan, const ItemTypePlan& type) {
    return plan.area_basis == AreaBasis::questions ? 1 : type.points_each;
}

class Assembler {
  public:
    Assembler(const TheoryPlan& plan, const ItemPool& pool, std::uint64_t seed)
        : plan_(plan), pool_(pool), draw_(derived_seed(seed, "paper")) {}

    Result<std::vector<Picked>> pick() {
        Table counts = TRY(choose_counts());
        std::vector<SpreadCell> cells = sample_cells(counts);
        spread(cells, fixed_classes(), spread_target(plan_, question_count(plan_)), draw_);
        std::size_t place = 0;
        for (std::size_t t = 0; t < plan_.item_types.size(); ++t) {
            for (std::size_t a = 0; a < plan_.areas.size(); ++a) pick_cell(t, a, cells[place++]);
        }
        return std::move(picked_);
    }

  private:
    const ItemPool::Cell* cell(std::size_t type, std::size_t area) const {
        return pool_.cell(plan_.item_types[type].type, plan_.areas[area].id);
    }

    BlueprintDemand whole_demand() const {
        BlueprintDemand demand;
        for (const ItemTypePlan& type : plan_.item_types)
            demand.types.push_back({.name = std::string(item_type_key(type.type)), .count = type.count, .unit = unit_of(plan_, type)});
        for (const AreaPlan& area : plan_.areas) demand.areas.push_back({.name = area.id, .weight = area.weight});
        for (std::size_t t = 0; t < plan_.item_types.size(); ++t) {
            std::vector<std::int64_t> row;
            for (std::size_t a = 0; a < plan_.areas.size(); ++a) {
                const ItemPool::Cell* found = cell(t, a);
                row.push_back(found == nullptr ? 0 : static_cast<std::int64_t>(found->alone));
            }
            demand.supply.push_back(std::move(row));
        }
        return demand;
    }

    bool wants_blocks() const {
        return std::any_of(plan_.item_types.begin(), plan_.item_types.end(), [](const ItemTypePlan& type) { return type.stimuli > 0; });
    }

    // Shared stimuli are drawn first; what they leave of counts and weights is filled with questions that stand alone. An unlucky draw of
    // stimuli is repeated.
    Result<Table> choose_counts() {
        Result<Table> last = error(codes::blueprint_impossible);
        for (int attempt = 0; attempt < (wants_blocks() ? kBlockAttempts : 1); ++attempt) {
            BlueprintDemand demand = whole_demand();
            picked_.assign(plan_.item_types.size(), {});
            const Result<void> blocks = draw_blocks(demand);
            last = blocks ? allocate(demand) : Result<Table>(blocks.error());
            if (last) return last;
        }
        return last;
    }

    Result<void> draw_blocks(BlueprintDemand& demand) {
        for (std::size_t t = 0; t < plan_.item_types.size(); ++t) TRY(draw_blocks_of(t, demand));
        return success();
    }

    Result<void> draw_blocks_of(std::size_t type, BlueprintDemand& demand) {
        const auto wanted = static_cast<std::size_t>(plan_.item_types[type].stimuli);
        if (wanted == 0) return success();
        std::vector<const Block*> blocks;
        for (std::size_t a = 0; a < plan_.areas.size(); ++a) {
            const ItemPool::Cell* found = cell(type, a);
            if (found == nullptr) continue;
            for (const Block& block : found->stimuli) blocks.push_back(&block);
        }
        draw_.shuffle(std::span(blocks));
        for (const Block* block : blocks) {
            if (picked_[type].blocks.size() < wanted) take_block_if_it_fits(type, *block, demand);
        }
        if (picked_[type].blocks.size() == wanted) return success();
        return error(codes::bank_short, "stimuli of " + demand.types[type].name + ": " + std::to_string(wanted) + " wanted, " +
                                            std::to_string(picked_[type].blocks.size()) + " fit");
    }

    void take_block_if_it_fits(std::size_t type, const Block& block, BlueprintDemand& demand) {
        const auto size = static_cast<std::int64_t>(block.size());
        BlueprintType& row = demand.types[type];
        BlueprintArea& area = demand.areas[area_index(plan_, pool_.items()[block.front()].area)];
        if (size > row.count || size * row.unit > area.weight) return;
        row.count -= size;
        area.weight -= size * row.unit;
        picked_[type].blocks.push_back(block);
    }

    ClassCounts fixed_classes() const {
        ClassCounts fixed{};
        for (const Picked& picked : picked_) {
            for (const Block& block : picked.blocks) {
                for (const Index index : block) ++fixed[item_class(pool_.items()[index])];
            }
        }
        return fixed;
    }

    std::vector<SpreadCell> sample_cells(const Table& counts) {
        std::vector<SpreadCell> cells;
        for (std::size_t t = 0; t < plan_.item_types.size(); ++t) {
            for (std::size_t a = 0; a < plan_.areas.size(); ++a) cells.push_back(sample_cell(t, a, counts[t][a]));
        }
        return cells;
    }

    // A plain random sample of the cell, of which only the classes are kept: so the spread starts from what the bank is like.
    SpreadCell sample_cell(std::size_t type, std::size_t area, std::int64_t count) {
        SpreadCell sampled;
        const ItemPool::Cell* found = cell(type, area);
        if (found == nullptr) return sampled;
        for (std::size_t k = 0; k < kItemClasses; ++k) sampled.supply[k] = static_cast<std::int64_t>(found->items[k].size());
        std::size_t k = 0;
        std::size_t before = 0;
        for (const std::size_t number : draw_.choose(static_cast<std::size_t>(count), found->alone)) {
            while (number >= before + found->items[k].size()) before += found->items[k++].size();
            ++sampled.chosen[k];
        }
        return sampled;
    }

    void pick_cell(std::size_t type, std::size_t area, const SpreadCell& chosen) {
        const ItemPool::Cell* found = cell(type, area);
        if (found == nullptr) return;
        std::vector<Index>& alone = picked_[type].alone;
        const auto first = static_cast<std::ptrdiff_t>(alone.size());
        for (std::size_t k = 0; k < kItemClasses; ++k) {
            const std::vector<Index>& items = found->items[k];
            for (const std::size_t number : draw_.choose(static_cast<std::size_t>(chosen.chosen[k]), items.size()))
                alone.push_back(items[number]);
        }
        std::sort(alone.begin() + first, alone.end());
    }

    const TheoryPlan& plan_;
    const ItemPool& pool_;
    Draw draw_;
    std::vector<Picked> picked_; // [type]
};

void append(Paper& paper, const Item& item, const ItemTypePlan& type) {
    paper.items.push_back({.item = item.id, .type = item.type, .area = item.area, .stimulus = item.stimulus, .points = type.points_each});
}

Paper lay_out(const TheoryPlan& plan, const ItemPool& pool, const std::vector<Picked>& picked, std::uint64_t seed) {
    Paper paper{.seed = seed, .items = {}};
    for (std::size_t t = 0; t < picked.size(); ++t) {
        for (const Index index : picked[t].alone) append(paper, pool.items()[index], plan.item_types[t]);
        for (const Block& block : picked[t].blocks) {
            for (const Index index : block) append(paper, pool.items()[index], plan.item_types[t]);
        }
    }
    return paper;
}

} // namespace

Result<AssembledPaper> assemble(const AssessmentSpec& spec, const ItemPool& pool, std::uint64_t seed) {
    const std::vector<SpecFault> faults = check_spec(spec);
    if (!faults.empty()) return error(faults.front().code, faults.front().where);
    const std::vector<Picked> picked = TRY(Assembler(spec.theory, pool, seed).pick());
    AssembledPaper assembled{.paper = lay_out(spec.theory, pool, picked, seed), .proof = {}};
    assembled.proof = TRY(prove(spec, pool, assembled.paper));
    for (const PaperProof& line : assembled.proof) CHECK(line.met() || !line.exact);
    return assembled;
}

} // namespace kaogong::assessment
