#include "core/base/codes/sync.h"
#include "sync/agent/agent.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/http/scripted_transport.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::sync;
using namespace kaogong::test;

namespace {

constexpr std::string_view kNothingLacks = R"({"held":0,"lacks":[]})";

struct Spool {
    Spool() {
        std::filesystem::create_directories(folder / "spool/out");
        for (int i = 1; i <= 3; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
    }
    Bytes put(const std::string& name, std::uint64_t first) {
        const Bytes parcel = terminal.parcel(first);
        REQUIRE(write_file_atomic(folder / ("spool/out/" + name), parcel).ok());
        return parcel;
    }
    Agent open() {
        auto agent = Agent::open(folder.path(), {.clock = clock, .random = random});
        REQUIRE(agent.ok());
        return std::move(*agent);
    }
    bool exists(const std::string& name) const { return std::filesystem::exists(folder / ("spool/" + name)); }

    TempFolder folder;
    FakeClock clock;
    FakeRandom random;
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol();
    ScriptedTransport transport;
};

} // namespace

TEST_CASE("lays the answer beside the spool's other arrivals and leaves the parcel where it is") {
    Spool spool;
    const Bytes answer = spool.bureau.answer(spool.put("a.kgp", 0));
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(200, answer);
    Agent agent = spool.open();
    const auto pass = agent.pass(spool.transport);
    REQUIRE(pass.ok());
    CHECK_EQ(pass->answered, 1u);
    CHECK_EQ(read_file(spool.folder / "spool/in/a.kga", kFileSizeMax).value(), answer);
    CHECK(spool.exists("out/a.kgp"));

    // Answered and not yet taken by the kiosk: nothing is sent again.
    CHECK_FALSE(agent.has_due().value());
    const std::size_t asked = spool.transport.asked.size();
    CHECK(agent.pass(spool.transport).ok());
    CHECK_EQ(spool.transport.asked.size(), asked);
}

TEST_CASE("says in seen/ how far each parcel is, and why it is not further") {
    Spool spool;
    const Bytes answer = spool.bureau.answer(spool.put("a.kgp", 0));
    spool.put("b.kgp", 1);
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(200, answer);
    spool.transport.reply(400, R"({"code":"K-0243"})");
    Agent agent = spool.open();
    REQUIRE(agent.remember_bureau("http://bureau.test").ok());
    REQUIRE(agent.pass(spool.transport).ok());
    const store::CarrierReports progress(spool.folder / "spool/seen");
    const auto parcels = progress.parcels();
    REQUIRE_EQ(parcels.size(), 2u);
    CHECK(parcels[0].state == store::CarryState::answered);
    CHECK_EQ(parcels[0].sent, parcels[0].total);
    CHECK(parcels[1].state == store::CarryState::refused);
    REQUIRE(parcels[1].why);
    CHECK_EQ(code_name(parcels[1].why->code), "parcel_refused");
    const auto link = progress.link();
    REQUIRE(link);
    CHECK_EQ(link->bureau, "http://bureau.test");
    CHECK_EQ(link->left, 1u);

    // When the kiosk has taken the receipt in and removed the parcel, its report goes too.
    std::filesystem::remove(spool.folder / "spool/out/a.kgp");
    REQUIRE(agent.pass(spool.transport).ok());
    CHECK_EQ(progress.parcels().size(), 1u);
}

TEST_CASE("a file that is no parcel is reported and the others are sent") {
    Spool spool;
    REQUIRE(write_file_atomic(spool.folder / "spool/out/0.kgp", view("garbage")).ok());
    const Bytes answer = spool.bureau.answer(spool.put("1.kgp", 0));
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(200, answer);
    const auto pass = spool.open().pass(spool.transport);
    REQUIRE(pass.ok());
    CHECK_EQ(pass->refused, 1u);
    CHECK_EQ(pass->answered, 1u);
}

TEST_CASE("a fault at the bureau over one parcel does not hold up the next") {
    Spool spool;
    spool.put("a.kgp", 0);
    const Bytes answer = spool.bureau.answer(spool.put("b.kgp", 1));
    spool.transport.reply(500, R"({"code":"K-0001"})");
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(200, answer);
    const auto pass = spool.open().pass(spool.transport);
    REQUIRE(pass.ok());
    CHECK_EQ(pass->answered, 1u);
    CHECK_EQ(pass->later, 1u);
}

TEST_CASE("without a connection the pass ends at the first parcel, and all wait") {
    Spool spool;
    for (const char* name : {"a.kgp", "b.kgp", "c.kgp"}) spool.put(name, 0);
    spool.transport.fail(codes::bureau_unreachable);
    Agent agent = spool.open();
    const auto pass = agent.pass(spool.transport);
    REQUIRE(pass.ok());
    CHECK_EQ(pass->later, 3u);
    CHECK_EQ(spool.transport.asked.size(), 1u);
    CHECK_FALSE(agent.has_due().value()); // the wait has begun
    spool.clock.advance(15 * 60 * 1'000);
    CHECK(agent.has_due().value());
}

TEST_CASE("what waits is tried again as long as something else is answered") {
    Spool spool;
    const Bytes late = spool.put("1-late.kgp", 2);
    const Bytes early = spool.put("2-early.kgp", 0);
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(202, R"({"waiting":true})");
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(200, spool.bureau.answer(early));
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(200, spool.bureau.answer(late));
    const auto pass = spool.open().pass_until_settled(spool.transport);
    REQUIRE(pass.ok());
    CHECK_EQ(pass->answered, 2u);
    CHECK_EQ(pass->waiting, 0u);
    CHECK(spool.exists("in/1-late.kga"));
}

TEST_CASE("a freeze is remembered and stops sending what is of that terminal, and nothing else") {
    Spool spool;
    spool.put("aaaa-1.kgp", 0);
    spool.put("aaaa-2.kgp", 1);
    spool.transport.reply(422, R"({"code":"K-0709"})");
    {
        Agent agent = spool.open();
        REQUIRE(agent.pass(spool.transport).ok());
        CHECK_EQ(spool.transport.asked.size(), 1u);
        CHECK_FALSE(agent.has_due().value());
    }
    CHECK(read_state(spool.folder.path()).stopped == codes::exports_frozen);
    CHECK(spool.exists("out/aaaa-1.kgp"));

    // On a hub lie the parcels of others too.
    spool.put("bbbb-1.kgp", 2);
    spool.transport.reply(422, R"({"code":"K-0709"})");
    spool.transport.reply(503);
    Agent agent = spool.open();
    const auto pass = agent.pass(spool.transport);
    REQUIRE(pass.ok());
    CHECK_EQ(pass->refused, 1u);
    CHECK_EQ(pass->later, 2u);
    CHECK_EQ(spool.transport.asked.size(), 3u);
}

TEST_CASE("many parcels of a terminal that was stopped do not keep those of others from being carried") {
    Spool spool;
    for (int i = 1; i <= 5; ++i) spool.put("aaaa-" + std::to_string(i) + ".kgp", 0);
    spool.put("bbbb-1.kgp", 1);
    const Bytes answer = spool.bureau.answer(spool.put("bbbb-2.kgp", 0));
    spool.transport.reply(422, R"({"code":"K-0709"})");
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(202, R"({"waiting":true})");
    spool.transport.reply(200, kNothingLacks);
    spool.transport.reply(200, answer);
    const auto pass = spool.open().pass(spool.transport);
    REQUIRE(pass.ok());
    CHECK_EQ(pass->answered, 1u);
    CHECK_EQ(pass->later, 4u);
}

TEST_CASE("a parcel that is refused makes the kiosk look whether its file was spoilt") {
    Spool spool;
    spool.put("a.kgp", 0);
    spool.transport.reply(400, R"({"code":"K-0243"})");
    REQUIRE(spool.open().pass(spool.transport).ok());
    CHECK_FALSE(spool.exists("ask/spoilt")); // a hub has no kiosk, and no such folder
    std::filesystem::create_directory(spool.folder / "spool/ask");
    spool.transport.reply(400, R"({"code":"K-0243"})");
    REQUIRE(spool.open().pass(spool.transport).ok());
    CHECK(spool.exists("ask/spoilt"));
}

TEST_CASE("a session is open as long as the kiosk's sign is fresh") {
    Spool spool;
    const Agent agent = spool.open();
    const Path sign = spool.folder / "spool/out/busy";
    CHECK_FALSE(agent.session_is_open());
    REQUIRE(write_file_atomic(sign, {}).ok());
    CHECK(agent.session_is_open());
    std::filesystem::last_write_time(sign, std::filesystem::file_time_type::clock::now() - std::chrono::minutes(6));
    CHECK_FALSE(agent.session_is_open()); // the rest of a kiosk that stopped
}

TEST_CASE("only one agent works on a folder, and a folder without a spool is named") {
    Spool spool;
    const Agent agent = spool.open();
    CHECK_EQ(code_name(Agent::open(spool.folder.path(), {.clock = spool.clock, .random = spool.random}).code()), "sync_running");
    TempFolder empty;
    CHECK_EQ(code_name(Agent::open(empty.path(), {.clock = spool.clock, .random = spool.random}).code()), "spool_unusable");
}

TEST_CASE("a damaged state file costs nothing") {
    Spool spool;
    { REQUIRE(spool.open().remember_bureau("http://bureau.test").ok()); }
    CHECK_EQ(read_state(spool.folder.path()).bureau, "http://bureau.test");
    for (const char* content : {"", "{", "[]", R"({"format":2})", R"({"format":1,"bureau":7,"stopped":3,"last_contact_ms":"x"})"}) {
        REQUIRE(write_file_atomic(spool.folder / "sync/state.json", view(content)).ok());
        CHECK_EQ(read_state(spool.folder.path()).bureau, "");
    }
}
