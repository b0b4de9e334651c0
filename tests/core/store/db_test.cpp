#include "core/store/db.h"

#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "tests/support/temp_folder.h"

#include <sys/stat.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;

namespace {

constexpr std::uint32_t kTestId = 0x4B477401;
constexpr std::string_view kFirst = "create table thing (id integer primary key, name text not null, body blob) strict;";
constexpr std::string_view kSecond = "alter table thing add column size integer not null default 7;";
constexpr std::string_view kThird = "create table other (id integer primary key) strict;";
constexpr std::string_view kFourth = "create table more (id integer primary key) strict;";
constexpr std::string_view kAll[] = {kFirst, kSecond, kThird, kFourth};

DbOptions options(const Path& path, std::size_t versions = 1) {
    return {.path = path, .application_id = kTestId, .migrations = Migrations(kAll).first(versions)};
}

int mode_of(const Path& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? static_cast<int>(status.st_mode & 0777u) : -1;
}

} // namespace

TEST_CASE("a new database is private, is marked as ours, and keeps what was committed") {
    const test::TempFolder folder;
    {
        Db db = Db::open(options(folder / "a.db")).value();
        CHECK_EQ(mode_of(folder / "a.db"), 0600);
        CHECK_EQ(mode_of(folder / "a.db-wal"), 0600);
        CHECK_EQ(db.integer(0, "pragma application_id").value(), kTestId);
        CHECK_EQ(db.integer(0, "pragma user_version").value(), 1);
        CHECK_EQ(db.integer(0, "pragma synchronous").value(), 2);
        CHECK_EQ(db.integer(0, "pragma foreign_keys").value(), 1);
        Tx tx = Tx::begin(db).value();
        REQUIRE(db.run("insert into thing (name, body) values (?, ?)", "名", Bytes{1, 2, 3}).ok());
        REQUIRE(tx.commit().ok());
    }
    Db db = Db::open(options(folder / "a.db")).value();
    Stmt row = db.query("select name, body from thing where id = ?", 1).value();
    REQUIRE(row.next().value());
    CHECK_EQ(row.text(0), "名");
    CHECK_EQ(row.bytes(1), Bytes{1, 2, 3});
    CHECK_FALSE(row.next().value());
}

TEST_CASE("a transaction that is not committed leaves nothing") {
    const test::TempFolder folder;
    Db db = Db::open(options(folder / "a.db")).value();
    {
        Tx tx = Tx::begin(db).value();
        REQUIRE(db.run("insert into thing (name) values ('x')").ok());
    }
    CHECK_EQ(db.integer(-1, "select count(*) from thing").value(), 0);
    CHECK(Tx::begin(db).value().commit().ok());
}

TEST_CASE("empty text and empty bytes are empty, absent values are NULL, and a type that does not fit is refused") {
    const test::TempFolder folder;
    Db db = Db::open(options(folder / "a.db")).value();
    REQUIRE(db.run("insert into thing (name, body) values (?, ?)", std::string_view{}, Bytes{}).ok());
    REQUIRE(db.run("insert into thing (name, body) values (?, ?)", "x", std::optional<Bytes>{}).ok());
    Stmt rows = db.query("select name, body from thing order by id").value();
    REQUIRE(rows.next().value());
    CHECK_FALSE(rows.is_null(0));
    CHECK_FALSE(rows.is_null(1));
    REQUIRE(rows.next().value());
    CHECK(rows.is_null(1));
    CHECK_EQ(db.run("insert into thing (name) values (?)", std::nullopt).code(), codes::store_constraint);
    CHECK_EQ(db.run("insert into thing (id, name) values ('one', 'x')").code(), codes::store_constraint);
}

TEST_CASE("the same statement may be used inside its own loop") {
    const test::TempFolder folder;
    Db db = Db::open(options(folder / "a.db")).value();
    for (int i = 0; i < 3; ++i) REQUIRE(db.run("insert into thing (name) values ('x')").ok());
    int pairs = 0;
    Stmt outer = db.prepare("select id from thing").value();
    while (outer.next().value()) {
        Stmt inner = db.prepare("select id from thing").value();
        while (inner.next().value()) ++pairs;
    }
    CHECK_EQ(pairs, 9);
}

