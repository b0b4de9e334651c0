// A centre's hub between real programs: the terminal's carrier sends to it, it sends on to the bureau, and everything is killed in between.
#include "tests/sync/site.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

class Hub {
  public:
    Hub(Site& site, const std::string& bureau, std::vector<std::string> more = {}) : port_file_(site.folder / "hub.port") {
        REQUIRE(write_file_atomic(site.folder / "bundle.kgb", site.kit.bundle).ok());
        std::filesystem::remove(port_file_);
        std::vector<std::string> arguments{"relay",    "--data",      site.path("hub"), "--bundle",          site.path("bundle.kgb"), "--bureau", bureau,
                                           "--listen", "127.0.0.1:0", "--port-file",    port_file_.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        child_ = std::make_unique<ChildProcess>(kPrograms / "kaogong-sync", arguments, site.folder / "hub.log");
        REQUIRE(eventually([this] { return std::filesystem::exists(port_file_); }));
        port_ = static_cast<std::uint16_t>(std::stoi(std::string(as_text(must(read_file(port_file_, 16))))));
    }
    std::uint16_t port() const { return port_; }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    int end(int signal) { return child_->end(signal); }

  private:
    Path port_file_;
    std::unique_ptr<ChildProcess> child_;
    std::uint16_t port_ = 0;
};

} // namespace

TEST_CASE("the hub keeps what it is given while the bureau is away, through a kill, and hands out the bureau's own answer") {
    EnrolledSite site;
    site.put("aa-1.kgp", site.parcel(0));
    {
        Hub hub(site, "http://127.0.0.1:1");
        CHECK_EQ(site.sync_once(hub.address()), 1); // kept, and no answer yet
        CHECK(site.output().find("1 waiting") != std::string::npos);
        CHECK_EQ(hub.end(SIGKILL), -SIGKILL);
    }
    Serving serving(site);
    Hub hub(site, serving.address());
    REQUIRE(eventually([&] { return site.sync_once(hub.address()) == 0; }));
    const Bytes through_hub = site.answer("aa-1.kga");
    must(record::verify_answer(through_hub, site.bundle));
    // The bureau itself gives the same bytes.
    std::filesystem::remove(site.folder / "terminal/spool/in/aa-1.kga");
    CHECK_EQ(site.sync_once(serving.address()), 0);
    CHECK_EQ(site.answer("aa-1.kga"), through_hub);

    const std::string room = exchange(hub.port(), http("GET", "/v1/room", {}));
    CHECK(room.find("\"entries\":3") != std::string::npos);
    CHECK(room.find("\"held\":3") != std::string::npos);
    CHECK(exchange(hub.port(), http("GET", "/v1/health", {})).find("\"waiting\":0") != std::string::npos);
    CHECK(exchange(hub.port(), http("POST", "/v1/cosignatures", {})).starts_with("HTTP/1.1 404"));
    CHECK_EQ(hub.end(SIGTERM), 0);
}

TEST_CASE("a fork is told through the hub, and stops only the terminal that it concerns") {
    EnrolledSite site;
    Serving serving(site);
    Hub hub(site, serving.address());
    site.put("aa-1.kgp", site.parcel(0));
    REQUIRE(eventually([&] { return site.sync_once(hub.address()) == 0; }));
    // The same terminal with another past.
    site.entries.pop_back();
    record::MerkleTree tree;
    for (const Bytes& entry : site.entries) tree.append(entry);
    site.tip = record::LedgerTip(site.kit.terminal, site.random.fixed<record::Incarnation>(), tree);
    site.append_heartbeats(2);
    std::filesystem::remove(site.folder / "terminal/spool/out/aa-1.kgp");
    site.put("aa-2.kgp", site.parcel(1));
    REQUIRE(eventually([&] {
        (void)site.sync_once(hub.address());
        return site.output().find("K-0607 ") != std::string::npos;
    }));
    CHECK_FALSE(site.has_answer("aa-2.kga"));
    CHECK_EQ(hub.end(SIGTERM), 0);
}

TEST_CASE("a hub needs a bundle at its first start, a bureau's address, and the folder for itself") {
    Site site;
    CHECK_EQ(site.run("kaogong-sync", {"relay", "--data", site.path("hub"), "--bureau", "http://127.0.0.1:1", "--listen", "127.0.0.1:0"}), 3);
    CHECK(site.output().find("K-0235 ") != std::string::npos);
    REQUIRE(write_file_atomic(site.folder / "bundle.kgb", site.kit.bundle).ok());
    CHECK_EQ(site.run("kaogong-sync", {"relay", "--data", site.path("hub"), "--bundle", site.path("bundle.kgb"), "--listen", "127.0.0.1:0"}), 3);
    CHECK(site.output().find("K-0611 ") != std::string::npos);
    Hub hub(site, "http://127.0.0.1:1");
    CHECK_EQ(site.run("kaogong-sync", {"relay", "--data", site.path("hub"), "--bureau", "http://127.0.0.1:1", "--listen", "127.0.0.1:0"}), 3);
    CHECK(site.output().find("K-0612 ") != std::string::npos);
}

TEST_CASE("`run` carries nothing while the kiosk says that a session is open, unless it is told to") {
    EnrolledSite site;
    Serving serving(site);
    site.put("a.kgp", site.parcel(0));
    REQUIRE(write_file_atomic(site.folder / "terminal/spool/out/busy", {}).ok());
    const auto run = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"run", "--data", site.path("terminal"), "--bureau", serving.address()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return ChildProcess(kPrograms / "kaogong-sync", arguments, site.folder / "output");
    };
    {
        ChildProcess sync = run({});
        std::this_thread::sleep_for(std::chrono::milliseconds(2'500)); // more than two of its looks
        CHECK_FALSE(site.has_answer("a.kga"));
        std::filesystem::remove(site.folder / "terminal/spool/out/busy");
        CHECK(eventually([&] { return site.has_answer("a.kga"); }));
        CHECK_EQ(sync.end(SIGTERM), 0);
    }
    std::filesystem::remove(site.folder / "terminal/spool/in/a.kga");
    REQUIRE(write_file_atomic(site.folder / "terminal/spool/out/busy", {}).ok());
    ChildProcess sync = run({"--during-session", "--limit-kib", "64"});
    CHECK(eventually([&] { return site.has_answer("a.kga"); }));
    CHECK_EQ(sync.end(SIGTERM), 0);
}
