#include "sync/cli/demo/programs.h"

#include "core/base/codes/base.h"

#include <array>
#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace kaogong::cli::demo {
namespace {

constexpr std::int64_t kPatienceMs = 300'000; // a whole scripted sitting on a busy machine
constexpr std::size_t kTailMax = 800;

Result<Path> own_folder() {
    std::error_code failed;
    const Path self = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (failed) return error(codes::file_missing, "/proc/self/exe");
    return self.parent_path();
}

Result<Path> program_in(const Path& folder, const char* name) {
    const Path path = folder / name;
    if (::access(path.c_str(), X_OK) != 0) return error(codes::file_missing, path.string());
    return path;
}

std::string tail_of(const std::string& text) {
    return text.size() <= kTailMax ? text : "..." + text.substr(text.size() - kTailMax);
}

bool ended_as(const ChildExit& exit, Expect expect) {
    return expect == Expect::killed ? exit.signal == SIGKILL : exit.status == 0;
}

std::string ending(const ChildExit& exit) {
    return exit.signal != 0 ? "ended by signal " + std::to_string(exit.signal) : "exit status " + std::to_string(exit.status);
}

std::string log_text(const std::vector<std::string>& argv, const ChildExit& exit) {
    std::string text;
    for (const std::string& argument : argv) text += "'" + argument + "' ";
    return text + "\n" + ending(exit) + "\n---- output\n" + exit.output + "\n---- errors\n" + exit.errors;
}

} // namespace

Result<Programs> find_programs() {
    const Path folder = TRY(own_folder());
    auto kaogong = TRY(program_in(folder, "kaogong"));
    auto bureau = TRY(program_in(folder, "kaogong-bureau"));
    auto kiosk = TRY(program_in(folder, "kaogong-kiosk"));
    auto sync = TRY(program_in(folder, "kaogong-sync"));
    return Programs{.kaogong = std::move(kaogong), .bureau = std::move(bureau), .kiosk = std::move(kiosk), .sync = std::move(sync)};
}

Result<Path> find_samples(const Path& named, const std::string& sample) {
    const Path folder = TRY(own_folder());
    const std::array<Path, 2> usual = {folder / "../../../assets/samples" / sample, Path("/usr/share/kaogong/samples") / sample};
    if (!named.empty()) {
        if (std::filesystem::exists(named / "session.toml")) return named;
        return error(codes::file_missing, (named / "session.toml").string());
    }
    for (const Path& path : usual)
        if (std::filesystem::exists(path / "session.toml")) return path.lexically_normal();
    return error(codes::file_missing, usual.back().string());
}

Result<ChildExit> Runner::run(const std::string& name, const std::vector<std::string>& argv, Expect expect) {
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%03d-", ++count_);
    const ChildExit exit = TRY(run_child(argv, kPatienceMs));
    TRY(write_file_atomic(logs_ / (number.data() + name + ".txt"), view(log_text(argv, exit))));
    if (ended_as(exit, expect)) return exit;
    return error(codes::child_failed, name + ": " + ending(exit) + "\n" + tail_of(exit.errors.empty() ? exit.output : exit.errors));
}

} // namespace kaogong::cli::demo
