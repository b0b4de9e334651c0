// The sentences of each signal, in both languages: what was seen, with its numbers, and where a person looks next.
#include "core/assessment/levels.h"
#include "core/base/check.h"
#include "core/base/text.h"
#include "sync/bureau/days.h"
#include "sync/bureau/signals/signal.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace kaogong::bureau::signals {
namespace {

struct Row {
    SignalKind kind;
    std::string_view key;
    std::string_view zh_cn;
    std::string_view en;
    // A sentence with {0}, {1}... for the signal's words (words_of).
    std::string_view sentence_zh;
    std::string_view sentence_en;
    std::string_view look_zh;
    std::string_view look_en;
};

constexpr std::array kRows{
    Row{SignalKind::clock_step, "clock_step", "时钟被调整", "clock set", "终端时钟被{0}。", "The terminal's clock was set {0}.",
        "请核对该终端的校时方式和当日考场记录。", "Compare with how the terminal gets its time, and with the room's log of the day."},
    Row{SignalKind::clock_back, "clock_back", "重启后时钟倒退", "clock back after a restart", "重启后时钟比重启前最后一条记录早 {0}。",
        "After a restart of the machine its clock stood {0} before its last entry.", "请检查该机的时钟电池，并核对关机期间由谁保管。",
        "Look at the machine's clock battery, and at who had the machine while it was off."},
    Row{SignalKind::gap, "gap", "作答期间终端离线", "terminal off during a sitting", "有考生作答时终端停机 {0} 分钟。",
        "The terminal was off for {0} min while a candidate sat at it.", "请查看考场记录中的故障登记和补时。",
        "Look for the fault and the time credited in the room's log of the day."},
    Row{SignalKind::silence, "silence", "场次期间记录中断", "silence in an open session",
        "场次开启期间 {0} 分钟没有任何记录；正常应至少每小时一条。",
        "For {0} min of an open session there is no entry; at least one an hour is due.", "请询问该机当时是否休眠，或程序是否被停止。",
        "Ask whether the machine was asleep, or its program stopped."},
    Row{SignalKind::late_scoring, "late_scoring", "迟评", "late scoring", "考核结束后过晚评分：录入 {0} 次，最后一次在结束 {1} 小时之后。",
        "Scored late: {0} changes to the score sheet, the last of them {1} h after the test had ended.",
        "请询问推迟评分的原因，并与纸质评分表核对。", "Ask why scoring was put off, and compare with the sheets on paper."},
    Row{SignalKind::odd_hours, "odd_hours", "非常时段评分", "scoring at odd hours", "深夜评分：{1} 至 {2} 之间录入 {0} 次。",
        "Scored at night: {0} changes to score sheets between {1} and {2}.", "请与场次安排核对，询问由谁在何处评分。",
        "Compare with the session's plan; ask who scored, and where."},
    Row{SignalKind::identical_answers, "identical_answers", "答题雷同", "papers that miss the same",
        "两名考生的失分题几乎相同：共有 {1} 道题有人失分，其中 {0} 道两人得分完全一样。同卷 {2} 人，半数以上考生失分的难题不计。",
        "Two candidates lost points on nearly the same items: on {0} of the {1} items that either lost points on, both got the same. {2} "
        "candidates had this paper; items on which half of them or more lost points are left out.",
        "请查看两人座位和监控录像，比对封存的答卷。", "Look at both seats and the video, and compare the sealed answers."},
    Row{SignalKind::examiner_outlier, "examiner_outlier", "考评员评分偏离", "examiner far from the panel",
        "考评员 {3} 对 {1} 名考生的评分平均比考评小组中位数{0}（按百分制），其中 {2} 次方向相同。",
        "Over {1} candidates examiner {3} scored on average {0} the panel's median (of 100 points), {2} times on that side.",
        "请调阅所列评分表，听取考评小组和该考评员的说明。", "Look at the sheets named; hear the panel and the examiner."},
    Row{SignalKind::pass_piling, "pass_piling", "成绩在合格线堆积", "scores piled at the pass mark",
        "{6} {3}{5}：{2} 份成绩中 {0} 份刚过合格线，仅 {1} 份略低于合格线（上下各 {4} 分以内，按百分制）。",
        "{6}, {3}, {5}: of {2} results {0} lie just above the pass mark and only {1} just below (within {4} points of 100 of it).",
        "请抽查所列成绩的评分过程，有疑问的组织复评。", "Look at how the results named were scored; have doubtful ones scored again."},
};

const Row& row_of(SignalKind kind) {
    const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return each.kind == kind; });
    CHECK(row != kRows.end());
    return *row;
}

