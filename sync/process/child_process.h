// Child processes for demo and bench: the programs under play are the real ones, started as an operator would start them. A child that
// is still running when its holder goes is ended.
#pragma once

#include "core/base/file.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong {

struct ChildExit {
    int status = 0;      // exit status, or -1 when a signal ended it
    int signal = 0;      // the signal, or 0
    std::string output;  // what it wrote to standard output, at most 16 MiB
    std::string errors;  // what it wrote to standard error, at most 16 MiB
};

class ChildProcess {
  public:
    // argv[0] is the program's path. Output goes to unnamed temporary files, so that a child never waits for its reader.
    static Result<ChildProcess> start(const std::vector<std::string>& argv);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    Result<ChildExit> wait(std::int64_t timeout_ms); // ends the child and returns an error when it takes longer
    bool running();
    void send_signal(int number);
    int pid() const { return pid_; }

  private:
    ChildProcess() = default;
    Result<ChildExit> collect(int wait_status);

    int pid_ = -1;
    int output_fd_ = -1;
    int errors_fd_ = -1;
    std::optional<int> finished_;
};

// Until a server that was just started has written its port there, without the line's end. child_failed with what it said when it ended instead,
// or took more than twenty seconds.
Result<std::string> wait_for_port(ChildProcess& server, const Path& port_file);

Result<ChildExit> run_child(const std::vector<std::string>& argv, std::int64_t timeout_ms);

} // namespace kaogong
