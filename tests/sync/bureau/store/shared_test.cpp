#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "core/record/checkpoint.h"
#include "sync/bureau/aside.h"
#include "sync/bureau/enrol.h"
#include "sync/bureau/tiles.h"
#include "tests/sync/bureau/other_bureau.h"

#include <map>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using record::Verdict;

namespace {

const Bytes kAnswerFile = to_bytes(view("sealed answers of one candidate"));

// Terminals with some results each, their ledgers cut into parcels of a few entries.
std::vector<Bytes> parcels_of_a_day(IntakeFixture& fixture, std::vector<SampleTerminal>& terminals, std::size_t count) {
    std::vector<Bytes> parcels;
    for (std::size_t t = 0; t < count; ++t) {
        SampleTerminal terminal = fixture.enrol("A-" + std::to_string(t));
        for (int result = 0; result < 4; ++result) {
            fixture.append_result(terminal, kAnswerFile);
            terminal.append(record::EventType::heartbeat, record::empty_body());
        }
        for (std::size_t first = 0; first < terminal.entries.size(); first += 3)
            parcels.push_back(cut_parcel(terminal, {.first = first, .end = first + 3, .blobs = {kAnswerFile}}));
        terminals.push_back(std::move(terminal));
    }
    return parcels;
}

// From leaf to root without the stored nodes, and every stored head against it.
void check_log(LogStore& log) {
    record::MerkleTree tree;
    const std::uint64_t size = must(log.log_size());
    for (const Bytes& leaf : must(log.leaves({.from = 0, .to = size}))) tree.append(leaf);
    CHECK_EQ(must(record::root_at(log, size)), tree.root());
    const auto head = must(log.newest_head());
    REQUIRE(head);
    CHECK_EQ(head->size, size);
    CHECK_EQ(head->root, tree.root());
}

} // namespace

TEST_CASE("three bureaus take the same parcels at once: one answer each, nothing lost, nothing twice, one tree") {
    IntakeFixture fixture;
    std::vector<SampleTerminal> terminals;
    const auto parcels = parcels_of_a_day(fixture, terminals, 6);
    auto bureaus = open_bureaus(fixture, 3);
    for (int round = 0; round < 2; ++round) // a parcel that had to wait for an earlier one is answered the second time
        (void)take_by_all(bureaus, parcels);
    const auto answers = take_by_all(bureaus, parcels);

    std::map<std::uint64_t, std::string> checkpoints; // by size
    std::size_t receipts = 0;
    for (const AnswersOfOne& of_one : answers) {
        REQUIRE_FALSE(of_one[0].empty());
        CHECK_EQ(of_one[1], of_one[0]);
        CHECK_EQ(of_one[2], of_one[0]);
        const auto answer = fixture.verified(of_one[0]);
        const auto checkpoint = must(record::decode_checkpoint(answer.content.checkpoint));
        const auto [known, fresh] = checkpoints.emplace(checkpoint.size, answer.content.checkpoint);
        CHECK_EQ(known->second, answer.content.checkpoint);
        CHECK_EQ(must(record::root_at(fixture.store->log(), checkpoint.size)), checkpoint.root);
        receipts += answer.content.receipts.size();
    }
    CHECK_EQ(receipts, terminals.size() * 4);
    CHECK_EQ(must(fixture.store->log().log_size()), 1 + parcels.size() + receipts);
    for (const SampleTerminal& terminal : terminals) {
        const auto row = fixture.terminal_row(terminal.id);
        CHECK_EQ(row.ledger.size, terminal.entries.size());
        CHECK_EQ(row.ledger.peaks, terminal.tip().tree().peaks());
        CHECK_FALSE(row.frozen_ms);
    }
    check_log(fixture.store->log());
}

TEST_CASE("a parcel offered to two bureaus in the same moment is taken in once") {
    IntakeFixture fixture;
    auto bureaus = open_bureaus(fixture, 2);
    for (int round = 0; round < 20; ++round) {
        SampleTerminal terminal = fixture.enrol("B-" + std::to_string(round));
        fixture.append_result(terminal, kAnswerFile);
        const std::uint64_t size_before = must(fixture.store->log().log_size());
        const auto answers = take_by_all(bureaus, {cut_parcel(terminal, {.blobs = {kAnswerFile}})});
        REQUIRE_FALSE(answers[0][0].empty());
        CHECK_EQ(answers[0][0], answers[0][1]);
        CHECK_EQ(must(fixture.store->log().log_size()), size_before + 2);
    }
}

