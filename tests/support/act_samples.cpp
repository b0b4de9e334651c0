#include "tests/support/act_samples.h"

#include "core/base/check.h"

#include <algorithm>

namespace kaogong::test {

using namespace kaogong::record;

namespace {

constexpr std::int64_t kNowS = kSampleWallMs / 1'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kLaterMs = kSampleWallMs + 10 * kDayMs; // acts come after the test
constexpr int kItems = 5;
constexpr Points kItemPoints = 100;

void score(ResultRecord& record, int right) {
    record.items.clear();
    for (int i = 0; i < kItems; ++i)
        record.items.push_back({.item = "dg4-" + std::to_string(1'000 + i),
                                .state = ItemState::scored,
                                .points = i < right ? kItemPoints : 0,
                                .points_max = kItemPoints});
    const Points points = right * kItemPoints, points_max = kItems * kItemPoints;
    record.score = ResultScore{points, points_max, points * 100 >= points_max * 60 ? OutcomeCode::pass : OutcomeCode::fail};
}

void sort_signers(ResultRecord& record) {
    std::sort(record.signers.begin(), record.signers.end(),
              [](const RequiredSigner& a, const RequiredSigner& b) { return std::tie(a.role, a.key) < std::tie(b.role, b.key); });
}

Hash hash_of(const Bytes& signed_result) {
    return record_hash(open_result(signed_result).value().payload);
}

// Acts with their receipts, all of one head.
class ActShelf {
  public:
    explicit ActShelf(SampleBureau& bureau) : bureau_(bureau) {}

    Hash add(std::string name, Result<Bytes> act) {
        const Hash hash = sha256(act.value());
        acts_.push_back({std::move(name), act.value()});
        places_.push_back(bureau_.append_leaf(encode_leaf(ActLeaf{hash})));
        return hash;
    }
    void put_into(std::vector<SampleFile>& files) {
        for (std::size_t i = 0; i < acts_.size(); ++i) {
            files.push_back({acts_[i].name + ".cose", acts_[i].content});
            files.push_back({acts_[i].name + ".receipt", bureau_.receipt(places_[i])});
        }
    }

  private:
    SampleBureau& bureau_;
    std::vector<SampleFile> acts_;
    std::vector<std::uint64_t> places_;
};

} // namespace

ActOffice::ActOffice(SampleBureau& of) : bureau(of), terminal(of.enrol()) {
    const std::vector<std::tuple<const char*, Role, const char*>> people = {
        {"r", Role::reviewer, "P-0031"},   {"s", Role::reviewer, "P-0032"},    {"t", Role::reviewer, "P-0033"},
        {"h", Role::site_chief, "H-0020"}, {"m", Role::bureau_marker, "B-07"}, {"n", Role::bureau_marker, "B-11"}};
    for (const auto& [who, role, number] : people) staff.emplace(who, bureau.staff(role, number));
}

ResultRecord ActOffice::theory(int right) {
    ResultRecord record = terminal.result_record(1);
    score(record, right);
    return record;
}

ResultRecord ActOffice::correction(const Bytes& earlier, AmendmentBasis basis, int right) {
    ResultRecord record = open_result(earlier).value().record;
    record.id = RecordId{bureau.random.fixed<RecordId>()};
    record.salt = bureau.random.fixed<Salt>();
    record.kind = RecordKind::supersede;
    record.earlier = hash_of(earlier);
    record.evidence = {bureau.random.fixed<Hash>()}; // the scorer's statement
    record.amendment = Amendment{.basis = basis, .reason = "TALLY"};
    score(record, right);
    return record;
}

ResultRecord ActOffice::voiding(const Bytes& earlier, AmendmentBasis basis) {
    ResultRecord record = correction(earlier, basis, 0);
    record.kind = RecordKind::void_;
    record.amendment->reason = "CHEATED";
    record.items.clear();
    record.score.reset();
    return record;
}

Bytes ActOffice::sign(ResultRecord record, const std::vector<std::string>& by) {
    std::vector<const SampleStaff*> cosigners;
    record.signers = {{Role::device, terminal.device.id()}};
    for (const std::string& who : by) {
        cosigners.push_back(&staff.at(who));
        record.signers.push_back({staff.at(who).role, staff.at(who).key.id()});
    }
    sort_signers(record);
    return terminal.signed_result(record, cosigners);
}

Bytes ActOffice::sign_as_markers(ResultRecord record) {
    record.signers.clear();
    std::vector<ResultSigner> signers;
    for (const char* who : {"m", "n"}) {
        record.signers.push_back({Role::bureau_marker, staff.at(who).key.id()});
        signers.push_back({&staff.at(who).key, staff.at(who).certificate});
    }
    sort_signers(record);
    return seal_result(record, signers, kNowS + 9'000).value();
}

Bytes ActOffice::proof(const Bytes& signed_result) {
    const Hash hash = hash_of(signed_result);
    const Bytes leaf = encode_leaf(ResultLeaf{.record = hash, .entry = sha256(signed_result)});
    const std::uint64_t place = bureau.append_leaf(leaf);
    places_[hash] = place;
    const Bytes receipt = bureau.receipt(place);
    const std::string note = bureau.signed_checkpoint();
    return encode_proof({.signed_result = signed_result, .leaf_data = leaf, .receipt = receipt, .checkpoint = note});
}

std::uint64_t ActOffice::place_of(const Bytes& signed_result) const {
    return places_.at(hash_of(signed_result));
}

OutcomeStatement ActOffice::outcome(const Bytes& signed_result, int shown) const {
    const ResultRecord record = open_result(signed_result).value().record;
    const bool passed = record.score && record.score->outcome == OutcomeCode::pass;
    StatedComponent component{.method = practical::Method::theory,
                              .reason = passed ? practical::OutcomeReason::passed : practical::OutcomeReason::below,
                              .shown = shown,
                              .of = {},
                              .basis = {},
                              .record = hash_of(signed_result),
                              .session = record.session,
                              .log_index = place_of(signed_result)};
    return {.candidate = record.candidate,
            .occupation = record.subject.occupation,
            .level = record.subject.level,
            .organisation = record.plan.organisation,
            .plan = record.plan.plan,
            .verdict = passed ? practical::Verdict::pass : practical::Verdict::fail,
            .components = {component},
            .rules = sha256(view("rules")),
            .version = 1,
            .earlier = {},
            .at_ms = kLaterMs};
}

std::vector<SampleFile> act_samples(SampleBureau& bureau) {
    ActOffice office(bureau);
    const Bytes first = office.sign(office.theory(2), {});
    const auto correct = [&](int right) { return office.correction(first, AmendmentBasis::review, right); };
    const Bytes review = office.sign(correct(4), {"r", "s", "h"}), rival = office.sign(correct(5), {"s", "t", "h"});
    ResultRecord of_another = correct(5);
    of_another.candidate = bureau.random.fixed<CandidateRef>();
    const Bytes foreign = office.sign(of_another, {"r", "s", "h"}), few = office.sign(correct(5), {"r", "h"});
    const Bytes voiding = office.sign(office.voiding(review, AmendmentBasis::misconduct), {"h"});
    const Bytes again = office.sign(office.correction(voiding, AmendmentBasis::review, 5), {"r", "s", "h"}); // nothing amends a void
    const Bytes refused = office.sign(office.theory(5), {});
    ResultRecord submission = office.theory(0);
    submission.kind = RecordKind::submission;
    submission.items.clear();
    submission.score.reset();
    const Bytes handed_in = office.sign(submission, {});
    ResultRecord marking = submission;
    marking.kind = RecordKind::marked_by_bureau;
    marking.earlier = hash_of(handed_in);
    score(marking, 4);
    const Bytes marked = office.sign_as_markers(marking);
    std::vector<SampleFile> files = {{"first.kgproof", office.proof(first)},
                                     {"review.kgproof", office.proof(review)},
                                     {"void.kgproof", office.proof(voiding)},
                                     {"rival.kgproof", office.proof(rival)},
                                     {"foreign.kgproof", office.proof(foreign)},
                                     {"short.kgproof", office.proof(few)},
                                     {"again.kgproof", office.proof(again)},
                                     {"review.kgr", review},
                                     {"refused.kgr", refused},
                                     {"submission.kgproof", office.proof(handed_in)},
                                     {"marked.kgproof", office.proof(marked)}};

    ActShelf shelf(bureau);
    const KeyPair& intake = bureau.intake;
    const SessionId session = open_result(first).value().record.session;
    const auto decide = [&](ActKind kind, const Bytes& about) {
        return sign_act(
            {.kind = kind, .record = hash_of(about), .by = "B-03", .reason = "Statement 2026/17 of the centre", .at_ms = kLaterMs}, intake);
    };
    shelf.add("release", decide(ActKind::release, first));
    shelf.add("refuse", decide(ActKind::refuse, refused));
    NoticeAct notice{.kind = NoticeActKind::opened,
                     .session = session,
                     .by = "B-03",
                     .text = "Notice board and web site of the bureau",
                     .at_ms = kLaterMs,
                     .until_ms = kLaterMs + 5 * kDayMs};
    shelf.add("opened", sign_notice_act(notice, intake));
    NoticeAct objection = notice;
    objection.kind = NoticeActKind::objection;
    objection.text = "The tally of question 3 and 4";
    objection.at_ms += kDayMs;
    objection.record = hash_of(first);
    objection.scope = ReviewScope::tally;
    const Hash objected = shelf.add("objection", sign_notice_act(objection, intake));
    NoticeAct answer{.kind = NoticeActKind::answered,
                     .session = session,
                     .by = "B-05",
                     .text = "Two items were not counted",
                     .at_ms = kLaterMs + 2 * kDayMs};
    answer.objection = objected;
    answer.end = ReviewEnd::changed;
    shelf.add("answer", sign_notice_act(answer, intake));
    NoticeAct closed{
        .kind = NoticeActKind::closed, .session = session, .by = "B-03", .text = "Closed after five days", .at_ms = kLaterMs + 5 * kDayMs};
    shelf.add("closed", sign_notice_act(closed, intake));

    const OutcomeStatement failed = office.outcome(first, 4'000);
    const Hash version_1 = shelf.add("outcome", sign_outcome(failed, intake));
    OutcomeStatement passed = office.outcome(review, 8'000);
    passed.version = 2;
    passed.earlier = version_1;
    const Hash version_2 = shelf.add("outcome2", sign_outcome(passed, intake));
    shelf.add("outcome_wrong", sign_outcome(office.outcome(first, 9'013), intake));
    const CertificateAct draft{.kind = CertificateActKind::drafted,
                               .number = "Y000144000001264000001",
                               .by = "B-03",
                               .at_ms = kLaterMs + 6 * kDayMs,
                               .reason = {},
                               .outcome = version_2,
                               .profile = CertificateProfile::level,
                               .candidate = passed.candidate,
                               .occupation = passed.occupation,
                               .level = passed.level,
                               .organisation = passed.organisation,
                               .plan = passed.plan};
    shelf.add("draft", sign_certificate_act(draft, intake));
    shelf.add("withdrawn", sign_certificate_act({.kind = CertificateActKind::withdrawn,
                                                 .number = draft.number,
                                                 .by = "B-05",
                                                 .at_ms = draft.at_ms + kDayMs,
                                                 .reason = "The result was declared void; the holder was told at 13800138000"},
                                                intake));
    const AppointmentEntry appointment{.outcome = version_2,
                                       .certificate = draft.number,
                                       .candidate = passed.candidate,
                                       .occupation = passed.occupation,
                                       .level = passed.level,
                                       .organisation = "Qianhai machine works",
                                       .post = "Head of the electrical workshop",
                                       .from_ms = kLaterMs + 10 * kDayMs,
                                       .until_ms = kLaterMs + 375 * kDayMs,
                                       .document = "2026-31"};
    const Hash appointed = shelf.add("appointment", sign_register_act({.by = "B-03", .at_ms = kLaterMs + 8 * kDayMs, .what = appointment}, intake));
    const AppointmentEnd end{.appointment = appointed, .until_ms = kLaterMs + 30 * kDayMs, .reason = "Moved to another works"};
    shelf.add("appointment_end", sign_register_act({.by = "B-05", .at_ms = kLaterMs + 29 * kDayMs, .what = end}, intake));
    const RoundEntry round{.plan = passed.plan, .level = 7, .round = 2, .document = "2026-7"};
    shelf.add("round", sign_register_act({.by = "B-03", .at_ms = kLaterMs + 9 * kDayMs, .what = round}, intake));
    const TitlesEntry titles{.file = sha256(view("titles")), .document = "2026-9, of 2026-05-01"};
    shelf.add("titles", sign_register_act({.by = "B-03", .at_ms = kLaterMs + 9 * kDayMs, .what = titles}, intake));
    shelf.put_into(files);
    files.push_back({"checkpoint", to_bytes(view(bureau.signed_checkpoint()))});
    return files;
}

} // namespace kaogong::test
