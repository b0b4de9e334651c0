#include "core/profile/catalogue.h"
#include "core/profile/schema.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::profile;

namespace {

Catalogue shipped() {
    return Catalogue::load({Path(KAOGONG_SOURCE_DIR) / "hardware-profiles/machines"});
}
Facts panel(std::string_view mode, std::string_view orientation) {
    Facts facts;
    facts.add("display.mode", mode);
    facts.add("display.orientation", orientation);
    facts.add("gpu.render", "yes");
    return facts;
}

} // namespace

TEST_CASE("every shipped profile passes lint and resolves") {
    const Catalogue catalogue = shipped();
    for (const Finding& finding : catalogue.findings()) FAIL_CHECK(finding_text(finding));
    CHECK_GE(catalogue.files().size(), 5);
    for (const ProfileFile& file : catalogue.files()) {
        CAPTURE(file.name);
        const auto machine = catalogue.resolve(file.id);
        REQUIRE(machine.ok());
        CHECK_LE(machine->display.scale_percent_min, machine->display.scale_percent_max);
        for (const char* name : {"Display.Rotation", "Display.Renderer", "Display.FrameCap", "Touch.LeastTarget", "Touch.Debounce"})
            CHECK(machine->find(name) != nullptr);
    }
}

TEST_CASE("shipped profiles choose what they are for") {
    const Catalogue catalogue = shipped();
    CHECK_EQ(catalogue.select(panel("1920x1080", "landscape")).id, "generic-landscape");
    CHECK_EQ(catalogue.select(panel("1080x1920", "portrait")).id, "generic-portrait");
    CHECK_EQ(catalogue.select(panel("1024x600", "landscape")).id, "generic-panel-1024x600");
    CHECK_EQ(catalogue.select({}).id, "fallback");
    Facts mini;
    mini.add("dmi.chassis_type", "35");
    mini.add("gpu.render", "no");
    mini.add("display.mode", "1920x1080");
    mini.add("display.orientation", "landscape");
    const MachineProfile machine = catalogue.select(mini);
    CHECK_EQ(machine.id, "generic-mini-pc-no-gpu");
    CHECK_EQ(machine.display.frames_per_second_max, 30);
    CHECK_EQ(machine.find("Display.ScaleMax")->file, "80-generic-landscape.profile");
}

TEST_CASE("a mini PC without graphics on a 1024x600 panel has one best profile and no alarm") {
    Facts both = panel("1024x600", "landscape");
    both.add("dmi.chassis_type", "35");
    const MachineProfile machine = shipped().select(both);
    CHECK_EQ(machine.id, "generic-panel-1024x600");
    CHECK_FALSE(machine.alarm.has_value());
}

TEST_CASE("SCHEMA.md is what the table in the code says") {
    const auto page = read_file(Path(KAOGONG_SOURCE_DIR) / "hardware-profiles/SCHEMA.md", 1 << 20);
    REQUIRE(page.ok());
    CHECK_EQ(as_text(*page), schema_markdown());
}
