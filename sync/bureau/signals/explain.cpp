// The sentence of each signal, in both languages, with its numbers.
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
};

constexpr std::array kRows{
    Row{SignalKind::clock_step, "clock_step", "时钟被调整", "clock set", "终端时钟被调整 {0}（正为拨快，负为拨慢）。",
        "The terminal's clock was set by {0} (plus: forward)."},
    Row{SignalKind::clock_back, "clock_back", "重启后时钟倒退", "clock back after a restart", "重启后的记录比重启前早 {0}。",
        "After a restart of the machine entries are {0} earlier than before it."},
    Row{SignalKind::gap, "gap", "作答期间终端离线", "terminal off during a sitting", "有考生作答时终端停机 {0} 分钟。",
        "The terminal was off for {0} min while a candidate sat at it."},
    Row{SignalKind::silence, "silence", "场次期间记录中断", "silence in an open session",
        "场次开启期间 {0} 分钟没有任何记录，应至少每小时一条。",
        "For {0} min of an open session there is no entry; at least one an hour is due."},
    Row{SignalKind::late_scoring, "late_scoring", "迟评", "late scoring", "考核结束 {1} 小时后仍录入 {0} 次评分操作。",
        "{0} touches on a score sheet, the last of them {1} h after the test had ended."},
    Row{SignalKind::odd_hours, "odd_hours", "非常时段评分", "scoring at odd hours", "{1} 至 {2} 之间录入 {0} 次评分操作。",
        "{0} touches on score sheets between {1} and {2}."},
    Row{SignalKind::identical_answers, "identical_answers", "答题雷同", "papers that miss the same",
        "两名考生失分的题中有 {0} 道得分相同，合计只涉及 {1} 道；同卷 {2} 人，多数人失分的难题不计。",
        "Two candidates missed the same {0} items with the same points, of {1} that either missed; {2} had this paper, and items that most "
        "missed "
        "are left out."},
    Row{SignalKind::examiner_outlier, "examiner_outlier", "考评员评分偏离", "examiner far from the panel",
        "考评员 {3} 在 {1} 名考生上平均偏离考评小组中位数 {0} 个百分点，其中 {2} 次在同一侧。",
        "Examiner {3} lies {0} points of a hundred from the panel's median on average over {1} candidates, {2} times to the same side."},
    Row{SignalKind::pass_piling, "pass_piling", "成绩在合格线堆积", "scores piled at the pass mark",
        "{4} {3}：{2} 份成绩中 {0} 份刚过合格线，仅 {1} 份略低于合格线。",
        "{4}, {3}: of {2} results {0} lie just above the pass mark and {1} just below."},
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
    const std::string sign = seconds < 0 ? "-" : "";
    const std::int64_t size = std::llabs(seconds);
    if (size < 7'200) return sign + std::to_string(size) + (zh ? " 秒" : " s");
    return sign + std::to_string(size / 3'600) + (zh ? " 小时 " : " h ") + std::to_string(size % 3'600 / 60) + (zh ? " 分" : " min");
}

std::vector<std::string> words_of(const Signal& signal, Language language) {
    const std::vector<std::int64_t>& numbers = signal.numbers;
    std::vector<std::string> words;
    for (const std::int64_t number : numbers) words.push_back(std::to_string(number));
    switch (signal.kind) {
    case SignalKind::clock_step:
    case SignalKind::clock_back: words[0] = seconds_text(numbers[0], language); break;
    case SignalKind::odd_hours:
        words[1] = time_text(numbers[1]);
        words[2] = time_text(numbers[2]);
        break;
    case SignalKind::examiner_outlier: words[0] = decimal_text(numbers[0], 2); break;
    case SignalKind::pass_piling:
        if (const auto level = assessment::skill_level(numbers[3])) words[3] = assessment::level_display(*level, language);
        break;
    default: break;
    }
    if (!signal.about.empty()) words.push_back(signal.about);
    return words;
}

} // namespace

std::string_view signal_key(SignalKind kind) {
    return row_of(kind).key;
}

std::string_view signal_name(SignalKind kind, Language language) {
    return language == Language::zh_cn ? row_of(kind).zh_cn : row_of(kind).en;
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
