// The store that the tests of a program run on. The same tests are linked twice, once with each database behind this.
#pragma once

#include "sync/bureau/store/store.h"

namespace kaogong::test {

// A fresh, empty store for a bureau in that folder.
bureau::StoreOptions new_store(const Path& data);

} // namespace kaogong::test
