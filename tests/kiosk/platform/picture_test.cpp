// PNG both ways, and what happens to a hostile one.
#include "core/base/codes/kiosk.h"
#include "kiosk/platform/picture.h"
#include "tests/support/fake_random.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::platform;
using namespace kaogong::test;

namespace {

Image random_image(Extent extent) {
    FakeRandom random(5);
    Image image(extent);
    for (int y = 0; y < extent.height; ++y)
        for (int x = 0; x < extent.width; ++x) image.canvas().at(x, y) = 0xFF000000u | static_cast<std::uint32_t>(random.next() >> 40);
    return image;
}

Bytes sample_png() {
    Image image = random_image({13, 9});
    return encode_png(image.canvas()).value();
}

void set_big_endian(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) bytes[at + static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}

// The checksum of PNG's header chunk, so that a forged size gets as far as our own check.
void mend_header_checksum(Bytes& png) {
    std::uint32_t checksum = 0xFFFFFFFFu;
    for (std::size_t i = 12; i < 29; ++i) {
        checksum ^= png[i];
        for (int bit = 0; bit < 8; ++bit) checksum = (checksum >> 1) ^ ((checksum & 1) != 0 ? 0xEDB88320u : 0);
    }
    set_big_endian(png, 29, ~checksum);
}

} // namespace

TEST_CASE("a picture survives the way out and in, and gives the same bytes each time") {
    Image image = random_image({37, 21});
    const Bytes bytes = encode_png(image.canvas()).value();
    CHECK(decode_png(bytes).value() == image);
    CHECK(encode_png(image.canvas()).value() == bytes);
}

TEST_CASE("a shot is written where it was asked for") {
    const TempFolder folder;
    Image image = random_image({8, 8});
    REQUIRE(save_png(image.canvas(), folder / "shot.png"));
    CHECK(decode_png(read_file(folder / "shot.png", kPictureBytesMax).value()).value() == image);
    CHECK_FALSE(save_png(image.canvas(), folder / "missing" / "shot.png").ok());
}

TEST_CASE("transparent pixels arrive premultiplied") {
    // One pixel of orange, half transparent: R, G, B, A = 255, 128, 0, 128.
    const Bytes png = from_hex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000"
                               "000d49444154789c63f8dfc0d00000060102000d3c8f290000000049454e44ae426082")
                          .value();
    const Image image = decode_png(png).value();
    REQUIRE_EQ(image.pixels().size(), 1);
    CHECK_EQ(image.pixels()[0], 0x80804000u);
}

TEST_CASE("a picture cut short anywhere is refused") {
    const Bytes bytes = sample_png();
    // Without its very last chunk libpng still has all pixels, which is as good as a whole picture.
    for (std::size_t size = 0; size + 16 < bytes.size(); ++size)
        REQUIRE(decode_png(ByteView(bytes).first(size)).code() == codes::picture_malformed);
}

TEST_CASE("a picture with any bit flipped is refused or decoded, never a crash") {
    const Bytes bytes = sample_png();
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        const Result<Image> image = decode_png(flipped);
        if (!image) REQUIRE((image.code() == codes::picture_malformed || image.code() == codes::picture_too_large));
    }
}

TEST_CASE("a picture that claims to be huge is refused before memory is taken") {
    for (const auto& [width, height] : {std::pair{100'000u, 1u}, {1u, 5'000u}, {4'096u, 4'096u}, {0x7FFFFFFFu, 0x7FFFFFFFu}}) {
        Bytes png = sample_png();
        set_big_endian(png, 16, width);
        set_big_endian(png, 20, height);
        mend_header_checksum(png);
        const Result<Image> image = decode_png(png);
        REQUIRE_FALSE(image.ok());
        if (width < 1'000'000) CHECK(image.code() == codes::picture_too_large);
    }
    CHECK(decode_png(Bytes(kPictureBytesMax + 1)).code() == codes::picture_too_large);
}
