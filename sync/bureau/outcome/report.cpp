#include "sync/bureau/outcome/report.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "sync/bureau/days.h"

#include <array>

#include <nlohmann/json.hpp>

namespace kaogong::bureau::outcome {
namespace {

using nlohmann::ordered_json;

// By their numbers, from 1.
constexpr std::array<std::string_view, 9> kMethodWords{"",        "theory", "operation", "review",         "work_record",
                                                       "process", "direct", "contest",   "special_ability"};
constexpr std::array<std::string_view, 6> kVerdictWords{"", "pass", "fail", "no_result", "held", "void"};
constexpr std::array<std::string_view, 5> kModeWords{"", "first", "resit", "exempt", "retained"};
constexpr std::array<std::string_view, 17> kReasonWords{"",
                                                        "passed",
                                                        "exempt",
                                                        "below",
                                                        "failed_by",
                                                        "zero",
                                                        "no_result",
                                                        "held",
                                                        "void",
                                                        "retained_expired",
                                                        "retained_superseded",
                                                        "retained_voided",
                                                        "retained_foreign",
                                                        "retained_unknown",
                                                        "retained_not_allowed",
                                                        "attempts_over",
                                                        "weighted_below"};

std::string dump(const ordered_json& value) {
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string drawn_words(const Drawn& drawn, Language language) {
    if (drawn.statement) return outcome_words(*drawn.statement, language);
    if (drawn.why) {
        const auto words = sentence(drawn.why->code, language);
        return code_text(drawn.why->code) + " " + std::string(words.what) + " (" + drawn.why->context + ")";
    }
    std::string text;
    for (const Lack& lack : drawn.lacks) text += (text.empty() ? "" : (language == Language::en ? "; " : "；")) + lack_text(lack, language);
    return text;
}

std::string_view drawn_word(DrawnState state) {
    switch (state) {
    case DrawnState::made: return "made";
    case DrawnState::unchanged: return "unchanged";
    case DrawnState::incomplete: return "incomplete";
    case DrawnState::failed: break;
    }
    return "failed";
}

ordered_json component_json(const record::StatedComponent& component) {
    ordered_json line{{"method", method_word(component.method)},
                      {"mode", mode_word(component.mode)},
                      {"reason", reason_word(component.reason)},
                      {"points", component.shown}};
    if (!component.of.empty()) line["of"] = component.of;
    if (!component.basis.empty()) line["basis"] = component.basis;
    if (!component.record) return line;
    line["record"] = component.record->hex();
    line["session"] = component.session.hex();
    line["log_index"] = component.log_index;
    return line;
}

std::string head_text(const OutcomeKey& key, const CandidateRef& candidate) {
    return candidate.hex() + "  " + key.occupation + " " + std::to_string(key.level) + "  " + key.organisation + " " + key.plan + "  ";
}

} // namespace

std::string_view verdict_word(practical::Verdict verdict) {
    return kVerdictWords[static_cast<std::size_t>(verdict)];
}
std::string_view mode_word(practical::EntryMode mode) {
    return kModeWords[static_cast<std::size_t>(mode)];
}
std::string_view reason_word(practical::OutcomeReason reason) {
    return kReasonWords[static_cast<std::size_t>(reason)];
}
std::string_view method_word(practical::Method method) {
    return kMethodWords[static_cast<std::size_t>(method)];
}
std::optional<practical::Method> find_method(std::string_view word) {
    for (std::size_t i = 1; i < kMethodWords.size(); ++i)
        if (kMethodWords[i] == word) return static_cast<practical::Method>(i);
    return std::nullopt;
}

std::string outcome_words(const record::OutcomeStatement& statement, Language language) {
    const bool english = language == Language::en;
    std::string words = practical::outcome_text(record::outcome_of(statement), language);
    if (statement.level_skipped) words += english ? "; a level was skipped" : "；越级申报";
    if (statement.second_certificate) words += english ? "; two certificates" : "；一试双证";
    return words;
}

std::string drawn_json(const Drawn& drawn) {
    ordered_json line{{"state", drawn_word(drawn.state)}, {"candidate", drawn.candidate.hex()},     {"occupation", drawn.key.occupation},
                      {"level", drawn.key.level},         {"organisation", drawn.key.organisation}, {"plan", drawn.key.plan}};
    if (drawn.statement) {
        line["version"] = drawn.statement->version;
        line["outcome"] = drawn.hash.hex();
        line["log_index"] = drawn.log_index;
        line["verdict"] = verdict_word(drawn.statement->verdict);
    }
    if (drawn.why) line["code"] = code_name(drawn.why->code);
    line["words"] = {{"zh-CN", drawn_words(drawn, Language::zh_cn)}, {"en", drawn_words(drawn, Language::en)}};
    return dump(line);
}

std::string drawn_text(const Drawn& drawn, Language language) {
    return head_text(drawn.key, drawn.candidate) + std::string(drawn_word(drawn.state)) + "  " + drawn_words(drawn, language);
}

std::string outcome_json(const ShownOutcome& shown) {
    const OutcomeRow& row = shown.row;
    const record::OutcomeStatement& statement = shown.statement;
    ordered_json line{{"outcome", row.hash.hex()}, {"version", statement.version}};
    if (statement.earlier) line["earlier"] = statement.earlier->hex();
    line["state"] = state_word(shown.state);
    line["verdict"] = verdict_word(statement.verdict);
    line["candidate"] = statement.candidate.hex();
    line["occupation"] = statement.occupation;
    line["level"] = statement.level;
    line["organisation"] = statement.organisation;
    line["plan"] = statement.plan;
    line["words"] = {{"zh-CN", outcome_words(statement, Language::zh_cn)}, {"en", outcome_words(statement, Language::en)}};
    line["second_certificate"] = statement.second_certificate;
    line["level_skipped"] = statement.level_skipped;
    line["rules"] = statement.rules.hex();
    line["log_index"] = row.log_index;
    line["at"] = iso_text(statement.at_ms, kBureauOffsetMinutes);
    line["components"] = ordered_json::array();
    for (const record::StatedComponent& component : statement.components) line["components"].push_back(component_json(component));
    for (const AppliedCorrection& each : shown.corrections)
        line["corrections"].push_back(
            {{"method", method_word(each.method)}, {"void", each.voided}, {"basis", basis_word(each.basis)}, {"reason", each.reason}});
    return dump(line);
}

std::string outcome_line(const ShownOutcome& shown, Language language) {
    const record::OutcomeStatement& statement = shown.statement;
    std::string text = shown.row.hash.hex().substr(0, 16) + "  " + head_text(shown.row.key, statement.candidate) + "v" +
                       std::to_string(statement.version) + " " + std::string(state_word(shown.state)) + "  " +
                       outcome_words(statement, language);
    for (const AppliedCorrection& each : shown.corrections)
        text += (language == Language::en ? "; " : "；") + correction_text(each, language);
    return text;
}

} // namespace kaogong::bureau::outcome
