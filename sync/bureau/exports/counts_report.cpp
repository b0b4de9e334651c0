// What the command `report` prints.
#include "core/base/clock.h"
#include "core/base/text.h"
#include "sync/bureau/days.h"
#include "sync/bureau/exports/counts.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::exports {
namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t kWholeShare = 10'000; // hundredths of a per cent

std::uint64_t share_of(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : part * kWholeShare / whole;
}

ordered_json line_json(const CountLine& line) {
    return {{"drawn", line.drawn},
            {"passed", line.passed},
            {"not_passed", line.not_passed},
            {"provisional", line.provisional},
            {"certificates", line.certificates}};
}

struct Words {
    const char *zh_cn, *en;
    const char* in(Language language) const { return language == Language::en ? en : zh_cn; }
};
constexpr Words kAsOf{"截至 ", "as of "}, kLog{"，日志 ", ", log "}, kRegister{"备案机构", "organisations"},
    kNonPublic{"其中非公有制", "non-public"}, kOwnNonPublic{"非公有制", "non-public"}, kUnfiled{"未备案", "not filed"},
    kDrawn{"合成", "outcomes"}, kPassed{"合格", "passed"}, kNotPassed{"不合格", "not passed"}, kProvisional{"未最终确定", "not final"},
    kCertificates{"拟发证", "certificate drafts"}, kHigh{"高技能人才", "high-skilled"}, kTop{"特级技师、首席技师", "levels 7 and 8"},
    kFrom{"起", " and up"}, kLevel7{"特级技师", "special-grade technicians"}, kLevel8{"首席技师", "chief technicians"},
    kAppointments{"聘任", "appointments"}, kCurrent{"在聘", "current"}, kEnded{"提前终止", "ended early"}, kEmployer{"企业", "employers"},
    kSchool{"院校", "schools"}, kSocial{"社评组织", "assessment organisations"};

std::string kind_name(const std::string& kind, Language language) {
    if (kind == "employer") return kEmployer.in(language);
    if (kind == "school") return kSchool.in(language);
    return kind == "social" ? kSocial.in(language) : kUnfiled.in(language);
}

std::string number_text(const Words& word, std::uint64_t number, Language language) {
    return std::string(word.in(language)) + " " + std::to_string(number);
}

std::string line_text(const CountLine& line, Language language) {
    const char* comma = language == Language::en ? ", " : "，";
    return number_text(kDrawn, line.drawn, language) + comma + number_text(kPassed, line.passed, language) + comma +
           number_text(kNotPassed, line.not_passed, language) + comma + number_text(kProvisional, line.provisional, language) + comma +
           number_text(kCertificates, line.certificates, language);
}

std::string register_text(const RegisterCounts& counts, Language language) {
    std::string text = number_text(kRegister, counts.all(), language) + "\n";
    for (const auto& [kind, line] : counts.kinds)
        text += "  " + kind_name(kind, language) + " " + std::to_string(line.organisations) + " (" +
                number_text(kNonPublic, line.non_public, language) + ")\n";
    return text + "  " + number_text(kUnfiled, counts.unfiled, language) + "\n";
}

ordered_json rounds_json(const TopLevels& top) {
    ordered_json rounds = ordered_json::array();
    for (const auto& [key, people] : top.rounds)
        rounds.push_back(
            {{"level", key.first}, {"round", key.second > 0 ? ordered_json(key.second) : ordered_json(nullptr)}, {"people", people}});
    return rounds;
}

// A line for each round, where any was entered.
std::string rounds_text(const TopLevels& top, Language language) {
    std::string text;
    for (const auto& [key, people] : top.rounds) {
        if (key.second == 0) continue;
        const std::string round = std::to_string(key.second);
        text += std::string("  ") + (key.first == 7 ? kLevel7 : kLevel8).in(language) +
                (language == Language::en ? ", round " + round + ": " : "第 " + round + " 批 ") + std::to_string(people) + "\n";
    }
    return text;
}

