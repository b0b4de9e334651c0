// The one PostgreSQL server of this test program.
#pragma once

#include "tests/support/postgres_cluster.h"

namespace kaogong::test {

PostgresCluster& scratch_cluster(); // started at its first use

} // namespace kaogong::test
