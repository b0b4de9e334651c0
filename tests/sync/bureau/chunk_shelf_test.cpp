#include "sync/bureau/chunk_shelf.h"

#include "core/base/codes/bureau.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

const Bytes kAnswerFile = to_bytes(view("sealed answers of one candidate"));

Hash parcel_number(std::uint8_t number) {
    Hash hash;
    hash.bytes[0] = number;
    return hash;
}

} // namespace

TEST_CASE("a shelf is full at its limit, and has room again when something was taken off or is too old") {
    ChunkShelf shelf;
    const Bytes quarter(ChunkShelf::kBytesMax / 4);
    for (std::uint8_t i = 0; i < 4; ++i) CHECK(shelf.put(parcel_number(i), quarter, i));
    CHECK(shelf.put(parcel_number(2), quarter, 10)); // is there already
    CHECK_FALSE(shelf.put(parcel_number(4), quarter, 10));
    CHECK_EQ(shelf.find(parcel_number(4)), nullptr);
    shelf.drop(parcel_number(1));
    shelf.drop(parcel_number(1));
    CHECK(shelf.put(parcel_number(4), quarter, 10));
    CHECK_FALSE(shelf.put(parcel_number(5), quarter, ChunkShelf::kKeptMs - 1));
    CHECK(shelf.put(parcel_number(5), quarter, ChunkShelf::kKeptMs)); // the first came at 0
    CHECK_EQ(shelf.find(parcel_number(0)), nullptr);
    REQUIRE(shelf.find(parcel_number(2)) != nullptr);
    CHECK_EQ(shelf.find(parcel_number(2))->size(), quarter.size());
}

TEST_CASE("a small parcel that a restart took away is asked for again, and nothing of it was promised") {
    IntakeFixture fixture;
    fixture.small_parcels = Intake::SmallParcels::in_memory;
    fixture.reopen();
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    const Bytes parcel = cut_parcel(terminal, {.blobs = {kAnswerFile}});
    const Bytes head = to_bytes(must(record::open_parcel(parcel)).head.message.encoded);
    const Hash id = must(fixture.intake->offer(head)).parcel;
    must(fixture.intake->chunk(id, 0, parcel));
    CHECK(must(fixture.intake->offer(head)).lacks.empty());
    fixture.reopen();
    CHECK_EQ(fixture.intake->commit(id).code(), codes::parcel_lacking);
    CHECK_EQ(must(fixture.intake->offer(head)).lacks.size(), 1u);
    CHECK_FALSE(must(fixture.intake->take(parcel)).answer.empty());
}

TEST_CASE("a small parcel that was told to wait is still here after a restart") {
    IntakeFixture fixture;
    fixture.small_parcels = Intake::SmallParcels::in_memory;
    fixture.reopen();
    SampleTerminal terminal = fixture.enrol();
    for (int i = 0; i < 4; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
    CHECK(must(fixture.intake->take(cut_parcel(terminal, {.first = 2}))).waiting);
    fixture.reopen();
    must(fixture.intake->take(cut_parcel(terminal, {.end = 2})));
    CHECK_EQ(fixture.terminal_row(terminal.id).ledger.size, terminal.entries.size());
}

TEST_CASE("bytes that are not what the head promises leave the shelf, and the right ones are taken") {
    IntakeFixture fixture;
    fixture.small_parcels = Intake::SmallParcels::in_memory;
    fixture.reopen();
    SampleTerminal terminal = fixture.enrol();
    const Bytes parcel = cut_parcel(terminal);
    const Hash id = must(fixture.intake->offer(must(record::open_parcel(parcel)).head.message.encoded)).parcel;
    Bytes flipped = parcel;
    flipped.back() ^= 1;
    must(fixture.intake->chunk(id, 0, flipped));
    CHECK_FALSE(fixture.intake->commit(id).ok());
    CHECK_FALSE(must(fixture.intake->take(parcel)).answer.empty());
}
