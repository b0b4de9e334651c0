// Everything that stands before the doors open: a demo bureau, a bank and a paper, enrolled terminals with today's package, and the bureau
// serving. All of it is done by the programs themselves, in the order in which a centre would do it; only the paper's keys are read here.
#pragma once

#include "sync/bank/session_builder.h"
#include "sync/cli/demo/cast.h"
#include "sync/cli/demo/scripts.h"
#include "sync/cli/demo/steps.h"

namespace kaogong::cli::demo {

// What the day and its report have to know of the session.
struct SessionKnown {
    assessment::AssessmentSpec spec;
    bank::DrawnPaper paper;
    std::vector<record::RosterRow> roster;
    StaffMember invigilator;
    std::int64_t start_ms = 0;

    Questions questions() const;
    std::int64_t minutes() const { return spec.theory.time.duration_ms / 60'000; }
};

struct OpenedCentre {
    SessionKnown session;
    std::string root_words; // six words, English
    std::string bureau_url;
    ChildProcess bureau; // serving; ends with this object
};

// `start_ms`: when the clock starts for the candidates. Terminals lie in places.terminal(seat).
Result<OpenedCentre> open_centre(const Stage& stage, Runner& runner, std::span<const int> seats, std::int64_t start_ms);

} // namespace kaogong::cli::demo
