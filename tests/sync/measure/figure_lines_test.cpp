#include "core/base/codes/base.h"
#include "sync/measure/figure_lines.h"
#include "tests/support/must.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::measure;

TEST_CASE("a figure that one program prints is the figure that another reads") {
    const Figure figure{.name = "intake-bare", .value = 1.5, .unit = "results/s", .limit = 3, .ratio = 0.5, .target = 0.65, .met = false};
    const Figures read = test::must(read_figures(figure_line(figure) + figure_line({.name = "other", .met = true})));
    REQUIRE_EQ(read.size(), 2);
    CHECK_EQ(figure_line(read[0]), figure_line(figure));
    CHECK(read[1].met);
}

TEST_CASE("a line that is no figure, and no line at all, are errors") {
    CHECK_EQ(read_figures("a warning\n").code(), codes::child_failed);
    CHECK_EQ(read_figures("").code(), codes::child_failed);
}
