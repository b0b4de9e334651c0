#include "sync/relay/relay.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "core/base/limits.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::relay;
using namespace kaogong::test;

namespace {

// A hub in a folder of its own, a terminal that brings parcels to it, and the bureau far away.
struct HubFixture {
    TempFolder folder;
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol("A-07");
    FakeClock clock;
    ShelfLimits limits{.free_bytes_min = 0};
    std::unique_ptr<Relay> hub = open();

    std::unique_ptr<Relay> open() {
        return Relay::open({.data = folder.path(), .bundle = bureau.bundle, .clock = clock, .limits = limits}).value();
    }
    void restart() {
        hub.reset();
        hub = open();
    }

    static Bytes head_of(ByteView parcel) { return to_bytes(record::open_parcel(parcel).value().head.message.encoded); }
    static Hash id_of(ByteView parcel) { return record::sha256(head_of(parcel)); }

    Result<void> bring_chunks(ByteView parcel) {
        const auto offered = TRY(hub->offer(head_of(parcel)));
        for (const desk::ChunkRange& range : offered.lacks) {
            for (std::uint64_t n = range.first; n < range.first + range.count; ++n) {
                const std::size_t at = n * desk::kChunkBytes;
                TRY(hub->chunk(offered.parcel, n, parcel.subspan(at, std::min(desk::kChunkBytes, parcel.size() - at))));
            }
        }
        return success();
    }
    Result<desk::Committed> bring(ByteView parcel) {
        TRY(bring_chunks(parcel));
        return hub->commit(id_of(parcel));
    }

    std::string name_of(ByteView parcel) { return Shelf::name_of(terminal.id, id_of(parcel)); }
    Path out(ByteView parcel) { return folder / "spool" / "out" / name_of(parcel); }
    Path in(ByteView parcel) { return (folder / "spool" / "in" / name_of(parcel)).replace_extension(".kga"); }

    // What the carrier does when the bureau has answered.
    void answered(ByteView parcel, const Bytes& answer) {
        write_file_atomic(in(parcel), answer).value();
        hub->carried(name_of(parcel), {.outcome = sync::Outcome::answered, .answer = answer});
        hub->tidy().value();
    }
    void refused(ByteView parcel, sync::Outcome outcome, Code told) {
        hub->carried(name_of(parcel), {.outcome = outcome, .why = error(codes::parcel_refused), .told = told});
    }
    const Place& place() {
        room = Room::read(folder / "room.json");
        return room.places().at(terminal.id.hex());
    }
    Room room;
};

} // namespace

TEST_CASE("a parcel is kept byte for byte until the bureau has answered, and then the bureau's own bytes are given") {
    HubFixture site;
    site.terminal.play_day();
    const Bytes parcel = site.terminal.parcel(0);
    int told = 0;
    site.hub->on_complete([&told] { ++told; });
    CHECK(site.bring(parcel).value().waiting);
    CHECK_EQ(told, 1);
    CHECK_EQ(read_file(site.out(parcel), kFileSizeMax).value(), parcel);
    CHECK(site.bring(parcel).value().waiting);
    CHECK_EQ(site.hub->waiting(), 1u);

    const Bytes answer = site.bureau.answer(parcel);
    site.answered(parcel, answer);
    CHECK_FALSE(std::filesystem::exists(site.out(parcel)));
    CHECK_EQ(site.hub->waiting(), 0u);
    const auto committed = site.bring(parcel).value();
    CHECK_FALSE(committed.waiting);
    CHECK_EQ(committed.answer, answer);
    CHECK(site.hub->offer(site.head_of(parcel)).value().answered);
}

TEST_CASE("a hub that is started again goes on where it was, in the middle of a parcel too") {
    HubFixture site;
    const Bytes parcel = site.terminal.parcel(0, {site.bureau.random.bytes(3 * desk::kChunkBytes)});
    const auto offered = site.hub->offer(site.head_of(parcel)).value();
    REQUIRE_EQ(offered.lacks.size(), 1u);
    CHECK_EQ(offered.lacks[0].count, 4u);
    site.hub->chunk(offered.parcel, 2, ByteView(parcel).subspan(2 * desk::kChunkBytes, desk::kChunkBytes)).value();
    CHECK_EQ(site.hub->commit(offered.parcel).code(), codes::parcel_lacking);
    site.restart();
    const auto again = site.hub->offer(site.head_of(parcel)).value();
    REQUIRE_EQ(again.lacks.size(), 2u);
    CHECK_EQ(again.lacks[0].count, 2u);
    CHECK_EQ(again.lacks[1].first, 3u);
    CHECK(site.bring(parcel).value().waiting);
    site.restart();
    CHECK(site.bring(parcel).value().waiting);
    const Bytes answer = site.bureau.answer(parcel);
    site.answered(parcel, answer);
    site.restart();
    CHECK_EQ(site.bring(parcel).value().answer, answer);
}

