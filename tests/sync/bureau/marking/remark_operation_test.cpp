#include "sync/bureau/marking/remark_operation.h"

#include "core/base/codes/bank.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "sync/bank/row_remark_file.h"
#include "sync/bureau/aside.h"
#include "sync/bureau/marking/remark_report.h"
#include "tests/sync/bureau/marking/operation_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau::marking;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

using Results = std::vector<RemarkedResult>;

const Bytes kTheoryAnswers = to_bytes(view("answers"));

std::size_t made(const Results& results) {
    return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), [](const auto& each) { return each.made.has_value(); }));
}

struct RowRemarks : OperationFixture {
    // A decision as its file says it. `set` adds to the spec, `rows` is the rest.
    std::string file(const std::string& set, const std::string& rows, const std::string& reference = "2026-21") const {
        return "format = 1\nkind = \"row_remark\"\nbasis = \"equipment\"\nreason = { zh-CN = \"量具失准\", en = \"Gauge out of true\" }\n"
               "decided_by = \"B-01\"\nreference = \"" +
               reference + "\"\ndecided = 2026-11-25T10:00:00+08:00\n[set]\nspec = \"" + spec().hex() + "\"\n" + set + "\n" + rows;
    }
    static std::string row(const std::string& id, const std::string& action) {
        return "[[row]]\nid = \"" + id + "\"\naction = \"" + action + "\"\n";
    }
    static std::string again(const CandidateRef& candidate, const std::string& readings) {
        return "[[again]]\ncandidate = \"" + candidate.hex() + "\"\n[again.readings]\n" + readings + "\n";
    }
    RowRemarkRule rule_of(const std::string& text) const {
        return must(bank::parse_row_remark(as_bytes(text), [this](const CandidateRef& candidate) { return papers.sheet_of(candidate); }));
    }
    Result<Results> try_decide(const std::string& text) {
        const RowRemarkRule rule = rule_of(text);
        return remark_rows({.rule = rule, .rule_file = sha256(as_bytes(text)), .papers = papers}, desk());
    }
    Results decide(const std::string& text) { return must(try_decide(text)); }
    Results decide_task(const std::string& rows) { return decide(file(kTask, rows)); }
    static ByteView as_bytes(const std::string& text) { return view(text); }

    void enter_all(const Results& results, const std::string& text) {
        for (const RemarkedResult& each : results)
            if (each.made) must(try_enter(each.made->signed_result, {{sha256(as_bytes(text)), to_bytes(as_bytes(text))}}));
    }
    // What the centre says of a result later, signed by its chief: accepted, or held as a proposal.
    Hash centre_says(RecordKind kind, const Hash& earlier) {
        const SampleStaff chief = samples.staff(Role::site_chief, "H-1");
        ResultRecord record = must(open_result(must(store->intake().judged_with_record_hash(earlier)).front().record)).record;
        record.id = samples.random.fixed<RecordId>();
        record.kind = kind;
        record.earlier = earlier;
        record.amendment = Amendment{.basis = AmendmentBasis::administrative, .reason = "2026-3"};
        record.evidence = {record.evidence.back()};
        record.signers = {{Role::device, terminal.device.id()}, {Role::site_chief, chief.key.id()}};
        if (kind == RecordKind::void_) {
            record.score.reset();
            record.items.clear();
            record.effects.clear();
            record.modules.clear();
            record.vetoes.clear();
        }
        const Bytes sealed = terminal.signed_result(record, {&chief});
        append_signed(terminal, sealed);
        const Hash hash = record_hash(must(open_result(sealed)).payload);
        send();
        if (kind == RecordKind::void_)
            must(bureau::decide_aside(*store, authority, {.kind = ActKind::release, .record = hash, .by = "B-01", .reason = "yes"},
                                      kSampleWallMs + 80'000'000));
        return hash;
    }
    const RemarkedResult& of(const Results& results, const CandidateRef& candidate) {
        const auto found = std::find_if(results.begin(), results.end(), [&](const auto& each) { return each.candidate == candidate; });
        REQUIRE(found != results.end());
        return *found;
    }

    static constexpr const char* kTask = "task = \"shaft\"";
};

} // namespace

