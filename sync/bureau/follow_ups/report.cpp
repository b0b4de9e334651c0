// What the commands about follow-ups print.
#include "core/base/clock.h"
#include "sync/bureau/days.h"
#include "sync/bureau/follow_ups/follow_ups.h"

#include <array>

#include <nlohmann/json.hpp>

namespace kaogong::bureau::follow_ups {
namespace {

using nlohmann::ordered_json;

struct ShownWord {
    std::string_view word, zh_cn, en;
    std::string_view in(Language language) const { return language == Language::en ? en : zh_cn; }
};
constexpr std::array<ShownWord, 5> kKinds{{{"filing", "备案进度", "filing"},
                                           {"contact", "联系", "contact"},
                                           {"first_session", "首次考试", "first session"},
                                           {"problem", "问题", "problem"},
                                           {"visit", "走访", "visit"}}}; // in the order of FollowUpKind
constexpr std::array<ShownWord, 4> kStates{{{"noted", "已记录", "noted"},
                                            {"open", "待办", "open"},
                                            {"overdue", "逾期", "overdue"},
                                            {"closed", "已办结", "closed"}}}; // in the order of FollowUpState

const ShownWord& shown(FollowUpKind kind) {
    return kKinds.at(static_cast<std::size_t>(kind) - 1);
}
const ShownWord& shown(FollowUpState state) {
    return kStates.at(static_cast<std::size_t>(state) - 1);
}

std::string due_day(const FollowUpRow& row) {
    return day_text(*row.due_ms - kDayMs);
}

} // namespace

std::string_view state_word(FollowUpState state) {
    return shown(state).word;
}
std::string_view kind_word(FollowUpKind kind) {
    return shown(kind).word;
}
std::optional<FollowUpKind> find_kind(std::string_view word) {
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (kKinds[i].word == word) return static_cast<FollowUpKind>(i + 1);
    return std::nullopt;
}

std::string follow_up_json(const FollowUpView& view, std::int64_t at_ms) {
    ordered_json line{
        {"number", view.row.number},        {"state", state_word(view.state_at(at_ms))}, {"organisation", view.row.organisation},
        {"kind", kind_word(view.row.kind)}, {"day", day_text(view.row.day_ms)},          {"text", view.row.text}};
    if (view.row.due_ms) {
        line["owner"] = view.row.owner;
        line["due"] = due_day(view.row);
    }
    line["by"] = view.row.by;
    line["noted_at"] = iso_text(view.row.noted_ms, kBureauOffsetMinutes);
    if (view.close)
        line["closed"] = {{"text", view.close->text}, {"by", view.close->by}, {"at", iso_text(view.close->at_ms, kBureauOffsetMinutes)}};
    return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string follow_up_line(const FollowUpView& view, std::int64_t at_ms, Language language) {
    std::string text = std::to_string(view.row.number) + "  " + std::string(shown(view.state_at(at_ms)).in(language)) + "  " +
                       view.row.organisation + "  " + std::string(shown(view.row.kind).in(language)) + "  " + day_text(view.row.day_ms) +
                       "  " + view.row.text;
    if (view.row.due_ms) text += "  " + view.row.owner + "  " + due_day(view.row);
    if (view.close) text += "  " + view.close->text;
    return text;
}

} // namespace kaogong::bureau::follow_ups
