// The numbers by which signals are found and weighed, all in one place. P51 asks for machine-checkable anomaly flags and an integrity score
// and leaves the numbers to the bureau: these are this program's, chosen so that an honest day raises nothing (tests/sync/bureau/signals).
// Whoever changes one raises kRulesVersion: a score is only comparable with scores of the same version. All are integers; no floating point
// decides.
#pragma once

#include <cstdint>

namespace kaogong::bureau::signals {

inline constexpr int kRulesVersion = 1;

struct SignalRules {
    std::int64_t period_days = 365; // what happened earlier no longer speaks against a centre

    std::int64_t clock_step_least_ms = 60'000;   // less is a time service at work
    std::int64_t clock_step_full_ms = 3'600'000; // from here on as strong as it gets
    std::int64_t gap_least_ms = 15 * 60'000;     // a terminal that was off while a candidate sat at it
    std::int64_t gap_full_ms = 60 * 60'000;
    std::int64_t silence_least_ms = 3 * 3'600'000; // no entry in an open session while nobody sits; one an hour is due
    std::int64_t silence_full_ms = 12 * 3'600'000;

    std::int64_t late_live_ms = 24 * 3'600'000;  // scores entered so long after the test
    std::int64_t late_keyed_ms = 72 * 3'600'000; // the same where a sheet on paper was keyed in
    std::int64_t late_full_ms = 7 * 24 * 3'600'000;
    int odd_from_minute = 22 * 60; // of the bureau's day: scoring from here ...
    int odd_until_minute = 6 * 60; // ... to here is at an odd hour
    std::int64_t odd_touches_least = 5;
    std::int64_t odd_touches_full = 50;

    std::int64_t identical_candidates_least = 8; // with one paper in one session; fewer say nothing about what is hard
    std::int64_t identical_items_least = 20;
    std::int64_t identical_wrong_least = 8;     // of each of both, hard items left out
    std::int64_t identical_hard_percent = 50;   // an item that so many missed says nothing
    std::int64_t identical_shared_percent = 85; // of all that either missed

    std::int64_t outlier_panel_least = 3; // own sheets of one candidate
    std::int64_t outlier_candidates_least = 8;
    std::int64_t outlier_mean_bp = 1'200; // mean distance from the panel's median, hundredths of a per cent of the maximum
    std::int64_t outlier_full_bp = 3'000;
    std::int64_t outlier_same_side_percent = 80;

    std::int64_t piling_results_least = 40; // of one occupation, level and component
    std::int64_t piling_pass_bp = 6'000;    // 60 of 100 passes, unless a spec says otherwise
    std::int64_t piling_band_bp = 200;      // compared: just above and just below
    std::int64_t piling_above_least = 12;
    std::int64_t piling_ratio = 4;          // so many times as many above as below
    std::int64_t piling_share_percent = 20; // of all
    std::int64_t piling_full_percent = 50;
};

} // namespace kaogong::bureau::signals
