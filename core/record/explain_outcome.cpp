// What the bureau makes of results, in sentences.
#include "core/base/clock.h"
#include "core/record/explain_text.h"

namespace kaogong::record::text {
namespace {

constexpr int kShownOffsetMinutes = 480; // as explain_text.cpp

ExplainedLine both(std::string_view zh_cn, std::string_view en, const std::string& value) {
    return {.zh_cn = std::string(zh_cn) + " " + value, .en = std::string(en) + " " + value};
}

ExplainedLine subject_line(const std::string& occupation, int level) {
    const auto known = assessment::skill_level(level);
    const auto name = [&](Language language) { return known ? assessment::level_display(*known, language) : std::to_string(level); };
    return {.zh_cn = "职业 " + occupation + "，" + name(Language::zh_cn), .en = "Occupation " + occupation + ", " + name(Language::en)};
}

ExplainedLine batch_line(const std::string& organisation, const std::string& plan) {
    return {.zh_cn = "机构 " + organisation + "，计划 " + plan, .en = "Organisation " + organisation + ", plan " + plan};
}

} // namespace

Lines describe(const OutcomeStatement& statement) {
    const practical::Outcome outcome = outcome_of(statement);
    Lines lines{{.zh_cn = practical::outcome_text(outcome, Language::zh_cn), .en = practical::outcome_text(outcome, Language::en)},
                both("考生标识", "Candidate", statement.candidate.hex()),
                subject_line(statement.occupation, statement.level),
                batch_line(statement.organisation, statement.plan),
                both("版本", "Version", std::to_string(statement.version)),
                both("时间", "At", iso_text(statement.at_ms, kShownOffsetMinutes))};
    if (statement.second_certificate) lines.push_back({.zh_cn = "一试双证", .en = "Two certificates"});
    if (statement.level_skipped) lines.push_back({.zh_cn = "越级申报", .en = "A level was skipped"});
    for (const StatedComponent& component : statement.components)
        if (component.record)
            lines.push_back(both("依据记录", "Rests on record", component.record->hex() + " @ " + std::to_string(component.log_index)));
    return lines;
}

Lines describe(const CertificateAct& act) {
    Lines lines{both("证书编号", "Certificate number", act.number), both("时间", "At", iso_text(act.at_ms, kShownOffsetMinutes))};
    if (act.kind == CertificateActKind::withdrawn) lines.push_back(both("已撤销：", "Withdrawn:", act.reason));
    if (act.kind == CertificateActKind::replaced) lines.push_back(both("已被替换：", "Replaced:", act.reason));
    if (act.kind != CertificateActKind::drafted) {
        lines.push_back(both("经办", "By", act.by));
        return lines;
    }
    const bool industry = act.profile == CertificateProfile::industry;
    lines.push_back({.zh_cn = industry ? "行业企业证书（拟发）" : "职业技能等级证书（拟发）",
                     .en = industry ? "Industry certificate, drafted" : "Level certificate, drafted"});
    lines.push_back(both("考生标识", "Candidate", act.candidate.hex()));
    lines.push_back(subject_line(act.occupation, act.level));
    lines.push_back(batch_line(act.organisation, act.plan));
    lines.push_back(both("依据合成结果", "Rests on outcome", act.outcome->hex()));
    lines.push_back(both("经办", "By", act.by));
    return lines;
}

} // namespace kaogong::record::text
