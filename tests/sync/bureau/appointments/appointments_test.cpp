#include "sync/bureau/appointments/appointments.h"

#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"
#include "core/base/codes/record.h"
#include "tests/sync/bureau/exports/passed_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::appointments;
using namespace kaogong::test;

namespace {

struct AppointmentFixture : PassedFixture {
    std::int64_t first = kNow - kNow % kDayMs;

    // Of who sat as the first, second and third; the second failed. In the store they lie in another order.
    OutcomeRow outcome_at(std::size_t place) { return outcome_of(tickets.at(place)); }
    OutcomeRow outcome_of(const std::string& candidate) {
        for (OutcomeRow& row : must(store->outcomes().newest_outcomes({})))
            if (row.candidate.hex() == candidate) return row;
        FAIL("no outcome");
        return {};
    }
    RegisterDesk desk() { return {.store = *store, .authority = authority, .wall_ms = kNow, .by = "A-07"}; }
    AppointmentOrder order() {
        return {.outcome = outcome_at(0).hash,
                .organisation = "S-0001",
                .post = "电工班长",
                .from_ms = first,
                .until_ms = first + 365 * kDayMs,
                .document = "厂聘 2026-7"};
    }
    Code refusal(const AppointmentOrder& asked) {
        const auto done = appointments::appoint(desk(), asked);
        return done.ok() ? Code{} : done.code();
    }
    AppointmentView find(std::uint64_t number) { return must(must(AppointmentReader::open(*store, samples.bundle)).find(number)); }
    std::size_t count() { return must(store->appointments().appointment_page({})).size(); }
};

} // namespace

TEST_CASE_FIXTURE(AppointmentFixture,
                  "an appointment rests on a final pass, is signed and a leaf of the log, and changes no outcome (P59)") {
    const OutcomeRow before = outcome_at(0);
    const std::uint64_t size = must(store->log().log_size());
    CHECK_EQ(must(appointments::appoint(desk(), order())), 1u);
    const AppointmentView view = find(1);
    CHECK_EQ(view.entry().post, "电工班长");
    CHECK_EQ(view.entry().level, before.key.level); // where nobody says which, that of the outcome
    CHECK_EQ(view.entered.by, "A-07");
    CHECK_EQ(view.row.subject, before.key.subject);
    CHECK_EQ(view.outcome_state, "final");
    CHECK_EQ(view.row.log_index, size);
    CHECK_EQ(std::get<record::ActLeaf>(must(record::decode_leaf(must(store->log().leaf(size))))).record, view.row.hash);
    CHECK(must(record::verify_register_act(view.row.act, samples.bundle)).what.index() == 0);
    CHECK(outcome_at(0).statement == before.statement);
    CHECK(view.state_at(first - 1) == AppointmentState::ahead);
    CHECK(view.state_at(first) == AppointmentState::current);
    CHECK(view.state_at(first + 365 * kDayMs) == AppointmentState::over);
}

TEST_CASE_FIXTURE(AppointmentFixture,
                  "nobody is appointed on a fail, on what is not final, above the level reached, or for somebody else") {
    AppointmentOrder asked = order();
    asked.outcome = outcome_at(1).hash; // the fail
    CHECK(refusal(asked) == codes::appointment_unfounded);
    asked = order();
    asked.level = outcome_at(0).key.level + 1;
    CHECK(refusal(asked) == codes::appointment_unfounded);
    asked.level = outcome_at(0).key.level - 1;
    asked.candidate = outcome_at(2).candidate;
    CHECK(refusal(asked) == codes::appointment_unfounded);
    asked.outcome = samples.random.fixed<Hash>();
    CHECK(refusal(asked) == codes::outcome_no_results);
    asked = order();
    asked.outcome.reset();
    CHECK(refusal(asked) == codes::usage);
    asked = order();
    asked.until_ms = asked.from_ms;
    CHECK(refusal(asked) == codes::usage);
    asked = order();
    asked.post.clear();
    CHECK(refusal(asked) == codes::record_value_invalid);
    const std::string newest = sit(7'200, 7'100).hex();
    draw();
    asked = order();
    asked.outcome = outcome_of(newest).hash;
    CHECK(refusal(asked) == codes::outcome_not_final);
    CHECK_EQ(count(), 0u);
    asked = order();
    asked.level = outcome_at(0).key.level - 1;
    asked.candidate = outcome_at(0).candidate;
    CHECK(refusal(asked) == Code{}); // below what was reached, and of the same person
}

