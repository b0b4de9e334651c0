#include "sync/bureau/marking/remark_report.h"

#include "core/base/text.h"
#include "sync/bureau/marking/report_parts.h"

#include <algorithm>
#include <array>

namespace kaogong::bureau::marking {
namespace {

using record::OutcomeCode;

std::string_view change_word(const RemarkedResult& result) {
    if (result.before.outcome == result.after.outcome) return "none";
    return result.after.outcome == OutcomeCode::pass ? "passes" : "fails";
}

// A signed number of hundredths: "-1.50", "+2.00", "0.00".
std::string signed_points(assessment::Points points) {
    const std::string sign = points > 0 ? "+" : points < 0 ? "-" : "";
    return sign + decimal_text(points < 0 ? -points : points, 2);
}

std::string items_text(const RemarkedResult& result) {
    std::string text;
    for (const ItemDelta& delta : result.deltas)
        text += (text.empty() ? "" : "; ") + delta.item + " " + std::string(delta.action) + " " + signed_points(delta.points());
    return text;
}

std::string_view action_words(std::string_view action, Language language) {
    constexpr std::array<std::array<std::string_view, 3>, 4> kActions = {{{"void", "作废", "left out"},
                                                                          {"full", "给满分", "in full"},
                                                                          {"key", "按更正答案", "by the new key"},
                                                                          {"again", "重新评分", "scored again"}}};
    for (const auto& [word, zh_cn, en] : kActions)
        if (word == action) return language == Language::en ? en : zh_cn;
    return action;
}

std::string outcome_words(OutcomeCode outcome, Language language) {
    const assessment::OutcomeFacts& facts = assessment::outcome_facts(outcome);
    return std::string(language == Language::en ? facts.en : facts.zh_cn);
}

// "58.00 to 61.00 (+3.00), Not passed to Passed: m left out +1.00"
std::string changed_words(const RemarkedResult& result, Language language) {
    const bool english = language == Language::en;
    const std::string to = english ? " to " : " 改为 ";
    const assessment::Points delta = result.shown_after() - result.shown_before();
    std::string text = decimal_text(result.shown_before(), 2) + to + decimal_text(result.shown_after(), 2);
    text += english ? " (" + signed_points(delta) + "), " : "（" + signed_points(delta) + "），";
    text += outcome_words(result.before.outcome, language);
    if (result.before.outcome != result.after.outcome) text += to + outcome_words(result.after.outcome, language);
    std::string items;
    for (const ItemDelta& each : result.deltas) {
        items += (items.empty() ? "" : english ? "; " : "；") + each.item + " ";
        items += std::string(action_words(each.action, language)) + " " + signed_points(each.points());
    }
    return text + (english ? ": " : "：") + items;
}

std::string result_words(const RemarkedResult& result, Language language) {
    if (result.why) return error_text(*result.why, language);
    if (result.made) return changed_words(result, language);
    return language == Language::en ? "nothing changes" : "无变化";
}

std::string sum_words(const std::vector<RemarkedResult>& results, Language language) {
    int changed = 0, passes = 0, fails = 0, failed = 0;
    for (const RemarkedResult& each : results) {
        changed += each.made ? 1 : 0;
        passes += change_word(each) == "passes" ? 1 : 0;
        fails += change_word(each) == "fails" ? 1 : 0;
        failed += each.why ? 1 : 0;
    }
    const auto number = [](auto count) { return std::to_string(count); };
    if (language == Language::en)
        return number(results.size()) + " results: " + number(changed) + " changed, " + number(passes) + " now pass, " + number(fails) +
               " now fail, " + number(failed) + " could not be marked";
    return "共 " + number(results.size()) + " 份成绩：变更 " + number(changed) + " 份，改为合格 " + number(passes) + " 份，改为不合格 " +
           number(fails) + " 份，未能重评 " + number(failed) + " 份";
}

} // namespace

std::string remark_json(const std::vector<RemarkedResult>& results) {
    json lines = json::array();
    for (const RemarkedResult& result : results) {
        json line{{"session", result.session.hex()},   {"candidate", result.candidate.hex()},
                  {"earlier", result.earlier.hex()},   {"before", score_json(result.before)},
                  {"after", score_json(result.after)}, {"delta", result.after.points - result.before.points},
                  {"change", change_word(result)},     {"items", json::array()}};
        line["words"] = {{"zh-CN", result_words(result, Language::zh_cn)}, {"en", result_words(result, Language::en)}};
        for (const ItemDelta& delta : result.deltas)
            line["items"].push_back({{"item", delta.item},
                                     {"action", delta.action},
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

std::string remark_text(const std::vector<RemarkedResult>& results, Language language) {
    std::string text;
    for (const RemarkedResult& result : results)
        if (result.made || result.why) text += result.candidate.hex() + "  " + result_words(result, language) + "\n";
    return text + sum_words(results, language) + "\n";
}

Result<void> all_well(const std::vector<RemarkedResult>& results) {
    const auto failed = std::find_if(results.begin(), results.end(), [](const RemarkedResult& each) { return each.why.has_value(); });
    return failed == results.end() ? success() : Result<void>(*failed->why);
}

} // namespace kaogong::bureau::marking
