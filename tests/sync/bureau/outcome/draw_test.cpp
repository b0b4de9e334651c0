#include "sync/bureau/outcome/report.h"

#include "core/base/codes/outcome.h"
#include "tests/sync/bureau/other_bureau.h"
#include "tests/sync/bureau/outcome/outcome_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::outcome;
using namespace kaogong::record;
using namespace kaogong::test;

TEST_CASE_FIXTURE(OutcomeFixture, "an outcome is drawn up once, stands in the log, and comes out the same when it is drawn up again") {
    enter_rules();
    const CandidateRef candidate = sit(7'200, 5'800);
    const std::uint64_t size = must(store->log().log_size());
    const auto made = draw();
    REQUIRE_EQ(made.size(), 1u);
    CHECK(made[0].state == DrawnState::made);
    CHECK_EQ(made[0].candidate, candidate);
    CHECK_EQ(outcome_words(*made[0].statement, Language::en), "theory 72, operation 58: not passed (operation below its pass mark)");
    CHECK_EQ(made[0].log_index, size);
    CHECK_EQ(std::get<ActLeaf>(must(decode_leaf(must(store->log().leaf(size))))).record, made[0].hash);
    for (const StatedComponent& component : made[0].statement->components)
        CHECK_EQ(std::get<ResultLeaf>(must(decode_leaf(must(store->log().leaf(component.log_index))))).record, *component.record);
    const auto again = draw();
    CHECK(again[0].state == DrawnState::unchanged);
    CHECK_EQ(again[0].hash, made[0].hash);
    CHECK_EQ(must(store->log().log_size()), size + 1);
}

TEST_CASE_FIXTURE(OutcomeFixture, "a correction makes a new version that names the one before, which is replaced") {
    enter_rules();
    sit(7'200, 5'800);
    const auto first = draw();
    correct(last_operation, [](ResultRecord& record) { record.score = ResultScore{6'100, 10'000, OutcomeCode::pass}; });
    CHECK(state_of(first[0].hash) == OutcomeState::replaced); // although nobody has drawn it up again
    const auto second = draw();
    CHECK(second[0].state == DrawnState::made);
    CHECK(second[0].statement->verdict == practical::Verdict::pass);
    CHECK_EQ(second[0].statement->version, 2u);
    CHECK_EQ(*second[0].statement->earlier, first[0].hash);
    CHECK(state_of(first[0].hash) == OutcomeState::replaced);
    CHECK(state_of(second[0].hash) == OutcomeState::provisional);
    CHECK_EQ(must(store->outcomes().outcomes_of(second[0].key.subject)).size(), 2u);
    CHECK_EQ(must(store->outcomes().newest_outcomes({})).size(), 1u);
    const OutcomeRow row = must(store->outcomes().outcome(second[0].hash)).value();
    const ShownOutcome shown{row, *second[0].statement, OutcomeState::provisional, must(corrections_of(*store, *second[0].statement))};
    CHECK(outcome_line(shown, Language::zh_cn).ends_with("理论 72，操作 61：合格；操作 已更正（行政决定，2026-3）"));
    CHECK(outcome_json(shown).find("\"basis\":\"administrative\"") != std::string::npos);
}

TEST_CASE_FIXTURE(OutcomeFixture, "a void result makes a void outcome and no fail") {
    enter_rules();
    sit(7'200, 6'800);
    draw();
    correct(last_operation, [](ResultRecord& record) {
        record.kind = RecordKind::void_;
        record.items.clear();
        record.score.reset();
    });
    release_all(); // a void is only proposed by the centre
    const auto second = draw();
    CHECK(second[0].statement->verdict == practical::Verdict::void_);
    CHECK_EQ(second[0].statement->version, 2u);
}

TEST_CASE_FIXTURE(OutcomeFixture, "nothing is final before the notices of all its sessions are over, and nothing while a result waits") {
    enter_rules();
    sit(7'200, 6'800);
    const auto drawn = draw();
    CHECK(state_of(drawn[0].hash) == OutcomeState::provisional);
    notice_over(session);
    CHECK(state_of(drawn[0].hash) == OutcomeState::provisional); // the operation was in another session
    notice_over(operation_session);
    CHECK(state_of(drawn[0].hash) == OutcomeState::final);
    correct(last_operation, [](ResultRecord& record) {
        record.kind = RecordKind::void_;
        record.items.clear();
        record.score.reset();
    });
    CHECK(state_of(drawn[0].hash) == OutcomeState::provisional); // a void is proposed and not decided
}

