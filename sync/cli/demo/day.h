// The demo day from sign-in to the bureau's receipt: plays the scripts on the real kiosk, carries the records, has everything verified, and
// compares what was signed with what was planned.
#pragma once

#include "sync/cli/demo/setup.h"

namespace kaogong::cli::demo {

// One candidate in the evening. `wrong` says in words what is not as planned; empty when all is.
struct Evening {
    int seat = 0;
    std::string ticket;
    Part part = Part::perfect;
    int answered = 0;
    assessment::Points points = 0;
    assessment::Points points_expected = 0;
    std::string outcome;
    std::uint64_t ledger_entries = 0;
    int kills = 0;
    std::string receipt_code;
    bool delivered = false;
    bool verified = false;
    std::vector<std::string> wrong;
};

struct DayReport {
    std::vector<Evening> evenings;
    std::vector<std::string> wrong; // of the day as a whole
    std::string root_words;
    int files_verified = 0;
    int pictures = 0; // in each language
    bool as_planned() const;
};

Result<DayReport> play_day(const Stage& stage, Tell tell);

std::string summary_json(const DayReport& report, const Places& places);
std::string summary_table(const DayReport& report, const Places& places);

} // namespace kaogong::cli::demo