TEST_CASE("migrations run forward only, after a copy, of which two are kept") {
    const test::TempFolder folder;
    const Path path = folder / "a.db";
    {
        Db db = Db::open(options(path, 1)).value();
        REQUIRE(db.run("insert into thing (name) values ('kept')").ok());
    }
    for (std::size_t versions = 2; versions <= 4; ++versions) {
        Db db = Db::open(options(path, versions)).value();
        CHECK_EQ(db.integer(0, "select size from thing where name = 'kept'").value(), 7);
    }
    CHECK_FALSE(std::filesystem::exists(folder / "a.db.before-v2"));
    CHECK(std::filesystem::exists(folder / "a.db.before-v3"));
    CHECK_EQ(mode_of(folder / "a.db.before-v4"), 0600);
    Db copy = Db::open(options(folder / "a.db.before-v4", 3)).value();
    CHECK_EQ(copy.integer(0, "select size from thing where name = 'kept'").value(), 7);

    const auto newer = Db::open(options(path, 3));
    REQUIRE_FALSE(newer.ok());
    CHECK_EQ(newer.code(), codes::store_version_newer);
    DbOptions reading = options(path, 4);
    reading.access = DbOptions::Access::read_only;
    CHECK(Db::open(reading).ok());
}

TEST_CASE("a migration that fails changes nothing") {
    const test::TempFolder folder;
    { REQUIRE(Db::open(options(folder / "a.db", 1)).ok()); }
    constexpr std::string_view broken[] = {kFirst, "create table half (id integer) strict; create table thing (id integer);"};
    DbOptions wrong = options(folder / "a.db");
    wrong.migrations = broken;
    CHECK_FALSE(Db::open(wrong).ok());
    Db db = Db::open(options(folder / "a.db", 1)).value();
    CHECK_EQ(db.integer(-1, "select count(*) from sqlite_schema where name = 'half'").value(), 0);
}

TEST_CASE("what is not this program's database is refused by name and left alone") {
    const test::TempFolder folder;
    REQUIRE(write_file_atomic(folder / "text.db", view(std::string(8192, 'x'))).ok());
    CHECK_EQ(Db::open(options(folder / "text.db")).code(), codes::store_wrong_kind);
    { REQUIRE(Db::open(options(folder / "a.db")).ok()); }
    DbOptions foreign = options(folder / "a.db");
    foreign.application_id = 17;
    CHECK_EQ(Db::open(foreign).code(), codes::store_wrong_kind);
    DbOptions absent = options(folder / "absent.db");
    absent.access = DbOptions::Access::existing;
    CHECK_EQ(Db::open(absent).code(), codes::file_missing);
    CHECK_EQ(Db::open(options(folder / "no such/a.db")).code(), codes::file_missing);
    CHECK_EQ(Db::open(options(folder.path())).code(), codes::store_cannot_open);
}

TEST_CASE("an empty file left by a start that was cut off is a new database") {
    const test::TempFolder folder;
    REQUIRE(write_file_atomic(folder / "a.db", {}).ok());
    CHECK(Db::open(options(folder / "a.db")).ok());
}

TEST_CASE("an exclusive database refuses a second user until the first closes") {
    const test::TempFolder folder;
    DbOptions alone = options(folder / "a.db");
    alone.sharing = DbOptions::Sharing::exclusive;
    alone.busy_timeout_ms = 20;
    {
        Db first = Db::open(alone).value();
        CHECK_EQ(Db::open(alone).code(), codes::store_in_use);
    }
    CHECK(Db::open(alone).ok());
}

TEST_CASE("a shared database is opened while somebody else is writing into it") {
    const test::TempFolder folder;
    DbOptions shared = options(folder / "a.db");
    shared.sharing = DbOptions::Sharing::shared;
    shared.busy_timeout_ms = 10;
    Db first = Db::open(shared).value();
    Tx writing = Tx::begin(first).value();
    REQUIRE(first.script("insert into thing (name) values ('one')").ok());
    const auto second = Db::open(shared);
    REQUIRE(second.ok());
    REQUIRE(writing.commit().ok());
}

TEST_CASE("damage inside the file is found") {
    const test::TempFolder folder;
    {
        Db db = Db::open(options(folder / "a.db")).value();
        for (int i = 0; i < 500; ++i) REQUIRE(db.run("insert into thing (name) values (?)", std::string(100, 'x')).ok());
        CHECK(db.check_integrity().ok());
    }
    Bytes content = read_file(folder / "a.db", 1 << 20).value();
    for (std::size_t at = 4096; at < content.size(); ++at) content[at] = static_cast<std::uint8_t>(at * 31);
    REQUIRE(write_file_atomic(folder / "a.db", content).ok());
    const auto db = Db::open(options(folder / "a.db"));
    if (!db) {
        CHECK_EQ(db.code(), codes::store_corrupt);
        return;
    }
    Db opened = Db::open(options(folder / "a.db")).value();
    CHECK_EQ(opened.check_integrity().code(), codes::store_corrupt);
}
