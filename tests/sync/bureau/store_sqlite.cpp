#include "tests/sync/bureau/store_under_test.h"

namespace kaogong::test {

bureau::StoreOptions new_store(const Path& data) {
    return {.data = data};
}

} // namespace kaogong::test
