#include "sync/process/child_process.h"

#include "core/base/codes/base.h"
#include "core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kaogong {
namespace {

constexpr std::size_t kOutputMax = 16u << 20;

std::string read_back(int fd) {
    const off_t size = ::lseek(fd, 0, SEEK_END);
    std::string text(std::min(kOutputMax, size > 0 ? static_cast<std::size_t>(size) : 0), '\0');
    const ssize_t got = ::pread(fd, text.data(), text.size(), 0);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
}

[[noreturn]] void become(const std::vector<std::string>& argv, int output_fd, int errors_fd) {
    const int input = ::open("/dev/null", O_RDONLY);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output_fd, STDOUT_FILENO);
    ::dup2(errors_fd, STDERR_FILENO);
    std::vector<char*> pointers;
    for (const std::string& argument : argv) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
}

} // namespace

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& argv) {
    CHECK(!argv.empty());
    if (::access(argv.front().c_str(), X_OK) != 0) return errno_error(errno, argv.front());
    ChildProcess child;
    child.output_fd_ = ::memfd_create("child output", MFD_CLOEXEC);
    child.errors_fd_ = ::memfd_create("child errors", MFD_CLOEXEC);
    if (child.output_fd_ < 0 || child.errors_fd_ < 0) return errno_error(errno, "memfd");
    child.pid_ = ::fork();
    if (child.pid_ < 0) return errno_error(errno, argv.front());
    if (child.pid_ == 0) become(argv, child.output_fd_, child.errors_fd_);
    return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_fd_(std::exchange(other.output_fd_, -1)), errors_fd_(std::exchange(other.errors_fd_, -1)),
      finished_(other.finished_) {}

ChildProcess::~ChildProcess() {
    if (pid_ > 0 && !finished_) {
        ::kill(pid_, SIGTERM);
        for (int i = 0; i < 50 && running(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (!finished_) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
        }
    }
    if (output_fd_ >= 0) ::close(output_fd_);
    if (errors_fd_ >= 0) ::close(errors_fd_);
}

bool ChildProcess::running() {
    if (finished_) return false;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) finished_ = status;
    return !finished_;
}

void ChildProcess::send_signal(int number) {
    if (running()) ::kill(pid_, number);
}

Result<ChildExit> ChildProcess::wait(std::int64_t timeout_ms) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    while (running()) {
        if (std::chrono::steady_clock::now() >= end) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
            finished_ = 0;
            return error(codes::child_too_slow, read_back(errors_fd_));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    return collect(*finished_);
}

Result<ChildExit> ChildProcess::collect(int wait_status) {
    ChildExit exit;
    exit.status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1;
    exit.signal = WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
    exit.output = read_back(output_fd_);
    exit.errors = read_back(errors_fd_);
    return exit;
}

Result<std::string> wait_for_port(ChildProcess& server, const Path& port_file) {
    constexpr int kLookEveryMs = 20;
    constexpr int kWaitMs = 20'000;
    constexpr std::size_t kPortBytesMax = 64;
    for (int waited_ms = 0; waited_ms < kWaitMs && server.running(); waited_ms += kLookEveryMs) {
        const auto port = read_file(port_file, kPortBytesMax);
        if (port.ok() && !trim(as_text(*port)).empty()) return std::string(trim(as_text(*port)));
        std::this_thread::sleep_for(std::chrono::milliseconds(kLookEveryMs));
    }
    const auto said = server.wait(0);
    return error(codes::child_failed, "serve: " + (said ? said->errors : said.error().context));
}

Result<ChildExit> run_child(const std::vector<std::string>& argv, std::int64_t timeout_ms) {
    ChildProcess child = TRY(ChildProcess::start(argv));
    return child.wait(timeout_ms);
}

} // namespace kaogong
