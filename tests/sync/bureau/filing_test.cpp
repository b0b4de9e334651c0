// What centres have filed and who sat before: the rules by tests/tables/filings.txt, then what intake and the issuing desk make of them.
#include "sync/bureau/filing.h"

#include "core/base/codes/bureau.h"
#include "core/base/text.h"
#include "sync/bureau/aside.h"
#include "sync/bureau/days.h"
#include "sync/bureau/repeat_exam.h"
#include "tests/support/table.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;
using record::RecordKind;
using record::Verdict;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/filings.txt";
const Bytes kAnswerFile = to_bytes(view("answers"));

FilingRow filing_of(const TableRow& row) {
    FilingRow filing{.kind = find_org_kind(row.text("kind")).value()};
    for (const std::string& word : row.words("attributes"))
        filing.attributes = static_cast<std::uint8_t>(filing.attributes | attribute_bit(find_attribute(word).value()));
    for (const std::string& scope : row.words("scope")) filing.scope.push_back(must(parse_filed(scope)));
    filing.until_ms = kDayMs;
    return filing;
}

std::vector<FilingRow> history() {
    std::vector<FilingRow> filings;
    for (const TableRow& row : read_table(kTable, "filings").rows) {
        filings.push_back(filing_of(row));
        filings.back().number = filings.size();
        filings.back().from_ms = must(parse_day(row.text("from")));
        filings.back().until_ms = must(parse_day(row.text("until"))) + kDayMs;
    }
    return filings;
}

std::string text_of(const std::optional<Code>& code) {
    return code ? code_text(*code) : "ok";
}

RecordKind kind_named(std::string_view name) {
    if (name == "marked") return RecordKind::marked_by_bureau;
    if (name == "sheet") return RecordKind::examiner_sheet;
    return name == "theory" ? RecordKind::theory : RecordKind::operation;
}

assessment::OutcomeCode outcome_named(std::string_view name) {
    using assessment::OutcomeCode;
    if (name == "absent") return OutcomeCode::absent;
    return name == "pass" ? OutcomeCode::pass : OutcomeCode::fail;
}

// A bureau with a terminal whose centre has filed 6-31-01-03, the occupation of the sample results.
struct Filed : IntakeFixture {
    SampleTerminal terminal = enrol();

    void file(const std::string& scope) {
        FilingRow filing{.centre = samples.centre, .until_ms = kSampleWallMs * 2};
        if (!scope.empty()) filing.scope.push_back(must(parse_filed(scope)));
        must(store->registry().add_filing(filing));
    }
    record::EntryVerdict send_result(const std::function<void(record::ResultRecord&)>& change = {}) {
        append_result(terminal, kAnswerFile, change);
        const Bytes answer = must(intake->take(cut_parcel(terminal, {.first = sent_, .blobs = {kAnswerFile}}))).answer;
        sent_ = terminal.entries.size();
        return verified(answer).content.verdicts.back();
    }

  private:
    std::size_t sent_ = 0;
};

bool is_held(const record::EntryVerdict& verdict, Code code) {
    return verdict.verdict == Verdict::held && verdict.code == static_cast<int>(code);
}

} // namespace

TEST_CASE("on each day the newest filing that covers it says what a centre may assess") {
    for (const TableRow& row : read_table(kTable, "questions").rows) {
        CAPTURE(row.line());
        const FilingQuestion question{.occupation = row.text("occupation"),
                                      .level = static_cast<int>(row.number("level")),
                                      .at_ms = must(parse_day(row.text("day"))) + kDayMs / 2};
        CHECK_EQ(text_of(filing_fault(history(), question, FilingDemand::where_known)), row.text("result"));
    }
}

TEST_CASE("a centre that has filed nothing is asked for a filing only where the bureau demands one") {
    const FilingQuestion question{.occupation = "6-31-01-03", .level = 3, .at_ms = kSampleWallMs};
    CHECK_EQ(text_of(filing_fault({}, question, FilingDemand::where_known)), "ok");
    CHECK_EQ(text_of(filing_fault({}, question, FilingDemand::mandatory)), "K-0770");
}

TEST_CASE("each kind of organisation is filed up to its ceiling") {
    for (const TableRow& row : read_table(kTable, "ceilings").rows) {
        CAPTURE(row.line());
        const auto checked = check_filing(filing_of(row));
        CHECK_EQ(checked.ok() ? "ok" : code_text(checked.code()), row.text("result"));
    }
}

