#include "core/assessment/sitting_event.h"

#include <array>

namespace kaogong::assessment {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<SittingEvent>> kNames = {
    "opened",
    "identity_checked",
    "identity_confirmed",
    "identity_refused",
    "text_accepted",
    "text_refused",
    "started",
    "response_set",
    "response_cleared",
    "response_restored",
    "flag_set",
    "flag_cleared",
    "item_shown",
    "notice_shown",
    "hand_in_requested",
    "hand_in_withdrawn",
    "hand_in_confirmed",
    "handed_in",
    "time_up",
    "interrupted",
    "released_by_staff",
    "paused",
    "resumed",
    "time_credited",
    "ended_by_staff",
    "seat_released",
    "tick",
    "option_touched",
};
constexpr int kFirstInput = 101;
constexpr int kJournalledTypes = static_cast<int>(std::variant_size_v<SittingEvent>) - 2;

} // namespace

int event_type(const SittingEvent& event) {
    const int index = static_cast<int>(event.index());
    return index < kJournalledTypes ? index + 1 : index - kJournalledTypes + kFirstInput;
}

std::string_view event_name(const SittingEvent& event) {
    return kNames[event.index()];
}

const Instant& event_instant(const SittingEvent& event) {
    return std::visit([](const auto& any) -> const Instant& { return any.at; }, event);
}

bool is_journalled(const SittingEvent& event) {
    return event_type(event) < kFirstInput;
}

} // namespace kaogong::assessment
