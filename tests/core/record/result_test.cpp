#include "tests/support/record_samples.h"

#include "core/base/codes/record.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

struct World {
    test::SampleBureau bureau;
    test::SampleTerminal terminal = bureau.enrol();
    test::SampleStaff examiner = bureau.staff(Role::examiner), chief = bureau.staff(Role::chief, "K-1007");

    std::vector<Bytes> signatures_of(const Bytes& result) {
        std::vector<Bytes> signatures;
        const auto opened = open_result(result).value();
        for (const auto& signature : opened.signatures) signatures.push_back(to_bytes(signature.message.encoded));
        return signatures;
    }
    // Payload and signatures put together without any of the checks of assemble_result.
    Bytes forge(ByteView payload, const std::vector<Bytes>& signatures) {
        cbor::Writer writer;
        writer.array(2).bytes(payload).array(signatures.size());
        for (const Bytes& signature : signatures) writer.raw(signature);
        return writer.take();
    }
};

ResultRecord full_record(test::SampleTerminal& terminal) {
    ResultRecord record = terminal.result_record(3);
    record.kind = RecordKind::combined;
    record.exempt = {{.area = "B", .basis = "doc"}};
    record.effects = {{.rule = "VETO-1", .points = -300}};
    record.components = {{.component = RecordKind::theory, .mode = ComponentMode::retained, .valid_to_ms = 5},
                         {.component = RecordKind::operation, .mode = ComponentMode::first}};
    record.source = ResultSource::mixed;
    return record;
}

std::string refused(const ResultRecord& record) {
    const auto encoded = encode_record(record);
    return encoded.ok() ? "accepted" : encoded.error().context.substr(0, encoded.error().context.find(':'));
}

} // namespace

TEST_CASE_FIXTURE(World, "a record with every key comes back as it was, and the same facts give the same bytes") {
    const ResultRecord record = full_record(terminal);
    const Bytes encoded = encode_record(record).value();
    CHECK(decode_record(encoded).value() == record);
    CHECK_EQ(encode_record(record).value(), encoded);
}

TEST_CASE_FIXTURE(World, "a record whose parts contradict its kind is refused by key") {
    const ResultRecord good = terminal.result_record(3);
    const auto with = [&](auto change) {
        ResultRecord record = good;
        change(record);
        return refused(record);
    };
    CHECK_EQ(refused(good), "accepted");
    CHECK_EQ(with([](auto& r) { r.items.clear(); }), "key 7");
    CHECK_EQ(with([](auto& r) { r.score.reset(); }), "key 15");
    CHECK_EQ(with([](auto& r) { r.earlier = Hash{}; }), "key 12");
    CHECK_EQ(with([](auto& r) { r.amendment = Amendment{.reason = "x"}; }), "key 17");
    CHECK_EQ(with([](auto& r) { r.kind = RecordKind::submission; }), "key 15");
    CHECK_EQ(with([](auto& r) { r.kind = RecordKind::supersede; }), "key 17");
    CHECK_EQ(with([](auto& r) { r.kind = RecordKind::combined; }), "key 20");
    CHECK_EQ(with([](auto& r) { r.signers.clear(); }), "key 9");
    CHECK_EQ(with([](auto& r) { r.signers.push_back(r.signers[0]); }), "key 9");
    CHECK_EQ(with([](auto& r) { r.signers[0].role = Role::examiner; }), "key 9");
    CHECK_EQ(with([](auto& r) { r.signers.push_back({Role::intake, {}}); }), "key 9");
    CHECK_EQ(with([](auto& r) { r.items[0].points = 101; }), "key 7");
    CHECK_EQ(with([](auto& r) { r.score->points = -1; }), "key 15");
    CHECK_EQ(with([](auto& r) { r.times.ended_ms = 0; }), "key 8");
    CHECK_EQ(with([](auto& r) { r.subject.level = 9; }), "key 6");
    CHECK_EQ(with([](auto& r) { r.plan.plan.clear(); }), "key 16");
    CHECK_EQ(with([](auto& r) { r.items[0].item = "\xff"; }), "key 7");
}

