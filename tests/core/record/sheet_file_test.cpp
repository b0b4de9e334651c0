#include "core/record/sheet_file.h"

#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/record/scoring_codec.h"
#include "tests/support/marking_sample.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

// b has measured and judged at a terminal of the own; the desk is another one.
struct World {
    SampleBureau bureau;
    SampleTerminal elsewhere = bureau.enrol("A-08");
    SampleStaff b = bureau.staff(Role::examiner, "b");
    age::Identity desk = age::Identity::generate(bureau.random);
    OwnSheet sheet{"b", sample_marking_rules()};
    OperationFacts facts{.id = new_id<RecordId>(elsewhere.clock, bureau.random),
                         .salt = bureau.random.fixed<Salt>(),
                         .session = new_id<SessionId>(elsewhere.clock, bureau.random),
                         .candidate = bureau.random.fixed<CandidateRef>(),
                         .spec = bureau.random.fixed<Hash>(),
                         .terminal = elsewhere.id,
                         .device = elsewhere.device.id(),
                         .plan = {.organisation = "S-0001", .plan = "2026-11-0042", .attempt = 1},
                         .environment = bureau.environment,
                         .signers = {{.who = "b", .role = Role::examiner, .key = b.key.id()}}};
    static constexpr std::int64_t kSignedS = kSampleWallMs / 1000 + 65 * 60;
    ResultRecord record;
    Bytes readings;
    Bytes signed_sheet;

