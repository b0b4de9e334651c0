#include "core/assessment/paper.h"

#include "core/base/codes/assessment.h"
#include "core/base/text.h"

#include <algorithm>
#include <limits>

namespace kaogong::assessment {
namespace {

constexpr std::size_t kItemsOfPoolMax = 2'000'000;

template <typename T> bool id_less(const T& a, const T& b) {
    return a.id < b.id;
}

template <typename T> const T* find_by_id(const std::vector<T>& sorted, std::string_view id) {
    const auto found =
        std::lower_bound(sorted.begin(), sorted.end(), id, [](const T& one, std::string_view wanted) { return one.id < wanted; });
    return found != sorted.end() && found->id == id ? &*found : nullptr;
}

template <typename T> Result<void> check_unique(const std::vector<T>& sorted) {
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end(), [](const T& a, const T& b) { return a.id == b.id; });
    return twice == sorted.end() ? success() : Result<void>(error(codes::item_repeated, twice->id));
}

Result<void> check_stimulus(const Stimulus& stimulus) {
    const bool good = is_id(stimulus.id) && is_utf8(stimulus.text.zh_cn) && is_utf8(stimulus.text.en);
    const bool has_content = !stimulus.text.empty() || !stimulus.figure.empty();
    return good && has_content ? success() : Result<void>(error(codes::stimulus_faulty, is_id(stimulus.id) ? stimulus.id : "(bad id)"));
}

Result<void> check_block(const std::vector<Item>& items, const std::string& id, const std::vector<ItemPool::Index>& block) {
    if (block.size() < kStimulusItemsMin || block.size() > kStimulusItemsMax)
        return error(codes::stimulus_faulty, id + ": 2 to 5 questions");
    for (std::size_t i = 1; i < block.size(); ++i) {
        const Item& before = items[block[i - 1]];
        const Item& item = items[block[i]];
        if (item.type != before.type || item.area != before.area) return error(codes::stimulus_faulty, id + ": mixed types or areas");
        if (item.stimulus_order == before.stimulus_order) return error(codes::stimulus_faulty, id + ": order repeated");
    }
    return success();
}

} // namespace

std::size_t item_class(const Item& item) {
    const auto importance = static_cast<std::size_t>(item.importance) - 1;
    return importance * static_cast<std::size_t>(kDifficultyMax) + static_cast<std::size_t>(item.difficulty - 1);
}

Result<ItemPool> ItemPool::build(std::vector<Item> items, std::vector<Stimulus> stimuli) {
    if (items.size() > kItemsOfPoolMax) return error(codes::paper_too_large, "bank");
    for (const Item& item : items) TRY(check_item(item));
    for (const Stimulus& stimulus : stimuli) TRY(check_stimulus(stimulus));
    ItemPool pool;
    pool.items_ = std::move(items);
    pool.stimuli_ = std::move(stimuli);
    std::sort(pool.items_.begin(), pool.items_.end(), id_less<Item>);
    std::sort(pool.stimuli_.begin(), pool.stimuli_.end(), id_less<Stimulus>);
    TRY(check_unique(pool.items_));
    TRY(check_unique(pool.stimuli_));
    TRY(pool.index());
    return pool;
}

Result<void> ItemPool::index() {
    std::map<std::string, std::vector<Index>> blocks;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const Item& item = items_[i];
        const auto place = static_cast<Index>(i);
        if (!item.stimulus.empty()) {
            blocks[item.stimulus].push_back(place);
            continue;
        }
        Cell& cell = cells_[{item.type, item.area}];
        cell.items[item_class(item)].push_back(place);
        ++cell.alone;
    }
    for (auto& [id, block] : blocks) {
        if (find_stimulus(id) == nullptr) return error(codes::stimulus_faulty, id + ": missing");
        std::sort(block.begin(), block.end(), [&](Index a, Index b) { return items_[a].stimulus_order < items_[b].stimulus_order; });
        TRY(check_block(items_, id, block));
        const Item& first = items_[block.front()];
        cells_[{first.type, first.area}].stimuli.push_back(block);
    }
    return success();
}

const Item* ItemPool::find(std::string_view item_id) const {
    return find_by_id(items_, item_id);
}

const Stimulus* ItemPool::find_stimulus(std::string_view stimulus_id) const {
    return find_by_id(stimuli_, stimulus_id);
}

const ItemPool::Cell* ItemPool::cell(ItemType type, std::string_view area) const {
    const auto found = cells_.find(std::pair(type, std::string(area)));
    return found == cells_.end() ? nullptr : &found->second;
}

} // namespace kaogong::assessment
