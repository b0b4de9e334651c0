#include "tests/sync/bureau/intake_fixture.h"

#include "core/base/codes/bureau.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using record::Verdict;

namespace {

const Bytes kAnswerFile = to_bytes(view("sealed answers of one candidate"));

void play_part(SampleTerminal& terminal, int heartbeats) {
    for (int i = 0; i < heartbeats; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
}

} // namespace

TEST_CASE("a parcel is answered with verdicts and receipts that the terminal can verify against its own entries") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    play_part(terminal, 2);
    const Bytes parcel = cut_parcel(terminal, {.blobs = {kAnswerFile}});
    const Committed committed = must(fixture.intake->take(parcel));
    CHECK_FALSE(committed.waiting);
    CHECK_EQ(committed.held, terminal.entries.size());

    const auto answer = fixture.verified(committed.answer);
    must(record::check_answer_for(
        answer, {.parcel = record::sha256(must(record::open_parcel(parcel)).head.message.encoded), .terminal = terminal.id}));
    CHECK_EQ(answer.content.held, terminal.entries.size());
    CHECK_EQ(answer.content.root, terminal.tip().tree().root());
    REQUIRE_EQ(answer.content.verdicts.size(), 1u);
    CHECK(answer.content.verdicts[0] == record::EntryVerdict{.index = 1, .verdict = Verdict::accepted});
    REQUIRE_EQ(answer.content.receipts.size(), 1u);
    must(record::check_receipt_for(answer.content.receipts[0], terminal.entries[1]));
}

TEST_CASE("sending twice changes nothing, and a restarted bureau gives the same bytes") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    const Bytes parcel = cut_parcel(terminal, {.blobs = {kAnswerFile}});
    const Bytes first = must(fixture.intake->take(parcel)).answer;
    const std::uint64_t log_size = must(fixture.store->log().log_size());
    fixture.clock.advance(3'600'000);
    CHECK_EQ(must(fixture.intake->take(parcel)).answer, first);
    fixture.reopen();
    CHECK_EQ(must(fixture.intake->take(parcel)).answer, first);
    CHECK_EQ(must(fixture.store->log().log_size()), log_size);
    CHECK(must(fixture.intake->offer(must(record::open_parcel(parcel)).head.message.encoded)).answered);
}

TEST_CASE("parcels cut anew over the same entries are no alarm, and what was accepted comes back as duplicate with a receipt") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    play_part(terminal, 3);
    must(fixture.intake->take(cut_parcel(terminal, {.first = 0, .end = 3, .blobs = {kAnswerFile}})));
    const auto answer_bytes = must(fixture.intake->take(cut_parcel(terminal, {.first = 1, .end = 5}))).answer;
    const auto answer = fixture.verified(answer_bytes);
    CHECK_EQ(answer.content.held, 5u);
    REQUIRE_EQ(answer.content.verdicts.size(), 1u);
    CHECK(answer.content.verdicts[0] == record::EntryVerdict{.index = 1, .verdict = Verdict::duplicate});
    must(record::check_receipt_for(answer.content.receipts.at(0), terminal.entries[1]));
    // Wholly inside what is held, and the whole ledger once more.
    for (const Cut& cut : {Cut{.first = 2, .end = 4}, Cut{.first = 4, .end = 5}, Cut{}})
        CHECK_EQ(must(fixture.intake->take(cut_parcel(terminal, cut))).held, 5u);
    CHECK_FALSE(fixture.terminal_row(terminal.id).frozen_ms);
}

TEST_CASE("a parcel that comes early waits until the gap is closed") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    play_part(terminal, 5);
    const Bytes late = cut_parcel(terminal, {.first = 4});
    const Bytes middle = cut_parcel(terminal, {.first = 2, .end = 4});
    const Bytes early = cut_parcel(terminal, {.first = 0, .end = 2});
    CHECK(must(fixture.intake->take(late)).waiting);
    CHECK(must(fixture.intake->take(middle)).waiting);
    fixture.reopen();
    CHECK(must(fixture.intake->take(late)).waiting);
    CHECK_EQ(fixture.terminal_row(terminal.id).ledger.size, 0u);
    CHECK_FALSE(must(fixture.intake->take(early)).waiting);
    CHECK_EQ(fixture.terminal_row(terminal.id).ledger.size, 6u);
    const Committed now = must(fixture.intake->take(late));
    CHECK_FALSE(now.waiting);
    CHECK_EQ(fixture.verified(now.answer).content.root, terminal.tip().tree().root());
}