std::string time_text(std::int64_t wall_ms) {
    constexpr std::size_t kUpToMinutes = 16;
    std::string text = iso_text(wall_ms, kBureauOffsetMinutes).substr(0, kUpToMinutes);
    std::replace(text.begin(), text.end(), 'T', ' ');
    return text;
}

std::string seconds_text(std::int64_t seconds, Language language) {
    const bool zh = language == Language::zh_cn;
    const std::int64_t size = std::llabs(seconds);
    if (size < 120) return std::to_string(size) + (zh ? " 秒" : " s");
    const std::string minutes = std::to_string(size % 3'600 / 60) + (zh ? " 分" : " min");
    return size < 3'600 ? minutes : std::to_string(size / 3'600) + (zh ? " 小时 " : " h ") + minutes;
}

std::string step_text(std::int64_t seconds, Language language) {
    const std::string by = seconds_text(seconds, language);
    if (language == Language::zh_cn) return (seconds < 0 ? "拨慢 " : "拨快 ") + by;
    return (seconds < 0 ? "back by " : "forward by ") + by;
}

// Hundredths of a per cent are hundredths of a point of a hundred.
std::string distance_text(std::int64_t bp, Language language) {
    const std::string points = decimal_text(std::llabs(bp), 2);
    if (language == Language::zh_cn) return (bp < 0 ? "低 " : "高 ") + points + " 分";
    return points + (bp < 0 ? " points below" : " points above");
}

// Text that others wrote may hold what moves the cursor of whoever prints a report: control characters, those of U+0080 to U+009F as well.
std::string without_controls(std::string text) {
    constexpr unsigned char kSpace = 0x20, kDelete = 0x7F, kLatinLead = 0xC2, kFirstPrinting = 0xA0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool leads_control = byte == kLatinLead && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < kFirstPrinting;
        if (leads_control) text.erase(i, 1);
        if (leads_control || byte < kSpace || byte == kDelete) text[i] = '?';
    }
    return text;
}

std::vector<std::string> words_of(const Signal& signal, Language language) {
    const std::vector<std::int64_t>& numbers = signal.numbers;
    std::vector<std::string> words;
    for (const std::int64_t number : numbers) words.push_back(std::to_string(number));
    switch (signal.kind) {
    case SignalKind::clock_step: words[0] = step_text(numbers[0], language); break;
    case SignalKind::clock_back: words[0] = seconds_text(numbers[0], language); break;
    case SignalKind::odd_hours:
        words[1] = time_text(numbers[1]);
        words[2] = time_text(numbers[2]);
        break;
    case SignalKind::examiner_outlier: words[0] = distance_text(numbers[0], language); break;
    case SignalKind::pass_piling:
        if (const auto level = assessment::skill_level(numbers[3])) words[3] = assessment::level_display(*level, language);
        words[5] = record::record_kind_name(static_cast<record::RecordKind>(numbers[5]), language);
        break;
    default: break;
    }
    if (!signal.about.empty()) words.push_back(without_controls(signal.about));
    return words;
}

} // namespace

std::string_view signal_key(SignalKind kind) {
    return row_of(kind).key;
}

std::string_view signal_name(SignalKind kind, Language language) {
    return language == Language::zh_cn ? row_of(kind).zh_cn : row_of(kind).en;
}

std::string_view where_to_look(SignalKind kind, Language language) {
    return language == Language::zh_cn ? row_of(kind).look_zh : row_of(kind).look_en;
}

std::string explain(const Signal& signal, Language language) {
    const Row& row = row_of(signal.kind);
    std::string text(language == Language::zh_cn ? row.sentence_zh : row.sentence_en);
    const std::vector<std::string> words = words_of(signal, language);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string place = "{" + std::to_string(i) + "}";
        const std::size_t at = text.find(place);
        CHECK(at != std::string::npos);
        text.replace(at, place.size(), words[i]);
    }
    return text;
}

} // namespace kaogong::bureau::signals
