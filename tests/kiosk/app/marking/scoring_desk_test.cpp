// What is signed, what is sealed, what a restart finishes, and that nothing is ever half signed, whoever pulls what.
#include "kiosk/app/marking/scoring_desk.h"

#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "tests/kiosk/app/marking/scoring_workshop.h"

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

TEST_CASE("everybody signs, the result is sealed, and what was sealed verifies under the bundle and names the sheets") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 3);
    CHECK_EQ(scoring.seal().code(), codes::record_seal_wrong); // nobody has signed it yet
    for (const char* who : kEverybody) scoring.signs(who, SignScoring::What::result);
    REQUIRE(scoring.state.stage == ScoringStage::signed_);
    const Hash hash = scoring.seal().value();
    CHECK_EQ(scoring.seal().value(), hash); // once more changes nothing
    REQUIRE_EQ(scoring.sealed(record::RecordKind::operation), 1);
    for (const store::ResultStatus& status : workshop.store->results().of_sitting(scoring.id).value()) {
        const Bytes encoded = workshop.store->results().signed_result(status.entry_index).value();
        const auto result = record::verify_result(encoded, workshop.bureau.bundle);
        REQUIRE(result.ok());
        if (status.kind != record::RecordKind::operation) continue;
        CHECK_EQ(record::record_hash(result->payload), hash);
        CHECK_EQ(result->signatures.size(), 6);
        CHECK_EQ(result->record.evidence.size(), 4); // three sheets and the readings
        CHECK_EQ(result->record.score->points, final_score(scoring.state).value().points);
    }
    CHECK_EQ(workshop.desk->open_scorings().value(), 0);
}

TEST_CASE("without the token nobody signs, and neither journal nor ledger has a trace of it") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    const std::size_t journal = scoring.journal();
    workshop.pull("b");
    CHECK(scoring.sign("b", SignScoring::What::own_sheet).pin.failed->code == codes::token_other); // others are plugged in
    for (const char* who : {"a", "c", "q", "t", "h"}) workshop.pull(who);
    CHECK(scoring.sign("b", SignScoring::What::own_sheet).pin.failed->code == codes::token_missing);
    CHECK_EQ(scoring.journal(), journal);
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 0);
    CHECK(workshop.ask<TokensSeen>(LookForTokens{}).numbers.empty());
    workshop.plug("b");
    CHECK_EQ(workshop.ask<TokensSeen>(LookForTokens{}).numbers, std::vector<std::string>{"b"});
    scoring.signs("b", SignScoring::What::own_sheet);
    CHECK_EQ(scoring.journal(), journal + 1);
}

TEST_CASE("somebody else's token in the own slot signs nothing") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    std::filesystem::copy_file(workshop.slot("a") / record::kTokenFileName, workshop.slot("b") / record::kTokenFileName,
                               std::filesystem::copy_options::overwrite_existing);
    const ScoringSigned done = scoring.sign("b", SignScoring::What::own_sheet);
    CHECK(done.pin.failed->code == codes::token_other);
    CHECK_FALSE(done.event.has_value());
}

TEST_CASE("five wrong PINs are free, the sixth waits, and a restart shortens no wait") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    for (int left = 4; left >= 0; --left) {
        const ScoringSigned done = scoring.sign("b", SignScoring::What::own_sheet, "111111");
        CHECK_FALSE(done.pin.right);
        CHECK_EQ(done.pin.tries_left, left);
    }
    const ScoringSigned sixth = scoring.sign("b", SignScoring::What::own_sheet, "111111");
    CHECK_FALSE(sixth.event.has_value());
    CHECK_GT(sixth.pin.locked_ms, 0);
    const std::int64_t wait_ms = sixth.pin.locked_ms;
    CHECK_GT(scoring.sign("b", SignScoring::What::own_sheet).pin.locked_ms, 0); // the right one waits too
    workshop.start();
    CHECK_GT(scoring.sign("b", SignScoring::What::own_sheet).pin.locked_ms, 0);
    CHECK_FALSE(scoring.sign("c", SignScoring::What::own_sheet, "111111").pin.locked_ms > 0); // counted for each person
    workshop.clock.advance(wait_ms);
    scoring.signs("b", SignScoring::What::own_sheet);
}

TEST_CASE("whoever is not asked for signs nothing, by name") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    CHECK(scoring.sign("q", SignScoring::What::own_sheet).pin.failed->code == codes::examiner_not_of_row);
    CHECK(scoring.sign("x", SignScoring::What::own_sheet).pin.failed->code == codes::role_missing);
    CHECK(scoring.sign("a", SignScoring::What::result).pin.failed.has_value()); // not decided yet
}

TEST_CASE("under a signed sheet nothing is touched, and signing it again is refused before the PIN is tried") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    scoring.signs("a", SignScoring::What::own_sheet);
    const RowTouched touch{.at = workshop.clock.now(), .by = "a", .row = "j", .entry = judge_entry(3), .second = {}, .reason = {}};
    CHECK_FALSE(practical::step(scoring.state, touch).ok());
    const ScoringSigned again = scoring.sign("a", SignScoring::What::own_sheet, "111111");
    REQUIRE(again.pin.failed.has_value());
    CHECK_EQ(again.pin.tries_left, 0); // no attempt was counted
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 1);
    scoring.signs("b", SignScoring::What::own_sheet);
}

TEST_CASE("a start finds every scoring as it was, seals sheets that were signed and not yet sealed, and asks nobody again") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    scoring.signs("a", SignScoring::What::result);
    workshop.start();
    const OperationOpened opened = workshop.desk->open({}).value();
    REQUIRE_EQ(opened.scorings.size(), 1);
    CHECK_FALSE(opened.scorings.front().sealed);
    CHECK(fold(scoring.state.rules, opened.scorings.front().journal).value() == scoring.state);
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 3); // sealing them again changed nothing
    for (const char* who : {"b", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    CHECK(scoring.seal().ok());
    workshop.start();
    CHECK(workshop.desk->open({}).value().scorings.front().sealed);
}

TEST_CASE("one journal for a candidate of the session, however often it is opened, and none for a stranger") {
    Workshop workshop;
    Scoring scoring(workshop);
    CHECK_EQ(workshop.ask<ScoringOpened>(OpenScoring{workshop.candidate}).scoring.value(), scoring.id);
    CHECK_FALSE(workshop.ask<ScoringOpened>(OpenScoring{workshop.bureau.random.fixed<CandidateRef>()}).scoring.ok());
}

TEST_CASE("only what is sealed is printed, with the state that was signed") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    const auto print = [&] {
        return workshop.ask<SheetPrinted>(
            PrintSheet{.scoring = scoring.id, .state = std::make_shared<const ScoringState>(scoring.state), .station = "06"});
    };
    CHECK_EQ(print().file.code(), codes::print_failed);
    for (const char* who : kEverybody) scoring.signs(who, SignScoring::What::result);
    REQUIRE(scoring.seal().ok());
    CHECK_EQ(print().file.value(), Path("score-992611211001.pdf"));
    CHECK_EQ(workshop.printer.jobs.size(), 1);
}
