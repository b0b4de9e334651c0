// The five candidates of the demo day: who sits where, what each plays, and what must be true of each in the evening.
#pragma once

#include "core/record/content.h"
#include "sync/cli/demo/performance.h"

#include <array>

namespace kaogong::cli::demo {

enum class Part { perfect, average, killed, too_slow, changing };

struct Actor {
    Part part = Part::perfect;
    record::RosterRow person;
    Performance performance;
    bool phones_allowed = false; // the terminal shows the receipt's QR code
};
using Cast = std::vector<Actor>;

inline constexpr std::array kSeats = {17, 18, 19, 20, 21};

std::string_view part_key(Part part);  // `perfect`, in summary.json
std::string_view part_name(Part part); // in the table

// Seats 17 to 21 of the roster, in this order. Error: file_missing names a seat without a candidate.
Result<Cast> cast_of(const std::vector<record::RosterRow>& roster, const Questions& questions);

} // namespace kaogong::cli::demo
