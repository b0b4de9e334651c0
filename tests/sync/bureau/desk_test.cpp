// The bureau's desk without its command line: setting up, enrolling, certifying, and a package that the terminal can open.
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/record/checkpoint.h"
#include "core/record/kit.h"
#include "core/record/receipt.h"
#include "sync/bureau/certify_person.h"
#include "sync/bureau/init.h"
#include "sync/bureau/issue_package.h"
#include "sync/bureau/key_files.h"
#include "sync/bureau/terminal_option.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_session.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/bureau/store_under_test.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

template <typename T> T need(Result<T> result) {
    if (!result.ok()) FAIL(code_text(result.code()), " ", code_name(result.code()), " ", result.error().context);
    return std::move(result).value();
}

struct Office {
    TempFolder folder;
    FakeClock clock;
    FakeRandom random{21};
    StoreOptions options = new_store(folder / "data");
    record::RootSet roots = need(init_bureau({.store = options,
                                              .roots_out = {folder / "r1", folder / "r2", folder / "r3"},
                                              .environment = record::Environment::demo,
                                              .name = "bureau.test"},
                                             {.clock = clock, .random = random}));
    std::unique_ptr<Store> store = need(open_store(options, StoreAccess::existing));
    Bytes bundle_bytes = need(store->registry().newest_bundle())->bytes;
    record::Bundle bundle = need(record::verify_bundle(bundle_bytes, roots));
    record::KeyPair issuer = need(read_key_file(folder / "data/keys/issuer.key"));
    Registrar registrar{
        .store = *store, .bundle = bundle, .bundle_bytes = bundle_bytes, .issuer = issuer, .clock = clock, .random = random};

    // A terminal with its certificate, as the kiosk makes one.
    struct Machine {
        record::Kit kit;
        record::KeyPair device;
        record::age::Identity identity;
    };
    Machine enrol(const std::string& centre, std::int64_t seat) {
        const auto enrolled =
            need(enrol_terminal({.centre = centre, .room = "A", .seat = seat, .bureau_url = "http://127.0.0.1:8470"}, registrar));
        Machine machine{need(record::verify_kit(enrolled.kit)).content, record::KeyPair::generate(random),
                        record::age::Identity::generate(random)};
        const auto recipient = need(record::PublicKeyBytes::from(machine.identity.recipient().point));
        const Bytes request =
            record::make_enrolment_request({.terminal = machine.kit.terminal, .age_recipient = recipient, .asked_ms = clock.wall_ms()},
                                           machine.device, machine.kit.secret);
        need(issue_certificate(request, registrar, [](ByteView) { return success(); }));
        return machine;
    }

    PackageOrder order(std::vector<TerminalId> terminals) {
        FakeRandom session_random(4); // the same session each time
        return {.candidate = sample_candidate_part(session_random),
                .keys = sample_keys(),
                .terminals = std::move(terminals),
                .not_before_ms = kSampleStartMs - 3'600'000,
                .not_after_ms = kSampleStartMs + 86'400'000};
    }
    Result<Bytes> issue(PackageOrder package_order) {
        Bytes kept;
        TRY(issue_package(std::move(package_order), registrar, [&kept](ByteView package) {
            kept = to_bytes(package);
            return success();
        }));
        return kept;
    }
    record::SealedPackage read(const Bytes& package, const Machine& machine) {
        return need(record::read_package(
            package,
            {.bundle = bundle, .centre = machine.kit.centre, .terminal = machine.kit.terminal, .environment = record::Environment::demo}));
    }
    record::CandidatePart open(const Bytes& package, const Machine& machine) {
        return need(record::open_candidate_part(read(package, machine), machine.identity, kSampleStartMs));
    }

