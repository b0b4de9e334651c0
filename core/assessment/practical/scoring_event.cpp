#include "core/assessment/practical/scoring_event.h"

namespace kaogong::practical {
namespace {

constexpr std::string_view kNames[] = {
    "modules_drawn",     "test_started",      "row_touched",        "row_undone",      "veto_armed",       "veto_disarmed",
    "veto_confirmed",    "veto_withdrawn",    "station_paused",     "station_resumed", "station_credited", "station_restarted",
    "piece_handed_in",   "total_seen",        "phase_finished",     "sheet_signed",    "row_arbitrated",   "scores_decided",
    "tally_checked",     "result_signed",     "result_delivered",   "test_ended",      "terminal_back",    "exception_noted",
    "sheet_received",    "evidence_taken",    "module_begun",       "signature_refused", "person_identified", "condition_checked",
    "paper_photographed", "row_keyed",        "veto_keyed",         "times_keyed",     "keying_finished",  "row_settled",
    "veto_settled",      "times_settled",     "paper_agreed",       "paper_put_away",  "credential_issued",
    "row_noted",         "seal_checked",    "station_tick",
};
static_assert(std::size(kNames) == std::variant_size_v<ScoringEvent>);
constexpr int kTickType = 101;

} // namespace

int event_type(const ScoringEvent& event) {
    return is_journalled(event) ? static_cast<int>(event.index()) + 1 : kTickType;
}

std::string_view event_name(const ScoringEvent& event) {
    return kNames[event.index()];
}

const Instant& event_instant(const ScoringEvent& event) {
    return std::visit([](const auto& e) -> const Instant& { return e.at; }, event);
}

bool is_journalled(const ScoringEvent& event) {
    return !std::holds_alternative<StationTick>(event);
}

} // namespace kaogong::practical
