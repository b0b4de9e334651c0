#include "sync/bureau/marking/remark_theory.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "sync/bureau/marking/remark_report.h"
#include "tests/sync/bureau/marking/marking_fixture.h"

using namespace kaogong;
using namespace kaogong::assessment;
using namespace kaogong::bureau::marking;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

RemarkItem leave_out(std::string item) {
    return {.item = std::move(item), .action = RemarkAction::leave_out, .key = {}};
}
RemarkItem full(std::string item) {
    return {.item = std::move(item), .action = RemarkAction::full, .key = {}};
}
RemarkItem new_key(const std::string& item, std::vector<std::string> correct) {
    return {.item = item, .action = RemarkAction::key, .key = Key{item, OptionKey{std::move(correct)}, {}}};
}

struct Remark : MarkingFixture {
    RemarkRule rule(std::vector<RemarkItem> items) {
        return {.paper = paper->manifest.paper,
                .sessions = {},
                .decision = {.basis = AmendmentBasis::item_defect,
                             .reason = {"试题有误", "Faulty item"},
                             .decided_by = "B-01",
                             .reference = "2026-17",
                             .decided_ms = kSampleWallMs},
                .items = std::move(items)};
    }
    // A decision is told apart by its file.
    static Bytes file_of(int number) { return to_bytes(view("rule " + std::to_string(number))); }
    std::vector<RemarkedResult> try_rule(const std::vector<RemarkItem>& items, int number = 1) {
        const RemarkRule decided = rule(items);
        return must(remark({.rule = decided, .rule_file = sha256(file_of(number)), .paper = *paper}, desk()));
    }
    void enter_all(const std::vector<RemarkedResult>& results, int number = 1) {
        for (const RemarkedResult& each : results)
            if (each.made) enter(*each.made, {{sha256(file_of(number)), file_of(number)}});
    }
};

std::size_t made(const std::vector<RemarkedResult>& results) {
    return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), [](const auto& each) { return each.made.has_value(); }));
}

} // namespace

TEST_CASE_FIXTURE(Remark, "an item left out counts for nobody, and the rest is compared with the pass mark as an exact share") {
    hand_in({.responses = all_right()}); // 700 of 700
    auto not_the_first = right(5);
    not_the_first.erase(not_the_first.begin());
    hand_in({.responses = not_the_first}); // 400 of 700: four right, not the first
    hand_in({.responses = right(4)});      // 400 of 700, the first among them
    deliver();
    const auto results = try_rule({leave_out("s-01")});
    REQUIRE_EQ(results.size(), 3u);
    CHECK(results[0].after == ResultScore{600, 600, OutcomeCode::pass});
    CHECK(results[1].before == ResultScore{400, 700, OutcomeCode::fail});
    CHECK(results[1].after == ResultScore{400, 600, OutcomeCode::pass}); // two thirds
    CHECK_EQ(results[1].shown_after(), 466);                             // cut, never rounded up
    CHECK(results[2].after == ResultScore{300, 600, OutcomeCode::fail});
    CHECK_EQ(made(results), 3u);
}

TEST_CASE_FIXTURE(Remark, "an item given in full raises whoever had it wrong or empty, and leaves the others without a record") {
    hand_in({.responses = all_right()});
    hand_in({.responses = right(4)});
    hand_in({});
    deliver();
    const auto results = try_rule({full("o-01")});
    CHECK(results[0].deltas.empty());
    CHECK(results[1].after == ResultScore{500, 700, OutcomeCode::pass});
    CHECK_EQ(results[1].deltas[0].points(), 100);
    CHECK(results[2].after == ResultScore{100, 700, OutcomeCode::fail});
    CHECK_EQ(made(results), 2u);
}

TEST_CASE_FIXTURE(Remark, "an item given in full lowers nobody, whatever was decided about it before") {
    for (std::size_t count = 0; count <= 7; ++count) hand_in({.responses = right(count)});
    deliver();
    const auto share = [](const ResultScore& score) { return Fraction{score.points, score.points_max}; };
    const auto below = [&](const ResultScore& a, const ResultScore& b) {
        return share(a).numerator * share(b).denominator < share(b).numerator * share(a).denominator;
    };
    enter_all(try_rule({leave_out("s-02"), leave_out("x-01")}, 1), 1);
    const auto results = try_rule({full("s-02"), full("x-01"), full("m-01")}, 2);
    CHECK_EQ(results.size(), 8u);
    for (const RemarkedResult& each : results) CHECK_FALSE(below(each.after, each.before));
}

