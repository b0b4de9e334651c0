#include "sync/bureau/outcome/gather.h"

#include "core/base/codes/practical.h"
#include "sync/bureau/days.h"

#include <algorithm>

namespace kaogong::bureau::outcome {
namespace {

using practical::Component;
using practical::EntryMode;
using practical::RetainedStanding;

const record::ResultRecord& first_of(const Descent& descent) {
    return descent.first().record;
}

bool is_of(const BatchKey& batch, const Descent& descent) {
    return first_of(descent).plan.organisation == batch.organisation && first_of(descent).plan.plan == batch.plan;
}

bool is_newer(const Descent* a, const Descent* b) {
    const auto place = [](const Descent* each) { return std::pair(first_of(*each).times.started_ms, each->first().log_index); };
    return place(a) > place(b);
}

// What made an examiner or a paper fail it although its points reach the mark.
std::vector<std::string> causes(const record::ResultRecord& record) {
    std::vector<std::string> causes;
    for (const record::VetoResult& veto : record.vetoes)
        if (veto.times > 0) causes.push_back(veto.veto);
    for (const record::ModuleResult& module : record.modules)
        if (module.standing == record::ModuleStanding::below) causes.push_back(module.module);
    for (const record::RuleEffect& effect : record.effects)
        if (effect.points <= 0) causes.push_back(effect.rule);
    if (causes.empty()) causes.push_back("-");
    return causes;
}

std::int64_t end_of_retention(const record::ResultRecord& record, std::int64_t days) {
    const std::int64_t offset_ms = kBureauOffsetMinutes * 60'000;
    const std::int64_t day = (record.times.started_ms + offset_ms) / kDayMs;
    return (day + days + 1) * kDayMs - offset_ms - 1; // the last day counts whole
}

class Gathering {
  public:
    Gathering(const BatchKey& batch, const bank::OutcomeFile& file, const PersonFacts& facts)
        : batch_(batch), file_(file), facts_(facts), newest_ms_(newest_begin(batch, facts.descents)) {}

    Gathered run() {
        gathered_.input.level = file_.level;
        for (const practical::ComponentRule& rule : file_.rules.components) take(rule);
        for (const OutcomeNoteRow& note : facts_.notes)
            if (note.kind == OutcomeNoteKind::skip)
                gathered_.input.skip = practical::LevelSkip{
                    .held = static_cast<assessment::SkillLevel>(note.held_level), .reason = note.basis, .evidence = note.evidence};
        return std::move(gathered_);
    }

  private:
    void take(const practical::ComponentRule& rule) {
        if (const OutcomeNoteRow* note = note_of(OutcomeNoteKind::exempt, rule.method))
            return add({.method = rule.method, .mode = EntryMode::exempt, .basis = note->basis}, std::nullopt);
        if (const Descent* own = newest(rule.method, true)) return take_own(rule, *own);
        if (const OutcomeNoteRow* note = note_of(OutcomeNoteKind::retained, rule.method)) return take_cited(rule, *note);
        if (take_earlier(rule)) return;
        lack_of(rule.method);
    }

    // Later notes count.
    const OutcomeNoteRow* note_of(OutcomeNoteKind kind, Method method) const {
        const auto found = std::find_if(facts_.notes.rbegin(), facts_.notes.rend(), [&](const OutcomeNoteRow& note) {
            return note.kind == kind && note.method == static_cast<int>(method);
        });
        return found == facts_.notes.rend() ? nullptr : &*found;
    }

    std::vector<const Descent*> all(Method method, bool own) const {
        std::vector<const Descent*> found;
        for (const Descent& descent : facts_.descents)
            if (method_of(first_of(descent).kind) == method && is_of(batch_, descent) == own) found.push_back(&descent);
        std::sort(found.begin(), found.end(), is_newer);
        return found;
    }
    const Descent* newest(Method method, bool own) const {
        const auto found = all(method, own);
        return found.empty() ? nullptr : found.front();
    }

