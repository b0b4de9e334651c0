// The programs that the demo plays with: the ones beside this one, started as an operator would start them, their output kept.
#pragma once

#include "sync/process/child_process.h"

#include <atomic>

namespace kaogong::cli::demo {

struct Programs {
    Path kaogong, bureau, kiosk, sync;
};
// Beside the running program. Error: file_missing names the one that was not built.
Result<Programs> find_programs();
// The sample content of that name, electrician level 4 unless another is asked for: the named folder, or the one of the source tree or of
// the installation.
Result<Path> find_samples(const Path& named, const std::string& sample = "electrician-l4");

enum class Expect { success, killed }; // killed: SIGKILL, by its own script

// Runs programs and writes what each said into a file of its own. May be used by several threads.
class Runner {
  public:
    explicit Runner(Path logs) : logs_(std::move(logs)) {}

    // `name` says what it is for, in file names and errors. Error: child_failed with the end of what it wrote.
    Result<ChildExit> run(const std::string& name, const std::vector<std::string>& argv, Expect expect = Expect::success);

  private:
    Path logs_;
    std::atomic<int> count_ = 0;
};

} // namespace kaogong::cli::demo
