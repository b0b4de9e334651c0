// Hand entry 双人录入: a signed paper sheet keyed by two people who do not see each other's keying; what differs is settled against the
// photographed sheet. A normal mode of work, not an exception. Pure: step(state, event); the rows are closed only when both agree.
#pragma once

#include "core/assessment/practical/score_sheet.h"
#include "core/base/clock.h"

#include <memory>
#include <span>

namespace kaogong::practical {

struct PaperPhotographed { // first of all: the evidence that everything is settled against
    Instant at;
    std::string by;
    Hash photo;
    bool operator==(const PaperPhotographed&) const = default;
};
struct RowKeyed {
    Instant at;
    std::string by;
    std::string row;
    RowEntry entry;
    bool operator==(const RowKeyed&) const = default;
};
struct VetoKeyed {
    Instant at;
    std::string by;
    std::string veto;
    int occurrences = 0;
    bool operator==(const VetoKeyed&) const = default;
};
struct KeyingFinished {
    Instant at;
    std::string by;
    bool operator==(const KeyingFinished&) const = default;
};
struct RowSettled { // by two, looking at the photograph
    Instant at;
    std::string by;
    std::string second;
    std::string row;
    RowEntry entry;
    bool operator==(const RowSettled&) const = default;
};
struct VetoSettled {
    Instant at;
    std::string by;
    std::string second;
    std::string veto;
    int occurrences = 0;
    bool operator==(const VetoSettled&) const = default;
};
using HandEvent = std::variant<PaperPhotographed, RowKeyed, VetoKeyed, KeyingFinished, RowSettled, VetoSettled>;

struct Keying {
    std::string by;
    std::map<std::string, RowEntry, std::less<>> rows;
    std::map<std::string, int, std::less<>> vetoes;
    bool finished = false;
    bool operator==(const Keying&) const = default;
};
struct HandState {
    std::shared_ptr<const ScoreSheet> sheet;
    std::vector<std::string> chosen; // modules that the paper shows
    std::optional<Hash> photo;
    std::vector<Keying> keyings; // at most two
    std::map<std::string, RowEntry, std::less<>> settled;
    std::map<std::string, int, std::less<>> settled_vetoes;
    bool operator==(const HandState&) const = default;
};

HandState hand_entry_start(std::shared_ptr<const ScoreSheet> sheet, std::vector<std::string> chosen);
Result<HandState> step(const HandState& state, const HandEvent& event);
Result<HandState> fold(std::shared_ptr<const ScoreSheet> sheet, std::vector<std::string> chosen, std::span<const HandEvent> journal);

// What a person may see: the own keying; both only when both have finished.
std::vector<Keying> visible_keyings(const HandState& state, std::string_view by);
std::vector<std::string> differing(const HandState& state); // rows and vetoes still to be settled; empty until both have finished
// scoring_wrong_state before both have finished, rows_unseen, entries_differ.
Result<SheetEntries> entries_of(const HandState& state);

} // namespace kaogong::practical