    World() {
        CHECK_EQ(sheet.play({touch(61, "b", "m", measured_entry(41'994)), touch(62, "b", "j", judge_entry(2)),
                             RowNoted{minute(63), "b", "j", "手不稳"}}),
                 "");
        record = examiner_sheet_record(sheet.state, facts).value();
        CHECK_EQ(sheet.play({SheetSigned{minute(64), "b", record_hash(encode_record(record).value())}}), "");
        readings = encode_readings(own_readings(sheet.state, facts.candidate).value()).value();
        signed_sheet = sign(record);
    }
    Bytes sign(const ResultRecord& of) const { return sign_with(of, b); }
    Bytes sign_with(const ResultRecord& of, const SampleStaff& staff) const {
        return seal_result(of, {elsewhere.signer(), {&staff.key, staff.certificate}}, kSignedS).value();
    }
    Bytes file() { return seal_sheet_file(signed_sheet, readings, desk.recipient(), bureau.random).value(); }

    ExpectedSheet expected() const { return {.session = facts.session, .candidate = facts.candidate, .environment = bureau.environment}; }
    static OpenedSheet opened(ByteView signed_sheet, ByteView readings) { return {Secret(signed_sheet), Secret(readings)}; }
    Result<ReceivedSheet> check(ByteView signed_one, const ExpectedSheet& who) const {
        return check_sheet_file(opened(signed_one, readings), bureau.bundle, sample_marking_rules()->sheet, who);
    }
    template <typename T> static std::string refusal(const Result<T>& result) {
        return result.ok() ? "ok" : std::string(code_name(result.code())) + ": " + result.error().context;
    }
};

} // namespace

TEST_CASE_FIXTURE(World, "a sheet travels sealed to the desk and comes out as what its examiner entered and signed") {
    const Bytes sealed = file();
    CHECK(as_text(sealed).starts_with("KGS1\n"));
    CHECK_EQ(as_text(sealed).find("examiner"), std::string_view::npos);
    const OpenedSheet out = open_sheet_file(sealed, desk).value();
    CHECK(equal(out.signed_result.view(), signed_sheet));
    CHECK(equal(out.readings.view(), readings));
    const ReceivedSheet received = check_sheet_file(out, bureau.bundle, sample_marking_rules()->sheet, expected()).value();
    CHECK(received.candidate == facts.candidate);
    CHECK_EQ(received.examiner, "b");
    CHECK(received.signer == b.key.id());
    CHECK(received.record == *sheet.state.sheet);
    CHECK_EQ(received.signed_at_s, kSignedS);
    CHECK(received.entries == own_entries(sheet.state));

    // And it is what the desk's state machine takes.
    Desk at_desk(sample_marking_rules());
    CHECK_EQ(
        at_desk.play({TestStarted{minute(0), "a"},
                      SheetReceived{.at = minute(66), .by = received.examiner, .sheet = received.record, .entries = received.entries}}),
        "");
    CHECK(encode_scoring_event(at_desk.journal.back()).ok());
}

TEST_CASE_FIXTURE(World, "whose sheet it is may be left open, and then the sheet says it") {
    ExpectedSheet anyone = expected();
    anyone.candidate.reset();
    CHECK(check(signed_sheet, anyone)->candidate == facts.candidate);
}

TEST_CASE_FIXTURE(World, "a sheet of another session, candidate, environment or attempt is refused by name") {
    ExpectedSheet session = expected(), candidate = expected(), environment = expected(), restarted = expected();
    session.session = new_id<SessionId>(elsewhere.clock, bureau.random);
    candidate.candidate = bureau.random.fixed<CandidateRef>();
    environment.environment = Environment::real;
    restarted.signed_from_s = kSignedS;
    CHECK_EQ(refusal(check(signed_sheet, session)), "sheet_for_other: session");
    CHECK_EQ(refusal(check(signed_sheet, candidate)), "sheet_for_other: candidate");
    CHECK_EQ(refusal(check(signed_sheet, environment)), "environment_mismatch: sheet");
    CHECK_EQ(refusal(check(signed_sheet, restarted)), "ok");
    ++restarted.signed_from_s;
    CHECK_EQ(refusal(check(signed_sheet, restarted)), "sheet_for_other: signed before the restart");
}

TEST_CASE_FIXTURE(World, "entries of one examiner under the signature of another are refused") {
    const SampleStaff c = bureau.staff(Role::examiner, "c"), nameless = bureau.staff(Role::examiner, "");
    for (const SampleStaff* other : {&c, &nameless}) {
        ResultRecord by_other = record;
        by_other.signers[1].key = other->key.id();
        CHECK(refusal(check(sign_with(by_other, *other), expected())).starts_with("sheet_signer_other: b: "));
    }
}

TEST_CASE_FIXTURE(World, "what is no sheet of one examiner is neither sealed nor taken") {
    const SampleStaff c = bureau.staff(Role::examiner, "c"), q = bureau.staff(Role::supervisor, "b");
    ResultRecord other_kind = record, alone = record, crowd = record, by_supervisor = record;
    other_kind.kind = RecordKind::review; // an operation result of one examiner is no result at all, and refused as such before
    other_kind.score = ResultScore{.points = 1, .points_max = 1, .outcome = OutcomeCode::pass};
    alone.signers.pop_back();
    crowd.signers.push_back({.role = Role::examiner, .key = c.key.id()});
    std::sort(crowd.signers.begin() + 1, crowd.signers.end(), [](const auto& x, const auto& y) { return x.key < y.key; });
    by_supervisor.signers[1] = {.role = Role::supervisor, .key = q.key.id()};
    const std::vector<ResultSigner> everybody = {elsewhere.signer(), {&b.key, b.certificate}, {&c.key, c.certificate}};
    const std::string kind(record_kind_name(RecordKind::review, Language::en));
    const std::pair<std::string, Bytes> others[] = {{kind, sign(other_kind)},
                                                    {"signers", seal_result(alone, {elsewhere.signer()}, kSignedS).value()},
                                                    {"signers", seal_result(crowd, everybody, kSignedS).value()},
                                                    {"signers", sign_with(by_supervisor, q)}};
    for (const auto& [what, other] : others) {
        CHECK_EQ(refusal(check(other, expected())), "sheet_file_malformed: " + what);
        CHECK_EQ(refusal(seal_sheet_file(other, readings, desk.recipient(), bureau.random)), "sheet_file_malformed: " + what);
    }
}

TEST_CASE_FIXTURE(World, "readings, points and sheet belong together, also where somebody signed for it") {
    Readings kinder = decode_readings(readings).value();
    kinder.rows[1].entry = judge_entry(3);
    const Bytes other = encode_readings(kinder).value();
    const auto score_sheet = sample_marking_rules()->sheet;
    CHECK_EQ(refusal(seal_sheet_file(signed_sheet, other, desk.recipient(), bureau.random)), "sheet_file_malformed: readings");
    CHECK_EQ(refusal(check_sheet_file(opened(signed_sheet, other), bureau.bundle, score_sheet, expected())), "record_seal_wrong: readings");
    ResultRecord lying = record; // signed, but its points do not follow from what was read
    lying.evidence = {sha256(other)};
    CHECK_EQ(refusal(check_sheet_file(opened(sign(lying), other), bureau.bundle, score_sheet, expected())), "package_content_mismatch: j");
    Readings noted = decode_readings(readings).value(); // beside what b entered somebody else has written
    noted.rows[1].notes[0].by = "c";
    const Bytes by_other = encode_readings(noted).value();
    ResultRecord with_note = record;
    with_note.evidence = {sha256(by_other)};
    CHECK_EQ(refusal(check_sheet_file(opened(sign(with_note), by_other), bureau.bundle, score_sheet, expected())),
             "sheet_file_malformed: note of j");
    practical::ScoreSheet changed = score_sheet;
    changed.points_pass = 1;
    CHECK_EQ(refusal(check_sheet_file(opened(signed_sheet, readings), bureau.bundle, changed, expected())), "record_seal_wrong: sheet");
}

TEST_CASE_FIXTURE(World, "signatures and certificates are judged by the bundle") {
    const SampleBureau foreign(7);
    CHECK(refusal(check_sheet_file(opened(signed_sheet, readings), foreign.bundle, sample_marking_rules()->sheet, expected()))
              .starts_with("certificate_issuer_unknown"));
    Bundle revoking = bureau.bundle;
    const CertificateId lost = decode_certificate(b.certificate)->content.id;
    revoking.revocations = {{.id = lost, .when_ms = (kSignedS - 1) * 1000, .why = RevocationReason::lost}};
    CHECK(refusal(check_sheet_file(opened(signed_sheet, readings), revoking, sample_marking_rules()->sheet, expected()))
              .starts_with("certificate_revoked: examiner b"));
    Bytes forged = signed_sheet;
    forged.back() ^= 1u;
    CHECK(refusal(check(forged, expected())).starts_with("signature_bad: examiner b"));
}

TEST_CASE_FIXTURE(World, "only the desk opens it") {
    const age::Identity other = age::Identity::generate(bureau.random);
    CHECK_EQ(open_sheet_file(file(), other).code(), codes::age_no_match);
}

TEST_CASE_FIXTURE(World, "every bit of a sheet file matters, and each refusal has a name") {
    Bytes sealed = file();
    std::map<std::string, int> reasons;
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(1u << (bit % 8));
        sealed[bit / 8] ^= mask;
        const auto out = open_sheet_file(sealed, desk);
        if (out.ok())
            FAIL_CHECK("bit " << bit % 8 << " of byte " << bit / 8 << " changes nothing");
        else
            ++reasons[std::string(code_name(out.code()))];
        sealed[bit / 8] ^= mask;
    }
    CHECK(reasons.count("internal") == 0);
    for (const char* reason : {"sheet_file_malformed", "age_header_malformed", "age_no_match", "age_header_forged", "age_payload_damaged"})
        CHECK_MESSAGE(reasons.count(reason) == 1, reason);
}

