#include "sync/bureau/store/postgres_migrate.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "sync/bureau/store/postgres_schema.h"

namespace kaogong::bureau {
namespace {

constexpr std::int64_t kServerVersionMin = 150'000;
constexpr std::int64_t kKnown = kPostgresMigrations.size();

// What is on the disk after a commit must be there after a power cut. A cluster that speaks PostgreSQL and has no such settings keeps its
// data in its own way: an absent setting is no refusal.
Result<void> examine_server(PostgresDb& db) {
    auto row = TRY(db.query("select current_setting('server_version_num')::bigint, current_setting('server_encoding'), "
                            "coalesce(current_setting('fsync', true), 'on'), coalesce(current_setting('full_page_writes', true), 'on')"));
    if (!TRY(row.next())) return error(codes::store_server_unfit);
    if (row.integer(0) < kServerVersionMin) return error(codes::store_server_unfit, "version " + std::to_string(row.integer(0)));
    if (row.string(1) != "UTF8") return error(codes::store_server_unfit, "encoding " + row.string(1));
    if (row.string(2) != "on") return error(codes::store_server_unfit, "fsync is " + row.string(2));
    if (row.string(3) != "on") return error(codes::store_server_unfit, "full_page_writes is " + row.string(3));
    return success();
}

// 0 when there are no tables of ours.
Result<std::int64_t> version_of(PostgresDb& db) {
    if (TRY(db.integer(0, "select count(*) from pg_catalog.pg_class where oid = to_regclass('bureau_schema')")) == 0) return 0;
    const std::int64_t version = TRY(db.integer(0, "select max(version) from bureau_schema"));
    if (version < 1) return error(codes::store_wrong_kind, "bureau_schema is empty");
    return version;
}

Result<void> run_script(PostgresDb& db, std::string_view script) {
    const auto done = db.script(std::string(script));
    if (!done.ok() && done.error().context.starts_with("42P07"))
        return error(codes::store_wrong_kind, done.error().context); // duplicate_table
    return done;
}

Result<void> migrate_held(PostgresDb& db, StoreAccess access) {
    TRY(db.run("select pg_advisory_xact_lock($1::bigint::integer, $2::bigint::integer)", kLockOurs,
               static_cast<int>(AdvisoryLock::schema)));
    const std::int64_t found = TRY(version_of(db)); // again: another process may have been quicker
    if (found == 0 && access == StoreAccess::existing) return error(codes::bureau_missing);
    TRY(db.script("set local statement_timeout = 0"));
    if (found == 0) TRY(run_script(db, "create table bureau_schema (version bigint primary key)"));
    for (std::int64_t version = found; version < kKnown; ++version) {
        TRY(run_script(db, kPostgresMigrations[static_cast<std::size_t>(version)]));
        TRY(db.run("insert into bureau_schema (version) values ($1)", version + 1));
    }
    return success();
}

Result<void> migrate(PostgresDb& db, StoreAccess access) {
    TRY(db.begin());
    const auto migrated = migrate_held(db, access);
    if (migrated.ok()) return db.commit();
    db.roll_back();
    return migrated;
}

} // namespace

Result<void> examine_postgres(PostgresDb& db, StoreAccess access) {
    TRY(examine_server(db));
    const std::int64_t version = TRY(version_of(db));
    if (version > kKnown) return error(codes::store_version_newer, std::to_string(version));
    return version == kKnown ? success() : migrate(db, access);
}

} // namespace kaogong::bureau
