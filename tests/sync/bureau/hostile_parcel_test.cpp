// Bytes that are not what they should be, brought to intake without any HTTP in between.
#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "sync/desk/parcel_size.h"
#include "core/record/entry_bodies.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::desk;
using namespace kaogong::test;

namespace {

const Bytes kAnswerFile = to_bytes(view("sealed answers of one candidate"));

Bytes head_of(ByteView parcel) {
    return to_bytes(must(record::open_parcel(parcel)).head.message.encoded);
}

std::string_view refused_with(const auto& result) {
    return result.ok() ? "nothing" : code_name(result.code());
}

// A bureau must look the same after a refusal as before.
struct State {
    std::uint64_t held, log_size;
    bool frozen;
    bool operator==(const State&) const = default;
};
State state_of(IntakeFixture& fixture, const TerminalId& terminal) {
    const auto row = fixture.terminal_row(terminal);
    return {row.ledger.size, must(fixture.store->log().log_size()), row.frozen_ms.has_value()};
}

} // namespace

TEST_CASE("a parcel's length is known from its head alone") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{23}, std::size_t{24}, std::size_t{255}, std::size_t{256}, std::size_t{65'535}, std::size_t{65'536},
          kChunkBytes - 1, kChunkBytes, kChunkBytes + 1, 2 * kChunkBytes + 300}) {
        const Bytes parcel = cut_parcel(terminal, {.blobs = {fixture.samples.random.bytes(size), kAnswerFile}});
        const auto opened = must(record::open_parcel(parcel));
        CHECK_EQ(must(parcel_size(opened.head.content, opened.head.message.encoded.size())), parcel.size());
    }
    record::ParcelHead head = must(record::open_parcel(cut_parcel(terminal))).head.content;
    head.blobs = {{.hash = {}, .size = UINT64_MAX}};
    CHECK_EQ(refused_with(parcel_size(head, 500)), "request_too_large");
    head.blobs.assign(3, {.hash = {}, .size = kParcelBytesMax / 2});
    CHECK_EQ(refused_with(parcel_size(head, 500)), "request_too_large");
    head.blobs.clear();
    head.entries_size = UINT64_MAX - 100;
    CHECK_EQ(refused_with(parcel_size(head, 500)), "request_too_large");
}

TEST_CASE("strangers and forged heads are turned away at the offer") {
    IntakeFixture fixture;
    SampleTerminal stranger = fixture.samples.enrol("C-01");
    CHECK_EQ(refused_with(fixture.intake->offer(head_of(cut_parcel(stranger)))), "terminal_unknown");
    SampleTerminal terminal = fixture.enrol();
    Bytes head = head_of(cut_parcel(terminal));
    head.back() ^= 1; // the signature
    CHECK_EQ(refused_with(fixture.intake->offer(head)), "head_unauthentic");
    CHECK_EQ(refused_with(fixture.intake->offer(Bytes(kHeadBytesMax + 1))), "request_too_large");
    CHECK_EQ(must(fixture.store->intake().unfinished_parcels(fixture.ledger(terminal.id))), 0u);
}

TEST_CASE("any single bit of a head flipped is refused at the offer, with a reason") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const Bytes head = head_of(cut_parcel(terminal));
    for (std::size_t bit = 0; bit < head.size() * 8; ++bit) {
        Bytes flipped = head;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
        const auto offered = fixture.intake->offer(flipped);
        CAPTURE(bit);
        REQUIRE_FALSE(offered.ok());
    }
    CHECK_EQ(must(fixture.store->intake().unfinished_parcels(fixture.ledger(terminal.id))), 0u);
}

TEST_CASE("a bit flipped behind the head is refused, changes nothing, and the right bytes are still taken") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    const Bytes parcel = cut_parcel(terminal, {.blobs = {kAnswerFile}});
    const Bytes head = head_of(parcel);
    const Hash id = must(fixture.intake->offer(head)).parcel;
    const State before = state_of(fixture, terminal.id);
    const std::size_t body = record::kMagicParcel.size() + head.size();
    for (std::size_t at = body; at < parcel.size(); at += 5) {
        Bytes flipped = parcel;
        flipped[at] ^= static_cast<std::uint8_t>(1u << (at % 8));
        must(fixture.intake->chunk(id, 0, flipped));
        const auto committed = fixture.intake->commit(id);
        CAPTURE(at);
        REQUIRE_FALSE(committed.ok());
        REQUIRE(state_of(fixture, terminal.id) == before);
        REQUIRE_EQ(must(fixture.intake->offer(head)).lacks.size(), 1u);
    }
    must(fixture.intake->take(parcel));
}