TEST_CASE_FIXTURE(Remark, "a corrected key marks what was answered on the day, up or down, the same for all") {
    auto other = all_right();
    other[0].response = ChosenOptions{{"d"}};
    hand_in({.responses = all_right()});
    hand_in({.responses = other});
    hand_in({});
    deliver();
    const auto results = try_rule({new_key("s-01", {"d"})});
    CHECK_EQ(results[0].after.points, 600);
    CHECK_EQ(results[0].deltas[0].points(), -100);
    CHECK_EQ(results[1].after.points, 700);
    CHECK(results[2].deltas.empty());
}

TEST_CASE_FIXTURE(Remark, "the record cites the earlier one and the decision, is signed by two markers, and takes its place in the log") {
    hand_in({.responses = right(4)});
    deliver();
    const auto results = try_rule({full("o-01"), full("n-01")});
    const auto made = must(verify_result(results[0].made->signed_result, samples.bundle)).record;
    CHECK(made.kind == RecordKind::supersede);
    CHECK(made.earlier == results[0].earlier);
    CHECK(made.evidence.front() == sha256(file_of(1)));
    CHECK(made.amendment == Amendment{AmendmentBasis::item_defect, "2026-17"});
    CHECK(made.effects == std::vector<RuleEffect>{{"full o-01", 100}, {"full n-01", 100}});
    CHECK(try_enter(results[0].made->signed_result).code() == codes::record_evidence_missing); // without the decision's file
    enter_all(results);
    CHECK(must(store->intake().has_blob({.centre = samples.centre, .hash = sha256(file_of(1))})));
    CHECK(must(store->intake().judged_with_record_hash(results[0].earlier)).size() == 1); // the earlier one stays
}

TEST_CASE_FIXTURE(Remark, "the same decision twice makes nothing new, entered or not") {
    hand_in({.responses = right(4)});
    hand_in({.responses = right(2)});
    deliver();
    const auto first = try_rule({leave_out("s-01"), full("n-01")});
    const auto second = try_rule({leave_out("s-01"), full("n-01")});
    for (std::size_t i = 0; i < 2; ++i) CHECK(first[i].made->hash == second[i].made->hash);
    enter_all(first);
    CHECK_EQ(made(try_rule({leave_out("s-01"), full("n-01")})), 0u);
}

TEST_CASE_FIXTURE(Remark, "a later decision starts from what stands, and what it does not name stays as decided") {
    hand_in({.responses = right(4)});
    deliver();
    const auto first = try_rule({leave_out("s-01")}, 1);
    enter_all(first, 1);
    const auto second = try_rule({new_key("s-02", {"c"})}, 2); // the answers are found behind two records
    CHECK(second[0].earlier == first[0].made->hash);
    CHECK(second[0].before == ResultScore{300, 600, OutcomeCode::fail});
    CHECK(second[0].after == ResultScore{200, 600, OutcomeCode::fail});
    enter_all(second, 2);
    CHECK(try_enter(first[0].made->signed_result).value().before);
    CHECK(mark()[0].outcome == MarkOutcome::agrees); // what the terminal marked was right on the day
}

TEST_CASE_FIXTURE(Remark, "what the bureau marked is marked again like what a terminal marked; what nobody marked is told") {
    hand_in({.responses = right(4), .marked = false});
    deliver();
    CHECK(try_rule({full("o-01")})[0].why.value().code == codes::record_unmarked);
    enter(mark()[0].made.value());
    const auto results = try_rule({full("o-01")});
    CHECK(results[0].after == ResultScore{500, 700, OutcomeCode::pass});
    enter_all(results);
}

TEST_CASE_FIXTURE(Remark, "an exempt area stays exempt, and a coded end stays what people decided") {
    hand_in({.responses = {}, .exempt = {"safety"}});
    hand_in({.responses = right(4), .end_code = OutcomeCode::cheated});
    deliver();
    const auto results = try_rule({full("t-01"), full("o-01"), full("n-01")});
    CHECK(results[0].after == ResultScore{200, 600, OutcomeCode::fail});
    CHECK(results[1].after == ResultScore{600, 700, OutcomeCode::cheated});
}

