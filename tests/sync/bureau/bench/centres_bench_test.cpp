#include "core/base/codes/base.h"
#include "sync/bureau/bench/centres_bench.h"
#include "tests/sync/bureau/bench/bench_fixture.h"

using namespace kaogong;
using namespace kaogong::test;

TEST_CASE("centres that come at once, while others rest and creep, all get an answer, and the bureau holds what each of them brought") {
    BenchPlace scratch;
    const auto figures = must(bureau::bench::measure_centres({.place = scratch.place(),
                                                              .program = Path(KAOGONG_BINARY_DIR) / "bin/kaogong-bureau",
                                                              .centres = 12,
                                                              .at_once = 4,
                                                              .crowd = {.idle = 20, .slow = 4},
                                                              .results = 2,
                                                              .others = 5}));
    CHECK_EQ(names_of(figures),
             std::vector<std::string>{"centres-commit-p50", "centres-commit-p99", "centres-exchange-p99", "centres-waits", "centres-breaks",
                                      "centres-idle", "centres-slow", "centres-memory", "centres-all", "centres-answered",
                                      "centres-kept-entries", "centres-kept-results"});
    CHECK_EQ(figure_named(figures, "centres-answered").value, 12);
    CHECK_EQ(figure_named(figures, "centres-kept-results").value, 12 * 2);
    CHECK_EQ(figure_named(figures, "centres-kept-entries").value, 12 * (1 + 5 + 2));
    CHECK_GT(figure_named(figures, "centres-commit-p99").value, 0);
    CHECK_GT(figure_named(figures, "centres-memory").value, 0);
}

TEST_CASE("a program that cannot serve is told, and nothing is measured") {
    BenchPlace scratch;
    const auto none = bureau::bench::measure_centres({.place = scratch.place(),
                                                      .program = "/bin/false",
                                                      .centres = 1,
                                                      .at_once = 1,
                                                      .crowd = {.idle = 0, .slow = 0},
                                                      .results = 1,
                                                      .others = 0});
    CHECK_EQ(none.code(), codes::child_failed);
}
