// Small measurements for tests: what is looked at is that every figure comes and that nothing is lost, never how fast it went.
#pragma once

#include "sync/bureau/bench/scratch_bureau.h"
#include "sync/measure/figure_lines.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/bureau/store_under_test.h"

#include <doctest/doctest.h>

namespace kaogong::test {

// A folder and a store for one measurement, on the database of this program.
class BenchPlace {
  public:
    bureau::bench::ScratchPlace place() { return {.folder = folder_.path(), .url = new_store(folder_.path()).url}; }

  private:
    TempFolder folder_;
};

inline std::vector<std::string> names_of(const measure::Figures& figures) {
    std::vector<std::string> names;
    for (const measure::Figure& figure : figures) names.push_back(figure.name);
    return names;
}

inline const measure::Figure& figure_named(const measure::Figures& figures, std::string_view name) {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const measure::Figure& each) { return each.name == name; });
    REQUIRE(found != figures.end());
    return *found;
}

} // namespace kaogong::test
