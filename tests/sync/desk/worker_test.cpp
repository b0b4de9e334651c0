#include "sync/desk/worker.h"

#include <atomic>
#include <vector>

#include <doctest/doctest.h>

using namespace kaogong::desk;

TEST_CASE("jobs are done in their order, and all that were taken are done before the end") {
    std::vector<int> done;
    Worker worker(100);
    for (int i = 0; i < 50; ++i) REQUIRE(worker.post([&done, i] { done.push_back(i); }));
    worker.finish();
    REQUIRE_EQ(done.size(), 50u);
    for (int i = 0; i < 50; ++i) CHECK_EQ(done[static_cast<std::size_t>(i)], i);
    CHECK_FALSE(worker.post([] {}));
}

TEST_CASE("when too many wait the next is refused") {
    std::mutex gate;
    gate.lock();
    Worker worker(2);
    std::atomic<bool> begun = false;
    REQUIRE(worker.post([&] {
        begun = true;
        const std::lock_guard wait(gate);
    }));
    while (!begun) std::this_thread::yield();
    CHECK(worker.post([] {}));
    CHECK(worker.post([] {}));
    CHECK_FALSE(worker.post([] {}));
    gate.unlock();
}

TEST_CASE("what is not pressing is done after the last job that waits, and in time also when jobs never end") {
    std::atomic<int> jobs = 0;
    std::atomic<int> seen = -1; // jobs that were done when it came last
    {
        Worker worker(100, {.job = [&] { seen = jobs.load(); }, .every_ms = 3'600'000});
        for (int i = 0; i < 20; ++i) REQUIRE(worker.post([&] { ++jobs; }));
        while (seen != 20) std::this_thread::yield();
    }
    std::atomic<bool> came = false;
    Worker busy(100, {.job = [&] { came = true; }, .every_ms = 1});
    std::function<void()> again = [&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (!came) (void)busy.post(again); // so that one always waits
    };
    REQUIRE(busy.post(again));
    REQUIRE(busy.post(again));
    while (!came) std::this_thread::yield();
    busy.finish();
    CHECK(came);
}
