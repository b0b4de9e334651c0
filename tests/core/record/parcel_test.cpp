#include "tests/support/record_samples.h"

#include "core/base/codes/record.h"

#include <algorithm>
#include <functional>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

struct World {
    test::SampleBureau bureau;
    test::SampleTerminal terminal = bureau.enrol();
    const PublicKey& key() const { return terminal.device.public_key(); }

    // A parcel of entries that somebody arranged at will, signed by the device itself.
    Bytes arrange(const std::vector<Bytes>& entries) {
        MerkleTree before;
        const ParcelPlan plan{.before = &before, .entries = {entries.begin(), entries.end()}, .certificate = terminal.certificate};
        return build_parcel(plan, terminal.device).value();
    }
    Code verdict(const std::vector<Bytes>& entries) {
        const Bytes file = arrange(entries);
        MerkleTree tree;
        return verify_parcel(open_parcel(file).value(), key(), tree).code();
    }
    // The entry with something else in it, rightly signed.
    Bytes forge(const Bytes& entry, const std::function<void(Entry&)>& change) {
        Entry content = decode_entry(entry)->content;
        change(content);
        return sign_entry(content, terminal.device).value();
    }
};

} // namespace

TEST_CASE_FIXTURE(World, "a ledger sent in pieces verifies piece by piece and ends at the same root") {
    terminal.play_day();
    MerkleTree tree;
    const Bytes whole = terminal.ledger_file();
    REQUIRE(verify_parcel(open_parcel(whole).value(), key(), tree).ok());
    const std::uint64_t before = tree.size();
    terminal.play_day();
    const Bytes rest = terminal.parcel(before);
    REQUIRE(verify_parcel(open_parcel(rest).value(), key(), tree).ok());
    CHECK_EQ(tree.root(), terminal.tip().tree().root());
    CHECK_EQ(tree.size(), terminal.entries.size());

    const std::uint64_t size = tree.size();
    CHECK_EQ(verify_parcel(open_parcel(rest).value(), key(), tree).code(), codes::ledger_index_wrong); // not twice
    CHECK_EQ(tree.size(), size);
    CHECK(verify_parcel_alone(open_parcel(rest).value(), key()).ok());
}

TEST_CASE_FIXTURE(World, "the same is found with several threads as with one") {
    for (int i = 0; i < 40; ++i) terminal.play_day();
    const Bytes file = terminal.ledger_file();
    MerkleTree one, many;
    CHECK(verify_parcel(open_parcel(file).value(), key(), one, 1).ok());
    CHECK(verify_parcel(open_parcel(file).value(), key(), many, 8).ok());
    CHECK_EQ(one.root(), many.root());

    auto entries = terminal.entries;
    entries[300] = forge(entries[300], [](Entry& entry) { entry.root_before.bytes[0] ^= 1; });
    const Bytes spoilt = arrange(entries);
    MerkleTree tree;
    const auto verdict = verify_parcel(open_parcel(spoilt).value(), key(), tree, 8);
    CHECK_EQ(verdict.code(), codes::ledger_root_wrong);
    CHECK_EQ(verdict.error().context, "entry 300"); // the first in order, whichever thread finds what
}

TEST_CASE_FIXTURE(World, "entries removed, moved, altered, of another terminal or key are each refused by name") {
    terminal.play_day();
    const auto& good = terminal.entries;
    const auto changed = [&](auto change) {
        auto entries = good;
        change(entries);
        return verdict(entries);
    };
    CHECK_EQ(changed([](auto& e) { e.erase(e.begin() + 4); }), codes::ledger_index_wrong);
    CHECK_EQ(changed([](auto& e) { std::swap(e[4], e[5]); }), codes::ledger_index_wrong);
    CHECK_EQ(changed([](auto& e) { e.insert(e.begin() + 4, e[4]); }), codes::ledger_index_wrong);
    CHECK_EQ(changed([&](auto& e) { e[4] = forge(e[4], [](Entry& entry) { ++entry.wall_ms; }); }), codes::ledger_root_wrong);
    CHECK_EQ(changed([&](auto& e) { e[4] = forge(e[4], [](Entry& entry) { entry.terminal = {}; }); }), codes::ledger_terminal_wrong);
    CHECK_EQ(changed([&](auto& e) { e[0] = forge(e[0], [](Entry& entry) { entry.root_before = {}; }); }), codes::ledger_root_wrong);
    CHECK_EQ(changed([](auto& e) { e[4].back() ^= 1; }), codes::signature_bad);

    const auto other = bureau.enrol("B-01");
    CHECK_EQ(changed([&](auto& e) { e[4] = other.entries[0]; }), codes::key_id_mismatch);
}