TEST_CASE("refuses a scope that says no levels") {
    for (const TableRow& row : read_table(kTable, "misspelt").rows) {
        CAPTURE(row.line());
        CHECK_FALSE(parse_filed(row.text("scope")).ok());
    }
}

TEST_CASE("sees a repeated exam within the days that the bureau has settled") {
    constexpr std::int64_t kNow = kSampleWallMs;
    for (const TableRow& row : read_table(kTable, "repeats").rows) {
        CAPTURE(row.line());
        FakeRandom random(7);
        const auto days = split(row.text("rule"), '/');
        const BureauRules rules{.repeat_after_pass_days = must(parse_integer(days[0])),
                                .repeat_after_fail_days = must(parse_integer(days[1]))};
        record::ResultRecord now{.kind = kind_named(row.text("now")), .session = random.fixed<SessionId>()};
        now.subject = {.occupation = "6-31-01-03", .level = 3};
        now.times.started_ms = kNow;
        record::ResultRecord earlier = now;
        earlier.kind = kind_named(row.text("earlier"));
        if (row.text("other_session") == "yes") earlier.session = random.fixed<SessionId>();
        if (row.text("same_level") == "no") earlier.subject.level = 4;
        earlier.times.started_ms = kNow - row.number("days") * kDayMs;
        earlier.score = record::ResultScore{.outcome = outcome_named(row.text("outcome"))};
        const Hash hash = random.fixed<Hash>();
        std::vector<EarlierRecord> accepted{{.hash = hash, .record = earlier}};
        if (row.text("voided") == "yes") accepted.push_back({.hash = {}, .record = {.kind = RecordKind::void_, .earlier = hash}});
        CHECK_EQ(repeats(now, accepted, rules) ? "held" : "ok", row.text("result"));
    }
}

TEST_CASE_FIXTURE(
    Filed, "a result within the centre's filing is accepted, one outside of it is held until a person has compared it with the plan") {
    file("6-31-01-03:1-4");
    CHECK(send_result().verdict == Verdict::accepted);
    CHECK(is_held(send_result([](record::ResultRecord& result) { result.subject.level = 5; }), codes::filing_exceeded));
    CHECK(is_held(send_result([](record::ResultRecord& result) { result.subject.occupation = "6-18-01-01"; }), codes::filing_exceeded));
    const auto aside = must(list_aside(*store, authority));
    REQUIRE_EQ(aside.size(), 2u);
    CHECK(aside[0].releasable);
    must(decide_aside(
        *store, authority,
        {.kind = record::ActKind::release, .record = *aside[0].row.record_hash, .by = "B-07", .reason = "plan 2026-11-0042 approved"},
        kSampleWallMs));
    CHECK_EQ(must(list_aside(*store, authority)).size(), 1u);
}

TEST_CASE_FIXTURE(Filed, "a centre whose filing was suspended is held from then on, and its history stays") {
    file("6-31-01-03:1-4");
    CHECK(send_result().verdict == Verdict::accepted);
    file("");
    CHECK(is_held(send_result(), codes::filing_exceeded));
    const auto filings = must(store->registry().filings(samples.centre));
    REQUIRE_EQ(filings.size(), 2u);
    CHECK_EQ(filings[0].scope.size(), 1u);
    CHECK(filings[1].scope.empty());
}

TEST_CASE_FIXTURE(Filed, "where filings are mandatory a centre without one is held") {
    CHECK(send_result().verdict == Verdict::accepted);
    must(write_rules(store->registry(), {.filings = FilingDemand::mandatory}));
    CHECK(is_held(send_result(), codes::filing_missing));
    reopen(); // a rule is kept, not remembered
    CHECK(is_held(send_result(), codes::filing_missing));
}

TEST_CASE_FIXTURE(Filed, "a second result of one person for the same component is held, under whatever reference it comes") {
    const Hash person = samples.random.fixed<Hash>();
    const auto of_person = [&](record::ResultRecord& result) {
        const CandidateRef reference = samples.random.fixed<CandidateRef>();
        must(store->registry().add_candidate(
            {.centre = samples.centre, .session = result.session, .ticket = "1", .reference = reference, .person = person}));
        result.candidate = reference;
        result.score->outcome = assessment::OutcomeCode::pass;
    };
    CHECK(send_result(of_person).verdict == Verdict::accepted);
    CHECK(is_held(send_result(of_person), codes::repeat_exam));
    CHECK(send_result().verdict == Verdict::accepted); // somebody else
    must(write_rules(store->registry(), {.repeat_after_pass_days = 0}));
    CHECK(send_result(of_person).verdict == Verdict::accepted);
}
