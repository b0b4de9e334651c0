// The worker's side on a real store: the word, closing, what the terminal does unasked, and that nothing of it waits for the screen.
#include "core/base/codes/kiosk.h"
#include "core/base/codes/profile.h"
#include "kiosk/app/terminal.h"

#include "tests/support/record_samples.h"
#include "tests/support/sample_session.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

// An enrolled terminal at seat 1, half an hour before a session whose package has just come.
struct Seat {
    test::TempFolder folder;
    test::FakeRandom random{11};
    test::SampleBureau bureau;
    test::FakeClock clock;
    TerminalId id = random.fixed<TerminalId>();
    Path data = folder / "data";
    record::PackagePlan plan;
    std::optional<Terminal> terminal;

    Seat() {
        const DeviceFolder device(data);
        REQUIRE(device.begin_enrolment(bureau.kit(id, "1"), clock, random).ok());
        const Device made = device.load().value();
        REQUIRE(device.finish_enrolment(bureau.certify(made.keys.signing.public_key(), record::Role::device, id), clock).ok());
        plan.id = random.fixed<PackageId>();
        plan.terminals = {{id, made.keys.sealing.recipient()}};
        plan.response = bureau.response.recipient();
        plan.not_before_ms = test::kSampleStartMs - kHourMs;
        plan.not_after_ms = test::kSampleStartMs + 12 * kHourMs;
        plan.environment = record::Environment::demo;
        plan.candidate = test::sample_candidate_part(random);
        plan.candidate.session.centre = bureau.centre;
        plan.keys = test::sample_keys();
        const Bytes package =
            record::build_package(plan, {bureau.issuer, bureau.bundle.bureau, test::kSampleStartMs / 1000 - test::kDayS}, random).value();
        REQUIRE(make_folder(data / "spool/in").ok());
        REQUIRE(write_file_atomic(data / "spool/in/today.kgpk", package).ok());
        start();
    }
    void start(std::uint8_t profile = 1) {
        Hash digest;
        digest.bytes.fill(profile);
        terminal.emplace(TerminalOptions{.data = data,
                                         .clock = clock,
                                         .random = random,
                                         .software = "test",
                                         .hardware = digest,
                                         .profile = "fallback",
                                         .profile_alarm = {},
                                         .export_folder = folder / "stick"});
    }
    template <typename Answer, typename Asked> Answer ask(Asked request) { return std::get<Answer>(terminal->handle(std::move(request))); }
    TerminalOpened open() { return ask<OpenReply>(OpenTerminal{}).opened.value(); }
    SpoolReply look() { return ask<SpoolReply>(LookIntoSpool{}); }
    store::TerminalStore& store() { return *terminal->open_store().value(); }

    std::size_t count(record::EventType type) {
        std::size_t found = 0;
        for (const Bytes& entry : store().ledger().entries({.first = 0, .count = store().ledger().size()}).value())
            if (record::decode_entry(entry).value().content.type == type) ++found;
        return found;
    }
    std::vector<std::string> acts() {
        std::vector<std::string> acts;
        for (const Bytes& encoded : store().ledger().entries({.first = 0, .count = store().ledger().size()}).value()) {
            const auto entry = record::decode_entry(encoded).value().content;
            if (entry.type != record::EventType::staff_act) continue;
            const auto body = record::decode_body<record::StaffActBody>(entry.body).value();
            acts.push_back(body.staff + " " + body.act);
        }
        return acts;
    }
    bool has_package() { return std::filesystem::exists(package_path(data, plan.id)); }

    SignInReply sign_in() {
        const record::RosterRow& row = plan.candidate.roster.front();
        return ask<SignInReply>(SignIn{row.admission_ticket, row.identity_number});
    }
    void release(const SittingId& sitting) {
        const CandidateRef candidate = plan.candidate.roster.front().candidate;
        std::uint64_t sequence = 0;
        for (const assessment::SittingEvent& event :
             {assessment::SittingEvent(assessment::Opened{clock.now()}), assessment::SittingEvent(assessment::IdentityRefused{clock.now()}),
              assessment::SittingEvent(assessment::SeatReleased{clock.now(), "QH-J-0207"})})
            REQUIRE(ask<AppendReply>(AppendSittingEvent{sitting, candidate, ++sequence, event}).durable.ok());
    }
};

} // namespace

