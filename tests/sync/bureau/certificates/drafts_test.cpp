#include "sync/bureau/certificates/drafts.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/outcome.h"
#include "tests/sync/bureau/other_bureau.h"
#include "tests/sync/bureau/outcome/outcome_fixture.h"

#include <set>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::certificates;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

constexpr const char* kPrefix = "S000144000001";
constexpr const char* kPlan = "2026-11-0042";

struct CertificateFixture : OutcomeFixture {
    CertificateFixture() { enter_rules(); }

    Result<std::uint64_t> block(const std::string& prefix = kPrefix, CertificateProfile profile = CertificateProfile::level,
                                std::string digits = usual_level_digits()) {
        return assign_block(*store, {.centre = samples.centre,
                                     .profile = static_cast<int>(profile),
                                     .prefix = prefix,
                                     .level_digits = std::move(digits),
                                     .by = "B-01",
                                     .basis = "2026-4",
                                     .noted_ms = kNow});
    }
    void all_final(int n = 0) {
        notice_over(session, n);
        notice_over(operation_session, n);
    }
    std::vector<DraftTold> draft_now() {
        std::vector<DraftTold> told;
        counts = must(draft_all({*store, authority, kNow, "B-03"}, kPlan, [&](const DraftTold& each) { told.push_back(each); }));
        return told;
    }
    CertificateView find(const std::string& number) { return must(must(CertificateReader::open(*store, samples.bundle)).find(number)); }
    std::size_t drafts() { return must(store->certificates().certificate_page({})).size(); }
    // A new version of the last candidate's outcome, final.
    void operation_becomes(assessment::Points points, int n) {
        correct(last_operation, [&](ResultRecord& record) {
            record.score->points = points;
            record.score->outcome = points >= 6'000 ? OutcomeCode::pass : OutcomeCode::fail;
        });
        draw();
        all_final(n);
    }

    DraftCounts counts;
};

} // namespace

TEST_CASE_FIXTURE(CertificateFixture, "a final pass gets the next number of its block, year and level, once") {
    must(block());
    sit(7'200, 6'800);
    sit(7'200, 5'000);
    sit(9'000, 9'000);
    draw();
    all_final();
    const auto told = draft_now();
    REQUIRE_EQ(told.size(), 2u);
    CHECK_EQ(counts.not_passed, 1u);
    const std::set<std::string> numbers{told[0].number, told[1].number};
    const std::string year = std::to_string(civil_time(kNow, 480).year % 100);
    CHECK_EQ(numbers, std::set<std::string>{kPrefix + year + "4000001", kPrefix + year + "4000002"});
    const CertificateView view = find(told[0].number);
    CHECK_EQ(view.act.outcome, told[0].outcome);
    CHECK_EQ(view.outcome_state, "final");
    CHECK_EQ(std::get<ActLeaf>(must(decode_leaf(must(store->log().leaf(view.row.log_index))))).record, sha256(view.row.act));
    const std::uint64_t size = must(store->log().log_size());
    CHECK(draft_now()[0].step == DraftStep::there);
    CHECK_EQ(counts.there, 2u);
    CHECK_EQ(must(store->log().log_size()), size);
    CHECK_EQ(drafts(), 2u);
}

