// What the bureau's staff see at a glance, as JSON for the desk's page: sessions, centres that are not heard of, what was put aside and by
// when it is to be decided, public notices and objections that wait, what is followed up at organisations, incidents, alarms, counts,
// integrity. No personal data: candidates are counted, and named nowhere but by reference in the evidence of signals. Belongs to the thread
// that owns the store; one look is kept for some seconds, however many ask.
#pragma once

#include "sync/bureau/authority.h"
#include "sync/bureau/board/notice_board.h"
#include "sync/bureau/board/result_counts.h"
#include "sync/bureau/board/session_board.h"
#include "sync/bureau/signal_sources.h"
#include "sync/bureau/witness_asker.h"

#include <functional>

#include <nlohmann/json_fwd.hpp>

namespace kaogong::bureau {

class Overview {
  public:
    struct Parts {
        Store& store;
        const Authority& authority;
        Clock& clock;
        std::function<std::vector<WitnessStatus>()> witnesses = [] { return std::vector<WitnessStatus>(); };
    };
    explicit Overview(Parts parts) : parts_(std::move(parts)) {}

    // Errors are those of the store.
    Result<std::string> text();

    static constexpr std::int64_t kFreshMs = 3'000;          // how long one look is kept,
    static constexpr std::int64_t kFreshTimes = 10;          // or so many times as long as it took: the store is there for intake first
    static constexpr std::int64_t kSlowMs = 60'000;          // centres' names and filings
    static constexpr std::int64_t kSilentMs = 86'400'000;    // a centre is expected to be heard once a day
    static constexpr std::int64_t kScoreAgainMs = 3'600'000; // a centre's score, where something came since
    static constexpr std::size_t kCentresALook = 4;          // whose signals are found anew
    static constexpr std::uint64_t kEntriesALook = 200'000;  // of all of them, the first one's apart: intake waits meanwhile
    static constexpr std::size_t kListMax = 200;             // rows of one list
    static constexpr std::size_t kScoresMax = 20;            // centres shown, the lowest scores first
    static constexpr int kLowScore = 70;                     // below it a score is counted as low and shown in red

  private:
    struct Scored {
        std::uint64_t held = 0; // entries that it was found from
        std::int64_t found_ms = 0;
        CentreReport report;
    };
    struct Place {
        CentreId centre;
        std::string seat; // room and seat
    };
    using Standings = std::vector<TerminalStanding>;

    Result<nlohmann::ordered_json> look(std::int64_t now_ms);
    Result<void> look_slowly(const Standings& standings, std::int64_t now_ms);
    Result<void> score_some(const Standings& standings, std::int64_t now_ms);
    std::string name_of(const CentreId& centre) const;
    nlohmann::ordered_json place_of(const TerminalId& terminal) const;

    nlohmann::ordered_json sessions() const;
    nlohmann::ordered_json silent(const Standings& standings, std::int64_t now_ms) const;
    Result<nlohmann::ordered_json> aside(std::int64_t now_ms) const;
    nlohmann::ordered_json notices(std::int64_t now_ms) const;
    Result<nlohmann::ordered_json> follow_ups(std::int64_t now_ms) const;
    nlohmann::ordered_json incidents() const;
    nlohmann::ordered_json alarms(const Standings& standings) const;
    Result<nlohmann::ordered_json> counts() const;
    nlohmann::ordered_json organisations() const;
    nlohmann::ordered_json integrity() const;

    Parts parts_;
    SessionBoard board_;
    NoticeBoard notices_;
    ResultCounts counts_;
    std::map<CentreId, std::string> names_;
    std::map<TerminalId, Place> places_;
    std::map<CentreId, FilingRow> filed_; // the filing that counts today
    std::map<CentreId, Scored> scores_;
    std::optional<std::int64_t> looked_ms_, looked_slowly_ms_;
    std::int64_t fresh_ms_ = kFreshMs;
    std::string text_;
};

} // namespace kaogong::bureau
