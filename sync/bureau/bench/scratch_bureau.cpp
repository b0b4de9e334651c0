#include "sync/bureau/bench/scratch_bureau.h"

#include "sync/bureau/key_files.h"

namespace kaogong::bureau::bench {

Result<ScratchBureau> ScratchBureau::set_up(const ScratchPlace& place) {
    SystemClock clock = TRY(SystemClock::open());
    SystemRandom random = TRY(SystemRandom::open());
    const StoreOptions where = place.store();
    InitOptions init{
        .store = where, .roots_out = {}, .environment = record::Environment::demo, .name = "bench", .origin = {}, .witnesses = {}};
    TRY(make_folder(place.folder));
    for (const char* root : {"root-1", "root-2", "root-3"}) {
        init.roots_out.push_back(place.folder / root);
        TRY(make_folder(init.roots_out.back()));
    }
    TRY(init_bureau(init, {.clock = clock, .random = random}));
    auto store = TRY(open_store(where, StoreAccess::existing));
    Authority authority = TRY(open_authority(where.data, store->registry()));
    record::KeyPair issuer = TRY(read_key_file(where.data / "keys" / "issuer.key"));
    PersonMarks persons = TRY(PersonMarks::open(where.data, random));
    return ScratchBureau{clock, random, std::move(store), std::move(authority), std::move(issuer), std::move(persons)};
}

Registrar ScratchBureau::registrar() {
    return {.store = *store,
            .bundle = authority.bundle,
            .bundle_bytes = authority.bundle_bytes,
            .issuer = issuer,
            .clock = clock,
            .random = random,
            .persons = persons};
}

} // namespace kaogong::bureau::bench
