// The outcome 成绩合成 of one candidate in one batch, as the bureau states it: which accepted results it rests on, where they stand in the
// log, and what the rules made of them. Signed by the bureau, and its hash is a leaf of the log, like every act of the bureau. It is never
// changed: what comes to another outcome later is a new version that names this one.
#pragma once

#include "core/assessment/practical/outcome.h"
#include "core/record/bundle.h"

namespace kaogong::record {

inline constexpr std::string_view kTypeOutcome = "application/vnd.kaogong.outcome+cose";
inline constexpr std::size_t kStatedComponentsMax = 8; // one of each method at most

struct StatedComponent {
    practical::Method method = practical::Method::theory;
    practical::EntryMode mode = practical::EntryMode::first;
    practical::OutcomeReason reason = practical::OutcomeReason::passed;
    assessment::Points shown = 0; // of its full marks, cut to a hundredth
    std::string of;               // what failed it, or empty
    std::string basis;            // document of an exemption, and of nothing else
    std::optional<Hash> record;   // the result that stands; none where the candidate was exempt or the result is not known here
    SessionId session;            // of that result
    std::uint64_t log_index = 0;  // its place in the log
    bool operator==(const StatedComponent&) const = default;
};

struct OutcomeStatement {
    CandidateRef candidate; // as the newest of its results has it
    std::string occupation; // 职业编码
    int level = 0;          // 1..8
    std::string organisation;
    std::string plan; // 认定计划编号
    practical::Verdict verdict = practical::Verdict::fail;
    std::vector<StatedComponent> components; // in the order of the rules
    bool weighted_below = false;
    bool second_certificate = false; // 一试双证 (P21)
    bool level_skipped = false;      // 跨级别认定 (P12)
    Hash rules;                      // SHA-256 of the rules file that was applied
    std::uint64_t version = 1;       // counts the outcomes of one person, occupation, level and batch
    std::optional<Hash> earlier;     // hash of the version before
    std::int64_t at_ms = 0;
    bool operator==(const OutcomeStatement&) const = default;
};

// {1: version of the format, 2: candidate, 3: [occupation, level], 4: [organisation, plan], 5: verdict, 6: [ + [method, mode, reason,
// points, of, basis, record or empty, session or empty, place] ], 7: flags (1 weighted total below, 2 second certificate, 4 level skipped),
// 8: rules, 9: version, ? 10: earlier, 11: ms}. record_value_invalid names what is wrong.
Result<Bytes> sign_outcome(const OutcomeStatement& statement, const KeyPair& intake);
Result<OutcomeStatement> verify_outcome(ByteView encoded, const Bundle& bundle, const Suite& suite = standard_suite());

// The hash of what the outcome says apart from when it was said: two that are equal here are one outcome drawn up twice.
Result<Hash> outcome_facts_hash(const OutcomeStatement& statement);

// As the rules gave it, for words and pass marks.
practical::Outcome outcome_of(const OutcomeStatement& statement);

} // namespace kaogong::record
