#include "sync/cli/bench/bureau_bench.h"

#include "core/base/file.h"
#include "sync/measure/figure_lines.h"

namespace kaogong::cli::bench {

using namespace measure;

Result<Figures> measure_intake(const BureauBench& bench) {
    TRY(make_folder(bench.scratch));
    const ChildExit done = TRY(bench.runner.run("bench-intake", {bench.program, "bench", "--scratch", bench.scratch}));
    return read_figures(done.output);
}

} // namespace kaogong::cli::bench
