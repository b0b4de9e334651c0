// The real programs on loopback: a bureau is set up, a terminal enrolled, its parcels carried and answered, with everything killed, damaged
// and repeated that can be.
#include "tests/sync/hostile_server.h"
#include "tests/sync/site.h"

#include <cstdio>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

TEST_CASE("init refuses to write over anything and wants three places for three roots") {
    Site site;
    const Bytes bundle = must(read_file(site.folder / "bureau data/bundle", kFileSizeMax));
    CHECK_EQ(site.bureau({"init", "--data", site.data(), "--roots-out", site.path("r1"), site.path("r2"), site.path("r3")}), 3);
    CHECK(site.output().starts_with("K-0722 "));
    CHECK_EQ(site.bureau({"init", "--data", site.path("other"), "--roots-out", site.path("root 1"), site.path("r2"), site.path("r3")}), 3);
    CHECK(site.output().starts_with("K-0722 "));
    CHECK_EQ(site.bureau({"init", "--data", site.path("other"), "--roots-out", site.path("r1"), site.path("r1"), site.path("r3")}), 2);
    CHECK_EQ(site.bureau({"init", "--data", site.path("other"), "--roots-out", site.path("r1")}), 2);
    CHECK_FALSE(std::filesystem::exists(site.folder / "other"));
    CHECK_EQ(must(read_file(site.folder / "bureau data/bundle", kFileSizeMax)), bundle);
    CHECK_EQ(static_cast<unsigned>(std::filesystem::status(site.folder / "bureau data/keys").permissions()), 0700u);
    for (const char* secret : {"root 1/root.key", "root 1/response.age", "bureau data/keys/issuer.key", "bureau data/keys/log.key"}) {
        const auto permissions = std::filesystem::status(site.folder / secret).permissions();
        CHECK_EQ(static_cast<unsigned>(permissions), 0600u);
    }
    CHECK_FALSE(std::filesystem::exists(site.folder / "bureau data/keys/response.age"));
}

TEST_CASE("a kit is good for one certificate, and only for who knows its secret") {
    Site site;
    const record::KeyPair other = record::KeyPair::generate(site.random);
    CHECK_EQ(site.issue(site.request(other, site.random.fixed<record::EnrolmentSecret>())), 1);
    CHECK(site.output().starts_with("K-0726 "));
    CHECK_EQ(site.issue(to_bytes(view("no request"))), 1);
    CHECK_FALSE(std::filesystem::exists(site.folder / "device.cert"));
    site.enrol();
    const auto judged = must(site.bundle.judge(
        site.certificate,
        {.role = record::Role::device, .at_ms = must(SystemClock::open()).wall_ms(), .environment = record::Environment::demo}));
    CHECK(judged.content.terminal == site.kit.terminal);
    CHECK_EQ(judged.content.centre, site.kit.centre);
    CHECK_EQ(site.issue(site.request(other, site.kit.secret)), 1);
    CHECK(site.output().starts_with("K-0727 "));
    CHECK_EQ(site.issue(site.request(site.device, site.kit.secret)), 1);
}

TEST_CASE("a serving bureau takes up a bundle that is issued meanwhile, and its answers carry it") {
    EnrolledSite site;
    Serving serving(site);
    REQUIRE(serving.healthy());
    CHECK_EQ(site.bureau({"issue", "bundle", "--data", site.data(), "--root", site.path("root 1"), "--root", site.path("root 3")}), 0);
    const Bytes bundle = must(read_file(site.folder / "bureau data/bundle", kFileSizeMax));
    REQUIRE(eventually([&] { return exchange(serving.port(), http("GET", "/v1/health", {})).find("\"bundle\":2") != std::string::npos; }));
    CHECK(exchange(serving.port(), http("GET", "/verify/bundle", {})).ends_with(as_text(bundle)));
    site.put("a.kgp", site.parcel(0));
    CHECK_EQ(site.sync_once(serving.address()), 0);
    const Bytes answer_bytes = site.answer("a.kga");
    const auto answer = must(record::verify_answer(answer_bytes, must(record::verify_bundle(bundle, site.bundle.roots))));
    CHECK_EQ(answer.content.bundle_version, 2);
    CHECK_EQ(to_bytes(answer.bundle), bundle);
}

