// Acts of the bureau about results, receipts beside them, and what files that were given together say of one another, in sentences.
#include "core/base/clock.h"
#include "core/record/amendment.h"
#include "core/record/explain_text.h"

namespace kaogong::record::text {
namespace {

constexpr int kShownOffsetMinutes = 480; // as explain_text.cpp

struct Words {
    std::string_view zh_cn, en;
};
constexpr Words kNotices[] = {{"", ""},
                              {"公示开始", "Public notice opened"},
                              {"公示结束", "Public notice closed"},
                              {"受理异议", "Objection taken"},
                              {"答复异议", "Objection answered"}};
constexpr Words kScopes[] = {
    {"", ""}, {"统分核分", "tally"}, {"漏评", "something left unscored"}, {"张冠李戴", "identity"}, {"主观评分", "scoring itself"}};
constexpr Words kEnds[] = {{"", ""}, {"维持原成绩", "result unchanged"}, {"成绩有变动", "result changed"}, {"移交处理", "referred"}};

template <typename Enum, std::size_t Size> const Words& words_of(const Words (&table)[Size], Enum value) {
    return table[static_cast<std::size_t>(value)];
}

std::string when(std::int64_t wall_ms) {
    return iso_text(wall_ms, kShownOffsetMinutes);
}
ExplainedLine both(std::string_view zh_cn, std::string_view en, const std::string& value) {
    return {.zh_cn = std::string(zh_cn) + (zh_cn.ends_with("：") ? "" : " ") + value, .en = std::string(en) + " " + value};
}
ExplainedLine both(const Words& start, const Words& value) {
    return {.zh_cn = std::string(start.zh_cn) + std::string(value.zh_cn), .en = std::string(start.en) + std::string(value.en)};
}
ExplainedLine by_whom(const std::string& by, std::int64_t at_ms) {
    return {.zh_cn = "经办 " + by + "，" + when(at_ms), .en = "By " + by + ", " + when(at_ms)};
}

// ---- what others say

const Words& start_of(Link link) {
    static constexpr Words kStarts[] = {
        {"", ""},
        {"取代", "Takes the place of"},
        {"已被取代，取代者为", "REPLACED by"},
        {"宣布无效的记录是", "Declares void the record"},
        {"已被宣布无效，宣布者为", "Declared VOID by"},
        {"所阅答卷为", "Marks the submission"},
        {"已由中心阅卷，阅卷记录为", "Marked by the bureau in"},
        {"有文件主张取代本件，但所给文件不能表明已被采纳：", "Its place is claimed, and the files given cannot tell whether by right, by"},
        {"依据", "Rests on"},
        {"以本件为依据的有", "Is what this rests on:"},
        {"决定放行记录", "Releases the record"},
        {"中心已决定放行：", "Released by the bureau in"},
        {"决定不予采纳记录", "Refuses the record"},
        {"中心已决定不予采纳：", "REFUSED by the bureau in"},
        {"所提异议针对记录", "Objects to the record"},
        {"有人提出异议：", "Objected to in"},
        {"所答复的异议是", "Answers the objection"},
        {"异议已有答复：", "Answered in"},
        {"终止的是", "Ends"},
        {"已终止，终止文件为", "ENDED by"},
        {"登记回执为", "Its receipt is"},
        {"回执所属文件为", "Is the receipt of"}};
    return words_of(kStarts, link);
}

bool names_another(Link link) {
    switch (link) {
    case Link::replaces:
    case Link::voids:
    case Link::marks:
    case Link::rests_on:
    case Link::releases:
    case Link::refuses:
    case Link::objects_to:
    case Link::answers:
    case Link::ends: return true;
    default: return false;
    }
}

// Basis and reason, who decided and why: what a reader of the one file wants to know of the other.
ExplainedLine said_by(const Given& other) {
    if (const auto* result = std::get_if<GivenResult>(&other.content); result && result->result.record.amendment) {
        const Amendment& amendment = *result->result.record.amendment;
        return {.zh_cn = "（依据：" + std::string(basis_name(amendment.basis, Language::zh_cn)) + "，原因代码 " + amendment.reason + "）",
                .en = " (basis: " + std::string(basis_name(amendment.basis, Language::en)) + ", reason code " + amendment.reason + ")"};
    }
    std::string words;
    if (const auto* decision = std::get_if<BureauAct>(&other.content))
        words = decision->by + ", " + when(decision->at_ms) + ": " + decision->reason;
    if (const auto* act = std::get_if<CertificateAct>(&other.content); act && !act->reason.empty())
        words = act->by + ", " + when(act->at_ms) + ": " + act->reason;
    if (const auto* act = std::get_if<RegisterAct>(&other.content))
        if (const auto* ending = std::get_if<AppointmentEnd>(&act->what)) words = act->by + ", " + when(ending->until_ms) + ": " + ending->reason;
    return words.empty() ? ExplainedLine{} : ExplainedLine{.zh_cn = "（" + words + "）", .en = " (" + words + ")"};
}

ExplainedLine relation_line(const Relation& relation, const std::vector<Given>& given) {
    const Words& start = start_of(relation.link);
    ExplainedLine line = both(start.zh_cn, start.en, relation.of);
    if (names_another(relation.link)) {
        line.zh_cn += relation.file ? "（已一并提供）" : "（未提供，无从比对）";
        line.en += relation.file ? " (given as well)" : " (not given, so not compared)";
    } else if (relation.file) {
        const ExplainedLine said = said_by(given[*relation.file]);
        line.zh_cn += said.zh_cn;
        line.en += said.en;
    }
    return line;
}

bool took_a_place(const Related& related) {
    for (const Relation& relation : related.relations)
        if (relation.file && (relation.link == Link::replaces || relation.link == Link::voids || relation.link == Link::marks)) return true;
    return false;
}

// Nothing where there is nothing to compare it with.
ExplainedLine standing_line(const Related& related) {
    switch (related.standing) {
    case Standing::replaced:
    case Standing::void_:
    case Standing::marked: return both("所给文件中最新的是", "The newest of the files given is", related.newest->hex());
    case Standing::refused: return {.zh_cn = "未被中心采纳", .en = "The bureau did not accept it"};
    case Standing::ended: return {.zh_cn = "已经终止，不再有效", .en = "It was ended and is no longer good"};
    case Standing::outdated:
        return {.zh_cn = "其依据在所给文件中已不再成立", .en = "Among the files given, what it rests on stands no longer"};
    case Standing::open: return {.zh_cn = "凭所给文件不能判断以哪一份为准", .en = "The files given cannot tell which of them stands"};
    case Standing::stands:
        if (took_a_place(related)) return {.zh_cn = "在所给文件中以本件为准", .en = "Among the files given this is the one that stands"};
        break;
    case Standing::none: break;
    }
    return {};
}

} // namespace

Lines describe(const NoticeAct& act) {
    Lines lines{both(words_of(kNotices, act.kind), {}), both("场次", "Session", act.session.hex()), by_whom(act.by, act.at_ms)};
    if (act.record) lines.push_back(both("针对记录", "About the record", act.record->hex()));
    if (act.scope) lines.push_back(both({"异议范围：", "Scope: "}, words_of(kScopes, *act.scope)));
    if (act.objection) lines.push_back(both("针对异议", "About the objection", act.objection->hex()));
    if (act.end) lines.push_back(both({"结论：", "End: "}, words_of(kEnds, *act.end)));
    if (act.until_ms)
        lines.push_back(both(act.kind == NoticeActKind::opened ? "公示至" : "应答复于",
                             act.kind == NoticeActKind::opened ? "Open until" : "Answer due by", when(*act.until_ms)));
    lines.push_back(both("内容：", "In words:", act.text));
    return lines;
}

Lines describe(const BureauAct& act) {
    const bool release = act.kind == ActKind::release;
    return {{.zh_cn = release ? "放行搁置的成绩" : "不予采纳搁置的成绩",
             .en = release ? "Releases a result that was put aside" : "Refuses a result that was put aside"},
            both("记录哈希", "Record hash", act.record.hex()),
            by_whom(act.by, act.at_ms),
            both("理由：", "Reason:", act.reason)};
}

Lines describe(const Related& related, const std::vector<Given>& given) {
    Lines lines;
    for (const Relation& relation : related.relations) lines.push_back(relation_line(relation, given));
    if (ExplainedLine line = standing_line(related); !line.en.empty()) lines.push_back(std::move(line));
    return lines;
}

ExplainedLine describe(const Receipt& receipt) {
    const std::string index = std::to_string(receipt.place.index), size = std::to_string(receipt.place.tree_size);
    const std::string of(receipt.issuer), time = when(receipt.issued_at_s * 1000);
    return {.zh_cn = of + " 的日志第 " + index + " 条（日志共 " + size + " 条）的回执，" + time,
            .en = "Receipt of leaf " + index + " of " + size + " in the log of " + of + ", " + time};
}

ExplainedLine act_hash(const Hash& act) {
    return both("文书哈希", "Hash of the act", act.hex());
}

ExplainedLine not_anchored() {
    return {.zh_cn = "未一并提供登记回执，不能表明已登记于日志",
            .en = "No receipt was given with it, so nothing shows that it is in the log"};
}

ExplainedLine receipt_of(const Hash& act) {
    return both(start_of(Link::logs).zh_cn, start_of(Link::logs).en, act.hex());
}

ExplainedLine same_head(const Checkpoint& checkpoint) {
    return both("与所给检查点一致：", "Agrees with the checkpoint given, of", checkpoint.origin);
}

} // namespace kaogong::record::text
