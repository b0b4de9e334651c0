// libpng's simplified interface, which returns errors instead of jumping over our frames.
#include "kiosk/platform/picture.h"

#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"
#include "kiosk/platform/span.h"

#include <png.h>

namespace kaogong::kiosk::platform {
namespace {

// libpng's control structure, freed whatever happens.
class PngImage {
  public:
    PngImage() { image_.version = PNG_IMAGE_VERSION; }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
    ~PngImage() { png_image_free(&image_); }

    png_image* operator->() { return &image_; }
    png_image* get() { return &image_; }
    Error failure(Code code) const { return error(code, image_.message); }

  private:
    png_image image_{};
};

Result<void> check_size(PngImage& png) {
    const auto width = std::int64_t{png->width};
    const auto height = std::int64_t{png->height};
    if (width > kPictureSideMax || height > kPictureSideMax || width * height > kPicturePixelsMax)
        return error(codes::picture_too_large, std::to_string(width) + " x " + std::to_string(height));
    return success();
}

// Rows of R, G, B bytes.
Bytes rgb_rows(const Canvas& canvas) {
    Bytes rows;
    rows.reserve(static_cast<std::size_t>(canvas.extent.width) * static_cast<std::size_t>(canvas.extent.height) * 3);
    for (int y = 0; y < canvas.extent.height; ++y)
        for (int x = 0; x < canvas.extent.width; ++x)
            for (int shift : {16, 8, 0}) rows.push_back(static_cast<std::uint8_t>(canvas.at(x, y) >> shift));
    return rows;
}

} // namespace

Result<Image> decode_png(ByteView bytes) {
    if (bytes.size() > kPictureBytesMax) return error(codes::picture_too_large, std::to_string(bytes.size()) + " bytes");
    PngImage png;
    if (png_image_begin_read_from_memory(png.get(), bytes.data(), bytes.size()) == 0) return png.failure(codes::picture_malformed);
    TRY(check_size(png));
    png->format = PNG_FORMAT_BGRA; // 0xAARRGGBB in a little-endian word
    Image image({static_cast<int>(png->width), static_cast<int>(png->height)});
    const Canvas canvas = image.canvas();
    if (png_image_finish_read(png.get(), nullptr, canvas.pixels, 0, nullptr) == 0) return png.failure(codes::picture_malformed);
    for (std::size_t i = 0; i < image.pixels().size(); ++i) canvas.pixels[i] = premultiply(canvas.pixels[i]);
    return image;
}

Result<Bytes> encode_png(const Canvas& canvas) {
    const Bytes rows = rgb_rows(canvas);
    PngImage png;
    png->width = static_cast<png_uint_32>(canvas.extent.width);
    png->height = static_cast<png_uint_32>(canvas.extent.height);
    png->format = PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(*png.get());
    Bytes bytes(size);
    if (png_image_write_to_memory(png.get(), bytes.data(), &size, 0, rows.data(), 0, nullptr) == 0) return png.failure(codes::internal);
    bytes.resize(size);
    return bytes;
}

Result<void> save_png(const Canvas& canvas, const Path& path) {
    return write_file_atomic(path, TRY(encode_png(canvas)));
}

} // namespace kaogong::kiosk::platform