TEST_CASE("only what a certified terminal signed is kept") {
    HubFixture site;
    SampleBureau other(2);
    SampleTerminal stranger = other.enrol();
    CHECK_EQ(site.hub->offer(site.head_of(stranger.parcel(0))).code(), codes::terminal_unknown);
    // The head of one terminal under the certificate of another.
    SampleTerminal second = site.bureau.enrol("A-08");
    std::swap(second.certificate, site.terminal.certificate);
    CHECK_EQ(site.hub->offer(site.head_of(site.terminal.parcel(0))).code(), codes::head_unauthentic);
    CHECK_FALSE(site.hub->offer(Bytes(desk::kHeadBytesMax + 1)).ok());
    CHECK_FALSE(site.hub->offer(to_bytes(view("noise"))).ok());
    CHECK_EQ(site.hub->chunk(Hash{}, 0, {}).code(), codes::parcel_unknown);
    CHECK_EQ(site.hub->commit(Hash{}).code(), codes::parcel_unknown);
    CHECK(std::filesystem::is_empty(site.folder / "coming"));
}

TEST_CASE("chunks that are not what the head promises are dropped, and the right ones can still come") {
    HubFixture site;
    site.terminal.play_day();
    const Bytes parcel = site.terminal.parcel(0);
    Bytes wrong = parcel;
    wrong.back() ^= 1;
    const auto offered = site.hub->offer(site.head_of(parcel)).value();
    CHECK_EQ(site.hub->chunk(offered.parcel, 0, ByteView(parcel).first(5)).code(), codes::chunk_out_of_range);
    CHECK_EQ(site.hub->chunk(offered.parcel, 1, parcel).code(), codes::chunk_out_of_range);
    site.hub->chunk(offered.parcel, 0, wrong).value();
    CHECK_EQ(site.hub->commit(offered.parcel).code(), codes::parcel_content_mismatch);
    CHECK(site.bring(parcel).value().waiting);
}

TEST_CASE("the bureau's refusal is told with its own code until it takes the parcel after all") {
    HubFixture site;
    const Bytes parcel = site.terminal.parcel(0);
    CHECK(site.bring(parcel).value().waiting);
    site.refused(parcel, sync::Outcome::frozen, codes::ledger_forked);
    CHECK_EQ(site.bring(parcel).code(), codes::ledger_forked);
    site.refused(parcel, sync::Outcome::denied, codes::terminal_unknown);
    CHECK_EQ(site.bring(parcel).code(), codes::terminal_unknown);
    const Bytes answer = site.bureau.answer(parcel);
    site.answered(parcel, answer);
    CHECK_EQ(site.bring(parcel).value().answer, answer);
}

TEST_CASE("an answer that this disk has spoilt is fetched anew instead of being given for ever") {
    HubFixture site;
    const Bytes parcel = site.terminal.parcel(0);
    REQUIRE(site.bring(parcel).ok());
    Bytes answer = site.bureau.answer(parcel);
    site.answered(parcel, answer);
    Bytes spoilt = answer;
    spoilt[spoilt.size() / 2] ^= 4;
    write_file_atomic(site.in(parcel), spoilt).value();
    CHECK_EQ(site.hub->commit(site.id_of(parcel)).code(), codes::parcel_unknown); // 409: offer it again
    CHECK(site.bring(parcel).value().waiting);
    site.answered(parcel, answer);
    CHECK_EQ(site.bring(parcel).value().answer, answer);
}

TEST_CASE("a parcel that this disk has spoilt is asked for again instead of being refused for ever") {
    HubFixture site;
    const Bytes parcel = site.terminal.parcel(0);
    REQUIRE(site.bring(parcel).ok());
    Bytes spoilt = parcel;
    spoilt.back() ^= 2;
    // In its entries, and in its head, where the bureau takes it for a stranger's.
    for (const auto& [outcome, told] : {std::pair{sync::Outcome::refused, codes::parcel_content_mismatch},
                                        std::pair{sync::Outcome::denied, codes::head_unauthentic}}) {
        write_file_atomic(site.out(parcel), spoilt).value();
        site.refused(parcel, outcome, told);
        CHECK_EQ(site.hub->commit(site.id_of(parcel)).code(), codes::parcel_unknown);
        CHECK(site.bring(parcel).value().waiting);
        spoilt = parcel;
        spoilt[20] ^= 2;
    }
    CHECK_EQ(read_file(site.out(parcel), kFileSizeMax).value(), parcel);
}

TEST_CASE("a full hub and a full disk refuse what is new and keep what is there") {
    HubFixture site;
    site.limits.coming_max = 1;
    site.restart();
    SampleTerminal second = site.bureau.enrol("A-08");
    REQUIRE(site.hub->offer(site.head_of(site.terminal.parcel(0))).ok());
    CHECK_EQ(site.hub->offer(site.head_of(second.parcel(0))).code(), codes::relay_full);
    CHECK(site.bring(site.terminal.parcel(0)).value().waiting); // makes room
    CHECK(site.hub->offer(site.head_of(second.parcel(0))).ok());
    site.limits.free_bytes_min = UINT64_MAX;
    site.restart();
    CHECK_EQ(site.bring(second.parcel(0)).code(), codes::no_space);
    CHECK(site.bring(site.terminal.parcel(0)).value().waiting);
}

