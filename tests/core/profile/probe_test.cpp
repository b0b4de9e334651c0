#include "core/profile/probe.h"

#include "core/base/codes/profile.h"
#include "core/profile/edid.h"
#include "tests/support/temp_folder.h"

#include <fstream>
#include <numeric>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::profile;

namespace {

// A base block as a 10.1-inch panel of 1024x600 would have it; maker "TST", product 0x1234.
Bytes panel_edid() {
    Bytes edid(128);
    const Bytes head = {0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x52, 0x74, 0x34, 0x12};
    std::copy(head.begin(), head.end(), edid.begin());
    edid[21] = 22;
    edid[22] = 13;
    const Bytes timing = {0x88, 0x13, 0x00, 0x40, 0x41, 0x58, 0x23, 0x20, 0, 0, 0, 0, 223, 125, 0x00, 0, 0, 0x18};
    std::copy(timing.begin(), timing.end(), edid.begin() + 54);
    const unsigned sum = std::accumulate(edid.begin(), edid.end(), 0u);
    edid[127] = static_cast<std::uint8_t>(256 - sum % 256);
    return edid;
}

void put(const Path& path, std::string_view content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

std::vector<std::string> values(const Facts& facts, std::string_view name) {
    std::vector<std::string> values;
    const auto [first, last] = facts.of(name);
    for (auto at = first; at != last; ++at) values.push_back(at->second);
    return values;
}

} // namespace

TEST_CASE("a panel's own words are read: maker, model, picture and millimetres") {
    const PanelIdentity panel = read_edid(panel_edid()).value();
    CHECK_EQ(panel.maker, "TST");
    CHECK_EQ(panel.product, "1234");
    CHECK(panel.mode == SizePx{.width_px = 1024, .height_px = 600});
    CHECK(panel.size == SizeMm{.width_um = 223'000, .height_um = 125'000});
    Bytes coarse = panel_edid();
    coarse[127] = static_cast<std::uint8_t>(coarse[127] + coarse[54 + 12] + coarse[54 + 13]);
    coarse[54 + 12] = coarse[54 + 13] = 0;
    CHECK(read_edid(coarse).value().size == SizeMm{.width_um = 220'000, .height_um = 130'000});
}

TEST_CASE("a panel's words are refused when cut or altered anywhere") {
    const Bytes edid = panel_edid();
    CHECK_EQ(read_edid(ByteView(edid).first(127)).code(), codes::profile_panel_unreadable);
    for (std::size_t bit = 0; bit < edid.size() * 8; ++bit) {
        Bytes flipped = edid;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
        CHECK_EQ(read_edid(flipped).code(), codes::profile_panel_unreadable);
    }
}

TEST_CASE("facts are collected from what the kernel shows, and what is absent is no fact") {
    const test::TempFolder root;
    put(root / "sys/class/dmi/id/sys_vendor", "Acme Computers\n");
    put(root / "sys/class/dmi/id/chassis_type", "35\n");
    put(root / "sys/class/drm/card0-HDMI-A-1/status", "connected\n");
    put(root / "sys/class/drm/card0-HDMI-A-1/edid", as_text(panel_edid()));
    put(root / "sys/class/drm/card0-DP-1/status", "disconnected\n");
    put(root / "sys/class/drm/card0-DP-1/edid", "");
    put(root / "sys/class/drm/card0-DP-2/status", "connected\n");
    put(root / "sys/class/drm/card0-DP-2/edid", "nonsense");
    put(root / "sys/bus/usb/devices/1-1/idVendor", "0eef\n");
    put(root / "sys/bus/usb/devices/1-1/idProduct", "0001\n");
    put(root / "proc/device-tree/compatible", std::string_view("raspberrypi,4\0brcm,bcm2711\0", 27));
    const Facts facts = SystemFacts(root.path()).facts();
    CHECK_EQ(values(facts, "dmi.sys_vendor"), std::vector<std::string>{"Acme Computers"});
    CHECK_EQ(values(facts, "dmi.product_name"), std::vector<std::string>{});
    CHECK_EQ(values(facts, "display.mode"), std::vector<std::string>{"1024x600"});
    CHECK_EQ(values(facts, "display.size"), std::vector<std::string>{"223x125"});
    CHECK_EQ(values(facts, "display.orientation"), std::vector<std::string>{"landscape"});
    CHECK_EQ(values(facts, "gpu.render"), std::vector<std::string>{"no"});
    CHECK_EQ(values(facts, "usb.id"), std::vector<std::string>{"0eef:0001"});
    CHECK_EQ(values(facts, "devicetree.compatible"), std::vector<std::string>{"raspberrypi,4", "brcm,bcm2711"});
    put(root / "sys/class/drm/renderD128/dev", "226:128\n");
    CHECK_EQ(values(SystemFacts(root.path()).facts(), "gpu.render"), std::vector<std::string>{"yes"});
}
