// A workshop before its doors open: a demo bureau, one enrolled terminal a station, a key on a token and a certificate for everybody who
// signs, today's operation test delivered, and the bureau serving. All of it is done by the programs themselves, as a centre would do it.
#pragma once

#include "core/record/roles.h"
#include "sync/bank/session_builder.h"
#include "sync/cli/demo/scripts.h"
#include "sync/cli/demo/steps.h"

namespace kaogong::cli::demo {

// Somebody who signs: an examiner of the panel, a reserve, the supervisor, the tally checker.
struct Signatory {
    std::string number;
    std::string pin;           // of the signing key
    std::string pin_note = {}; // or the note under which a script keeps what the screen told
    Path token;                // the folder that stands for the token
    record::Role role = record::Role::examiner;
    bool reserve = false;
};

struct WorkshopKnown {
    std::vector<Signatory> panel;   // as in panel.toml, the chief among them
    std::vector<Signatory> signers; // who signs the result besides
    std::vector<StaffMember> staff; // with the PINs that they sign in with
    // What the package says: sheet, candidates with stations and times, roster, documents. References of candidates are not the bureau's:
    // they only tie `candidates` to `roster` here. Desks are in the package alone.
    record::OperationPart part;

    const Signatory& chief() const;
    const record::RosterRow& person(const record::OperationCandidate& candidate) const;
    std::vector<record::OperationCandidate> at_station(int station) const; // in the order of their times
};

struct OpenedWorkshop {
    WorkshopKnown session;
    std::string root_words; // six words, English
    std::string bureau_url;
    std::vector<std::string> terminals; // ids, in the order of the stations
    ChildProcess bureau;                // serving; ends with this object
};

// Terminal N leads station N and lies in places.terminal(N). `start_ms` is cut to the minute: the session's start. stage.samples: lathe-l4.
Result<OpenedWorkshop> open_workshop(const Stage& stage, Runner& runner, std::span<const int> stations, std::int64_t start_ms);

} // namespace kaogong::cli::demo
