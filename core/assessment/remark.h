// Re-marking 重评 by item: the same rule for everybody who had it in the paper (domain.md, Score review and group re-mark). An item is left
// out, given in full, or scored again by a corrected key; what the rule does not name stays as it was marked.
#pragma once

#include "core/assessment/marking.h"

#include <optional>

namespace kaogong::assessment {

enum class RemarkAction : std::uint8_t {
    leave_out = 1, // 作废: counts for nobody, like an exempt area, so that the rest is compared with the pass mark as an exact share
    full,          // 给满分: whatever was answered, and where nothing was
    key,           // 更正答案: marked by the new key as it would have been on the day
};
struct RemarkItem {
    std::string item;
    RemarkAction action = RemarkAction::leave_out;
    std::optional<Key> key; // with RemarkAction::key, and no other
    bool operator==(const RemarkItem&) const = default;
};

// The item in its paper: what a new key has to fit, and what the item is worth there.
struct RemarkPlace {
    const AssessmentSpec& spec;
    const Item& item;
    Points points = 0;
};
// The item as it counts from now on. Errors: those of mark_item for a key that does not fit.
Result<ItemMark> mark_again(const RemarkItem& rule, const RemarkPlace& place, const Response& response);

} // namespace kaogong::assessment
