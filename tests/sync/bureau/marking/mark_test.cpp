#include "sync/bureau/marking/mark.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/amendment.h"
#include "sync/bureau/marking/answers.h"
#include "tests/sync/bureau/marking/marking_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau::marking;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

const MarkedResult& of(const std::vector<MarkedResult>& results, const CandidateRef& candidate) {
    for (const MarkedResult& each : results)
        if (each.candidate == candidate) return each;
    FAIL("no result of ", candidate.hex());
    return results.front();
}

} // namespace

TEST_CASE_FIXTURE(MarkingFixture, "what a terminal marked is found the same, item by item") {
    hand_in({.responses = all_right()});
    hand_in({.responses = right(4)});
    hand_in({});
    deliver();
    const auto results = mark();
    REQUIRE_EQ(results.size(), 3u);
    const std::array<assessment::Points, 3> points = {700, 400, 0};
    for (std::size_t i = 0; i < results.size(); ++i) {
        CHECK(results[i].outcome == MarkOutcome::agrees);
        CHECK_EQ(results[i].found.points, points[i]);
        CHECK(results[i].stated == results[i].found);
        CHECK_FALSE(results[i].made);
    }
}

TEST_CASE_FIXTURE(MarkingFixture, "a submission gets a result of the bureau that names it and that anyone can verify") {
    hand_in({.responses = right(5), .marked = false});
    deliver();
    const auto results = mark();
    REQUIRE_EQ(results.size(), 1u);
    REQUIRE(results[0].made);
    const auto made = must(verify_result(results[0].made->signed_result, samples.bundle));
    CHECK(made.record.kind == RecordKind::marked_by_bureau);
    CHECK(made.record.earlier == results[0].record);
    CHECK_EQ(made.record.score->points, 500);
    CHECK(made.record.score->outcome == OutcomeCode::pass);
    CHECK_EQ(made.record.items.size(), 7u);
    CHECK(made_by_markers(made.record));
    CHECK_EQ(made.signatures.size(), 2u);
}

TEST_CASE_FIXTURE(MarkingFixture, "marking twice makes one record, and another response key another") {
    hand_in({.responses = right(5), .marked = false});
    deliver();
    const auto first = mark(), second = mark();
    CHECK(first[0].made->hash == second[0].made->hash);
    readers.insert(readers.begin(), age::Identity::generate(samples.random)); // as after a change of key: the answers open with the old one
    CHECK(mark()[0].made->hash != first[0].made->hash);
}

TEST_CASE_FIXTURE(MarkingFixture, "a score that was misstated is told with its item, and nothing is made of it") {
    const auto honest = hand_in({.responses = all_right()});
    const auto other = hand_in({.responses = {}, .misstated = 100});
    deliver();
    const auto results = mark();
    CHECK(of(results, honest).outcome == MarkOutcome::agrees);
    const MarkedResult& wrong = of(results, other);
    CHECK(wrong.outcome == MarkOutcome::differs);
    REQUIRE_EQ(wrong.differences.size(), 1u);
    CHECK_EQ(wrong.differences[0].found.item, "s-01");
    CHECK_EQ(wrong.differences[0].stated.points, 100);
    CHECK_EQ(wrong.differences[0].found.points, 0);
    CHECK_FALSE(wrong.made);
}

TEST_CASE_FIXTURE(MarkingFixture, "each bad answer file is told by its code, and the others are marked") {
    using File = HandIn::File;
    const auto damaged = hand_in({.responses = all_right(), .marked = false, .file = File::damaged});
    const auto foreign = hand_in({.responses = all_right(), .marked = false, .file = File::of_other});
    const auto sealed = hand_in({.responses = all_right(), .marked = false, .file = File::sealed_to_other});
    const auto contradicts = hand_in({.responses = all_right(), .marked = false, .file = File::contradicts});
    const auto good = hand_in({.responses = all_right(), .marked = false});
    deliver();
    const auto results = mark();
    REQUIRE_EQ(results.size(), 5u);
    const auto code_of = [&](const CandidateRef& candidate) { return of(results, candidate).why.value().code; };
    CHECK(code_of(damaged) == codes::age_payload_damaged);
    CHECK(code_of(foreign) == codes::answers_foreign);
    CHECK(code_of(sealed) == codes::age_no_match);
    CHECK(code_of(contradicts) == codes::answers_contradict);
    CHECK(of(results, good).outcome == MarkOutcome::made);
}

TEST_CASE_FIXTURE(MarkingFixture, "a file that the store has lost is told as missing, and one that was exchanged too") {
    hand_in({.responses = all_right()});
    deliver();
    bureau::AcceptedRecord accepted = must(bureau::descents_of(*store, part.session.id))[0].first();
    std::vector<Hash>& evidence = accepted.record.evidence;
    const auto code = [&] { return open_answers(store->intake(), accepted, readers).code(); };
    evidence = {samples.random.fixed<Hash>()};
    CHECK(code() == codes::answers_missing);
    const Bytes exchanged = to_bytes(view("other"));
    must(store->intake().add_blob({.centre = samples.centre, .hash = evidence[0], .parcel = {}, .bytes = exchanged}));
    CHECK(code() == codes::answers_missing);
    evidence.clear();
    CHECK(code() == codes::answers_missing);
}

TEST_CASE_FIXTURE(MarkingFixture, "a coded end that the journal holds stands as the outcome of what the bureau marks") {
    hand_in({.responses = all_right(), .marked = false, .end_code = OutcomeCode::cheated});
    hand_in({.responses = all_right(), .end_code = OutcomeCode::stopped});
    deliver();
    const auto results = mark();
    CHECK(must(open_result(results[0].made->signed_result)).record.score->outcome == OutcomeCode::cheated);
    CHECK_EQ(results[0].found.points, 700);
    CHECK(results[1].outcome == MarkOutcome::agrees);
}

TEST_CASE_FIXTURE(MarkingFixture, "an exempt area is left out by the bureau as by the terminal") {
    auto without = all_right();
    without.erase(without.begin() + 3);
    hand_in({.responses = without, .exempt = {"safety"}});
    hand_in({.responses = without, .marked = false, .exempt = {"safety"}});
    deliver();
    const auto results = mark();
    CHECK(results[0].outcome == MarkOutcome::agrees);
    for (const MarkedResult& each : results) {
        CHECK_EQ(each.found.points, 600);
        CHECK_EQ(each.found.points_max, 600);
    }
}

TEST_CASE_FIXTURE(MarkingFixture, "a result of another paper, and a submission without a marker, are told") {
    hand_in({.responses = all_right(), .marked = false});
    deliver();
    markers.clear();
    CHECK(mark()[0].why.value().code == codes::signature_missing);
    paper->manifest.paper = samples.random.fixed<Hash>();
    CHECK(mark()[0].why.value().code == codes::paper_not_given);
}

TEST_CASE_FIXTURE(MarkingFixture, "the terminal's key and the response key open a package, a stranger's key does not") {
    const std::array strangers = {age::Identity::generate(samples.random)};
    CHECK(open_paper(package, samples.bundle, strangers).code() == codes::age_no_match);
    const std::array devices = {device.copy()};
    CHECK(open_paper(package, samples.bundle, devices).ok());
    Bytes spoilt = package;
    spoilt[spoilt.size() / 2] ^= 1;
    CHECK_FALSE(open_paper(spoilt, samples.bundle, readers).ok());
}
