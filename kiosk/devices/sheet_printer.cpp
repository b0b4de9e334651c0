#include "kiosk/devices/sheet_printer.h"

#include "core/base/codes/kiosk.h"
#include "core/base/log.h"

#include <array>
#include <chrono>
#include <csignal>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>

namespace kaogong::kiosk::devices {
namespace {

constexpr int kOwnerOnly = 0600; // a job holds a name's admission number and scores
constexpr auto kLook = std::chrono::milliseconds(10);

// True when the program ended by itself with status 0.
bool run(const std::array<const char*, 9>& argv) {
    pid_t child = 0;
    std::array<char*, 10> arguments{};
    for (std::size_t i = 0; i < argv.size(); ++i) arguments[i] = const_cast<char*>(argv[i]); // posix_spawn changes none of them
    if (posix_spawn(&child, argv[0], nullptr, nullptr, arguments.data(), environ) != 0) return false;
    int status = 0;
    for (std::int64_t waited_ms = 0; waitpid(child, &status, WNOHANG) == 0; waited_ms += kLook.count()) {
        if (waited_ms >= kPrintWaitMs) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return false;
        }
        std::this_thread::sleep_for(kLook);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

Result<Path> ProgramPrinter::print(ByteView job, const std::string& name, Language language) {
    TRY(make_folder(folder_));
    const Path job_file = folder_ / (name + ".job");
    const Path pdf = folder_ / (name + ".pdf");
    TRY(write_file_atomic(job_file, job, {.mode = kOwnerOnly}));
    const bool done = run({program_.c_str(), "sheet", "print-sealed", job_file.c_str(), "--out", pdf.c_str(), "--lang",
                           language == Language::en ? "en" : "zh-CN", nullptr});
    TRY(remove_file(job_file));
    if (!done) return error(codes::print_failed, name);
    return pdf;
}

} // namespace kaogong::kiosk::devices
