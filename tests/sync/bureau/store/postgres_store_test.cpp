// What is PostgreSQL's own: its schema, its refusals, and a server that goes away.
#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "sync/bureau/store/postgres_db.h"
#include "tests/sync/bureau/other_bureau.h"
#include "tests/sync/bureau/store/scratch_cluster.h"

#include <atomic>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

Code refusal(const std::string& url, StoreAccess access) {
    const auto store = open_store({.data = {}, .url = url}, access);
    return store.ok() ? Code{} : store.code();
}

// As another program would talk to that database.
std::unique_ptr<PostgresDb> raw(const std::string& url) {
    return must(PostgresDb::open(url, [](PostgresDb&) { return success(); }));
}

SampleTerminal terminal_with_entries(IntakeFixture& fixture, int heartbeats) {
    SampleTerminal terminal = fixture.enrol();
    for (int i = 0; i < heartbeats; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
    return terminal;
}

} // namespace

TEST_CASE("an address that is none is refused without repeating it, for a password may stand in it") {
    for (const char* url : {"host=localhost password=geheim", "postgresql://u:geheim@[::1/x", "mysql://u:geheim@h/d",
                            "postgresql://u@h/d?geheim=1", "postgresql://u:geheim@h:port/d?sslmode"}) {
        CAPTURE(url);
        const auto store = open_store({.data = {}, .url = url}, StoreAccess::existing);
        REQUIRE_FALSE(store.ok());
        CHECK_EQ(store.error().context.find("geheim"), std::string::npos);
    }
    CHECK_EQ(refusal("mysql://h/d", StoreAccess::existing), codes::store_address_malformed);
}

TEST_CASE("a server that is not there and a database that is not there are told apart, and no password is told") {
    const auto nobody = open_store({.data = {}, .url = "postgresql://u:geheim@127.0.0.1:1/d"}, StoreAccess::existing);
    REQUIRE_FALSE(nobody.ok());
    CHECK_EQ(nobody.code(), codes::store_unreachable);
    CHECK_EQ(nobody.error().context.find("geheim"), std::string::npos);
    CHECK_EQ(refusal(scratch_cluster().url("no_such_database"), StoreAccess::existing), codes::store_cannot_open);
}

TEST_CASE("a database without a bureau is left as it is unless one is to be made there") {
    const std::string url = scratch_cluster().new_schema();
    CHECK_EQ(refusal(url, StoreAccess::existing), codes::bureau_missing);
    CHECK_EQ(must(raw(url)->integer(-1, "select count(*) from pg_tables where schemaname = current_schema()")), 0);
    CHECK_EQ(refusal(url, StoreAccess::create), Code{});
    CHECK_EQ(refusal(url, StoreAccess::existing), Code{});
}

TEST_CASE("several that make the schema at once make it once") {
    const std::string url = scratch_cluster().new_schema();
    std::vector<Code> outcomes(4);
    std::vector<std::thread> threads;
    for (Code& outcome : outcomes) threads.emplace_back([&] { outcome = refusal(url, StoreAccess::create); });
    for (std::thread& thread : threads) thread.join();
    for (const Code outcome : outcomes) CHECK_EQ(outcome, Code{});
    // Each step of the schema is written down once: were one made twice, the second would have failed on its tables or on this key.
    CHECK_EQ(must(raw(url)->integer(-1, "select max(version) - count(*) from bureau_schema")), 0);
}

TEST_CASE("tables of another program and a newer schema are refused and not touched") {
    const std::string foreign = scratch_cluster().new_schema();
    must(raw(foreign)->script("create table setting (a integer)"));
    CHECK_EQ(refusal(foreign, StoreAccess::create), codes::store_wrong_kind);
    CHECK_EQ(must(raw(foreign)->integer(-1, "select count(*) from pg_tables where schemaname = current_schema()")), 1);

    const std::string newer = scratch_cluster().new_schema();
    CHECK_EQ(refusal(newer, StoreAccess::create), Code{});
    must(raw(newer)->script("insert into bureau_schema (version) values (999)"));
    CHECK_EQ(refusal(newer, StoreAccess::existing), codes::store_version_newer);
    CHECK_EQ(refusal(newer, StoreAccess::create), codes::store_version_newer);
}

