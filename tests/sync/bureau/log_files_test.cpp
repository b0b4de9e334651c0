#include "sync/bureau/log_files.h"

#include "core/base/codes/bureau.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

Result<void> check(IntakeFixture& fixture, LogStore& log) {
    return check_published(fixture.folder.path(), log, fixture.authority);
}

void publish(IntakeFixture& fixture) {
    must(TilePublisher(fixture.folder / "log", fixture.store->log()).publish());
}

} // namespace

TEST_CASE("a store that holds what was published is served from, and one without anything published too") {
    IntakeFixture fixture;
    must(check(fixture, fixture.store->log()));
    publish(fixture);
    must(check(fixture, fixture.store->log()));
    SampleTerminal terminal = fixture.enrol();
    must(fixture.intake->take(cut_parcel(terminal)));
    must(check(fixture, fixture.store->log())); // the files are behind, which is no harm
}

TEST_CASE("an old copy of the store and another log of the same name are refused, a spoilt checkpoint is not believed") {
    IntakeFixture published;
    SampleTerminal terminal = published.enrol();
    must(published.intake->take(cut_parcel(terminal)));
    publish(published);

    IntakeFixture restored; // as it was at its beginning
    CHECK_EQ(check(published, restored.store->log()).code(), codes::log_rolled_back);
    // And as it went on from there with other parcels.
    SampleTerminal other = restored.enrol("B-01");
    must(restored.intake->take(cut_parcel(other)));
    other.append(record::EventType::heartbeat, record::empty_body());
    must(restored.intake->take(cut_parcel(other, {.first = 1})));
    CHECK_EQ(check(published, restored.store->log()).code(), codes::log_rolled_back);
    must(check(published, published.store->log()));

    REQUIRE(write_file_atomic(published.folder / "log/checkpoint", view("spoilt")).ok());
    must(check(published, restored.store->log()));
}

TEST_CASE("one process keeps the files of a folder, and when it ends the next does") {
    IntakeFixture fixture;
    auto first = std::make_optional(must(LogFiles::open(fixture.options, fixture.store->log())));
    auto second = LogFiles::open(fixture.options, fixture.store->log());
    if (!fixture.options.shared()) {
        CHECK_EQ(second.code(), codes::bureau_running);
        return;
    }
    must(std::move(second)).publish();
    CHECK_FALSE(std::filesystem::exists(fixture.folder / "log/checkpoint"));
    first.reset();
    LogFiles next = must(LogFiles::open(fixture.options, fixture.store->log()));
    next.publish();
    CHECK(std::filesystem::exists(fixture.folder / "log/checkpoint"));
}
