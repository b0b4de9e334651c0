// PNG pictures in and out: figures of questions and photos come from packages and sticks and are treated as hostile; shots of the screen go
// out, the same bytes for the same picture.
#pragma once

#include "core/base/file.h"
#include "kiosk/platform/canvas.h"

namespace kaogong::kiosk::platform {

inline constexpr std::size_t kPictureBytesMax = 8u << 20;
inline constexpr int kPictureSideMax = 4096;                 // pixels
inline constexpr std::int64_t kPicturePixelsMax = 8'000'000; // 32 MB decoded

// To premultiplied 0xAARRGGBB, what Textures::add takes. Fails with picture_malformed or picture_too_large.
Result<Image> decode_png(ByteView bytes);
// Opaque, without text or time in it.
Result<Bytes> encode_png(const Canvas& canvas);
Result<void> save_png(const Canvas& canvas, const Path& path);

} // namespace kaogong::kiosk::platform
