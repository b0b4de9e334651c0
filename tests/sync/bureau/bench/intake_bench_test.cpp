#include "sync/bureau/bench/intake_bench.h"
#include "tests/sync/bureau/bench/bench_fixture.h"

using namespace kaogong;
using namespace kaogong::test;

TEST_CASE("measures the intake of each kind of day, and the bureau holds every result that was sent") {
    BenchPlace scratch;
    const auto figures = must(bureau::bench::measure_intake({.place = scratch.place(), .results = 2}));
    CHECK_EQ(names_of(figures), std::vector<std::string>{"intake-theory-day", "intake-operation-day", "intake-bare", "intake-growth",
                                                         "intake-kept", "intake-memory"});
    for (const measure::Figure& figure : figures) {
        CAPTURE(figure.name);
        CHECK_GT(figure.value, 0);
        CHECK_GT(figure.limit, 0);
        CHECK_GT(figure.target, 0);
    }
    const measure::Figure& kept = figure_named(figures, "intake-kept");
    CHECK_EQ(kept.value, 2 * 20 + 2 * 5 + 2 * 50); // two shares of one parcel
    CHECK(kept.met);
}
