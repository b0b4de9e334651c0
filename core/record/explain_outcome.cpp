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

std::string days_text(std::int64_t from_ms, std::int64_t until_ms) {
    constexpr std::size_t kDayChars = 10; // of 2026-11-30T00:00:00
    const auto day = [](std::int64_t at_ms) { return iso_text(at_ms, kShownOffsetMinutes).substr(0, kDayChars); };
    return day(from_ms) + " - " + day(until_ms - 1);
}

// What an entry of a register says, below who entered it and when.
struct DescribeEntry {
    Lines& lines;

    void operator()(const AppointmentEntry& entry) const {
        lines.push_back(both("聘任岗位", "Appointed to the post", entry.post));
        lines.push_back(both("聘任单位", "Appointed by", entry.organisation));
        lines.push_back(subject_line(entry.occupation, entry.level));
        lines.push_back(both("聘期", "Days", days_text(entry.from_ms, entry.until_ms)));
        lines.push_back(both("聘任文件", "Document", entry.document));
        lines.push_back(both("考生标识", "Candidate", entry.candidate.hex()));
        lines.push_back(both("依据合成结果", "Rests on outcome", entry.outcome.hex()));
        if (!entry.certificate.empty()) lines.push_back(both("证书编号", "Certificate number", entry.certificate));
    }
    void operator()(const AppointmentEnd& end) const {
        lines.push_back(both("终止聘任", "Ends the appointment", end.appointment.hex()));
        lines.push_back(both("自", "From", iso_text(end.until_ms, kShownOffsetMinutes)));
        lines.push_back(both("原因：", "Because:", end.reason));
    }
    void operator()(const RoundEntry& entry) const {
        const auto level = assessment::skill_level(entry.level);
        const auto name = [&](Language language) { return level ? assessment::level_display(*level, language) : std::string(); };
        const std::string round = std::to_string(entry.round);
        lines.push_back({.zh_cn = "计划 " + entry.plan + "，" + name(Language::zh_cn) + "，第 " + round + " 批",
                         .en = "Plan " + entry.plan + ", " + name(Language::en) + ", round " + round});
        lines.push_back(both("依据文件", "Document", entry.document));
    }
    void operator()(const TitlesEntry& entry) const {
        lines.push_back(both("职称对应表", "Table of title series", entry.file.hex()));
        lines.push_back(both("依据文件", "Document", entry.document));
    }
};

} // namespace

Lines describe(const RegisterAct& act) {
    Lines lines{both("登记人", "Entered by", act.by), both("时间", "At", iso_text(act.at_ms, kShownOffsetMinutes))};
    std::visit(DescribeEntry{lines}, act.what);
    return lines;
}

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
