// What is done at a terminal while a demo's doors are open, and with what it leaves: scripts played on the real kiosk, records carried to the
// bureau and its answers back, everything handed out, and all of it verified by the program that auditors use.
#pragma once

#include "core/record/result_record.h"
#include "sync/cli/demo/scripts.h"
#include "sync/cli/demo/steps.h"

namespace kaogong::cli::demo {

// `pixels`: of the window that is not there; pictures are as large.
struct Pixels {
    int width = 1920, height = 1080;
};
struct Playing {
    Pixels pixels = {};
    bool together = false; // scripts of all terminals lie in one folder, and meet there by signals and notes
};
Result<void> play_scene(const Stage& stage, Runner& runner, int seat, const Scene& scene, const Playing& playing = {});

// Once by hand, then as the service that stays beside the terminal while `delivery` waits for the bureau's answers.
Result<void> carry_records(const Stage& stage, Runner& runner, int seat, const std::string& bureau_url, const Scene& delivery);
Result<void> carry_records_by_stick(const Stage& stage, Runner& runner, int seat, const std::string& bureau_url, const Scene& delivery);
// At the bureau: everything that a person can release is released.
Result<void> release_held(const Stage& stage, Runner& runner);
// Proofs, answers and the ledger of a terminal, in the folders where people look for them.
Result<void> collect_records(const Stage& stage, Runner& runner, int seat);

struct VerifiedFile {
    Path file;
    std::string refusal; // code; empty where it is good
};
// Everything that was collected, under the words of the root set.
Result<std::vector<VerifiedFile>> verify_records(const Stage& stage, Runner& runner, const std::string& root_words);

std::vector<Path> files_of(const Path& folder, const std::string& prefix); // sorted
Result<std::uint64_t> ledger_entries(const Places& places, int seat);
// Both languages must show the same screens: how many there are in each.
int count_pictures(const Path& screens, std::vector<std::string>& wrong);
std::string outcome_name(const record::ResultScore& score);

} // namespace kaogong::cli::demo