TEST_CASE("a server that may forget what it has confirmed is refused") {
    const std::string url = scratch_cluster().new_database();
    const std::string latin = scratch_cluster().url("latin");
    must(raw(url)->script("create database latin encoding 'LATIN1' locale 'C' template template0"));
    CHECK_EQ(refusal(latin, StoreAccess::create), codes::store_server_unfit);
    // Whatever the server says of other sessions, ours wait for the disk.
    must(raw(url)->script("alter database " + PostgresCluster::name_of(url) + " set synchronous_commit = off"));
    auto row = must(raw(url)->query("select current_setting('synchronous_commit')"));
    REQUIRE(must(row.next()));
    CHECK_EQ(row.string(0), "on");
}

TEST_CASE("what only grows cannot be changed or deleted, by the bureau's own user either") {
    IntakeFixture fixture;
    const SampleTerminal terminal = terminal_with_entries(fixture, 2);
    must(fixture.intake->take(cut_parcel(terminal)));
    const auto db = raw(fixture.options.url);
    for (const char* sql :
         {"delete from log_leaf", "update log_leaf set data = ''", "truncate log_leaf", "update log_node set hash = ''",
          "delete from log_head", "update log_head set checkpoint = ''", "delete from answer", "update answer set bytes = ''",
          "delete from segment", "update segment set first = 9", "delete from fork", "delete from decision", "truncate answer"}) {
        CAPTURE(sql);
        const auto done = db->script(sql);
        CHECK((!done.ok() && done.code() == codes::store_constraint));
    }
    // A second head of one size is refused by the table itself.
    const auto head = must(fixture.store->log().newest_head()).value();
    auto tx = must(fixture.store->begin_log());
    (void)fixture.store->log().add_head(head); // sent with the commit
    CHECK_EQ(tx->commit().code(), codes::store_constraint);
}

TEST_CASE("a failed statement fails its transaction as a whole, and commit says so") {
    IntakeFixture fixture;
    const SampleTerminal terminal = terminal_with_entries(fixture, 1);
    {
        auto tx = must(fixture.store->begin_registry());
        must(fixture.store->registry().set_setting("a", view("1")));
        must(fixture.store->registry().add_centre({.id = fixture.samples.centre, .name = "again"}));
        CHECK_EQ(fixture.store->registry().setting("a").code(), codes::store_constraint); // the next question brings the answer
        CHECK_FALSE(tx->commit().ok());
    }
    CHECK_FALSE(must(fixture.store->registry().setting("a")));
    must(fixture.intake->take(cut_parcel(terminal)));
}

TEST_CASE("numbers, bytes and nothing come back as they went in") {
    const auto db = raw(scratch_cluster().new_schema());
    for (const std::int64_t number : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{255}, INT64_MAX})
        CHECK_EQ(must(db->integer(7, "select $1::bigint", number)), number);
    CHECK_EQ(must(db->integer(7, "select -5::smallint")), -5);
    CHECK_EQ(must(db->integer(7, "select $1::bigint", std::optional<std::int64_t>())), 7);
    CHECK_EQ(db->integer(7, "select $1::bigint", UINT64_MAX).code(), codes::store_value_too_large);
    auto row = must(db->query("select $1::bytea, $2::bytea, $3::text, $4::bytea", Bytes{0, 255, 0}, Bytes{}, std::string("考工 ' \" \\"),
                              std::optional<Bytes>()));
    REQUIRE(must(row.next()));
    CHECK_EQ(row.bytes(0), Bytes{0, 255, 0});
    CHECK_FALSE(row.is_null(1));
    CHECK_EQ(row.bytes(1), Bytes{});
    CHECK_EQ(row.string(2), "考工 ' \" \\");
    CHECK(row.is_null(3));
    CHECK_FALSE(must(row.next()));
}