    record::PanelRow examiner(const std::string& number, record::Role role) {
        const auto key = record::KeyPair::generate(random);
        const PersonOrder person{.role = role, .centre = "one", .competences = {{.occupation = "6-31-01-03", .level = 8}}};
        return {.number = number,
                .name = "考评员",
                .chief = role == record::Role::chief,
                .certificate = need(certify_person(need(record::make_key_request(number, key)), person, registrar)),
                .signing_key = {}};
    }
    // The sample session's candidates at stations 1 and 2, without a theory test.
    PackageOrder operation_order(std::vector<TerminalId> terminals) {
        PackageOrder made = order(std::move(terminals));
        record::OperationPart part{.spec = made.candidate.spec,
                                   .sheets = {small_sheet()},
                                   .panel = {examiner("K-1", record::Role::chief), examiner("K-2", record::Role::examiner),
                                             examiner("K-3", record::Role::examiner)},
                                   .roster = made.candidate.roster,
                                   .staff = made.candidate.staff,
                                   .session = made.candidate.session};
        part.spec.theory = {};
        part.sheets[0].occupation = part.spec.occupation;
        part.sheets[0].level = part.spec.level;
        part.sheets[0].standard = part.spec.standard;
        for (std::size_t i = 0; i < part.roster.size(); ++i)
            part.candidates.push_back({.candidate = part.roster[i].candidate,
                                       .sheet = part.sheets[0].id,
                                       .station = static_cast<int>(i) + 1,
                                       .start_ms = kSampleStartMs});
        made.candidate = {};
        made.keys = {};
        made.operation = std::move(part);
        return made;
    }
};

} // namespace

TEST_CASE("the root set, the bundle and the log's genesis are what the kit and the store say") {
    Office desk;
    const auto machine = desk.enrol("青禾职业技能评价中心", 7);
    CHECK(machine.kit.roots == desk.roots);
    CHECK_EQ(machine.kit.centre_name, "青禾职业技能评价中心");
    CHECK_EQ(machine.kit.seat, "7");
    CHECK_EQ(need(desk.store->log().log_size()), 1u);
    const auto leaf = need(record::decode_leaf(need(desk.store->log().leaf(0))));
    CHECK_EQ(std::get<record::GenesisLeaf>(leaf).origin, "bureau.test/log/2026");
    const auto head = need(desk.store->log().newest_head());
    REQUIRE(head);
    CHECK(record::verify_checkpoint(head->checkpoint, desk.bundle, desk.clock.wall_ms()).ok());
}

TEST_CASE("a centre is one by its name, and its terminals differ") {
    Office desk;
    const auto first = desk.enrol("one", 1);
    const auto second = desk.enrol("one", 2);
    const auto elsewhere = desk.enrol("two", 1);
    CHECK_EQ(first.kit.centre, second.kit.centre);
    CHECK_NE(first.kit.centre, elsewhere.kit.centre);
    CHECK_NE(first.kit.terminal, second.kit.terminal);
    CHECK_NE(first.kit.secret, second.kit.secret);
}

