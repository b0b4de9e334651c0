// What the commands about outcomes print: JSON, and a line for people in both languages. Candidates stand in it by their reference alone.
#pragma once

#include "sync/bureau/outcome/corrections.h"
#include "sync/bureau/outcome/finality.h"

#include <string>

namespace kaogong::bureau::outcome {

// "theory 72, operation 58: not passed (operation below its pass mark)", with what a skipped level or a second certificate adds.
std::string outcome_words(const record::OutcomeStatement& statement, Language language);

// {state: made|unchanged|incomplete|failed, candidate, occupation, level, organisation, plan, ? version, ? outcome, ? log_index, ? verdict,
// words: {zh-CN, en}, ? code}
std::string drawn_json(const Drawn& drawn);
std::string drawn_text(const Drawn& drawn, Language language); // one line

// An outcome as it is shown: with the corrections that its results rest on, where they were asked for.
struct ShownOutcome {
    const OutcomeRow& row;
    const record::OutcomeStatement& statement;
    OutcomeState state = OutcomeState::provisional;
    std::vector<AppliedCorrection> corrections = {};
};
// {outcome, version, ? earlier, state: provisional|final|replaced, verdict, candidate, occupation, level, organisation, plan, words,
// second_certificate, level_skipped, rules, log_index, at, components: [{method, mode, reason, points, ? of, ? basis, ? record, ? session,
// ? log_index}], ? corrections: [{method, void, basis, reason}]}; points in hundredths of full marks.
std::string outcome_json(const ShownOutcome& shown);
std::string outcome_line(const ShownOutcome& shown, Language language);

std::string_view verdict_word(practical::Verdict verdict);           // `pass`, `no_result`
std::string_view mode_word(practical::EntryMode mode);               // `retained`
std::string_view reason_word(practical::OutcomeReason reason);       // `retained_expired`
std::optional<practical::Method> find_method(std::string_view word); // `work_record`
std::string_view method_word(practical::Method method);

} // namespace kaogong::bureau::outcome
