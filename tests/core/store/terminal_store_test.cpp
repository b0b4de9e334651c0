#include "tests/core/store/terminal_world.h"

#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"
#include "core/base/codes/store.h"
#include "core/record/proof.h"
#include "core/store/event_codec.h"
#include "core/store/terminal_schema.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;
using namespace kaogong::assessment;

namespace {

SittingEvent answer_event(const Instant& at, int number) {
    return ResponseSet{at, "dg4-000" + std::to_string(number % 5), ChosenOptions{{std::string(1, static_cast<char>('a' + number % 4))}},
                       ""};
}

// Everything that a sitting went through, event by event.
std::vector<SittingEvent> script(test::FakeClock& clock, int answers) {
    std::vector<SittingEvent> events;
    const auto at = [&] {
        clock.advance(700);
        return clock.now();
    };
    events.push_back(Opened{at()});
    events.push_back(IdentityConfirmed{at()});
    events.push_back(Started{at(), 0});
    for (int i = 0; i < answers; ++i) events.push_back(answer_event(at(), i));
    return events;
}

void append_all(TerminalStore& store, const SittingId& sitting, const std::vector<SittingEvent>& events) {
    for (std::size_t i = 0; i < events.size(); ++i) REQUIRE(store.append(sitting, {.sequence = i + 1, .event = events[i]}).ok());
}

std::vector<std::string> bytes_of(const std::vector<SittingEvent>& events) {
    std::vector<std::string> all;
    for (const SittingEvent& event : events) all.push_back(to_hex(encode_event(event)));
    return all;
}

Bytes spool_file(test::TerminalWorld& world, const ParcelFile& file) {
    return read_file(world.folder / ("data/spool/out/" + file.name), kFileSizeMax).value();
}

} // namespace

TEST_CASE("a terminal that was never enrolled has no store, and a second process is refused") {
    test::TerminalWorld world;
    auto options = world.options();
    options.enrolment.reset();
    CHECK_EQ(TerminalStore::open(options).code(), codes::terminal_not_enrolled);
    const auto store = world.open();
    CHECK_EQ(TerminalStore::open(world.options()).code(), codes::store_in_use);
}

TEST_CASE("a sitting's events come back after a restart, and the ledger holds them all") {
    test::TerminalWorld world;
    const auto events = script(world.clock, 40);
    SittingFacts facts;
    {
        auto store = world.open();
        facts = store->open_sitting(world.opening()).value();
        append_all(*store, facts.id, events);
        CHECK_EQ(bytes_of(store->sittings().load(facts.id).value()), bytes_of(events));
    }
    auto store = world.open();
    CHECK_EQ(bytes_of(store->sittings().load(facts.id).value()), bytes_of(events));
    REQUIRE_EQ(store->sittings().unreleased().value().size(), 1);
    CHECK(store->sittings().unreleased().value().front().salt == facts.salt);
    CHECK(store->check().ok());
    // enrolled, boot, one hash an event, sitting_opened, boot
    CHECK_EQ(store->ledger().size(), 2 + events.size() + 1 + 1);
}

TEST_CASE("the same event again changes nothing, another one in its place or a gap is refused") {
    test::TerminalWorld world;
    auto store = world.open();
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    const auto events = script(world.clock, 2);
    append_all(*store, facts.id, events);
    const std::uint64_t size = store->ledger().size();
    CHECK(store->append(facts.id, {.sequence = 2, .event = events[1]}).ok());
    CHECK_EQ(store->append(facts.id, {.sequence = 2, .event = events[3]}).code(), codes::sitting_sequence_wrong);
    CHECK_EQ(store->append(facts.id, {.sequence = 7, .event = events[3]}).code(), codes::sitting_sequence_wrong);
    CHECK_EQ(store->append(SittingId{{9}}, {.sequence = 1, .event = events[0]}).code(), codes::sitting_unknown);
    CHECK_EQ(store->ledger().size(), size);
}

