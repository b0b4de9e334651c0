#include "sync/bureau/marking/report.h"

#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "core/base/text.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace kaogong::bureau::marking {
namespace {

using nlohmann::json;
using record::OutcomeCode;

std::string_view outcome_word(MarkOutcome outcome) {
    switch (outcome) {
    case MarkOutcome::made: return "made";
    case MarkOutcome::agrees: return "agrees";
    case MarkOutcome::differs: return "differs";
    case MarkOutcome::failed: break;
    }
    return "failed";
}

std::string_view action_word(assessment::RemarkAction action) {
    switch (action) {
    case assessment::RemarkAction::leave_out: return "void";
    case assessment::RemarkAction::full: return "full";
    case assessment::RemarkAction::key: break;
    }
    return "key";
}

std::string_view change_word(const RemarkedResult& result) {
    if (result.before.outcome == result.after.outcome) return "none";
    return result.after.outcome == OutcomeCode::pass ? "passes" : "fails";
}

std::string outcome_key(OutcomeCode outcome) {
    return std::string(assessment::outcome_facts(outcome).key);
}

json score_json(const record::ResultScore& score) {
    return {{"points", score.points}, {"points_max", score.points_max}, {"outcome", outcome_key(score.outcome)}};
}

json item_json(const record::ItemResult& item) {
    return {{"points", item.points}, {"points_max", item.points_max}, {"state", static_cast<int>(item.state)}};
}

void tell_error(json& line, const std::optional<Error>& why) {
    if (!why) return;
    line["code"] = code_name(why->code);
    line["reason"] = error_text(*why);
}

// A signed number of hundredths: "-1.50", "+2.00", "0.00".
std::string signed_points(assessment::Points points) {
    const std::string sign = points > 0 ? "+" : points < 0 ? "-" : "";
    return sign + decimal_text(points < 0 ? -points : points, 2);
}

std::string items_text(const RemarkedResult& result) {
    std::string text;
    for (const ItemDelta& delta : result.deltas)
        text +=
            (text.empty() ? "" : "; ") + delta.item + " " + std::string(action_word(delta.action)) + " " + signed_points(delta.points());
    return text;
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

std::string remark_json(const std::vector<RemarkedResult>& results) {
    json lines = json::array();
    for (const RemarkedResult& result : results) {
        json line{{"session", result.session.hex()},   {"candidate", result.candidate.hex()},
                  {"earlier", result.earlier.hex()},   {"before", score_json(result.before)},
                  {"after", score_json(result.after)}, {"delta", result.after.points - result.before.points},
                  {"change", change_word(result)},     {"items", json::array()}};
        for (const ItemDelta& delta : result.deltas)
            line["items"].push_back({{"item", delta.item},
                                     {"action", action_word(delta.action)},
                                     {"before", item_json(delta.before)},
                                     {"after", item_json(delta.after)},
                                     {"delta", delta.points()}});
        if (result.made) line["made"] = result.made->hash.hex();
        tell_error(line, result.why);
        lines.push_back(std::move(line));
    }
    return lines.dump(2);
}

std::string remark_csv(const std::vector<RemarkedResult>& results) {
    std::string text = "session,candidate,earlier,made,points_before,points_max_before,points_after,points_max_after,delta,score_before,"
                       "score_after,outcome_before,outcome_after,change,items,code\r\n";
    const auto cell = [&](const std::string& value) { text += value + ","; };
    for (const RemarkedResult& result : results) {
        cell(result.session.hex());
        cell(result.candidate.hex());
        cell(result.earlier.hex());
        cell(result.made ? result.made->hash.hex() : "");
        cell(decimal_text(result.before.points, 2));
        cell(decimal_text(result.before.points_max, 2));
        cell(decimal_text(result.after.points, 2));
        cell(decimal_text(result.after.points_max, 2));
        cell(signed_points(result.after.points - result.before.points));
        cell(decimal_text(result.shown_before(), 2));
        cell(decimal_text(result.shown_after(), 2));
        cell(outcome_key(result.before.outcome));
        cell(outcome_key(result.after.outcome));
        cell(std::string(change_word(result)));
        cell(items_text(result));
        text += (result.why ? std::string(code_name(result.why->code)) : "") + "\r\n";
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

Result<void> all_well(const std::vector<RemarkedResult>& results) {
    const auto failed = std::find_if(results.begin(), results.end(), [](const RemarkedResult& each) { return each.why.has_value(); });
    return failed == results.end() ? success() : Result<void>(*failed->why);
}

} // namespace kaogong::bureau::marking
