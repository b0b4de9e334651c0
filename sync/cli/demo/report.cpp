// The day's summary, for machines and for people.
#include "core/base/text.h"
#include "sync/cli/demo/day.h"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace kaogong::cli::demo {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Evening& evening) {
    return {{"seat", evening.seat},
            {"ticket", evening.ticket},
            {"played", part_key(evening.part)},
            {"answered", evening.answered},
            {"points", evening.points},
            {"points_expected", evening.points_expected},
            {"outcome", evening.outcome},
            {"ledger_entries", evening.ledger_entries},
            {"kills", evening.kills},
            {"receipt_code", evening.receipt_code},
            {"delivered", evening.delivered},
            {"verified", evening.verified},
            {"wrong", evening.wrong}};
}

std::string table_row(const Evening& evening) {
    std::array<char, 256> row{};
    std::snprintf(row.data(), row.size(), "%-4d %-13s %-31s %8d %7s %-8s %6llu %5d %-7s %-9s %s\n", evening.seat, evening.ticket.c_str(),
                  std::string(part_name(evening.part)).c_str(), evening.answered, decimal_text(evening.points, 2).c_str(),
                  evening.outcome.c_str(), static_cast<unsigned long long>(evening.ledger_entries), evening.kills,
                  evening.receipt_code.c_str(), evening.delivered ? "yes" : "NO", evening.verified ? "yes" : "NO");
    return row.data();
}

} // namespace

std::string summary_json(const DayReport& report, const Places& places) {
    Json candidates = Json::array();
    for (const Evening& evening : report.evenings) candidates.push_back(to_json(evening));
    const Json summary{{"ok", report.as_planned()},
                       {"environment", "demo"},
                       {"root_words", report.root_words},
                       {"candidates", candidates},
                       {"files_verified", report.files_verified},
                       {"pictures", report.pictures},
                       {"screens", places.screens().string()},
                       {"results", places.results().string()},
                       {"receipts", places.receipts().string()},
                       {"ledgers", places.ledgers().string()},
                       {"bundle", places.bundle().string()},
                       {"wrong", report.wrong}};
    return summary.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string summary_table(const DayReport& report, const Places& places) {
    std::string text =
        "\nseat candidate     played                          answered  points outcome  events kills receipt delivered verified\n";
    for (const Evening& evening : report.evenings) text += table_row(evening);
    for (const Evening& evening : report.evenings)
        for (const std::string& wrong : evening.wrong) text += "NOT AS PLANNED, seat " + std::to_string(evening.seat) + ": " + wrong + "\n";
    for (const std::string& wrong : report.wrong) text += "NOT AS PLANNED: " + wrong + "\n";
    text += "\n" + std::to_string(report.files_verified) + " signed files verified under the root set " + report.root_words + "\n";
    text += "screens   " + places.screens().string() + " (" + std::to_string(report.pictures) + " in each language)\n";
    text += "results   " + places.results().string() + "\nreceipts  " + places.receipts().string() + "\n";
    text += "ledgers   " + places.ledgers().string() + "\nbundle    " + places.bundle().string() + "\nsummary   " +
            places.summary().string() + "\n";
    return text;
}

} // namespace kaogong::cli::demo
