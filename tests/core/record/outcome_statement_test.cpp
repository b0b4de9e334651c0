#include "core/record/certificate_act.h"
#include "core/record/outcome_statement.h"
#include "core/record/verify.h"

#include "core/base/codes/record.h"
#include "tests/support/must.h"
#include "tests/support/record_samples.h"

#include <functional>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

OutcomeStatement sample_statement(FakeRandom& random) {
    using practical::EntryMode;
    using practical::Method;
    using practical::OutcomeReason;
    return {.candidate = random.fixed<CandidateRef>(),
            .occupation = "6-31-01-03",
            .level = 3,
            .organisation = "Y0001",
            .plan = "2026-11-0042",
            .verdict = practical::Verdict::fail,
            .components = {{.method = Method::theory, .mode = EntryMode::exempt, .reason = OutcomeReason::exempt, .basis = "2026-9"},
                           {.method = Method::operation,
                            .mode = EntryMode::retained,
                            .reason = OutcomeReason::failed_by,
                            .shown = 8'800,
                            .of = "V1",
                            .record = random.fixed<Hash>(),
                            .session = random.fixed<SessionId>(),
                            .log_index = 17}},
            .second_certificate = false,
            .level_skipped = true,
            .rules = random.fixed<Hash>(),
            .version = 2,
            .earlier = random.fixed<Hash>(),
            .at_ms = kSampleWallMs};
}

CertificateAct sample_act(FakeRandom& random) {
    return {.kind = CertificateActKind::drafted,
            .number = "Y000144000001264000001",
            .by = "B-03",
            .at_ms = kSampleWallMs,
            .outcome = random.fixed<Hash>(),
            .profile = CertificateProfile::industry,
            .candidate = random.fixed<CandidateRef>(),
            .occupation = "6-31-01-03",
            .level = 3,
            .organisation = "Y0001",
            .plan = "2026-11-0042"};
}

template <typename Verify> void check_every_flip(const Bytes& made, Verify verify) {
    for (std::size_t i = 0; i < made.size() * 8; ++i) {
        Bytes spoilt = made;
        spoilt[i / 8] = static_cast<std::uint8_t>(spoilt[i / 8] ^ (1u << (i % 8)));
        CHECK_FALSE(verify(spoilt).ok());
    }
}

} // namespace

TEST_CASE("an outcome comes back as it was stated, and with any bit turned over not at all") {
    SampleBureau samples;
    const OutcomeStatement statement = sample_statement(samples.random);
    const Bytes made = must(sign_outcome(statement, samples.intake));
    CHECK(must(verify_outcome(made, samples.bundle)) == statement);
    check_every_flip(made, [&](const Bytes& bytes) { return verify_outcome(bytes, samples.bundle); });
    CHECK_EQ(practical::outcome_text(outcome_of(statement), Language::en),
             "theory exempt, operation 88 (retained): not passed (operation failed by V1)");
}

TEST_CASE("the facts of an outcome do not depend on when it was said, and on everything else") {
    SampleBureau samples;
    const OutcomeStatement statement = sample_statement(samples.random);
    const Hash facts = must(outcome_facts_hash(statement));
    const auto with = [&](const std::function<void(OutcomeStatement&)>& change) {
        OutcomeStatement changed = statement;
        change(changed);
        return must(outcome_facts_hash(changed));
    };
    CHECK_EQ(with([](auto& s) { s.at_ms += 5; }), facts);
    CHECK_EQ(with([](auto& s) { s.version = 9; }), facts);
    CHECK_NE(with([](auto& s) { s.components[1].shown = 1; }), facts);
    CHECK_NE(with([](auto& s) { s.components[1].log_index = 18; }), facts);
    CHECK_NE(with([](auto& s) { s.rules = {}; }), facts);
    CHECK_NE(with([](auto& s) { s.second_certificate = true; }), facts);
}

TEST_CASE("an outcome whose parts contradict each other is not signed") {
    SampleBureau samples;
    const auto refused = [&](const std::function<void(OutcomeStatement&)>& change) {
        OutcomeStatement changed = sample_statement(samples.random);
        change(changed);
        return sign_outcome(changed, samples.intake).code() == codes::record_value_invalid;
    };
    CHECK(refused([](auto& s) { s.components.clear(); }));
    CHECK(refused([](auto& s) { s.components[0].basis.clear(); })); // exempt by nothing
    CHECK(refused([](auto& s) { s.components[1].basis = "x"; }));
    CHECK(refused([](auto& s) { s.earlier.reset(); }));
    CHECK(refused([](auto& s) { s.version = 1; }));
    CHECK(refused([](auto& s) { s.level = 9; }));
    CHECK(refused([](auto& s) { s.plan.clear(); }));
}

TEST_CASE("a draft of a certificate and its end come back, say what their kind asks for, and verify whole or not at all") {
    SampleBureau samples;
    const CertificateAct draft = sample_act(samples.random);
    const CertificateAct end{
        .kind = CertificateActKind::withdrawn, .number = draft.number, .by = "B-05", .at_ms = kSampleWallMs, .reason = "wrong name"};
    for (const CertificateAct& act : {draft, end}) {
        const Bytes made = must(sign_certificate_act(act, samples.intake));
        CHECK(must(verify_certificate_act(made, samples.bundle)) == act);
        check_every_flip(made, [&](const Bytes& bytes) { return verify_certificate_act(bytes, samples.bundle); });
        CHECK_FALSE(verify_outcome(made, samples.bundle).ok()); // one kind of document never passes for another
    }
    const auto refused = [&](CertificateAct act, const std::function<void(CertificateAct&)>& change) {
        change(act);
        return sign_certificate_act(act, samples.intake).code() == codes::record_value_invalid;
    };
    CHECK(refused(draft, [](auto& a) { a.number.pop_back(); }));
    CHECK(refused(draft, [](auto& a) { a.outcome.reset(); }));
    CHECK(refused(draft, [](auto& a) { a.reason = "x"; }));
    CHECK(refused(draft, [](auto& a) { a.by.clear(); }));
    CHECK(refused(end, [](auto& a) { a.reason.clear(); }));
    CHECK(refused(end, [&](auto& a) { a.outcome = draft.outcome; }));
}

TEST_CASE("an outcome and a draft explain themselves to whoever has a bundle") {
    SampleBureau samples;
    const TrustContext trust{.bundle = &samples.bundle};
    const Bytes outcome = must(sign_outcome(sample_statement(samples.random), samples.intake));
    const Explanation explained = explain(outcome, trust);
    CHECK(explained.kind == FileKind::outcome);
    CHECK(explained.ok());
    REQUIRE_EQ(explained.signers.size(), 1u);
    CHECK_EQ(explained.signers[0].role, "intake");
    CHECK_EQ(explained.lines[0].zh_cn, "理论 免考，操作 88（保留）：不合格（操作 未通过 V1）");
    CHECK_FALSE(explain(outcome, {}).ok()); // without a bundle nothing can be called good
    CertificateAct act = sample_act(samples.random);
    const auto said = [&](const CertificateAct& each) { return explain(must(sign_certificate_act(each, samples.intake)), trust); };
    CHECK(said(act).kind == FileKind::certificate_act);
    CHECK_EQ(said(act).lines[0].en, "Certificate number Y000144000001264000001");
    CHECK_EQ(said(act).lines[2].zh_cn, "行业企业证书（拟发）");
    act = {.kind = CertificateActKind::withdrawn, .number = act.number, .by = "B-05", .at_ms = kSampleWallMs, .reason = "wrong name"};
    CHECK_EQ(said(act).lines[2].en, "Withdrawn: wrong name");
}
