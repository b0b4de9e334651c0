// Two bureau programs at once on one PostgreSQL, killed and cut off from it, while terminals send.
#include "tests/support/postgres_cluster.h"
#include "tests/sync/site.h"

#include <cstdio>

using namespace kaogong;
using namespace kaogong::test;

namespace {

// Nothing where there is no PostgreSQL; the case has then said so.
PostgresCluster* cluster_or_skip(const char* name) {
    const std::string absent = PostgresCluster::absent();
    if (!absent.empty()) {
        std::printf("SKIPPED: %s: %s\n", name, absent.c_str());
        return nullptr;
    }
    static PostgresCluster cluster; // ends with the program
    return &cluster;
}

struct Carried {
    std::string id;
    Bytes file;
};

Carried carried(EnrolledSite& site, std::size_t first) {
    Bytes file = site.parcel(first);
    return {.id = must(record::open_parcel(file)).head.id.hex(), .file = std::move(file)};
}

// Offer, chunk and commit, each to another of the two if one likes; the last response.
std::string carry(const Carried& parcel, std::uint16_t to, std::uint16_t then_to) {
    const Bytes head = to_bytes(must(record::open_parcel(parcel.file)).head.message.encoded);
    const std::string digest = "Content-Digest: sha-256=:" + to_base64(record::sha256(parcel.file).view()) + ":\r\n";
    (void)test::exchange(to, http("POST", "/v1/offer", head));
    (void)test::exchange(then_to, http("PUT", "/v1/chunk/" + parcel.id + "/0", parcel.file, digest));
    return test::exchange(to, http("POST", "/v1/commit/" + parcel.id, {}));
}

std::string body_of(const std::string& response) {
    return response.substr(response.find("\r\n\r\n") + 4);
}

} // namespace

TEST_CASE("two programs serve one store: a parcel begun at one and finished at the other has one answer") {
    PostgresCluster* cluster = cluster_or_skip("two programs serve one store");
    if (cluster == nullptr) return;
    EnrolledSite site(cluster->new_database());
    // A second machine has keys and a folder of its own; a second program may also share the folder.
    std::filesystem::create_directories(site.folder / "machine 2");
    std::filesystem::copy(site.folder / "bureau data/keys", site.folder / "machine 2/keys", std::filesystem::copy_options::recursive);
    Serving first(site, {}, {.name = "first"});
    Serving second(site, {}, {.name = "second"});
    Serving third(site, {}, {.name = "third", .data = site.path("machine 2")});
    REQUIRE(first.healthy());
    REQUIRE(second.healthy());
    REQUIRE(third.healthy());

    const Carried parcel = carried(site, 0);
    const std::string answered = carry(parcel, first.port(), second.port());
    CHECK(answered.starts_with("HTTP/1.1 200"));
    for (const Serving* serving : {&second, &third, &first})
        CHECK_EQ(body_of(exchange(serving->port(), http("POST", "/v1/commit/" + parcel.id, {}))), body_of(answered));
    CHECK(record::verify_answer(view(body_of(answered)), site.bundle).ok());

    // Terminals by their own program, at different bureaus in turn.
    for (const Serving* serving : {&second, &third, &first}) {
        site.append_heartbeats(2);
        const std::string name = "p" + std::to_string(site.entries.size());
        site.put(name + ".kgp", site.parcel(site.entries.size() - 2));
        CHECK_EQ(site.sync_once(serving->address()), 0);
        CHECK(site.has_answer(name + ".kga"));
    }
    const auto store = site.open_store();
    CHECK_EQ(must(store->log().log_size()), 5u);
    // Both folders have the whole log, though each bureau appended only a part of it.
    const std::string newest = must(store->log().newest_head())->checkpoint;
    for (const char* folder : {"bureau data", "machine 2"}) {
        REQUIRE(eventually([&] {
            const auto checkpoint = read_file(site.folder / folder / "log/checkpoint", kFileSizeMax);
            return checkpoint.ok() && as_text(*checkpoint) == newest;
        }));
        CHECK(std::filesystem::exists(site.folder / folder / "log/tile/entries/000.p/5"));
    }
    CHECK_EQ(first.end(SIGTERM), 0);
    // The folder's files go on with the other program.
    site.append_heartbeats(1);
    const Carried later = carried(site, site.entries.size() - 1);
    CHECK(carry(later, second.port(), third.port()).starts_with("HTTP/1.1 200"));
    CHECK(eventually([&] { return std::filesystem::exists(site.folder / "bureau data/log/tile/entries/000.p/6"); }));
    CHECK_EQ(second.end(SIGTERM), 0);
    CHECK_EQ(third.end(SIGTERM), 0);
}

