// Centres that bring one parcel each to a bureau that serves, at once: the carrier's own exchange over its own transport, so many
// connections at a time. Whoever is told to wait waits as long as was asked, and comes again.
#pragma once

#include "core/base/file.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau::bench {

struct Calls {
    std::vector<double> commit_s;   // of each that was answered: from its first commit to the answer, with all waiting in between
    std::vector<double> exchange_s; // likewise, from its first offer
    std::vector<Bytes> answers;     // in the order of the parcels; empty where none came
    std::uint64_t waits = 0;        // times that the bureau named a time to come again
    std::uint64_t breaks = 0;       // times that somebody got no reply in time, or none at all, and came again
    std::optional<Error> trouble;   // of the last one that went without an answer
};

struct CallPlan {
    std::string server; // "http://127.0.0.1:8470"
    std::vector<Path> parcels;
    std::size_t at_once = 256;
};
// Errors: those of opening the transport and of reading the parcels.
Result<Calls> call_bureau(const CallPlan& plan);

} // namespace kaogong::bureau::bench