TEST_CASE_FIXTURE(World, "attached files come back whole, in pieces of a quarter mebibyte") {
    const std::vector<Bytes> blobs = {bureau.random.bytes(1), bureau.random.bytes(kBlobChunkMax),
                                      bureau.random.bytes(2 * kBlobChunkMax + 7)};
    const Bytes file = terminal.parcel(0, blobs);
    const auto parcel = open_parcel(file).value();
    REQUIRE_EQ(parcel.blobs.size(), 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(parcel.blobs[i].content() == blobs[i]);
    CHECK_EQ(parcel.blobs[2].pieces.size(), 3);
    CHECK_EQ(open_parcel(ByteView(file).first(file.size() - 1)).code(), codes::cbor_truncated);
}

TEST_CASE_FIXTURE(World, "a head alone names its parcel as the whole file does") {
    const Bytes file = terminal.ledger_file();
    const auto parcel = open_parcel(file).value();
    const auto head = decode_parcel_head(parcel.head.message.encoded).value();
    CHECK_EQ(head.id, parcel.head.id);
    CHECK(head.content == parcel.head.content);
}

TEST_CASE_FIXTURE(World, "every type of entry has its body, and another type's body is not it") {
    terminal.play_day();
    for (const Bytes& entry : terminal.entries) {
        Entry content = decode_entry(entry)->content;
        CHECK(check_body_of(content).ok());
        content.type = EventType::heartbeat;
        CHECK_FALSE(check_body_of(content).ok());
    }
    ResultBody body = result_body(view("sealed"));
    body.hash.bytes[0] ^= 1;
    CHECK_EQ(check_result_body(body).code(), codes::record_seal_wrong);
}

TEST_CASE("the opening of a session names the hardware profile, its closing does not have to") {
    const SessionBody body{.session = SessionId::from(from_hex("01a1fb9e28ae739cb84342f07a2b4db8").value()).value(),
                           .package = Hash::from(Bytes(Hash::kSize, 4)).value(),
                           .plan = "2026-11-0042",
                           .candidates = 30,
                           .profile = ProfileMark{.id = "fallback", .digest = Hash::from(Bytes(Hash::kSize, 5)).value()}};
    const Bytes encoded = encode_body(body);
    CHECK_EQ(to_hex(encoded), "a5015001a1fb9e28ae739cb84342f07a2b4db8"
                              "0258200404040404040404040404040404040404040404040404040404040404040404"
                              "036c323032362d31312d30303432"
                              "04181e"
                              "05826866616c6c6261636b58200505050505050505050505050505050505050505050505050505050505050505");
    CHECK_EQ(decode_body<SessionBody>(encoded).value(), body);
    SessionBody closing = body;
    closing.profile.reset();
    CHECK_EQ(decode_body<SessionBody>(encode_body(closing)).value(), closing);
}

TEST_CASE_FIXTURE(World, "an entry too large, without a map for a body or of an unknown type is refused") {
    const LedgerTip& tip = terminal.tip();
    CHECK_EQ(tip.next({.type = EventType::heartbeat, .body = {0x01}}, terminal.device).code(), codes::cbor_wrong_kind);
    CHECK_EQ(tip.next({.type = EventType::heartbeat, .body = Bytes(kEntryBodyMax + 1)}, terminal.device).code(), codes::record_too_large);
    const Bytes unknown = forge(terminal.entries[0], [](Entry& entry) { entry.type = static_cast<EventType>(999); });
    CHECK_EQ(decode_entry(unknown).code(), codes::record_value_invalid);
}

TEST_CASE("the catalogue of entries rises, and every sentence ends as one") {
    int last = 0;
    for (const EventFacts& facts : event_catalogue()) {
        CHECK(static_cast<int>(facts.type) > last);
        last = static_cast<int>(facts.type);
        CHECK(facts.en.ends_with("."));
        CHECK(facts.zh_cn.ends_with("。"));
    }
}
