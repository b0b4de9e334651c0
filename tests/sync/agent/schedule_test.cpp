#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "sync/http/backoff.h"
#include "sync/agent/schedule.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::sync;

namespace {

Exchange of(Outcome outcome, Code code, std::int64_t retry_after_s = 0) {
    return {.outcome = outcome, .why = error(code), .retry_after_s = retry_after_s};
}

} // namespace

TEST_CASE("a bureau that cannot be reached makes every parcel wait, and a success forgets it") {
    test::FakeRandom random;
    Schedule schedule(random);
    CHECK(schedule.due("a.kgp", 0));
    schedule.note("a.kgp", of(Outcome::later, codes::bureau_unreachable), 1'000);
    CHECK_FALSE(schedule.due("b.kgp", 1'000 + kBackoffMinMs - 1));
    CHECK(schedule.due("b.kgp", 1'000 + backoff_limit_ms(1)));
    for (int i = 0; i < 20; ++i) schedule.note("a.kgp", of(Outcome::later, codes::bureau_silent), 100'000);
    CHECK(schedule.link_due_ms() <= 100'000 + kBackoffMaxMs);
    schedule.note("a.kgp", of(Outcome::answered, codes::internal), 2'000'000);
    schedule.note("b.kgp", of(Outcome::later, codes::bureau_unreachable), 2'000'000);
    CHECK(schedule.link_due_ms() <= 2'000'000 + backoff_limit_ms(1));
}

TEST_CASE("a busy bureau is left alone for as long as it asked") {
    test::FakeRandom random;
    Schedule schedule(random);
    schedule.note("a.kgp", of(Outcome::later, codes::bureau_busy, 300), 0);
    CHECK_FALSE(schedule.due("a.kgp", 299'999));
    CHECK(schedule.due("a.kgp", 300'000));
}

TEST_CASE("a parcel that the bureau refuses or chokes on does not hold up the others") {
    test::FakeRandom random;
    Schedule schedule(random);
    schedule.note("bad.kgp", of(Outcome::refused, codes::parcel_refused), 0);
    schedule.note("fault.kgp", of(Outcome::later, codes::bureau_failed), 0);
    schedule.note("odd.kgp", of(Outcome::later, codes::bureau_nonsense), 0);
    schedule.note("early.kgp", of(Outcome::waiting, codes::parcel_waiting), 0);
    CHECK(schedule.due("good.kgp", 0));
    for (const char* name : {"bad.kgp", "fault.kgp", "odd.kgp", "early.kgp"}) CHECK_FALSE(schedule.due(name, kBackoffMinMs - 1));
    CHECK_FALSE(schedule.due("bad.kgp", kRefusedWaitMs - 1));
    CHECK(schedule.due("bad.kgp", kRefusedWaitMs));
    for (const char* name : {"fault.kgp", "odd.kgp", "early.kgp"}) CHECK(schedule.due(name, backoff_limit_ms(1)));
}

TEST_CASE("what waited for an earlier parcel is tried soon after that one was answered") {
    test::FakeRandom random;
    Schedule schedule(random);
    for (int i = 0; i < 10; ++i) schedule.note("second.kgp", of(Outcome::waiting, codes::parcel_waiting), 0);
    schedule.note("first.kgp", of(Outcome::answered, codes::internal), 1'000);
    CHECK(schedule.due("second.kgp", 1'000 + kBackoffMinMs));
    CHECK_FALSE(schedule.due("first.kgp", 1'000 + kAnsweredWaitMs - 1));
}

TEST_CASE("a terminal that is denied or frozen stops until a person begins anew") {
    for (const auto& [outcome, code] :
         {std::pair{Outcome::denied, codes::bureau_denied}, std::pair{Outcome::frozen, codes::exports_frozen}}) {
        test::FakeRandom random;
        Schedule schedule(random);
        schedule.note("aaaa-1.kgp", of(outcome, code), 0);
        CHECK_FALSE(schedule.due("aaaa-2.kgp", INT64_MAX));
        CHECK(schedule.due("bbbb-1.kgp", 0)); // another terminal's
        REQUIRE(schedule.stopped());
        CHECK_EQ(schedule.stopped()->code, code);
        schedule.try_now();
        CHECK(schedule.due("aaaa-1.kgp", 0));
    }
}

TEST_CASE("waits of parcels that are gone are forgotten") {
    test::FakeRandom random;
    Schedule schedule(random);
    schedule.note("a.kgp", of(Outcome::refused, codes::parcel_refused), 0);
    schedule.forget_all_but({"b.kgp"});
    CHECK(schedule.due("a.kgp", 0));
}