TEST_CASE_FIXTURE(OutcomeFixture, "what lacks is told, and an occupation without rules is refused by name") {
    sit(7'200, 6'800);
    const auto refused = draw();
    CHECK(refused[0].state == DrawnState::failed);
    CHECK(refused[0].why->code == codes::outcome_rules_missing);
    enter_rules();
    deliver([](ResultRecord& record) { record.score = ResultScore{7'000, 10'000, OutcomeCode::pass}; });
    const auto drawn = draw();
    REQUIRE_EQ(drawn.size(), 2u);
    const Drawn& lone = drawn[drawn[0].state == DrawnState::incomplete ? 0 : 1];
    CHECK(lone.state == DrawnState::incomplete);
    CHECK(drawn_json(lone).find("operation has not come in") != std::string::npos);
    CHECK(draw({.plan = "another"}, codes::outcome_no_results).empty());
}

TEST_CASE_FIXTURE(OutcomeFixture, "rules enter once, and the later file counts from its day on") {
    enter_rules();
    CHECK(enter_rules().before);
    CHECK_FALSE(enter_rules("75").before);
    sit(7'200, 6'800);
    CHECK(draw()[0].statement->verdict == practical::Verdict::fail);
    CHECK_FALSE(enter_rules("60", "2029-01-01").before); // not yet
    CHECK(draw()[0].state == DrawnState::unchanged);
}

TEST_CASE_FIXTURE(OutcomeFixture, "a candidate is exempt by a note, and a retained result is looked up by its hash") {
    enter_rules();
    const CandidateRef candidate = sit(std::nullopt, 6'800);
    CHECK(draw()[0].state == DrawnState::incomplete);
    note({.candidate = candidate,
          .kind = OutcomeNoteKind::retained,
          .method = 1,
          .record = samples.random.fixed<Hash>(),
          .basis = "2026-7"});
    CHECK_EQ(outcome_words(*draw()[0].statement, Language::en),
             "theory 0 (retained), operation 68: not passed (theory nothing is retained here)");
    note({.candidate = candidate, .kind = OutcomeNoteKind::exempt, .method = 1, .basis = "2026-9"});
    const auto exempt = draw();
    CHECK(exempt[0].statement->verdict == practical::Verdict::pass);
    CHECK_EQ(exempt[0].statement->components[0].basis, "2026-9");
}

TEST_CASE_FIXTURE(OutcomeFixture, "two processes that draw one batch up at once make one version") {
    enter_rules();
    for (int i = 0; i < 5; ++i) sit(7'000 + i, 6'000);
    auto bureaus = open_bureaus(*this, 2);
    std::vector<std::thread> threads;
    std::vector<Counts> counts(2);
    for (std::size_t i = 0; i < 2; ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < 50; ++round) { // one of them may have to come back
                const auto drawn = draw_up({*bureaus[i]->store, authority, kNow}, {}, [](const Drawn&) {});
                if (drawn.ok()) counts[i] = *drawn;
                if (drawn.ok()) break;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK_EQ(counts[0].made + counts[1].made, 5u);
    CHECK_EQ(counts[0].unchanged + counts[1].unchanged, 5u);
    CHECK_EQ(must(store->outcomes().newest_outcomes({})).size(), 5u);
}

TEST_CASE_FIXTURE(OutcomeFixture, "newest outcomes come page by page") {
    enter_rules();
    for (int i = 0; i < 5; ++i) sit(7'000 + i, 6'000);
    draw();
    std::set<std::uint64_t> numbers;
    OutcomePage page{.after = 0, .plan = "2026-11-0042", .limit = 2};
    for (auto rows = must(store->outcomes().newest_outcomes(page)); !rows.empty(); rows = must(store->outcomes().newest_outcomes(page))) {
        for (const OutcomeRow& row : rows) numbers.insert(row.number);
        page.after = rows.back().number;
    }
    CHECK_EQ(numbers.size(), 5u);
    CHECK(must(store->outcomes().newest_outcomes({.plan = "another"})).empty());
}
