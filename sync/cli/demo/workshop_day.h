// The day in the workshop, played: three examiners mark three candidates on three terminals, with a practice run, a warning, a machine that
// fails, a judge who has to score again and a power cut, and key a fourth one's sheet from paper in the evening; all sign, records go to the bureau and back, and what was signed is compared with
// what the panel was to find.
#pragma once

#include "sync/cli/demo/workshop_scripts.h"

namespace kaogong::cli::demo {

struct StationEvening {
    int station = 0;
    std::string ticket;
    std::string played; // in words
    practical::Points points = 0, points_expected = 0;
    std::string outcome, outcome_expected;
    std::uint64_t ledger_entries = 0;
    int kills = 0;
    int signatures = 0; // of people, under the result
    int sheets = 0;     // examiners' own, signed and receipted
    bool delivered = false, verified = false;
    std::vector<std::string> wrong; // in words what is not as planned
};

struct WorkshopReport {
    std::vector<StationEvening> stations;
    std::vector<std::string> wrong; // of the day as a whole
    std::string root_words;
    int files_verified = 0;
    int pictures = 0; // in each language
    bool as_planned() const;
};

Result<WorkshopReport> play_workshop(const Stage& stage, Tell tell);

std::string summary_json(const WorkshopReport& report, const Places& places);
std::string summary_table(const WorkshopReport& report, const Places& places);

} // namespace kaogong::cli::demo