TEST_CASE("an examiner's key is certified by its request, with number, scope, centre and six months at most the issuer's own") {
    Office desk;
    const auto machine = desk.enrol("one", 1);
    const auto key = record::KeyPair::generate(desk.random);
    const Bytes request = need(record::make_key_request("QH-K-2041", key));
    const PersonOrder order{.role = record::Role::examiner, .centre = "one", .competences = {{.occupation = "6-18-01-01", .level = 4}}};
    const Bytes certificate = need(certify_person(request, order, desk.registrar));
    const std::int64_t now_s = desk.clock.wall_ms() / 1'000;
    const auto judged = need(
        desk.bundle.judge(certificate, {.role = record::Role::examiner, .at_ms = now_s * 1'000, .environment = record::Environment::demo}));
    CHECK_EQ(judged.content.label, "QH-K-2041");
    CHECK(judged.content.key == key.public_key().cose_key());
    CHECK(judged.content.centre == machine.kit.centre);
    CHECK(judged.content.competences == order.competences);
    CHECK_EQ(judged.content.expires_s, now_s + kPersonDays * 86'400);
    CHECK_FALSE(judged.content.terminal.has_value());
}

TEST_CASE("what the bureau does not certify is refused by name") {
    Office desk;
    desk.enrol("one", 1);
    const auto key = record::KeyPair::generate(desk.random);
    Bytes request = need(record::make_key_request("QH-K-2041", key));
    const std::vector<record::Competence> scope = {{.occupation = "6-18-01-01", .level = 4}};
    const auto refused = [&](const PersonOrder& order) { return certify_person(request, order, desk.registrar).code(); };
    CHECK_EQ(refused({.role = record::Role::examiner, .centre = "one"}), codes::examiner_out_of_scope);
    CHECK_EQ(refused({.role = record::Role::supervisor, .centre = "one", .competences = scope}), codes::examiner_out_of_scope);
    CHECK_EQ(refused({.role = record::Role::device, .centre = "one"}), codes::certificate_role);
    CHECK_EQ(refused({.role = record::Role::issuer, .centre = "one"}), codes::certificate_role);
    CHECK_EQ(refused({.role = record::Role::examiner, .centre = "two", .competences = scope}), codes::centre_unknown);
    request.back() ^= 1;
    CHECK_EQ(refused({.role = record::Role::examiner, .centre = "one", .competences = scope}), codes::signature_bad);
}

TEST_CASE("a certificate that could not be put in its place leaves the kit good for another try") {
    Office desk;
    const auto enrolled =
        need(enrol_terminal({.centre = "one", .room = "A", .seat = 1, .bureau_url = "http://127.0.0.1:8470"}, desk.registrar));
    const auto kit = need(record::verify_kit(enrolled.kit)).content;
    const auto device = record::KeyPair::generate(desk.random);
    const Bytes request = record::make_enrolment_request({.terminal = kit.terminal, .asked_ms = desk.clock.wall_ms()}, device, kit.secret);
    CHECK_EQ(issue_certificate(request, desk.registrar, [](ByteView) { return Result<void>(error(codes::no_space)); }).code(),
             codes::no_space);
    CHECK(issue_certificate(request, desk.registrar, [](ByteView) { return success(); }).ok());
    CHECK_EQ(code_name(issue_certificate(request, desk.registrar, [](ByteView) { return success(); }).code()), "enrolment_spent");
}

TEST_CASE("a package opens on the terminals it was made for, with references that the registry knows and keeps") {
    Office desk;
    const auto first = desk.enrol("one", 1);
    const auto second = desk.enrol("one", 2);
    const auto part = desk.open(need(desk.issue(desk.order({first.kit.terminal, second.kit.terminal}))), second);
    CHECK_EQ(part.session.centre, second.kit.centre);
    REQUIRE_EQ(part.roster.size(), 2u);
    CHECK_NE(part.roster[0].candidate, part.roster[1].candidate);
    for (const record::RosterRow& row : part.roster) CHECK(need(desk.store->registry().knows_candidate(row.candidate)));
    CHECK_FALSE(need(desk.store->registry().knows_candidate(desk.random.fixed<CandidateRef>())));

    const auto again = desk.open(need(desk.issue(desk.order({first.kit.terminal}))), first);
    for (std::size_t i = 0; i < 2; ++i) CHECK_EQ(again.roster[i].candidate, part.roster[i].candidate);
}

TEST_CASE("an operation test opens on the terminals that lead its stations, each known by the key that sheets are sealed to") {
    Office desk;
    const auto first = desk.enrol("one", 1);
    const auto second = desk.enrol("one", 2);
    PackageOrder order = desk.operation_order({first.kit.terminal, second.kit.terminal});
    order.stations = {{first.kit.terminal, {2}}, {second.kit.terminal, {1}}};
    const Bytes package = need(desk.issue(std::move(order)));
    for (const auto* machine : {&first, &second}) {
        const auto part = need(record::open_operation_part(desk.read(package, *machine), machine->identity, kSampleStartMs));
        CHECK_EQ(part.session.centre, first.kit.centre);
        const record::Desk* leads = record::desk_of_station(part, machine == &first ? 2 : 1);
        REQUIRE(leads != nullptr);
        CHECK_EQ(leads->terminal, machine->kit.terminal);
        CHECK(equal(leads->sealing.view(), machine->identity.recipient().point));
        for (std::size_t i = 0; i < 2; ++i) {
            CHECK_EQ(part.candidates[i].candidate, part.roster[i].candidate);
            CHECK(need(desk.store->registry().knows_candidate(part.roster[i].candidate)));
        }
    }
}

TEST_CASE("a station that no terminal leads, or a terminal that may not open the package, is refused") {
    Office desk;
    const auto first = desk.enrol("one", 1);
    const auto second = desk.enrol("one", 2);
    PackageOrder order = desk.operation_order({first.kit.terminal});
    order.stations = {{first.kit.terminal, {1}}};
    const auto refused = desk.issue(order);
    CHECK_EQ(code_name(refused.code()), "package_content_mismatch");
    CHECK_EQ(refused.error().context, "station 2 led by nobody");
    order.stations = {{second.kit.terminal, {1, 2}}};
    CHECK_EQ(code_name(desk.issue(order).code()), "terminal_unknown");
    order.stations.clear();
    CHECK(desk.issue(order).ok()); // one terminal leads all
}

TEST_CASE("a terminal is named with the stations that it leads") {
    const std::string id(32, 'a');
    CHECK(need(parse_terminal(id)).stations.empty());
    CHECK_EQ(need(parse_terminal(id)).id.hex(), id);
    CHECK(need(parse_terminal(id + "=3,1,12")).stations == std::vector<int>{1, 3, 12});
    for (const char* wrong : {"=", "=0", "=1,", "=1,1", "=1;2", "=1001", "=a"}) {
        CAPTURE(wrong);
        CHECK_EQ(parse_terminal(id + wrong).code(), codes::usage);
    }
    CHECK_EQ(parse_terminal("12").code(), codes::usage);
}

TEST_CASE("a package needs enrolled terminals of one centre") {
    Office desk;
    const auto here = desk.enrol("one", 1);
    const auto there = desk.enrol("two", 1);
    CHECK_EQ(code_name(desk.issue(desk.order({here.kit.terminal, there.kit.terminal})).code()), "package_centres_differ");
    CHECK_EQ(code_name(desk.issue(desk.order({desk.random.fixed<TerminalId>()})).code()), "terminal_unknown");
    const auto registered =
        need(enrol_terminal({.centre = "one", .room = "A", .seat = 9, .bureau_url = "http://127.0.0.1:8470"}, desk.registrar));
    CHECK_EQ(code_name(desk.issue(desk.order({registered.terminal})).code()), "terminal_unknown");
}

TEST_CASE("key files are never written over and odd ones are named") {
    TempFolder folder;
    FakeRandom random;
    const auto key = record::KeyPair::generate(random);
    REQUIRE(write_key_file(folder / "a.key", key).ok());
    CHECK(need(read_key_file(folder / "a.key")).public_key() == key.public_key());
    CHECK_EQ(code_name(write_key_file(folder / "a.key", key).code()), "bureau_initialised");
    CHECK_EQ(code_name(read_key_file(folder / "b.key").code()), "bureau_missing");
    for (const char* content :
         {"", "kaogong-ed25519-secret-1 ", "kaogong-ed25519-secret-1 AAAA\n", "kaogong-ed25519-secret-1 ****\n", "something else"}) {
        REQUIRE(write_file_atomic(folder / "odd.key", view(content)).ok());
        CHECK_EQ(code_name(read_key_file(folder / "odd.key").code()), "key_invalid");
    }
}