TEST_CASE("one record id at two terminals at once is accepted once") {
    IntakeFixture fixture;
    auto bureaus = open_bureaus(fixture, 2);
    for (int round = 0; round < 10; ++round) {
        const auto id = fixture.samples.random.fixed<RecordId>();
        std::vector<Bytes> parcels;
        for (const char* seat : {"A", "B"}) {
            SampleTerminal terminal = fixture.enrol(seat + std::to_string(round));
            fixture.append_result(terminal, kAnswerFile, [&id](record::ResultRecord& result) { result.id = id; });
            parcels.push_back(cut_parcel(terminal, {.blobs = {kAnswerFile}}));
        }
        (void)take_by_all(bureaus, parcels);
        const auto rows = must(fixture.store->intake().judged_with_record_ids({id}));
        REQUIRE_EQ(rows.size(), 2u);
        CHECK_NE(rows[0].verdict == static_cast<int>(Verdict::accepted), rows[1].verdict == static_cast<int>(Verdict::accepted));
        const JudgedRow& other = rows[rows[0].verdict == static_cast<int>(Verdict::accepted) ? 1 : 0];
        CHECK_EQ(other.code, static_cast<int>(codes::record_id_reused));
        CHECK_FALSE(other.log_index);
    }
    check_log(fixture.store->log());
}

TEST_CASE("a clone that delivers to another bureau at the same time is found all the same") {
    IntakeFixture fixture;
    auto bureaus = open_bureaus(fixture, 2);
    for (int round = 0; round < 10; ++round) {
        SampleTerminal terminal = fixture.enrol("C-" + std::to_string(round));
        for (int i = 0; i < 3; ++i) terminal.append(record::EventType::heartbeat, record::empty_body());
        Clone clone(fixture.samples, terminal, 2);
        clone.append_heartbeat();
        clone.append_heartbeat();
        const auto answers = take_by_all(bureaus, {cut_parcel(terminal), clone.parcel()});
        // Whichever came first is held, and both bureaus say of the other that it forks.
        CHECK_NE(answers[0][0].empty(), answers[1][0].empty());
        CHECK_EQ(answers[0][0], answers[0][1]);
        CHECK_EQ(answers[1][0], answers[1][1]);
        CHECK(fixture.terminal_row(terminal.id).frozen_ms);
        const auto forks = must(fixture.store->intake().forks(fixture.ledger(terminal.id)));
        REQUIRE_EQ(forks.size(), 1u);
        CHECK_EQ(forks[0].index, 2u);
    }
}

TEST_CASE("two people who decide on one record at once decide once") {
    IntakeFixture fixture;
    SampleTerminal terminal = fixture.enrol();
    fixture.append_result(terminal, to_bytes(view("a file that is missing")));
    must(fixture.intake->take(cut_parcel(terminal)));
    const auto aside = must(fixture.store->intake().aside());
    REQUIRE_EQ(aside.size(), 1u);
    auto bureaus = open_bureaus(fixture, 2);
    std::vector<Code> outcomes(2);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < 2; ++i) {
        threads.emplace_back([&, i] {
            const Decision decision{
                .kind = record::ActKind::refuse, .record = *aside[0].record_hash, .by = "P-" + std::to_string(i), .reason = "no file"};
            const auto decided = decide_aside(*bureaus[i]->store, fixture.authority, decision, kSampleWallMs);
            outcomes[i] = decided.ok() ? Code{} : decided.code();
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK_EQ(std::min(outcomes[0], outcomes[1]), Code{});
    CHECK_EQ(std::max(outcomes[0], outcomes[1]), codes::record_not_put_aside);
    check_log(fixture.store->log());
}

TEST_CASE("each bureau derives the same files from the shared log, and one that was behind catches up") {
    IntakeFixture fixture;
    TilePublisher here(fixture.folder / "here", fixture.store->log());
    must(here.publish());
    auto bureaus = open_bureaus(fixture, 1);
    std::vector<SampleTerminal> terminals;
    (void)take_by_all(bureaus, parcels_of_a_day(fixture, terminals, 2));
    must(here.publish());
    must(TilePublisher(fixture.folder / "there", bureaus[0]->store->log()).publish());
    const auto content = [&](const char* folder, const std::string& name) {
        return must(read_file(fixture.folder / folder / name, 1u << 20));
    };
    const std::uint64_t size = must(fixture.store->log().log_size());
    for (const std::string& name :
         {std::string("checkpoint"), record::tile_path({.level = 0, .index = 0, .width = size}), record::entries_path({.index = 0, .width = size})})
        CHECK_EQ(content("here", name), content("there", name));
}
