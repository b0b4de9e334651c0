#include "core/assessment/item.h"

#include "core/base/check.h"
#include "core/base/codes/assessment.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

struct TypeRow {
    ItemType type;
    std::string_view key, zh_cn, en;
};
constexpr TypeRow kTypes[] = {
    {ItemType::single, "single", "单选题", "Single choice"},
    {ItemType::multiple, "multiple", "多选题", "Multiple choice"},
    {ItemType::true_false, "true_false", "判断题", "True or false"},
    {ItemType::open_multiple, "open_multiple", "不定项选择题", "One or more choices"},
    {ItemType::numeric, "numeric", "填数题", "Number"},
    {ItemType::short_text, "short_text", "填空题", "Short answer"},
};

const TypeRow& row_of(ItemType type) {
    const auto number = static_cast<std::size_t>(type);
    CHECK(number >= 1 && number <= std::size(kTypes));
    return kTypes[number - 1];
}

bool good_text(const LocalText& text) {
    return text.zh_cn.size() <= kTextBytesMax && text.en.size() <= kTextBytesMax && is_utf8(text.zh_cn) && is_utf8(text.en);
}

Error faulty(const Item& item, std::string_view what) {
    return error(codes::item_faulty, (is_id(item.id) ? item.id : std::string("(bad id)")) + ": " + std::string(what));
}

bool options_unique(const std::vector<Option>& options) {
    for (std::size_t i = 0; i < options.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (options[i].id == options[j].id) return false;
        }
    }
    return true;
}

bool option_has_content(const Option& option) {
    return good_text(option.text) && (!option.text.empty() || !option.figure.empty());
}

Result<void> check_true_false(const Item& item) {
    if (item.options.size() != 2 || item.options[0].id != "t" || item.options[1].id != "f") return faulty(item, "options are not t, f");
    return success();
}

Result<void> check_options(const Item& item) {
    if (!has_options(item.type)) return item.options.empty() ? success() : Result<void>(faulty(item, "has options"));
    if (item.options.size() < 2) return faulty(item, "has fewer than two options");
    if (item.options.size() > kOptionsOfItemMax) return faulty(item, "has too many options");
    if (!options_unique(item.options)) return faulty(item, "repeats an option");
    for (const Option& option : item.options) {
        if (!is_id(option.id)) return faulty(item, "has an option with a bad id");
        if (!option_has_content(option)) return faulty(item, "has an empty option");
    }
    return item.type == ItemType::true_false ? check_true_false(item) : success();
}

bool good_importance(Importance importance) {
    return importance >= Importance::x && importance <= Importance::z;
}

bool good_knowledge_path(std::string_view path) {
    if (path.empty()) return true;
    const auto parts = split(path, '.');
    return parts.size() <= 6 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) { return is_id(part); });
}

} // namespace

bool is_id(std::string_view text) {
    if (text.empty() || text.size() > kIdLengthMax) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
}

std::optional<ItemType> item_type(std::int64_t number) {
    if (number < 1 || number > static_cast<std::int64_t>(std::size(kTypes))) return std::nullopt;
    return static_cast<ItemType>(number);
}

std::string_view item_type_name(ItemType type, Language language) {
    return language == Language::en ? row_of(type).en : row_of(type).zh_cn;
}

std::string_view item_type_key(ItemType type) {
    return row_of(type).key;
}

std::optional<ItemType> find_item_type(std::string_view key) {
    for (const TypeRow& row : kTypes) {
        if (row.key == key) return row.type;
    }
    return std::nullopt;
}

Result<void> check_item(const Item& item) {
    if (!is_id(item.id)) return faulty(item, "id");
    if (!item_type(static_cast<std::int64_t>(item.type))) return faulty(item, "type");
    if (!good_text(item.stem) || (item.stem.empty() && item.figure.empty())) return faulty(item, "stem");
    if (!is_id(item.area)) return faulty(item, "area");
    if (!good_knowledge_path(item.knowledge_path)) return faulty(item, "knowledge path");
    if (!good_importance(item.importance)) return faulty(item, "importance");
    if (item.difficulty < kDifficultyMin || item.difficulty > kDifficultyMax) return faulty(item, "difficulty");
    if (!item.stimulus.empty() && (!is_id(item.stimulus) || item.stimulus_order < 1)) return faulty(item, "stimulus");
    if (item.unit.size() > kIdLengthMax || !is_utf8(item.unit)) return faulty(item, "unit");
    return check_options(item);
}

} // namespace kaogong::assessment