TEST_CASE_FIXTURE(CertificateFixture, "nothing that is not final gets a number") {
    must(block());
    sit(7'200, 6'800);
    draw();
    const auto told = draft_now();
    CHECK(told[0].why->code == codes::outcome_not_final);
    all_final();
    correct(last_operation, [](ResultRecord& record) { record.score->points = 6'100; });
    CHECK(draft_now()[0].why->code == codes::outcome_replaced); // a correction came and nobody has drawn it up
    CHECK_EQ(drafts(), 0u);
}

TEST_CASE_FIXTURE(CertificateFixture, "a later version that passes replaces the draft, and one that fails withdraws it") {
    must(block());
    sit(7'200, 6'800);
    draw();
    all_final();
    const std::string first = draft_now()[0].number;
    operation_becomes(6'100, 1);
    CHECK_EQ(find(first).outcome_state, "replaced"); // seen before anybody drafts again
    const auto told = draft_now();
    REQUIRE_EQ(told.size(), 2u);
    CHECK(told[0].step == DraftStep::ended);
    CHECK_EQ(told[0].number, first);
    CHECK(told[1].step == DraftStep::drafted);
    const std::string second = told[1].number;
    CHECK_NE(second, first);
    CHECK_EQ(find(first).end->kind, static_cast<int>(CertificateActKind::replaced));
    CHECK(find(first).end->reason.find("version 2") != std::string::npos);
    CHECK(must(verify_certificate_act(find(first).end->act, samples.bundle)).kind == CertificateActKind::replaced);

    last_operation = correction;
    operation_becomes(5'000, 2);
    CHECK(draft_now()[0].step == DraftStep::ended);
    CHECK_EQ(find(second).end->kind, static_cast<int>(CertificateActKind::withdrawn));
    CHECK_EQ(drafts(), 2u);
    CHECK(draft_now().empty());
}

TEST_CASE_FIXTURE(CertificateFixture, "a person withdraws a draft once, and its outcome gets no other number") {
    must(block());
    sit(7'200, 6'800);
    draw();
    all_final();
    const std::string number = draft_now()[0].number;
    const DraftingDesk desk{*store, authority, kNow, "B-05"};
    must(withdraw(desk, number, "wrong name"));
    CHECK_EQ(find(number).end->reason, "wrong name");
    CHECK(withdraw(desk, number, "again").code() == codes::certificate_ended);
    CHECK(withdraw(desk, "S000144000001264000009", "x").code() == codes::certificate_unknown);
    CHECK(withdraw(desk, "S0001", "x").code() == codes::certificate_number_malformed);
    CHECK(draft_now()[0].why->code == codes::certificate_ended);
    CHECK_EQ(drafts(), 1u);
}

TEST_CASE_FIXTURE(CertificateFixture, "without a block, in a full block or without a digit of the level a draft waits, and says for what") {
    sit(7'200, 6'800);
    draw();
    all_final();
    CHECK(draft_now()[0].why->code == codes::certificate_block_missing);
    must(block("S000144000001", CertificateProfile::level, "--------"));
    CHECK(draft_now()[0].why->code == codes::certificate_level_uncoded);
    must(block());
    CHECK(draft_now()[0].step == DraftStep::drafted);
}

TEST_CASE_FIXTURE(CertificateFixture, "a block belongs to one centre and one kind of certificate, with a letter that fits its filing") {
    must(block());
    must(block()); // the same once more says nothing new
    CHECK(block(kPrefix, CertificateProfile::industry).code() == codes::certificate_block_taken);
    CHECK(block("S0001").code() == codes::certificate_number_malformed);
    must(store->registry().add_filing({.centre = samples.centre, .kind = OrgKind::employer, .from_ms = 0, .until_ms = kUntil}));
    CHECK(block("S000144000002").code() == codes::certificate_number_malformed);
    must(block("Y000144000002"));
}

TEST_CASE_FIXTURE(CertificateFixture, "one test gives two certificates where the outcome says so, each from its own block (P21)") {
    enter_rules("60", "2020-01-01", "[second]\nmembers = [\"S-0001\"]\n[[second.component]]\nmethod = \"operation\"\npass = \"80\"\n");
    must(block());
    sit(7'200, 6'800);
    sit(7'200, 8'800);
    draw();
    all_final();
    const auto told = draft_now();
    REQUIRE_EQ(told.size(), 3u);
    CHECK_EQ(counts.drafted, 2u);
    const auto waiting = std::find_if(told.begin(), told.end(), [](const DraftTold& each) { return each.step == DraftStep::waits; });
    CHECK(waiting->profile == CertificateProfile::industry);
    CHECK(waiting->why->code == codes::certificate_block_missing);
    must(block("X000144000001", CertificateProfile::industry));
    draft_now();
    CHECK_EQ(counts.drafted, 1u);
    CHECK_EQ(drafts(), 3u);
}

TEST_CASE_FIXTURE(CertificateFixture, "two processes that draft at once give each number once and each outcome one") {
    must(block());
    for (int i = 0; i < 20; ++i) sit(7'000 + i, 6'000 + i);
    draw();
    all_final();
    auto bureaus = open_bureaus(*this, 2);
    std::vector<std::thread> threads;
    std::vector<DraftCounts> counted(2);
    for (std::size_t i = 0; i < 2; ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < 50; ++round) {
                const auto done =
                    draft_all({*bureaus[i]->store, authority, kNow, "B-0" + std::to_string(i)}, kPlan, [](const DraftTold&) {});
                if (done.ok()) counted[i] = *done;
                if (done.ok()) break;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK_EQ(counted[0].drafted + counted[1].drafted, 20u);
    CHECK_EQ(counted[0].there + counted[1].there, 20u);
    std::set<std::string> numbers;
    for (const CertificateRow& row : must(store->certificates().certificate_page({}))) numbers.insert(row.number);
    CHECK_EQ(numbers.size(), 20u);
}

TEST_CASE_FIXTURE(CertificateFixture, "the store itself refuses a number or a serial that was given") {
    must(block());
    sit(7'200, 6'800);
    draw();
    all_final();
    CertificateRow row = must(store->certificates().certificate(draft_now()[0].number)).value();
    const auto refused = [&](const CertificateRow& second) {
        auto tx = must(store->begin_log());
        const auto added = store->certificates().add_certificate(second);
        return !added.ok() || !tx->commit().ok();
    };
    CHECK(refused(row));
    row.number.back() = '7'; // another number, the same serial
    row.log_index += 1'000;
    CHECK(refused(row));
    row.serial = 7; // another serial, the same outcome
    CHECK(refused(row));
    CHECK_EQ(drafts(), 1u);
}
