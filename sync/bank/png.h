// Whether a picture may enter a bank: a PNG by its signature and first chunk, of reasonable size. Its pixels are decoded on the terminal
// only.
#pragma once

#include "core/base/file.h"

namespace kaogong::bank {

inline constexpr std::uint32_t kPngSideMax = 4'096;

// Error: figure_bad with the reason.
Result<void> check_png(ByteView png);
Result<Bytes> read_png(const Path& path);

} // namespace kaogong::bank
