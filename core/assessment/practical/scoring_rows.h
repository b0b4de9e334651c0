// Inside of scoring.h: how the entries of several people become the one entry of a row.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

const RowTrack* find_track(const ScoringState& state, std::string_view row);
RowTrack& track_of(ScoringState& state, std::string_view row);
const RowSlot* find_slot(const RowTrack& track, std::string_view examiner);
// Whose slot a touch by this examiner goes to: nobody's where the row is noted together.
std::string slot_owner(const ScoreItem& item, const std::string& examiner);
bool is_member(const ScoringRules& rules, std::string_view examiner);
bool is_chief(const ScoringRules& rules, std::string_view examiner);
std::vector<const ScoreItem*> rows_of(const ScoringState& state);
std::vector<std::string> required_signers(const ScoringState& state);
// Of somebody who has not signed: scoring_signature_missing, or signature_refused where the refusal was noted.
Error lacks_signature(const ScoringState& state, const std::string& who);

} // namespace kaogong::practical