TEST_CASE_FIXTURE(RowRemarks, "a row left out makes of a fail a pass where the rest comes to the mark exactly, and of one below none") {
    const auto at_mark = score({.s = 28, .j = 0}), below = score({.s = 29, .j = 0}), clean = score({.s = 0, .j = 3});
    deliver();
    const Results results = decide_task(row("j", "void"));
    CHECK(of(results, at_mark).before == ResultScore{4'200, 10'000, OutcomeCode::fail});
    CHECK(of(results, at_mark).after == ResultScore{6'000, 10'000, OutcomeCode::pass}); // 42 of 70
    CHECK(of(results, below).after == ResultScore{5'857, 10'000, OutcomeCode::fail});   // cut, never rounded up
    CHECK(of(results, clean).after == ResultScore{10'000, 10'000, OutcomeCode::pass});
    CHECK_EQ(made(results), 3u); // the row is worth nothing any more to anybody who had it
}

TEST_CASE_FIXTURE(RowRemarks, "a row in full raises whoever lost points in it, and leaves the others without a record") {
    const auto lost = score({.s = 6}), nothing = score({.s = 0});
    deliver();
    const Results results = decide_task(row("s", "full"));
    CHECK_EQ(of(results, lost).deltas.at(0).points(), 600);
    CHECK(of(results, lost).after == ResultScore{9'000, 10'000, OutcomeCode::pass});
    CHECK(of(results, nothing).deltas.empty());
    CHECK_EQ(made(results), 1u);
}

