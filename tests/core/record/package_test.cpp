#include "core/record/package.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "tests/support/record_samples.h"
#include "tests/support/sample_session.h"

#include <map>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using kaogong::test::FakeRandom;
using kaogong::test::kSampleStartMs;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

struct Office {
    FakeRandom random{11};
    test::SampleBureau bureau;
    TerminalId seat_1 = random.fixed<TerminalId>();
    TerminalId seat_2 = random.fixed<TerminalId>();
    age::Identity device_1 = age::Identity::generate(random);
    age::Identity device_2 = age::Identity::generate(random);
    PackagePlan plan = make_plan();
    Bytes file = build();

    PackagePlan make_plan() {
        PackagePlan made;
        made.id = random.fixed<PackageId>();
        made.terminals = {{seat_1, device_1.recipient()}, {seat_2, device_2.recipient()}};
        made.response = bureau.response.recipient();
        made.not_before_ms = kSampleStartMs - kHourMs;
        made.not_after_ms = kSampleStartMs + 12 * kHourMs;
        made.environment = Environment::demo;
        made.candidate = test::sample_candidate_part(random);
        made.keys = test::sample_keys();
        return made;
    }
    Bytes build() { return build_package(plan, {bureau.issuer, bureau.bundle.bureau, kSampleStartMs / 1000 - 86'400}, random).value(); }
    PackageReader reader() const { return {bureau.bundle, plan.candidate.session.centre, seat_1, Environment::demo}; }
    // All that a terminal does with a package, and the first thing that it has against it.
    Result<void> use(ByteView package) const {
        const SealedPackage sealed = TRY(read_package(package, reader()));
        TRY(open_candidate_part(sealed, device_1, kSampleStartMs));
        TRY(open_key_part(sealed, device_1));
        return success();
    }
};

} // namespace

TEST_CASE("a package opens on each terminal that it names, with the contents that went in") {
    const Office desk;
    const SealedPackage sealed = read_package(desk.file, desk.reader()).value();
    CHECK_EQ(sealed.manifest.session, desk.plan.candidate.session.id);
    CHECK_EQ(sealed.manifest.plan, "QH-2026-0117");
    for (const age::Identity* device : {&desk.device_1, &desk.device_2}) {
        CHECK(open_candidate_part(sealed, *device, kSampleStartMs).value() == desk.plan.candidate);
        CHECK(open_key_part(sealed, *device)->keys == desk.plan.keys);
    }
}

TEST_CASE("a flipped bit in any byte of a package is refused by name") {
    const Office desk;
    std::map<Code, int> reasons;
    for (std::size_t i = 0; i < desk.file.size(); ++i) {
        Bytes flipped = desk.file;
        flipped[i] ^= static_cast<std::uint8_t>(1u << i % 8);
        CAPTURE(i);
        const Result<void> used = desk.use(flipped);
        REQUIRE_FALSE(used.ok());
        CHECK(used.code() != codes::internal);
        ++reasons[used.code()];
    }
    CHECK_GT(reasons[codes::package_signature_bad], 100);
    CHECK_GT(reasons[codes::package_part_changed], 1'000);
}

TEST_CASE("a package cut short anywhere, or with a byte more, is refused") {
    const Office desk;
    for (std::size_t size = 0; size < desk.file.size(); size += 11) CHECK_FALSE(desk.use(ByteView(desk.file).first(size)).ok());
    Bytes longer = desk.file;
    longer.push_back(0);
    CHECK_EQ(desk.use(longer).code(), codes::package_malformed);
}

TEST_CASE("a package for somebody else is refused, each with its own reason") {
    const Office desk;
    const auto refusal = [&](auto change) {
        PackageReader reader = desk.reader();
        change(reader);
        return read_package(desk.file, reader).code();
    };
    CHECK_EQ(refusal([](PackageReader& reader) { reader.centre.bytes[0] ^= 1; }), codes::package_other_centre);
    CHECK_EQ(refusal([](PackageReader& reader) { reader.terminal.bytes[0] ^= 1; }), codes::package_other_terminal);
    CHECK_EQ(refusal([](PackageReader& reader) { reader.environment = Environment::real; }), codes::package_other_environment);
}

TEST_CASE("a package opens only within its time") {
    const Office desk;
    const SealedPackage sealed = read_package(desk.file, desk.reader()).value();
    CHECK_EQ(open_candidate_part(sealed, desk.device_1, desk.plan.not_before_ms - 1).code(), codes::package_too_early);
    CHECK(open_candidate_part(sealed, desk.device_1, desk.plan.not_before_ms).ok());
    CHECK(open_candidate_part(sealed, desk.device_1, desk.plan.not_after_ms).ok());
    CHECK_EQ(open_candidate_part(sealed, desk.device_1, desk.plan.not_after_ms + 1).code(), codes::package_expired);
}

TEST_CASE("a package signed by anyone but the bureau's issuer is refused") {
    Office desk;
    const KeyPair stranger = KeyPair::generate(desk.random);
    const Bytes forged = build_package(desk.plan, {stranger, desk.bureau.bundle.bureau, kSampleStartMs / 1000}, desk.random).value();
    CHECK_EQ(desk.use(forged).code(), codes::package_issuer);
    const Bytes other_name = build_package(desk.plan, {desk.bureau.issuer, "bureau.other", kSampleStartMs / 1000}, desk.random).value();
    CHECK_EQ(desk.use(other_name).code(), codes::package_issuer);
    const Bytes too_old =
        build_package(desk.plan, {desk.bureau.issuer, desk.bureau.bundle.bureau, kSampleStartMs / 1000 - 3 * 365 * 86'400}, desk.random)
            .value();
    CHECK_EQ(desk.use(too_old).code(), codes::package_issuer);
}

TEST_CASE("another terminal's key does not open a package, even with the manifest's blessing") {
    Office desk;
    const SealedPackage sealed = read_package(desk.file, desk.reader()).value();
    const age::Identity stranger = age::Identity::generate(desk.random);
    CHECK_EQ(open_candidate_part(sealed, stranger, kSampleStartMs).code(), codes::age_no_match);
}

TEST_CASE("where the score is not released, only the bureau opens the keys") {
    Office desk;
    desk.plan.candidate.spec.theory.score_release = assessment::ScoreRelease::never;
    const Bytes file = desk.build();
    const SealedPackage sealed = read_package(file, desk.reader()).value();
    CHECK(open_candidate_part(sealed, desk.device_1, kSampleStartMs).ok());
    CHECK_EQ(open_key_part(sealed, desk.device_1).code(), codes::age_no_match);
    CHECK(open_key_part(sealed, desk.bureau.response)->keys == desk.plan.keys);
}

TEST_CASE("parts of another package of the same bureau cannot be put in") {
    Office desk;
    const Bytes other = desk.build();
    const SealedPackage mine = read_package(desk.file, desk.reader()).value();
    const SealedPackage theirs = read_package(other, desk.reader()).value();
    REQUIRE_EQ(mine.candidate.size(), theirs.candidate.size());
    Bytes mixed = desk.file;
    std::copy(theirs.candidate.begin(), theirs.candidate.end(), mixed.begin() + (mine.candidate.data() - desk.file.data()));
    CHECK_EQ(desk.use(mixed).code(), codes::package_part_changed);
}

TEST_CASE("a paper with an item that has no key, or a key that does not fit, cannot be sealed") {
    Office desk;
    const PackageIssuer issuer{desk.bureau.issuer, desk.bureau.bundle.bureau, kSampleStartMs / 1000};
    PackagePlan lacking = desk.plan;
    lacking.keys.pop_back();
    CHECK_EQ(build_package(lacking, issuer, desk.random).code(), codes::package_content_mismatch);
    PackagePlan misfit = desk.plan;
    misfit.keys.front().answer = assessment::OptionKey{{"z"}};
    CHECK_EQ(build_package(misfit, issuer, desk.random).code(), codes::key_misfits);
}

TEST_CASE("contents that a candidate could not be examined with cannot be sealed") {
    Office desk;
    const auto refusal = [&](auto change) {
        PackagePlan plan = desk.plan;
        change(plan.candidate);
        return build_package(plan, {desk.bureau.issuer, desk.bureau.bundle.bureau, kSampleStartMs / 1000}, desk.random).code();
    };
    CHECK_EQ(refusal([](CandidatePart& part) { part.figures.clear(); }), codes::package_content_mismatch);
    CHECK_EQ(refusal([](CandidatePart& part) { part.stimuli.clear(); }), codes::stimulus_faulty);
    CHECK_EQ(refusal([](CandidatePart& part) { part.roster[1].admission_ticket = part.roster[0].admission_ticket; }),
             codes::package_content_mismatch);
    CHECK_EQ(refusal([](CandidatePart& part) { part.roster[1].candidate = part.roster[0].candidate; }), codes::package_content_mismatch);
    CHECK_EQ(refusal([](CandidatePart& part) { part.staff.push_back(part.staff[0]); }), codes::package_content_mismatch);
    CHECK_EQ(refusal([](CandidatePart& part) { part.roster[0].exemption = {{"basics"}, "diploma", "plan"}; }), codes::exemption_area);
    CHECK_EQ(refusal([](CandidatePart& part) { part.spec.theory.pass_mark = 100'000; }), codes::spec_pass_mark);
    CHECK_EQ(refusal([](CandidatePart& part) { part.paper.items[0].points = 50; }), codes::paper_misfits);
}

TEST_CASE("the sealed candidate part shows neither a question nor a key nor a name") {
    const Office desk;
    const std::string_view text = as_text(desk.file);
    for (const char* word : {"绝缘电阻表", "邓鑫磊", "999999199105230136", "下列说法", "s-01"})
        CHECK_EQ(text.find(word), std::string_view::npos);
    const Bytes candidate = encode_candidate_part(desk.plan.candidate).value();
    CHECK_EQ(as_text(candidate).find("绝缘电阻表"), std::string_view::npos); // an accepted answer
}
