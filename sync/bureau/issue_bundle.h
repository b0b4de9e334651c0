// The next trust bundle: what the newest one says, for another year, with more witnesses where they are named. Root keys come from where
// they are kept and go back there; the machine that serves keeps none.
#pragma once

#include "core/base/file.h"
#include "core/record/note.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

struct BundleOrder {
    std::vector<Path> roots; // folders with a root.key each; as many as the root set's threshold
    std::vector<record::NoteKey> witnesses;
};
struct BundleWorld {
    Store& store;
    Clock& clock;
    Random& random;
};
// Kept in the registry when it returns; a bureau that serves takes it up within seconds (bundle_renewal.h). Errors: root_key_other, bundle_threshold,
// key_invalid (a witness), those of the files.
Result<Bytes> issue_bundle(const BundleOrder& order, BundleWorld world);

} // namespace kaogong::bureau
