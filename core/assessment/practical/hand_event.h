// What happens while a signed paper sheet is keyed 双人录入. Each is an event of the candidate's scoring and stands in its journal, with
// whoever keyed or settled it; the state machine is hand_entry.h.
#pragma once

#include "core/assessment/practical/reading.h"
#include "core/base/bytes.h"
#include "core/base/clock.h"

#include <variant>

namespace kaogong::practical {

// First of all: the evidence that everything is settled against. The next page may come at any time before two have signed; one that is
// there already is taken anew only as long as nobody has keyed.
struct PaperPhotographed {
    Instant at;
    std::string by;
    Hash picture;
    int page = 1;
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
struct PaperTimes { // as they were written on the paper
    std::int64_t started_ms = 0;  // UTC
    std::int64_t ended_ms = 0;    // UTC
    std::int64_t credited_ms = 0; // 补时
    bool operator==(const PaperTimes&) const = default;
};
struct TimesKeyed {
    Instant at;
    std::string by;
    PaperTimes times;
    bool operator==(const TimesKeyed&) const = default;
};
struct KeyingFinished {
    Instant at;
    std::string by;
    bool operator==(const KeyingFinished&) const = default;
};
struct RowSettled { // what differs, looked up in the photograph; may be settled anew until two have signed for it
    Instant at;
    std::string by;
    std::string row;
    RowEntry entry;
    bool operator==(const RowSettled&) const = default;
};
struct VetoSettled {
    Instant at;
    std::string by;
    std::string veto;
    int occurrences = 0;
    bool operator==(const VetoSettled&) const = default;
};
struct TimesSettled {
    Instant at;
    std::string by;
    PaperTimes times;
    bool operator==(const TimesSettled&) const = default;
};
struct PaperAgreed { // by two, photograph in sight: from here on these are the scores
    Instant at;
    std::string by;
    std::string second;
    bool operator==(const PaperAgreed&) const = default;
};
struct PaperPutAway { // begun for the wrong candidate, or with a photograph that nobody can read; its events stay in the journal
    Instant at;
    std::string by;
    std::string second;
    std::string reason;
    bool operator==(const PaperPutAway&) const = default;
};
using HandEvent = std::variant<PaperPhotographed, RowKeyed, VetoKeyed, TimesKeyed, KeyingFinished, RowSettled, VetoSettled, TimesSettled,
                               PaperAgreed, PaperPutAway>;

} // namespace kaogong::practical