TEST_CASE_FIXTURE(Remark, "lost answers hinder a new key for that candidate alone, and no item left out") {
    const auto lost = hand_in({.responses = right(4), .file = HandIn::File::damaged});
    hand_in({.responses = right(4)});
    deliver();
    const auto by_key = try_rule({new_key("s-01", {"d"})});
    CHECK(by_key[0].candidate == lost);
    CHECK(by_key[0].why.value().code == codes::age_payload_damaged);
    CHECK(by_key[1].made.has_value());
    CHECK_FALSE(all_well(by_key).ok());
    CHECK_EQ(made(try_rule({leave_out("s-01")})), 2u);
}

TEST_CASE_FIXTURE(Remark, "a centre corrects what stands, and not what the bureau has replaced") {
    hand_in({.responses = right(4)});
    deliver();
    const auto results = try_rule({full("o-01")});
    enter_all(results);
    const SampleStaff chief = samples.staff(Role::site_chief, "H-1");
    const auto correct = [&](const Hash& earlier) {
        ResultRecord record = must(open_result(results[0].made->signed_result)).record;
        record.id = samples.random.fixed<RecordId>();
        record.earlier = earlier;
        record.amendment->basis = AmendmentBasis::administrative;
        record.signers = {{Role::device, terminal.device.id()}, {Role::site_chief, chief.key.id()}};
        const std::size_t first = terminal.entries.size();
        append_signed(terminal, terminal.signed_result(record, {&chief}));
        const auto answer = must(intake->take(cut_parcel(terminal, {.first = first}))).answer;
        return must(verify_answer(answer, samples.bundle)).content.verdicts[0];
    };
    CHECK_EQ(correct(results[0].earlier).code, static_cast<int>(codes::record_replaced));
    CHECK(correct(results[0].made->hash).verdict == record::Verdict::accepted);
}

TEST_CASE_FIXTURE(Remark, "one marker alone decides nothing") {
    hand_in({.responses = right(4)});
    deliver();
    markers.pop_back();
    const auto results = try_rule({full("o-01")});
    CHECK(try_enter(results[0].made->signed_result, {{sha256(file_of(1)), file_of(1)}}).code() == codes::amendment_signers);
}

TEST_CASE_FIXTURE(Remark, "a decision that does not fit the paper is refused before anybody is marked by it") {
    hand_in({.responses = right(4)});
    deliver();
    const auto refusal = [&](const RemarkRule& decided) {
        return remark({.rule = decided, .rule_file = {}, .paper = *paper}, desk()).code();
    };
    CHECK(refusal(rule({full("s-09")})) == codes::item_unknown);
    CHECK(refusal(rule({new_key("s-01", {"a", "b"})})) == codes::key_misfits);
    RemarkRule other = rule({full("s-01")});
    other.paper = samples.random.fixed<Hash>();
    CHECK(refusal(other) == codes::paper_not_given);
}

TEST_CASE_FIXTURE(Remark, "a decision about stated sessions leaves the others alone") {
    hand_in({.responses = right(4)});
    deliver();
    RemarkRule stated = rule({full("o-01")});
    stated.sessions = {samples.random.fixed<SessionId>()};
    CHECK(must(remark({.rule = stated, .rule_file = {}, .paper = *paper}, desk())).empty());
    stated.sessions = {part.session.id};
    CHECK_EQ(must(remark({.rule = stated, .rule_file = {}, .paper = *paper}, desk())).size(), 1u);
}

TEST_CASE_FIXTURE(Remark, "the table names each candidate by reference, with a signed delta and whoever passes or fails anew") {
    hand_in({.responses = right(4)});
    hand_in({.responses = right(5)});
    deliver();
    const std::string csv = remark_csv(try_rule({full("o-01")}));
    CHECK(csv.find(",4.00,7.00,5.00,7.00,+1.00,4.00,5.00,FAIL,PASS,passes,o-01 full +1.00,") != std::string::npos);
    CHECK(csv.find(",5.00,7.00,5.00,7.00,0.00,5.00,5.00,PASS,PASS,none,,") != std::string::npos);
    CHECK_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
    const std::string lowered = remark_csv(try_rule({new_key("s-01", {"d"})}));
    CHECK(lowered.find(",-1.00,5.00,4.00,PASS,FAIL,fails,") != std::string::npos);
}
