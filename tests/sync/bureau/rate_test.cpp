// Not a test but a gauge, run on demand: how fast this machine takes parcels in on the store of this program, beside the signature checks
// that they need.    test_bureau -nv --no-skip -tc="rate of intake"
#include "tests/sync/bureau/other_bureau.h"

#include <chrono>
#include <cstdio>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

struct Day {
    const char* name;
    int results; // of a parcel
    int others;  // other entries of it
    int parcels; // of a bureau, each of another terminal
};

double seconds(const std::function<void()>& work) {
    const auto from = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

std::vector<Bytes> parcels_of(IntakeFixture& fixture, const Day& day) {
    const Bytes answer_file = to_bytes(view("sealed answers of one candidate"));
    std::vector<Bytes> parcels;
    for (int i = 0; i < day.parcels; ++i) {
        SampleTerminal terminal = fixture.enrol();
        for (int result = 0; result < day.results; ++result) fixture.append_result(terminal, answer_file);
        for (int other = 0; other < day.others; ++other) terminal.append(record::EventType::heartbeat, record::empty_body());
        parcels.push_back(cut_parcel(terminal, {.blobs = {answer_file}}));
    }
    return parcels;
}

double checks_per_s(const SampleTerminal& terminal) {
    constexpr int kChecks = 5'000;
    const auto head = must(record::decode_entry(terminal.entries[0]));
    int good = 0;
    const double s = seconds([&] {
        for (int i = 0; i < kChecks; ++i) good += record::verify_attached(head.message, terminal.device.public_key()).ok();
    });
    CHECK_EQ(good, kChecks);
    return kChecks / s;
}

void measure(const Day& day, std::size_t bureaus) {
    IntakeFixture fixture;
    std::vector<std::vector<Bytes>> parcels;
    for (std::size_t b = 0; b < bureaus; ++b) parcels.push_back(parcels_of(fixture, day));
    auto others = open_bureaus(fixture, bureaus);
    std::vector<int> answered(bureaus);
    const double s = seconds([&] {
        std::vector<std::thread> threads;
        for (std::size_t b = 0; b < bureaus; ++b)
            threads.emplace_back([&, b] {
                for (const Bytes& parcel : parcels[b]) answered[b] += others[b]->intake.take(parcel).ok();
            });
        for (std::thread& thread : threads) thread.join();
    });
    double taken = 0;
    for (const int of_one : answered) taken += of_one;
    const int checks = 1 + 1 + day.results * 2 + day.others; // head, first entry, each entry, each result's device
    std::printf("%-10s %zu at once: %6.0f parcels/s  %6.0f results/s  %7.0f signature checks/s needed  (one core checks %.0f/s)\n",
                day.name, bureaus, taken / s, taken * day.results / s, taken * checks / s, checks_per_s(fixture.enrol()));
}

} // namespace

TEST_CASE("rate of intake" * doctest::skip()) {
    const bool shared = IntakeFixture().options.shared();
    for (const Day& day : {Day{"bare", 20, 0, 300}, Day{"small", 1, 4, 600}, Day{"operation", 5, 300, 60}})
        for (std::size_t bureaus = 1; bureaus <= (shared ? 4u : 1u); bureaus *= 2) measure(day, bureaus);
}
