// What the staff's page is told: from real parcels, through intake, to the numbers.
#include "sync/bureau/board/overview.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/days.h"
#include "sync/bureau/follow_ups/follow_ups.h"
#include "sync/bureau/rules.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using nlohmann::json;
using record::EventType;

namespace {

const Bytes kAnswerFile = to_bytes(view("answers"));

struct Board : IntakeFixture {
    SampleTerminal terminal = enrol("A-1");
    SessionId session = samples.random.fixed<SessionId>();
    Overview overview{{.store = *store, .authority = authority, .clock = clock}};
    std::size_t sent = 0;

    void send() {
        must(intake->take(cut_parcel(terminal, {.first = sent, .blobs = {kAnswerFile}})));
        sent = terminal.entries.size();
        clock.advance(Overview::kFreshMs);
    }
    json look() { return json::parse(must(overview.text())); }

    void open_session(std::int64_t candidates) {
        terminal.append(EventType::session_opened,
                        record::encode_body(record::SessionBody{.session = session, .plan = "2026-11-0042", .candidates = candidates}));
    }
    void close_session() {
        terminal.append(EventType::session_closed, record::encode_body(record::SessionBody{.session = session, .plan = "2026-11-0042"}));
    }
    CandidateRef sits(std::optional<assessment::OutcomeCode> ended = {}) {
        const record::SittingBody body{
            .sitting = samples.random.fixed<SittingId>(), .session = session, .candidate = samples.random.fixed<CandidateRef>()};
        record::SittingBody end = body;
        end.ended = ended;
        terminal.append(EventType::sitting_opened, record::encode_body(body));
        terminal.append(EventType::sitting_ended, record::encode_body(end));
        return body.candidate;
    }
};

} // namespace

TEST_CASE_FIXTURE(Board, "a session runs until its last terminal closes it, and then says who was absent") {
    open_session(5);
    sits();
    sits();
    sits(assessment::OutcomeCode::absent); // entered by staff for one who did not come
    send();
    json row = look()["sessions"].at(0);
    CHECK_EQ(row["running"], true);
    CHECK_EQ(row["expected"], 5);
    CHECK_EQ(row["present"], 2);
    CHECK(row["absent"].is_null());
    CHECK_EQ(row["centre"], "Sample centre");
    CHECK_EQ(row["plan"], "2026-11-0042");
    sits();
    close_session();
    send();
    row = look()["sessions"].at(0);
    CHECK_EQ(row["running"], false);
    CHECK_EQ(row["present"], 3);
    CHECK_EQ(row["absent"], 2);
    clock.advance(3 * kDayMs);
    CHECK(look()["sessions"].empty()); // over, and not of today
}

TEST_CASE_FIXTURE(Board, "a session at two terminals is one session, each candidate once") {
    SampleTerminal other = enrol("A-2");
    open_session(4);
    sits();
    const record::SessionBody body{.session = session, .plan = "2026-11-0042", .candidates = 4};
    other.append(EventType::session_opened, record::encode_body(body));
    must(intake->take(cut_parcel(other)));
    send();
    close_session();
    send();
    const json rows = look()["sessions"];
    REQUIRE_EQ(rows.size(), 1u);
    CHECK_EQ(rows[0]["running"], true); // the other terminal has it open
    CHECK_EQ(rows[0]["expected"], 4);
    CHECK_EQ(rows[0]["terminals"], 1);
}

TEST_CASE_FIXTURE(Board, "a bureau that was started again sees the same sessions") {
    open_session(2);
    sits();
    send();
    const json before = look()["sessions"];
    Overview again({.store = *store, .authority = authority, .clock = clock});
    CHECK_EQ(json::parse(must(again.text()))["sessions"], before);
}

TEST_CASE_FIXTURE(Board, "a centre that was not heard for a day is listed, one that never was as well") {
    CHECK_EQ(look()["silent"]["count"], 1);
    CHECK(look()["silent"]["rows"][0]["heard_ms"].is_null());
    terminal.append(EventType::heartbeat, record::empty_body());
    send();
    CHECK_EQ(look()["silent"]["count"], 0);
    clock.advance(kDayMs);
    const json silent = look()["silent"];
    CHECK_EQ(silent["count"], 1);
    CHECK_EQ(silent["rows"][0]["terminals"], 1);
    CHECK_FALSE(silent["rows"][0]["heard_ms"].is_null());
}