TEST_CASE("a clone is found at the first index that both wrote: frozen, both heads kept") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    play_part(terminal, 2);
    Clone clone(fixture.samples, terminal, 2);
    clone.append_heartbeat();
    clone.append_heartbeat();
    const Bytes honest = cut_parcel(terminal);
    const Bytes cloned = clone.parcel({.first = 1});
    must(fixture.intake->take(honest));
    CHECK_EQ(fixture.intake->take(cloned).code(), codes::ledger_forked);
    CHECK_EQ(fixture.intake->take(cloned).code(), codes::ledger_forked);
    CHECK(fixture.terminal_row(terminal.id).frozen_ms);
    CHECK_EQ(fixture.terminal_row(terminal.id).ledger.size, 3u);
    const auto forks = must(fixture.store->intake().forks(fixture.ledger(terminal.id)));
    REQUIRE_EQ(forks.size(), 1u);
    CHECK_EQ(forks[0].index, 2u);
    CHECK_EQ(forks[0].head_held, to_bytes(must(record::open_parcel(honest)).head.message.encoded));
    CHECK_EQ(forks[0].head_new, to_bytes(must(record::open_parcel(cloned)).head.message.encoded));
    CHECK_EQ(forks[0].parcel_file, cloned);
}

TEST_CASE("a clone that begins right behind what is held is found by its root") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    play_part(terminal, 3);
    Clone clone(fixture.samples, terminal, 2);
    for (int i = 0; i < 4; ++i) clone.append_heartbeat();
    must(fixture.intake->take(cut_parcel(terminal)));
    CHECK_EQ(fixture.intake->take(clone.parcel({.first = 4})).code(), codes::ledger_forked);
    CHECK(fixture.terminal_row(terminal.id).frozen_ms);
}

TEST_CASE("a frozen terminal still delivers what it has signed, quarantined") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    must(fixture.intake->take(cut_parcel(terminal, {.blobs = {kAnswerFile}})));
    Clone clone(fixture.samples, terminal, 1);
    clone.append_heartbeat();
    CHECK_EQ(fixture.intake->take(clone.parcel()).code(), codes::ledger_forked);

    fixture.append_result(terminal, kAnswerFile);
    const auto bytes = must(fixture.intake->take(cut_parcel(terminal, {.first = 2, .blobs = {kAnswerFile}}))).answer;
    const auto answer = fixture.verified(bytes);
    CHECK_EQ(answer.content.held, 3u);
    REQUIRE_EQ(answer.content.verdicts.size(), 1u);
    CHECK(answer.content.verdicts[0] ==
          record::EntryVerdict{.index = 2, .verdict = Verdict::quarantined, .code = static_cast<int>(codes::terminal_frozen)});
    CHECK(answer.content.receipts.empty());
}

TEST_CASE("terminals that come back from long outages, late, early, twice and cut anew are never an alarm") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    play_part(terminal, 19);
    FakeRandom random(11);
    for (int round = 0; round < 40; ++round) {
        const std::size_t first = random.below(20);
        const std::size_t end = first + 1 + random.below(20 - first);
        const auto taken = fixture.intake->take(cut_parcel(terminal, {.first = first, .end = end}));
        REQUIRE(taken.ok());
    }
    must(fixture.intake->take(cut_parcel(terminal)));
    CHECK_EQ(fixture.terminal_row(terminal.id).ledger.size, 20u);
    CHECK_FALSE(fixture.terminal_row(terminal.id).frozen_ms);
    CHECK(must(fixture.store->intake().forks(fixture.ledger(terminal.id))).empty());
}

