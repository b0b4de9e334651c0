// What files that are given together say of one another: corrections, acts with their receipts, and what a forger hands over instead.
#include "core/record/together.h"

#include "core/base/codes/record.h"
#include "tests/support/act_samples.h"
#include "tests/support/must.h"

#include <algorithm>
#include <functional>
#include <memory>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct Desk {
    SampleBureau bureau;
    std::vector<SampleFile> files = act_samples(bureau);

    Bytes file(const std::string& name) const { return find_sample(files, name).content; }
    std::vector<ExplainedTogether> give_bytes(const std::vector<Bytes>& given) const {
        together = std::make_unique<Together>(TrustContext{.bundle = &bureau.bundle});
        for (const Bytes& each : given) together->add(each);
        return together->finish();
    }
    std::vector<ExplainedTogether> give(const std::vector<std::string>& names) const {
        std::vector<Bytes> given;
        for (const std::string& name : names) given.push_back(file(name));
        return give_bytes(given);
    }
    // Explanations point into files that it holds.
    mutable std::unique_ptr<Together> together;
};

// `replaced`, `K-0286`...
std::string verdict(const ExplainedTogether& row) {
    if (!row.explanation.ok()) return std::string(code_name(row.explanation.reason->code));
    return std::string(standing_key(row.related.standing));
}
std::vector<std::string> verdicts(const std::vector<ExplainedTogether>& rows) {
    std::vector<std::string> all;
    for (const ExplainedTogether& row : rows) all.push_back(verdict(row));
    return all;
}
bool has(const ExplainedTogether& row, Link link, std::optional<std::size_t> file) {
    const auto& relations = row.related.relations;
    return std::any_of(relations.begin(), relations.end(), [&](const Relation& each) { return each.link == link && each.file == file; });
}
bool says(const ExplainedTogether& row, std::string_view what) {
    const auto& lines = row.explanation.lines;
    return std::any_of(lines.begin(), lines.end(), [&](const ExplainedLine& each) {
        return each.en.find(what) != std::string::npos || each.zh_cn.find(what) != std::string::npos;
    });
}
using Words = std::vector<std::string>;

} // namespace

TEST_CASE_FIXTURE(Desk, "a result stands until what took its place is given as well, in whatever order") {
    CHECK_EQ(verdicts(give({"first.kgproof"})), Words{"stands"});
    const auto pair = give({"first.kgproof", "review.kgproof"});
    CHECK_EQ(verdicts(pair), Words{"replaced", "stands"});
    CHECK(has(pair[0], Link::replaced_by, 1));
    CHECK(has(pair[1], Link::replaces, 0));
    CHECK_EQ(pair[0].related.newest, pair[1].explanation.given->hash);
    CHECK(says(pair[0], "REPLACED by " + pair[1].explanation.given->hash.hex() + " (basis: review, reason code TALLY)"));
    CHECK(says(pair[0], "依据：成绩复核"));
    CHECK(says(pair[1], "Among the files given this is the one that stands"));
    CHECK_EQ(verdicts(give({"review.kgproof", "first.kgproof"})), Words{"stands", "replaced"});
}

TEST_CASE_FIXTURE(Desk, "of a chain the last one is the newest for all") {
    const auto chain = give({"void.kgproof", "first.kgproof", "review.kgproof"});
    CHECK_EQ(verdicts(chain), Words{"stands", "replaced", "void"});
    for (const std::size_t earlier : {1u, 2u}) CHECK_EQ(chain[earlier].related.newest, chain[0].explanation.given->hash);
    CHECK(says(chain[2], "Declared VOID by"));
    CHECK(says(chain[2], "basis: misconduct, reason code CHEATED"));
    CHECK_EQ(verdicts(give({"void.kgproof", "first.kgproof"})), Words{"stands", "stands"}); // the link between them is not here
    CHECK_EQ(verdicts(give({"submission.kgproof", "marked.kgproof"})), Words{"marked", "stands"});
}

TEST_CASE_FIXTURE(Desk, "a correction whose earlier record was not given says so and is not wrong") {
    const auto alone = give({"review.kgproof"});
    CHECK_EQ(verdicts(alone), Words{"stands"});
    CHECK(has(alone[0], Link::replaces, std::nullopt));
    CHECK(says(alone[0], "not given, so not compared"));
    CHECK(says(alone[0], "未提供"));
}

