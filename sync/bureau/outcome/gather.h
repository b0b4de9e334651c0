// Gathering 成绩归集, pure: of all that is known of one person about one occupation and level, which result stands for each component in
// one batch, and what is still wanting. Nothing is taken for a fail that is merely not here.
#pragma once

#include "sync/bank/outcome_file.h"
#include "sync/bureau/descent.h"

#include <map>

namespace kaogong::bureau::outcome {

using practical::Method;
using practical::OutcomeReason;

struct BatchKey { // the plan of an organisation: what its sessions belong to
    std::string organisation;
    std::string plan; // 认定计划编号
    auto operator<=>(const BatchKey&) const = default;
};

// A result of this person that was put aside and waits for somebody's decision.
struct AsideComponent {
    BatchKey batch;
    std::optional<Method> method; // nothing where it amends another
    Code code{};
};
// A result that the bureau was told is retained, and what became of it since.
struct CitedResult {
    practical::RetainedStanding standing = practical::RetainedStanding::unknown;
    std::optional<AcceptedRecord> record; // the one that is cited, where it is known
};

enum class LackKind : std::uint8_t { not_in = 1, unmarked, aside, earlier_unfit, unfit };
struct Lack {
    Method method = Method::theory;
    LackKind kind = LackKind::not_in;
    Code code{};                                   // aside: why it was put there; unfit: what is wrong
    OutcomeReason earlier = OutcomeReason::passed; // earlier_unfit: why an earlier pass does not serve
    std::string what = {};                         // unfit
};
std::string lack_text(const Lack& lack, Language language); // "operation has not come in"

struct PersonFacts {
    const std::vector<Descent>& descents; // of this occupation and level, of all batches
    const std::vector<OutcomeNoteRow>& notes;
    const std::vector<AsideComponent>& aside;
    const std::map<Hash, CitedResult>& cited; // of all notes that name a result
};
// The result behind a component of the input.
struct Source {
    Hash record;
    SessionId session;
    CentreId centre;
    CandidateRef candidate;
    std::uint64_t log_index = 0;
    std::int64_t taken_ms = 0;
};
struct Gathered {
    practical::OutcomeInput input;
    std::vector<std::optional<Source>> sources; // of each component of the input
    std::vector<Lack> lacks;                    // none: the rules can decide
};
// `rules.organisation` is that of the batch.
Gathered gather(const BatchKey& batch, const bank::OutcomeFile& file, const PersonFacts& facts);

std::optional<Method> method_of(record::RecordKind kind); // nothing for kinds that are no component's result
// When the newest result of the batch itself was begun; 0 where there is none.
std::int64_t newest_begin(const BatchKey& batch, const std::vector<Descent>& descents);

} // namespace kaogong::bureau::outcome