TEST_CASE_FIXTURE(RowRemarks, "rows scored again for named people count by the sheet's own rules, up or down, and nobody else is touched") {
    const auto up = score({.m = 42'030}), down = score({}), other = score({});
    deliver();
    const Results results = decide_task(again(up, "m = { samples = [\"41.990\", \"41.992\"] }") +
                                        again(down, "m = { samples = [\"42.011\", \"42.013\"] }\nnot_done = [\"s\"]"));
    CHECK(of(results, up).before.points == 8'500);
    CHECK(of(results, up).after.points == 8'800);
    CHECK(of(results, down).after.points == 1'000 + 0 + 2'800 + 2'000);
    CHECK(of(results, down).after.outcome == OutcomeCode::fail);
    CHECK_EQ(of(results, down).deltas.size(), 2u);
    CHECK_FALSE(of(results, other).made.has_value());
}

TEST_CASE_FIXTURE(RowRemarks, "who can be measured again is, where a row is left out for all others") {
    const auto measured = score({.m = 42'030}), gone = score({.m = 42'030});
    deliver();
    const Results results = decide_task(row("m", "void") + again(measured, "m = { samples = [\"41.99\", \"41.99\"] }"));
    CHECK(of(results, measured).after.points == 8'800);
    CHECK_EQ(of(results, measured).deltas.at(0).action, "again");
    CHECK(of(results, gone).after.points == 8'285); // 58 of 70
    CHECK_EQ(of(results, gone).deltas.at(0).action, "void");
}

TEST_CASE_FIXTURE(RowRemarks,
                  "the record cites the earlier one and the decision, states rows, modules and vetoes, and takes its place in the log") {
    const auto candidate = score({.s = 6, .vetoes = 1});
    deliver();
    const std::string text = file(kTask, row("s", "full") + row("p", "full"));
    const Results results = decide(text);
    const auto record = must(verify_result(results.at(0).made.value().signed_result, samples.bundle)).record;
    const auto original = must(open_result(must(store->intake().judged_with_record_hash(results[0].earlier)).front().record)).record;
    CHECK(record.kind == RecordKind::supersede);
    CHECK(record.candidate == candidate);
    CHECK(record.earlier == results[0].earlier);
    CHECK(record.evidence.front() == sha256(as_bytes(text)));
    CHECK(record.amendment == Amendment{AmendmentBasis::equipment, "2026-21"});
    CHECK(record.vetoes == original.vetoes);
    REQUIRE_EQ(record.modules.size(), 1u);
    CHECK_EQ(record.modules[0].points, 9'000);
    CHECK(record.effects.back() == RuleEffect{"full s", 600});
    CHECK(try_enter(results[0].made->signed_result).code() == codes::record_evidence_missing); // without the decision's file
    enter_all(results, text);
    CHECK_EQ(must(store->intake().judged_with_record_hash(results[0].earlier)).size(), 1u); // the earlier one stays
    CHECK(must(bureau::descents_of(*store, session())).front().standing().hash == results[0].made->hash);
}

TEST_CASE_FIXTURE(RowRemarks, "a decision about a panel does not touch what another panel scored") {
    const auto theirs = score({.s = 6, .panel = 0}), others = score({.s = 6, .panel = 1});
    deliver();
    const auto panel = [&](std::initializer_list<KeyId> keys) {
        std::string list;
        for (const KeyId& key : keys) list += (list.empty() ? "\"" : ", \"") + key.hex() + "\"";
        return std::string(kTask) + "\npanel = [" + list + "]";
    };
    const Results results = decide(file(panel({key_of(0, "a"), key_of(0, "b"), key_of(0, "c")}), row("s", "full")));
    REQUIRE_EQ(results.size(), 1u);
    CHECK(results[0].candidate == theirs);
    const Results by_one = decide(file(panel({key_of(1, "c")}), row("s", "full"))); // whatever this examiner took part in
    REQUIRE_EQ(by_one.size(), 1u);
    CHECK(by_one[0].candidate == others);
    CHECK(decide(file(panel({key_of(0, "a"), key_of(1, "c")}), row("s", "full"))).empty()); // never sat together
    CHECK(decide(file(panel({key_of(0, "q")}), row("s", "full"))).empty());                 // signed, and scored nothing
    enter_all(results, file(panel({key_of(0, "a"), key_of(0, "b"), key_of(0, "c")}), row("s", "full")));
    CHECK_EQ(decide(file(panel({key_of(0, "b")}), row("p", "void"))).size(), 1u); // also of a result that markers have signed since
}

TEST_CASE_FIXTURE(RowRemarks, "a decision about stations concerns whom the package places there") {
    const auto third = score({.station = 3, .s = 6}), fourth = score({.station = 4, .s = 6});
    score({.station = 5, .s = 6});
    deliver();
    const Results results = decide(file(std::string(kTask) + "\nstations = [3, 4]", row("s", "full")));
    REQUIRE_EQ(results.size(), 2u);
    CHECK(of(results, third).made.has_value());
    CHECK(of(results, fourth).made.has_value());
}

TEST_CASE_FIXTURE(RowRemarks, "a decision about a gauge concerns the rows that were read with it, on whatever sheet, and no others") {
    const auto read_with = score({.m = 42'030}), other_gauge = score({.m = 42'030, .task = "other"});
    deliver();
    const auto gauge = [](const std::string& number) { return "[[row]]\ngauge = \"" + number + "\"\naction = \"full\"\n"; };
    const Results results = decide(file("", gauge(kSampleGauge)));
    CHECK_EQ(of(results, read_with).deltas.at(0).item, "m");
    CHECK(of(results, read_with).after.points == 8'800);
    CHECK_FALSE(of(results, other_gauge).made.has_value());
    CHECK_EQ(made(decide(file("", gauge(kSampleGauge) + gauge("QJ-0999")))), 2u);
    CHECK(try_decide(file("", gauge("QJ-0000"))).code() == codes::row_unknown);
    const Results excepted = decide(file(kTask, gauge(kSampleGauge) + row("m", "void"))); // a row named by its id is as said there
    CHECK_EQ(of(excepted, read_with).deltas.at(0).action, "void");
}

TEST_CASE_FIXTURE(RowRemarks, "batch, sessions, task and spec limit a decision, and no result outside of them is touched") {
    score({.s = 6});
    score({.s = 6, .task = "other"});
    deliver();
    const auto count = [&](const std::string& set) { return decide(file(set, row("s", "full"))).size(); };
    CHECK_EQ(count("task = \"shaft\"\nplan = \"2026-11-0042\""), 1u);
    CHECK_EQ(count("task = \"shaft\"\nplan = \"2026-11-0043\""), 0u);
    CHECK_EQ(count("task = \"other\"\nsessions = [\"" + session().hex() + "\"]"), 1u);
    CHECK_EQ(count("task = \"other\"\nsessions = [\"" + samples.random.fixed<SessionId>().hex() + "\"]"), 0u);
    CHECK(try_decide(file("task = \"ring\"", row("s", "full"))).code() == codes::paper_not_given);
    RowRemarkRule foreign = rule_of(file(kTask, row("s", "full")));
    foreign.set.spec = samples.random.fixed<Hash>();
    CHECK(remark_rows({.rule = foreign, .rule_file = {}, .papers = papers}, desk()).code() == codes::paper_not_given);
}

TEST_CASE_FIXTURE(RowRemarks, "the same decision twice makes nothing new, entered or not") {
    const auto candidate = score({.s = 6, .m = 42'030});
    score({.s = 1});
    deliver();
    const std::string text = file(kTask, row("s", "void") + again(candidate, "m = { samples = [\"41.99\", \"41.99\"] }"));
    const Results first = decide(text), second = decide(text);
    for (std::size_t i = 0; i < 2; ++i) CHECK(first[i].made.value().hash == second[i].made.value().hash);
    enter_all(first, text);
    CHECK_EQ(made(decide(text)), 0u);
    for (const RemarkedResult& each : decide(text)) CHECK_FALSE(each.why.has_value());
    CHECK(must(try_enter(first[0].made->signed_result)).before);
}

TEST_CASE_FIXTURE(RowRemarks, "a later decision starts from what stands, and what it does not name stays as decided") {
    const auto candidate = score({.s = 6, .m = 42'030});
    deliver();
    const std::string one = file(kTask, row("j", "void"), "1"),
                      two = file(kTask, again(candidate, "m = { samples = [\"41.99\", \"41.99\"] }"), "2"),
                      three = file(kTask, row("j", "full"), "3");
    const Results first = decide(one);
    CHECK(first.at(0).after.points == 8'714); // 10 + 24 + 27 of 70
    enter_all(first, one);
    const Results second = decide(two);
    CHECK(second.at(0).earlier == first[0].made->hash);
    CHECK(second[0].before.points == 8'714);
    CHECK(second[0].after.points == 9'142); // 64 of 70
    enter_all(second, two);
    const Results third = decide(three);
    CHECK(third.at(0).after.points == 9'400); // 10 + 24 + 30 + 30
    CHECK(third[0].deltas.at(0).points() == 3'000);
    enter_all(third, three);
    CHECK(third[0].made.value().hash == must(bureau::descents_of(*store, session())).front().standing().hash);
}

TEST_CASE_FIXTURE(RowRemarks, "vetoes, coded ends and what an exception took stay what people decided on the day") {
    const auto vetoed = score({.s = 6, .vetoes = 2}), stopped = score({.s = 6, .ended = OutcomeCode::stopped});
    const auto early = score({.s = 28, .penalty = true}); // 10 + 2 + 30 + 20, less 3
    deliver();
    const Results results = decide_task(row("s", "full"));
    CHECK(of(results, vetoed).after == ResultScore{0, 10'000, OutcomeCode::fail});
    CHECK(of(results, stopped).after == ResultScore{0, 10'000, OutcomeCode::stopped});
    CHECK(of(results, early).before == ResultScore{5'900, 10'000, OutcomeCode::fail});
    CHECK(of(results, early).after == ResultScore{8'700, 10'000, OutcomeCode::pass});
    const auto record = must(open_result(of(results, early).made.value().signed_result)).record;
    CHECK(std::count(record.effects.begin(), record.effects.end(), RuleEffect{"EXCEPTIONS", -300}) == 1);
    enter_all(results, file(kTask, row("s", "full")));
    CHECK(of(decide_task(row("m", "full") + row("p", "void")), early).before.points == 8'700);
}

TEST_CASE_FIXTURE(RowRemarks, "a void result is left alone, and readings for it or for a stranger are refused before anybody is marked") {
    const auto voided = score({.s = 6}), stands = score({.s = 6});
    deliver();
    centre_says(RecordKind::void_, of(decide_task(row("s", "full")), voided).earlier);
    const Results results = decide_task(row("s", "full"));
    REQUIRE_EQ(results.size(), 1u);
    CHECK(results[0].candidate == stands);
    CHECK(try_decide(file(kTask, again(voided, "s = { count = 0 }"))).code() == codes::remark_outside);
    CHECK(try_decide(file(kTask, again(samples.random.fixed<CandidateRef>(), "s = { count = 0 }"))).code() == codes::remark_outside);
}

TEST_CASE_FIXTURE(RowRemarks, "what a centre has corrected since is told and left to people; the others are marked") {
    const auto corrected = score({.s = 6}), other = score({.s = 6});
    deliver();
    const Hash standing = centre_says(RecordKind::supersede, of(decide_task(row("s", "full")), corrected).earlier);
    const Results results = decide_task(row("s", "full"));
    CHECK(of(results, corrected).earlier == standing);
    CHECK(of(results, corrected).why.value().code == codes::record_underivable);
    CHECK_FALSE(of(results, corrected).made.has_value());
    CHECK(of(results, other).made.has_value());
    CHECK(all_well(results).code() == codes::record_underivable);
}

TEST_CASE_FIXTURE(RowRemarks, "a result whose readings are not here, or lead elsewhere, is not marked by guesswork") {
    const auto unlisted = score({.s = 6, .readings = Found::Readings::unlisted});
    const auto foreign = score({.s = 6, .readings = Found::Readings::other}), good = score({.s = 6});
    deliver();
    const Results results = decide_task(row("s", "full"));
    CHECK(of(results, unlisted).why.value().code == codes::remark_basis_missing);
    CHECK(of(results, foreign).why.value().code == codes::package_content_mismatch);
    CHECK(of(results, good).made.has_value());
}

TEST_CASE_FIXTURE(RowRemarks, "rows that the sheet does not have, and readings that a row cannot have, are refused by name") {
    const auto candidate = score({.s = 6});
    deliver();
    CHECK(try_decide(file(kTask, row("z", "void"))).code() == codes::row_unknown);
    const auto refusal = [&](const std::string& readings) {
        return bank::parse_row_remark(as_bytes(file(kTask, again(candidate, readings))),
                                      [&](const CandidateRef& each) { return papers.sheet_of(each); })
            .code();
    };
    CHECK(refusal("m = { samples = [\"50.001\", \"50.001\"] }") == codes::reading_out_of_range); // more than the gauge shows
    CHECK(refusal("m = { samples = [\"41.9905\", \"41.99\"] }") == codes::reading_too_fine);
    CHECK(refusal("m = { samples = [\"41.99\", \"42.05\"] }") == codes::readings_disagree);
    CHECK(refusal("j = { judge = [2, 2] }") == codes::reading_misfits);
    CHECK(refusal("z = { count = 1 }") == codes::sheet_reference);
    CHECK(refusal("not_applicable = [\"s\"]") == codes::not_applicable_refused);
    CHECK(refusal("s = { count = 1 }\nveto = { v = 2 }") == codes::field_unknown);
    // All rows of the only module: nothing would be left to be compared with the mark.
    const Results results = decide_task(row("p", "void") + row("s", "void") + row("m", "void") + row("j", "void"));
    CHECK(results.at(0).why.value().code == codes::module_emptied);
}

TEST_CASE_FIXTURE(RowRemarks, "without the package that places somebody, nobody guesses the station or reads the readings") {
    const auto candidate = score({.s = 6});
    deliver();
    const RowRemarkRule rule = rule_of(file(std::string(kTask) + "\nstations = [1]", row("s", "full")));
    const OperationPapers none;
    CHECK(remark_rows({.rule = rule, .rule_file = {}, .papers = none}, desk()).code() == codes::paper_not_given);
    RowRemarkRule unread = rule_of(file(kTask, row("s", "full")));
    unread.unplaced = {candidate};
    const Results results = must(remark_rows({.rule = unread, .rule_file = {}, .papers = papers}, desk()));
    CHECK(results.at(0).why.value().code == codes::paper_not_given);
}

TEST_CASE_FIXTURE(RowRemarks, "one marker alone decides nothing, and a result of a theory test is no matter of rows") {
    score({.s = 6});
    append_result(terminal, kTheoryAnswers, [&](ResultRecord& record) {
        record.session = session();
        record.subject.spec = spec();
    });
    attach(kTheoryAnswers);
    deliver();
    markers.pop_back();
    const std::string text = file(kTask, row("s", "full"));
    const Results results = decide(text);
    REQUIRE_EQ(results.size(), 1u);
    CHECK(try_enter(results[0].made.value().signed_result, {{sha256(as_bytes(text)), to_bytes(as_bytes(text))}}).code() ==
          codes::amendment_signers);
}

TEST_CASE_FIXTURE(RowRemarks, "the report says in both languages who passes or fails anew, by how much, and why") {
    const auto passes = score({.s = 28, .j = 0});
    score({.s = 0, .j = 3});
    deliver();
    const Results results = decide_task(row("s", "full"));
    CHECK(remark_text(results, Language::en).find(passes.hex() + "  42.00 to 70.00 (+28.00), ") != std::string::npos);
    CHECK(remark_text(results, Language::en)
              .find(": s in full +28.00\n2 results: 1 changed, 1 now pass, 0 now fail, 0 could not be marked\n") != std::string::npos);
    CHECK(remark_text(results, Language::zh_cn).find("42.00 改为 70.00（+28.00），") != std::string::npos);
    CHECK(remark_text(results, Language::zh_cn)
              .ends_with("：s 给满分 +28.00\n共 2 份成绩：变更 1 份，改为合格 1 份，改为不合格 0 份，未能重评 0 份\n"));
    CHECK(remark_json(results).find("\"action\": \"full\"") != std::string::npos);
    CHECK(remark_csv(results).find(",42.00,100.00,70.00,100.00,+28.00,42.00,70.00,FAIL,PASS,passes,s full +28.00,") != std::string::npos);
}
