#include "core/record/register_act.h"

#include "core/base/codes/record.h"
#include "core/record/certificate_act.h"
#include "core/record/verify.h"
#include "tests/support/must.h"
#include "tests/support/record_samples.h"

#include <functional>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

constexpr std::int64_t kDay = 86'400'000;

AppointmentEntry sample_appointment(FakeRandom& random) {
    return {.outcome = random.fixed<Hash>(),
            .certificate = "Y000144000001264000001",
            .candidate = random.fixed<CandidateRef>(),
            .occupation = "6-31-01-03",
            .level = 7,
            .organisation = "Y0001",
            .post = "电工班长",
            .from_ms = kSampleWallMs,
            .until_ms = kSampleWallMs + 365 * kDay,
            .document = "厂聘 2026-7"};
}

std::vector<RegisterAct> sample_acts(FakeRandom& random) {
    AppointmentEntry bare = sample_appointment(random);
    bare.certificate.clear();
    std::vector<RegisterAct> acts;
    const auto add = [&](auto entry) { acts.push_back({.by = "B-03", .at_ms = kSampleWallMs, .what = std::move(entry)}); };
    add(sample_appointment(random));
    add(bare);
    add(AppointmentEnd{.appointment = random.fixed<Hash>(), .until_ms = kSampleWallMs, .reason = "left the organisation"});
    add(RoundEntry{.plan = "2026-11-0042", .level = 7, .round = 3, .document = "2026-19"});
    add(TitlesEntry{.file = random.fixed<Hash>(), .document = "2026-4, 2026-03-01"});
    return acts;
}

} // namespace

TEST_CASE("an entry of a register comes back as it was signed, and with any bit turned over not at all") {
    SampleBureau samples;
    for (const RegisterAct& act : sample_acts(samples.random)) {
        CAPTURE(act.what.index());
        const Bytes made = must(sign_register_act(act, samples.intake));
        CHECK(must(verify_register_act(made, samples.bundle)) == act);
        CHECK_FALSE(verify_certificate_act(made, samples.bundle).ok()); // one kind of document never passes for another
        for (std::size_t i = 0; i < made.size() * 8; ++i) {
            Bytes spoilt = made;
            spoilt[i / 8] = static_cast<std::uint8_t>(spoilt[i / 8] ^ (1u << (i % 8)));
            CHECK_FALSE(verify_register_act(spoilt, samples.bundle).ok());
        }
    }
}

TEST_CASE("an entry that lacks what its kind asks for is not signed") {
    SampleBureau samples;
    const auto refused = [&](const RegisterAct& act) {
        const auto made = sign_register_act(act, samples.intake);
        return !made.ok() && made.code() == codes::record_value_invalid;
    };
    const auto appointment = [&](const std::function<void(AppointmentEntry&)>& change) {
        AppointmentEntry entry = sample_appointment(samples.random);
        change(entry);
        return RegisterAct{.by = "B-03", .at_ms = kSampleWallMs, .what = entry};
    };
    CHECK_FALSE(refused(appointment([](auto&) {})));
    CHECK(refused(appointment([](auto& e) { e.post.clear(); })));
    CHECK(refused(appointment([](auto& e) { e.document.clear(); })));
    CHECK(refused(appointment([](auto& e) { e.level = 9; })));
    CHECK(refused(appointment([](auto& e) { e.certificate = "Y0001"; })));
    CHECK(refused(appointment([](auto& e) { e.until_ms = e.from_ms; })));
    CHECK(refused({.by = {}, .at_ms = kSampleWallMs, .what = sample_appointment(samples.random)}));
    const auto round = [](int level, int number) {
        return RegisterAct{.by = "B-03", .at_ms = kSampleWallMs, .what = RoundEntry{"2026-11-0042", level, number, "2026-19"}};
    };
    CHECK_FALSE(refused(round(8, 1)));
    CHECK(refused(round(6, 1))); // rounds are of levels 7 and 8
    CHECK(refused(round(7, 0)));
    CHECK(refused({.by = "B-03", .at_ms = kSampleWallMs, .what = AppointmentEnd{.appointment = {}, .until_ms = 5, .reason = {}}}));
    CHECK(refused({.by = "B-03", .at_ms = kSampleWallMs, .what = TitlesEntry{}}));
}

TEST_CASE("an entry explains itself to whoever has a bundle") {
    SampleBureau samples;
    const TrustContext trust{.bundle = &samples.bundle};
    const auto acts = sample_acts(samples.random);
    const auto said = [&](std::size_t which) { return explain(must(sign_register_act(acts[which], samples.intake)), trust); };
    const auto last_said = [&](std::size_t which) { // before the hash of the act
        const auto lines = said(which).lines;
        return lines.at(lines.size() - 2).en;
    };
    CHECK(said(0).kind == FileKind::register_act);
    CHECK(said(0).ok());
    REQUIRE_EQ(said(0).signers.size(), 1u);
    CHECK_EQ(said(0).signers[0].role, "intake");
    CHECK_EQ(said(0).lines[2].zh_cn, "聘任岗位 电工班长");
    CHECK_EQ(last_said(0), "Certificate number Y000144000001264000001");
    CHECK_EQ(said(1).lines.size() + 1, said(0).lines.size());
    CHECK_EQ(last_said(2), "Because: left the organisation");
    CHECK(said(3).lines[2].zh_cn.ends_with("第 3 批"));
    CHECK_EQ(last_said(4), "Document 2026-4, 2026-03-01");
}
