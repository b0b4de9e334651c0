#include "core/assessment/response.h"

#include "core/base/codes/assessment.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

Error misfit(std::string_view what) {
    return error(codes::response_misfits, std::string(what));
}

Result<void> check_chosen(ItemType type, const std::vector<std::string>& option_ids, const ChosenOptions& chosen) {
    if (!has_options(type)) return misfit("options for an item without options");
    if (chosen.ids.empty()) return misfit("no option chosen");
    if (takes_one_option(type) && chosen.ids.size() != 1) return misfit("more than one option");
    if (std::adjacent_find(chosen.ids.begin(), chosen.ids.end(), std::greater_equal<>()) != chosen.ids.end())
        return misfit("option ids are not rising");
    for (const std::string& id : chosen.ids) {
        if (std::find(option_ids.begin(), option_ids.end(), id) == option_ids.end()) return misfit("unknown option");
    }
    return success();
}

Result<void> check_text(bool right_type, std::string_view text) {
    if (!right_type) return misfit("text for an item of another type");
    if (text.empty()) return misfit("empty text");
    if (text.size() > kResponseTextBytesMax) return misfit("text too long");
    if (!is_utf8(text)) return misfit("text is not UTF-8");
    return success();
}

} // namespace

Result<void> check_response(ItemType type, const std::vector<std::string>& option_ids, const Response& response) {
    if (const auto* chosen = std::get_if<ChosenOptions>(&response)) return check_chosen(type, option_ids, *chosen);
    if (const auto* number = std::get_if<NumberText>(&response)) return check_text(type == ItemType::numeric, number->text);
    if (const auto* text = std::get_if<ShortText>(&response)) return check_text(type == ItemType::short_text, text->text);
    return success();
}

} // namespace kaogong::assessment
