#include "sync/bureau/store/sqlite_schema.h"

#include "core/base/codes/store.h"
#include "core/store/db.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

store::Db open_with(const Path& path, store::Migrations migrations) {
    return must(store::Db::open({.path = path, .application_id = kApplicationId, .migrations = migrations}));
}

} // namespace

TEST_CASE("rows of a store from before names led with the centre are found under their centre") {
    TempFolder folder;
    FakeRandom random(3);
    const ParcelKey parcel{.centre = random.fixed<CentreId>(), .id = random.fixed<Hash>()};
    const Hash blob = random.fixed<Hash>();
    {
        store::Db db = open_with(folder / "bureau.db", store::Migrations(kMigrations).first(3));
        must(db.run("insert into parcel (id, centre, terminal, first, count, size, head, state, offered_ms, state_ms) values (?, ?, ?, 0, "
                    "1, 9, x'01', 0, 5, 5)",
                    parcel.id, parcel.centre, random.fixed<TerminalId>()));
        must(db.run("insert into chunk (parcel, number, bytes) values (?, 0, ?), (?, 1, ?)", parcel.id, Bytes{1, 2}, parcel.id, Bytes{3}));
        must(db.run("insert into answer (parcel, bytes) values (?, ?)", parcel.id, Bytes{7}));
        must(db.run("insert into blob (hash, parcel, bytes) values (?, ?, ?)", blob, parcel.id, Bytes{8, 9}));
    }
    {
        const auto store = must(open_store({.data = folder.path(), .url = {}}, StoreAccess::existing));
        CHECK_EQ(must(store->intake().joined_chunks(parcel)), Bytes{1, 2, 3});
        CHECK_EQ(must(store->intake().answer(parcel)), Bytes{7});
        CHECK(must(store->intake().has_blob({.centre = parcel.centre, .hash = blob})));
        CHECK_FALSE(must(store->intake().has_blob({.centre = random.fixed<CentreId>(), .hash = blob})));
        REQUIRE_EQ(must(store->intake().blobs_of(parcel)).size(), 1u);
    }
    store::Db db = open_with(folder / "bureau.db", kMigrations);
    for (const char* sql : {"delete from answer", "update answer set bytes = x''"}) CHECK_EQ(db.run(sql).code(), codes::store_constraint);
}

TEST_CASE("of the log nothing can be changed or deleted") {
    IntakeFixture fixture;
    fixture.intake.reset();
    fixture.store.reset();
    store::Db db = open_with(fixture.folder / "bureau.db", kMigrations);
    for (const char* sql : {"delete from log_leaf", "update log_leaf set data = x''", "delete from log_node",
                            "update log_node set hash = x''", "delete from log_head", "update log_head set checkpoint = ''"}) {
        CAPTURE(sql);
        CHECK_EQ(db.run(sql).code(), codes::store_constraint);
    }
}
