// The workshop of the demo, set up by the real programs, up to what each terminal finds in its package.
#include "sync/cli/demo/workshop.h"

#include "core/base/limits.h"
#include "core/record/kit.h"
#include "core/record/package.h"
#include "core/record/signing_key.h"
#include "tests/support/temp_folder.h"

#include <array>

#include <doctest/doctest.h>

namespace kaogong::cli::demo {
namespace {

using kaogong::test::TempFolder;

template <typename T> T must(Result<T> result) {
    if (!result.ok()) FAIL(code_text(result.code()), " ", code_name(result.code()), " ", result.error().context);
    return std::move(result).value();
}

Stage stage_in(const Path& folder) {
    const Path bin = Path(KAOGONG_BINARY_DIR) / "bin";
    return {.programs = {.kaogong = bin / "kaogong",
                         .bureau = bin / "kaogong-bureau",
                         .kiosk = bin / "kaogong-kiosk",
                         .sync = bin / "kaogong-sync"},
            .samples = Path(KAOGONG_SOURCE_DIR) / "assets" / "samples" / "lathe-l4",
            .places = Places(folder)};
}

// What lies in a terminal's folder, read as the terminal reads it.
struct Terminal {
    record::OpenedKit kit;
    record::age::Identity sealing;
    Bytes package;

    static Terminal open(const Places& places, int seat) {
        const Path data = places.terminal(seat);
        const Secret identity(must(read_file(data / "keys" / "device.age", 256)));
        return {must(record::verify_kit(must(read_file(places.kit(seat), kFileSizeMax)))),
                must(record::age::Identity::parse(as_text(identity.view()))),
                must(read_file(data / "spool" / "in" / places.package().filename(), kPackageSizeMax))};
    }
    record::SealedPackage read() const {
        return must(record::read_package(package, {.bundle = kit.bundle,
                                                   .centre = kit.content.centre,
                                                   .terminal = kit.content.terminal,
                                                   .environment = record::Environment::demo}));
    }
    record::OperationPart open_part(std::int64_t wall_ms) const { return must(record::open_operation_part(read(), sealing, wall_ms)); }
};

void check_credentials(const WorkshopKnown& known, const Bytes& sealed_key, const std::string& number) {
    for (const auto* people : {&known.panel, &known.signers})
        for (const Signatory& person : *people) {
            if (person.number != number) continue;
            record::TokenFolder token(person.token);
            const auto sealed = must(record::decode_signing_key(sealed_key));
            CHECK(must(record::open_signing_key(sealed, must(token.read()), Secret(view(person.pin)))).has_value());
            return;
        }
    FAIL("nobody knows the PIN of ", number);
}

TEST_CASE("three terminals each lead a station of today's operation test, and everybody who signs has token, PIN and certificate") {
    constexpr std::array kStations = {1, 2, 3};
    TempFolder folder;
    const Stage stage = stage_in(folder / "work shop");
    Runner runner(stage.places.logs());
    const std::int64_t now_ms = must(SystemClock::open()).wall_ms();
    const std::int64_t start_ms = now_ms - now_ms % 60'000 + 10 * 60'000;
    OpenedWorkshop workshop = must(open_workshop(stage, runner, kStations, start_ms + 1'234));
    CHECK(workshop.bureau.running());
    CHECK_EQ(workshop.session.panel.size(), 4);
    CHECK_EQ(workshop.session.chief().number, "QH-K-1015");
    CHECK_EQ(workshop.session.staff.size(), 6);
    for (const int station : kStations) CHECK_EQ(workshop.session.at_station(station).size(), 2);
    CHECK_EQ(workshop.session.person(workshop.session.at_station(3)[1]).name, "鲁明辉");

    for (const int station : kStations) {
        CAPTURE(station);
        const Terminal terminal = Terminal::open(stage.places, station);
        const record::OperationPart part = terminal.open_part(start_ms);
        CHECK_EQ(part.session.start_ms, start_ms);
        CHECK_EQ(part.candidates.size(), 6);
        CHECK(part.sheets == workshop.session.part.sheets);
        const record::Desk* desk = record::desk_of_station(part, station);
        REQUIRE(desk != nullptr);
        CHECK_EQ(desk->terminal, terminal.kit.content.terminal);
        CHECK_EQ(desk->terminal.hex(), workshop.terminals.at(static_cast<std::size_t>(station) - 1));
        CHECK(equal(desk->sealing.view(), terminal.sealing.recipient().point));
        for (const record::PanelRow& row : part.panel) {
            check_credentials(workshop.session, row.signing_key, row.number);
            const record::SignerDemand demand{.role = row.chief ? record::Role::chief : record::Role::examiner,
                                              .at_ms = start_ms,
                                              .environment = record::Environment::demo};
            CHECK(terminal.kit.bundle.judge(row.certificate, demand).ok());
        }
        for (const record::ResultSignerRow& row : part.signers) check_credentials(workshop.session, row.signing_key, row.number);
    }
}

} // namespace
} // namespace kaogong::cli::demo