TEST_CASE("answers lie sealed: no text of an answer is in the database") {
    test::TerminalWorld world;
    auto store = world.open();
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    const SittingEvent event = ResponseSet{world.clock.now(), "dg4-0001", ShortText{"a very particular answer"}, ""};
    REQUIRE(store->append(facts.id, {.sequence = 1, .event = event}).ok());
    for (const char* name : {"data/terminal.db", "data/terminal.db-wal"}) {
        const Bytes content = read_file(world.folder / name, kFileSizeMax).value();
        CHECK_EQ(as_text(content).find("particular answer"), std::string_view::npos);
    }
}

TEST_CASE("rows of ledger and journals can be neither changed nor removed") {
    test::TerminalWorld world;
    {
        auto store = world.open();
        const SittingFacts facts = store->open_sitting(world.opening()).value();
        append_all(*store, facts.id, script(world.clock, 1));
    }
    Db db =
        Db::open({.path = world.folder / "data/terminal.db", .application_id = 0x4B47'5401, .migrations = terminal_migrations()}).value();
    for (const char* sql : {"update ledger set type = 1", "delete from ledger", "update journal set type = 1", "delete from journal",
                            "update sittings set salt = record_id", "delete from sittings"})
        CHECK_EQ(db.run(sql).code(), codes::store_constraint);
}

TEST_CASE("a ledger that somebody altered is found at the start or by the full check") {
    for (const bool last : {true, false}) {
        test::TerminalWorld world;
        {
            auto store = world.open();
            const SittingFacts facts = store->open_sitting(world.opening()).value();
            append_all(*store, facts.id, script(world.clock, 300));
        }
        {
            Db db =
                Db::open({.path = world.folder / "data/terminal.db", .application_id = 0x4B47'5401, .migrations = terminal_migrations()})
                    .value();
            REQUIRE(db.script("drop trigger ledger_keeps").ok());
            const std::string which = last ? "(select max(entry_index) from ledger)" : "5";
            REQUIRE(
                db.script("update ledger set entry = (select entry from ledger where entry_index = 7) where entry_index = " + which).ok());
        }
        const auto store = TerminalStore::open(world.options());
        if (last)
            CHECK_FALSE(store.ok());
        else
            CHECK_EQ(store.value()->check().code(), codes::ledger_index_wrong);
    }
}

TEST_CASE("after hand-in nothing on the terminal opens the answers, and the seat can still be released") {
    test::TerminalWorld world;
    SittingFacts facts;
    {
        auto store = world.open();
        facts = store->open_sitting(world.opening()).value();
        append_all(*store, facts.id, script(world.clock, 3));
        REQUIRE(store->seal(facts.id, {{.signed_result = world.sealed_submission(facts), .blobs = {world.answers_file()}}}).ok());
        const std::uint64_t size = store->ledger().size();
        REQUIRE(store->seal(facts.id, {{.signed_result = world.sealed_submission(facts), .blobs = {world.answers_file()}}}).ok());
        CHECK_EQ(store->ledger().size(), size);
    }
    auto store = world.open();
    CHECK(store->sittings().is_closed(facts.id).value());
    CHECK_EQ(store->sittings().load(facts.id).code(), codes::sealed_answer_damaged);
    REQUIRE_EQ(store->sittings().unreleased().value().size(), 1);
    REQUIRE(store->sittings().release_closed(facts.id, SeatReleased{world.clock.now(), "1001"}).ok());
    CHECK(store->sittings().unreleased().value().empty());
    REQUIRE_EQ(store->results().of_sitting(facts.id).value().size(), 1);
    CHECK_EQ(store->results().undelivered().value(), 1);
    CHECK(store->check().ok());
}

TEST_CASE("a result makes a parcel, the bureau's answer makes it delivered, and only then does the parcel go") {
    test::TerminalWorld world;
    test::SmallBureau bureau(world);
    auto store = world.open();
    REQUIRE(store->trust().accept(world.bundle).ok());
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    append_all(*store, facts.id, script(world.clock, 5));
    REQUIRE(store->seal(facts.id, {{.signed_result = world.sealed_submission(facts), .blobs = {world.answers_file()}}}).ok());
    CHECK(store->parcels().is_due(world.clock.now()).value());
    const auto made = store->parcels().make_due(world.clock.now()).value();
    REQUIRE_EQ(made.size(), 1);
    CHECK_FALSE(store->parcels().is_due(world.clock.now()).value());

    const Bytes file = spool_file(world, made.front());
    record::MerkleTree tree;
    const auto parcel = record::open_parcel(file).value();
    CHECK(record::verify_parcel(parcel, world.device.public_key(), tree).ok());
    REQUIRE_EQ(parcel.blobs.size(), 1);
    CHECK_EQ(to_hex(parcel.blobs.front().content()), to_hex(world.answers_file()));

    const Bytes answer = bureau.answer(file);
    const ImportedAnswer imported = store->parcels().import_answer(answer).value();
    CHECK(imported.is_new);
    CHECK_EQ(imported.receipts, 1);
    CHECK_EQ(store->results().undelivered().value(), 0);
    CHECK_FALSE(std::filesystem::exists(world.folder / ("data/spool/out/" + made.front().name)));
    const auto status = store->results().all().value().front();
    CHECK(status.delivered);
    CHECK(status.verdict == record::Verdict::accepted);
    const Bytes proof = store->results().proof(status.entry_index).value();
    CHECK(record::verify_proof(proof, store->trust().bundle()).ok());

    // The same answer again changes nothing, and importing answers never breeds parcels.
    const std::uint64_t size = store->ledger().size();
    CHECK_FALSE(store->parcels().import_answer(answer).value().is_new);
    CHECK_EQ(store->ledger().size(), size);
    CHECK_FALSE(store->parcels().is_due(world.clock.now()).value());
    world.clock.advance(25 * 60 * 60'000);
    CHECK_FALSE(store->parcels().is_due(world.clock.now()).value());
    CHECK(store->check().ok());
}

TEST_CASE("a parcel whose answer is still to come stays, although a later parcel's answer shows that the bureau holds it") {
    test::TerminalWorld world;
    test::SmallBureau bureau(world);
    auto store = world.open();
    REQUIRE(store->trust().accept(world.bundle).ok());
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    append_all(*store, facts.id, script(world.clock, 1));
    REQUIRE(store->seal(facts.id, {{.signed_result = world.sealed_submission(facts), .blobs = {}}}).ok());
    const ParcelFile first = store->parcels().make_due(world.clock.now()).value().front();
    REQUIRE(store->note_heartbeat().ok());
    const ParcelFile later = store->parcels().make_due(world.clock.now(), Parcels::Asked::yes).value().front();
    const Bytes first_answer = bureau.answer(spool_file(world, first));
    const Bytes later_answer = bureau.answer(spool_file(world, later));

    REQUIRE(store->parcels().import_answer(later_answer).ok());
    CHECK_EQ(store->parcels().held().value(), later.first + later.count);
    CHECK(std::filesystem::exists(world.folder / ("data/spool/out/" + first.name)));
    CHECK_FALSE(std::filesystem::exists(world.folder / ("data/spool/out/" + later.name)));
    CHECK_EQ(store->results().undelivered().value(), 1);
    // It is written again where it was lost, and goes when its own answer is there.
    std::filesystem::remove(world.folder / ("data/spool/out/" + first.name));
    CHECK_EQ(store->parcels().restore(Parcels::Lost::missing).value(), 1);
    REQUIRE(store->parcels().import_answer(first_answer).ok());
    CHECK_EQ(store->results().undelivered().value(), 0);
    CHECK(std::filesystem::is_empty(world.folder / "data/spool/out"));
    CHECK_EQ(store->parcels().restore(Parcels::Lost::missing).value(), 0);
}

TEST_CASE("the next parcel asks for proof from the last state of the log that was proved, not from one that an answer to an old parcel shows") {
    test::TerminalWorld world;
    test::SmallBureau bureau(world);
    auto store = world.open();
    REQUIRE(store->trust().accept(world.bundle).ok());
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    append_all(*store, facts.id, script(world.clock, 1));
    REQUIRE(store->seal(facts.id, {{.signed_result = world.sealed_submission(facts), .blobs = {}}}).ok());
    const auto cut = [&] {
        REQUIRE(store->note_heartbeat().ok());
        return spool_file(world, store->parcels().make_due(world.clock.now(), Parcels::Asked::yes).value().front());
    };
    const auto named_by = [](const Bytes& parcel) { return record::open_parcel(parcel).value().head.content.log_size; };
    const Bytes first = cut(), second = cut();
    CHECK_EQ(named_by(second), 0);
    REQUIRE(store->parcels().import_answer(bureau.answer(first)).ok());
    const std::uint64_t proved = named_by(cut());
    CHECK_EQ(proved, 2);

    // The bureau forgets, and shows another log with its answer to the parcel that was cut before anything was known of the first.
    const auto shown = [&](const Bytes& parcel, int leaves, record::HashPath path) {
        record::NodesInMemory log;
        for (int i = 0; i < leaves; ++i) log.append(record::encode_leaf(record::GenesisLeaf{.origin = "other " + std::to_string(i)}));
        auto content = record::open_answer(bureau.answer(parcel)).value().content;
        content.checkpoint = record::sign_checkpoint({.origin = "bureau.test/log", .size = log.tree().size(), .root = log.tree().root()}, world.note).value();
        content.consistency = std::move(path);
        return record::encode_answer(content, world.intake, bureau.now_s()).value();
    };
    REQUIRE(store->parcels().import_answer(shown(second, 7, {})).ok());
    const Bytes next = cut();
    CHECK_EQ(named_by(next), proved);
    CHECK_EQ(store->parcels().import_answer(shown(next, 9, {Hash{{1}}, Hash{{2}}, Hash{{3}}, Hash{{4}}})).code(), codes::tree_consistency_bad);
    // And a log of a size that was seen with another root is refused whatever parcel it answers.
    CHECK_EQ(store->parcels().import_answer(shown(second, 2, {})).code(), codes::tree_consistency_bad);
    store.reset();
    store = world.open();
    CHECK_EQ(named_by(cut()), proved);
}

TEST_CASE("a parcel file that was spoilt is written again to the byte when the carrier says so, and nothing else is made for that") {
    test::TerminalWorld world;
    auto store = world.open();
    REQUIRE(store->trust().accept(world.bundle).ok());
    const ParcelFile made = store->parcels().make_due(world.clock.now(), Parcels::Asked::yes).value().front();
    const Bytes file = spool_file(world, made);
    for (const std::size_t at : {std::size_t{7}, file.size() / 2, file.size() - 1}) {
        Bytes spoilt = file;
        spoilt[at] ^= 0x10;
        REQUIRE(write_file_atomic(world.folder / ("data/spool/out/" + made.name), spoilt).ok());
        REQUIRE(store->note_heartbeat().ok());
        REQUIRE(write_file_atomic(world.folder / "data/spool/ask/spoilt", {}).ok());
        CHECK(store->export_due().value().empty());
        CHECK_EQ(to_hex(spool_file(world, made)), to_hex(file));
        CHECK_FALSE(std::filesystem::exists(world.folder / "data/spool/ask/spoilt"));
    }
}

TEST_CASE("an answer with any bit flipped, of another terminal or to another ledger is refused and nothing is stored") {
    test::TerminalWorld world;
    test::SmallBureau bureau(world);
    auto store = world.open();
    REQUIRE(store->trust().accept(world.bundle).ok());
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    append_all(*store, facts.id, script(world.clock, 1));
    REQUIRE(store->seal(facts.id, {{.signed_result = world.sealed_submission(facts), .blobs = {}}}).ok());
    const Bytes answer = bureau.answer(spool_file(world, store->parcels().make_due(world.clock.now()).value().front()));
    const std::uint64_t size = store->ledger().size();
    for (std::size_t bit = 0; bit < answer.size() * 8; bit += 5) {
        Bytes flipped = answer;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
        CHECK_FALSE(store->parcels().import_answer(flipped).ok());
    }
    auto forged = record::open_answer(answer).value().content;
    forged.root = Hash{{1}};
    CHECK_EQ(store->parcels().import_answer(record::encode_answer(forged, world.intake, bureau.now_s()).value()).code(),
             codes::answer_not_ours);
    forged.parcel = Hash{{2}};
    CHECK_EQ(store->parcels().import_answer(record::encode_answer(forged, world.intake, bureau.now_s()).value()).code(),
             codes::answer_for_other);
    CHECK_EQ(store->ledger().size(), size);
    CHECK_EQ(store->results().undelivered().value(), 1);
}

TEST_CASE("parcels are cut at their limits, and a lost spool is written again to the byte") {
    test::TerminalWorld world;
    test::SmallBureau bureau(world);
    auto options = world.options();
    options.parcels = {.entries_max = 4, .bytes_max = 1u << 20};
    auto store = TerminalStore::open(options).value();
    REQUIRE(store->trust().accept(world.bundle).ok());
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    append_all(*store, facts.id, script(world.clock, 4));
    const auto made = store->parcels().make_due(world.clock.now(), Parcels::Asked::yes).value();
    CHECK_EQ(made.size(), (store->ledger().size() + 3) / 4);
    std::vector<Bytes> files;
    for (const ParcelFile& file : made) files.push_back(spool_file(world, file));
    std::filesystem::remove_all(world.folder / "data/spool");
    store.reset();
    store = TerminalStore::open(options).value();
    for (std::size_t i = 0; i < made.size(); ++i) CHECK_EQ(to_hex(spool_file(world, made[i])), to_hex(files[i]));
    for (const Bytes& file : files) REQUIRE(store->parcels().import_answer(bureau.answer(file)).ok());
    CHECK(std::filesystem::is_empty(world.folder / "data/spool/out"));
    CHECK_EQ(store->parcels().held().value(), made.back().first + made.back().count);
}

TEST_CASE("a bundle of a lower version or of other roots is refused") {
    test::TerminalWorld world;
    test::TerminalWorld other;
    auto store = world.open();
    REQUIRE(store->trust().accept(world.make_bundle(3)).ok());
    CHECK_EQ(store->trust().accept(world.make_bundle(2)).code(), codes::bundle_older);
    CHECK_FALSE(store->trust().accept(other.bundle).ok());
    store.reset();
    CHECK_EQ(world.open()->trust().version(), 3);
}

TEST_CASE("new roots count once old and new ones have signed for them, also after a restart") {
    test::TerminalWorld world;
    const record::RootSet enrolled_with = world.roots;
    auto store = world.open();
    REQUIRE(store->trust().accept(world.bundle).ok());
    const auto first = record::KeyPair::generate(world.random);
    const auto second = record::KeyPair::generate(world.random);
    record::RootSet next = world.roots;
    next.keys = {world.root_a.public_key().bytes(), first.public_key().bytes(), second.public_key().bytes()};
    std::sort(next.keys.begin(), next.keys.end());
    record::Bundle change = store->trust().bundle();
    change.version = 2;
    change.roots = next;
    CHECK_FALSE(store->trust().accept(record::encode_bundle(change, {&first, &second}).value()).ok());
    REQUIRE(store->trust().accept(record::encode_bundle(change, {&world.root_a, &world.root_b, &first}).value()).ok());
    // From now on the new set alone is enough, and the old one is not.
    change.version = 3;
    CHECK_FALSE(store->trust().accept(record::encode_bundle(change, {&world.root_b, &world.root_c}).value()).ok());
    REQUIRE(store->trust().accept(record::encode_bundle(change, {&first, &second}).value()).ok());
    store.reset();
    world.roots = enrolled_with;
    store = world.open();
    CHECK_EQ(store->trust().version(), 3);
    CHECK(store->trust().roots() == next);
}

TEST_CASE("a file in ask/ brings everything out that is not out yet") {
    test::TerminalWorld world;
    auto store = world.open();
    CHECK_EQ(store->export_due().value().size(), 1); // the enrolment is due by itself
    const SittingFacts facts = store->open_sitting(world.opening()).value();
    append_all(*store, facts.id, script(world.clock, 2));
    CHECK(store->export_due().value().empty());
    REQUIRE(write_file_atomic(world.folder / "data/spool/ask/now", view("please")).ok());
    CHECK_EQ(store->export_due().value().size(), 1);
    CHECK(store->spool_ask().scan().value().files.empty());
    CHECK(store->export_due().value().empty());
}

TEST_CASE("candidates are found by both numbers, lie sealed, and can be destroyed") {
    test::TerminalWorld world;
    auto store = world.open();
    const PackageFacts package{
        .id = world.package, .session = world.session, .content = Hash{{4}}, .file_name = "a.kgpk", .not_before_ms = 1, .not_after_ms = 2};
    REQUIRE(store->packages().accept(package).ok());
    REQUIRE(store->packages().accept(package).ok());
    PackageFacts differs = package;
    differs.content = Hash{{5}};
    CHECK_EQ(store->packages().accept(differs).code(), codes::package_differs);
    const RosterEntry entries[] = {{.candidate = world.candidate,
                                    .admission_ticket = "202611200001",
                                    .identity_number = "99999919900101001X",
                                    .row = to_bytes(view("row of Zhang San"))}};
    REQUIRE(store->roster().import({.package = world.package, .session = world.session, .entries = entries}).ok());
    REQUIRE(store->roster().import({.package = world.package, .session = world.session, .entries = entries}).ok());
    const auto found = store->roster().find({.admission_ticket = "2026 1120 0001", .identity_number = "99999919900101001x"}).value();
    REQUIRE_EQ(found.size(), 1);
    CHECK_EQ(as_text(found.front().row.view()), "row of Zhang San");
    CHECK(store->roster().find({.admission_ticket = "202611200002", .identity_number = "99999919900101001X"}).value().empty());
    const Bytes log = read_file(world.folder / "data/terminal.db-wal", kFileSizeMax).value();
    CHECK_EQ(as_text(log).find("Zhang San"), std::string_view::npos);
    REQUIRE(store->roster().erase_all("1001").ok());
    CHECK(store->roster().empty().value());
    // The next package's candidates are sealed under a new key, which the next start finds.
    REQUIRE(store->roster().import({.package = world.package, .session = world.session, .entries = entries}).ok());
    store.reset();
    store = world.open();
    CHECK_EQ(store->roster().find({.admission_ticket = "202611200001", .identity_number = "99999919900101001X"}).value().size(), 1);
    REQUIRE(store->roster().erase_all("").ok());
    store.reset();
    store = world.open();
    CHECK_EQ(store->roster().size_of(world.session).value(), 0);
    CHECK(store->check().ok());
}

TEST_CASE("a PIN attempt counts before it is tried, waiting begins after five, and a restart forgives nothing") {
    test::TerminalWorld world;
    const auto verifier = record::make_pin_verifier(Secret(view("135790")), record::kPinCostMin, world.random).value();
    auto store = world.open();
    for (int i = 1; i <= 5; ++i) {
        const auto tried = store->pins().try_pin("1001", verifier, Secret(view("000000"))).value();
        CHECK_FALSE(tried.right);
        CHECK_EQ(tried.free_attempts_left, 5 - i);
    }
    store.reset();
    store = world.open();
    CHECK_EQ(store->pins().try_pin("1001", verifier, Secret(view("135790"))).code(), codes::pin_locked);
    CHECK(store->pins().try_pin("1002", verifier, Secret(view("135790"))).value().right);
    world.clock.advance(store->pins().wait_ms("1001").value());
    CHECK(store->pins().try_pin("1001", verifier, Secret(view("135790"))).value().right);
    CHECK_EQ(store->pins().wait_ms("1001").value(), 0);
}

TEST_CASE("the invigilator's word is given once, is an act of staff, and outlives a restart as the profile does") {
    test::TerminalWorld world;
    auto store = world.open();
    REQUIRE(store->packages().accept({.id = world.package, .session = world.session, .content = Hash{{4}}, .file_name = "a.kgpk"}).ok());
    const record::ProfileMark profile{.id = "99-fallback", .digest = Hash{{7}}};
    REQUIRE(store->packages().open_session(world.package, {.plan = "p", .candidates = 20, .profile = profile}).ok());
    CHECK_EQ(store->packages().start_session(world.package, {.staff = "J01", .at_ms = 9'000}).value(), 9'000);
    const std::uint64_t entries = store->ledger().size();
    CHECK_EQ(store->packages().start_session(world.package, {.staff = "J02", .at_ms = 12'000}).value(), 9'000);
    CHECK_EQ(store->ledger().size(), entries);
    const Bytes word = store->ledger().entry(entries - 1).value();
    const auto act = record::decode_body<record::StaffActBody>(record::decode_entry(word).value().content.body).value();
    CHECK_EQ(act.act, "SESSION_STARTED");
    CHECK_EQ(act.reason, "AS_PLANNED");
    store.reset();
    store = world.open();
    const PackageFacts found = store->packages().find(world.package).value().value();
    CHECK_EQ(found.started_at_ms, std::optional<std::int64_t>(9'000));
    CHECK_EQ(found.profile, std::optional(profile));
    REQUIRE(store->packages().close_session(world.package, {.candidates = 0, .staff = "J01"}).ok());
    const Bytes closed = store->ledger().entry(store->ledger().size() - 1).value();
    CHECK_EQ(record::decode_body<record::StaffActBody>(record::decode_entry(closed).value().content.body).value().act, "SESSION_CLOSED");
}

TEST_CASE("clock steps, heartbeats and exports are entries that make no parcel due") {
    test::TerminalWorld world;
    auto store = world.open();
    (void)store->parcels().make_due(world.clock.now(), Parcels::Asked::yes).value();
    const std::uint64_t entries = store->ledger().size();
    REQUIRE(store->note_clock_step({.expected_ms = 1'000, .found_ms = 61'000}).ok());
    REQUIRE(store->note_heartbeat().ok());
    REQUIRE(store->note_export({.purpose = "EXPORT", .receiver = "STICK", .content = Hash{{3}}}).ok());
    CHECK_EQ(store->ledger().size(), entries + 3);
    CHECK_FALSE(store->parcels().is_due(world.clock.now()).value());
    CHECK(store->check().ok());
    CHECK(store->space().value().free_bytes > 0);
}

TEST_CASE("sessions open and close once, each with its entry, and each makes a parcel due") {
    test::TerminalWorld world;
    auto store = world.open();
    REQUIRE(store->packages().accept({.id = world.package, .session = world.session, .content = Hash{{4}}, .file_name = "a.kgpk"}).ok());
    (void)store->parcels().make_due(world.clock.now(), Parcels::Asked::yes).value();
    CHECK_FALSE(store->parcels().is_due(world.clock.now()).value());
    for (int twice = 0; twice < 2; ++twice) REQUIRE(store->packages().open_session(world.package, {.plan = "p", .candidates = 20}).ok());
    CHECK_EQ(store->parcels().make_due(world.clock.now()).value().at(0).count, 1);
    REQUIRE(store->packages().close_session(world.package, {.plan = "p", .candidates = 19}).ok());
    CHECK(store->parcels().is_due(world.clock.now()).value());
    CHECK_EQ(store->packages().open_session(PackageId{{1}}, {}).code(), codes::package_unknown);
}
