// One examiner at several stations: every touch lands on the candidate whose sheet was on the screen, and what is half done stays there.
#include "kiosk/app/marking/stations.h"

#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

namespace {

struct Room {
    FakeClock clock;
    FakeRandom random{7};
    std::vector<AppendScoring> posted;
    Stations stations{clock, "a", [this](AppendScoring append) { posted.push_back(std::move(append)); }};

    explicit Room(int count) {
        for (int i = 0; i < count; ++i)
            REQUIRE(
                stations.add({.scoring = random.fixed<SittingId>(), .number = std::to_string(i + 1), .rules = small_test(), .journal = {}})
                    .ok());
    }
    void begin() {
        for (std::size_t place = 0; place < stations.all().size(); ++place) {
            stations.carry_out({model::SelectStation{place}});
            stations.carry_out({model::SetCount{"p", 0}});
            REQUIRE(stations.happen(place, TestStarted{clock.now(), "a"}).ok());
        }
    }
    const Station& station(std::size_t place) const { return stations.all()[place]; }
    std::int64_t count_of(std::size_t place, std::string_view row) const {
        const auto entries = entries_of(station(place).state).rows;
        const auto found = entries.find(row);
        return found == entries.end() ? -1 : std::get<CountReading>(found->second.reading).count;
    }
    std::vector<ScoringEvent> journal_of(std::size_t place) const {
        std::vector<ScoringEvent> journal;
        for (const AppendScoring& append : posted)
            if (append.scoring == station(place).scoring) {
                CHECK_EQ(append.sequence, journal.size() + 1);
                journal.push_back(append.event);
            }
        return journal;
    }
};

} // namespace

TEST_CASE("five stations, 150 minutes, 60 touches spread at random over them: each is where it was meant, and nowhere else") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Room room(5);
        room.random = FakeRandom(seed);
        room.begin();
        std::vector<std::int64_t> meant(5, -1);
        std::size_t touches = 0;
        std::size_t shown = 4;
        for (int minutes_left = 150; touches < 60; ++touches) {
            const auto next = static_cast<std::size_t>(room.random.below(5));
            const auto count = static_cast<int>(room.random.below(20));
            // One finger on the strip while another is on the sheet: both wishes come in one frame, in either order.
            const bool strip_first = room.random.below(2) == 0;
            model::ExaminerCommands frame = {model::SelectRow{1, 0}, model::SetCount{"s", count}};
            frame.insert(strip_first ? frame.begin() : frame.end(), model::SelectStation{next});
            room.stations.carry_out(frame);
            CHECK_FALSE(room.station(shown).refused.has_value());
            meant[shown] = count;
            shown = next;
            CHECK_EQ(room.stations.current(), shown);
            const int pause = std::min(minutes_left, static_cast<int>(room.random.below(5)));
            minutes_left -= pause;
            room.clock.advance(pause * kMinuteMs);
        }
        std::size_t touched = 0;
        for (std::size_t place = 0; place < 5; ++place) {
            CAPTURE(place);
            CHECK_EQ(room.count_of(place, "s"), meant[place]);
            const std::vector<ScoringEvent> journal = room.journal_of(place);
            CHECK(fold(room.station(place).state.rules, journal).value() == room.station(place).state);
            touched += journal.size() - 2; // less the preparation's row and the start
        }
        CHECK_EQ(touched, touches);
    }
}

TEST_CASE("a reading half typed waits at its station while the examiner is elsewhere, and is no event before it is recorded") {
    Room room(2);
    room.begin();
    room.stations.carry_out({model::SelectStation{0}});
    const std::size_t before = room.posted.size();
    room.stations.carry_out({model::SelectRow{2, 0}, model::TypeReading{"m", 0, "41.9"}, model::SelectStation{1}});
    room.stations.carry_out({model::SelectRow{1, 0}, model::SetCount{"s", 1}, model::SelectStation{0}});
    CHECK_EQ(room.posted.size(), before + 1);
    CHECK_EQ(room.station(0).active_row, 2);
    CHECK_EQ(room.station(0).drafts.at("m").typed, std::vector<std::string>{"41.9"});
    CHECK(room.station(1).drafts.empty());
    room.stations.carry_out({model::UndoTouch{}});
    CHECK(room.station(0).drafts.empty());
    CHECK_EQ(room.posted.size(), before + 1);
}

TEST_CASE("a touch shows as saved only once its event is on the medium") {
    Room room(1);
    room.begin();
    for (const AppendScoring& append : room.posted) room.stations.acknowledged(append.scoring, append.sequence);
    CHECK(room.station(0).saved());
    room.stations.carry_out({model::SetCount{"s", 3}});
    CHECK_FALSE(room.station(0).saved());
    room.stations.acknowledged(room.posted.back().scoring, room.posted.back().sequence);
    CHECK(room.station(0).saved());
}

TEST_CASE("a power cut pauses all stations or none") {
    Room room(3);
    room.begin();
    const StationPaused cut{.at = room.clock.now(), .by = "a", .cause = OutcomeCode::power_cut, .reason = "停电", .group = "g"};
    REQUIRE(room.stations.happen_to_all(cut).ok());
    for (std::size_t place = 0; place < 3; ++place) CHECK(room.station(place).state.paused);
    REQUIRE(room.stations.happen(1, StationResumed{room.clock.now(), "a", "g"}).ok());
    const std::size_t before = room.posted.size();
    CHECK_FALSE(room.stations.happen_to_all(StationResumed{room.clock.now(), "a", "g"}).ok());
    CHECK_EQ(room.posted.size(), before);
    CHECK(room.station(0).state.paused);
}

TEST_CASE("a seventh station, or a scoring that stands here already, is refused") {
    Room room(6);
    CHECK_EQ(room.stations.add({.scoring = room.random.fixed<SittingId>(), .number = "7", .rules = small_test(), .journal = {}}).code(),
             codes::scoring_wrong_state);
    Room small(1);
    CHECK_EQ(small.stations.add({.scoring = small.station(0).scoring, .number = "1", .rules = small_test(), .journal = {}}).code(),
             codes::scoring_wrong_state);
}

TEST_CASE("after a restart a station stands where its journal says") {
    Room room(1);
    room.begin();
    room.stations.carry_out({model::SetCount{"s", 5}});
    Room again(0);
    REQUIRE(
        again.stations.add({.scoring = room.station(0).scoring, .number = "1", .rules = small_test(), .journal = room.journal_of(0)}).ok());
    CHECK(again.station(0).saved());
    CHECK_EQ(again.count_of(0, "s"), 5);
}
