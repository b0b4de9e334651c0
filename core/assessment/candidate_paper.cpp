#include "core/assessment/draw.h"
#include "core/assessment/paper.h"
#include "core/base/codes/assessment.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

using Unit = std::vector<const PaperItem*>; // one item, or the items of one stimulus in order
using Group = std::vector<Unit>;            // all of one type

std::vector<Group> groups_of(const Paper& paper, const std::vector<std::string>& exempt_areas) {
    std::vector<Group> groups;
    const PaperItem* before = nullptr;
    for (const PaperItem& item : paper.items) {
        if (std::find(exempt_areas.begin(), exempt_areas.end(), item.area) != exempt_areas.end()) continue;
        if (before == nullptr || before->type != item.type) groups.emplace_back();
        const bool same_stimulus = !groups.back().empty() && !item.stimulus.empty() && before->stimulus == item.stimulus;
        if (!same_stimulus) groups.back().emplace_back();
        groups.back().back().push_back(&item);
        before = &item;
    }
    return groups;
}

// Options that say something about all the others stay last, in the order in which they were written.
std::vector<std::string> option_order(const Item& item, bool shuffled, std::uint64_t seed) {
    std::vector<std::string> order;
    for (const Option& option : item.options) {
        if (!option.pinned_last) order.push_back(option.id);
    }
    if (shuffled && item.type != ItemType::true_false) {
        Draw draw(seed);
        draw.shuffle(std::span(order));
    }
    for (const Option& option : item.options) {
        if (option.pinned_last) order.push_back(option.id);
    }
    return order;
}

// Of this candidate in this session. The candidate reference is random, so that neighbours' papers have nothing in common.
std::uint64_t candidate_seed(const CandidateDraw& draw) {
    return derived_seed(draw.session_seed, "candidate " + draw.candidate.hex());
}

} // namespace

// The order of an item's options depends on session, candidate and item alone: leaving out an exempt area moves no option of another.
Result<CandidatePaper> candidate_paper(const AssessmentSpec& spec, const ItemPool& pool, const Paper& paper, const CandidateDraw& draw) {
    const std::uint64_t seed = candidate_seed(draw);
    CandidatePaper shown;
    for (Group& group : groups_of(paper, draw.exempt_areas)) {
        const std::uint64_t group_seed = derived_seed(seed, "order " + std::string(item_type_key(group.front().front()->type)));
        Draw order(group_seed);
        if (spec.theory.shuffle_items == Shuffle::on) order.shuffle(std::span(group));
        for (const Unit& unit : group) {
            for (const PaperItem* place : unit) {
                const Item* item = pool.find(place->item);
                if (item == nullptr) return error(codes::item_unknown, place->item);
                const bool shuffled = spec.theory.shuffle_options == Shuffle::on;
                shown.items.push_back(
                    {.item = item->id, .options = option_order(*item, shuffled, derived_seed(seed, "options " + item->id))});
            }
        }
    }
    return shown;
}

} // namespace kaogong::assessment
