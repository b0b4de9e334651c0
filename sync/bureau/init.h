// Setting up a bureau once: root keys to three separate places, the bureau's own keys, the first trust bundle, and a log with its genesis.
// It never writes over anything that is there.
#pragma once

#include "core/base/file.h"
#include "core/record/note.h"
#include "core/record/roots.h"
#include "sync/bureau/store/store.h"

#include <vector>

namespace kaogong::bureau {

struct InitOptions {
    StoreOptions store; // and the folder for the keys
    std::vector<Path> roots_out; // three different folders, best on three media
    record::Environment environment = record::Environment::demo;
    std::string name;   // id of the bureau
    std::string origin; // name of the log; empty: NAME/log/YEAR
    std::vector<record::NoteKey> witnesses; // of the log, for the bundle; their secret keys are somebody else's
};

struct InitWorld {
    Clock& clock;
    Random& random;
};

// Gives the root set, whose words are to be printed on the filing letters. Errors: roots_folders_needed, bureau_initialised, those of
// files.
Result<record::RootSet> init_bureau(const InitOptions& options, InitWorld world);

} // namespace kaogong::bureau
