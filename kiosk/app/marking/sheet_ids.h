// Id and salt of an examiner's own sheet. They follow from those that were drawn for the journal, from the examiner and from the place in the
// journal: unguessable like these, and the same at every replay.
#pragma once

#include "core/store/scorings.h"

namespace kaogong::kiosk::app {

RecordId sheet_id(const store::SittingFacts& facts, std::string_view who, std::uint64_t sequence); // keeps the form of a UUIDv7, time first
record::Salt sheet_salt(const store::SittingFacts& facts, std::string_view who, std::uint64_t sequence);

} // namespace kaogong::kiosk::app
