// One small reader a source of facts.
#include "core/profile/probe.h"

#include "core/base/text.h"
#include "core/profile/edid.h"

#include <algorithm>

namespace kaogong::profile {
namespace {

constexpr std::size_t kFactBytesMax = 4'096;
constexpr std::size_t kDevicesMax = 256; // panels, cards or USB devices looked at

std::string short_file(const Path& path) {
    const auto content = read_file(path, kFactBytesMax);
    return content ? std::string(as_text(*content)) : std::string();
}

std::string trimmed_file(const Path& path) {
    return std::string(trim(short_file(path)));
}

std::vector<Path> entries_of(const Path& folder) {
    std::vector<Path> paths;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        paths.push_back(entry.path());
        if (paths.size() == kDevicesMax) break;
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

void add_unless_empty(Facts& facts, std::string_view name, const std::string& value) {
    if (!value.empty() && is_utf8(value)) facts.add(name, value);
}

void add_panel(Facts& facts, const PanelIdentity& panel) {
    facts.add("display.maker", panel.maker);
    facts.add("display.product", panel.product);
    if (panel.mode) {
        facts.add("display.mode", std::to_string(panel.mode->width_px) + "x" + std::to_string(panel.mode->height_px));
        facts.add("display.orientation", panel.mode->width_px >= panel.mode->height_px ? "landscape" : "portrait");
    }
    if (panel.size) {
        constexpr std::int64_t kUmOfMm = 1'000;
        facts.add("display.size", std::to_string(panel.size->width_um / kUmOfMm) + "x" + std::to_string(panel.size->height_um / kUmOfMm));
    }
}

} // namespace

Facts SystemFacts::facts() {
    Facts facts;
    add_text(facts, "dmi.sys_vendor", "sys/class/dmi/id/sys_vendor");
    add_text(facts, "dmi.product_name", "sys/class/dmi/id/product_name");
    add_text(facts, "dmi.product_version", "sys/class/dmi/id/product_version");
    add_text(facts, "dmi.board_vendor", "sys/class/dmi/id/board_vendor");
    add_text(facts, "dmi.board_name", "sys/class/dmi/id/board_name");
    add_text(facts, "dmi.chassis_type", "sys/class/dmi/id/chassis_type");
    add_devicetree(facts);
    add_panels(facts);
    add_graphics(facts);
    add_usb(facts);
    return facts;
}

void SystemFacts::add_text(Facts& facts, std::string_view name, const char* path) const {
    add_unless_empty(facts, name, trimmed_file(root_ / path));
}

// Strings in a devicetree end with a zero byte; `compatible` is a list of them.
void SystemFacts::add_devicetree(Facts& facts) const {
    const Path tree = root_ / "proc/device-tree";
    const std::string models = short_file(tree / "model");
    const std::string compatibles = short_file(tree / "compatible");
    for (const std::string_view model : split(models, '\0')) add_unless_empty(facts, "devicetree.model", std::string(model));
    for (const std::string_view name : split(compatibles, '\0')) add_unless_empty(facts, "devicetree.compatible", std::string(name));
}

void SystemFacts::add_panels(Facts& facts) const {
    for (const Path& connector : entries_of(root_ / "sys/class/drm")) {
        if (trimmed_file(connector / "status") != "connected") continue;
        const auto edid = read_file(connector / "edid", kFactBytesMax);
        if (!edid) continue;
        if (const auto panel = read_edid(*edid)) add_panel(facts, *panel);
    }
}

void SystemFacts::add_graphics(Facts& facts) const {
    const auto cards = entries_of(root_ / "sys/class/drm");
    const bool renders =
        std::any_of(cards.begin(), cards.end(), [](const Path& card) { return card.filename().string().starts_with("renderD"); });
    facts.add("gpu.render", renders ? "yes" : "no");
}

void SystemFacts::add_usb(Facts& facts) const {
    for (const Path& device : entries_of(root_ / "sys/bus/usb/devices")) {
        const std::string vendor = trimmed_file(device / "idVendor");
        const std::string product = trimmed_file(device / "idProduct");
        if (!vendor.empty() && !product.empty()) add_unless_empty(facts, "usb.id", vendor + ":" + product);
    }
}

} // namespace kaogong::profile