TEST_CASE_FIXTURE(Desk, "without a receipt a correction is a proposal, and nobody can tell who stands") {
    const auto pair = give({"first.kgproof", "review.kgr"});
    CHECK_EQ(verdicts(pair), Words{"open", "stands"});
    CHECK(has(pair[0], Link::claimed_by, 1));
    CHECK_EQ(verdicts(give({"first.kgproof", "review.kgr", "review.kgproof"})), Words{"replaced", "stands", "stands"}); // one record twice
    CHECK_EQ(verdicts(give({"first.kgproof", "review.kgr", "rival.kgproof"})), Words{"replaced", "place_claimed_twice", "stands"});
}

TEST_CASE_FIXTURE(Desk, "a forged link is named and takes nobody's place") {
    CHECK_EQ(verdicts(give({"first.kgproof", "foreign.kgproof"})), Words{"stands", "earlier_mismatch"});
    CHECK_EQ(verdicts(give({"first.kgproof", "short.kgproof"})), Words{"stands", "amendment_signers"});
    CHECK_EQ(verdicts(give({"void.kgproof", "again.kgproof"})), Words{"stands", "earlier_mismatch"});
    CHECK_EQ(verdicts(give({"first.kgproof", "review.kgproof", "rival.kgproof"})),
             Words{"open", "place_claimed_twice", "place_claimed_twice"});
    CHECK_EQ(verdicts(give({"foreign.kgproof"})), Words{"stands"}); // by itself it is as sound as any
}

TEST_CASE_FIXTURE(Desk, "what is bad by itself takes nobody's place") {
    Bytes spoilt = file("review.kgproof");
    spoilt[spoilt.size() / 2] ^= 1;
    const auto pair = give_bytes({file("first.kgproof"), spoilt});
    CHECK_EQ(verdict(pair[0]), "stands");
    CHECK_FALSE(pair[1].explanation.ok());
    CHECK(pair[0].related.relations.empty());
}

TEST_CASE_FIXTURE(Desk, "nobody in a circle is believed") {
    ActOffice office(bureau);
    const Bytes one = office.sign(office.theory(3), {}),
                two = office.sign(office.correction(one, AmendmentBasis::review, 4), {"r", "s", "h"});
    std::vector<Given> given;
    for (const Bytes* each : {&one, &two})
        given.push_back({.hash = {}, .content = GivenResult{.result = must(open_result(*each)), .place = 1}});
    given[0].hash = sha256(view("one"));
    given[1].hash = sha256(view("two"));
    for (const std::size_t i : {0u, 1u}) std::get<GivenResult>(given[i].content).result.record.earlier = given[1 - i].hash;
    for (const Related& related : relate(given)) {
        REQUIRE(related.fault);
        CHECK(related.fault->code == codes::earlier_mismatch);
        CHECK(related.standing == Standing::none);
        CHECK_FALSE(related.newest);
    }
}