TEST_CASE("parcels are carried, answered and left in place; a second run sends nothing") {
    EnrolledSite site;
    const Bytes blob = site.random.bytes(600'000);
    const Bytes file = site.parcel(0, {blob});
    site.put("a.kgp", file);
    Serving serving(site);
    CHECK_EQ(site.sync_once(serving.address()), 0);
    const Bytes answer_bytes = site.answer("a.kga");
    const auto answer = must(record::verify_answer(answer_bytes, site.bundle));
    const auto opened = must(record::open_parcel(file));
    REQUIRE(record::check_answer_for(answer, {.parcel = opened.head.id, .terminal = site.kit.terminal}).ok());
    CHECK_EQ(answer.content.held, 3u);
    CHECK_EQ(answer.content.root, site.tip.tree().root());
    CHECK(std::filesystem::exists(site.folder / "terminal/spool/out/a.kgp"));

    CHECK_EQ(site.sync_once(serving.address()), 0);
    std::filesystem::remove(site.folder / "terminal/spool/in/a.kga");
    CHECK_EQ(site.sync_once(serving.address()), 0);
    CHECK_EQ(site.answer("a.kga"), answer_bytes);

    // The log's files are there, whole, and lead to the checkpoint in the answer.
    REQUIRE(eventually([&] {
        const auto checkpoint = read_file(site.folder / "bureau data/log/checkpoint", kFileSizeMax);
        return checkpoint.ok() && as_text(*checkpoint) == answer.content.checkpoint;
    }));
    CHECK(std::filesystem::exists(site.folder / "bureau data/log/tile/entries/000.p/2"));
    CHECK_EQ(serving.end(SIGTERM), 0);
}

TEST_CASE("bureau down, then up: nothing is lost and the exit status says so") {
    EnrolledSite site;
    site.put("a.kgp", site.parcel(0));
    CHECK_EQ(site.sync_once("http://127.0.0.1:1"), 3);
    CHECK(site.output().find("K-0600 ") != std::string::npos);
    CHECK_EQ(site.run("kaogong-sync", {"status", "--data", site.path("terminal"), "--json"}), 0);
    CHECK(site.output().find("\"left\": 1") != std::string::npos);
    CHECK(site.output().find("\"code\": \"K-0600\"") != std::string::npos);
    Serving serving(site);
    CHECK_EQ(site.sync_once(serving.address()), 0);
    CHECK(site.has_answer("a.kga"));
}

TEST_CASE("killed between storing and replying, the bureau gives the same bytes after its restart") {
    EnrolledSite site;
    const Bytes file = site.parcel(0);
    const auto opened = must(record::open_parcel(file));
    const Bytes head = to_bytes(opened.head.message.encoded);
    Bytes stored;
    {
        Serving serving(site);
        const std::string id = opened.head.id.hex();
        CHECK(exchange(serving.port(), http("POST", "/v1/offer", head)).starts_with("HTTP/1.1 200"));
        const std::string digest = "Content-Digest: sha-256=:" + to_base64(record::sha256(file).view()) + ":\r\n";
        CHECK(exchange(serving.port(), http("PUT", "/v1/chunk/" + id + "/0", file, digest)).starts_with("HTTP/1.1 204"));
        RawClient client(serving.port()); // asks, and never reads the reply
        REQUIRE(client.send(http("POST", "/v1/commit/" + id, {})));
        auto store = site.open_store();
        REQUIRE(eventually([&] { return must(store->intake().answer({.centre = site.kit.centre, .id = opened.head.id})).has_value(); }));
        CHECK_EQ(serving.end(SIGKILL), -SIGKILL);
        stored = must(store->intake().answer({.centre = site.kit.centre, .id = opened.head.id})).value();
    }
    site.put("a.kgp", file);
    Serving again(site);
    CHECK_EQ(site.sync_once(again.address()), 0);
    CHECK_EQ(site.answer("a.kga"), stored);
}

TEST_CASE("killed at any moment, the bureau neither loses nor doubles anything") {
    EnrolledSite site;
    for (int round = 0; round < 6; ++round) {
        site.append_heartbeats(2);
        site.put("p" + std::to_string(round) + ".kgp", site.parcel(site.entries.size() - (round == 0 ? 5 : 2), {}));
    }
    for (int kill = 0; kill < 8; ++kill) {
        Serving serving(site);
        ChildProcess sync(kPrograms / "kaogong-sync", {"once", "--data", site.path("terminal"), "--bureau", serving.address()},
                          site.folder / "output");
        std::this_thread::sleep_for(std::chrono::milliseconds(7 * kill));
        CHECK_EQ(serving.end(SIGKILL), -SIGKILL);
        const int status = sync.wait();
        CHECK((status == 0 || status == 3));
    }
    Serving serving(site);
    CHECK_EQ(site.sync_once(serving.address()), 0);
    for (int round = 0; round < 6; ++round) {
        const Bytes answer_bytes = site.answer("p" + std::to_string(round) + ".kga");
        CHECK(record::verify_answer(answer_bytes, site.bundle).ok());
    }
    auto store = site.open_store();
    CHECK_EQ(must(store->registry().terminal(site.kit.terminal))->ledger.size, site.entries.size());
    CHECK_EQ(must(store->log().log_size()), 7u); // genesis and six parcels
}

TEST_CASE("requests that are odd, hostile or too large get a coded refusal and harm nothing") {
    EnrolledSite site;
    Serving serving(site);
    const Bytes head = to_bytes(must(record::open_parcel(site.parcel(0))).head.message.encoded);
    const std::string unknown(64, 'a');
    struct Row {
        std::string request;
        int status;
        const char* code;
    };
    const Row rows[] = {
        {http("GET", "/", {}), 404, "K-0700"},
        {http("GET", "/v1/../keys/intake.key", {}), 404, "K-0700"},
        {http("GET", "/v1/chunk/%2e%2e/0", {}), 404, "K-0700"},
        {http("POST", "/v1/health", {}), 405, "K-0700"},
        {http("POST", "/v1/offer", {}), 400, "K-0200"},
        {http("POST", "/v1/offer", view("'; drop table parcel; --")), 400, "K-02"},
        {http("POST", "/v1/offer", Bytes(130'000, 0x81)), 400, "K-02"},
        {http("POST", "/v1/offer", Bytes(200'000, 'x')), 413, "K-0701"},
        {http("POST", "/v1/offer", site.parcel(0)), 400, "K-02"},               // the whole parcel where its head belongs
        {http("PUT", "/v1/chunk/" + unknown + "/0", view("x")), 400, "K-0700"}, // no digest
        {http("PUT", "/v1/chunk/" + unknown + "/0", view("x"), "Content-Digest: sha-256=:AAAA:\r\n"), 400, "K-0705"},
        {http("PUT", "/v1/chunk/" + unknown + "/0", view(""), "Content-Digest: sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:\r\n"),
         409, "K-0704"},
        {http("PUT", "/v1/chunk/" + unknown + "/-1", view("x")), 404, "K-0700"},
        {http("PUT", "/v1/chunk/" + unknown + "/99999999999999999999", view("x")), 404, "K-0700"},
        {http("PUT", "/v1/chunk/" + std::string(64, 'A') + "/0", view("x")), 404, "K-0700"},
        {http("POST", "/v1/commit/" + unknown, {}), 409, "K-0704"},
        {http("POST", "/v1/commit/' or 1=1", {}), 400, "K-0700"}, // a blank in the target is no HTTP
        {http("POST", "/v1/commit/" + std::string(5'000, 'a'), {}), 404, "K-0700"},
        {"\r\n\r\n\x01\x02\x03\r\n\r\n", 400, "K-0700"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.request.substr(0, 80));
        const std::string response = exchange(serving.port(), row.request);
        CHECK_EQ(response.substr(0, 12), "HTTP/1.1 " + std::to_string(row.status));
        CHECK(response.find(std::string("\"code\":\"") + row.code) != std::string::npos);
    }
    // Every byte of a good head changed once: refused, each time.
    for (std::size_t i = 0; i < head.size(); i += 7) {
        Bytes changed = head;
        changed[i] ^= 0x10;
        const std::string response = exchange(serving.port(), http("POST", "/v1/offer", changed));
        CAPTURE(i);
        CHECK_FALSE(response.starts_with("HTTP/1.1 2"));
        CHECK(response.find("\"code\":\"K-0") != std::string::npos);
    }
    CHECK(serving.running());
    CHECK(serving.healthy());
    site.put("a.kgp", site.parcel(0));
    CHECK_EQ(site.sync_once(serving.address()), 0);
}

TEST_CASE("a bureau that talks nonsense leaves the spool as it was, and the agent says so") {
    EnrolledSite site;
    site.put("a.kgp", site.parcel(0));
    const std::string replies[] = {
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>",
        "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"lacks\":[]}", // the same for the commit: no answer
        "HTTP/1.1 403 No\r\nContent-Length: 6\r\n\r\n<html>",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",
        "220 mail.example ESMTP\r\n",
    };
    for (const std::string& reply : replies) {
        CAPTURE(reply);
        HostileServer server([&reply](int connection) { (void)HostileServer::say(connection, reply); });
        CHECK_EQ(site.sync_once(server.address()), 3);
        CHECK(site.output().find("K-060") != std::string::npos);
        CHECK_FALSE(site.has_answer("a.kga"));
        CHECK(std::filesystem::exists(site.folder / "terminal/spool/out/a.kgp"));
    }
    Serving serving(site);
    CHECK_EQ(site.sync_once(serving.address()), 0);
}

TEST_CASE("a fork is told by status 1 and freezes `run`, and the bureau keeps both heads") {
    EnrolledSite site;
    Serving serving(site);
    site.put("a.kgp", site.parcel(0));
    CHECK_EQ(site.sync_once(serving.address()), 0);
    // The disk is rolled back by one entry and goes on.
    site.entries.pop_back();
    record::MerkleTree tree;
    for (const Bytes& entry : site.entries) tree.append(entry);
    site.tip = record::LedgerTip(site.kit.terminal, site.random.fixed<record::Incarnation>(), tree);
    site.append_heartbeats(2);
    site.put("b.kgp", site.parcel(1));
    CHECK_EQ(site.sync_once(serving.address()), 1);
    CHECK(site.output().find("K-0607 ") != std::string::npos);
    CHECK_EQ(site.run("kaogong-sync", {"run", "--data", site.path("terminal")}), 1);
    auto store = site.open_store();
    CHECK(must(store->registry().terminal(site.kit.terminal))->frozen_ms);
    CHECK_EQ(must(store->intake().forks({.centre = site.kit.centre, .terminal = site.kit.terminal})).size(), 1u);
}

TEST_CASE("`run` carries what appears in the spool and ends when told to") {
    EnrolledSite site;
    Serving serving(site);
    ChildProcess sync(kPrograms / "kaogong-sync", {"run", "--data", site.path("terminal"), "--bureau", serving.address()},
                      site.folder / "run.log");
    site.put("a.kgp", site.parcel(0));
    CHECK(eventually([&] { return site.has_answer("a.kga"); }));
    CHECK_EQ(sync.end(SIGTERM), 0);
}

TEST_CASE("one bureau is served by one process") {
    EnrolledSite site;
    Serving serving(site);
    CHECK_EQ(site.bureau({"serve", "--data", site.data(), "--listen", "127.0.0.1:0"}), 3);
    CHECK(site.output().starts_with("K-0724 "));
    CHECK_EQ(site.bureau({"serve", "--data", site.path("nowhere"), "--listen", "127.0.0.1:0"}), 3);
    CHECK(site.output().starts_with("K-0723 "));
    // Enrolling goes on beside it.
    CHECK_EQ(site.bureau({"enrol", "--data", site.data(), "--centre", "测试考点", "--room", "A", "--seat", "8", "--kit-out",
                          site.path("kit8.kge")}),
             0);
    CHECK(serving.healthy());
}

TEST_CASE("over TLS only the pinned authority is believed") {
    EnrolledSite site;
    const Path openssl = "/usr/bin/openssl";
    if (!std::filesystem::exists(openssl)) {
        std::puts("SKIPPED: over TLS: no openssl to make a certificate with");
        return;
    }
    for (const char* name : {"own", "other"}) {
        ChildProcess make(openssl,
                          {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                           "/CN=bureau.test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", site.path(std::string(name) + ".key"),
                           "-out", site.path(std::string(name) + ".pem")},
                          site.folder / "openssl.log");
        REQUIRE_EQ(make.wait(), 0);
    }
    site.put("a.kgp", site.parcel(0));
    Serving serving(site, {"--tls-cert", site.path("own.pem"), "--tls-key", site.path("own.key")});
    const std::string address = "https://127.0.0.1:" + std::to_string(serving.port());
    const auto once = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"once", "--data", site.path("terminal"), "--bureau", address};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return site.run("kaogong-sync", arguments);
    };
    CHECK_EQ(once({}), 3);
    CHECK(site.output().find("K-0608 ") != std::string::npos);
    CHECK_EQ(once({"--ca", site.path("other.pem")}), 3);
    CHECK(site.output().find("K-0608 ") != std::string::npos);
    CHECK_EQ(site.sync_once(serving.address()), 3); // plain HTTP where TLS is spoken
    CHECK_FALSE(site.has_answer("a.kga"));
    CHECK_EQ(once({"--ca", site.path("own.pem")}), 0);
    CHECK(site.has_answer("a.kga"));
    CHECK_EQ(serving.end(SIGTERM), 0);
}