TEST_CASE("chunks: out of range, of the wrong length, twice, in any order, too few") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const Bytes parcel = cut_parcel(terminal, {.blobs = {fixture.samples.random.bytes(2 * kChunkBytes)}});
    const Hash id = must(fixture.intake->offer(head_of(parcel))).parcel;
    const ByteView bytes(parcel);
    CHECK_EQ(refused_with(fixture.intake->chunk(id, 3, bytes.first(10))), "chunk_out_of_range");
    CHECK_EQ(refused_with(fixture.intake->chunk(id, UINT64_MAX, bytes.first(10))), "chunk_out_of_range");
    CHECK_EQ(refused_with(fixture.intake->chunk(id, 0, bytes.first(kChunkBytes - 1))), "chunk_out_of_range");
    CHECK_EQ(refused_with(fixture.intake->chunk(Hash{}, 0, bytes.first(kChunkBytes))), "parcel_unknown");
    CHECK_EQ(refused_with(fixture.intake->commit(Hash{})), "parcel_unknown");
    must(fixture.intake->chunk(id, 2, bytes.subspan(2 * kChunkBytes)));
    must(fixture.intake->chunk(id, 0, bytes.first(kChunkBytes)));
    must(fixture.intake->chunk(id, 0, bytes.first(kChunkBytes)));
    CHECK_EQ(refused_with(fixture.intake->commit(id)), "parcel_lacking");
    const auto offered = must(fixture.intake->offer(head_of(parcel)));
    REQUIRE_EQ(offered.lacks.size(), 1u);
    CHECK_EQ(offered.lacks[0].first, 1u);
    CHECK_EQ(offered.lacks[0].count, 1u);
    fixture.reopen(); // what was uploaded survives
    must(fixture.intake->chunk(id, 1, bytes.subspan(kChunkBytes, kChunkBytes)));
    CHECK_FALSE(must(fixture.intake->commit(id)).answer.empty());
    must(fixture.intake->chunk(id, 1, bytes.subspan(kChunkBytes, kChunkBytes))); // a late repetition does no harm
}

TEST_CASE("a terminal can hold only so many unfinished parcels open") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    terminal.append(record::EventType::heartbeat, record::empty_body());
    std::size_t offered = 0;
    Code refusal = codes::internal;
    for (std::uint64_t i = 0; i <= kOpenParcelsMax; ++i) {
        const auto offer = fixture.intake->offer(head_of(cut_parcel(terminal, {.first = 1, .log_size = i})));
        if (offer.ok())
            ++offered;
        else
            refusal = offer.code();
    }
    CHECK_EQ(offered, kOpenParcelsMax);
    CHECK_EQ(code_name(refusal), "parcels_open_too_many");
}

TEST_CASE("a chain that contradicts itself is refused and is no fork") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    for (int i = 0; i < 3; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
    std::vector<Bytes> swapped = terminal.entries;
    std::swap(swapped[1], swapped[2]);
    CHECK_EQ(refused_with(fixture.intake->take(cut_parcel(swapped, terminal, {.end = 3}))), "ledger_index_wrong");
    Clone clone(fixture.samples, terminal, 2);
    clone.append_heartbeat();
    clone.append_heartbeat();
    std::vector<Bytes> grafted(terminal.entries.begin(), terminal.entries.begin() + 3);
    grafted.push_back(clone.entries[3]); // right index, wrong past
    CHECK_EQ(refused_with(fixture.intake->take(cut_parcel(grafted, terminal, {}))), "ledger_root_wrong");
    CHECK_FALSE(fixture.terminal_row(terminal.id).frozen_ms);
    must(fixture.intake->take(cut_parcel(terminal)));
}

TEST_CASE("a staff act signed by another key inside an authentic parcel is put aside") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const Bytes body = record::encode_body(record::StaffActBody{.staff = "A-01", .act = "RELEASED"});
    const auto entries = with_forged_entry(fixture, terminal, {.type = record::EventType::staff_act, .body = body, .at = fixture.clock.now()});
    const auto answer = fixture.verified(must(fixture.intake->take(cut_parcel(entries, terminal, {}))).answer);
    REQUIRE_EQ(answer.content.verdicts.size(), 1u);
    CHECK_EQ(answer.content.verdicts[0].verdict, record::Verdict::quarantined);
    CHECK_EQ(answer.content.verdicts[0].code, static_cast<int>(codes::key_id_mismatch));
}

TEST_CASE("a terminal that claims to know more of the log than there is gets no proof, and nothing is stored") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    const Bytes parcel = cut_parcel(terminal);
    CHECK_EQ(refused_with(fixture.intake->take(cut_parcel(terminal, {.log_size = 1'000}))), "log_damaged");
    CHECK_EQ(fixture.terminal_row(terminal.id).ledger.size, 0u);
    must(fixture.intake->take(parcel));
}