TEST_CASE("old answers make room, and their parcels can be brought again") {
    HubFixture site;
    site.limits.answers_max = 1;
    site.restart();
    std::vector<Bytes> parcels;
    for (int i = 0; i < 3; ++i) {
        parcels.push_back(site.terminal.parcel(static_cast<std::uint64_t>(i)));
        site.terminal.append(record::EventType::heartbeat, record::empty_body());
        REQUIRE(site.bring(parcels.back()).ok());
        site.answered(parcels.back(), site.bureau.answer(parcels.back()));
        const auto older = std::filesystem::file_time_type::clock::now() - std::chrono::hours(3 - i);
        if (std::filesystem::exists(site.in(parcels.back()))) std::filesystem::last_write_time(site.in(parcels.back()), older);
    }
    CHECK_FALSE(std::filesystem::exists(site.in(parcels[0])));
    CHECK_FALSE(std::filesystem::exists(site.in(parcels[1])));
    CHECK_FALSE(site.bring(parcels[2]).value().waiting);
    CHECK(site.bring(parcels[0]).value().waiting);
}

TEST_CASE("the room is told by what passes: seat, session, sittings, results, and what the bureau made of them") {
    HubFixture site;
    site.terminal.play_day();
    const Bytes first = site.terminal.parcel(0);
    REQUIRE(site.bring(first).ok());
    CHECK_EQ(site.place().seat, "A-07");
    CHECK_EQ(site.place().entries, site.terminal.entries.size());
    CHECK_EQ(site.place().results, 1u);
    CHECK_EQ(site.place().opened, 1u);
    CHECK_EQ(site.place().ended, 1u);
    CHECK_FALSE(site.place().session_open);
    CHECK_EQ(site.place().accepted, 0u);

    site.answered(first, site.bureau.answer(first));
    CHECK_EQ(site.place().accepted, 1u);
    CHECK_EQ(site.place().held, site.terminal.entries.size());
    // The same once more changes nothing, and a parcel that overlaps adds what is new alone.
    site.terminal.append_result();
    const Bytes whole = site.terminal.parcel(0);
    REQUIRE(site.bring(first).ok());
    REQUIRE(site.bring(whole).ok());
    CHECK_EQ(site.place().results, 2u);
    site.restart();
    const std::string board = site.hub->room_json();
    CHECK(board.find("\"seat\":\"A-07\"") != std::string::npos);
    CHECK(board.find("\"results\":2") != std::string::npos);
}

TEST_CASE("a result that was put aside leaves the list when a person has decided") {
    HubFixture site;
    site.terminal.append_result();
    const Bytes parcel = site.terminal.parcel(0);
    REQUIRE(site.bring(parcel).ok());
    Room room = Room::read(site.folder / "room.json");
    const std::string id = site.terminal.id.hex();
    record::Answer answer{.terminal = site.terminal.id, .held = 2, .verdicts = {{.index = 1, .verdict = record::Verdict::held, .code = 731}}};
    room.hear(answer);
    CHECK_EQ(room.places().at(id).put_aside, 1u);
    room.hear(answer);
    CHECK_EQ(room.places().at(id).put_aside, 1u);
    answer.verdicts = {{.index = 1, .verdict = record::Verdict::accepted, .code = 0}};
    room.hear(answer);
    room.hear(answer);
    CHECK_EQ(room.places().at(id).put_aside, 0u);
    CHECK_EQ(room.places().at(id).accepted, 1u);
}

TEST_CASE("a damaged board is an empty one") {
    TempFolder folder;
    for (const char* content : {"", "{", "[]", R"({"format":1,"places":{"x":7}})", R"({"format":1,"places":{"x":{"seat":1,"entries":-4,"aside":["a"]}}})"}) {
        write_file_atomic(folder / "room.json", view(content)).value();
        const Room room = Room::read(folder / "room.json");
        for (const auto& [terminal, place] : room.places()) CHECK_EQ(place.entries, 0u);
    }
}

TEST_CASE("trust comes from a file once, follows answers after that, and never goes back or to other roots") {
    HubFixture site;
    TempFolder data;
    CHECK_EQ(open_trust(data.path(), {}).code(), codes::bundle_missing);
    write_file_atomic(data / "first", site.bureau.bundle_bytes).value();
    CHECK_EQ(open_trust(data.path(), data / "first").value().version, 1);
    CHECK_EQ(open_trust(data.path(), {}).value().version, 1);
    SampleBureau other(2);
    write_file_atomic(data / "other", other.bundle_bytes).value();
    CHECK_FALSE(open_trust(data.path(), data / "other").ok());

    // An answer brings the next one; afterwards the first is refused.
    auto next = site.bureau.bundle;
    next.version = 2;
    const Bytes parcel = site.terminal.parcel(0);
    REQUIRE(site.bring(parcel).ok());
    site.answered(parcel, site.bureau.answer(parcel, site.bureau.sign_bundle(next)));
    CHECK_EQ(open_trust(site.folder.path(), {}).value().version, 2);
    CHECK_EQ(open_trust(site.folder.path(), data / "first").code(), codes::bundle_older);
}
