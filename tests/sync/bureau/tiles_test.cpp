#include "core/base/limits.h"
#include "sync/bureau/tiles.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using record::kTileWidth;
using record::tile_path;
using namespace kaogong::test;

namespace {

Bytes content(const Path& path) {
    return must(read_file(path, kFileSizeMax));
}

void grow(IntakeFixture& fixture, std::uint64_t to) {
    auto tx = must(fixture.store->begin_log());
    auto log = must(LogWriter::open(fixture.store->log(), fixture.authority));
    while (log.size() < to) must(log.append(record::encode_leaf(record::ParcelLeaf{.head = fixture.samples.random.fixed<Hash>()})));
    must(log.sign(kSampleWallMs));
    must(tx->commit());
}

// The root that a reader of the files computes from tiles alone (C2SP tlog-tiles: level 0 holds the leaf hashes).
Hash root_from_tiles(const Path& folder, std::uint64_t size) {
    record::MerkleTree tree;
    for (std::uint64_t tile = 0; tile * kTileWidth < size; ++tile) {
        const std::uint64_t width = std::min(kTileWidth, size - tile * kTileWidth);
        const Bytes hashes = content(folder / tile_path({.level = 0, .index = tile, .width = width}));
        REQUIRE_EQ(hashes.size(), width * Hash::kSize);
        for (std::uint64_t i = 0; i < width; ++i)
            tree.append_hash(must(Hash::from(ByteView(hashes).subspan(i * Hash::kSize, Hash::kSize))));
    }
    return tree.root();
}

} // namespace

TEST_CASE("a reader gets the checkpoint's root from the files alone, while the log grows past a tile") {
    IntakeFixture fixture;
    const Path folder = fixture.folder / "log";
    TilePublisher tiles(folder, fixture.store->log());
    for (const std::uint64_t size : {1u, 2u, 255u, 256u, 257u, 600u}) {
        grow(fixture, size);
        must(tiles.publish());
        const Bytes note = content(folder / "checkpoint");
        const auto checkpoint = must(record::decode_checkpoint(as_text(note)));
        CHECK_EQ(checkpoint.size, size);
        CHECK_EQ(checkpoint.root, root_from_tiles(folder, size));
    }
    // Level 1: the roots of the first two full tiles.
    const Bytes upper = content(folder / "tile/1/000.p/2");
    REQUIRE_EQ(upper.size(), 2 * Hash::kSize);
    CHECK_EQ(must(Hash::from(ByteView(upper).first(Hash::kSize))), root_from_tiles(folder, 256));
}

TEST_CASE("entry bundles hold each leaf behind its length, and the leaves hash to the tile") {
    IntakeFixture fixture;
    grow(fixture, 3);
    const Path folder = fixture.folder / "log";
    must(TilePublisher(folder, fixture.store->log()).publish());
    const Bytes bundle = content(folder / "tile/entries/000.p/3");
    const Bytes hashes = content(folder / "tile/0/000.p/3");
    std::size_t at = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        REQUIRE(at + 2 <= bundle.size());
        const std::size_t size = static_cast<std::size_t>(bundle[at] << 8 | bundle[at + 1]);
        const ByteView leaf = ByteView(bundle).subspan(at + 2, size);
        CHECK(record::decode_leaf(leaf).ok());
        CHECK(equal(record::leaf_hash(leaf).view(), ByteView(hashes).subspan(i * Hash::kSize, Hash::kSize)));
        at += 2 + size;
    }
    CHECK_EQ(at, bundle.size());
}

TEST_CASE("lost and damaged files are made anew at the next start") {
    IntakeFixture fixture;
    grow(fixture, 300);
    const Path folder = fixture.folder / "log";
    must(TilePublisher(folder, fixture.store->log()).publish());
    std::filesystem::remove(folder / "checkpoint");
    std::filesystem::remove(folder / "tile/0/000");
    REQUIRE(write_file_atomic(folder / "tile/entries/000", Bytes(content(folder / "tile/entries/000").size(), 0)).ok());
    must(TilePublisher(folder, fixture.store->log()).publish());
    CHECK_EQ(must(record::decode_checkpoint(as_text(content(folder / "checkpoint")))).root, root_from_tiles(folder, 300));
    CHECK(content(folder / "tile/entries/000")[1] != 0);
}