TEST_CASE_FIXTURE(Board, "what was put aside waits with its reason and the day by which somebody decides") {
    must(write_rules(store->registry(), {.filings = FilingDemand::mandatory, .decide_within_days = 2}));
    append_result(terminal, kAnswerFile);                                                                                 // held: no filing
    append_result(terminal, kAnswerFile, [&](auto& result) { result.candidate = samples.random.fixed<CandidateRef>(); }); // nobody knows
    send();
    json aside = look()["aside"];
    CHECK_EQ(aside["held"], 1);
    CHECK_EQ(aside["quarantined"], 1);
    CHECK_EQ(aside["overdue"], 0);
    CHECK_EQ(aside["rows"][0]["code"], code_text(codes::filing_missing));
    CHECK_EQ(aside["rows"][0]["due_ms"].get<std::int64_t>() - aside["rows"][0]["came_ms"].get<std::int64_t>(), 2 * kDayMs);
    CHECK_EQ(aside["rows"][0]["terminal"], "A · 7");
    CHECK_FALSE(aside["rows"][0]["what"]["zh-CN"].get<std::string>().empty());
    clock.advance(2 * kDayMs);
    CHECK_EQ(look()["aside"]["overdue"], 2);
}

TEST_CASE_FIXTURE(Board, "what is to be done at organisations stands there by its day until it is closed (P87, P52)") {
    CHECK(look()["follow_ups"]["rows"].empty());
    FollowUpRow row{.organisation = "湛江某厂", .kind = FollowUpKind::problem, .day_ms = clock.wall_ms(), .text = "printer", .by = "B-04"};
    row.owner = "B-07";
    for (const std::int64_t days : {2, 1}) {
        row.due_ms = row.day_ms + days * kDayMs;
        must(follow_ups::add(*store, row));
    }
    clock.advance(kDayMs);
    const json waiting = look()["follow_ups"];
    CHECK_EQ(waiting["open"], 2);
    CHECK_EQ(waiting["overdue"], 1);
    CHECK_EQ(waiting["rows"][0]["number"], 2); // due before the other
    CHECK_EQ(waiting["rows"][0]["overdue"], true);
    CHECK_EQ(waiting["rows"][0]["kind"], "problem");
    CHECK_FALSE(waiting["rows"][0].contains("text"));
    must(follow_ups::close(*store, {.follow_up = 2, .text = "a new cable", .by = "B-07", .at_ms = clock.wall_ms()}));
    clock.advance(Overview::kFreshMs);
    CHECK_EQ(look()["follow_ups"]["rows"].size(), 1u);
}

TEST_CASE_FIXTURE(Board, "incidents are told with their place for seven days") {
    terminal.append(EventType::incident, record::encode_body(record::StaffActBody{.staff = "-", .act = "INTERRUPTED"}));
    send();
    const json incidents = look()["incidents"];
    REQUIRE_EQ(incidents.size(), 1u);
    CHECK_EQ(incidents[0]["act"], "INTERRUPTED");
    CHECK_EQ(incidents[0]["entry"], 1);
    clock.advance(8 * kDayMs);
    CHECK(look()["incidents"].empty());
}

TEST_CASE_FIXTURE(Board, "a frozen terminal and a witness in trouble are alarms") {
    CHECK(look()["alarms"].empty());
    terminal.append(EventType::heartbeat, record::empty_body());
    Clone clone(samples, terminal, 1);
    send();
    clone.append_heartbeat();
    CHECK_EQ(intake->take(clone.parcel()).code(), codes::ledger_forked);
    WitnessStatus silent{.name = "witness.test", .trouble = error(codes::witness_unreachable)};
    Overview watching({.store = *store, .authority = authority, .clock = clock, .witnesses = [&] { return std::vector{silent}; }});
    const json alarms = json::parse(must(watching.text()))["alarms"];
    REQUIRE_EQ(alarms.size(), 2u);
    CHECK_EQ(alarms[0]["code"], code_text(codes::ledger_forked));
    CHECK_EQ(alarms[1]["terminal"], "witness.test");
}

TEST_CASE_FIXTURE(Board, "results are counted once, by occupation, level, component and what the centre was filed as") {
    FilingRow filing{.centre = samples.centre,
                     .kind = OrgKind::school,
                     .attributes = attribute_bit(OrgAttribute::non_public),
                     .until_ms = kSampleWallMs * 2};
    filing.scope.push_back(must(parse_filed("6-31-01-03:1-6")));
    must(store->registry().add_filing(filing));
    const auto with = [](assessment::OutcomeCode outcome) {
        return [outcome](record::ResultRecord& result) { result.score->outcome = outcome; };
    };
    append_result(terminal, kAnswerFile, with(assessment::OutcomeCode::pass));
    append_result(terminal, kAnswerFile, with(assessment::OutcomeCode::pass));
    append_result(terminal, kAnswerFile, with(assessment::OutcomeCode::fail));
    send();
    look();
    clock.advance(Overview::kFreshMs);
    const json found = look();
    const json rows = found["counts"]["rows"];
    REQUIRE_EQ(rows.size(), 1u);
    CHECK_EQ(rows[0]["passed"], 2);
    CHECK_EQ(rows[0]["failed"], 1);
    CHECK_EQ(rows[0]["kind"], "school");
    CHECK_EQ(rows[0]["level_name"]["en"], "Grade 4 / Intermediate worker");
    CHECK_EQ(found["counts"]["counted"], found["counts"]["log"]);
    CHECK_EQ(found["organisations"]["rows"][0]["centres"], 1);
    CHECK_EQ(found["organisations"]["rows"][0]["non_public"], 1);
}

