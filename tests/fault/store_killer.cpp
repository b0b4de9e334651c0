// A terminal that writes as fast as it can until it is killed: opens the store in a folder, takes up the open sitting or begins one, and
// prints the sequence of each event once it is durable. Used by store_kill_test only.
//     store_killer DATA [LARGEST_FILE_BYTES]
#include "core/base/log.h"
#include "core/base/text.h"
#include "tests/core/store/terminal_world.h"

#include <csignal>
#include <cstdio>

#include <sys/resource.h>
#include <unistd.h>

using namespace kaogong;
using namespace kaogong::store;

namespace {

constexpr int kEventsMax = 20'000;

// SIGXFSZ would kill; ignored, the write fails instead, as on a full disk.
void limit_files(std::int64_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = static_cast<rlim_t>(bytes), .rlim_max = static_cast<rlim_t>(bytes)};
    CHECK(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
}

void say(const std::string& line) {
    const std::string text = line + "\n";
    CHECK(::write(STDOUT_FILENO, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

Result<void> write_events(const Path& data) {
    auto clock = TRY(SystemClock::open());
    auto random = TRY(SystemRandom::open());
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
    auto store = TRY(TerminalStore::open(options));
    const auto open = TRY(store->sittings().unreleased());
    const SittingFacts facts = open.empty() ? TRY(store->open_sitting(world.opening())) : open.front();
    const std::uint64_t done = TRY(store->sittings().load(facts.id)).size();
    for (std::uint64_t sequence = done + 1; sequence <= done + kEventsMax; ++sequence) {
        const assessment::SittingEvent event = assessment::ItemShown{clock.now(), "item-" + std::to_string(sequence)};
        TRY(store->append(facts.id, {.sequence = sequence, .event = event}));
        say(std::to_string(sequence));
        if (sequence % 64 == 0) TRY(store->tidy());
    }
    return success();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) return 2;
    if (argc == 3) limit_files(parse_integer(argv[2], {.min = 1}).value());
    const auto outcome = write_events(argv[1]);
    if (outcome) return 0;
    say(code_text(outcome.code()));
    std::fprintf(stderr, "%s\n", error_text(outcome.error()).c_str());
    return 1;
}
