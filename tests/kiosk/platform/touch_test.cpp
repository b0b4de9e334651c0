// One finger, no bounces.
#include "kiosk/platform/touch.h"

#include <doctest/doctest.h>

using namespace kaogong::kiosk::platform;

namespace {

constexpr auto kDown = EventKind::pointer_down;
constexpr auto kMove = EventKind::pointer_move;
constexpr auto kUp = EventKind::pointer_up;

} // namespace

TEST_CASE("one finger goes down, moves and comes up") {
    TouchFilter filter;
    const std::optional<Event> down = filter.step({kDown, 1, {10, 20}, 0});
    REQUIRE(down);
    CHECK(down->at == Point{10, 20});
    CHECK(down->source == PointerSource::touch);
    CHECK(filter.step({kMove, 1, {30, 20}, 10})->kind == kMove);
    CHECK(filter.step({kUp, 1, {30, 20}, 20})->kind == kUp);
}

TEST_CASE("a second finger is not heard, before or after the first comes up") {
    TouchFilter filter;
    filter.step({kDown, 1, {10, 20}, 0});
    CHECK_FALSE(filter.step({kDown, 2, {500, 20}, 10}));
    CHECK_FALSE(filter.step({kMove, 2, {510, 20}, 20}));
    CHECK(filter.step({kUp, 1, {10, 20}, 30}));
    CHECK_FALSE(filter.step({kMove, 2, {520, 20}, 40}));
    CHECK_FALSE(filter.step({kUp, 2, {520, 20}, 50}));
    CHECK(filter.step({kDown, 2, {520, 20}, 200}));
}

TEST_CASE("a finger that seems to leave for a moment does not press twice") {
    TouchFilter filter;
    filter.step({kDown, 1, {100, 100}, 1'000});
    filter.step({kUp, 1, {100, 100}, 1'100});
    CHECK_FALSE(filter.step({kDown, 2, {103, 98}, 1'120}));
    CHECK_FALSE(filter.step({kMove, 2, {104, 98}, 1'130}));
    CHECK_FALSE(filter.step({kUp, 2, {104, 98}, 1'150}));
    CHECK(filter.step({kDown, 3, {103, 98}, 1'200}));
}

TEST_CASE("the profile decides how long a panel may bounce") {
    for (const auto& [debounce_ms, heard] : {std::pair{10, true}, {200, false}}) {
        TouchFilter filter(debounce_ms);
        filter.step({kDown, 1, {100, 100}, 0});
        filter.step({kUp, 1, {100, 100}, 50});
        CHECK_EQ(filter.step({kDown, 2, {100, 100}, 100}).has_value(), heard);
    }
}

TEST_CASE("a quick press elsewhere is a press") {
    TouchFilter filter;
    filter.step({kDown, 1, {100, 100}, 0});
    filter.step({kUp, 1, {100, 100}, 50});
    CHECK(filter.step({kDown, 2, {300, 100}, 60}));
}

TEST_CASE("a finger that its panel lost is lifted by the next touch, and the one after counts") {
    TouchFilter filter;
    filter.step({kDown, 1, {100, 100}, 0});
    filter.step({kMove, 1, {110, 100}, 1'000});
    CHECK_FALSE(filter.step({kDown, 2, {500, 500}, 5'999}));
    CHECK_FALSE(filter.step({kUp, 2, {500, 500}, 5'999}));
    const std::optional<Event> lifted = filter.step({kDown, 3, {500, 500}, 6'000});
    REQUIRE(lifted);
    CHECK(lifted->kind == kUp);
    CHECK(lifted->at == Point{110, 100});
    CHECK_FALSE(filter.step({kUp, 3, {500, 500}, 6'050}));
    CHECK(filter.step({kDown, 4, {500, 500}, 6'500})->kind == kDown);
}

TEST_CASE("a finger whose press was not seen is not heard") {
    TouchFilter filter;
    CHECK_FALSE(filter.step({kMove, 1, {0, 0}, 0}));
    CHECK_FALSE(filter.step({kUp, 1, {0, 0}, 1}));
}
