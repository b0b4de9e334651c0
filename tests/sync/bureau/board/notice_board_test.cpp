// Public notices on the board: from acts in the log to what waits and until when.
#include "sync/bureau/board/overview.h"
#include "sync/bureau/days.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <nlohmann/json.hpp>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using nlohmann::json;

namespace {

const Bytes kAnswerFile = to_bytes(view("answers"));

struct Noticed : IntakeFixture {
    SampleTerminal terminal = enrol();
    SessionId session = samples.random.fixed<SessionId>();
    Hash result = deliver();
    Overview overview{{.store = *store, .authority = authority, .clock = clock}};

    Hash deliver() {
        Hash hash;
        append_result(terminal, kAnswerFile, [&](record::ResultRecord& made) {
            made.session = session;
            hash = record::record_hash(must(record::encode_record(made)));
        });
        must(intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}})));
        return hash;
    }
    std::int64_t now() { return clock.wall_ms(); }
    void open(std::int64_t days) {
        must(notice::open_notice(*store, authority,
                                 {.session = session, .by = "B-07", .place = "大厅 <b>", .until_ms = now() + days * kDayMs}, now()));
    }
    Hash object(std::int64_t due_days) {
        return must(notice::object(*store, authority,
                                   {.session = session,
                                    .record = result,
                                    .by = "B-07",
                                    .text = "王某认为第 12 题漏评",
                                    .scope = record::ReviewScope::missing,
                                    .due_ms = now() + due_days * kDayMs},
                                   now()));
    }
    void answer(const Hash& objection) {
        must(notice::answer(*store, authority, {.session = session, .objection = objection, .by = "B-08", .text = "复核无误"}, now()));
    }
    json look() {
        clock.advance(Overview::kFreshMs);
        return json::parse(must(overview.text()))["notices"];
    }
};

} // namespace

TEST_CASE_FIXTURE(Noticed, "an open notice is shown with its centre, plan and end, until it is closed") {
    CHECK_EQ(look()["open"], 0);
    open(5);
    json notices = look();
    CHECK_EQ(notices["open"], 1);
    CHECK_EQ(notices["over"], 0);
    CHECK_EQ(notices["rows"][0]["session"], session.hex());
    CHECK_EQ(notices["rows"][0]["centre"], "Sample centre");
    CHECK_EQ(notices["rows"][0]["plan"], terminal.result_record(3).plan.plan);
    CHECK_EQ(notices["rows"][0]["place"], "大厅 <b>");
    CHECK_EQ(notices["rows"][0]["until_ms"].get<std::int64_t>() - notices["rows"][0]["opened_ms"].get<std::int64_t>(), 5 * kDayMs);
    clock.advance(5 * kDayMs);
    notices = look();
    CHECK_EQ(notices["over"], 1);
    CHECK_EQ(notices["rows"][0]["over"], true);
    must(notice::close_notice(*store, authority, {.session = session, .by = "B-07", .text = "无异议"}, now()));
    CHECK_EQ(look()["open"], 0);
}

TEST_CASE_FIXTURE(Noticed,
                  "an objection waits with what is reviewed and the day by which it is answered, and its words stay in the store") {
    open(5);
    const Hash late = object(3), soon = object(1);
    json notices = look();
    CHECK_EQ(notices["waiting"], 2);
    CHECK_EQ(notices["overdue"], 0);
    CHECK_EQ(notices["objections"][0]["objection"], soon.hex());
    CHECK_EQ(notices["objections"][0]["record"], result.hex());
    CHECK_EQ(notices["objections"][0]["scope"], "missing");
    CHECK_EQ(notices["objections"][1]["objection"], late.hex());
    CHECK(must(overview.text()).find("王某") == std::string::npos);
    clock.advance(kDayMs);
    CHECK_EQ(look()["overdue"], 1);
    answer(soon);
    notices = look();
    CHECK_EQ(notices["waiting"], 1);
    CHECK_EQ(notices["overdue"], 0);
    CHECK_EQ(notices["rows"][0]["objections"], 2);
    CHECK_EQ(notices["rows"][0]["waiting"], 1);
}

TEST_CASE_FIXTURE(Noticed, "a bureau that was started again shows the same notices") {
    open(5);
    answer(object(1));
    object(2);
    const json before = look();
    Overview again({.store = *store, .authority = authority, .clock = clock});
    CHECK_EQ(json::parse(must(again.text()))["notices"], before);
}

TEST_CASE_FIXTURE(Noticed, "acts are read a piece at each look, and none is left out or read twice") {
    open(5);
    answer(object(1));
    object(2);
    NoticeBoard board;
    must(board.look(*store, authority.bundle, 1));
    REQUIRE_EQ(board.open().size(), 1u);
    object(3);
    for (int i = 0; i < 6; ++i) must(board.look(*store, authority.bundle, 2));
    CHECK_EQ(board.open().at(session).objections, 3u);
    CHECK_EQ(board.open().at(session).waiting.size(), 2u);
}
