// The commands of kaogong-bureau about whom to trust: the log's note key for a witness, and the next trust bundle.
#pragma once

#include "core/record/note.h"
#include "sync/bureau/store/store.h"

#include <functional>

#include <CLI/CLI.hpp>

namespace kaogong::bureau {

using Run = std::function<Result<void>()>; // what to do once the command line has been read

void add_store(CLI::App& command, StoreOptions& options); // --data and --store

Result<std::vector<record::NoteKey>> parse_note_keys(const std::vector<std::string>& texts); // key_invalid
void add_note_key(CLI::App& app, Run& run);
void add_bundle(CLI::App& issue, Run& run);

} // namespace kaogong::bureau