ordered_json appointments_json(const AppointmentCounts& counts) {
    ordered_json json{{"entered", counts.entered}, {"current", counts.current}, {"ended", counts.ended}, {"levels", ordered_json::array()}};
    for (const auto& [level, current] : counts.current_levels) json["levels"].push_back({{"level", level}, {"current", current}});
    return json;
}

std::string appointments_text(const AppointmentCounts& counts, Language language) {
    std::string text = number_text(kAppointments, counts.entered, language) + " (" + number_text(kCurrent, counts.current, language);
    for (const auto& [number, current] : counts.current_levels) {
        const auto level = assessment::skill_level(number);
        text += ", " + (level ? std::string(assessment::level_name(*level, language)) : std::string()) + " " + std::to_string(current);
    }
    return text + "), " + number_text(kEnded, counts.ended, language) + "\n";
}

std::string key_text(const OutcomeCountKey& key, Language language) {
    const auto level = assessment::skill_level(key.level);
    return key.period + "  " + key.occupation + "  " + (level ? assessment::level_display(*level, language) : std::to_string(key.level)) +
           "  " + kind_name(key.kind, language) + (key.non_public ? std::string("  ") + kOwnNonPublic.in(language) : std::string()) +
           (key.organisation.empty() ? std::string() : "  " + key.organisation);
}

} // namespace

std::string counts_json(const CountsReport& report) {
    ordered_json kinds;
    for (const auto& [kind, line] : report.registered.kinds)
        kinds[kind] = {{"organisations", line.organisations}, {"non_public", line.non_public}};
    kinds["unfiled"] = report.registered.unfiled;
    kinds["all"] = report.registered.all();
    const CountLine total = report.counts.total();
    const std::uint64_t high = report.counts.passed_from(report.high_from);
    const TopLevels top = report.counts.top_levels();
    ordered_json json{{"at", iso_text(report.at_ms, kBureauOffsetMinutes)},
                      {"log_size", report.log_size},
                      {"register", kinds},
                      {"total", line_json(total)},
                      {"high_skilled", {{"from_level", report.high_from}, {"passed", high}, {"share", share_of(high, total.passed)}}},
                      {"top_levels",
                       {{"organisations", top.organisations},
                        {"non_public", top.non_public},
                        {"level7", top.level7},
                        {"level8", top.level8},
                        {"rounds", rounds_json(top)}}},
                      {"appointments", appointments_json(report.appointed)},
                      {"lines", ordered_json::array()}};
    for (const auto& [key, line] : report.counts.lines()) {
        ordered_json row{{"period", key.period},
                         {"occupation", key.occupation},
                         {"level", key.level},
                         {"kind", key.kind},
                         {"non_public", key.non_public}};
        if (!key.organisation.empty()) row["organisation"] = key.organisation;
        row.update(line_json(line));
        json["lines"].push_back(row);
    }
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string counts_text(const CountsReport& report, Language language) {
    const CountLine total = report.counts.total();
    const std::uint64_t high = report.counts.passed_from(report.high_from);
    const TopLevels top = report.counts.top_levels();
    std::string text =
        kAsOf.in(language) + iso_text(report.at_ms, kBureauOffsetMinutes) + kLog.in(language) + std::to_string(report.log_size) + "\n";
    text += register_text(report.registered, language);
    text += line_text(total, language) + "\n";
    const auto level = assessment::skill_level(report.high_from);
    text += number_text(kHigh, high, language) + " (" + (level ? std::string(assessment::level_name(*level, language)) : std::string()) +
            kFrom.in(language) + "), " + decimal_text(static_cast<std::int64_t>(share_of(high, total.passed)), 2) + " %\n";
    text += std::string(kTop.in(language)) + ": " + number_text(kRegister, top.organisations, language) + " (" +
            number_text(kNonPublic, top.non_public, language) + "), " + number_text(kLevel7, top.level7, language) + ", " +
            number_text(kLevel8, top.level8, language) + "\n";
    text += rounds_text(top, language);
    text += appointments_text(report.appointed, language);
    for (const auto& [key, line] : report.counts.lines()) text += key_text(key, language) + "  " + line_text(line, language) + "\n";
    return text;
}

} // namespace kaogong::bureau::exports
