// What the centre screen wishes of a stick, and what it is told: each wish is done once, whatever is plugged in, pulled or broken.
#include "sync/agent/stick_desk.h"

#include "core/base/codes/sync.h"
#include "tests/support/fake_clock.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::sync;
using namespace kaogong::test;

namespace {

struct Desk {
    TempFolder folder;
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol("A-01");
    FakeClock clock;
    StickDesk desk{folder / "data", folder / "media", clock};

    Desk() {
        for (const char* name : {"data/spool/out", "data/spool/in", "data/spool/seen", "media"}) std::filesystem::create_directories(folder / name);
        for (int i = 1; i <= 2; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
    }
    void plug(const char* name) { std::filesystem::create_directories(folder / "media" / name); }
    void pull(const char* name) { std::filesystem::remove_all(folder / "media" / name); }
    Bytes parcel(const char* name, std::uint64_t first) {
        const Bytes made = terminal.parcel(first);
        REQUIRE(write_file_atomic(folder / "data/spool/out" / name, made).ok());
        return made;
    }
    bool wish(store::StickWork work, std::int64_t number) {
        REQUIRE(store::wish_of_stick(folder / "data/spool/out", {work, number}).ok());
        return look();
    }
    bool look() {
        const auto looked = desk.look();
        REQUIRE(looked.ok());
        return *looked;
    }
    store::StickProgress seen() const {
        const auto progress = store::CarrierReports(folder / "data/spool/seen").stick();
        REQUIRE(progress.has_value());
        return *progress;
    }
};

} // namespace

TEST_CASE("whether a stick is there is told as it comes and goes, and two are as good as none") {
    Desk at;
    CHECK_FALSE(at.look());
    CHECK_FALSE(at.seen().there);
    at.plug("KG-STICK-03");
    at.look();
    CHECK(at.seen().there);
    CHECK_EQ(at.seen().name, "KG-STICK-03");
    at.plug("OTHER");
    at.look();
    CHECK_FALSE(at.seen().there);
    at.pull("OTHER");
    at.pull("KG-STICK-03");
    at.look();
    CHECK_FALSE(at.seen().there);
}

TEST_CASE("a wish is done once and told with its counts, and a newer one again") {
    Desk at;
    at.plug("KG");
    at.parcel("a.kgp", 0);
    CHECK(at.wish(store::StickWork::write_parcels, 7));
    CHECK_EQ(at.seen().written, 1u);
    CHECK_EQ(at.seen().wish.number, 7);
    CHECK_FALSE(at.seen().running);
    CHECK_FALSE(at.seen().why.has_value());
    CHECK_FALSE(at.look()); // done already
    CHECK(at.wish(store::StickWork::write_parcels, 8));
    CHECK_EQ(at.seen().written, 0u);
    CHECK_EQ(at.seen().known, 1u);
    StickDesk after_restart(at.folder / "data", at.folder / "media", at.clock);
    const auto looked = after_restart.look();
    CHECK_FALSE(looked.value()); // what was done before a restart is done
}

TEST_CASE("answers come home by the stick into the spool") {
    Desk at;
    at.plug("KG");
    const Bytes parcel = at.parcel("a.kgp", 0);
    REQUIRE(at.wish(store::StickWork::write_parcels, 1));
    const std::string name = stick_name(read_parcel_file("x.kgp", parcel).value().id, ".KGA");
    const Path home = at.folder / "media/KG/KAOGONG" / stick_terminal(at.terminal.id);
    REQUIRE(write_file_atomic(home / name, at.bureau.answer(parcel)).ok());
    CHECK(at.wish(store::StickWork::read_answers, 2));
    CHECK_EQ(at.seen().written, 1u);
    CHECK(std::filesystem::exists(at.folder / "data/spool/in/a.kga"));
}

TEST_CASE("without a stick the wish is answered with what is to be done, and is not done later behind anybody's back") {
    Desk at;
    at.parcel("a.kgp", 0);
    CHECK(at.wish(store::StickWork::write_parcels, 1));
    CHECK(at.seen().why->code == codes::stick_unusable);
    at.plug("KG");
    CHECK_FALSE(at.look());
    CHECK_FALSE(std::filesystem::exists(at.folder / "media/KG/KAOGONG"));
}

TEST_CASE("a wish that says nothing sensible and a report that was spoilt are as if they were not there") {
    Desk at;
    at.plug("KG");
    const Path wish = at.folder / "data/spool/out/stick";
    for (const char* text : {"", "garbage", "[]", R"({"format":1})", R"({"format":1,"work":"erase","number":4})", R"({"format":2,"work":"write_parcels","number":4})"}) {
        CAPTURE(text);
        REQUIRE(write_file_atomic(wish, view(std::string_view(text))).ok());
        CHECK_FALSE(at.look());
    }
    REQUIRE(write_file_atomic(at.folder / "data/spool/seen/stick.json", view(R"({"format":1,"there":5,"written":-3,"wish":7})")).ok());
    const store::StickProgress seen = at.seen();
    CHECK_FALSE(seen.there);
    CHECK_EQ(seen.written, 0u);
}
