// Small measurements: that the figures come and that nothing is lost on the way, never how fast it went.
#include "core/base/codes/base.h"
#include "sync/cli/bench/bureau_bench.h"
#include "sync/cli/bench/core_bench.h"
#include "sync/cli/bench/stick_bench.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::cli::bench;
using namespace kaogong::test;

namespace {

const Path kPrograms = Path(KAOGONG_BINARY_DIR) / "bin";

std::vector<std::string> names_of(const measure::Figures& figures) {
    std::vector<std::string> names;
    for (const measure::Figure& figure : figures) names.push_back(figure.name);
    return names;
}

} // namespace

TEST_CASE("results carried to a stick by the carrier's own program all lie there") {
    const TempFolder folder;
    const Path program = kPrograms / "kaogong-sync";
    const auto figures = must(measure_stick({.program = program, .scratch = folder / "usb", .results = 7}));
    CHECK_EQ(names_of(figures), std::vector<std::string>{"usb", "usb-folder", "usb-kept"});
    for (const measure::Figure& figure : figures) CHECK_GT(figure.value, 0);
    CHECK_EQ(figures[2].value, 7);
    CHECK(figures[2].met);
}

TEST_CASE("a carrier that does not export is told, and nothing is measured") {
    const TempFolder folder;
    const Path program = "/bin/false";
    CHECK_EQ(measure_stick({.program = program, .scratch = folder / "usb", .results = 1}).code(), codes::child_failed);
}

TEST_CASE("appending and verifying are told for each decade of a ledger") {
    const TempFolder folder;
    const auto figures = must(measure_growth({.spec = {}, .bank = {}, .scratch = folder.path()}, 1'000));
    CHECK_EQ(names_of(figures), std::vector<std::string>{"growth-append-1000", "growth-verify-1000"});
    for (const measure::Figure& figure : figures) CHECK_GT(figure.value, 0);
}

TEST_CASE("the bureau's own program measures itself, and its lines are read") {
    const TempFolder folder;
    const Path program = kPrograms / "kaogong-bureau";
    const auto figures = must(measure_bureau({.program = program, .scratch = folder / "b", .options = {"--entries", "1000"}}, "growth"));
    CHECK_EQ(names_of(figures), std::vector<std::string>{"growth-intake-1000"});
    CHECK_EQ(measure_bureau({.program = program, .scratch = folder / "b"}, "nonsense").code(), codes::child_failed);
}
