// The steps that every demo takes before its doors open, each done by the programs themselves: a bureau, today's copy of the samples,
// enrolled terminals, the package and its delivery, the bureau serving. What differs between demos stands in setup.h and workshop.h.
#pragma once

#include "sync/bank/toml_value.h"
#include "sync/cli/demo/places.h"
#include "sync/cli/demo/programs.h"

#include <span>

namespace kaogong::cli::demo {

using Arguments = std::vector<std::string>;
using Tell = void (*)(const std::string& line); // progress, for whoever watches

struct Stage {
    Programs programs;
    Path samples;
    Places places;
};

// Folders, root keys, bureau and bundle. The six words of the root set, in English.
Result<std::string> make_bureau(const Stage& stage, Runner& runner);

// The samples in places.session(), with all times of the named TOML files moved alike. By how much they were moved.
Result<std::int64_t> copy_samples(const Stage& stage, std::int64_t start_ms, std::span<const char* const> dated_files);

struct Room {
    std::string centre;
    std::string room;
};
Result<Room> read_room(const Path& session);
// Kit, request, certificate: the terminal's id as the bureau printed it.
Result<std::string> enrol(const Stage& stage, Runner& runner, int seat, const Room& room);

// Today's session with the demo's PINs; `more` brings terminals and whatever else this session needs.
Result<void> issue_package(const Stage& stage, Runner& runner, const Arguments& more);
Result<void> deliver_package(const Places& places, int seat);

struct ServingBureau {
    ChildProcess bureau; // ends with this object
    std::string url;
};
Result<ServingBureau> serve_bureau(const Stage& stage);

// ---- reading what lies in the session's folder

Result<std::string> read_text(const Path& path);
// The named file with its one change, in place.
template <typename Change> Result<void> rewrite(const Path& path, Change change) {
    return write_file_atomic(path, view(change(TRY(read_text(path)))));
}
Result<bank::TomlValue> read_toml(const Path& path, bank::Faults& faults);
// Our own samples have no mistakes; where somebody brought others, the programs' own messages say more than this one.
Error faulty(const Path& path);

} // namespace kaogong::cli::demo
