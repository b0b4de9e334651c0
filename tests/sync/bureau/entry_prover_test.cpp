#include "sync/bureau/entry_proving.h"

#include "tests/support/prove_entries.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <future>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

void append_heartbeats(SampleTerminal& terminal, int count) {
    for (int i = 0; i < count; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
}

std::vector<Bytes> with_forged_heartbeat(IntakeFixture& fixture, const SampleTerminal& terminal) {
    return with_forged_entry(fixture, terminal,
                             {.type = record::EventType::heartbeat, .body = record::empty_body(), .at = fixture.clock.now()});
}

} // namespace

TEST_CASE("entries are proved behind the answer, run by run, and each once") {
    IntakeFixture fixture;
    SampleTerminal one = fixture.enrol("A-01"), other = fixture.enrol("A-02");
    append_heartbeats(one, 5);
    append_heartbeats(other, 2);
    must(fixture.intake->take(cut_parcel(one, {.end = 3})));
    must(fixture.intake->take(cut_parcel(one, {.first = 3})));
    must(fixture.intake->take(cut_parcel(other)));
    CHECK_EQ(fixture.terminal_row(one.id).proved, 0u);
    CHECK_EQ(must(prove_entries(*fixture.store, fixture.clock.wall_ms())), 3u);
    CHECK_EQ(must(prove_entries(*fixture.store, fixture.clock.wall_ms())), 0u);
    for (const SampleTerminal* each : {&one, &other}) {
        const Terminal row = fixture.terminal_row(each->id);
        CHECK_EQ(row.proved, each->entries.size());
        CHECK_FALSE(row.forged);
        CHECK_FALSE(row.frozen_ms);
    }
}

TEST_CASE("a terminal that sends an entry which its device did not sign is frozen, and its entries stay") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    append_heartbeats(terminal, 2);
    const auto entries = with_forged_heartbeat(fixture, terminal);
    CHECK_EQ(must(fixture.intake->take(cut_parcel(entries, terminal, {}))).held, entries.size());
    must(prove_entries(*fixture.store, fixture.clock.wall_ms()));
    const Terminal row = fixture.terminal_row(terminal.id);
    CHECK(row.frozen_ms);
    REQUIRE(row.forged);
    CHECK_EQ(*row.forged, entries.size() - 1);
    CHECK_EQ(must(fixture.store->intake().next_segment(fixture.ledger(terminal.id), 0))->leaves.size(), entries.size());
    CHECK_EQ(must(prove_entries(*fixture.store, fixture.clock.wall_ms())), 0u); // a person's business from here on
}

TEST_CASE("what a serving bureau takes in is proved by its examiners") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    must(fixture.intake->take(cut_parcel(with_forged_heartbeat(fixture, terminal), terminal, {})));
    desk::Examiners examiners(1);
    EntryProving proving(*fixture.store, fixture.clock, examiners);
    std::promise<void> finished;
    proving.on_finished([&finished] { finished.set_value(); });
    proving.go_on();
    finished.get_future().wait();
    CHECK_FALSE(fixture.terminal_row(terminal.id).frozen_ms); // the store has one thread
    proving.go_on();
    CHECK(fixture.terminal_row(terminal.id).frozen_ms);
    examiners.finish();
}
