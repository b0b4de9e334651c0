// Offsets are those of VESA E-EDID 1.4, sections 3.1 to 3.10.
#include "core/profile/edid.h"

#include "core/base/codes/profile.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace kaogong::profile {
namespace {

constexpr std::size_t kBlockBytes = 128;
constexpr std::array<std::uint8_t, 8> kHead = {0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00};
constexpr std::size_t kMakerAt = 8;
constexpr std::size_t kProductAt = 10;
constexpr std::size_t kCentimetresAt = 21;
constexpr std::size_t kTimingAt = 54;
constexpr std::size_t kTimingBytes = 18;
constexpr std::int64_t kUmOfMm = 1'000;
constexpr std::int64_t kUmOfCm = 10'000;

// Three letters of five bits each, A = 1, high byte first.
std::string maker_of(ByteView edid) {
    const unsigned packed = (unsigned{edid[kMakerAt]} << 8) | edid[kMakerAt + 1];
    std::string maker;
    for (const unsigned shift : {10u, 5u, 0u}) {
        const unsigned letter = (packed >> shift) & 31u;
        maker += letter >= 1 && letter <= 26 ? static_cast<char>('A' + letter - 1) : '?';
    }
    return maker;
}

std::string product_of(ByteView edid) {
    const std::array<std::uint8_t, 2> number = {edid[kProductAt + 1], edid[kProductAt]};
    return to_hex(number);
}

// Low eight bits in one byte, the high four in half of another.
int twelve_bits(ByteView timing, std::size_t low_at, unsigned high) {
    return static_cast<int>((high << 8) | timing[low_at]);
}

void read_timing(ByteView timing, PanelIdentity& panel) {
    if (timing[0] == 0 && timing[1] == 0) return; // no pixel clock: another descriptor lies here
    const int width_px = twelve_bits(timing, 2, timing[4] >> 4u);
    const int height_px = twelve_bits(timing, 5, timing[7] >> 4u);
    if (width_px > 0 && height_px > 0) panel.mode = SizePx{.width_px = width_px, .height_px = height_px};
    const int width_mm = twelve_bits(timing, 12, timing[14] >> 4u);
    const int height_mm = twelve_bits(timing, 13, timing[14] & 15u);
    if (width_mm > 0 && height_mm > 0) panel.size = SizeMm{.width_um = width_mm * kUmOfMm, .height_um = height_mm * kUmOfMm};
}

} // namespace

Result<PanelIdentity> read_edid(ByteView edid) {
    if (edid.size() < kBlockBytes) return error(codes::profile_panel_unreadable, "shorter than 128 bytes");
    edid = edid.first(kBlockBytes);
    if (!std::equal(kHead.begin(), kHead.end(), edid.begin())) return error(codes::profile_panel_unreadable, "wrong head");
    const unsigned sum = std::accumulate(edid.begin(), edid.end(), 0u);
    if (sum % 256 != 0) return error(codes::profile_panel_unreadable, "wrong sum");
    PanelIdentity panel{.maker = maker_of(edid), .product = product_of(edid)};
    read_timing(edid.subspan(kTimingAt, kTimingBytes), panel);
    const std::int64_t width_cm = edid[kCentimetresAt];
    const std::int64_t height_cm = edid[kCentimetresAt + 1];
    if (!panel.size && width_cm > 0 && height_cm > 0) panel.size = SizeMm{.width_um = width_cm * kUmOfCm, .height_um = height_cm * kUmOfCm};
    return panel;
}

} // namespace kaogong::profile
