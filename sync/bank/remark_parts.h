// What every decision to mark again says in its file: on which ground it was taken, by whom, and for which sessions.
#pragma once

#include "core/record/remark_rule.h"
#include "sync/bank/table_reader.h"

namespace kaogong::bank {

record::RemarkDecision read_decision(TableReader& top);
// Ids in hexadecimal, at most `limit`.
template <typename Id> std::vector<Id> read_ids(TableReader& reader, std::string_view key, std::size_t limit) {
    std::vector<Id> ids;
    for (const std::string& text : reader.texts(key)) {
        const auto bytes = from_hex(text);
        const auto id = bytes ? Id::from(*bytes) : Result<Id>(error(codes::field_value));
        if (id)
            ids.push_back(*id);
        else
            reader.invalid(key, text.substr(0, 40));
    }
    if (ids.size() > limit) reader.invalid(key, "too many");
    return ids;
}
inline constexpr std::size_t kRemarkSessionsMax = 1'000;

} // namespace kaogong::bank
