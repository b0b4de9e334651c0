#include "kiosk/ui/fingers.h"

#include <doctest/doctest.h>

using namespace kaogong::kiosk::ui;

namespace {

constexpr Rect kOne{0, 0, 64, 64};
constexpr Rect kOther{100, 0, 64, 64};
const WidgetId kOneId = widget_id("###one");
const WidgetId kOtherId = widget_id("###other");

struct Taps {
    int one = 0;
    int other = 0;
};

// A row of two widgets, played frame by frame.
class Row {
  public:
    TouchOptions options;
    Taps taps;

    void frame(FingerInput input) {
        fingers.begin(input);
        taps.one += fingers.touch(kOneId, kOne, options).tapped ? 1 : 0;
        taps.other += fingers.touch(kOtherId, kOther).tapped ? 1 : 0;
        fingers.end();
    }
    void down(Point at, double now_s = 0) { frame({.at = at, .down = true, .pressed = true, .now_s = now_s}); }
    void up(Point at, double now_s = 0) { frame({.at = at, .released = true, .now_s = now_s}); }

    Fingers fingers;
};

} // namespace

TEST_CASE("a touch counts when the finger is lifted on what it was laid on") {
    Row row;
    row.down({10, 10});
    CHECK(row.taps.one == 0);
    row.up({20, 20});
    CHECK(row.taps.one == 1);
}

TEST_CASE("sliding off before lifting does nothing, on either widget") {
    Row row;
    row.down({10, 10});
    row.up({110, 10});
    CHECK(row.taps.one == 0);
    CHECK(row.taps.other == 0);
}

TEST_CASE("what cannot be touched swallows nothing and does nothing") {
    Row row;
    row.options.enabled = false;
    row.down({10, 10});
    row.up({10, 10});
    CHECK(row.taps.one == 0);
}

TEST_CASE("touches on an answer within 600 ms count once") {
    Row row;
    row.options.once = true;
    row.down({10, 10}, 1.0);
    row.up({10, 10}, 1.05);
    row.down({10, 10}, 1.3);
    row.up({10, 10}, 1.35);
    CHECK(row.taps.one == 1);
    row.down({10, 10}, 2.0);
    row.up({10, 10}, 2.05);
    CHECK(row.taps.one == 2);
}

TEST_CASE("keys of a pad count every time, however fast") {
    Row row;
    for (int i = 0; i < 3; ++i) {
        row.down({110, 10}, 1.0 + 0.1 * i);
        row.up({110, 10}, 1.05 + 0.1 * i);
    }
    CHECK(row.taps.other == 3);
}

TEST_CASE("Tab walks the widgets in order and round, Enter touches the one with the ring") {
    Row row;
    row.frame({.next = true});
    CHECK(row.fingers.has_focus(kOneId));
    row.frame({.next = true});
    CHECK(row.fingers.has_focus(kOtherId));
    row.frame({.activate = true});
    CHECK(row.taps.other == 1);
    row.frame({.next = true});
    CHECK(row.fingers.has_focus(kOneId));
    row.frame({.previous = true});
    CHECK(row.fingers.has_focus(kOtherId));
}

TEST_CASE("a finger that went down on an earlier screen does not touch the next one") {
    Row row;
    row.down({10, 10});
    row.fingers.forget();
    row.up({10, 10});
    CHECK(row.taps.one == 0);
}