TEST_CASE("bureaus killed and PostgreSQL crashed at any moment: every answer given is there, each parcel once") {
    PostgresCluster* cluster = cluster_or_skip("bureaus killed and PostgreSQL crashed");
    if (cluster == nullptr) return;
    EnrolledSite site(cluster->new_database());
    std::vector<Carried> parcels;
    for (int i = 0; i < 12; ++i) {
        site.append_heartbeats(2);
        parcels.push_back(carried(site, i == 0 ? 0 : site.entries.size() - 2));
    }
    std::vector<std::string> answers(parcels.size());
    const auto send_all = [&](std::uint16_t to, std::uint16_t then_to) {
        for (std::size_t i = 0; i < parcels.size(); ++i) {
            const std::string response = carry(parcels[i], to, then_to);
            if (!response.starts_with("HTTP/1.1 200")) continue;
            if (answers[i].empty()) answers[i] = body_of(response);
            if (answers[i] != body_of(response)) answers[i] = "two answers";
        }
    };
    for (int round = 0; round < 4; ++round) {
        Serving first(site, {}, {.name = "first"});
        Serving second(site, {}, {.name = "second"});
        std::thread one([&] { send_all(first.port(), second.port()); });
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + 30 * round));
        if (round % 2 == 0) {
            CHECK_EQ(first.end(SIGKILL), -SIGKILL);
        } else {
            cluster->crash();
            cluster->start();
        }
        one.join();
    }
    Serving first(site, {}, {.name = "first"});
    Serving second(site, {}, {.name = "second"});
    send_all(second.port(), first.port());
    for (const std::string& answer : answers) {
        CHECK_NE(answer, "two answers");
        CHECK(record::verify_answer(view(answer), site.bundle).ok());
    }
    const auto store = site.open_store();
    CHECK_EQ(must(store->log().log_size()), 1 + parcels.size());
    CHECK_EQ(must(store->registry().terminal(site.kit.terminal))->ledger.size, site.entries.size());
}

TEST_CASE("while PostgreSQL is away clients are told to come back, and then all goes on") {
    PostgresCluster* cluster = cluster_or_skip("while PostgreSQL is away");
    if (cluster == nullptr) return;
    EnrolledSite site(cluster->new_database());
    Serving serving(site);
    const Carried parcel = carried(site, 0);
    const std::string answer = body_of(carry(parcel, serving.port(), serving.port()));
    cluster->crash();
    const std::string refused = exchange(serving.port(), http("POST", "/v1/commit/" + parcel.id, {}));
    CHECK(refused.starts_with("HTTP/1.1 503"));
    CHECK(refused.find("Retry-After: ") != std::string::npos);
    CHECK(refused.find("K-0750") != std::string::npos);
    CHECK_EQ(site.bureau({"serve", "--data", site.data(), "--listen", "127.0.0.1:0"}), 3); // a start needs the store
    CHECK(site.output().find("K-0750 ") != std::string::npos);
    cluster->start();
    CHECK_EQ(body_of(exchange(serving.port(), http("POST", "/v1/commit/" + parcel.id, {}))), answer);
    CHECK_EQ(serving.end(SIGTERM), 0);
}

TEST_CASE("a store that is older than what was published is not served from") {
    PostgresCluster* cluster = cluster_or_skip("a store that is older than what was published");
    if (cluster == nullptr) return;
    const std::string url = cluster->new_database();
    EnrolledSite site(url);
    const std::string old = cluster->copy_of(url);
    const Carried parcel = carried(site, 0);
    {
        Serving serving(site);
        CHECK(carry(parcel, serving.port(), serving.port()).starts_with("HTTP/1.1 200"));
        REQUIRE(eventually([&] { return std::filesystem::exists(site.folder / "bureau data/log/tile/entries/000.p/2"); }));
        CHECK_EQ(serving.end(SIGTERM), 0);
    }
    CHECK_EQ(site.run("kaogong-bureau", {"serve", "--data", site.data(), "--store", old, "--listen", "127.0.0.1:0"}), 3);
    CHECK(site.output().find("K-0755 ") != std::string::npos);
}

TEST_CASE("init refuses a database that has a bureau, and every command finds the store by its address") {
    PostgresCluster* cluster = cluster_or_skip("init refuses a database that has a bureau");
    if (cluster == nullptr) return;
    EnrolledSite site(cluster->new_database());
    CHECK_EQ(site.bureau({"init", "--data", site.path("other"), "--roots-out", site.path("r1"), site.path("r2"), site.path("r3")}), 3);
    CHECK(site.output().starts_with("K-0722 "));
    CHECK_FALSE(std::filesystem::exists(site.folder / "other"));
    CHECK_FALSE(std::filesystem::exists(site.folder / "bureau data/bureau.db"));
    CHECK_EQ(site.bureau({"aside", "list", "--data", site.data()}), 0);
    CHECK_EQ(site.run("kaogong-bureau", {"aside", "list", "--data", site.data()}), 3); // without --store there is none
    CHECK(site.output().starts_with("K-0723 "));
    CHECK_EQ(site.run("kaogong-bureau", {"aside", "list", "--data", site.data(), "--store", "mysql://u:geheim@h/d"}), 2);
    CHECK(site.output().starts_with("K-0752 "));
    CHECK_EQ(site.output().find("geheim"), std::string::npos);
}
