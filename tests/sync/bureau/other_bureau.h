// Several bureaus at work on one shared store at once, each on a thread with a connection of its own, as processes are.
#pragma once

#include "tests/sync/bureau/intake_fixture.h"

#include <thread>

namespace kaogong::test {

// One of them.
class OtherBureau {
  public:
    explicit OtherBureau(IntakeFixture& fixture)
        : store(must(bureau::open_store(fixture.options, bureau::StoreAccess::existing))), intake(*store, fixture.authority, clock) {}

    FakeClock clock;
    std::unique_ptr<bureau::Store> store;
    bureau::Intake intake;
};

// The same parcel as several bureaus answered it; empty where one did not.
using AnswersOfOne = std::vector<Bytes>;

// Each bureau takes all parcels in an order of its own. doctest's checks belong to the main thread: threads only collect.
inline std::vector<AnswersOfOne> take_by_all(std::vector<std::unique_ptr<OtherBureau>>& bureaus, const std::vector<Bytes>& parcels) {
    std::vector<AnswersOfOne> answers(parcels.size(), AnswersOfOne(bureaus.size()));
    std::vector<std::thread> threads;
    for (std::size_t b = 0; b < bureaus.size(); ++b) {
        threads.emplace_back([&, b] {
            FakeRandom random(b + 1);
            std::vector<std::size_t> order(parcels.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
            for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
            for (const std::size_t i : order) {
                auto taken = bureaus[b]->intake.take(parcels[i]);
                if (taken.ok()) answers[i][b] = std::move(taken->answer);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    return answers;
}

inline std::vector<std::unique_ptr<OtherBureau>> open_bureaus(IntakeFixture& fixture, std::size_t count) {
    std::vector<std::unique_ptr<OtherBureau>> bureaus;
    while (bureaus.size() < count) bureaus.push_back(std::make_unique<OtherBureau>(fixture));
    return bureaus;
}

} // namespace kaogong::test
