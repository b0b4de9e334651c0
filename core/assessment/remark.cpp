#include "core/assessment/remark.h"

#include "core/base/check.h"

namespace kaogong::assessment {

Result<ItemMark> mark_again(const RemarkItem& rule, const RemarkPlace& place, const Response& response) {
    switch (rule.action) {
    case RemarkAction::leave_out: return ItemMark{.state = AnswerState::exempt, .points = 0, .points_max = 0};
    case RemarkAction::full: return ItemMark{.state = AnswerState::answered, .points = place.points, .points_max = place.points};
    case RemarkAction::key: break;
    }
    CHECK(rule.key.has_value());
    return mark_item(place.spec, place.item, *rule.key, place.points, response);
}

} // namespace kaogong::assessment