TEST_CASE_FIXTURE(World, "a submission has no points and an amendment names what it amends") {
    ResultRecord submission = terminal.result_record(0);
    submission.kind = RecordKind::submission;
    submission.score.reset();
    CHECK(decode_record(encode_record(submission).value()).value() == submission);

    ResultRecord amendment = terminal.result_record(3);
    amendment.kind = RecordKind::supersede;
    amendment.earlier = Hash{};
    amendment.amendment = Amendment{.basis = AmendmentBasis::review, .reason = "SUM"};
    CHECK(decode_record(encode_record(amendment).value()).value() == amendment);
}

TEST_CASE_FIXTURE(World, "a signature cannot be taken off, added, exchanged or reordered") {
    const auto record = terminal.result_record(3, {&examiner, &chief});
    const Bytes sealed = terminal.signed_result(record, {&examiner, &chief});
    const Bytes payload = encode_record(record).value();
    auto signatures = signatures_of(sealed);
    REQUIRE(verify_result(sealed, bureau.bundle).ok());
    REQUIRE_EQ(forge(payload, signatures), sealed);

    const auto verdict = [&](const std::vector<Bytes>& changed) { return verify_result(forge(payload, changed), bureau.bundle).code(); };
    CHECK_EQ(verdict({signatures[0], signatures[1]}), codes::signature_missing);
    CHECK_EQ(verdict({signatures[0], signatures[1], signatures[2], signatures[2]}), codes::signer_unexpected);
    CHECK_EQ(verdict({signatures[0], signatures[2], signatures[1]}), codes::signer_unexpected);
    CHECK_EQ(verdict({signatures[0], signatures[1], signatures[1]}), codes::signer_unexpected);

    const auto other = bureau.staff(Role::examiner, "K-9999");
    const Bytes stranger = sign_result(payload, {&other.key, other.certificate}, test::kSampleWallMs / 1000).value();
    CHECK_EQ(verdict({signatures[0], stranger, signatures[2]}), codes::signer_unexpected);
    CHECK_EQ(assemble_result(payload, {signatures[0], signatures[1]}).code(), codes::signature_missing);
    CHECK_EQ(assemble_result(payload, {signatures[2], signatures[0], signatures[1]}).value(), sealed); // any order in, one order out
}

TEST_CASE_FIXTURE(World, "nobody signs in another role than the certificate's") {
    ResultRecord record = terminal.result_record(3, {&examiner});
    record.signers[1].role = Role::chief;
    const Bytes payload = encode_record(record).value();
    const std::vector<ResultSigner> signers = {terminal.signer(), {&examiner.key, examiner.certificate}};
    CHECK_EQ(seal_result(record, signers, test::kSampleWallMs / 1000).code(), codes::certificate_role);
}

TEST_CASE_FIXTURE(World, "a result of another terminal, environment or bureau is refused by name") {
    ResultRecord record = terminal.result_record(3);
    record.terminal = TerminalId{};
    CHECK_EQ(seal_result(record, {terminal.signer()}, 1).code(), codes::ledger_terminal_wrong);
    record = terminal.result_record(3);
    record.environment = Environment::real;
    CHECK_EQ(seal_result(record, {terminal.signer()}, 1).code(), codes::environment_mismatch);

    const Bytes sealed = terminal.signed_result(terminal.result_record(3));
    const test::SampleBureau other(2);
    CHECK_EQ(verify_result(sealed, other.bundle).code(), codes::certificate_issuer_unknown);
}

TEST_CASE_FIXTURE(World, "a signature from outside the certificate's days is refused") {
    const Bytes late = seal_result(terminal.result_record(3), {terminal.signer()}, test::kSampleWallMs / 1000 + 200 * test::kDayS).value();
    CHECK_EQ(verify_result(late, bureau.bundle).code(), codes::certificate_not_valid_then);
}
