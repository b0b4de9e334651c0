// A bureau and one enrolled terminal, in folders whose names have spaces, worked on by the real programs; and the bureau serving.
#pragma once

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
#include "tests/sync/raw_client.h"

#include <doctest/doctest.h>

namespace kaogong::test {

inline const Path kPrograms = Path(KAOGONG_BINARY_DIR) / "bin";

template <typename T> T must(Result<T> result) {
    if (!result.ok()) FAIL(code_text(result.code()), " ", code_name(result.code()), " ", result.error().context);
    return std::move(result).value();
}

class Site {
  public:
    // With an address of PostgreSQL the bureau keeps its store there.
    explicit Site(std::string store_url = {}) : store_url_(std::move(store_url)) {
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
    int bureau(std::vector<std::string> arguments) { return run("kaogong-bureau", on_store(std::move(arguments))); }
    std::vector<std::string> on_store(std::vector<std::string> arguments) const {
        if (!store_url_.empty()) arguments.insert(arguments.end(), {"--store", store_url_});
        return arguments;
    }
    std::unique_ptr<bureau::Store> open_store() const {
        return must(bureau::open_store({.data = data(), .url = store_url_}, bureau::StoreAccess::existing));
    }
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

  private:
    std::string store_url_;
};

class Serving {
  public:
    // Several at once have different names, after which port file and output are called; another machine has another data folder.
    struct Place {
        std::string name = "serve";
        std::string data; // empty: the site's
    };
    explicit Serving(Site& site, std::vector<std::string> more = {}, const Place& place = {"serve", {}})
        : port_file_(site.folder / (place.name + ".port")) {
        std::filesystem::remove(port_file_);
        std::vector<std::string> arguments{
            "serve",       "--data",           place.data.empty() ? site.data() : place.data, "--listen", "127.0.0.1:0",
            "--port-file", port_file_.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        child_ = std::make_unique<ChildProcess>(kPrograms / "kaogong-bureau", site.on_store(std::move(arguments)),
                                                site.folder / (place.name + ".log"));
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
    explicit EnrolledSite(std::string store_url = {}) : Site(std::move(store_url)) {
        enrol();
        tip = record::LedgerTip(kit.terminal, random.fixed<record::Incarnation>(), record::MerkleTree());
        append_heartbeats(3);
    }
};

inline std::string http(std::string_view method, const std::string& target, ByteView body, const std::string& more = {}) {
    return std::string(method) + " " + target + " HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more +
           "Connection: close\r\n\r\n" + std::string(as_text(body));
}

inline std::string exchange(std::uint16_t port, const std::string& request) {
    RawClient client(port);
    (void)client.send(request);
    return client.response();
}

} // namespace kaogong::test
