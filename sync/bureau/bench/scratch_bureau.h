// A bureau of a measurement's own: set up like any other, in an empty folder, with its keys, log and store, and gone with the folder.
#pragma once

#include "sync/bureau/enrol.h"
#include "sync/bureau/init.h"

#include <string>

namespace kaogong::bureau::bench {

struct ScratchPlace {
    Path folder;          // empty, on the disk that is measured
    std::string url = {}; // of a PostgreSQL database of its own; empty: SQLite below the folder

    StoreOptions store() const { return {.data = folder / "bureau", .url = url}; }
};

struct ScratchBureau {
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<Store> store;
    Authority authority;
    record::KeyPair issuer;
    PersonMarks persons;

    // Errors: those of init_bureau and open_store.
    static Result<ScratchBureau> set_up(const ScratchPlace& place);
    Registrar registrar();
};

} // namespace kaogong::bureau::bench
