// What becomes of single bad records: each gets its own verdict with a code, wherever it stands, and the others never notice.
#include "tests/sync/bureau/intake_fixture.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using record::Verdict;

namespace {

const Bytes kAnswerFile = to_bytes(view("sealed answers of one candidate"));

struct Poison {
    const char* what;
    Code code;
    Verdict verdict;
    std::function<void(IntakeFixture&, SampleTerminal&)> append;
};

// A result sealed for one terminal and put into another's ledger.
void append_foreign(IntakeFixture& fixture, SampleTerminal& terminal) {
    SampleTerminal other = fixture.enrol("B-01");
    auto result = other.result_record(2);
    result.evidence = {record::sha256(kAnswerFile)};
    fixture.know(result.candidate);
    IntakeFixture::append_signed(terminal, other.signed_result(result));
}

void append_with_broken_signature(IntakeFixture& fixture, SampleTerminal& terminal) {
    auto result = terminal.result_record(2);
    result.evidence = {record::sha256(kAnswerFile)};
    fixture.know(result.candidate);
    Bytes signed_result = terminal.signed_result(result);
    signed_result.back() ^= 1; // last byte of the last signature
    IntakeFixture::append_signed(terminal, signed_result);
}

std::vector<Poison> poisons() {
    return {
        {"candidate that the bureau does not know", codes::candidate_unknown, Verdict::quarantined,
         [](IntakeFixture& fixture, SampleTerminal& terminal) {
             fixture.append_result(terminal, kAnswerFile,
                                   [&](record::ResultRecord& record) { record.candidate = fixture.samples.random.fixed<CandidateRef>(); });
         }},
        {"answer file that did not come", codes::record_evidence_missing, Verdict::held,
         [](IntakeFixture& fixture, SampleTerminal& terminal) { fixture.append_result(terminal, to_bytes(view("lost"))); }},
        {"broken signature", codes::signature_bad, Verdict::quarantined, append_with_broken_signature},
        {"result of another terminal", codes::record_of_other_terminal, Verdict::quarantined, append_foreign},
        {"bytes that are no result", codes::cbor_wrong_kind, Verdict::quarantined,
         [](IntakeFixture&, SampleTerminal& terminal) { IntakeFixture::append_signed(terminal, to_bytes(view("no result at all"))); }},
    };
}

} // namespace

TEST_CASE("a poisoned record at any position is put aside and the others are accepted") {
    constexpr std::size_t kRecords = 4;
    for (const Poison& poison : poisons()) {
        for (std::size_t position = 0; position < kRecords; ++position) {
            CAPTURE(poison.what);
            CAPTURE(position);
            IntakeFixture fixture;
            SampleTerminal terminal = fixture.enrol();
            for (std::size_t i = 0; i < kRecords; ++i) {
                if (i == position)
                    poison.append(fixture, terminal);
                else
                    fixture.append_result(terminal, kAnswerFile);
            }
            const Bytes bytes = must(fixture.intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}}))).answer;
            const auto answer = fixture.verified(bytes);
            REQUIRE_EQ(answer.content.verdicts.size(), kRecords);
            for (std::size_t i = 0; i < kRecords; ++i) {
                const record::EntryVerdict& verdict = answer.content.verdicts[i];
                CHECK_EQ(verdict.index, i + 1);
                CHECK_EQ(static_cast<int>(verdict.verdict), static_cast<int>(i == position ? poison.verdict : Verdict::accepted));
                CHECK_EQ(verdict.code, i == position ? static_cast<int>(poison.code) : 0);
            }
            CHECK_EQ(answer.content.receipts.size(), kRecords - 1);
        }
    }
}

TEST_CASE("two records with one id: the same again is a duplicate, another one is put aside") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    auto result = terminal.result_record(2);
    result.evidence = {record::sha256(kAnswerFile)};
    fixture.know(result.candidate);
    IntakeFixture::append_signed(terminal, terminal.signed_result(result));
    IntakeFixture::append_signed(terminal, terminal.signed_result(result));
    result.times.active_ms -= 1;
    IntakeFixture::append_signed(terminal, terminal.signed_result(result));
    const Bytes bytes = must(fixture.intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}}))).answer;
    const auto answer = fixture.verified(bytes);
    REQUIRE_EQ(answer.content.verdicts.size(), 3u);
    CHECK(answer.content.verdicts[0].verdict == Verdict::accepted);
    CHECK(answer.content.verdicts[1].verdict == Verdict::duplicate);
    CHECK(answer.content.verdicts[2].verdict == Verdict::quarantined);
    CHECK_EQ(answer.content.verdicts[2].code, static_cast<int>(codes::record_id_reused));
}

TEST_CASE("staff acts get a verdict, housekeeping gets none") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    terminal.append(record::EventType::heartbeat, record::empty_body());
    terminal.append(record::EventType::staff_act,
                    record::encode_body(record::StaffActBody{.staff = "K-2041", .act = "RELEASED", .reason = "POWER"}));
    terminal.append(record::EventType::staff_act, record::empty_body()); // says nothing: not an act
    const Bytes bytes = must(fixture.intake->take(cut_parcel(terminal))).answer;
    const auto answer = fixture.verified(bytes);
    REQUIRE_EQ(answer.content.verdicts.size(), 2u);
    CHECK(answer.content.verdicts[0] == record::EntryVerdict{.index = 2, .verdict = Verdict::accepted});
    CHECK(answer.content.verdicts[1].verdict == Verdict::quarantined);
    CHECK_EQ(answer.content.verdicts[1].code, static_cast<int>(codes::record_key_missing));
}

TEST_CASE("a co-signed result needs signers of this centre") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const SampleStaff near = fixture.samples.staff(record::Role::invigilator);
    const CentreId own = fixture.samples.centre;
    fixture.samples.centre = fixture.samples.random.fixed<CentreId>();
    const SampleStaff far = fixture.samples.staff(record::Role::invigilator);
    fixture.samples.centre = own;
    for (const SampleStaff* staff : {&near, &far}) {
        auto result = terminal.result_record(2, {staff});
        result.evidence = {record::sha256(kAnswerFile)};
        fixture.know(result.candidate);
        IntakeFixture::append_signed(terminal, terminal.signed_result(result, {staff}));
    }
    const Bytes bytes = must(fixture.intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}}))).answer;
    const auto answer = fixture.verified(bytes);
    CHECK(answer.content.verdicts.at(0).verdict == Verdict::accepted);
    CHECK(answer.content.verdicts.at(1).verdict == Verdict::quarantined);
    CHECK_EQ(answer.content.verdicts.at(1).code, static_cast<int>(codes::record_signer_unfit));
}
