#include "sync/bureau/notice/notice.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "tests/sync/bureau/session_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau::notice;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct NoticeDesk : SessionFixture {
    Result<Hash> open(std::int64_t at_ms = kNow) { return open_on(session, at_ms); }
    Result<Hash> close(std::int64_t at_ms) { return close_on(session, at_ms); }
    Result<Hash> object_to(const Hash& record, std::int64_t at_ms = kNow + kDayMs) {
        return object(*store, authority,
                      {.session = session,
                       .record = record,
                       .by = "B-07",
                       .text = "item 12",
                       .scope = ReviewScope::tally,
                       .due_ms = kNow + 3 * kDayMs},
                      at_ms);
    }
    Result<Hash> end(const Hash& objection, ReviewEnd how) {
        return answer(*store, authority, {.session = session, .objection = objection, .by = "B-08", .text = "looked at", .end = how},
                      kNow + 2 * kDayMs);
    }
    Finality state_of(const Hash& record) {
        for (const ResultState& each : must(results_of(*store, notices())))
            if (each.record == record) return each.finality;
        FAIL("no such result");
        return {};
    }
    SessionNotices notices() { return must(notices_of(*store, samples.bundle, session)); }
};

} // namespace

TEST_CASE_FIXTURE(NoticeDesk, "a result is provisional until its notice is over and closed") {
    const Hash result = hash_of(deliver());
    CHECK(state_of(result) == Finality::provisional);
    must(open());
    CHECK(state_of(result) == Finality::provisional);
    CHECK(close(kUntil).code() == codes::notice_refused); // the last moment still belongs to it
    must(close(kUntil + 1));
    CHECK(state_of(result) == Finality::final);
    CHECK(close(kUntil + 2).code() == codes::notice_refused);
}

TEST_CASE_FIXTURE(NoticeDesk, "no notice closes over an objection that waits for its answer") {
    const Hash result = hash_of(deliver());
    must(open());
    const Hash objection = must(object_to(result));
    CHECK(close(kUntil + 1).code() == codes::notice_refused);
    CHECK(notices().open()->objections[0].is_overdue(kNow + 4 * kDayMs));
    CHECK_FALSE(notices().open()->objections[0].is_overdue(kNow + 3 * kDayMs));
    CHECK(end(objection, ReviewEnd::changed).code() == codes::notice_refused); // nothing has taken its place
    must(end(objection, ReviewEnd::unchanged));
    CHECK(end(objection, ReviewEnd::unchanged).code() == codes::notice_refused); // answered once
    must(close(kUntil + 1));
    CHECK(state_of(result) == Finality::final);
}

TEST_CASE_FIXTURE(NoticeDesk, "what an objection changed waits for the next notice, and the others become final") {
    const ResultRecord first = deliver();
    const Hash other = hash_of(deliver());
    must(open());
    const Hash objection = must(object_to(hash_of(first)));
    const Hash corrected = hash_of(correct(first));
    CHECK(end(objection, ReviewEnd::unchanged).code() == codes::notice_refused);
    must(end(objection, ReviewEnd::changed));
    must(close(kUntil + 1));
    CHECK(state_of(other) == Finality::final);
    CHECK(state_of(corrected) == Finality::provisional);
    must(open_notice(*store, authority, {.session = session, .by = "B-07", .place = "site", .until_ms = kUntil + 9 * kDayMs}, kUntil + 2));
    must(close(kUntil + 9 * kDayMs + 1));
    CHECK(state_of(corrected) == Finality::final);
    CHECK_EQ(notices().notices.size(), 2u);
}

TEST_CASE_FIXTURE(NoticeDesk, "what arrives while a notice hangs was not put up by it") {
    const Hash before = hash_of(deliver());
    must(open());
    const Hash late = hash_of(deliver());
    must(close(kUntil + 1));
    CHECK(state_of(before) == Finality::final);
    CHECK(state_of(late) == Finality::provisional);
}

TEST_CASE_FIXTURE(NoticeDesk, "objections come in time and to a result that stands") {
    const Hash result = hash_of(deliver());
    CHECK(object_to(result).code() == codes::notice_refused); // nothing hangs yet
    must(open());
    CHECK(object_to(result, kUntil + 1).code() == codes::notice_refused);
    CHECK(object_to(samples.random.fixed<Hash>()).code() == codes::notice_refused);
    CHECK(object_to(result, kNow + 3 * kDayMs).code() == codes::notice_refused); // due in the past
    CHECK(end(samples.random.fixed<Hash>(), ReviewEnd::unchanged).code() == codes::notice_refused);
}

TEST_CASE_FIXTURE(NoticeDesk, "a notice needs results, an end to come, and no other that hangs") {
    CHECK(open().code() == codes::notice_refused);
    deliver();
    CHECK(open(kUntil).code() == codes::notice_refused);
    must(open());
    CHECK(open().code() == codes::notice_refused);
}

TEST_CASE_FIXTURE(NoticeDesk, "every act is signed, a leaf of the log, and refused when a bit of it is turned over") {
    const Hash result = hash_of(deliver());
    const std::uint64_t before = must(store->log().log_size());
    must(open());
    must(end(must(object_to(result)), ReviewEnd::referred));
    must(close(kUntil + 1));
    CHECK_EQ(must(store->log().log_size()), before + 4);
    for (const bureau::NoticeRow& row : must(store->notices().notice_acts(session))) {
        CHECK(std::get<ActLeaf>(must(decode_leaf(must(store->log().leaf(row.log_index))))).record == row.hash);
        const NoticeAct act = must(verify_notice_act(row.act, samples.bundle));
        CHECK(must(sign_notice_act(act, authority.intake)) == row.act);
        for (std::size_t i = 0; i < row.act.size(); ++i) {
            Bytes spoilt = row.act;
            spoilt[i] ^= 1;
            CHECK_FALSE(verify_notice_act(spoilt, samples.bundle).ok());
        }
    }
    const std::string json = notices_json(notices(), must(results_of(*store, notices())), kNow);
    for (const char* said : {"\"state\": \"final\"", "\"end\": \"referred\"", "\"scope\": \"tally\"", "\"overdue\": false"})
        CHECK(json.find(said) != std::string::npos);
}

TEST_CASE("an act says what its kind asks for and nothing else") {
    SampleBureau samples;
    const NoticeAct opened{
        .kind = NoticeActKind::opened, .session = samples.random.fixed<SessionId>(), .by = "B", .text = "x", .at_ms = 5, .until_ms = 9};
    const auto refused = [&](const std::function<void(NoticeAct&)>& change) {
        NoticeAct changed = opened;
        change(changed);
        return sign_notice_act(changed, samples.intake).code() == codes::record_value_invalid;
    };
    CHECK(sign_notice_act(opened, samples.intake).ok());
    CHECK(refused([](NoticeAct& a) { a.until_ms.reset(); }));
    CHECK(refused([](NoticeAct& a) { a.until_ms = 4; }));
    CHECK(refused([](NoticeAct& a) { a.kind = NoticeActKind::closed; }));
    CHECK(refused([](NoticeAct& a) { a.scope = ReviewScope::tally; }));
    CHECK(refused([](NoticeAct& a) { a.by.clear(); }));
    CHECK(refused([](NoticeAct& a) { a.text.assign(kNoticeTextMax + 1, 'x'); }));
}
