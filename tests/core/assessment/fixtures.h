// Specs, items and sittings that the tests of this folder begin with.
#pragma once

#include "core/assessment/marking.h"
#include "core/assessment/paper.h"
#include "core/assessment/sitting.h"

#include <string>

namespace kaogong::test {

using namespace kaogong::assessment;

inline LocalText chinese(std::string text) {
    return {.zh_cn = std::move(text), .en = {}};
}

inline std::vector<Option> lettered(std::size_t count) {
    std::vector<Option> options;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string id(1, static_cast<char>('a' + i));
        options.push_back({.id = id, .text = chinese("选项" + id)});
    }
    return options;
}

inline Item make_item(std::string id, ItemType type, std::string area = "A") {
    Item item{.id = std::move(id), .type = type, .stem = chinese("题干"), .area = std::move(area)};
    if (type == ItemType::true_false) {
        item.options = {{.id = "t", .text = chinese("正确")}, {.id = "f", .text = chinese("错误")}};
    } else if (has_options(type)) {
        item.options = lettered(4);
    }
    return item;
}

// 电工 四级 (sample A of domain.md): 80 single and 20 true-false over seven areas.
inline AssessmentSpec electrician_spec() {
    AssessmentSpec spec{.id = "dg4",
                        .version = "1",
                        .occupation = {.code = "6-31-01-03", .name = {.zh_cn = "电工", .en = "Electrician"}, .trade = {}},
                        .level = SkillLevel::intermediate,
                        .standard = {.source = StandardSource::national, .code = "GZB 6-31-01-03", .version = "2018", .title = {}},
                        .owner = {},
                        .theory = {}};
    spec.theory.item_types = {{.type = ItemType::single, .count = 80, .points_each = 100},
                              {.type = ItemType::true_false, .count = 20, .points_each = 100}};
    const std::pair<const char*, int> areas[] = {{"A", 5}, {"B", 20}, {"C", 10}, {"D", 25}, {"E", 15}, {"F", 15}, {"G", 10}};
    for (const auto& [id, weight] : areas)
        spec.theory.areas.push_back({.id = id, .name = chinese("范围"), .weight = weight, .exemptible = std::string(id) == "B"});
    return spec;
}

// `per_cell` questions for each type and area of the spec, importance and difficulty drawn evenly enough to meet any share.
inline std::vector<Item> bank_for(const AssessmentSpec& spec, int per_cell) {
    std::vector<Item> items;
    for (const ItemTypePlan& type : spec.theory.item_types) {
        for (const AreaPlan& area : spec.theory.areas) {
            for (int i = 0; i < per_cell; ++i) {
                Item item = make_item(std::string(item_type_key(type.type)) + "-" + area.id + "-" + std::to_string(i), type.type, area.id);
                item.importance = static_cast<Importance>(1 + i % 3);
                item.difficulty = 1 + (i / 3) % 5;
                items.push_back(std::move(item));
            }
        }
    }
    return items;
}

inline Hash hash_of(std::uint8_t byte) {
    Hash hash;
    hash.bytes.fill(byte);
    return hash;
}

// Five questions: q1 single, q2 multiple, q3 true-false, q4 number, q5 text; two texts at the gate; 90 minutes, hand-in from 30.
inline std::shared_ptr<const SittingRules> small_rules(TimeRules time = {}) {
    SittingRules rules{.time = std::move(time), .extra_ms = 0, .items = {}, .texts = {}};
    rules.items = {{.id = "q1", .type = ItemType::single, .options = {"a", "b", "c", "d"}},
                   {.id = "q2", .type = ItemType::multiple, .options = {"a", "b", "c", "d"}},
                   {.id = "q3", .type = ItemType::true_false, .options = {"f", "t"}},
                   {.id = "q4", .type = ItemType::numeric, .options = {}},
                   {.id = "q5", .type = ItemType::short_text, .options = {}}};
    rules.texts = {{.id = "rules", .hash = hash_of(1)}, {.id = "pledge", .hash = hash_of(2)}};
    return std::make_shared<const SittingRules>(std::move(rules));
}

inline constexpr std::int64_t kMinuteMs = 60'000;

// An instant of the test's first boot, `ms` after the start of the sitting.
inline Instant at_ms(std::int64_t ms, std::uint8_t boot = 1) {
    Instant instant{.boot_id = {}, .boot_ms = 1'000'000 + ms, .wall_ms = 1'795'222'800'000 + ms};
    instant.boot_id.bytes.fill(boot);
    return instant;
}

inline std::vector<SittingEvent> events_to_start(std::int64_t late_ms = 0) {
    const Instant before = at_ms(-60'000);
    return {Opened{before}, IdentityConfirmed{before}, TextAccepted{.at = before, .text = "rules", .hash = hash_of(1)},
            TextAccepted{.at = before, .text = "pledge", .hash = hash_of(2)}, Started{.at = at_ms(0), .late_ms = late_ms}};
}

inline ChosenOptions chose(std::vector<std::string> ids) {
    return {std::move(ids)};
}

} // namespace kaogong::test