TEST_CASE("the word is on the disk before it is true, and the next start knows it") {
    Seat seat;
    CHECK_FALSE(seat.open().started_at_ms.has_value());
    const auto started = seat.ask<StartReply>(StartRoom{"QH-J-0207", test::kSampleStartMs + 60'000, model::StartFrom::word});
    CHECK_EQ(started.started_at_ms.value(), test::kSampleStartMs + 60'000);
    CHECK_EQ(seat.acts(), std::vector<std::string>{"QH-J-0207 SESSION_STARTED"});
    CHECK_EQ(seat.count(record::EventType::session_opened), 1);
    seat.start();
    CHECK_EQ(seat.open().started_at_ms, std::optional(test::kSampleStartMs + 60'000));
}

TEST_CASE("another hardware profile than at the opening is an alarm at the next start") {
    Seat seat;
    CHECK_FALSE(seat.open().profile_alarm.has_value());
    REQUIRE(seat.ask<StartReply>(StartRoom{"QH-J-0207", test::kSampleStartMs, model::StartFrom::plan}).started_at_ms.ok());
    seat.start(1);
    CHECK_FALSE(seat.open().profile_alarm.has_value());
    seat.start(2);
    CHECK_EQ(seat.open().profile_alarm, std::optional(codes::profile_changed));
}

TEST_CASE("a session with a candidate in it is not closed; a closed one takes nobody in, and its names are destroyed") {
    Seat seat;
    (void)seat.open();
    const SignInReply in = seat.sign_in();
    REQUIRE(in.accepted.ok());
    CHECK_EQ(seat.ask<CloseReply>(CloseRoom{"QH-J-0207"}).closed.code(), codes::session_has_sitting);
    seat.release(in.accepted->sitting);
    REQUIRE(seat.ask<CloseReply>(CloseRoom{"QH-J-0207"}).closed.ok());
    CHECK_EQ(seat.count(record::EventType::session_closed), 1);
    CHECK(seat.open().closed);
    CHECK_EQ(seat.sign_in().accepted.code(), codes::sign_in_closed);
    REQUIRE(seat.has_package());
    CHECK(seat.look().content_changed);
    CHECK_FALSE(seat.has_package());
    CHECK(seat.store().roster().empty().value());
    CHECK_EQ(seat.acts().back(), "- PERSONS_ERASED");
    CHECK(seat.open().content == nullptr);
    CHECK_FALSE(seat.look().content_changed); // once
    CHECK(seat.store().check().ok());
}

TEST_CASE("a session whose time is over closes by itself, and nobody's name stands under it") {
    Seat seat;
    (void)seat.open();
    REQUIRE(seat.ask<StartReply>(StartRoom{"QH-J-0207", test::kSampleStartMs, model::StartFrom::plan}).started_at_ms.ok());
    CHECK_FALSE(seat.look().content_changed);
    seat.clock.advance(13 * kHourMs);
    seat.start(); // the machine was off meanwhile, and the package cannot be opened any more
    (void)seat.open();
    CHECK(seat.look().content_changed);
    CHECK_EQ(seat.count(record::EventType::session_closed), 1);
    CHECK_EQ(seat.acts(), std::vector<std::string>{"QH-J-0207 SESSION_STARTED", "- PERSONS_ERASED"});
}

TEST_CASE("the wall clock's steps are entries, its slow drift is none, and stepping it again and again does not fill the ledger") {
    Seat seat;
    (void)seat.open();
    (void)seat.look();
    seat.clock.set_drift_ppm(200);
    for (int i = 0; i < 10; ++i) {
        seat.clock.advance(1'000);
        (void)seat.look();
    }
    CHECK_EQ(seat.count(record::EventType::clock_step), 0);
    seat.clock.step_wall(-90'000);
    for (int i = 0; i < 10; ++i) {
        seat.clock.advance(1'000);
        (void)seat.look();
    }
    CHECK_EQ(seat.count(record::EventType::clock_step), 1);
    CHECK(seat.ask<HealthReply>(LookAtTerminal{}).health.value().clock_stepped);
    for (int i = 0; i < 50; ++i) {
        seat.clock.step_wall(5'000);
        seat.clock.advance(100);
        (void)seat.look();
    }
    CHECK_EQ(seat.count(record::EventType::clock_step), 1);
    seat.clock.advance(60'000);
    (void)seat.look();
    CHECK_EQ(seat.count(record::EventType::clock_step), 2); // what they came to
}

TEST_CASE("a terminal that is in order says so once an hour, but not while a candidate sits at it") {
    Seat seat;
    (void)seat.open();
    (void)seat.look();
    CHECK_EQ(seat.count(record::EventType::heartbeat), 0);
    for (int i = 0; i < 7; ++i) {
        seat.clock.advance(kHourMs / 2);
        (void)seat.look();
    }
    CHECK_EQ(seat.count(record::EventType::heartbeat), 3);
    REQUIRE(seat.sign_in().accepted.ok());
    seat.clock.advance(2 * kHourMs);
    (void)seat.look();
    CHECK_EQ(seat.count(record::EventType::heartbeat), 3);
}

TEST_CASE("the sync desk shows what the carrier reports and what this terminal knows, and its wishes reach the carrier, each a newer one") {
    Seat seat;
    (void)seat.open();
    const auto ask = [&](auto request) { return seat.ask<CarrierReply>(request).facts.value(); };
    CarrierFacts facts = ask(LookAtCarrier{});
    CHECK_FALSE(facts.link.has_value());
    CHECK_FALSE(facts.stick.has_value());
    const store::CarrierReports carrier(seat.folder / "data/spool/seen");
    REQUIRE(carrier.write(store::LinkProgress{.bureau = "http://bureau.test", .left = 2}).ok());
    REQUIRE(carrier.write(store::ParcelProgress{.file = "a.kgp", .state = store::CarryState::sending, .sent = 3, .total = 9}).ok());
    REQUIRE(carrier.write(store::StickProgress{.there = true, .name = "KG"}).ok());
    facts = ask(LookAtCarrier{});
    CHECK_EQ(facts.link->bureau, "http://bureau.test");
    CHECK(facts.parcels.empty()); // what was told of is not there
    REQUIRE(write_file_atomic(seat.folder / "data/spool/out/a.kgp", view("what goes")).ok());
    REQUIRE(write_file_atomic(seat.folder / "data/spool/out/b.kgp", view("what nobody told of")).ok());
    facts = ask(LookAtCarrier{});
    REQUIRE_EQ(facts.parcels.size(), 2u);
    CHECK_EQ(facts.parcels[0].sent, 3u);
    CHECK(facts.parcels[1].state == store::CarryState::later);
    CHECK_EQ(facts.parcels[1].total, 19u);
    CHECK_EQ(facts.stick->name, "KG");
    const auto first = ask(WishOfStick{store::StickWork::write_parcels}).wish.value();
    seat.clock.step_wall(-90'000); // a wrong clock makes no old wish of a new one
    const auto second = ask(WishOfStick{store::StickWork::read_answers}).wish.value();
    CHECK_GT(second.number, first.number);
    CHECK(store::wished_of_stick(seat.folder / "data/spool/out") == second);
}

TEST_CASE("an export needs a stick, and is an entry") {
    Seat seat;
    (void)seat.open();
    CHECK_FALSE(seat.ask<HealthReply>(LookAtTerminal{}).has_export_folder);
    CHECK_EQ(seat.ask<ExportReply>(ExportToFolder{}).files.code(), codes::export_folder_missing);
    CHECK_EQ(seat.count(record::EventType::exported), 0);
    REQUIRE(make_folder(seat.folder / "stick").ok());
    CHECK(seat.ask<HealthReply>(LookAtTerminal{}).has_export_folder);
    CHECK_EQ(seat.ask<ExportReply>(ExportToFolder{}).files.value(), 1);
    CHECK_EQ(seat.count(record::EventType::exported), 1);
    CHECK(std::filesystem::exists(seat.folder / "stick" / ("kaogong-" + seat.id.hex().substr(0, 8)) / "1-ledger.kgp"));
}
