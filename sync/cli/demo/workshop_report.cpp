// The workshop's summary, for machines and for people.
#include "core/assessment/practical/exact.h"
#include "sync/cli/demo/workshop_day.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kaogong::cli::demo {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const StationEvening& evening) {
    return {{"station", evening.station},
            {"ticket", evening.ticket},
            {"played", evening.played},
            {"points", evening.points},
            {"points_expected", evening.points_expected},
            {"outcome", evening.outcome},
            {"outcome_expected", evening.outcome_expected},
            {"ledger_entries", evening.ledger_entries},
            {"kills", evening.kills},
            {"signatures", evening.signatures},
            {"sheets", evening.sheets},
            {"delivered", evening.delivered},
            {"verified", evening.verified},
            {"wrong", evening.wrong}};
}

std::string table_row(const StationEvening& evening) {
    return fmt::format("{:<7} {:<13} {:<54} {:>7} {:<7} {:>6} {:>5} {:>10} {:>6} {:<9} {}\n", evening.station, evening.ticket, evening.played,
                       practical::points_text(evening.points), evening.outcome, evening.ledger_entries, evening.kills, evening.signatures,
                       evening.sheets, evening.delivered ? "yes" : "NO", evening.verified ? "yes" : "NO");
}

} // namespace

std::string summary_json(const WorkshopReport& report, const Places& places) {
    Json stations = Json::array();
    for (const StationEvening& evening : report.stations) stations.push_back(to_json(evening));
    const Json summary{{"ok", report.as_planned()},
                       {"environment", "demo"},
                       {"root_words", report.root_words},
                       {"stations", stations},
                       {"files_verified", report.files_verified},
                       {"pictures", report.pictures},
                       {"screens", places.screens().string()},
                       {"results", places.results().string()},
                       {"wrong", report.wrong}};
    return summary.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string summary_table(const WorkshopReport& report, const Places& places) {
    std::string text =
        "\nstation candidate     played                                                  points outcome events kills signatures sheets delivered verified\n";
    for (const StationEvening& evening : report.stations) text += table_row(evening);
    for (const StationEvening& evening : report.stations)
        for (const std::string& wrong : evening.wrong)
            text += "NOT AS PLANNED, station " + std::to_string(evening.station) + ": " + wrong + "\n";
    for (const std::string& wrong : report.wrong) text += "NOT AS PLANNED: " + wrong + "\n";
    text += "\n" + std::to_string(report.files_verified) + " signed files verified under the root set " + report.root_words + "\n";
    text += "screens   " + places.screens().string() + " (" + std::to_string(report.pictures) + " in each language)\n";
    text += "results   " + places.results().string() + "\nsummary   " + places.summary().string() + "\n";
    return text;
}

} // namespace kaogong::cli::demo
