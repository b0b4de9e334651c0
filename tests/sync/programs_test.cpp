// The real programs on loopback: a bureau is set up, a terminal enrolled, its parcels carried and answered, with everything killed, damaged
// and repeated that can be.
#include "core/base/limits.h"
#include "core/record/answer.h"
#include "core/record/entry_bodies.h"
#include "core/record/kit.h"
#include "core/record/parcel.h"
#include "sync/bureau/store/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/child_process.h"
#include "tests/sync/hostile_server.h"
#include "tests/sync/raw_client.h"

#include <cstdio>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

const Path kPrograms = Path(KAOGONG_BINARY_DIR) / "bin";

template <typename T> T must(Result<T> result) {
    if (!result.ok()) FAIL(code_text(result.code()), " ", code_name(result.code()), " ", result.error().context);
    return std::move(result).value();
}

// A bureau and one enrolled terminal, in folders whose names have spaces.
class Site {
  public:
    Site() {
        REQUIRE_EQ(
            bureau({"init", "--data", data(), "--roots-out", path("root 1"), path("root 2"), path("root 3"), "--bureau-id", "bureau.test"}),
            0);
        REQUIRE_EQ(bureau({"enrol", "--data", data(), "--centre", "测试考点", "--room", "A", "--seat", "7", "--kit-out", path("kit.kge")}),
                   0);
        const auto opened = must(record::verify_kit(must(read_file(folder / "kit.kge", kFileSizeMax))));
        kit = opened.content;
        bundle = opened.bundle;
        REQUIRE(make_folder(folder / "terminal").ok());
        std::filesystem::create_directories(folder / "terminal/spool/out");
    }

    int run(const char* program, const std::vector<std::string>& arguments) {
        ChildProcess child(kPrograms / program, arguments, folder / "output");
        return child.wait();
    }
    int bureau(const std::vector<std::string>& arguments) { return run("kaogong-bureau", arguments); }
    int sync_once(const std::string& address) { return run("kaogong-sync", {"once", "--data", path("terminal"), "--bureau", address}); }
    std::string output() { return std::string(as_text(must(read_file(folder / "output", kFileSizeMax)))); }

    std::string path(const std::string& name) const { return (folder / name).string(); }
    std::string data() const { return path("bureau data"); }

    Bytes request(const record::KeyPair& key, const record::EnrolmentSecret& secret) {
        return record::make_enrolment_request(
            {.terminal = kit.terminal, .age_recipient = key.public_key().bytes(), .asked_ms = clock.wall_ms()}, key, secret);
    }
    int issue(const Bytes& request_bytes) {
        REQUIRE(write_file_atomic(folder / "request.kgq", request_bytes).ok());
        return bureau({"issue", "certificate", "--data", data(), "--request", path("request.kgq"), "--out", path("device.cert")});
    }
    void enrol() {
        REQUIRE_EQ(issue(request(device, kit.secret)), 0);
        certificate = must(read_file(folder / "device.cert", kFileSizeMax));
    }

    void append_heartbeats(int count) {
        for (int i = 0; i < count; ++i) {
            clock.advance(1'000);
            entries.push_back(
                must(tip.next({.type = record::EventType::heartbeat, .body = record::empty_body(), .at = clock.now()}, device)));
            tip.stored(entries.back());
        }
    }
    Bytes parcel(std::size_t first, std::vector<ByteView> blobs = {}) {
        record::MerkleTree before;
        for (std::size_t i = 0; i < first; ++i) before.append(entries[i]);
        return must(record::build_parcel({.before = &before,
                                          .entries = {entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end()},
                                          .blobs = std::move(blobs),
                                          .certificate = certificate,
                                          .bundle_version = 1,
                                          .issued_at_s = clock.wall_ms() / 1'000},
                                         device));
    }
    void put(const std::string& name, const Bytes& parcel_bytes) {
        REQUIRE(write_file_atomic(folder / ("terminal/spool/out/" + name), parcel_bytes).ok());
    }
    Bytes answer(const std::string& name) { return must(read_file(folder / ("terminal/spool/in/" + name), kFileSizeMax)); }
    bool has_answer(const std::string& name) { return std::filesystem::exists(folder / ("terminal/spool/in/" + name)); }

    TempFolder folder;
    FakeClock clock;
    FakeRandom random{5};
    record::Kit kit;
    record::Bundle bundle;
    record::KeyPair device = record::KeyPair::generate(random);
    Bytes certificate;
    record::LedgerTip tip{{}, random.fixed<record::Incarnation>(), record::MerkleTree()};
    std::vector<Bytes> entries;
};

class Serving {
  public:
    explicit Serving(Site& site, std::vector<std::string> more = {}) : port_file_(site.folder / "port") {
        std::filesystem::remove(port_file_);
        std::vector<std::string> arguments{"serve", "--data", site.data(), "--listen", "127.0.0.1:0", "--port-file", port_file_.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        child_ = std::make_unique<ChildProcess>(kPrograms / "kaogong-bureau", std::move(arguments), site.folder / "serve.log");
        REQUIRE(eventually([this] { return std::filesystem::exists(port_file_); }));
        port_ = static_cast<std::uint16_t>(std::stoi(std::string(as_text(must(read_file(port_file_, 16))))));
    }
    std::uint16_t port() const { return port_; }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    int end(int signal) { return child_->end(signal); }
    bool running() { return child_->running(); }
    bool healthy() {
        RawClient client(port_);
        return client.send("GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n") &&
               client.response().find("\"ok\":true") != std::string::npos;
    }

  private:
    Path port_file_;
    std::unique_ptr<ChildProcess> child_;
    std::uint16_t port_ = 0;
};

// A terminal whose ledger carries its own id from entry 0 on.
struct EnrolledSite : Site {
    EnrolledSite() {
        enrol();
        tip = record::LedgerTip(kit.terminal, random.fixed<record::Incarnation>(), record::MerkleTree());
        append_heartbeats(3);
    }
};

std::string http(std::string_view method, const std::string& target, ByteView body, const std::string& more = {}) {
    return std::string(method) + " " + target + " HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more +
           "Connection: close\r\n\r\n" + std::string(as_text(body));
}

std::string exchange(std::uint16_t port, const std::string& request) {
    RawClient client(port);
    (void)client.send(request);
    return client.response();
}

} // namespace

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
        auto store = must(bureau::open_sqlite_store(site.folder / "bureau data", bureau::StoreAccess::existing));
        REQUIRE(eventually([&] { return must(store->intake().answer(opened.head.id)).has_value(); }));
        CHECK_EQ(serving.end(SIGKILL), -SIGKILL);
        stored = must(store->intake().answer(opened.head.id)).value();
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
    auto store = must(bureau::open_sqlite_store(site.folder / "bureau data", bureau::StoreAccess::existing));
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
    auto store = must(bureau::open_sqlite_store(site.folder / "bureau data", bureau::StoreAccess::existing));
    CHECK(must(store->registry().terminal(site.kit.terminal))->frozen_ms);
    CHECK_EQ(must(store->intake().forks(site.kit.terminal)).size(), 1u);
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
