#include "core/record/tiles.h"

#include <doctest/doctest.h>

using namespace kaogong::record;

TEST_CASE("paths of tiles are those of C2SP tlog-tiles") {
    CHECK_EQ(tile_path({.level = 0, .index = 0}), "tile/0/000");
    CHECK_EQ(tile_path({.level = 1, .index = 0, .width = 5}), "tile/1/000.p/5");
    CHECK_EQ(tile_path({.level = 0, .index = 1'234'067}), "tile/0/x001/x234/067");
    CHECK_EQ(entries_path({.index = 999, .width = 255}), "tile/entries/999.p/255");
    CHECK_EQ(entries_path({.index = 1'000}), "tile/entries/x001/000");
}

TEST_CASE("which tiles a growing log needs anew") {
    CHECK(new_tiles(0, {.from = 5, .to = 5}).empty());
    REQUIRE_EQ(new_tiles(0, {.from = 255, .to = 258}).size(), 2u);
    CHECK_EQ(new_tiles(0, {.from = 255, .to = 258})[0].width, 256u);
    CHECK_EQ(new_tiles(0, {.from = 255, .to = 258})[1].width, 2u);
    CHECK(new_tiles(1, {.from = 0, .to = 255}).empty());
    REQUIRE_EQ(new_tiles(1, {.from = 0, .to = 256}).size(), 1u);
    CHECK_EQ(new_tiles(1, {.from = 0, .to = 256})[0].width, 1u);
}
