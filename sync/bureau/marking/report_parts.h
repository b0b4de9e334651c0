// Inside of the marking reports: parts that both print as JSON.
#pragma once

#include "core/base/log.h"
#include "core/record/result_record.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::marking {

using nlohmann::json;

inline std::string outcome_key(record::OutcomeCode outcome) {
    return std::string(assessment::outcome_facts(outcome).key);
}

inline json score_json(const record::ResultScore& score) {
    return {{"points", score.points}, {"points_max", score.points_max}, {"outcome", outcome_key(score.outcome)}};
}

inline json item_json(const record::ItemResult& item) {
    return {{"points", item.points}, {"points_max", item.points_max}, {"state", static_cast<int>(item.state)}};
}

inline void tell_error(json& line, const std::optional<Error>& why) {
    if (!why) return;
    line["code"] = code_name(why->code);
    line["reason"] = error_text(*why);
}

} // namespace kaogong::bureau::marking
