#include "core/store/scorings.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/store.h"
#include "core/store/terminal_schema.h"
#include "tests/core/assessment/practical/scoring_samples.h"
#include "tests/core/store/terminal_world.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;
using namespace kaogong::test;

namespace {

// From the preparation to the tally, all accepted by a live desk.
struct Marking {
    Desk desk;
    Marking() {
        for (const ScoringEvent& event : events_to_hand_in()) REQUIRE(desk.ok(event));
        for (const ScoringEvent& event : events_to_decision()) REQUIRE(desk.ok(event));
        REQUIRE(desk.ok(TallyChecked{minute(73), "t", score_of(desk.state).value().points}));
    }
};

void append_all(TerminalStore& store, const SittingId& scoring, const std::vector<ScoringEvent>& events) {
    for (std::size_t i = 0; i < events.size(); ++i) REQUIRE(store.append(scoring, Scorings::Numbered{i + 1, events[i]}).ok());
}

std::vector<record::Entry> entries_since(TerminalStore& store, std::uint64_t first) {
    std::vector<record::Entry> entries;
    for (std::uint64_t i = first; i < store.ledger().size(); ++i)
        entries.push_back(record::decode_entry(store.ledger().entry(i).value()).value().content);
    return entries;
}

std::string acts_of(const std::vector<record::Entry>& entries) {
    std::string acts;
    for (const record::Entry& entry : entries) {
        if (entry.type != record::EventType::staff_act && entry.type != record::EventType::incident) continue;
        const auto body = record::decode_body<record::StaffActBody>(entry.body).value();
        acts += body.staff + " " + body.act + (body.reason.empty() ? "" : " " + body.reason) + "; ";
    }
    return acts;
}

} // namespace

TEST_CASE("a marking comes back after a restart as the very state that was live") {
    TerminalWorld world;
    const Marking marking;
    SittingFacts facts;
    {
        auto store = world.open();
        facts = store->open_scoring(world.opening(), ScoringMode::live).value();
        append_all(*store, facts.id, marking.desk.journal);
    }
    auto store = world.open();
    CHECK(store->scorings().load(facts.id).value() == marking.desk.journal);
    CHECK(store->scorings().replay(facts.id, marking.desk.state.rules).value() == marking.desk.state);
    REQUIRE_EQ(store->scorings().undelivered().value().size(), 1);
    CHECK(store->scorings().undelivered().value().front().salt == facts.salt);
    CHECK(store->check().ok());
}

