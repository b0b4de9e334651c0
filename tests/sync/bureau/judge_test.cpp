// What becomes of single bad records: each gets its own verdict with a code, wherever it stands, and the others never notice.
#include "tests/sync/bureau/intake_fixture.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "tests/support/marking_sample.h"

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

TEST_CASE("an operation result needs a panel, each member within scope; else it is put aside with the code") {
    using record::Role;
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const SampleStaff chief = fixture.samples.staff(Role::chief, "K-1");
    const SampleStaff second_chief = fixture.samples.staff(Role::chief, "K-5");
    const SampleStaff examiners[] = {fixture.samples.staff(Role::examiner, "K-2"), fixture.samples.staff(Role::examiner, "K-3"),
                                     fixture.samples.staff(Role::examiner, "K-4")};
    using Panel = std::vector<const SampleStaff*>;
    const auto append = [&](const Panel& panel) {
        auto result = terminal.result_record(2, panel);
        result.kind = record::RecordKind::operation;
        result.evidence = {record::sha256(kAnswerFile)};
        fixture.know(result.candidate);
        IntakeFixture::append_signed(terminal, terminal.signed_result(result, panel));
    };
    append({&chief, &examiners[0], &examiners[1]});
    append({&chief, &examiners[0]});                               // too few, and even
    append({&chief, &examiners[0], &examiners[1], &examiners[2]}); // even
    append({&examiners[0], &examiners[1], &examiners[2]});         // no chief
    append({&chief, &second_chief, &examiners[0]});                // two
    const Bytes bytes = must(fixture.intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}}))).answer;
    const auto answer = fixture.verified(bytes);
    REQUIRE_EQ(answer.content.verdicts.size(), 5u);
    CHECK(answer.content.verdicts[0].verdict == Verdict::accepted);
    for (std::size_t i = 1; i < 5; ++i) {
        CAPTURE(i);
        CHECK(answer.content.verdicts[i].verdict == Verdict::quarantined);
        CHECK_EQ(answer.content.verdicts[i].code, static_cast<int>(codes::panel_size));
    }
    CHECK_EQ(answer.content.receipts.size(), 1u);
}

TEST_CASE("an operation result by an examiner of another trade or a lower level is put aside with the code") {
    using record::Role;
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const SampleStaff chief = fixture.samples.staff(Role::chief, "K-1"), near = fixture.samples.staff(Role::examiner, "K-2");
    const record::Certificate good = must(record::decode_certificate(near.certificate)).content;
    const auto third_with = [&](std::vector<record::Competence> competences) {
        record::KeyPair key = record::KeyPair::generate(fixture.samples.random);
        record::Certificate certificate = good;
        certificate.id = fixture.samples.random.fixed<record::CertificateId>();
        certificate.key = key.public_key().cose_key();
        certificate.competences = std::move(competences);
        certificate.label = "K-3";
        Bytes bytes = must(record::issue_certificate(certificate, fixture.samples.issuer));
        return SampleStaff{std::move(key), std::move(bytes), Role::examiner};
    };
    const record::ResultRecord sample = terminal.result_record(1);
    const int level = sample.subject.level;
    const SampleStaff thirds[] = {third_with({{.occupation = sample.subject.occupation, .level = level}}),
                                  third_with({{.occupation = sample.subject.occupation, .level = level - 1}}),
                                  third_with({{.occupation = "6-99-99-99", .level = 8}}), third_with({})};
    for (const SampleStaff& third : thirds) {
        auto result = terminal.result_record(2, {&chief, &near, &third});
        result.kind = record::RecordKind::operation;
        result.evidence = {record::sha256(kAnswerFile)};
        fixture.know(result.candidate);
        // Signed as a program would that does not look at scopes.
        const Bytes payload = must(record::encode_record(result));
        record::cbor::Writer writer;
        writer.array(2).bytes(payload).array(result.signers.size());
        for (const record::RequiredSigner& required : result.signers) {
            record::ResultSigner signer = terminal.signer();
            for (const SampleStaff* staff : {&chief, &near, &third})
                if (staff->key.id() == required.key) signer = {&staff->key, staff->certificate};
            writer.raw(must(record::sign_result(payload, signer, kSampleWallMs / 1'000 + 5'000)));
        }
        IntakeFixture::append_signed(terminal, writer.take());
    }
    const Bytes bytes = must(fixture.intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}}))).answer;
    const auto answer = fixture.verified(bytes);
    REQUIRE_EQ(answer.content.verdicts.size(), 4u);
    CHECK(answer.content.verdicts[0].verdict == Verdict::accepted);
    for (std::size_t i = 1; i < 4; ++i) {
        CAPTURE(i);
        CHECK(answer.content.verdicts[i].verdict == Verdict::quarantined);
        CHECK_EQ(answer.content.verdicts[i].code, static_cast<int>(codes::examiner_out_of_scope));
    }
}

TEST_CASE("an operation result waits for the own sheets that it names, and is accepted where they came before it or with it") {
    const auto readings_of = [](const practical::ScoringState& state, const std::string& who, const CandidateRef& candidate) {
        return must(record::encode_readings(must(who.empty() ? record::readings_of(state, candidate) : record::own_readings(state, who, candidate))));
    };
    enum class Sheets { before, beside, lost };
    for (const Sheets sheets_are : {Sheets::before, Sheets::beside, Sheets::lost}) {
        const bool with_sheets = sheets_are != Sheets::lost;
        CAPTURE(static_cast<int>(sheets_are));
        IntakeFixture fixture;
        SampleTerminal terminal = fixture.enrol();
        SampleMarking marking(fixture.samples, terminal);
        fixture.know(marking.facts.candidate);
        std::vector<Bytes> blobs = {readings_of(marking.state, {}, marking.facts.candidate)};
        std::vector<Hash> sheets;
        for (const char* who : {"a", "b", "c"}) {
            const Bytes sheet = marking.examiner_sheet(who);
            sheets.push_back(record::record_hash(must(record::open_result(sheet)).payload));
            blobs.push_back(readings_of(marking.state, who, marking.facts.candidate));
            if (sheets_are == Sheets::before) IntakeFixture::append_signed(terminal, sheet);
            if (sheets_are == Sheets::beside) blobs.push_back(sheet); // as it came to the desk on a token
        }
        marking.facts.evidence = sheets;
        IntakeFixture::append_signed(terminal, marking.sealed());
        const auto answer = fixture.verified(must(fixture.intake->take(cut_parcel(terminal, {.blobs = blobs}))).answer);
        const record::EntryVerdict& last = answer.content.verdicts.back();
        CHECK_EQ(static_cast<int>(last.verdict), static_cast<int>(with_sheets ? Verdict::accepted : Verdict::held));
        CHECK_EQ(last.code, with_sheets ? 0 : static_cast<int>(codes::record_evidence_missing));
    }
}
