#include "core/record/relation_checks.h"

#include "core/base/codes/record.h"
#include "core/record/amendment.h"

#include <algorithm>
#include <tuple>

namespace kaogong::record {
namespace {

using assessment::ResultValue;
using practical::EntryMode;
using practical::Method;
using practical::OutcomeReason;

Error mismatch(const char* what) {
    return error(codes::basis_mismatch, what);
}

// Everything but what marking decides.
Result<void> check_marking(const ResultRecord& marking, const ResultRecord& submission) {
    const auto wrong = [](const char* what) { return error(codes::earlier_mismatch, what); };
    if (submission.kind != RecordKind::submission) return wrong("of a record that is no submission");
    const auto facts = [](const ResultRecord& record) {
        return std::tie(record.session, record.candidate, record.exempt, record.terminal, record.environment, record.source);
    };
    const bool same = facts(marking) == facts(submission) && marking.subject == submission.subject && marking.times == submission.times &&
                      marking.plan == submission.plan;
    if (!same) return wrong("of another test");
    return made_by_markers(marking) ? success() : Result<void>(wrong("not by markers of the bureau"));
}

// What the record counts as, before any rule of the occupation.
ResultValue value_of(const ResultRecord& record) {
    if (record.kind == RecordKind::void_) return ResultValue::void_;
    return record.score ? assessment::outcome_facts(record.score->outcome).result : ResultValue::no_result;
}

// The reasons that the value alone gives; all others presuppose points.
bool agrees(OutcomeReason reason, ResultValue value) {
    switch (value) {
    case ResultValue::void_: return reason == OutcomeReason::void_;
    case ResultValue::held: return reason == OutcomeReason::held;
    case ResultValue::no_result: return reason == OutcomeReason::no_result;
    case ResultValue::zero: return reason == OutcomeReason::zero;
    case ResultValue::normal:
    case ResultValue::points_so_far: break;
    }
    const bool by_value = reason == OutcomeReason::void_ || reason == OutcomeReason::held || reason == OutcomeReason::no_result ||
                          reason == OutcomeReason::zero;
    return !by_value;
}

// Kinds that are a component's own result have the component's number; a correction does not tell what it corrects.
bool is_of_method(Method method, RecordKind kind) {
    if (kind == RecordKind::submission || kind == RecordKind::marked_by_bureau) return method == Method::theory;
    if (kind > RecordKind::contest) return kind == RecordKind::supersede || kind == RecordKind::void_;
    return static_cast<int>(kind) == static_cast<int>(method);
}

// An outcome shows the record's points as they are, or scaled up to full marks of the rules (an exemption leaves a part of them out), cut
// to a hundredth. The rules are not at hand; full marks are whole points (100, 75, 150), so few pairs of numbers can be a record's and an
// outcome's, and no true pair is refused.
bool can_be_shown(Points shown, const ResultScore& score) {
    constexpr Points kStep = 100;
    if (score.points == 0 || score.points_max == 0) return shown == 0;
    const Points first = std::max((shown * score.points_max + score.points - 1) / score.points, score.points_max);
    const Points last = ((shown + 1) * score.points_max - 1) / score.points;
    return first <= last && (first == score.points_max || last / kStep * kStep >= first);
}

Result<void> check_points(const StatedComponent& component, const ResultRecord& record) {
    const ResultValue value = value_of(record);
    if (!agrees(component.reason, value)) return mismatch("how the component ended");
    if (value != ResultValue::normal && value != ResultValue::points_so_far) return success();
    if (!can_be_shown(component.shown, *record.score)) return mismatch("points");
    const bool failed = record.score->outcome == assessment::OutcomeCode::fail;
    return failed && component.reason == OutcomeReason::passed ? Result<void>(mismatch("passed")) : success();
}

} // namespace

Result<void> check_takes_place(const SignedResult& result, const SignedResult& earlier) {
    if (result.record.kind == RecordKind::marked_by_bureau) return check_marking(result.record, earlier.record);
    const auto fits = check_amendment(result, earlier);
    // Each of the two is sound by itself; what is wrong is that the one names the other.
    if (!fits.ok() && fits.code() == codes::record_value_invalid) return error(codes::earlier_mismatch, fits.error().context);
    return fits;
}

Result<void> check_next_version(const OutcomeStatement& next, const OutcomeStatement& earlier) {
    const auto batch = [](const OutcomeStatement& each) { return std::tie(each.occupation, each.level, each.organisation, each.plan); };
    if (batch(next) != batch(earlier)) return error(codes::earlier_mismatch, "of another occupation, level or plan");
    const bool follows = next.version == earlier.version + 1 && next.at_ms >= earlier.at_ms;
    return follows ? success() : Result<void>(error(codes::earlier_mismatch, "of a version that is not the one before"));
}

Result<void> check_component(const OutcomeStatement& outcome, const StatedComponent& component, const ComponentRecord& of) {
    if (of.result == nullptr) return mismatch("a component that rests on no result");
    const ResultRecord& record = of.result->result.record;
    if (record.session != component.session) return mismatch("session of a component");
    if (record.subject.occupation != outcome.occupation) return mismatch("occupation of a component");
    if (!is_of_method(component.method, record.kind)) return mismatch("kind of a component");
    if (of.place && *of.place != component.log_index) return mismatch("place in the log");
    const bool own = component.mode == EntryMode::first || component.mode == EntryMode::resit;
    const bool same_batch =
        record.subject.level == outcome.level && record.plan.organisation == outcome.organisation && record.plan.plan == outcome.plan;
    if (own && !same_batch) return mismatch("level or plan of a component");
    return check_points(component, record);
}

Result<void> check_draft_of(const CertificateAct& draft, const OutcomeStatement* outcome) {
    if (outcome == nullptr) return mismatch("a draft that rests on no outcome");
    const bool same = draft.candidate == outcome->candidate && draft.occupation == outcome->occupation && draft.level == outcome->level &&
                      draft.organisation == outcome->organisation && draft.plan == outcome->plan;
    if (!same) return mismatch("candidate, occupation, level or plan of a draft");
    if (outcome->verdict != practical::Verdict::pass) return mismatch("an outcome that is no pass");
    const bool two = draft.profile != CertificateProfile::industry || outcome->second_certificate;
    return two ? success() : Result<void>(mismatch("an outcome without a second certificate"));
}

Result<void> check_appointment_of(const AppointmentEntry& entry, const OutcomeStatement* outcome) {
    if (outcome == nullptr) return mismatch("an appointment that rests on no outcome");
    const bool same = entry.candidate == outcome->candidate && entry.occupation == outcome->occupation && entry.level <= outcome->level;
    if (!same) return mismatch("candidate, occupation or level of an appointment");
    return outcome->verdict == practical::Verdict::pass ? success() : Result<void>(mismatch("an outcome that is no pass"));
}

Result<void> check_appointment_by(const AppointmentEntry& entry, const CertificateAct& draft) {
    return draft.outcome == entry.outcome ? success() : Result<void>(mismatch("a draft that rests on another outcome"));
}

Result<void> check_end_of(const AppointmentEnd& end, const AppointmentEntry* entry) {
    if (entry == nullptr) return mismatch("the end of no appointment");
    const bool within = end.until_ms >= entry->from_ms && end.until_ms <= entry->until_ms;
    return within ? success() : Result<void>(mismatch("an end outside of the appointment's time"));
}

Result<void> check_objection(const NoticeAct& objection, const GivenResult* result) {
    if (result == nullptr) return mismatch("an objection to no result");
    return result->result.record.session == objection.session ? success() : Result<void>(mismatch("session of an objection"));
}

Result<void> check_answer(const NoticeAct& answer, const NoticeAct* objection) {
    if (objection == nullptr || objection->kind != NoticeActKind::objection) return mismatch("an answer to no objection");
    const bool fits = objection->session == answer.session && objection->at_ms <= answer.at_ms;
    return fits ? success() : Result<void>(mismatch("session or time of an answer"));
}

} // namespace kaogong::record