TEST_CASE_FIXTURE(AppointmentFixture, "a certificate is ground enough, as long as it has not ended and its outcome stands") {
    AppointmentOrder asked = order();
    asked.outcome.reset();
    asked.certificate = certificates.at(0);
    must(appointments::appoint(desk(), asked));
    CHECK_EQ(find(1).entry().certificate, certificates.at(0));
    asked.outcome = outcome_at(1).hash;
    CHECK(refusal(asked) == codes::appointment_unfounded); // the certificate rests on another
    asked.outcome.reset();
    asked.certificate = "S000144000001264000009";
    CHECK(refusal(asked) == codes::certificate_unknown);
    must(bureau::certificates::withdraw({*store, authority, kNow, "B-05"}, certificates.at(1), "wrong name"));
    asked.certificate = certificates.at(1);
    CHECK(refusal(asked) == codes::certificate_ended);
}

TEST_CASE_FIXTURE(AppointmentFixture, "one post is held once on a day; another post, another person or later days are free") {
    must(appointments::appoint(desk(), order()));
    CHECK(refusal(order()) == codes::appointment_overlaps);
    AppointmentOrder asked = order();
    asked.from_ms = order().until_ms - 1;
    asked.until_ms = asked.from_ms + kDayMs;
    CHECK(refusal(asked) == codes::appointment_overlaps);
    ++asked.from_ms;
    CHECK(refusal(asked) == Code{});
    asked = order();
    asked.post = "工段长";
    CHECK(refusal(asked) == Code{});
    asked = order();
    asked.outcome = outcome_at(2).hash;
    CHECK(refusal(asked) == Code{});
    CHECK_EQ(count(), 4u);
}

TEST_CASE_FIXTURE(AppointmentFixture, "an appointment ends once, within its days, with a reason; then the post is free") {
    must(appointments::appoint(desk(), order()));
    const std::int64_t until = first + 30 * kDayMs;
    const auto ends = [&](std::uint64_t number, std::int64_t until_ms, const std::string& reason) {
        const auto done = end_appointment(desk(), {.number = number, .until_ms = until_ms, .reason = reason});
        return done.ok() ? Code{} : done.code();
    };
    CHECK(ends(2, until, "left") == codes::appointment_unknown);
    CHECK(ends(1, first - 1, "left") == codes::usage);
    CHECK(ends(1, first + 366 * kDayMs, "left") == codes::usage);
    CHECK(ends(1, until, "") == codes::record_value_invalid);
    CHECK_FALSE(find(1).end.has_value());
    CHECK(ends(1, until, "left the organisation") == Code{});
    CHECK(ends(1, until, "again") == codes::appointment_ended);
    const AppointmentView view = find(1);
    CHECK_EQ(view.end->entry.reason, "left the organisation");
    CHECK_EQ(view.end->entry.appointment, view.row.hash);
    CHECK(view.state_at(until - 1) == AppointmentState::current);
    CHECK(view.state_at(until) == AppointmentState::ended);
    AppointmentOrder asked = order();
    asked.from_ms = until;
    CHECK(refusal(asked) == Code{});
}

TEST_CASE_FIXTURE(AppointmentFixture, "a correction ends no appointment, and whoever looks sees that its ground stands no longer") {
    must(appointments::appoint(desk(), [&] {
        AppointmentOrder asked = order();
        asked.outcome = outcome_at(2).hash; // of the last who sat
        return asked;
    }()));
    correct(last_operation, [](record::ResultRecord& result) { result.score->points = 6'100; });
    const AppointmentView view = find(1);
    CHECK_EQ(view.outcome_state, "replaced");
    CHECK(view.state_at(kNow) == AppointmentState::current);
    CHECK(appointment_json(view, kNow).find("\"outcome_state\":\"replaced\"") != std::string::npos);
    CHECK(appointment_line(view, kNow, Language::zh_cn).find("在聘") != std::string::npos);
    AppointmentOrder asked = order();
    asked.outcome = outcome_at(2).hash;
    asked.post = "工段长";
    CHECK(refusal(asked) == codes::outcome_replaced);
}

TEST_CASE_FIXTURE(AppointmentFixture, "appointments are read by plan and by page, in the order in which they were entered") {
    for (const char* post : {"a", "b", "c"}) {
        AppointmentOrder asked = order();
        asked.post = post;
        must(appointments::appoint(desk(), asked));
    }
    std::string posts;
    auto reader = must(AppointmentReader::open(*store, samples.bundle));
    const auto add = [&](const AppointmentView& view) {
        posts += view.entry().post;
        return success();
    };
    must(reader.each(kPlan, add));
    must(reader.each("another", add));
    CHECK_EQ(posts, "abc");
    CHECK_EQ(must(store->appointments().appointment_page({.after = 1, .limit = 1})).at(0).number, 2u);
    auto tx = must(store->begin_log());
    AppointmentRow again = must(store->appointments().appointment(1)).value();
    const auto added = store->appointments().add_appointment(again);
    CHECK((!added.ok() || !tx->commit().ok())); // the store refuses the same entry a second time
}