TEST_CASE_FIXTURE(World, "a file that ends early, goes on, or is larger than any sheet is refused") {
    const Bytes sealed = file();
    for (std::size_t size = 0; size < sealed.size(); size += 7) CHECK_FALSE(open_sheet_file(ByteView(sealed).first(size), desk).ok());
    Bytes longer = sealed;
    longer.push_back(0);
    CHECK_EQ(open_sheet_file(longer, desk).code(), codes::age_payload_damaged);
    longer.resize(kSheetFileMax + 1);
    CHECK_EQ(open_sheet_file(longer, desk).code(), codes::file_too_large);
    CHECK_EQ(seal_sheet_file(signed_sheet, Bytes(kReadingsMax + 1), desk.recipient(), bureau.random).code(), codes::record_too_large);
    CHECK_EQ(seal_sheet_file(Bytes(kResultMax + 1), readings, desk.recipient(), bureau.random).code(), codes::record_too_large);
}

TEST_CASE_FIXTURE(World, "content of another version or with more in it is refused") {
    const auto sealed_content = [&](std::int64_t version, std::size_t parts) {
        cbor::Writer writer;
        writer.array(parts).integer(version).bytes(signed_sheet).bytes(readings);
        if (parts > 3) writer.integer(0);
        const Bytes sealed = age::seal(writer.view(), {&desk.recipient(), 1}, bureau.random).value();
        Bytes content = to_bytes(view(kMagicSheet));
        content.insert(content.end(), sealed.begin(), sealed.end());
        return content;
    };
    CHECK(open_sheet_file(sealed_content(1, 3), desk).ok());
    CHECK_EQ(open_sheet_file(sealed_content(2, 3), desk).code(), codes::record_version_unknown);
    CHECK_FALSE(open_sheet_file(sealed_content(1, 4), desk).ok());
}
