// Incident: a byte flipped in the middle of a terminal's database passed unnoticed at the start.
#include "core/store/store_check.h"

#include "core/base/codes/store.h"
#include "tests/core/store/terminal_world.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;

namespace {

constexpr int kPackages = 600; // more entries than the ledger's tail, which a start verifies, holds at the most

void fill(test::TerminalWorld& world, TerminalStore& store) {
    for (int i = 0; i < kPackages; ++i)
        REQUIRE(store.packages()
                    .accept({.id = world.random.fixed<PackageId>(),
                             .session = world.session,
                             .content = world.random.fixed<Hash>(),
                             .file_name = "p.kgpk"})
                    .ok());
}

Result<int> slices_until_whole(TerminalStore& store) {
    int slices = 1;
    while (!TRY(store.check_next())) ++slices;
    return slices;
}

struct DamagedWorld {
    test::TerminalWorld world;
    Path file = world.folder / "data/terminal.db";
    Bytes middle_entry;

    DamagedWorld() {
        const auto store = world.open();
        fill(world, *store);
        middle_entry = store->ledger().entry(kPackages / 4).value();
        REQUIRE(store->tidy().ok());
    }
    // Where in the file the middle of an entry lies that no start looks at.
    std::size_t entry_offset(const Bytes& content) const {
        const auto found = std::search(content.begin(), content.end(), middle_entry.begin(), middle_entry.end());
        REQUIRE(found != content.end());
        return static_cast<std::size_t>(found - content.begin()) + middle_entry.size() / 2;
    }
    void flip(std::size_t (DamagedWorld::*where)(const Bytes&) const) {
        Bytes content = read_file(file, 16u << 20).value();
        content[(this->*where)(content)] ^= 0x40;
        REQUIRE(write_file_atomic(file, content, {.mode = 0600}).ok());
    }
    // The kind of the page in the middle of the file.
    std::size_t page_offset(const Bytes& content) const { return content.size() / 2 / 4096 * 4096; }
};

} // namespace

TEST_CASE("a whole database is found whole, in many slices, also when entries come in between") {
    test::TerminalWorld world;
    const auto store = world.open();
    fill(world, *store);
    for (int i = 0; i < 20; ++i) REQUIRE_FALSE(store->check_next().value());
    fill(world, *store);
    CHECK(slices_until_whole(*store).value() >= static_cast<int>(2 * kPackages / StoreCheck::kEntriesOfSlice) - 3);
    CHECK(store->check().ok());
}

TEST_CASE("a byte flipped in the middle of the ledger passes the start and is found by the check, recorded once and not forgotten") {
    DamagedWorld damaged;
    damaged.flip(&DamagedWorld::entry_offset);
    const auto store = damaged.world.open();
    const std::uint64_t size = store->ledger().size();
    CHECK_EQ(slices_until_whole(*store).code(), codes::ledger_broken);
    CHECK_EQ(store->check_next().code(), codes::ledger_broken);
    REQUIRE_EQ(store->ledger().size(), size + 1);
    const auto entry = record::decode_entry(store->ledger().entry(size).value()).value().content;
    CHECK_EQ(entry.type, record::EventType::incident);
    const auto body = record::decode_body<record::StaffActBody>(entry.body).value();
    CHECK_EQ(body.act, "STORE_DAMAGED");
    CHECK_EQ(body.reason, "K-0113");
}

TEST_CASE("a page in the middle of the database that is no page any more is found by the check") {
    DamagedWorld damaged;
    damaged.flip(&DamagedWorld::page_offset);
    const auto store = damaged.world.open();
    CHECK_EQ(slices_until_whole(*store).code(), codes::store_corrupt);
}