    void add(Component component, std::optional<Source> source) {
        gathered_.input.components.push_back(std::move(component));
        gathered_.sources.push_back(std::move(source));
    }
    void lack(Lack lack) { gathered_.lacks.push_back(std::move(lack)); }

    static Source source_of(const AcceptedRecord& accepted) {
        return {.record = accepted.hash,
                .session = accepted.record.session,
                .centre = accepted.centre,
                .candidate = accepted.record.candidate,
                .log_index = accepted.log_index,
                .taken_ms = accepted.record.times.started_ms};
    }

    static assessment::Earned nothing_earned(const practical::ComponentRule& rule) {
        return {.points = 0, .counted_max = rule.points_max, .points_max = rule.points_max};
    }

    // A record with a score as a component; where it has more full marks than the rules know, the rules are of another paper.
    bool fill(const practical::ComponentRule& rule, const record::ResultRecord& record, Component& component) {
        const record::ResultScore& score = *record.score;
        if (score.points_max > rule.points_max || score.points_max < 0) {
            lack({.method = rule.method, .kind = LackKind::unfit, .code = codes::outcome_incomplete, .what = "full marks"});
            return false;
        }
        // Nobody sat where nothing counted: absent, deferred, too late.
        component.earned = nothing_earned(rule);
        if (score.points_max > 0) component.earned = {score.points, score.points_max, rule.points_max};
        component.value = assessment::outcome_facts(score.outcome).result;
        const bool failed = score.outcome == assessment::OutcomeCode::fail;
        if (failed && assessment::reaches(component.earned, rule.points_pass)) component.failed_by = causes(record);
        return true;
    }

    void take_own(const practical::ComponentRule& rule, const Descent& descent) {
        const AcceptedRecord& standing = descent.standing();
        Component component{.method = rule.method, .attempt = standing.record.plan.attempt};
        if (component.attempt > 1) component.mode = EntryMode::resit;
        component.taken_ms = first_of(descent).times.started_ms;
        component.earned = nothing_earned(rule);
        if (descent.is_void())
            component.value = assessment::ResultValue::void_;
        else if (!standing.record.score)
            return lack({.method = rule.method, .kind = LackKind::unmarked});
        else if (!fill(rule, standing.record, component))
            return;
        add(std::move(component), source_of(standing));
    }

    void take_cited(const practical::ComponentRule& rule, const OutcomeNoteRow& note) {
        const auto found = facts_.cited.find(*note.record);
        const CitedResult nothing;
        const CitedResult& cited = found == facts_.cited.end() ? nothing : found->second;
        Component component{.method = rule.method, .mode = EntryMode::retained};
        component.earned = nothing_earned(rule);
        component.retained = practical::RetainedPass{.result = *note.record, .issuer = {}, .standing = cited.standing};
        if (!cited.record) return add(std::move(component), std::nullopt);
        const record::ResultRecord& record = cited.record->record;
        if (method_of(record.kind) != rule.method || record.subject.occupation != file_.occupation || !record.score) {
            component.retained->standing = RetainedStanding::unknown; // no result of this component
            return add(std::move(component), std::nullopt);
        }
        if (!fill(rule, record, component)) return;
        component.taken_ms = record.times.started_ms;
        component.retained->issuer = record.plan.organisation;
        component.retained->valid_to_ms = end_of_retention(record, file_.retain_days);
        add(std::move(component), source_of(*cited.record));
    }

    // Why an earlier result of another batch does not serve, or that it does.
    OutcomeReason judge_earlier(const practical::ComponentRule& rule, const Descent& descent) const {
        if (descent.is_void()) return OutcomeReason::retained_voided;
        const record::ResultRecord& record = descent.standing().record;
        if (!record.score) return OutcomeReason::no_result;
        const assessment::Earned earned{
            .points = record.score->points, .counted_max = record.score->points_max, .points_max = rule.points_max};
        if (record.score->outcome != assessment::OutcomeCode::pass || !assessment::reaches(earned, rule.points_pass))
            return OutcomeReason::below;
        if (!file_.rules.retain) return OutcomeReason::retained_not_allowed;
        if (!file_.rules.retain_foreign && record.plan.organisation != batch_.organisation) return OutcomeReason::retained_foreign;
        const bool expired = newest_ms_ > end_of_retention(record, file_.retain_days);
        return expired ? OutcomeReason::retained_expired : OutcomeReason::passed;
    }