TEST_CASE_FIXTURE(Board, "each centre has its integrity score, found anew within an hour when something came") {
    terminal.append(EventType::heartbeat, record::empty_body());
    send();
    CHECK_EQ(look()["integrity"]["rows"][0]["score"], 100);
    terminal.append(EventType::clock_step,
                    record::encode_body(record::ClockStepBody{.expected_ms = kSampleWallMs, .found_ms = kSampleWallMs + kDayMs}));
    send();
    CHECK_EQ(look()["integrity"]["rows"][0]["score"], 100); // for an hour: all that the centre ever sent is read for it
    clock.advance(Overview::kScoreAgainMs);
    const json row = look()["integrity"]["rows"][0];
    CHECK_EQ(row["score"], 96);
    CHECK_EQ(row["signals"][0]["place"], "A · 7");
    CHECK_EQ(row["name"], "Sample centre");
    CHECK_EQ(row["signals"][0]["kind"], "clock_step");
    CHECK_EQ(row["signals_count"], 1);
}

TEST_CASE_FIXTURE(Board, "one look serves all who ask within some seconds") {
    const std::string first = must(overview.text());
    clock.advance(Overview::kFreshMs - 1);
    CHECK_EQ(must(overview.text()), first);
    clock.advance(1);
    CHECK_NE(must(overview.text()), first);
}

TEST_CASE_FIXTURE(Board, "a look that took long is kept for longer, so that intake has the store for most of the time") {
    constexpr std::int64_t kTookMs = 800;
    const auto slow = [&] {
        clock.advance(kTookMs);
        return std::vector<WitnessStatus>();
    };
    Overview large({.store = *store, .authority = authority, .clock = clock, .witnesses = slow});
    const std::string first = must(large.text());
    clock.advance(Overview::kFreshTimes * kTookMs - kTookMs - 1);
    CHECK_EQ(must(large.text()), first);
    clock.advance(1);
    CHECK_NE(must(large.text()), first);
}

TEST_CASE_FIXTURE(Board, "what the bureau's markers made of a submission is counted as the theory test that it is") {
    append_result(terminal, kAnswerFile, [](record::ResultRecord& result) {
        result.kind = record::RecordKind::submission;
        result.score.reset();
        result.items.clear();
    });
    send();
    record::ResultRecord marked = terminal.result_record(3);
    marked.kind = record::RecordKind::marked_by_bureau;
    marked.earlier = samples.random.fixed<Hash>();
    marked.score->outcome = assessment::OutcomeCode::pass;
    const Bytes made = terminal.signed_result(marked);
    auto tx = must(store->begin_log());
    LogWriter log = must(LogWriter::open(store->log(), authority));
    const Hash hash = samples.random.fixed<Hash>();
    const std::uint64_t place = must(log.append(record::encode_leaf(record::ActLeaf{.record = hash})));
    must(log.sign(kSampleWallMs));
    must(store->made().add_made({.record_hash = hash,
                                 .record_id = marked.id,
                                 .centre = samples.centre,
                                 .session = session,
                                 .candidate = marked.candidate,
                                 .earlier = *marked.earlier,
                                 .record = made,
                                 .log_index = place}));
    must(tx->commit());
    for (int look_again = 0; look_again < 2; ++look_again) {
        const json counts = look()["counts"];
        REQUIRE_EQ(counts["rows"].size(), 1u);
        CHECK_EQ(counts["rows"][0]["passed"], 1);
        CHECK_EQ(counts["rows"][0]["component"]["zh-CN"], "理论知识考试成绩");
        CHECK_EQ(counts["counted"], counts["log"]);
        clock.advance(Overview::kFreshMs);
    }
}

TEST_CASE_FIXTURE(Board, "of more silent centres than a list has, those that were silent for longest are shown") {
    const std::size_t more = Overview::kListMax + 5;
    auto tx = must(store->begin_registry());
    for (std::size_t i = 0; i < more; ++i) {
        const auto centre = samples.random.fixed<CentreId>();
        must(store->registry().add_centre({.id = centre, .name = "centre " + std::to_string(i)}));
        const Terminal row{.id = samples.random.fixed<TerminalId>(), .centre = centre, .room = "A", .seat = 1};
        must(store->registry().add_terminal(row, {}));
        must(store->registry().enrol(row, kSampleWallMs));
    }
    must(tx->commit());
    terminal.append(EventType::heartbeat, record::empty_body());
    send();
    clock.advance(2 * kDayMs);
    const json silent = look()["silent"];
    CHECK_EQ(silent["count"], more + 1);
    REQUIRE_EQ(silent["rows"].size(), Overview::kListMax);
    for (const json& row : silent["rows"]) CHECK(row["heard_ms"].is_null()); // never heard comes before two days ago
}
