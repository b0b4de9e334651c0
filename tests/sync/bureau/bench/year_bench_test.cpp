#include "sync/bureau/bench/year_bench.h"
#include "tests/sync/bureau/bench/bench_fixture.h"

using namespace kaogong;
using namespace kaogong::test;

TEST_CASE("a share of a year is played, and the whole stands beside it") {
    BenchPlace scratch;
    const auto figures = must(bureau::bench::measure_year({.place = scratch.place(), .share = bureau::bench::kCertificatesOfYear / 25}));
    CHECK_EQ(names_of(figures), std::vector<std::string>{"year", "year-share", "year-kept"});
    const measure::Figure& year = figure_named(figures, "year");
    const measure::Figure& share = figure_named(figures, "year-share");
    CHECK_EQ(year.value / share.value, doctest::Approx(bureau::bench::kCertificatesOfYear / 25.0));
    CHECK_GT(share.limit, 0);
    CHECK_EQ(year.target, 180);
    CHECK_EQ(figure_named(figures, "year-kept").value, 25 * 3);
}
