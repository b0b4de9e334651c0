// Parcels and answers on a memory stick: what is told as written is there, and nothing on a stick is believed.
#include "sync/agent/stick.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/base/limits.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/http/scripted_transport.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::sync;
using namespace kaogong::test;

namespace {

constexpr std::string_view kNothingLacks = R"({"held":0,"lacks":[]})";

struct Sticks {
    Sticks() {
        std::filesystem::create_directories(folder / "data/spool/out");
        std::filesystem::create_directories(folder / "stick");
        for (int i = 1; i <= 3; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
    }
    Bytes put(const std::string& name, std::uint64_t first) {
        const Bytes parcel = terminal.parcel(first);
        REQUIRE(write_file_atomic(folder / ("data/spool/out/" + name), parcel).ok());
        return parcel;
    }
    Stick open(Stick::Use use = Stick::Use::write) {
        auto stick = Stick::open(folder / "stick", use);
        REQUIRE(stick.ok());
        return std::move(*stick);
    }
    StickReport exported() {
        Stick stick = open();
        const auto report = export_parcels(folder / "data", stick, clock);
        REQUIRE(report.ok());
        return *report;
    }
    StickReport imported() {
        Stick stick = open(Stick::Use::read);
        const auto report = import_answers(folder / "data", stick, clock);
        REQUIRE(report.ok());
        return *report;
    }
    StickReport carried() {
        Stick stick = open();
        const auto report = carry_stick(stick, transport, clock);
        REQUIRE(report.ok());
        return *report;
    }
    Path on_stick(const Bytes& parcel, std::string_view end) const {
        const auto file = read_parcel_file("x.kgp", parcel).value();
        return folder / "stick/KAOGONG" / stick_terminal(file.terminal) / stick_name(file.id, end);
    }
    bool answered(const std::string& name) const { return std::filesystem::exists(folder / ("data/spool/in/" + name)); }

    TempFolder folder;
    FakeClock clock;
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol();
    ScriptedTransport transport;
};

} // namespace

TEST_CASE("a parcel goes to the stick, from there to the bureau, and its answer comes home the same way") {
    Sticks sticks;
    const Bytes parcel = sticks.put("a.kgp", 0);
    CHECK_EQ(sticks.exported().written, 1u);
    CHECK(read_file(sticks.on_stick(parcel, ".KGP"), kFileSizeMax).value() == parcel);
    CHECK_EQ(sticks.imported().left, 1u); // nobody has answered yet
    const Bytes answer = sticks.bureau.answer(parcel);
    sticks.transport.reply(200, kNothingLacks);
    sticks.transport.reply(200, answer);
    CHECK_EQ(sticks.carried().written, 1u);
    CHECK_EQ(sticks.imported().written, 1u);
    CHECK(read_file(sticks.folder / "data/spool/in/a.kga", kFileSizeMax).value() == answer);
    // Twice in a row changes nothing.
    CHECK_EQ(sticks.exported().written, 0u);
    CHECK_EQ(sticks.carried().there, 1u);
    CHECK_EQ(sticks.imported().written, 0u);
}

TEST_CASE("exporting again writes only what is missing, and names on the stick are fit for FAT") {
    Sticks sticks;
    const Bytes first = sticks.put("a.kgp", 0);
    CHECK_EQ(sticks.exported().written, 1u);
    const Bytes second = sticks.put("b.kgp", 2);
    const StickReport report = sticks.exported();
    CHECK_EQ(report.written, 1u);
    CHECK_EQ(report.there, 1u);
    CHECK_EQ(report.bytes, second.size());
    for (const Bytes* parcel : {&first, &second}) {
        const std::string name = sticks.on_stick(*parcel, ".KGP").filename().string();
        CHECK_EQ(name.size(), 12u);
        CHECK(name.find_first_not_of("0123456789ABCDEF.KGP") == std::string::npos);
    }
}

TEST_CASE("what is not the same when it is read back, or on another stick, is told and not counted as written") {
    Sticks sticks;
    const Bytes parcel = sticks.put("a.kgp", 0);
    {
        Stick stick = sticks.open();
        REQUIRE(stick.write("AAAAAAAA", "BBBBBBBB.KGP", parcel).value());
        Bytes other = parcel;
        other[other.size() / 2] ^= 1; // a bad cell
        REQUIRE(write_file_atomic(sticks.folder / "stick/KAOGONG/AAAAAAAA/BBBBBBBB.KGP", other).ok());
        CHECK(stick.settle().code() == codes::stick_differs);
    }
    Stick stick = sticks.open();
    std::filesystem::rename(sticks.folder / "stick", sticks.folder / "pulled");
    CHECK(stick.write("AAAAAAAA", "CCCCCCCC.KGP", parcel).code() == codes::stick_gone);
    std::filesystem::create_directories(sticks.folder / "stick"); // another one in its place
    CHECK(stick.write("AAAAAAAA", "CCCCCCCC.KGP", parcel).code() == codes::stick_gone);
    CHECK(stick.settle().code() == codes::stick_gone);
    CHECK(Stick::open(sticks.folder / "nothing", Stick::Use::write).code() == codes::stick_unusable);
}

TEST_CASE("a stick that cannot be written is refused before anything is asked of it") {
    Sticks sticks;
    REQUIRE(write_file_atomic(sticks.folder / "stick/KAOGONG", to_bytes(view("a file where the folder must be"))).ok());
    CHECK(Stick::open(sticks.folder / "stick", Stick::Use::write).code() == codes::stick_unusable);
}

TEST_CASE("everything on a stick is hostile: odd names, links, folders, wrong contents and strangers' files") {
    Sticks sticks;
    const Bytes parcel = sticks.put("a.kgp", 0);
    sticks.exported();
    const Path home = sticks.on_stick(parcel, ".KGP").parent_path();
    const auto lay = [&](const std::string& name, const Bytes& bytes) { REQUIRE(write_file_atomic(home / name, bytes).ok()); };
    lay("0000000A.KGP", parcel);                     // a right parcel under a wrong name
    lay("0000000B.KGP", to_bytes(view("no parcel"))); // and what is none
    lay("autorun.inf", to_bytes(view("x")));
    lay("0000000c.kgp", parcel);
    std::filesystem::create_symlink("/etc/passwd", home / "0000000D.KGP");
    std::filesystem::create_directory(home / "0000000E.KGP");
    std::filesystem::create_symlink(home, home.parent_path() / "0000000F");
    const Bytes answer = sticks.bureau.answer(parcel);
    sticks.transport.reply(200, kNothingLacks);
    sticks.transport.reply(200, answer);
    const StickReport report = sticks.carried();
    CHECK_EQ(report.written, 1u);
    CHECK_EQ(report.refused, 2u);
    CHECK_EQ(sticks.transport.asked.size(), 2u); // one parcel went to the bureau
    // An answer that is none of this parcel's, however it is called.
    REQUIRE(write_file_atomic(sticks.on_stick(parcel, ".KGA"), to_bytes(view("KGA1\nnothing"))).ok());
    CHECK_EQ(sticks.imported().refused, 1u);
    CHECK_FALSE(sticks.answered("a.kga"));
    REQUIRE(write_file_atomic(sticks.on_stick(parcel, ".KGA"), Bytes(kStickAnswerMax + 1)).ok());
    CHECK_EQ(sticks.imported().refused, 1u);
    std::filesystem::remove(sticks.on_stick(parcel, ".KGA"));
    std::filesystem::create_symlink("/etc/passwd", sticks.on_stick(parcel, ".KGA"));
    CHECK_EQ(sticks.imported().left, 1u);
}

TEST_CASE("without a connection the stick keeps what it has, and a refused terminal does not hold up the others") {
    Sticks sticks;
    const Bytes mine = sticks.put("a.kgp", 0);
    sticks.exported();
    SampleTerminal other = sticks.bureau.enrol("A-08");
    const Bytes theirs = other.parcel(0);
    {
        Stick stick = sticks.open();
        const auto file = read_parcel_file("x.kgp", theirs).value();
        REQUIRE(stick.write(stick_terminal(file.terminal), stick_name(file.id, ".KGP"), theirs).value());
    }
    StickReport report = sticks.carried(); // the script is empty: nobody there
    CHECK_EQ(report.left, 2u);
    CHECK(report.why->code == codes::bureau_unreachable);
    const auto first = read_parcel_file("x.kgp", mine).value(), second = read_parcel_file("x.kgp", theirs).value();
    const bool mine_first = stick_terminal(first.terminal) < stick_terminal(second.terminal);
    sticks.transport.reply(403, R"({"code":"K-0605","text":"denied"})");
    sticks.transport.reply(200, kNothingLacks);
    sticks.transport.reply(200, sticks.bureau.answer(mine_first ? theirs : mine));
    report = sticks.carried();
    CHECK_EQ(report.written, 1u);
    CHECK_EQ(report.written + report.left + report.refused, 2u);
}
