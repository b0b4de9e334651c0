// A program of ours started as a child, and stopped when the test ends, whatever happens.
#pragma once

#include "core/base/file.h"

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kaogong::test {

class ChildProcess {
  public:
    // Standard output and error go to that file.
    ChildProcess(const Path& program, std::vector<std::string> arguments, const Path& output) {
        arguments.insert(arguments.begin(), program.string());
        std::vector<char*> pointers;
        for (std::string& argument : arguments) pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
        if (::posix_spawn(&process_, program.c_str(), &actions, nullptr, pointers.data(), ::environ) != 0) process_ = -1;
        posix_spawn_file_actions_destroy(&actions);
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess() {
        if (process_ > 0) (void)end(SIGKILL);
    }

    // Exit status, or minus the signal that ended it.
    int wait() {
        int status = 0;
        if (process_ <= 0 || ::waitpid(process_, &status, 0) != process_) return -1'000;
        process_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    int end(int signal) {
        (void)::kill(process_, signal);
        return wait();
    }
    bool running() { return process_ > 0 && ::kill(process_, 0) == 0; }

  private:
    pid_t process_ = -1;
};

// Looks again and again, for at most half a minute: the bound keeps a broken test from hanging and says nothing about speed.
template <typename Condition> bool eventually(Condition condition) {
    for (int i = 0; i < 3'000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

} // namespace kaogong::test
