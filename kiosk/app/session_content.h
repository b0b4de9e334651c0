// What one session brings to this terminal, opened and checked: spec, paper, questions without keys, pictures, texts and the facts of the day. Made once
// by the worker and never changed, so both threads may look at it.
#pragma once

#include "core/assessment/paper.h"
#include "core/assessment/sitting.h"
#include "core/assessment/spec.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kaogong::kiosk::app {

// Where this terminal stands, from its enrolment.
struct SiteFacts {
    TerminalId terminal;
    std::string centre;
    std::string room;
    std::string seat;
    bool demo = false; // the pinned root set is a demo's: scripts and moved clocks are allowed, and every record says so
};

struct SessionText {
    std::string id; // `rules`, `notice`, `pledge`
    assessment::LocalText title;
    assessment::LocalText body;
    Hash hash; // of both languages as they stand in the package, so that it does not matter which of them was read
};

struct SessionContent {
    SessionId session;
    std::int64_t opens_at_ms = 0; // sign-in, wall time
    std::int64_t starts_at_ms = 0;
    std::int64_t ends_at_ms = 0;
    assessment::LocalText title; // 电工 四级/中级工 · 理论知识考试
    assessment::LocalText centre;
    assessment::LocalText room;
    assessment::AssessmentSpec spec;
    assessment::ItemPool pool;
    assessment::Paper paper;
    std::uint64_t session_seed = 0;
    std::vector<SessionText> texts;
    std::map<std::string, Bytes, std::less<>> figures; // PNG by name
};
using SharedContent = std::shared_ptr<const SessionContent>;

// The candidate at this seat, as far as the screens may know. The full identity number stays in the store.
struct CandidateFacts {
    CandidateRef candidate;
    std::string name;
    std::string ticket;
    std::string masked_id_number;
    std::string seat;
    assessment::Accommodation accommodation;
    std::string photo = {}; // name of a figure of the package, or empty
};

} // namespace kaogong::kiosk::app
