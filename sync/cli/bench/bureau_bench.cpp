#include "sync/cli/bench/bureau_bench.h"

#include "core/base/codes/base.h"
#include "sync/measure/figure_lines.h"
#include "sync/process/child_process.h"

namespace kaogong::cli::bench {

Result<measure::Figures> measure_bureau(const BureauBench& bench, const std::string& name) {
    constexpr std::int64_t kPatienceMs = 12LL * 3'600'000; // a whole year is played where it was asked for
    TRY(make_folder(bench.scratch));
    std::vector<std::string> argv = {bench.program, "bench", name, "--scratch", bench.scratch / name};
    argv.insert(argv.end(), bench.options.begin(), bench.options.end());
    const ChildExit done = TRY(run_child(argv, kPatienceMs));
    if (done.status != 0) return error(codes::child_failed, name + ": " + done.errors);
    return measure::read_figures(done.output);
}

} // namespace kaogong::cli::bench