TEST_CASE("a terminal's consistency path leads from the log that it knew to the new checkpoint") {
    IntakeFixture fixture;
    SampleTerminal first = fixture.enrol("A-01");
    SampleTerminal second = fixture.enrol("A-02");
    const auto before_bytes = must(fixture.intake->take(cut_parcel(first))).answer;
    const auto before = must(record::decode_checkpoint(fixture.verified(before_bytes).content.checkpoint));
    for (int i = 0; i < 5; ++i) {
        play_part(second, 1);
        must(fixture.intake->take(cut_parcel(second)));
    }
    play_part(first, 1);
    const Bytes parcel = cut_parcel(first, {.first = 1, .log_size = before.size});
    const auto bytes = must(fixture.intake->take(parcel)).answer;
    must(record::check_answer_for(
        fixture.verified(bytes),
        {.parcel = must(record::open_parcel(parcel)).head.id, .terminal = first.id, .log_size = before.size, .log_root = before.root}));
}

TEST_CASE("a newer trust bundle travels with the answer") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    record::Bundle newer = fixture.samples.bundle;
    newer.version = 2;
    fixture.authority.bundle = newer;
    fixture.authority.bundle_bytes = fixture.samples.sign_bundle(newer);
    const auto bytes = must(fixture.intake->take(cut_parcel(terminal))).answer;
    const auto answer = fixture.verified(bytes);
    CHECK_EQ(answer.content.bundle_version, 2);
    CHECK(equal(answer.bundle, fixture.authority.bundle_bytes));
}

TEST_CASE("of parcels that are taken in together, one that fails leaves no trace and the others stay") {
    IntakeFixture fixture;
    SampleTerminal good = fixture.enrol("A-01"), bad = fixture.enrol("A-02"), late = fixture.enrol("A-03");
    for (SampleTerminal* terminal : {&good, &late}) fixture.append_result(*terminal, kAnswerFile);
    play_part(bad, 2);
    const Bytes contradicting = cut_parcel(bad, {.log_size = 1'000}); // fails when all of it was appended, at its answer
    const std::uint64_t log_before = must(fixture.store->log().log_size());
    {
        auto batch = must(fixture.intake->begin_batch());
        must(fixture.intake->take(cut_parcel(good, {.blobs = {kAnswerFile}})));
        CHECK_EQ(fixture.intake->take(contradicting).code(), codes::log_damaged);
        must(fixture.intake->take(cut_parcel(late, {.blobs = {kAnswerFile}})));
        must(batch->commit());
    }
    fixture.reopen();
    CHECK_EQ(fixture.terminal_row(good.id).ledger.size, good.entries.size());
    CHECK_EQ(fixture.terminal_row(bad.id).ledger.size, 0u);
    const auto answer = fixture.verified(must(fixture.intake->take(cut_parcel(late, {.blobs = {kAnswerFile}}))).answer);
    must(record::check_receipt_for(answer.content.receipts.at(0), late.entries[1]));
    CHECK_EQ(must(fixture.store->log().log_size()), log_before + 4); // two results, two parcels
    must(fixture.intake->take(cut_parcel(bad)));
}

TEST_CASE("a batch that is not committed was never there") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    const Bytes parcel = cut_parcel(terminal, {.blobs = {kAnswerFile}});
    const std::uint64_t log_before = must(fixture.store->log().log_size());
    {
        auto batch = must(fixture.intake->begin_batch());
        must(fixture.intake->take(parcel));
    }
    CHECK_EQ(must(fixture.store->log().log_size()), log_before);
    CHECK_EQ(fixture.terminal_row(terminal.id).ledger.size, 0u);
    must(fixture.intake->take(parcel));
}

TEST_CASE("a parcel that was examined beforehand gets the answer that it would get alone, also when it was answered meanwhile") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, kAnswerFile);
    const Bytes parcel = cut_parcel(terminal, {.blobs = {kAnswerFile}});
    const Hash id = must(fixture.intake->offer(must(record::open_parcel(parcel)).head.message.encoded)).parcel;
    CHECK_EQ(fixture.intake->open_commit(id), nullptr); // its chunks are not here
    must(fixture.intake->chunk(id, 0, parcel));
    const auto first = fixture.intake->open_commit(id), second = fixture.intake->open_commit(id);
    REQUIRE(first);
    REQUIRE(second);
    first->examine();
    second->examine();
    const Bytes answer = must(fixture.intake->finish_commit(id, *first)).answer;
    CHECK_EQ(fixture.verified(answer).content.receipts.size(), 1u);
    CHECK_EQ(must(fixture.intake->finish_commit(id, *second)).answer, answer);
    CHECK_EQ(fixture.intake->open_commit(id), nullptr);
}
