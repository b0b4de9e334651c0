// What is held already of the results and people of a parcel, asked for all at once, on each database.
#include "sync/bureau/precedents.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using record::Verdict;

namespace {

const Bytes kAnswerFile = to_bytes(view("sealed answers of one candidate"));
constexpr std::size_t kPeople = 2 * kPeopleAskedMax + 3;

// One person who was a candidate of two sessions, and has an accepted result of the first.
struct Twice {
    CandidateRef first;
    CandidateRef second;
    RecordId result;
};

class PrecedentsFixture : public IntakeFixture {
  public:
    CandidateRef add_candidate(const std::optional<Hash>& person) {
        const auto reference = samples.random.fixed<CandidateRef>();
        must(store->registry().add_candidate({.centre = samples.centre,
                                              .session = samples.random.fixed<SessionId>(),
                                              .ticket = reference.hex(),
                                              .reference = reference,
                                              .person = person}));
        return reference;
    }
    Twice append_person(SampleTerminal& terminal) {
        const auto person = samples.random.fixed<Hash>();
        Twice twice{.first = add_candidate(person), .second = add_candidate(person), .result = {}};
        append_result(terminal, kAnswerFile, [&](record::ResultRecord& result) {
            result.candidate = twice.first;
            twice.result = result.id;
        });
        return twice;
    }
    void take(const SampleTerminal& terminal) { (void)must(intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}}))); }
};

} // namespace

TEST_CASE("accepted results of more people than one question holds are each found under the candidate who was asked for") {
    PrecedentsFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    std::vector<Twice> people;
    for (std::size_t i = 0; i < kPeople; ++i) people.push_back(fixture.append_person(terminal));
    fixture.take(terminal);
    std::vector<Precedents::Question> questions;
    for (const Twice& each : people) questions.push_back({.id = each.result, .candidate = each.second});
    const auto precedents = must(Precedents::gather(*fixture.store, questions));
    for (const Twice& each : people) {
        CHECK(precedents.knows(each.second));
        REQUIRE_EQ(precedents.with_id(each.result).size(), 1u);
        CHECK_EQ(precedents.with_id(each.result)[0].verdict, static_cast<int>(Verdict::accepted));
        const auto accepted = precedents.accepted_of(each.second);
        REQUIRE_EQ(accepted.size(), 1u);
        CHECK_EQ(accepted[0].record.candidate, each.first);
        CHECK_EQ(accepted[0].record.id, each.result);
    }
}

TEST_CASE("strangers, new ids and people without a document have no precedents") {
    PrecedentsFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    (void)fixture.append_person(terminal);
    fixture.take(terminal);
    const CandidateRef without_document = fixture.add_candidate({}), other_without = fixture.add_candidate({});
    const auto stranger = fixture.samples.random.fixed<CandidateRef>();
    const auto id = fixture.samples.random.fixed<RecordId>();
    const auto precedents = must(Precedents::gather(*fixture.store, {{id, without_document}, {id, other_without}, {id, stranger}}));
    CHECK(precedents.knows(without_document));
    CHECK_FALSE(precedents.knows(stranger));
    CHECK(precedents.with_id(id).empty());
    CHECK_FALSE(precedents.is_made(id));
    CHECK(precedents.accepted_of(without_document).empty());
    CHECK(precedents.accepted_of(stranger).empty());
    CHECK(must(Precedents::gather(*fixture.store, {})).accepted_of(without_document).empty());
}

TEST_CASE("what is judged meanwhile is a precedent for the same person as another candidate, and for nobody else") {
    PrecedentsFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const Twice person = fixture.append_person(terminal);
    fixture.take(terminal);
    const CandidateRef other = fixture.add_candidate({});
    const auto id = fixture.samples.random.fixed<RecordId>();
    auto precedents = must(Precedents::gather(*fixture.store, {{id, person.second}, {id, other}}));
    JudgedRow row = must(fixture.store->intake().judged(fixture.ledger(terminal.id), {.from = 0, .to = terminal.entries.size()})).at(0);
    const auto record = must(record::read_kept_record(row.record));
    row.record_id = id;
    row.candidate = person.second;
    precedents.add(row, record);
    CHECK_EQ(precedents.with_id(id).size(), 1u);
    CHECK_EQ(precedents.accepted_of(person.second).size(), 2u);
    row.verdict = static_cast<int>(Verdict::quarantined);
    precedents.add(row, record);
    CHECK_EQ(precedents.with_id(id).size(), 2u);
    CHECK_EQ(precedents.accepted_of(person.second).size(), 2u); // what was put aside counts for nothing
    CHECK(precedents.accepted_of(other).empty());
}
