#include "core/base/codes/base.h"
#include "core/base/text.h"
#include "tests/core/store/terminal_world.h"

#include <csignal>
#include <cstdlib>
#include <set>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;

namespace {

// Rounds of the fast run; more are had by running the program again, since each run is seeded anew.
constexpr int kRounds = 40;
constexpr int kWaitMaxMs = 60;

struct Killed {
    std::uint64_t acknowledged = 0;
    std::string last_word; // a code, when the program ended by itself
};

// Runs the writer, reads what it acknowledges, and kills it after that time (never, when 0).
Killed run_writer(const Path& data, int kill_after_ms, const std::string& largest_file = {}) {
    int pipe_ends[2];
    REQUIRE_EQ(::pipe(pipe_ends), 0);
    const std::string program = std::string(KAOGONG_BINARY_DIR) + "/tests/store_killer";
    const pid_t child = ::fork();
    REQUIRE_GE(child, 0);
    if (child == 0) {
        ::dup2(pipe_ends[1], STDOUT_FILENO);
        ::close(pipe_ends[0]);
        ::close(pipe_ends[1]);
        const char* limit = largest_file.empty() ? nullptr : largest_file.c_str();
        ::execl(program.c_str(), program.c_str(), data.c_str(), limit, nullptr);
        ::_exit(127);
    }
    ::close(pipe_ends[1]);
    if (kill_after_ms > 0) {
        ::poll(nullptr, 0, kill_after_ms);
        ::kill(child, SIGKILL);
    }
    std::string heard;
    char buffer[4096];
    for (ssize_t got; (got = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;) heard.append(buffer, static_cast<std::size_t>(got));
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    Killed killed;
    for (const std::string_view line : split(heard, '\n')) {
        if (const auto sequence = parse_integer(line)) killed.acknowledged = static_cast<std::uint64_t>(*sequence);
        if (line.starts_with("K-")) killed.last_word = std::string(line);
    }
    return killed;
}

struct Found {
    std::size_t sittings = 0;
    std::uint64_t events = 0;
};

Found look(const Path& data, bool whole_ledger) {
    auto clock = SystemClock::open().value();
    auto random = SystemRandom::open().value();
    test::TerminalWorld world;
    const auto base = world.options();
    const TerminalStoreOptions options{.data = data,
                                       .terminal = base.terminal,
                                       .device = base.device,
                                       .sealing = base.sealing,
                                       .certificate = base.certificate,
                                       .roots = base.roots,
                                       .clock = clock,
                                       .random = random,
                                       .boot = base.boot,
                                       .enrolment = base.enrolment,
                                       .space = {.reserve_bytes = 64u << 10, .floor_bytes = 64u << 10}};
    auto store = TerminalStore::open(options).value();
    const auto open = store->sittings().unreleased().value();
    Found found{.sittings = open.size()};
    if (whole_ledger) CHECK(store->check().ok());
    if (open.empty()) return found;
    const auto events = store->sittings().load(open.front().id).value();
    found.events = events.size();
    for (std::size_t i = 0; i < events.size(); ++i)
        CHECK_EQ(std::get<assessment::ItemShown>(events[i]).item, "item-" + std::to_string(i + 1));
    return found;
}

} // namespace

TEST_CASE("kill_9: at any moment, every acknowledged event is there, in order and once") {
    const test::TempFolder folder;
    test::FakeRandom random(static_cast<std::uint64_t>(::getpid()));
    std::uint64_t before = 0;
    for (int round = 1; round <= kRounds; ++round) {
        CAPTURE(round);
        const Killed killed = run_writer(folder / "data", 1 + static_cast<int>(random.below(kWaitMaxMs)));
        const Found found = look(folder / "data", round % 10 == 0);
        CHECK_LE(found.sittings, 1);
        CHECK_GE(found.events, killed.acknowledged);
        CHECK_GE(found.events, before);
        before = found.events;
    }
    CHECK_GT(before, 0);
}

TEST_CASE("full_disk: the writer is told, nothing acknowledged is lost, and it goes on when there is room") {
    for (const char* largest_file : {"20000", "150000", "400000", "1000000"}) {
        CAPTURE(largest_file);
        const test::TempFolder folder;
        const Killed stopped = run_writer(folder / "data", 0, largest_file);
        CHECK_EQ(stopped.last_word, code_text(codes::no_space));
        const Found found = look(folder / "data", true);
        CHECK_GE(found.events, stopped.acknowledged);
        const Killed onward = run_writer(folder / "data", 300);
        CHECK_GE(look(folder / "data", true).events, onward.acknowledged);
    }
}
