// The simulation: as many schedules as asked for, each from a seed of its own. The last line counts; a failure prints its seed, and the same
// seed told again step by step shows how it came about.
//     simulation [--from SEED] [--schedules N] [--tell]
#include "core/base/random.h"
#include "core/base/text.h"
#include "tests/sim/world.h"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

using namespace kaogong;

namespace {

struct Wish {
    std::uint64_t from = 1;
    std::uint64_t schedules = 1'000;
    bool tell = false;
};

std::optional<Wish> read_wish(int count, char** words) {
    Wish wish;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--tell") {
            wish.tell = true;
            continue;
        }
        const auto number = i + 1 < count ? parse_integer(words[i + 1], {.min = 1}) : Result<std::int64_t>(error(codes::usage));
        if (!number || (word != "--from" && word != "--schedules")) return std::nullopt;
        (word == "--from" ? wish.from : wish.schedules) = static_cast<std::uint64_t>(*number);
        ++i;
    }
    return wish;
}

// Thousands of small databases: in memory where the machine has a place for that, since the disk is modelled anyway.
void choose_folder() {
    constexpr const char* kMemory = "/dev/shm";
    if (::access(kMemory, W_OK) == 0) ::setenv("TMPDIR", kMemory, 1);
}

} // namespace

int main(int count, char** words) {
    const auto wish = read_wish(count, words);
    if (!wish) {
        std::fputs("simulation [--from SEED] [--schedules N] [--tell]\n", stderr);
        return 2;
    }
    if (!SystemRandom::open()) return 3;
    choose_folder();
    // Refusals by the thousand are what this is about; they would bury a failure.
    if (!wish->tell && std::freopen("/dev/null", "w", stderr) == nullptr) return 3;
    std::uint64_t passed = 0, failed = 0;
    for (std::uint64_t seed = wish->from; seed < wish->from + wish->schedules; ++seed) {
        sim::Report report(wish->tell);
        {
            sim::World world(seed, report);
            world.play();
            world.bring_home();
            world.judge();
        }
        if (report.failed()) std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), report.failure().c_str());
        ++(report.failed() ? failed : passed);
        std::fflush(stdout);
    }
    std::printf("%llu passed, %llu failed, 0 skipped\n", static_cast<unsigned long long>(passed), static_cast<unsigned long long>(failed));
    return failed == 0 ? 0 : 1;
}