TEST_CASE("a server that was restarted while nobody asked is reached again without anybody noticing") {
    IntakeFixture fixture;
    const SampleTerminal terminal = terminal_with_entries(fixture, 1);
    const Bytes parcel = cut_parcel(terminal);
    const Bytes answer = must(fixture.intake->take(parcel)).answer;
    scratch_cluster().crash();
    CHECK_EQ(fixture.intake->take(parcel).code(), codes::store_unreachable);
    CHECK_EQ(fixture.store->begin_log().code(), codes::store_unreachable);
    scratch_cluster().start();
    CHECK_EQ(must(fixture.intake->take(parcel)).answer, answer);
}

TEST_CASE("a connection that is lost within a transaction takes the whole transaction along") {
    IntakeFixture fixture;
    const std::uint64_t size = must(fixture.store->log().log_size());
    {
        auto tx = must(fixture.store->begin_log());
        must(fixture.store->log().add_leaf(size, view("half")));
        scratch_cluster().crash();
        scratch_cluster().start();
        // Not on a new connection, where the first half is missing.
        (void)fixture.store->log().add_leaf(size + 1, view("other half")); // sent with the next question
        CHECK_EQ(fixture.store->registry().setting("a").code(), codes::store_unreachable);
        CHECK_EQ(fixture.store->registry().setting("a").code(), codes::store_unreachable);
        CHECK_EQ(tx->commit().code(), codes::store_unreachable);
    }
    CHECK_EQ(must(fixture.store->log().log_size()), size);
}

TEST_CASE("the server crashes again and again while bureaus take parcels in: what was answered is there, and the rest follows") {
    IntakeFixture fixture;
    std::vector<SampleTerminal> terminals;
    std::vector<Bytes> parcels;
    for (int t = 0; t < 4; ++t) {
        terminals.push_back(terminal_with_entries(fixture, 24));
        for (std::size_t first = 0; first < 25; ++first)
            parcels.push_back(cut_parcel(terminals.back(), {.first = first, .end = first + 1}));
    }
    auto bureaus = open_bureaus(fixture, 2);
    std::vector<AnswersOfOne> first_answers(parcels.size(), AnswersOfOne(2));
    std::atomic<bool> ending = false;
    std::atomic<int> odd = 0; // refusals that are not about the server
    std::vector<std::thread> threads;
    for (std::size_t b = 0; b < 2; ++b) {
        threads.emplace_back([&, b] {
            for (std::size_t at = b; !ending; at += 7) { // other strides, so that both come to all parcels in other orders
                const std::size_t i = at % parcels.size();
                auto taken = bureaus[b]->intake.take(parcels[i]);
                if (!taken.ok() && taken.code() != codes::store_unreachable) ++odd;
                if (taken.ok() && !taken->waiting && first_answers[i][b].empty()) first_answers[i][b] = std::move(taken->answer);
            }
        });
    }
    for (int crash = 0; crash < 4; ++crash) {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        scratch_cluster().crash();
        scratch_cluster().start();
    }
    ending = true;
    for (std::thread& thread : threads) thread.join();
    CHECK_EQ(odd.load(), 0);

    fixture.reopen();
    std::size_t answered_before = 0;
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        const Committed committed = must(fixture.intake->take(parcels[i]));
        CHECK_FALSE(committed.waiting);
        for (const Bytes& before : first_answers[i]) {
            if (before.empty()) continue;
            CHECK_EQ(committed.answer, before);
            ++answered_before;
        }
    }
    CHECK(answered_before > 0);
    CHECK_EQ(must(fixture.store->log().log_size()), 1 + parcels.size());
    for (const SampleTerminal& terminal : terminals)
        CHECK_EQ(fixture.terminal_row(terminal.id).ledger.peaks, terminal.tip().tree().peaks());
}
