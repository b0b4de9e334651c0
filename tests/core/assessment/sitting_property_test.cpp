// What must hold for any course of events, however absurd: generated sittings of several hundred events each.
#include "core/assessment/sitting.h"

#include "core/base/codes/assessment.h"
#include "tests/core/assessment/fixtures.h"
#include "tests/support/fake_random.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

// Draws events at random, many of them illegal where they fall, on a clock that goes forward, sometimes reboots, and whose wall hand is
// pushed about.
class Chaos {
  public:
    explicit Chaos(std::uint64_t seed) : random_(seed), now_(at_ms(0)) {}

    SittingEvent next(const SittingState& state) {
        move_clock();
        // Some luck, or hardly any sitting would get beyond its gate.
        if (random_.below(3) == 0) return helpful(state);
        return any();
    }

  private:
    void move_clock() {
        now_.boot_ms += static_cast<std::int64_t>(random_.below(40'000));
        now_.wall_ms += static_cast<std::int64_t>(random_.below(80'000)) - 20'000;
        if (random_.below(60) == 0) {
            now_.boot_id.bytes[0] = static_cast<std::uint8_t>(now_.boot_id.bytes[0] + 1);
            now_.boot_ms = static_cast<std::int64_t>(random_.below(1'000));
        }
    }

    SittingEvent helpful(const SittingState& state) {
        switch (state.phase) {
        case SittingPhase::empty: return Opened{now_};
        case SittingPhase::signed_in: return IdentityConfirmed{now_};
        case SittingPhase::identity_confirmed: {
            const GateText& due = state.rules->texts[state.texts_accepted];
            return TextAccepted{.at = now_, .text = due.id, .hash = due.hash};
        }
        case SittingPhase::waiting: return Started{.at = now_, .late_ms = static_cast<std::int64_t>(random_.below(1'000'000))};
        case SittingPhase::interrupted: return ReleasedByStaff{.at = now_, .credit_ms = credit(), .reason = "重启", .staff = "J01"};
        case SittingPhase::paused: return Resumed{.at = now_, .credit_ms = credit(), .staff = "J01"};
        default: return interruption_or_tick(state);
        }
    }

    SittingEvent interruption_or_tick(const SittingState& state) {
        const bool other_boot = state.countdown.running() && state.countdown.running_since->boot_id != now_.boot_id;
        if (other_boot) return Interrupted{.last_alive = state.last_at.value_or(now_), .at = now_};
        return Tick{now_};
    }

    std::int64_t credit() { return static_cast<std::int64_t>(random_.below(4) == 0 ? random_.below(600'000) : 0); }
    std::string item() { return "q" + std::to_string(1 + random_.below(6)); }
    std::string option() { return std::string(1, static_cast<char>('a' + random_.below(5))); }

    Response response() {
        switch (random_.below(4)) {
        case 0: return chose({option()});
        case 1: return chose({"a", "c"});
        case 2: return NumberText{std::to_string(random_.below(50))};
        default: return ShortText{"答" + std::to_string(random_.below(50))};
        }
    }

    SittingEvent any() {
        switch (random_.below(24)) {
        case 0: return ResponseSet{.at = now_, .item = item(), .response = response(), .touched_option = {}};
        case 1: return ResponseCleared{.at = now_, .item = item(), .touched_option = {}};
        case 2: return ResponseRestored{.at = now_, .item = item(), .sequence = random_.below(40)};
        case 3: return FlagSet{.at = now_, .item = item()};
        case 4: return FlagCleared{.at = now_, .item = item()};
        case 5: return ItemShown{.at = now_, .item = item()};
        case 6: return HandInRequested{now_};
        case 7: return HandInWithdrawn{now_};
        case 8: return HandInConfirmed{now_};
        case 9: return HandedIn{now_};
        case 10: return TimeUp{now_};
        case 11: return NoticeShown{.at = now_, .threshold_ms = 5 * kMinuteMs};
        case 12: return Interrupted{.last_alive = at_ms(static_cast<std::int64_t>(random_.below(9'000'000))), .at = now_};
        case 13: return Paused{.at = now_, .cause = OutcomeCode::power_cut, .reason = "停电", .staff = "J01"};
        case 14: return TimeCredited{.at = now_, .credit_ms = credit(), .reason = "噪声", .staff = "J01"};
        case 15: return Opened{now_};
        case 16: return Tick{now_};
        case 17: return rare();
        default: return OptionTouched{.at = now_, .item = item(), .option = option()};
        }
    }

    SittingEvent rare() {
        switch (random_.below(12)) {
        case 0: return EndedByStaff{.at = now_, .code = OutcomeCode::withdrew, .reason = "自愿", .staff = "J01", .second_staff = "J02"};
        case 1: return SeatReleased{.at = now_, .staff = "J01"};
        case 2: return IdentityRefused{now_};
        case 3: return IdentityChecked{.at = now_, .check = IdentityCheck::doubt, .staff = "J01", .second_staff = "J02"};
        case 4: return TextRefused{.at = now_, .text = "rules", .hash = hash_of(1)};
        default: return Tick{now_};
        }
    }

    FakeRandom random_;
    Instant now_;
};

struct Course {
    std::vector<SittingEvent> journal;
    std::vector<SittingState> states; // after each journalled event
    SittingState live = sitting_start(small_rules({.duration_ms = 20 * kMinuteMs,
                                                   .hand_in_earliest_ms = 2 * kMinuteMs,
                                                   .late_entry_limit_ms = 15 * kMinuteMs,
                                                   .no_hand_in_last_ms = 0,
                                                   .notices_ms = {10 * kMinuteMs, 5 * kMinuteMs}}));
    int collected = 0;
};

void note(Course& course, const std::vector<SittingEffect>& effects) {
    for (const SittingEffect& effect : effects) {
        course.collected += std::holds_alternative<Collect>(effect) ? 1 : 0;
        const auto* append = std::get_if<AppendEvent>(&effect);
        if (append == nullptr) continue;
        RC_ASSERT(append->sequence == course.journal.size() + 1);
        course.journal.push_back(append->event);
        course.states.push_back(course.live);
    }
}

void check_invariants(const Course& course, const SittingState& before, const SittingEvent& event) {
    const SittingState& now = course.live;
    RC_ASSERT(course.collected <= 1);
    if (is_finished(before)) RC_ASSERT(now.items == before.items);
    if (is_finished(before)) RC_ASSERT(now.active_ms == before.active_ms);
    RC_ASSERT(now.active_ms <= now.countdown.allowed_ms);
    const auto left_ms = remaining_ms(now, event_instant(event));
    if (left_ms) RC_ASSERT(*left_ms >= 0);
    if (!left_ms) RC_ASSERT(left_ms.code() == codes::sitting_other_boot);
    for (std::size_t i = 0; i < now.items.size(); ++i)
        RC_ASSERT(check_response(now.rules->items[i].type, now.rules->items[i].options, now.items[i].response).ok());
}

Course play(std::uint64_t seed, int events) {
    Course course;
    Chaos chaos(seed);
    for (int i = 0; i < events; ++i) {
        const SittingState before = course.live;
        const SittingEvent event = chaos.next(before);
        const auto effects = advance(course.live, event);
        if (!effects) {
            RC_ASSERT(course.live == before);
            continue;
        }
        if (effects->empty()) RC_ASSERT(course.live == before);
        note(course, *effects);
        check_invariants(course, before, event);
    }
    return course;
}

} // namespace

TEST_CASE("no course of events reaches a second hand-in, an answer after it, or negative time") {
    CHECK(rc::check("invariants", [](std::uint64_t seed) {
        const Course course = play(seed, 250);
        RC_TAG(std::string(phase_name(course.live.phase)));
    }));
}

TEST_CASE("every prefix of a journal folds to the very state that was live") {
    CHECK(rc::check("fold", [](std::uint64_t seed) {
        const Course course = play(seed, 150);
        for (std::size_t length = 0; length < course.journal.size(); ++length) {
            const auto folded = fold(course.live.rules, std::span(course.journal).first(length + 1));
            RC_ASSERT(folded.ok());
            RC_ASSERT(*folded == course.states[length]);
        }
    }));
}

TEST_CASE("a course of ticks of any fineness shows the same notices and the same end") {
    CHECK(rc::check("ticks", [](std::uint64_t seed) {
        FakeRandom random(seed);
        SittingState state = sitting_start(small_rules());
        for (const SittingEvent& event : events_to_start()) RC_ASSERT(advance(state, event).ok());
        int notices = 0;
        int collected = 0;
        for (std::int64_t ms = 0; ms <= 91 * kMinuteMs; ms += 1 + static_cast<std::int64_t>(random.below(240'000))) {
            const auto effects = advance(state, Tick{at_ms(ms)});
            RC_ASSERT(effects.ok());
            for (const SittingEffect& effect : *effects) {
                notices += std::holds_alternative<ShowNotice>(effect) ? 1 : 0;
                collected += std::holds_alternative<Collect>(effect) ? 1 : 0;
            }
        }
        RC_ASSERT(advance(state, Tick{at_ms(95 * kMinuteMs)}).ok());
        RC_ASSERT(notices == 2);
        RC_ASSERT(collected <= 1);
        RC_ASSERT(state.phase == SittingPhase::handed_in);
        RC_ASSERT(state.active_ms == 90 * kMinuteMs);
    }));
}

TEST_CASE("a thousand kills cost less than a second each and gain nothing") {
    CHECK(rc::check("kills", [](std::uint64_t seed) {
        FakeRandom random(seed);
        SittingState state = sitting_start(small_rules());
        for (const SittingEvent& event : events_to_start()) RC_ASSERT(advance(state, event).ok());
        std::int64_t clock_ms = 0;
        std::int64_t used_ms = 0; // what the candidate really had the paper open
        for (int kills = 1; kills <= 50; ++kills) {
            const auto worked_ms = static_cast<std::int64_t>(random.below(60'000));
            const std::int64_t alive_ms =
                clock_ms + worked_ms - std::min<std::int64_t>(worked_ms, static_cast<std::int64_t>(random.below(1'000)));
            const std::int64_t back_ms = clock_ms + worked_ms + static_cast<std::int64_t>(random.below(300'000));
            RC_ASSERT(advance(state, Interrupted{.last_alive = at_ms(alive_ms), .at = at_ms(back_ms)}).ok());
            RC_ASSERT(advance(state, ReleasedByStaff{.at = at_ms(back_ms), .credit_ms = 0, .reason = "重启", .staff = "J01"}).ok());
            used_ms += worked_ms;
            clock_ms = back_ms;
            const std::int64_t active = 90 * kMinuteMs - remaining_ms(state, at_ms(clock_ms)).value();
            RC_ASSERT(active <= used_ms);
            RC_ASSERT(used_ms - active < 1'000 * kills);
        }
    }));
}
