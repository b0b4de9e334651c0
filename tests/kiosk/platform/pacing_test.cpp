// The idle gate, with time handed in.
#include "kiosk/platform/pacing.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kaogong::kiosk::platform;

namespace {

// Draws whenever a frame is due until `end`, and says how many frames that took.
int frames_until(Pacing& pacing, std::int64_t& now, std::int64_t end) {
    int frames = 0;
    while (now < end) {
        const std::optional<std::int64_t> sleep = pacing.sleep_ms(now);
        now = std::min(end, sleep ? now + *sleep : end);
        if (now < end && pacing.frame_is_due(now)) {
            pacing.frame_begins(now);
            ++frames;
        }
    }
    return frames;
}

} // namespace

TEST_CASE("the first frame is due at once, and after three the program sleeps until an event") {
    Pacing pacing;
    std::int64_t now = 1'000;
    CHECK(pacing.frame_is_due(now));
    CHECK_EQ(frames_until(pacing, now, 100'000), 3);
    CHECK_FALSE(pacing.sleep_ms(now));
}

TEST_CASE("an event brings three frames, no closer than the cap") {
    Pacing pacing({.frames_per_second_max = 50});
    std::int64_t now = 0;
    frames_until(pacing, now, 1'000);
    pacing.event_happened();
    CHECK_EQ(pacing.sleep_ms(now), 0);
    pacing.frame_begins(now);
    CHECK_EQ(pacing.sleep_ms(now), 20);
    CHECK_EQ(pacing.sleep_ms(now + 15), 5);
    CHECK_EQ(frames_until(pacing, now, 2'000), 2);
}

TEST_CASE("a running clock costs one frame a second") {
    Pacing pacing;
    std::int64_t now = 500;
    frames_until(pacing, now, 999);
    int frames = 0;
    while (now < 11'000) {
        pacing.draw_at(now / 1'000 * 1'000 + 1'000);
        now += *pacing.sleep_ms(now);
        pacing.frame_begins(now);
        ++frames;
    }
    CHECK_EQ(frames, 11);
    CHECK_EQ(now, 11'000);
}

TEST_CASE("the earliest of several wishes counts, and only for the next frame") {
    Pacing pacing;
    std::int64_t now = 0;
    frames_until(pacing, now, 1'000);
    pacing.draw_at(5'000);
    pacing.draw_at(3'000);
    pacing.draw_at(4'000);
    CHECK_EQ(pacing.sleep_ms(now), 2'000);
    pacing.frame_begins(3'000);
    CHECK_FALSE(pacing.sleep_ms(3'000));
}

TEST_CASE("a wish in the past is due at once") {
    Pacing pacing;
    std::int64_t now = 0;
    frames_until(pacing, now, 1'000);
    pacing.draw_at(-5);
    CHECK_EQ(pacing.sleep_ms(now), 0);
}

TEST_CASE("never asleep while a finger is down or the library holds input") {
    Pacing pacing({.frames_per_second_max = 10});
    std::int64_t now = 0;
    frames_until(pacing, now, 1'000);
    pacing.set_finger_down(true);
    CHECK_EQ(frames_until(pacing, now, 2'000), 10);
    pacing.set_finger_down(false);
    CHECK_FALSE(pacing.sleep_ms(now));
    pacing.set_input_pending(true);
    CHECK_EQ(frames_until(pacing, now, 3'000), 10);
    pacing.set_input_pending(false);
    CHECK_FALSE(pacing.sleep_ms(now));
}
