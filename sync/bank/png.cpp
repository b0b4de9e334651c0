#include "sync/bank/png.h"

#include "core/base/codes/bank.h"
#include "core/record/content.h"

namespace kaogong::bank {
namespace {

constexpr std::uint8_t kSignature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::string_view kHeaderChunk = "IHDR";
constexpr std::string_view kEndChunk("IEND\xae\x42\x60\x82", 8);
constexpr std::size_t kWidthAt = 16, kHeightAt = 20, kSizeMin = 45;

std::uint32_t read_u32(ByteView bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

bool reasonable(std::uint32_t side) {
    return side > 0 && side <= kPngSideMax;
}

} // namespace

Result<void> check_png(ByteView png) {
    if (png.size() > record::kFigureSizeMax) return error(codes::figure_bad, "larger than 1 MiB");
    if (png.size() < kSizeMin || !equal(png.first(sizeof kSignature), kSignature) || as_text(png.subspan(12, 4)) != kHeaderChunk)
        return error(codes::figure_bad, "not a PNG");
    if (!reasonable(read_u32(png, kWidthAt)) || !reasonable(read_u32(png, kHeightAt))) return error(codes::figure_bad, "width or height");
    if (!as_text(png).ends_with(kEndChunk)) return error(codes::figure_bad, "cut off");
    return success();
}

Result<Bytes> read_png(const Path& path) {
    auto png = read_file(path, record::kFigureSizeMax);
    if (!png) return error(codes::figure_bad, std::string(code_name(png.code())));
    TRY(check_png(*png));
    return png;
}

} // namespace kaogong::bank
