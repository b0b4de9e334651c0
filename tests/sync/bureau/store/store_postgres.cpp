// PostgreSQL under test: one cluster for the program, a schema of its own for each store.
#include "tests/sync/bureau/store/scratch_cluster.h"
#include "tests/sync/bureau/store_under_test.h"

#include <cstdio>
#include <cstdlib>

namespace kaogong::test {
namespace {

// Before main: where there is no PostgreSQL none of this program's tests can run, and each would have to say so.
[[maybe_unused]] const bool kCanRun = [] {
    const std::string absent = PostgresCluster::absent();
    if (absent.empty()) return true;
    std::printf("SKIPPED: the bureau's tests on PostgreSQL: %s\n0 passed, 0 failed, 1 skipped\n", absent.c_str());
    std::fflush(stdout);
    std::_Exit(0);
}();

} // namespace

PostgresCluster& scratch_cluster() {
    static PostgresCluster cluster; // ends with the program
    return cluster;
}

bureau::StoreOptions new_store(const Path& data) {
    return {.data = data, .url = scratch_cluster().new_schema()};
}

} // namespace kaogong::test