TEST_CASE_FIXTURE(Desk, "a decision of the bureau is told of the record that it is about; the later one counts") {
    const auto released = give({"first.kgproof", "release.cose", "release.receipt"});
    CHECK_EQ(verdicts(released), Words{"stands", "", ""});
    CHECK(has(released[0], Link::released_by, 1));
    CHECK(says(released[0], "Released by the bureau in"));
    CHECK(says(released[0], "Statement 2026/17 of the centre"));
    CHECK(says(released[1], "Releases a result that was put aside"));
    CHECK(says(released[1], "By B-03"));
    const auto refused = give({"refused.kgr", "refuse.cose"});
    CHECK_EQ(verdicts(refused), Words{"refused", ""});
    CHECK(says(refused[1], "No receipt was given with it"));
    CHECK(says(give({"refuse.cose"})[0], "not given, so not compared"));
    const Hash record = refused[0].explanation.given->hash;
    const Bytes later = must(sign_act(
        {.kind = ActKind::release, .record = record, .by = "B-05", .reason = "found", .at_ms = kSampleWallMs + 100 * kDayS * 1'000},
        bureau.intake));
    CHECK_EQ(verdict(give_bytes({file("refused.kgr"), later, file("refuse.cose")})[0]), "stands");
    const Bytes about_an_act =
        must(sign_act({.kind = ActKind::release, .record = sha256(file("opened.cose")), .by = "B", .reason = "x", .at_ms = kSampleWallMs},
                      bureau.intake));
    CHECK_EQ(verdicts(give_bytes({file("opened.cose"), about_an_act})), Words{"", "basis_mismatch"});
}

TEST_CASE_FIXTURE(Desk, "notices, objections and answers say what they are and find one another") {
    const auto rows = give({"first.kgproof", "opened.cose", "objection.cose", "answer.cose", "closed.cose"});
    CHECK_EQ(verdicts(rows), Words{"stands", "", "", "", ""});
    CHECK(has(rows[0], Link::objected_by, 2));
    CHECK(has(rows[2], Link::objects_to, 0));
    CHECK(has(rows[2], Link::answered_by, 3));
    CHECK(says(rows[1], "Public notice opened"));
    CHECK(says(rows[2], "异议范围：统分核分"));
    CHECK(says(rows[3], "End: result changed"));
    CHECK(says(rows[4], "Public notice closed"));
    CHECK_EQ(verdicts(give({"refused.kgr", "objection.cose"})), Words{"stands", ""}); // about another record
    NoticeAct moved = must(verify_notice_act(file("objection.cose"), bureau.bundle));
    moved.session = bureau.random.fixed<SessionId>();
    CHECK_EQ(verdict(give_bytes({file("first.kgproof"), must(sign_notice_act(moved, bureau.intake))})[1]), "basis_mismatch");
}

TEST_CASE_FIXTURE(Desk, "an outcome agrees with the records that it rests on, and falls with them") {
    CHECK_EQ(verdicts(give({"outcome.cose", "first.kgproof"})), Words{"stands", "stands"});
    CHECK(says(give({"outcome.cose"})[0], "not given, so not compared"));
    CHECK_EQ(verdicts(give({"outcome_wrong.cose", "first.kgproof"})), Words{"basis_mismatch", "stands"});
    CHECK_EQ(verdicts(give({"outcome.cose", "first.kgproof", "review.kgproof"})), Words{"outdated", "replaced", "stands"});
    CHECK_EQ(verdicts(give({"outcome.cose", "outcome2.cose", "first.kgproof", "review.kgproof"})),
             Words{"replaced", "stands", "replaced", "stands"});
    CHECK_EQ(verdicts(give({"outcome2.cose", "review.kgproof", "void.kgproof"})), Words{"outdated", "void", "stands"});
}

TEST_CASE_FIXTURE(Desk, "everything that an outcome says of a record is compared with it") {
    const OutcomeStatement right = must(verify_outcome(file("outcome.cose"), bureau.bundle));
    const auto with = [&](const std::function<void(OutcomeStatement&)>& change) {
        OutcomeStatement changed = right;
        change(changed);
        return verdict(give_bytes({file("first.kgproof"), must(sign_outcome(changed, bureau.intake))})[1]);
    };
    CHECK_EQ(with([](auto& s) { s.at_ms += 1; }), "stands");
    CHECK_EQ(with([](auto& s) { s.components[0].shown = 6'000; }), "stands"); // 2 of 5 are 60 of 150
    for (const practical::Points shown : {0, 199, 4'001, 4'123})
        CHECK_EQ(with([&](auto& s) { s.components[0].shown = shown; }), "basis_mismatch");
    CHECK_EQ(with([](auto& s) { s.components[0].reason = practical::OutcomeReason::passed; }), "basis_mismatch");
    CHECK_EQ(with([](auto& s) { s.components[0].reason = practical::OutcomeReason::no_result; }), "basis_mismatch");
    CHECK_EQ(with([](auto& s) { s.components[0].method = practical::Method::operation; }), "basis_mismatch");
    CHECK_EQ(with([](auto& s) { s.components[0].log_index += 1; }), "basis_mismatch");
    CHECK_EQ(with([&](auto& s) { s.components[0].session = bureau.random.fixed<SessionId>(); }), "basis_mismatch");
    CHECK_EQ(with([&](auto& s) { s.candidate = bureau.random.fixed<CandidateRef>(); }), "basis_mismatch");
    CHECK_EQ(with([](auto& s) { s.occupation = "6-31-01-04"; }), "basis_mismatch");
    CHECK_EQ(with([](auto& s) { s.level = 4; }), "basis_mismatch");
    CHECK_EQ(with([](auto& s) { s.plan = "2027"; }), "basis_mismatch");
}

TEST_CASE_FIXTURE(Desk, "versions of an outcome follow one another one by one") {
    const OutcomeStatement next = must(verify_outcome(file("outcome2.cose"), bureau.bundle));
    const auto with = [&](const std::function<void(OutcomeStatement&)>& change) {
        OutcomeStatement changed = next;
        change(changed);
        return verdicts(give_bytes({file("outcome.cose"), must(sign_outcome(changed, bureau.intake))}));
    };
    CHECK_EQ(with([](auto&) {}), Words{"replaced", "stands"});
    CHECK_EQ(with([](auto& s) { s.version = 3; }), Words{"stands", "earlier_mismatch"});
    CHECK_EQ(with([](auto& s) { s.organisation = "S-2"; }), Words{"stands", "earlier_mismatch"});
    CHECK_EQ(with([](auto& s) { s.at_ms -= 1; }), Words{"stands", "earlier_mismatch"}); // before the one that it follows
}

TEST_CASE_FIXTURE(Desk, "a draft rests on its outcome and ends with its number") {
    CHECK_EQ(verdicts(give({"draft.cose", "outcome2.cose"})), Words{"stands", "stands"});
    CHECK_EQ(verdicts(give({"draft.cose"})), Words{"stands"});
    const auto ended = give({"draft.cose", "withdrawn.cose"});
    CHECK_EQ(verdicts(ended), Words{"ended", ""});
    CHECK(says(ended[0], "ENDED by"));
    CHECK(says(ended[0], "The result was declared void"));
    CHECK_EQ(verdicts(give({"draft.cose", "outcome2.cose", "review.kgproof", "void.kgproof"})),
             Words{"outdated", "outdated", "void", "stands"});
    const CertificateAct right = must(verify_certificate_act(file("draft.cose"), bureau.bundle));
    const auto with = [&](const std::string& beside, const std::function<void(CertificateAct&)>& change) {
        CertificateAct changed = right;
        change(changed);
        return verdict(give_bytes({file(beside), must(sign_certificate_act(changed, bureau.intake))})[1]);
    };
    CHECK_EQ(with("outcome2.cose", [](auto&) {}), "stands");
    CHECK_EQ(with("outcome2.cose", [](auto& a) { a.profile = CertificateProfile::industry; }), "basis_mismatch");
    CHECK_EQ(with("outcome2.cose", [](auto& a) { a.level = 4; }), "basis_mismatch");
    CHECK_EQ(with("outcome2.cose", [&](auto& a) { a.candidate = bureau.random.fixed<CandidateRef>(); }), "basis_mismatch");
    CHECK_EQ(with("outcome.cose", [&](auto& a) { a.outcome = sha256(file("outcome.cose")); }), "basis_mismatch"); // no pass
    CHECK_EQ(with("draft.cose", [](auto& a) { a.plan = "2027"; }), "place_claimed_twice");                        // a number is given once
    CHECK_EQ(with("withdrawn.cose", [](auto& a) { a.at_ms += 100 * kDayS * 1'000; }), "ended");
}

TEST_CASE_FIXTURE(Desk, "an appointment rests on its outcome and certificate, and an act ends it") {
    CHECK_EQ(verdicts(give({"appointment.cose"})), Words{"stands"});
    const auto all = give({"appointment.cose", "outcome2.cose", "draft.cose"});
    CHECK_EQ(verdicts(all), Words{"stands", "stands", "stands"});
    CHECK(has(all[0], Link::rests_on, 1));
    CHECK(has(all[0], Link::rests_on, 2));
    CHECK(has(all[2], Link::basis_of, 0));
    const auto ended = give({"appointment_end.cose", "appointment.cose"});
    CHECK_EQ(verdicts(ended), Words{"", "ended"});
    CHECK(has(ended[0], Link::ends, 1));
    CHECK(says(ended[1], "ENDED by"));
    CHECK(says(ended[1], "Moved to another works"));
    CHECK(says(ended[1], "已经终止，不再有效"));
    CHECK_EQ(verdicts(give({"appointment.cose", "draft.cose", "withdrawn.cose"})), Words{"outdated", "ended", ""});
    CHECK_EQ(verdicts(give({"appointment.cose", "outcome2.cose", "review.kgproof", "void.kgproof"})),
             Words{"outdated", "outdated", "void", "stands"});

    const RegisterAct right = must(verify_register_act(file("appointment.cose"), bureau.bundle));
    const auto with = [&](const std::string& beside, const std::function<void(AppointmentEntry&)>& change) {
        RegisterAct changed = right;
        change(std::get<AppointmentEntry>(changed.what));
        return verdict(give_bytes({file(beside), must(sign_register_act(changed, bureau.intake))})[1]);
    };
    CHECK_EQ(with("outcome2.cose", [](auto&) {}), "stands");
    CHECK_EQ(with("outcome2.cose", [](auto& a) { a.level += 1; }), "basis_mismatch"); // above what was reached
    CHECK_EQ(with("outcome2.cose", [](auto& a) { a.level -= 1; }), "stands");
    CHECK_EQ(with("outcome2.cose", [](auto& a) { a.occupation = "6-31-01-04"; }), "basis_mismatch");
    CHECK_EQ(with("outcome2.cose", [&](auto& a) { a.candidate = bureau.random.fixed<CandidateRef>(); }), "basis_mismatch");
    CHECK_EQ(with("outcome.cose", [&](auto& a) { a.outcome = sha256(file("outcome.cose")); }), "basis_mismatch");            // no pass
    CHECK_EQ(with("draft.cose", [&](auto& a) { a.outcome = bureau.random.fixed<Hash>(); }), "basis_mismatch");               // the draft's is another
    CHECK_EQ(with("review.kgproof", [&](auto& a) { a.outcome = give({"review.kgproof"})[0].explanation.given->hash; }), "basis_mismatch");

    const RegisterAct end = must(verify_register_act(file("appointment_end.cose"), bureau.bundle));
    const auto ending = [&](const std::function<void(AppointmentEnd&)>& change) {
        RegisterAct changed = end;
        change(std::get<AppointmentEnd>(changed.what));
        return must(sign_register_act(changed, bureau.intake));
    };
    const Bytes too_late = ending([](auto& e) { e.until_ms += 3'650 * kDayS * 1'000; });
    CHECK_EQ(verdicts(give_bytes({file("appointment.cose"), too_late})), Words{"ended", "basis_mismatch"});
    const Bytes other_day = ending([](auto& e) { e.until_ms += kDayS * 1'000; });
    CHECK_EQ(verdicts(give_bytes({file("appointment.cose"), file("appointment_end.cose"), other_day})),
             Words{"ended", "place_claimed_twice", "place_claimed_twice"});
    const Bytes of_nothing = ending([&](auto& e) { e.appointment = sha256(file("draft.cose")); });
    CHECK_EQ(verdicts(give_bytes({file("draft.cose"), of_nothing})), Words{"stands", "basis_mismatch"});
}

TEST_CASE_FIXTURE(Desk, "acts find their receipts, and receipts theirs") {
    const auto rows = give({"outcome.cose", "outcome2.cose", "outcome2.receipt", "outcome.receipt", "checkpoint"});
    for (const ExplainedTogether& row : rows) CHECK(row.explanation.ok());
    CHECK(has(rows[0], Link::logged_by, 3));
    CHECK(has(rows[1], Link::logged_by, 2));
    CHECK(has(rows[2], Link::logs, 1));
    CHECK(says(rows[0], "In the log of bureau.test as leaf"));
    CHECK(says(rows[2], "Agrees with the checkpoint given"));
    CHECK_EQ(verdicts(give({"outcome.receipt"})), Words{"receipt_alone"});
    CHECK_EQ(verdicts(give({"outcome.receipt", "first.kgproof"})), Words{"receipt_alone", "stands"});
    CHECK_EQ(verdicts(give({"outcome.cose", "draft.receipt"})), Words{"stands", "signature_bad"});
    CHECK_EQ(verdicts(give({"outcome.cose", "closed.cose", "draft.receipt"})), Words{"stands", "", "receipt_leaf_wrong"});
    for (const SampleFile& each : files) { // every act has its own
        if (!each.name.ends_with(".cose")) continue;
        const std::string name = each.name.substr(0, each.name.size() - 5);
        CHECK(give({each.name, name + ".receipt"})[1].explanation.ok());
    }
}

TEST_CASE_FIXTURE(Desk, "a log that shows another head of the same size is told on") {
    Checkpoint forged = must(decode_checkpoint(as_text(file("checkpoint"))));
    forged.root = sha256(view("another log"));
    const std::string note = must(sign_checkpoint(forged, bureau.checkpoint));
    CHECK_EQ(verdicts(give_bytes({file("draft.cose"), file("draft.receipt"), to_bytes(view(note))})),
             Words{"stands", "tree_consistency_bad", ""});
}

TEST_CASE_FIXTURE(Desk, "every bit of an act, of its receipt and of a correction matters beside the other file") {
    const std::vector<std::pair<std::string, std::string>> pairs = {
        {"release.cose", "release.receipt"}, {"answer.receipt", "answer.cose"}, {"draft.cose", "outcome2.cose"}};
    for (const auto& [spoil, beside] : pairs) {
        Bytes bytes = file(spoil);
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
            const auto rows = give_bytes({bytes, file(beside)});
            if (rows[0].explanation.ok()) FAIL_CHECK(spoil << ": bit " << bit << " changes nothing");
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        }
    }
}
