// From an opened package to what a session needs at the seat.
#pragma once

#include "core/record/content.h"
#include "kiosk/app/session_content.h"

namespace kaogong::kiosk::app {

// Sign-in opens this long before the start.
inline constexpr std::int64_t kSignInBeforeStartMs = 45 * 60'000;

Result<SharedContent> session_content(const record::CandidatePart& part);
// What the screens may know of a row: the identity number only masked, first 6 and last 4.
CandidateFacts candidate_facts(const record::RosterRow& row);
std::string masked_number(std::string_view number);

} // namespace kaogong::kiosk::app
