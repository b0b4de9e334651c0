// The scripts of the workshop's day: what the three examiners at a station touch and type, from signing in to the sealed result, made from what
// they are to find. Pure: text in, text out.
#pragma once

#include "core/assessment/practical/score_sheet.h"
#include "sync/cli/demo/scripts.h"
#include "sync/cli/demo/workshop.h"

namespace kaogong::cli::demo {

// What makes this station's test worth watching, besides its findings.
struct StationTurns {
    bool practises = false;    // the examiner tries the sheet first; nothing of it is stored
    bool is_warned = false;    // a veto that two confirm: a warning, the first time
    bool machine_fails = false; // a pause, and time given back
    bool is_judged_again = false; // one judge is too far off and scores again after the comparison
    bool has_no_token = false;    // the third examiner has lost it: an emergency credential, which the bureau confirms
    bool is_offline = false;      // its records go to the bureau on a memory stick, and the answers come home on it
    bool is_killed = false;    // the terminal loses its power in the middle of the marking
    bool waits_for_sheet = false; // the third examiner judges away from the desk, and carries the sheet here on the token
};

// A test that was marked on paper.
struct PaperPlay {
    std::size_t line = 0; // in the day's list, from 0
    practical::SheetEntries findings;
    practical::Points points = 0;
    std::string started, ended; // as written on it: "1331"
    std::string slip;           // the row that the second person keys with a digit too many
};

struct StationPlay {
    int station = 0;
    std::size_t line = 0; // in the day's list, from 0
    const practical::ScoreSheet* sheet = nullptr;
    practical::SheetEntries findings; // both readers' and all judges'
    practical::Points points = 0;     // what they come to
    std::vector<Signatory> panel;     // who leads the station first, then the second reader
    Signatory chief;
    Signatory tally;      // checks the tally, and signs for it
    Signatory supervisor;
    StationTurns turns;
    bool is_shown = false; // takes pictures
    const PaperPlay* paper = nullptr; // keyed at this terminal in the evening
    const practical::SheetEntries* judged_away = nullptr; // of another station, whose third judge leads this one
};

std::vector<Scene> station_scenes(const StationPlay& play);
// After sync: the terminal takes the bureau's answers in.
Scene workshop_delivery_scene(const StationPlay& play);
// The same where the bureau holds the result: it is taken in, and all that is left is laid out for the next journey.
Scene workshop_held_scene(const StationPlay& play);

inline constexpr std::int64_t kFaultMinutes = 12;  // the machine stands
inline constexpr std::int64_t kCreditMinutes = 5;  // given back for clamping the piece anew

} // namespace kaogong::cli::demo
