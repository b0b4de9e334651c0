// Public notice 公示 of a session's results, and objections 异议 to them: each act of it is signed by the bureau, and its hash is a leaf of
// the log, so that nobody can say afterwards that a notice was shorter, or that nobody had objected (P50).
#pragma once

#include "core/record/bundle.h"

namespace kaogong::record {

inline constexpr std::string_view kTypeNoticeAct = "application/vnd.kaogong.notice+cose";
inline constexpr std::size_t kNoticeTextMax = 2'048; // bytes

enum class NoticeActKind : std::uint8_t { opened = 1, closed, objection, answered };
// What a score review 成绩复核 may look at.
enum class ReviewScope : std::uint8_t {
    tally = 1, // 统分核分
    missing,   // 漏评
    identity,  // 张冠李戴
    rescoring, // 主观评分
};
enum class ReviewEnd : std::uint8_t { unchanged = 1, changed, referred };

struct NoticeAct {
    NoticeActKind kind = NoticeActKind::opened;
    SessionId session;
    std::string by;   // who acts: a number or name within the bureau; of an objection, who took it
    std::string text; // where the notice hangs; what is objected to; what is answered
    std::int64_t at_ms = 0;
    std::optional<std::int64_t> until_ms; // opened: when the notice is over; objection: when the answer is due
    std::optional<Hash> record;           // objection: the result objected to
    std::optional<ReviewScope> scope;     // objection
    std::optional<Hash> objection;        // answered: hash of the act that is answered
    std::optional<ReviewEnd> end;         // answered
    bool operator==(const NoticeAct&) const = default;
};

// {1: version, 2: kind, 3: session, 4: by, 5: text, 6: at ms, ? 7: until ms, ? 8: record hash, ? 9: scope, ? 10: objection, ? 11: end};
// what its kind asks for is there, and nothing else. record_value_invalid.
Result<Bytes> sign_notice_act(const NoticeAct& act, const KeyPair& intake);
Result<NoticeAct> verify_notice_act(ByteView encoded, const Bundle& bundle, const Suite& suite = standard_suite());

} // namespace kaogong::record