    // The newest pass of another batch that serves. One that was sat after this batch is no earlier one.
    bool take_earlier(const practical::ComponentRule& rule) {
        for (const Descent* descent : all(rule.method, false)) {
            const OutcomeReason reason = judge_earlier(rule, *descent);
            const bool later = first_of(*descent).times.started_ms > newest_ms_;
            if (later || reason == OutcomeReason::below || reason == OutcomeReason::no_result) continue;
            if (reason != OutcomeReason::passed) {
                lack({.method = rule.method, .kind = LackKind::earlier_unfit, .earlier = reason});
                return true;
            }
            const AcceptedRecord& standing = descent->standing();
            Component component{.method = rule.method, .mode = EntryMode::retained};
            if (!fill(rule, standing.record, component)) return true;
            component.taken_ms = standing.record.times.started_ms;
            component.retained = practical::RetainedPass{.result = standing.hash,
                                                         .issuer = standing.record.plan.organisation,
                                                         .valid_to_ms = end_of_retention(standing.record, file_.retain_days)};
            add(std::move(component), source_of(standing));
            return true;
        }
        return false;
    }

    void lack_of(Method method) {
        const auto waits = std::find_if(facts_.aside.begin(), facts_.aside.end(),
                                        [&](const AsideComponent& each) { return each.method == method && each.batch == batch_; });
        if (waits != facts_.aside.end()) return lack({.method = method, .kind = LackKind::aside, .code = waits->code});
        lack({.method = method});
    }

    const BatchKey& batch_;
    const bank::OutcomeFile& file_;
    const PersonFacts& facts_;
    std::int64_t newest_ms_;
    Gathered gathered_;
};

} // namespace

std::string lack_text(const Lack& lack, Language language) {
    const bool english = language == Language::en;
    const std::string name(practical::method_name(lack.method, language));
    switch (lack.kind) {
    case LackKind::not_in: return name + (english ? " has not come in" : " 尚无成绩");
    case LackKind::unmarked: return name + (english ? " waits for marking" : " 待阅卷");
    case LackKind::aside: return name + (english ? " is put aside (" : " 被搁置（") + code_text(lack.code) + (english ? ")" : "）");
    case LackKind::earlier_unfit: {
        const std::string reason(practical::outcome_reason_text(lack.earlier, language));
        return name + (english ? " has not come in; " : " 尚无成绩；") + reason;
    }
    case LackKind::unfit: break;
    }
    return name + (english ? " does not fit the rules (" : " 与规则不符（") + code_text(lack.code) + " " + lack.what +
           (english ? ")" : "）");
}

Gathered gather(const BatchKey& batch, const bank::OutcomeFile& file, const PersonFacts& facts) {
    return Gathering(batch, file, facts).run();
}

std::optional<Method> method_of(record::RecordKind kind) {
    using record::RecordKind;
    if (kind == RecordKind::submission || kind == RecordKind::marked_by_bureau) return Method::theory;
    if (kind >= RecordKind::theory && kind <= RecordKind::contest) return static_cast<Method>(kind); // the same numbers
    return std::nullopt;
}

std::int64_t newest_begin(const BatchKey& batch, const std::vector<Descent>& descents) {
    std::int64_t newest_ms = 0;
    for (const Descent& descent : descents)
        if (is_of(batch, descent)) newest_ms = std::max(newest_ms, first_of(descent).times.started_ms);
    return newest_ms;
}

} // namespace kaogong::bureau::outcome
