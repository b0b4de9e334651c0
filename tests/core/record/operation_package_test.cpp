#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/record/package.h"
#include "core/record/signing_key.h"
#include "tests/support/marking_sample.h"
#include "tests/support/sample_session.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct Office {
    SampleBureau bureau;
    FakeRandom random{5};
    SampleTerminal terminal = bureau.enrol();
    SampleMarking marking{bureau, terminal};
    age::Identity device = age::Identity::generate(random);
    PackagePlan plan = make_plan();

    PackagePlan make_plan() {
        PackagePlan made;
        made.id = random.fixed<PackageId>();
        made.terminals = {{terminal.id, device.recipient()}};
        made.response = bureau.response.recipient();
        made.not_before_ms = kSampleStartMs - 3'600'000;
        made.not_after_ms = kSampleStartMs + 12 * 3'600'000;
        made.environment = Environment::demo;
        made.operation = make_operation();
        return made;
    }
    Bytes certified(const char* who, const std::string& number) {
        Certificate certificate = decode_certificate(marking.people.at(who).certificate).value().content;
        certificate.label = number;
        return issue_certificate(certificate, bureau.issuer).value();
    }
    OperationPart make_operation() {
        const CandidatePart theory = sample_candidate_part(random);
        OperationPart part{.spec = theory.spec,
                           .sheets = {sample_marking_rules()->sheet},
                           .roster = theory.roster,
                           .staff = theory.staff,
                           .session = theory.session};
        part.spec.occupation = part.sheets[0].occupation;
        part.spec.level = part.sheets[0].level;
        const Token token = make_token(random);
        const Secret pin(view("480316"));
        const SealingSecrets secrets{.token = token, .pin = pin, .cost = {.operations = 1, .memory_kib = 8}};
        for (const char* who : {"a", "b", "c"}) {
            const auto sealed = seal_signing_key(marking.people.at(who).key, secrets, random).value();
            const std::string number = std::string("K-") + who;
            part.panel.push_back({.number = number,
                                  .name = "考评员",
                                  .chief = *who == 'a',
                                  .certificate = certified(who, number),
                                  .signing_key = encode_signing_key(sealed)});
        }
        part.signers = {{.number = "Q-1", .name = "督导", .certificate = certified("q", "Q-1"), .signing_key = {}}};
        part.candidates = {{.candidate = part.roster[0].candidate,
                            .sheet = "shaft",
                            .station = 3,
                            .start_ms = kSampleStartMs,
                            .modules = {"M1"},
                            .relations = {{.examiner = "K-b", .candidate = {}, .relation = practical::Relation::mentor}}}};
        part.documents = {
            {.id = "notice", .kind = DocumentKind::prep_notice, .sheet = "shaft", .text = {"考核准备通知单", ""}, .figures = {}},
            {.id = "task", .kind = DocumentKind::task_paper, .sheet = "shaft", .text = {"阶梯轴", ""}, .figures = {"shaft.png"}}};
        part.figures = {{"shaft.png", to_bytes(view("\x89PNG shaft")), {"图样", ""}}};
        return part;
    }
    Result<Bytes> build() { return build_package(plan, {bureau.issuer, bureau.bundle.bureau, kSampleStartMs / 1000 - 86'400}, random); }
    Result<OperationPart> open(ByteView file) {
        const CentreId centre = plan.operation->session.centre;
        const SealedPackage sealed = TRY(read_package(file, {bureau.bundle, centre, terminal.id, Environment::demo}));
        return open_operation_part(sealed, device, kSampleStartMs);
    }
    std::string refusal() {
        const auto built = build();
        return built ? "ok" : std::string(code_name(built.code())) + ": " + built.error().context;
    }
};

} // namespace

TEST_CASE_FIXTURE(Office, "an operation test opens offline with its sheet, panel, candidates, papers and keys as they went in") {
    const Bytes file = build().value();
    const auto part = open(file);
    REQUIRE(part.ok());
    CHECK(*part == *plan.operation);
    CHECK_EQ(encode_operation_part(*part).value(), encode_operation_part(*plan.operation).value());
    const auto manifest = inspect_package(file, bureau.bundle).value();
    REQUIRE_EQ(manifest.parts.size(), 1);
    CHECK_EQ(manifest.parts[0].name, "operation");
}

TEST_CASE_FIXTURE(Office, "the terminals that lead stations travel with their keys, and a station is found at its desk") {
    const TerminalId other = random.fixed<TerminalId>();
    plan.terminals.push_back({other, age::Identity::generate(random).recipient()});
    const auto key = PublicKeyBytes::from(device.recipient().point).value();
    plan.operation->desks = {{.terminal = terminal.id, .sealing = key, .stations = {1, 3}},
                             {.terminal = other, .sealing = key, .stations = {2}}};
    const auto part = open(build().value());
    REQUIRE(part.ok());
    CHECK(part->desks == plan.operation->desks);
    CHECK(desk_of_station(*part, 3) == &part->desks[0]);
    CHECK(desk_of_station(*part, 2) == &part->desks[1]);
    CHECK(desk_of_station(*part, 4) == nullptr);
}

TEST_CASE_FIXTURE(Office, "desks that would leave a station without a clock, or with two, are refused by name") {
    const record::Desk desk{.terminal = terminal.id, .sealing = PublicKeyBytes::from(device.recipient().point).value(), .stations = {3}};
    const record::Desk stranger{.terminal = random.fixed<TerminalId>(), .sealing = desk.sealing, .stations = {4}};
    const auto with = [&](std::vector<record::Desk> desks) {
        plan.operation->desks = std::move(desks);
        return refusal();
    };
    const auto leading = [&](std::vector<int> stations) {
        record::Desk changed = desk;
        changed.stations = std::move(stations);
        return changed;
    };
    CHECK_EQ(with({desk}), "ok");
    CHECK_EQ(with({leading({2})}), "package_content_mismatch: station 3 led by nobody");
    CHECK_EQ(with({leading({3, 3})}), "package_content_mismatch: station 3 led twice");
    CHECK_EQ(with({leading({5, 3})}), "package_content_mismatch: stations of terminal " + terminal.id.hex());
    CHECK_EQ(with({leading({})}), "package_content_mismatch: stations of terminal " + terminal.id.hex());
    CHECK_EQ(with({desk, leading({4})}), "package_content_mismatch: terminal " + terminal.id.hex() + " twice");
    CHECK_EQ(with({desk, stranger}), "package_content_mismatch: terminal " + stranger.terminal.hex() + " of the desks");
}

TEST_CASE_FIXTURE(Office, "an operation test needs neither a theory plan nor the form of a paper") {
    plan.operation->spec.theory = {};
    plan.operation->session.form.clear();
    const auto part = open(build().value());
    REQUIRE(part.ok());
    CHECK(*part == *plan.operation);
}

TEST_CASE_FIXTURE(Office, "theory and operation travel in one package, each part sealed for itself") {
    plan.candidate = sample_candidate_part(random);
    plan.candidate.session = plan.operation->session;
    plan.operation->spec = plan.candidate.spec;
    plan.operation->sheets[0].occupation = plan.candidate.spec.occupation;
    plan.operation->sheets[0].level = plan.candidate.spec.level;
    plan.keys = sample_keys();
    const Bytes file = build().value();
    CHECK(open(file).ok());
    const SealedPackage sealed =
        read_package(file, {bureau.bundle, plan.operation->session.centre, terminal.id, Environment::demo}).value();
    CHECK(open_candidate_part(sealed, device, kSampleStartMs).ok());
    CHECK_EQ(open_operation_part(sealed, device, kSampleStartMs + 13 * 3'600'000).code(), codes::package_expired);
}

TEST_CASE_FIXTURE(Office, "a package without a theory test says so to whoever asks for one") {
    const Bytes file = build().value();
    const SealedPackage sealed =
        read_package(file, {bureau.bundle, plan.operation->session.centre, terminal.id, Environment::demo}).value();
    CHECK_EQ(open_candidate_part(sealed, device, kSampleStartMs).code(), codes::package_content_mismatch);
    CHECK_EQ(open_key_part(sealed, device).code(), codes::package_content_mismatch);
}

TEST_CASE_FIXTURE(Office, "what a terminal would refuse is not sealed: each mistake is named") {
    const OperationPart good = *plan.operation;
    const auto with = [&](auto change) {
        plan.operation = good;
        change(*plan.operation);
        return refusal();
    };
    CHECK_EQ(refusal(), "ok");
    CHECK_EQ(with([](auto& p) { p.panel[1].number = "K-x"; }), "package_content_mismatch: certificate of K-x");
    CHECK_EQ(with([](auto& p) { p.panel[1].chief = true; }), "package_content_mismatch: role of K-b");
    CHECK_EQ(with([](auto& p) { p.panel[1].signing_key = p.panel[2].signing_key; }), "package_content_mismatch: key of K-b");
    CHECK_EQ(with([](auto& p) { p.panel[2].reserve = true; }), "panel_size: 2");
    CHECK_EQ(with([](auto& p) { p.session.start_ms += 300 * kDayS * 1'000, p.session.end_ms = p.session.start_ms; }),
             "examiner_out_of_scope: K-a");
    CHECK_EQ(with([](auto& p) { p.signers[0].number = "K-a"; }), "package_content_mismatch: K-a twice");
    CHECK_EQ(with([](auto& p) { p.candidates[0].sheet = "other"; }), "package_content_mismatch: sheet other");
    CHECK_EQ(with([](auto& p) { p.candidates[0].candidate = {}; }), "package_content_mismatch: a candidate who is not on the roster");
    CHECK_EQ(with([](auto& p) { p.figures.clear(); }), "package_content_mismatch: picture shaft.png");
    CHECK(with([](auto& p) { p.sheets[0].items[0].points_max += 100; }).starts_with("sheet_"));
    CHECK_EQ(with([](auto& p) { p.sheets[0].level = assessment::SkillLevel::senior; }), "package_content_mismatch: level of shaft");
}
