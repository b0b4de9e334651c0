// The scripts of the demo day: what each candidate, and the invigilator beside them, touches and types, run by run of the kiosk. Between
// them they show every screen; `shot` takes each in both languages. Pure: text in, text out.
#pragma once

#include "sync/cli/demo/cast.h"
#include "sync/cli/demo/programs.h"

#include <map>

namespace kaogong::cli::demo {

struct StaffMember {
    std::string number;
    std::string pin;
};

// One run of the kiosk. `files` are the plans that its script plays, by name.
struct Scene {
    std::string name;
    std::string script;
    std::map<std::string, std::string> files;
    Expect ending = Expect::success;
};

struct StageFacts {
    StaffMember invigilator;
    int items = 0;                            // of the paper
    std::int64_t minutes = 0;                 // duration without anybody's extra time
    std::int64_t until_start_ms = 0;          // from now; the script moves the clock there
    const record::RosterRow* other = nullptr; // a candidate of another seat
};

// Signs this person in and stops on the first question; what benchmarks begin with.
std::string script_to_first_question(const record::RosterRow& person, const StageFacts& facts);

std::vector<Scene> scenes_of(const Actor& actor, const StageFacts& facts);
// After sync: the terminal takes the bureau's answers in, and the invigilator frees the seat.
Scene delivery_scene(const StageFacts& facts);

} // namespace kaogong::cli::demo
