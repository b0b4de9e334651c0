#include "sync/bureau/bundle_renewal.h"

#include "sync/bureau/init.h"
#include "sync/bureau/issue_bundle.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/bureau/store_under_test.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

struct Office {
    explicit Office(std::uint64_t seed = 31) : random(seed) {}
    TempFolder folder;
    FakeClock clock;
    FakeRandom random;
    StoreOptions options = new_store(folder / "data");
    std::vector<Path> roots{folder / "r1", folder / "r2", folder / "r3"};
    record::RootSet root_set = must(
        init_bureau({.store = options, .roots_out = roots, .environment = record::Environment::demo, .name = "bureau.test"}, {.clock = clock, .random = random}));
    std::unique_ptr<Store> store = must(open_store(options, StoreAccess::existing));
    Authority authority = must(open_authority(folder / "data", store->registry()));
    std::vector<std::int64_t> told;
    BundleRenewal renewal{{.data = folder / "data",
                           .registry = store->registry(),
                           .clock = clock,
                           .in_force = authority,
                           .told = [this](const Authority& in_force) { told.push_back(in_force.bundle.version); }}};

    Bytes issue() {
        return must(issue_bundle({.roots = {roots[0], roots[1]}, .witnesses = {}}, {.store = *store, .clock = clock, .random = random}));
    }
    bool look() {
        clock.advance(1'000);
        return renewal.look();
    }
};

} // namespace

TEST_CASE("a bundle that was issued meanwhile takes effect in the place of the old one, once") {
    Office office;
    const Authority& in_force = office.authority; // as whoever works on the store's thread holds it
    CHECK_FALSE(office.look());
    const Bytes newer = office.issue();
    CHECK(office.look());
    CHECK_EQ(in_force.bundle.version, 2);
    CHECK_EQ(in_force.bundle_bytes, newer);
    CHECK_FALSE(office.look());
    CHECK_EQ(office.told, std::vector<std::int64_t>{2});
}

TEST_CASE("the registry is looked at once a second, however often there is nothing to do") {
    Office office;
    CHECK_FALSE(office.look());
    office.issue();
    CHECK_FALSE(office.renewal.look());
    office.clock.advance(999);
    CHECK_FALSE(office.renewal.look());
    office.clock.advance(1);
    CHECK(office.renewal.look());
}

TEST_CASE("a bundle that is not this bureau's, or whose keys are not here, leaves the old one in force") {
    Office office, other(32);
    other.issue();
    const Bytes foreign = other.issue(); // version 3, by other roots
    must(office.store->registry().add_bundle({.version = 3, .bytes = foreign}));
    CHECK_FALSE(office.look());
    CHECK_FALSE(office.look());
    CHECK_EQ(office.authority.bundle.version, 1);
    CHECK(office.told.empty());
}
