// What the commands about certificate drafts print.
#include "core/base/clock.h"
#include "core/base/codes/outcome.h"
#include "sync/bureau/certificates/drafts.h"
#include "sync/bureau/days.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::certificates {
namespace {

using nlohmann::ordered_json;

struct StepWords {
    std::string_view word, zh_cn, en;
};
StepWords step_words(DraftStep step) {
    switch (step) {
    case DraftStep::drafted: return {"drafted", "已拟发", "drafted"};
    case DraftStep::there: return {"there", "此前已拟发", "there"};
    case DraftStep::ended: return {"ended", "已终止", "ended"};
    case DraftStep::waits: break;
    }
    return {"waits", "等待", "waits"};
}

std::string_view state_word(const CertificateView& view) {
    if (!view.end) return "draft";
    return view.end->kind == static_cast<int>(record::CertificateActKind::replaced) ? "replaced" : "withdrawn";
}

std::string dump(const ordered_json& value) {
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json parts_json(const std::string& number) {
    const auto parts = parse_number(number);
    if (!parts.ok()) return ordered_json::object();
    return {{"letter", parts->letter()},     {"organisation", parts->organisation()},
            {"province", parts->province()}, {"site", parts->site()},
            {"year", parts->year},           {"level_digit", std::string(1, parts->level_digit)},
            {"serial", parts->serial}};
}

} // namespace

std::string_view profile_word(CertificateProfile profile) {
    return profile == CertificateProfile::industry ? "industry" : "level";
}

std::string told_json(const DraftTold& told) {
    ordered_json line{{"step", step_words(told.step).word}};
    if (!told.number.empty()) line["number"] = told.number;
    line["profile"] = profile_word(told.profile);
    line["outcome"] = told.outcome.hex();
    line["candidate"] = told.candidate.hex();
    line["occupation"] = told.key.occupation;
    line["level"] = told.key.level;
    line["organisation"] = told.key.organisation;
    line["plan"] = told.key.plan;
    if (told.why) line["code"] = code_name(told.why->code);
    if (!told.reason.empty()) line["reason"] = told.reason;
    return dump(line);
}

std::string told_text(const DraftTold& told, Language language) {
    const StepWords words = step_words(told.step);
    std::string text = told.candidate.hex() + "  " + told.key.occupation + " " + std::to_string(told.key.level) + "  " +
                       std::string(profile_word(told.profile)) + "  " + std::string(language == Language::en ? words.en : words.zh_cn);
    if (!told.number.empty()) text += "  " + told.number;
    if (told.why) text += "  " + code_text(told.why->code) + " " + std::string(sentence(told.why->code, language).what);
    if (!told.reason.empty()) text += "  " + told.reason;
    return text;
}

std::string certificate_json(const CertificateView& view) {
    ordered_json line{{"number", view.row.number}, {"profile", profile_word(view.act.profile)}, {"state", state_word(view)}};
    if (view.end) {
        line["reason"] = view.end->reason;
        line["ended_at"] = iso_text(view.end->at_ms, kBureauOffsetMinutes);
    }
    line["outcome"] = view.row.outcome.hex();
    line["outcome_state"] = view.outcome_state;
    line["candidate"] = view.act.candidate.hex();
    line["occupation"] = view.act.occupation;
    line["level"] = view.act.level;
    line["organisation"] = view.act.organisation;
    line["plan"] = view.act.plan;
    line["by"] = view.act.by;
    line["drafted_at"] = iso_text(view.act.at_ms, kBureauOffsetMinutes);
    line["log_index"] = view.row.log_index;
    line["parts"] = parts_json(view.row.number);
    return dump(line);
}

std::string certificate_line(const CertificateView& view, Language language) {
    std::string text = view.row.number + "  " + std::string(profile_word(view.act.profile)) + "  " + std::string(state_word(view)) + "  " +
                       view.act.candidate.hex() + "  " + view.act.occupation + " " + std::to_string(view.act.level) + "  " +
                       view.act.organisation + " " + view.act.plan + "  " + day_text(view.act.at_ms);
    if (view.end) text += "  " + view.end->reason;
    if (!view.end && view.outcome_state == "replaced")
        text += std::string("  ") + std::string(sentence(codes::outcome_replaced, language).what);
    return text;
}

} // namespace kaogong::bureau::certificates
