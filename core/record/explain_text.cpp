#include "core/record/explain_text.h"

#include "core/assessment/levels.h"
#include "core/assessment/points.h"
#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/record/amendment.h"

#include <algorithm>

namespace kaogong::record::text {
namespace {

constexpr int kShownOffsetMinutes = 480; // files are explained in China Standard Time, whatever the machine's zone

std::string when(std::int64_t wall_ms) {
    return iso_text(wall_ms, kShownOffsetMinutes);
}
std::string when_s(std::int64_t wall_s) {
    return when(wall_s * 1000);
}
std::string level(int number, Language language) {
    const auto known = assessment::skill_level(number);
    return known ? assessment::level_display(*known, language) : std::to_string(number);
}
ExplainedLine both(std::string_view zh_cn, std::string_view en, const std::string& value) {
    return {.zh_cn = std::string(zh_cn) + " " + value, .en = std::string(en) + " " + value};
}

ExplainedLine score_line(const ResultScore& score) {
    const auto& facts = assessment::outcome_facts(score.outcome);
    const std::string points = decimal_text(score.points, 2) + " / " + decimal_text(score.points_max, 2);
    return {.zh_cn = "得分 " + points + "，" + std::string(facts.zh_cn), .en = "Points " + points + ", " + std::string(facts.en)};
}

std::string points_of(Points points, Points points_max) {
    return decimal_text(points, 2) + " / " + decimal_text(points_max, 2);
}

struct StateName {
    std::string_view zh_cn, en;
};
constexpr StateName kItemStates[] = {{"未评", "unseen"}, {"已评", "scored"}, {"未完成", "not done"}, {"不适用", "not applicable"}};

ExplainedLine item_line(const ItemResult& item) {
    const StateName& state = kItemStates[static_cast<std::size_t>(item.state)];
    const std::string start = item.item + "  " + points_of(item.points, item.points_max) + "  ";
    return {.zh_cn = start + std::string(state.zh_cn), .en = start + std::string(state.en)};
}

ExplainedLine module_line(const ModuleResult& module) {
    const std::string points = points_of(module.points, module.points_max), weight = decimal_text(module.weight, 2) + " %";
    const std::string counted = decimal_text(assessment::cut(module.counted), 2);
    ExplainedLine line{.zh_cn = "模块 " + module.module + "：" + points + "，计 " + counted + "，比重 " + weight,
                       .en = "Module " + module.module + ": " + points + ", counts as " + counted + ", weight " + weight};
    if (module.standing == ModuleStanding::not_asked) return line;
    const bool pass = module.standing == ModuleStanding::pass;
    line.zh_cn += pass ? "，单项合格" : "，单项不合格";
    line.en += pass ? ", passed on its own" : ", below its own pass mark";
    return line;
}

// What only records of practical scoring have, and corrections of them: rows, modules, vetoes, rules that changed the total, and who had to
// sign.
void describe_scoring(const ResultRecord& record, Lines& lines) {
    for (const ItemResult& item : record.items) lines.push_back(item_line(item));
    for (const ModuleResult& module : record.modules) lines.push_back(module_line(module));
    for (const VetoResult& veto : record.vetoes) {
        const std::string times = std::to_string(veto.times);
        lines.push_back(
            {.zh_cn = "否定项 " + veto.veto + "：确认 " + times + " 次", .en = "Veto " + veto.veto + ": confirmed " + times + " times"});
    }
    for (const RuleEffect& effect : record.effects)
        lines.push_back({.zh_cn = "规则 " + effect.rule + "：总分变化 " + decimal_text(effect.points, 2),
                         .en = "Rule " + effect.rule + ": changes the total by " + decimal_text(effect.points, 2)});
    std::string roles_zh, roles_en;
    for (const RequiredSigner& signer : record.signers) {
        roles_zh += (roles_zh.empty() ? "" : "、") + std::string(role_name(signer.role, Language::zh_cn));
        roles_en += (roles_en.empty() ? "" : ", ") + std::string(role_name(signer.role, Language::en));
    }
    lines.push_back({.zh_cn = "须签名：" + roles_zh, .en = "To be signed by: " + roles_en});
}

} // namespace

Lines describe(const ResultRecord& record) {
    Lines lines;
    const std::string kind_zh(record_kind_name(record.kind, Language::zh_cn)), kind_en(record_kind_name(record.kind, Language::en));
    lines.push_back({.zh_cn = kind_zh + "（" + std::string(environment_name(record.environment, Language::zh_cn)) + "）",
                     .en = kind_en + " (" + std::string(environment_name(record.environment, Language::en)) + ")"});
    lines.push_back({.zh_cn = "职业 " + record.subject.occupation + "，" + level(record.subject.level, Language::zh_cn),
                     .en = "Occupation " + record.subject.occupation + ", " + level(record.subject.level, Language::en)});
    lines.push_back(both("考生代号", "Candidate reference", record.candidate.hex()));
    lines.push_back(both("终端", "Terminal", record.terminal.hex()));
    lines.push_back({.zh_cn = "开始 " + when(record.times.started_ms) + "，结束 " + when(record.times.ended_ms),
                     .en = "Started " + when(record.times.started_ms) + ", ended " + when(record.times.ended_ms)});
    lines.push_back({.zh_cn = "认定计划 " + record.plan.plan + "，第 " + std::to_string(record.plan.attempt) + " 次",
                     .en = "Plan " + record.plan.plan + ", attempt " + std::to_string(record.plan.attempt)});
    if (record.score) lines.push_back(score_line(*record.score));
    const bool of_rows = record.kind == RecordKind::operation || record.kind == RecordKind::examiner_sheet || !record.modules.empty();
    if (of_rows) describe_scoring(record, lines);
    if (record.earlier) lines.push_back(both("所指原记录", "Refers to the earlier record", record.earlier->hex()));
    if (record.amendment) {
        const Amendment& amendment = *record.amendment;
        lines.push_back({.zh_cn = "依据：" + std::string(basis_name(amendment.basis, Language::zh_cn)) + "，原因代码 " + amendment.reason,
                         .en = "Basis: " + std::string(basis_name(amendment.basis, Language::en)) + ", reason code " + amendment.reason});
    }
    return lines;
}

Lines describe(const ParcelHead& head) {
    const std::string range = std::to_string(head.first) + ".." + std::to_string(head.end() - 1);
    return {both("终端", "Terminal", head.terminal.hex()),
            {.zh_cn = "台账条目 " + range + "，共 " + std::to_string(head.count) + " 条",
             .en = "Entries " + range + ", " + std::to_string(head.count) + " in all"},
            both("末尾的根", "Root at the end", head.root_end.hex()),
            both("附件数", "Attached files:", std::to_string(head.blobs.size()))};
}

Lines describe(const Answer& answer) {
    Lines lines{both("上报包编号", "For parcel", answer.parcel.hex()),
                both("终端", "Terminal", answer.terminal.hex()),
                {.zh_cn = "中心已持有 " + std::to_string(answer.held) + " 条",
                 .en = "The bureau holds " + std::to_string(answer.held) + " entries"}};
    for (const EntryVerdict& verdict : answer.verdicts) {
        const std::string index = std::to_string(verdict.index);
        const std::string code = verdict.code == 0 ? "" : " " + code_text(static_cast<Code>(verdict.code));
        lines.push_back({.zh_cn = "条目 " + index + "：" + std::string(verdict_name(verdict.verdict, Language::zh_cn)) + code,
                         .en = "Entry " + index + ": " + std::string(verdict_name(verdict.verdict, Language::en)) + code});
    }
    lines.push_back(both("回执数", "Receipts:", std::to_string(answer.receipts.size())));
    return lines;
}

Lines describe(const Bundle& bundle) {
    const auto environment = [&](Language language) { return std::string(environment_name(bundle.roots.environment, language)); };
    return {
        {.zh_cn = bundle.bureau + " 的信任包，第 " + std::to_string(bundle.version) + " 版（" + environment(Language::zh_cn) + "）",
         .en = "Trust bundle of " + bundle.bureau + ", version " + std::to_string(bundle.version) + " (" + environment(Language::en) + ")"},
        {.zh_cn = "签发 " + when(bundle.issued_ms) + "，有效至 " + when(bundle.not_after_ms),
         .en = "Issued " + when(bundle.issued_ms) + ", good until " + when(bundle.not_after_ms)},
        {.zh_cn = "证书 " + std::to_string(bundle.certificates.size()) + " 份，吊销 " + std::to_string(bundle.revocations.size()) + " 份",
         .en =
             std::to_string(bundle.certificates.size()) + " certificates, " + std::to_string(bundle.revocations.size()) + " revocations"}};
}

Lines describe(const Certificate& certificate) {
    return {{.zh_cn = std::string(role_name(certificate.role, Language::zh_cn)) + "证书 " + certificate.id.hex(),
             .en = "Certificate " + certificate.id.hex() + " of a " + std::string(role_name(certificate.role, Language::en))},
            {.zh_cn = "有效期 " + when_s(certificate.not_before_s) + " 至 " + when_s(certificate.expires_s),
             .en = "Good from " + when_s(certificate.not_before_s) + " to " + when_s(certificate.expires_s)}};
}

ExplainedLine warranted(const OpenedWarrant& opened) {
    const Warrant& warrant = opened.warrant;
    const std::string chief = opened.site_chief.certificate.label, supervisor = opened.supervisor.certificate.label;
    return {.zh_cn = "应急凭证：" + std::string(role_name(warrant.role, Language::zh_cn)) + " " + warrant.number + "，由考点负责人 " + chief +
                     "、质量督导员 " + supervisor + " 签发（" + warrant.reason + "），经上级确认后成绩方为有效",
            .en = "Emergency credential of the " + std::string(role_name(warrant.role, Language::en)) + " " + warrant.number +
                  ", issued by site chief " + chief + " and supervisor " + supervisor + " (" + warrant.reason +
                  "); not final before the bureau has confirmed it"};
}

Lines describe(const PackageManifest& manifest) {
    return {{.zh_cn = "考试包 " + manifest.id.hex() + "（" + std::string(environment_name(manifest.environment, Language::zh_cn)) + "）",
             .en = "Exam package " + manifest.id.hex() + " (" + std::string(environment_name(manifest.environment, Language::en)) + ")"},
            {.zh_cn = "职业 " + manifest.occupation + "，" + assessment::level_display(manifest.level, Language::zh_cn),
             .en = "Occupation " + manifest.occupation + ", " + assessment::level_display(manifest.level, Language::en)},
            {.zh_cn = "启用 " + when(manifest.not_before_ms) + "，截止 " + when(manifest.not_after_ms),
             .en = "Opens " + when(manifest.not_before_ms) + ", ends " + when(manifest.not_after_ms)},
            both("终端数", "Terminals:", std::to_string(manifest.terminals.size()))};
}

ExplainedLine describe(const Kit& kit) {
    return {.zh_cn = "终端 " + kit.terminal.hex() + " 的注册包，机位 " + kit.seat + "，中心地址 " + kit.bureau_url,
            .en = "Enrolment kit of terminal " + kit.terminal.hex() + ", seat " + kit.seat + ", bureau at " + kit.bureau_url};
}

ExplainedLine describe(const Entry& entry) {
    const EventFacts& facts = *find_event(static_cast<std::int64_t>(entry.type));
    const std::string start = std::to_string(entry.index) + "  " + when(entry.wall_ms) + "  ";
    return {.zh_cn = start + std::string(facts.zh_cn), .en = start + std::string(facts.en)};
}

ExplainedLine anchored(const Receipt& receipt) {
    const std::string index = std::to_string(receipt.place.index), size = std::to_string(receipt.place.tree_size),
                      time = when_s(receipt.issued_at_s);
    return {.zh_cn = "已登记于 " + std::string(receipt.issuer) + " 的日志，第 " + index + " 条（日志共 " + size + " 条），" + time,
            .en = "In the log of " + std::string(receipt.issuer) + " as leaf " + index + " of " + size + ", " + time};
}

Lines describe(const Checkpoint& checkpoint) {
    return {{.zh_cn = "日志 " + checkpoint.origin + "，共 " + std::to_string(checkpoint.size) + " 条",
             .en = "Log " + checkpoint.origin + ", " + std::to_string(checkpoint.size) + " leaves"},
            both("根", "Root", checkpoint.root.hex())};
}

ExplainedLine witnessed(const Cosignature& cosignature) {
    const std::string time = when_s(cosignature.at_s);
    return {.zh_cn = "见证方 " + cosignature.name + " 于 " + time + " 也见到该日志状态",
            .en = "Also seen by the witness " + cosignature.name + " at " + time};
}

ExplainedLine chain_not_checked(std::uint64_t first) {
    const std::string before = std::to_string(first);
    return {.zh_cn = "与前 " + before + " 条的衔接需要完整台账才能核验",
            .en = "How it follows from the " + before + " entries before it needs the whole ledger"};
}

ExplainedLine results_inside(std::size_t count) {
    return both("其中成绩数", "Results inside:", std::to_string(count));
}

ExplainedLine root_line(const RootWords& words) {
    return {.zh_cn = "根密钥集：" + words_text(words, Language::zh_cn), .en = "Root set: " + words_text(words, Language::en)};
}

} // namespace kaogong::record::text
