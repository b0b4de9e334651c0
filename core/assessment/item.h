// Questions 试题 as a candidate may see them. An item never holds its key (key.h): the candidate part of a package must not be able to leak
// one.
#pragma once

#include "core/assessment/local_text.h"
#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong::assessment {

// Points 分 are integer hundredths everywhere: 1.5 points are 150. No floating point comes near a score.
using Points = std::int64_t;

// Numbers are stable: they stand in packages and records.
enum class ItemType : std::uint8_t {
    single = 1,    // 单选题: one option
    multiple,      // 多选题: two or more options are right
    true_false,    // 判断题: options `t` 正确 and `f` 错误, never shuffled
    open_multiple, // 不定项选择题: one or more options are right
    numeric,       // 填数题: a decimal number, right within a tolerance
    short_text,    // 填空题: a short text, right if it equals an accepted form after normalisation
};
inline constexpr std::array kItemTypes = {ItemType::single,        ItemType::multiple, ItemType::true_false,
                                          ItemType::open_multiple, ItemType::numeric,  ItemType::short_text};

// Importance 重要程度 of a knowledge point: X core, Y general, Z auxiliary.
enum class Importance : std::uint8_t { x = 1, y, z };

inline constexpr int kDifficultyMin = 1; // 难度 1 (easy) to 5
inline constexpr int kDifficultyMax = 5;

struct Option {
    std::string id; // `a`..`l`; true-false: `t`, `f`. Responses and keys name this id, never a position.
    LocalText text;
    std::string figure;       // name of a picture in the package, or empty
    bool pinned_last = false; // 以上都对 "all of the above": stays at the end in its given order when options are shuffled
    bool operator==(const Option&) const = default;
};

struct Item {
    std::string id; // short ASCII, e.g. `dg4-0123`
    ItemType type = ItemType::single;
    LocalText stem;
    std::vector<Option> options; // empty for numeric and short_text
    std::string figure;
    std::string area;           // id of the spec's AreaPlan that it counts towards
    std::string knowledge_path; // 考核点, up to six parts joined by '.', e.g. `B.2.1`
    Importance importance = Importance::x;
    int difficulty = 2;
    std::string stimulus;   // id of the shared stimulus that it hangs on, or empty
    int stimulus_order = 0; // 1.. within the stimulus; the items of one stimulus stay together in this order
    std::string unit;       // numeric: shown behind the field, e.g. `kW`
    bool operator==(const Item&) const = default;
};

// Shared stimulus 案例材料: one text or picture for two to five items.
struct Stimulus {
    std::string id;
    LocalText text;
    std::string figure;
    bool operator==(const Stimulus&) const = default;
};
inline constexpr std::size_t kStimulusItemsMin = 2;
inline constexpr std::size_t kStimulusItemsMax = 5;

inline constexpr std::size_t kIdLengthMax = 48;
inline constexpr std::size_t kResponseTextBytesMax = 512;

bool is_id(std::string_view text); // 1..48 of [a-z A-Z 0-9 . _ -]
constexpr bool has_options(ItemType type) {
    return type != ItemType::numeric && type != ItemType::short_text;
}
constexpr bool takes_one_option(ItemType type) {
    return type == ItemType::single || type == ItemType::true_false;
}
std::optional<ItemType> item_type(std::int64_t number);
std::string_view item_type_name(ItemType type, Language language); // 单选题, "Single choice"
std::string_view item_type_key(ItemType type);                     // `single`, as TOML files and tables write it
std::optional<ItemType> find_item_type(std::string_view key);

// Every rule that an item must keep to before it may enter a bank or a package: ids, number of options, difficulty, lengths.
Result<void> check_item(const Item& item);

} // namespace kaogong::assessment
