#include "tests/support/record_files.h"

#include "core/record/emergency.h"
#include "tests/support/marking_sample.h"

#include <algorithm>

namespace kaogong::test {

using namespace kaogong::record;

namespace {

// A theory result whose invigilator signs with an emergency credential, because the token is lost.
Bytes emergency_result(SampleBureau& bureau, SampleTerminal& terminal) {
    constexpr std::int64_t kNowS = kSampleWallMs / 1'000;
    const SampleStaff chief = bureau.staff(Role::site_chief, "H-0020"), supervisor = bureau.staff(Role::supervisor, "D-0012");
    const KeyPair key = KeyPair::generate(bureau.random, bureau.suite);
    ResultRecord record = terminal.result_record(3);
    record.signers = {{Role::device, terminal.device.id()}, {Role::invigilator, key.id()}};
    const Bytes payload = encode_warrant({.session = record.session,
                                          .centre = bureau.centre,
                                          .number = "J-0007",
                                          .role = Role::invigilator,
                                          .key = key.public_key().cose_key(),
                                          .competences = {},
                                          .not_before_s = kNowS - 600,
                                          .expires_s = kNowS + 8 * 3'600,
                                          .environment = bureau.environment,
                                          .reason = "TOKEN_LOST"})
                              .value();
    const Bytes by_chief = sign_warrant(payload, {.key = &chief.key, .certificate = chief.certificate}, kNowS - 500).value();
    const Bytes by_supervisor = sign_warrant(payload, {.key = &supervisor.key, .certificate = supervisor.certificate}, kNowS - 400).value();
    const Bytes certificate =
        emergency_certificate(payload, {by_chief, by_supervisor}, key, bureau.random.fixed<CertificateId>()).value();
    return seal_result(record, {terminal.signer(), {.key = &key, .certificate = certificate}}, kNowS).value();
}

// A submission of the terminal as two markers of the bureau marked it: there is no device among the signers.
Bytes marked_by_bureau(SampleBureau& bureau, SampleTerminal& terminal) {
    ResultRecord marked = terminal.result_record(5);
    marked.kind = RecordKind::marked_by_bureau;
    marked.earlier = bureau.random.fixed<Hash>();
    const SampleStaff one = bureau.staff(Role::bureau_marker, "B-07"), two = bureau.staff(Role::bureau_marker, "B-11");
    marked.signers = {{Role::bureau_marker, one.key.id()}, {Role::bureau_marker, two.key.id()}};
    std::sort(marked.signers.begin(), marked.signers.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return seal_result(marked, {{&one.key, one.certificate}, {&two.key, two.certificate}}, kSampleWallMs / 1'000).value();
}

} // namespace

std::vector<SampleFile> sample_files(SampleBureau& bureau) {
    SampleTerminal terminal = bureau.enrol();
    terminal.play_day(5);
    const auto is_result = [](const Bytes& entry) { return decode_entry(entry).value().content.type == EventType::result; };
    const Bytes& result_entry = *std::find_if(terminal.entries.begin(), terminal.entries.end(), is_result);

    const SampleStaff examiner = bureau.staff(Role::examiner, "K-2041"), chief = bureau.staff(Role::chief, "K-1007");
    ResultRecord operation = terminal.result_record(5, {&examiner, &chief});
    operation.kind = RecordKind::operation;
    operation.effects = {{.rule = "OVERTIME", .points = -150}};
    operation.exempt = {{.area = "B", .basis = "2026-11-0042/3"}};

    Bundle newer = bureau.bundle;
    newer.version = 2;
    newer.revocations = {{.id = bureau.random.fixed<CertificateId>(), .when_ms = kSampleWallMs, .why = RevocationReason::lost}};
    const Bytes newer_bundle = bureau.sign_bundle(newer);

    const Bytes ledger = terminal.ledger_file();
    const Bytes parcel = terminal.parcel(3, {bureau.random.bytes(300)});
    const Bytes answer = bureau.answer(ledger, newer_bundle);
    const Bytes proof = bureau.proof(result_entry);
    const SampleMarking marking(bureau, terminal);
    const Bytes kit = bureau.kit(terminal.id);
    // Drawn last, so that the bytes of the files before it stay as they are.
    const SampleStaff second = bureau.staff(Role::examiner, "K-2042");
    operation.signers.push_back({.role = second.role, .key = second.key.id()});
    std::sort(operation.signers.begin(), operation.signers.end(),
              [](const RequiredSigner& a, const RequiredSigner& b) { return std::tie(a.role, a.key) < std::tie(b.role, b.key); });
    const Bytes operation_result = terminal.signed_result(operation, {&examiner, &chief, &second});
    const Bytes emergency = emergency_result(bureau, terminal);
    const Bytes marked = marked_by_bureau(bureau, terminal);
    return {{"result.kgproof", proof},
            {"operation.kgr", operation_result},
            {"ledger.kgp", ledger},
            {"parcel.kgp", parcel},
            {"answer.kga", answer},
            {"bundle", bureau.bundle_bytes},
            {"kit.kge", kit},
            {"device.cwt", terminal.certificate},
            {"marking.kgr", marking.sealed()},
            {"examiner.kgr", marking.examiner_sheet("c")},
            {"emergency.kgr", emergency},
            {"marked.kgr", marked}};
}

const SampleFile& find_sample(const std::vector<SampleFile>& files, std::string_view name) {
    const auto found = std::find_if(files.begin(), files.end(), [&](const SampleFile& file) { return file.name == name; });
    CHECK(found != files.end());
    return *found;
}

} // namespace kaogong::test
