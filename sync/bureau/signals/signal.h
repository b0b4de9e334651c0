// One anomaly: what was seen, where, how strong it is, by which numbers, and on which signed evidence. A signal accuses nobody: a person
// looks at it, and the one concerned may answer.
#pragma once

#include "core/base/codes.h"
#include "sync/bureau/signals/facts.h"
#include "sync/bureau/signals/rules.h"

#include <optional>
#include <string_view>

namespace kaogong::bureau::signals {

// Numbers stand in JSON and in reports and are never used again.
enum class SignalKind : std::uint8_t {
    clock_step = 1,    // 时钟被调
    clock_back,        // 重启后时钟倒退
    gap,               // 作答期间终端离线
    silence,           // 场次期间记录中断
    late_scoring,      // 迟评
    odd_hours,         // 非常时段评分
    identical_answers, // 雷同卷
    examiner_outlier,  // 考评员偏离
    pass_piling,       // 成绩在合格线堆积
};

struct Signal {
    SignalKind kind = SignalKind::clock_step;
    int strength = 0; // hundredths, 1..100
    std::int64_t at_ms = 0;
    std::optional<TerminalId> terminal = {};
    std::optional<SessionId> session = {};
    std::vector<CandidateRef> candidates = {};
    std::vector<std::uint64_t> entries = {}; // of that terminal's ledger
    std::vector<Hash> records = {};          // by record hash, at most kEvidenceMax
    std::vector<std::int64_t> numbers = {};  // that the sentence tells, in the order of explain.cpp
    std::string about = {};                  // staff number, or occupation and level
};
inline constexpr std::size_t kEvidenceMax = 20;

std::string_view signal_key(SignalKind kind); // `clock_step`
std::string_view signal_name(SignalKind kind, Language language);
std::string explain(const Signal& signal, Language language);       // one sentence with its numbers
std::string_view where_to_look(SignalKind kind, Language language); // what a person compares it with, before anybody is blamed

// Where `value` lies between the least that counts and the most that matters: 1 to 100.
struct Scale {
    std::int64_t least = 0;
    std::int64_t full = 0;
};
int strength_of(std::int64_t value, const Scale& scale);

// All signals of a centre, by kind and time.
std::vector<Signal> find_signals(const CentreFacts& facts, const SignalRules& rules);

// Each on its own. Private to find_signals and its tests.
std::vector<Signal> clock_signals(const CentreFacts& facts, const SignalRules& rules);
std::vector<Signal> gap_signals(const CentreFacts& facts, const SignalRules& rules);
std::vector<Signal> scoring_time_signals(const CentreFacts& facts, const SignalRules& rules);
std::vector<Signal> answer_signals(const CentreFacts& facts, const SignalRules& rules);
std::vector<Signal> examiner_signals(const CentreFacts& facts, const SignalRules& rules);
std::vector<Signal> piling_signals(const CentreFacts& facts, const SignalRules& rules);

} // namespace kaogong::bureau::signals
