#include "sync/bureau/bench/growth_bench.h"
#include "tests/sync/bureau/bench/bench_fixture.h"

using namespace kaogong;
using namespace kaogong::test;

TEST_CASE("what an entry costs the intake is told for each decade of a ledger") {
    BenchPlace scratch;
    const auto figures = must(bureau::bench::measure_growth({.place = scratch.place(), .entries_max = 1'000}));
    CHECK_EQ(names_of(figures), std::vector<std::string>{"growth-intake-1000"});
    CHECK_GT(figures.front().value, 0);
}
