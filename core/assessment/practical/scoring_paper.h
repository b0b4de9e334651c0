// Inside of scoring.h: 双人录入 in a candidate's scoring. While a paper is being keyed nothing else changes the scores; once two have signed
// for the keyed sheet its entries are the scores, and what follows (arbitration, decision, tally, signatures) is the same as after a live test.
// Its own sheets are the examiners' signatures on the paper, whose photograph is among the evidence.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

bool is_paper(const ScoringState& state);       // the keyed sheet stands
bool is_being_keyed(const ScoringState& state); // it does not yet
// scoring_wrong_state for what may not happen beside or after the paper.
Result<void> paper_allows(const ScoringState& state, const ScoringEvent& event);

// Before the start, or where a test that began at the terminal was finished on paper.
Result<void> photograph_paper(ScoringState& state, const PaperPhotographed& event);
Result<void> key_paper(ScoringState& state, const HandEvent& event);
Result<void> agree_paper(ScoringState& state, const PaperAgreed& event);
Result<void> put_paper_away(ScoringState& state, const PaperPutAway& event);

} // namespace kaogong::practical
