// What witnesses say of the bureau's log: kept where it holds, published beside the head, and never in the way of one.
#include "sync/bureau/cosignatures.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/checkpoint.h"
#include "sync/bureau/tiles.h"
#include "sync/bureau/witnesses.h"
#include "tests/sync/bureau/intake_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

struct Watched : IntakeFixture {
    TilePublisher tiles{folder / "log", store->log()};

    void grow(std::uint64_t to) {
        auto tx = must(store->begin_log());
        auto log = must(LogWriter::open(store->log(), authority));
        while (log.size() < to) must(log.append(record::encode_leaf(record::ParcelLeaf{.head = samples.random.fixed<Hash>()})));
        must(log.sign(kSampleWallMs));
        must(tx->commit());
    }
    std::string newest() { return must(store->log().newest_head())->checkpoint; }
    std::string cosigned(const std::string& note, const record::KeyPair& key, const std::string& name = "witness.test") const {
        return must(record::cosign_checkpoint(note, {.name = name, .key = &key, .at_s = kSampleWallMs / 1'000}));
    }
    std::string cosigned(const std::string& note) const { return cosigned(note, samples.witness); }
    Code kept(const std::string& note) {
        const auto count = keep_cosignatures(*store, authority, note);
        return count.ok() ? Code{} : count.code();
    }
    std::string published(const std::string& name) {
        must(tiles.publish());
        return std::string(as_text(must(read_file(folder / "log" / name, 8'192))));
    }
};

} // namespace

TEST_CASE_FIXTURE(Watched, "a cosigned head is published with its lines, the signed one at once without") {
    grow(5);
    CHECK_EQ(published("checkpoint"), newest());
    CHECK_FALSE(std::filesystem::exists(folder / "log/checkpoint.witnessed"));
    const std::string note = cosigned(newest());
    CHECK_EQ(kept(note), Code{});
    CHECK_EQ(published("checkpoint"), note);
    CHECK(record::verify_published_checkpoint(published("checkpoint"), authority.bundle)->cosignatures.size() == 1);
    // The log goes on: its newest head stands alone again, and the one that was seen stays to be had.
    grow(9);
    CHECK_EQ(published("checkpoint"), newest());
    CHECK_EQ(published("checkpoint.witnessed"), note);
    // A restarted bureau publishes the same.
    std::filesystem::remove_all(folder / "log");
    TilePublisher again(folder / "log", store->log());
    must(again.publish());
    CHECK_EQ(published("checkpoint.witnessed"), note);
}

TEST_CASE_FIXTURE(Watched, "only lines of the bundle's witnesses over our own heads are kept") {
    grow(5);
    const std::string note = newest();
    const auto stranger = record::KeyPair::generate(samples.random);
    CHECK_EQ(kept(note), codes::cosignature_bad);
    CHECK_EQ(kept(cosigned(note, stranger)), codes::cosignature_bad);
    CHECK_EQ(kept(cosigned(note, samples.witness, "other.test")), codes::cosignature_bad);
    std::string spoilt = cosigned(note);
    spoilt[spoilt.size() - 10] = spoilt[spoilt.size() - 10] == 'A' ? 'B' : 'A';
    CHECK_EQ(kept(spoilt), codes::cosignature_bad);
    const std::string early = must(record::cosign_checkpoint(note, {.name = "witness.test", .key = &samples.witness, .at_s = 1'000}));
    CHECK_EQ(kept(early), codes::cosignature_bad); // long before its certificate
    CHECK_EQ(kept("nonsense"), codes::checkpoint_bad);
    for (const std::uint64_t size : {0u, 4u, 5u, 6u}) { // heads that this log never had
        const std::string foreign =
            must(record::sign_checkpoint({.origin = authority.origin, .size = size, .root = {}}, samples.checkpoint));
        CHECK_EQ(kept(cosigned(foreign)), codes::head_not_ours);
    }
    CHECK(must(store->log().cosignatures(5)).empty());
    // With a stranger's line beside it a good one counts, and the stranger's is left out.
    CHECK_EQ(kept(cosigned(cosigned(note, stranger, "other.test"))), Code{});
    CHECK_EQ(published("checkpoint"), cosigned(note));
    // The first line of a witness stays.
    const std::string later =
        must(record::cosign_checkpoint(note, {.name = "witness.test", .key = &samples.witness, .at_s = kSampleWallMs / 1'000 + 60}));
    CHECK_EQ(kept(later), Code{});
    CHECK_EQ(published("checkpoint"), cosigned(note));
}

TEST_CASE_FIXTURE(Watched, "an older head may be cosigned when newer ones are there") {
    grow(5);
    const std::string older = newest();
    grow(7);
    CHECK_EQ(kept(cosigned(older)), Code{});
    CHECK_EQ(must(store->log().newest_cosigned()), std::optional<std::uint64_t>(5));
    CHECK_EQ(published("checkpoint.witnessed"), cosigned(older));
    CHECK_EQ(published("checkpoint"), newest());
}

TEST_CASE_FIXTURE(Watched, "every head that was signed has its partial tiles, also those between two looks and two runs") {
    grow(3);
    must(tiles.publish());
    for (const std::uint64_t size : {5u, 7u, 260u, 300u}) grow(size);
    TilePublisher next_run(folder / "log", store->log());
    must(next_run.publish());
    for (const char* name : {"000.p/3", "000.p/5", "000.p/7", "000", "001.p/4", "001.p/44"}) {
        CAPTURE(name);
        CHECK(std::filesystem::exists(folder / "log/tile/0" / name));
        CHECK(std::filesystem::exists(folder / "log/tile/entries" / name));
    }
    CHECK(std::filesystem::exists(folder / "log/tile/1/000.p/1"));
}

TEST_CASE_FIXTURE(Watched, "the head that is shown comes with the path from the size that a witness knows") {
    grow(9);
    const std::string old_note = newest();
    grow(300);
    const HeadToShow shown = must(head_to_show(store->log(), 9));
    CHECK_EQ(shown.size, 300u);
    CHECK_EQ(shown.note, newest());
    const record::TreeRoots roots{.from = must(record::decode_checkpoint(old_note)).root,
                                  .to = must(record::decode_checkpoint(shown.note)).root};
    CHECK(record::verify_consistency({.from = 9, .to = 300}, shown.path, roots).ok());
    for (const std::uint64_t from : {0u, 300u, 301u}) CHECK(must(head_to_show(store->log(), from)).path.empty());
}

TEST_CASE_FIXTURE(Watched, "a witness is named by address and key, and must be in the bundle") {
    const record::NoteKey key{.name = "witness.test", .type = record::NoteKeyType::cosignature, .key = samples.witness.public_key()};
    const std::string text = "http://127.0.0.1:1#" + record::note_key_text(key);
    const WitnessAddress address = must(parse_witness(text));
    CHECK_EQ(address.server, "http://127.0.0.1:1");
    CHECK(address.key == key);
    const std::vector<std::string> odd{"http://127.0.0.1:1", "#" + record::note_key_text(key), "http://127.0.0.1:1#", text + "x"};
    for (const std::string& bad : odd) CHECK_FALSE(parse_witness(bad).ok());

    desk::Worker worker(16);
    const auto start = [&](const WitnessAddress& one, std::size_t times = 1) {
        const Witnesses::Options options{.addresses = std::vector<WitnessAddress>(times, one), .ca = {}};
        const auto started =
            Witnesses::start({.store = *store, .authority = authority, .worker = worker, .clock = clock, .publish = [] {}}, options);
        return started.ok() ? std::string_view("ok") : code_name(started.code());
    };
    CHECK_EQ(start(address), "ok"); // and ends again, though nobody listens there
    CHECK_EQ(start(address, kWitnessesMax + 1), "usage");
    WitnessAddress other = address;
    other.key.name = "other.test";
    CHECK_EQ(start(other), "witness_unnamed");
    other = address;
    other.server = "ftp://127.0.0.1";
    CHECK_EQ(start(other), "usage");
}
