// The same signals and the same score, whether the bureau looks into its store or somebody entitled into a folder of ledgers.
#include "sync/bureau/signal_sources.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "sync/bureau/days.h"
#include "sync/bureau/signals_json.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using record::EventType;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
const std::int64_t kSince = period_begin_ms(kSampleWallMs + kDayMs);

// Two terminals of one centre: on the first somebody set the clock, on the second nothing happened. Both have sent everything, in pieces.
struct Sent : IntakeFixture {
    SampleTerminal first = enrol("A-1"), second = enrol("A-2");
    TempFolder ledgers;

    Sent() {
        first.play_day();
        first.append(EventType::clock_step,
                     record::encode_body(record::ClockStepBody{.expected_ms = kSampleWallMs, .found_ms = kSampleWallMs + kHourMs}));
        second.play_day();
        for (SampleTerminal* terminal : {&first, &second}) {
            must(intake->take(cut_parcel(*terminal, {.end = 5})));
            must(intake->take(cut_parcel(*terminal, {.first = 3})));
        }
    }
    void put(const std::string& name, const Bytes& parcel) { must(write_file_atomic(ledgers.path() / name, parcel)); }
    CentreReport from_store() { return report_of(must(facts_of_centre(*store, samples.bundle, samples.centre, kSince)), {}); }
    FolderFacts from_folder() { return must(facts_of_folder(ledgers.path(), samples.bundle, kSince)); }
};

std::string text_of(const CentreReport& report) {
    return to_json(report).dump(1);
}

} // namespace

TEST_CASE_FIXTURE(Sent, "a score is recomputed from ledgers alone, from whatever pieces they come in") {
    put("b.kgp", cut_parcel(first, {.first = 2}));
    put("a.kgp", cut_parcel(first, {.end = 6}));
    put("c.kgp", cut_parcel(second));
    put("notes.txt", to_bytes(view("not a ledger")));
    const CentreReport stored = from_store();
    CHECK_EQ(stored.terminals, 2u);
    CHECK_EQ(stored.entries, first.entries.size() + second.entries.size());
    CHECK_EQ(stored.results, 2u);
    REQUIRE_EQ(stored.found.size(), 1u);
    CHECK_EQ(stored.integrity.score, 96);
    const FolderFacts folder = from_folder();
    CHECK(folder.faults.empty());
    REQUIRE_EQ(folder.centres.size(), 1u);
    CHECK_EQ(text_of(report_of(folder.centres[0], {})), text_of(stored));
}

TEST_CASE_FIXTURE(Sent, "what happened before the period does not count") {
    const auto facts = must(facts_of_centre(*store, samples.bundle, samples.centre, kSampleWallMs + kDayMs));
    const CentreReport report = report_of(facts, {});
    CHECK_EQ(report.entries, 0u);
    CHECK_EQ(report.integrity.score, 100);
}

TEST_CASE_FIXTURE(Sent, "a damaged ledger is named and left out, and so is what follows on a gap") {
    Bytes damaged = cut_parcel(first);
    damaged[damaged.size() / 2] ^= 1;
    put("damaged.kgp", damaged);
    put("late.kgp", cut_parcel(first, {.first = 4}));
    put("whole.kgp", cut_parcel(second));
    const FolderFacts folder = from_folder();
    REQUIRE_EQ(folder.faults.size(), 2u);
    CHECK_EQ(folder.faults[0].first.filename(), "damaged.kgp");
    CHECK_EQ(folder.faults[1].first.filename(), "late.kgp");
    CHECK_EQ(folder.faults[1].second.code, codes::ledger_index_wrong);
    REQUIRE_EQ(folder.centres.size(), 1u);
    CHECK_EQ(report_of(folder.centres[0], {}).terminals, 1u);
}

TEST_CASE_FIXTURE(Sent, "an entry that another key signed is not believed, nor is a ledger of another bureau") {
    SampleBureau other(99);
    SampleTerminal stranger = other.enrol();
    stranger.play_day();
    put("stranger.kgp", cut_parcel(stranger));
    CHECK_FALSE(facts_of_folder(ledgers.path(), samples.bundle, kSince).ok());
    std::vector<Bytes> mixed = first.entries;
    mixed.insert(mixed.end() - 1, second.entries.back());
    put("mixed.kgp", cut_parcel(mixed, first, {}));
    const FolderFacts folder = from_folder();
    CHECK_EQ(folder.faults.size(), 2u);
    CHECK_EQ(report_of(folder.centres[0], {}).entries, first.entries.size() - 1); // up to the entry that does not hold
}

TEST_CASE_FIXTURE(Sent, "a folder without a ledger is told as such") {
    CHECK_EQ(facts_of_folder(ledgers.path(), samples.bundle, kSince).code(), codes::ledgers_missing);
}
