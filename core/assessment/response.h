// What a candidate answered to one item. Options are named by id, never by position, so that shuffling cannot change an answer's meaning.
#pragma once

#include "core/assessment/item.h"

#include <string>
#include <variant>
#include <vector>

namespace kaogong::assessment {

struct ChosenOptions {
    std::vector<std::string> ids; // rising, each once, never empty: clearing the last one makes the item unanswered
    bool operator==(const ChosenOptions&) const = default;
};
struct NumberText {
    std::string text; // as typed; read by marking, so that a review sees what the candidate really wrote
    bool operator==(const NumberText&) const = default;
};
struct ShortText {
    std::string text;
    bool operator==(const ShortText&) const = default;
};

// The first alternative is "unanswered".
using Response = std::variant<std::monostate, ChosenOptions, NumberText, ShortText>;

inline bool is_answered(const Response& response) {
    return response.index() != 0;
}

struct ItemResponse {
    std::string item;
    Response response;
    bool operator==(const ItemResponse&) const = default;
};

// Whether a response may be given to an item of this type with these options: right alternative, known ids in rising order, one only where
// one is allowed, text not longer than kResponseTextBytesMax and valid UTF-8. An unanswered response always fits.
Result<void> check_response(ItemType type, const std::vector<std::string>& option_ids, const Response& response);

} // namespace kaogong::assessment