TEST_CASE("an own sheet away from the desk comes back after a restart, signed, with its signature") {
    TerminalWorld world;
    OwnSheet sheet("b");
    REQUIRE_EQ(sheet.play({touch(1, "b", "m", measured_entry(41'990)), touch(2, "b", "j", judge_entry(3)), RowUndone{minute(3), "b", "j"},
                           touch(4, "b", "j", judge_entry(2)), SheetSigned{minute(5), "b", payload_of(4)}}),
               "");
    const Bytes signature = to_bytes(view("signature of b"));
    SittingFacts facts;
    {
        auto store = world.open();
        facts = store->open_scoring(world.opening(), ScoringMode::live).value();
        for (std::size_t i = 0; i < sheet.journal.size(); ++i) {
            const bool signs = std::holds_alternative<SheetSigned>(sheet.journal[i]);
            REQUIRE(store->append(facts.id, Scorings::Numbered{i + 1, sheet.journal[i], signs ? ByteView(signature) : ByteView()}).ok());
        }
    }
    auto store = world.open();
    const auto start = own_sheet_start(sheet.state.rules, "b");
    CHECK(store->scorings().replay_own_sheet(facts.id, start).value() == sheet.state);
    REQUIRE_EQ(store->scorings().signatures(facts.id).value().size(), 1);
    CHECK_EQ(store->scorings().undelivered().value().size(), 1);
    REQUIRE(store->append(facts.id, Scorings::Numbered{6, ResultDelivered{minute(6), payload_of(5)}}).ok()); // the desk has it
    CHECK(store->scorings().undelivered().value().empty());
    CHECK(store->scorings().replay_own_sheet(facts.id, start).value().delivered);

    const SittingFacts desk = store->open_scoring(world.opening(), ScoringMode::live).value();
    append_all(*store, desk.id, {TestStarted{minute(0), "a"}});
    CHECK_FALSE(store->scorings().replay_own_sheet(desk.id, start).ok());
}

TEST_CASE("scorings and sittings of one candidate never take each other's journals") {
    TerminalWorld world;
    auto store = world.open();
    const SittingFacts sitting = store->open_sitting(world.opening()).value();
    const SittingFacts scoring = store->open_scoring(world.opening(), ScoringMode::live).value();
    CHECK_EQ(store->sittings().load(scoring.id).code(), codes::sitting_unknown);
    CHECK_EQ(store->scorings().load(sitting.id).code(), codes::sitting_unknown);
    CHECK_EQ(store->sittings().of_candidate(world.candidate).value().size(), 1);
    CHECK_EQ(store->scorings().of_candidate(world.candidate).value().size(), 1);
    CHECK_EQ(store->sittings().unreleased().value().size(), 1);
    CHECK_EQ(store->seal_scoring(sitting.id, {}).code(), codes::sitting_unknown);
}

TEST_CASE("a practice run stores nothing") {
    TerminalWorld world;
    auto store = world.open();
    const std::uint64_t size = store->ledger().size();
    CHECK_EQ(store->open_scoring(world.opening(), ScoringMode::practice).code(), codes::scoring_wrong_state);
    Desk practice(ScoringMode::practice);
    for (const ScoringEvent& event : events_to_hand_in()) REQUIRE(practice.ok(event));
    CHECK(practice.journal.empty());
    CHECK(store->scorings().undelivered().value().empty());
    CHECK_EQ(store->ledger().size(), size);
}

TEST_CASE("every touch is one entry by its hash; acts of staff stand in the ledger by code, and no score does") {
    TerminalWorld world;
    auto store = world.open();
    const SittingFacts facts = store->open_scoring(world.opening(), ScoringMode::live).value();
    const std::uint64_t before = store->ledger().size();
    append_all(*store, facts.id, {touch(0, "a", "p", counted(0)), RowUndone{minute(1), "a", "p"}});
    // The first touch also opens it.
    const auto entries = entries_since(*store, before);
    REQUIRE_EQ(entries.size(), 3);
    CHECK(entries[0].type == record::EventType::score);
    CHECK(entries[1].type == record::EventType::scoring_opened);
    CHECK(entries[2].type == record::EventType::score);

    const std::uint64_t acts = store->ledger().size();
    std::uint64_t sequence = 2;
    for (const ScoringEvent& event : one_of_each_event()) {
        const Bytes signature = std::holds_alternative<ResultSigned>(event) ? to_bytes(view("signature")) : Bytes{};
        REQUIRE(store->append(facts.id, Scorings::Numbered{++sequence, event, signature}).ok());
    }
    CHECK_EQ(acts_of(entries_since(*store, acts)),
             "a VETO_CONFIRMED; a VETO_WITHDRAWN; a PAUSED POWER_CUT; a RESUMED; a CREDITED; a RESTARTED MACHINE_FAULT; a PIECE_HANDED_IN; "
             "a ARBITRATED; a SCORES_DECIDED; t TALLY_CHECKED; a ILL; a INTERRUPTED; a EARLY_START; "
             "b SHEET_RECEIVED; a EVIDENCE_TAKEN; - SIGNATURE_REFUSED CANDIDATE; a IDENTITY_DOUBT; "
             "a PAPER_PHOTOGRAPHED; a PAPER_AGREED; a PAPER_PUT_AWAY; a SEAL_INTACT; ");
    for (const record::Entry& entry : entries_since(*store, acts)) CHECK(record::check_body_of(entry).ok());
}

TEST_CASE("scores lie sealed: no text of a touch is in the database") {
    TerminalWorld world;
    auto store = world.open();
    const SittingFacts facts = store->open_scoring(world.opening(), ScoringMode::live).value();
    RowTouched touched = touch(0, "a", "p", counted(0));
    touched.reason = "a very particular reason";
    REQUIRE(store->append(facts.id, Scorings::Numbered{1, touched}).ok());
    for (const char* name : {"data/terminal.db", "data/terminal.db-wal"}) {
        const Bytes content = read_file(world.folder / name, kFileSizeMax).value();
        CHECK_EQ(as_text(content).find("particular reason"), std::string_view::npos);
    }
}

TEST_CASE("the same touch again changes nothing; another one in its place or a gap is refused") {
    TerminalWorld world;
    auto store = world.open();
    const SittingFacts facts = store->open_scoring(world.opening(), ScoringMode::live).value();
    const ScoringEvent first = touch(0, "a", "p", counted(0)), other = touch(0, "a", "p", counted(1));
    REQUIRE(store->append(facts.id, Scorings::Numbered{1, first}).ok());
    const std::uint64_t size = store->ledger().size();
    CHECK(store->append(facts.id, Scorings::Numbered{1, first}).ok());
    CHECK_EQ(store->append(facts.id, Scorings::Numbered{1, other}).code(), codes::sitting_sequence_wrong);
    CHECK_EQ(store->append(facts.id, Scorings::Numbered{3, other}).code(), codes::sitting_sequence_wrong);
    CHECK_EQ(store->ledger().size(), size);
}

TEST_CASE("an event that somebody signed and the signature are there together or not at all") {
    TerminalWorld world;
    auto store = world.open();
    const SittingFacts facts = store->open_scoring(world.opening(), ScoringMode::live).value();
    const ScoringEvent signed_event = ResultSigned{minute(1), "a", payload_of(1)};
    CHECK_EQ(store->append(facts.id, Scorings::Numbered{1, signed_event}).code(), codes::scoring_signature_missing);
    const Bytes signature = to_bytes(view("signature of a"));
    CHECK_EQ(store->append(facts.id, Scorings::Numbered{1, touch(0, "a", "p", counted(0)), signature}).code(),
             codes::scoring_signature_missing);
    REQUIRE(store->append(facts.id, Scorings::Numbered{1, signed_event, signature}).ok());
    const auto signatures = store->scorings().signatures(facts.id).value();
    REQUIRE_EQ(signatures.size(), 1);
    CHECK_EQ(signatures[0].sequence, 1);
    CHECK_EQ(signatures[0].signature, signature);
}

TEST_CASE("a scoring is forgotten only once it was delivered, and then cannot be opened") {
    TerminalWorld world;
    auto store = world.open();
    const SittingFacts facts = store->open_scoring(world.opening(), ScoringMode::live).value();
    REQUIRE(store->append(facts.id, Scorings::Numbered{1, TestStarted{minute(0), "a"}}).ok());
    CHECK_EQ(store->scorings().forget(facts.id).code(), codes::scoring_wrong_state);
    REQUIRE(store->append(facts.id, Scorings::Numbered{2, ResultDelivered{minute(1), payload_of(1)}}).ok());
    REQUIRE(store->scorings().forget(facts.id).ok());
    CHECK_FALSE(store->scorings().load(facts.id).ok());
}

TEST_CASE("a database from before there were scorings is brought up to date and keeps its sittings") {
    TerminalWorld world;
    const Path path = world.folder / "old.db";
    const auto migrations = terminal_migrations();
    REQUIRE_GE(migrations.size(), 2);
    {
        Db old = Db::open({.path = path, .application_id = 0x4B47'5401, .migrations = migrations.first(1)}).value();
        REQUIRE(old.run("insert into sittings (sitting_id, session_id, candidate_ref, package_id, record_id, salt, wrapped_key) values "
                        "(zeroblob(16), zeroblob(16), zeroblob(16), zeroblob(16), zeroblob(16), zeroblob(16), x'01')")
                    .ok());
    }
    Db db = Db::open({.path = path, .application_id = 0x4B47'5401, .migrations = migrations}).value();
    CHECK_EQ(db.integer(0, "select kind from sittings").value(), 1);
    CHECK_EQ(db.run("update scoring_signatures set signature = x'00'").value(), 0);
}

TEST_CASE("a picture is kept once, comes back after a restart, and only to its own scoring") {
    TerminalWorld world;
    const Bytes picture(5'000, 0x5A);
    SittingFacts facts, other;
    Hash hash;
    {
        auto store = world.open();
        facts = store->open_scoring(world.opening(), ScoringMode::live).value();
        other = store->open_scoring(world.opening(), ScoringMode::live).value();
        hash = store->scorings().keep_file(facts.id, picture).value();
        CHECK_EQ(store->scorings().keep_file(facts.id, picture).value(), hash);
        CHECK_EQ(hash, record::sha256(picture));
    }
    auto store = world.open();
    CHECK(equal(store->scorings().file(facts.id, hash).value().view(), picture));
    CHECK(store->scorings().file(other.id, hash).code() == codes::file_missing);
    CHECK(store->scorings().file(facts.id, payload_of(3)).code() == codes::file_missing);
    for (std::int64_t i = 1; i < kJournalFilesMax; ++i)
        REQUIRE(store->scorings().keep_file(facts.id, Bytes(10, static_cast<std::uint8_t>(i))).ok());
    CHECK(store->scorings().keep_file(facts.id, Bytes(11)).code() == codes::sitting_full);
}

TEST_CASE("photographs as large as a camera makes them are kept, up to what one parcel carries") {
    TerminalWorld world;
    auto store = world.open();
    const store::SittingFacts facts = store->open_scoring(world.opening(), ScoringMode::live).value();
    constexpr std::size_t kPhotograph = 2u << 20;
    for (std::uint8_t i = 1; i <= 15; ++i) {
        const Bytes picture(kPhotograph, i);
        const auto kept = store->scorings().keep_file(facts.id, picture);
        REQUIRE(kept.ok());
        if (i == 1) CHECK(equal(store->scorings().file(facts.id, *kept)->view(), picture));
    }
    CHECK(store->scorings().keep_file(facts.id, Bytes(kPhotograph + 100, 16)).code() == codes::sitting_full);
    CHECK(store->scorings().keep_file(facts.id, Bytes(10, 17)).ok()); // there is room for a small one
    const store::SittingFacts other = store->open_scoring(world.opening(), ScoringMode::live).value();
    CHECK(store->scorings().keep_file(other.id, Bytes(record::kJournalFileMax + 1)).code() == codes::file_too_large);
}
