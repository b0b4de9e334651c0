#include "sync/bureau/marking/report.h"

#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "sync/bureau/marking/report_parts.h"

namespace kaogong::bureau::marking {
namespace {

using nlohmann::json;

std::string_view outcome_word(MarkOutcome outcome) {
    switch (outcome) {
    case MarkOutcome::made: return "made";
    case MarkOutcome::agrees: return "agrees";
    case MarkOutcome::differs: return "differs";
    case MarkOutcome::failed: break;
    }
    return "failed";
}

std::string points_text(const record::ResultScore& score) {
    return decimal_text(score.points, 2) + "/" + decimal_text(score.points_max, 2);
}

} // namespace

std::string marks_json(const SessionId& session, const std::vector<MarkedResult>& results) {
    json lines = json::array();
    for (const MarkedResult& result : results) {
        json line{{"session", session.hex()},
                  {"candidate", result.candidate.hex()},
                  {"record", result.record.hex()},
                  {"outcome", outcome_word(result.outcome)},
                  {"differences", json::array()}};
        if (result.stated) line["stated"] = score_json(*result.stated);
        if (result.outcome != MarkOutcome::failed) line["found"] = score_json(result.found);
        if (result.made) line["made"] = result.made->hash.hex();
        for (const ItemDifference& each : result.differences)
            line["differences"].push_back(
                {{"item", each.found.item}, {"stated", item_json(each.stated)}, {"found", item_json(each.found)}});
        tell_error(line, result.why);
        lines.push_back(std::move(line));
    }
    return lines.dump(2);
}

std::string join_json(const std::vector<std::string>& lists) {
    json all = json::array();
    for (const std::string& list : lists) {
        const json part = json::parse(list, nullptr, false);
        CHECK(part.is_array());
        all.insert(all.end(), part.begin(), part.end());
    }
    return all.dump(2);
}

std::string marks_text(const std::vector<MarkedResult>& results) {
    std::string text;
    for (const MarkedResult& result : results) {
        text += result.candidate.hex() + "  " + std::string(outcome_word(result.outcome));
        if (result.outcome != MarkOutcome::failed) text += "  " + points_text(result.found) + " " + outcome_key(result.found.outcome);
        if (result.outcome == MarkOutcome::differs)
            text += "  stated " + points_text(*result.stated) + " " + outcome_key(result.stated->outcome);
        for (const ItemDifference& each : result.differences)
            text += "\n    " + each.found.item + ": " + decimal_text(each.stated.points, 2) + " stated, " +
                    decimal_text(each.found.points, 2) + " found";
        if (result.made) text += "  " + result.made->hash.hex();
        if (result.why) text += "  " + error_text(*result.why);
        text += "\n";
    }
    return text;
}

Result<void> all_well(const std::vector<MarkedResult>& results) {
    for (const MarkedResult& result : results) {
        if (result.why) return *result.why;
        if (result.outcome == MarkOutcome::differs) return error(codes::marks_differ, result.record.hex());
    }
    return success();
}

} // namespace kaogong::bureau::marking
