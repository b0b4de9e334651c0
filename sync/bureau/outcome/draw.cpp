#include "sync/bureau/outcome/draw.h"

#include "core/base/codes/outcome.h"
#include "core/record/signed_result.h"
#include "sync/bureau/filing.h"
#include "sync/bureau/log_writer.h"
#include "sync/bureau/outcome/person.h"

#include <algorithm>

namespace kaogong::bureau::outcome {
namespace {

using record::OutcomeStatement;

constexpr std::size_t kCandidatesPerTransaction = 100;

std::set<BatchKey> batches_of(const std::vector<Descent>& descents) {
    std::set<BatchKey> batches;
    for (const Descent& descent : descents) {
        const record::ResultPlan& plan = descent.first().record.plan;
        batches.insert({plan.organisation, plan.plan});
    }
    return batches;
}

bool is_wanted(const Wanted& wanted, const SubjectPart& part, const BatchKey& batch) {
    return (wanted.plan.empty() || wanted.plan == batch.plan) && (wanted.occupation.empty() || wanted.occupation == part.occupation) &&
           (wanted.level == 0 || wanted.level == part.level);
}

class Drawing {
  public:
    Drawing(const DrawingDesk& desk, const Wanted& wanted, AsideResults aside)
        : desk_(desk), wanted_(wanted), aside_(std::move(aside)), shelf_(desk.store.outcomes()) {}

    // Of one candidate, within a transaction that holds the log.
    Result<void> draw(const CandidateRef& candidate, std::vector<Drawn>& drawn) {
        const Hash subject = TRY(subject_of(desk_.store.registry(), candidate));
        if (!seen_.insert(subject).second) return success();
        const PersonFile person = TRY(open_person(desk_.store, aside_, subject, candidate));
        for (const auto& [part, descents] : person.parts)
            for (const BatchKey& batch : batches_of(descents))
                if (is_wanted(wanted_, part, batch)) drawn.push_back(TRY(draw_one(person, part, batch)));
        return success();
    }
    Result<void> finish() {
        if (!log_) return success();
        TRY(log_->sign(desk_.wall_ms));
        log_.reset();
        return success();
    }

  private:
    // What the filing of the day says beside the rules of the occupation.
    Result<bank::OutcomeFile> rules_for(const bank::OutcomeFile& file, const BatchKey& batch, const CentreId& centre, std::int64_t at_ms) {
        bank::OutcomeFile rules = file;
        rules.rules.organisation = batch.organisation;
        const auto& members = file.second_members;
        rules.rules.pilot_member = std::find(members.begin(), members.end(), batch.organisation) != members.end();
        const auto history = TRY(desk_.store.registry().filings(centre));
        const FilingRow* filing = filing_at(history, at_ms);
        const int may_skip = attribute_bit(OrgAttribute::large_manufacturer) | attribute_bit(OrgAttribute::listed_company) |
                             attribute_bit(OrgAttribute::chain_evaluator); // P92
        rules.rules.may_skip_levels = filing != nullptr && (filing->attributes & may_skip) != 0;
        return rules;
    }

    Result<Drawn> draw_one(const PersonFile& person, const SubjectPart& part, const BatchKey& batch) {
        const std::vector<Descent>& descents = person.parts.at(part);
        const std::int64_t at_ms = newest_begin(batch, descents);
        const Descent& newest = *std::find_if(descents.begin(), descents.end(), [&](const Descent& each) {
            const record::ResultRecord& record = each.first().record;
            return record.plan.organisation == batch.organisation && record.plan.plan == batch.plan && record.times.started_ms == at_ms;
        });
        Drawn drawn{.key = {person.subject, part.occupation, part.level, batch.organisation, batch.plan},
                    .candidate = newest.first().record.candidate};
        const auto active = shelf_.find(part.occupation, part.level, at_ms);
        if (!active.ok() && active.code() != codes::outcome_rules_missing) return active.error();
        if (!active.ok()) return failed(std::move(drawn), active.error());
        const bank::OutcomeFile rules = TRY(rules_for((*active)->file, batch, newest.first().centre, at_ms));
        Gathered gathered =
            gather(batch, rules, {.descents = descents, .notes = person.notes, .aside = person.aside, .cited = person.cited});
        drawn.lacks = std::move(gathered.lacks);
        if (!drawn.lacks.empty()) return drawn;
        const auto decided = practical::decide(rules.rules, gathered.input);
        if (!decided.ok()) return failed(std::move(drawn), decided.error());
        drawn.statement = state(drawn, *decided, gathered, (*active)->hash);
        TRY(keep(drawn, newest.first().centre));
        return drawn;
    }
    static Drawn failed(Drawn drawn, Error why) {
        drawn.state = DrawnState::failed;
        drawn.why = std::move(why);
        return drawn;
    }

    static OutcomeStatement state(const Drawn& drawn, const practical::Outcome& outcome, const Gathered& gathered, const Hash& rules) {
        OutcomeStatement statement{.candidate = drawn.candidate,
                                   .occupation = drawn.key.occupation,
                                   .level = drawn.key.level,
                                   .organisation = drawn.key.organisation,
                                   .plan = drawn.key.plan,
                                   .verdict = outcome.verdict};
        for (std::size_t i = 0; i < outcome.components.size(); ++i) {
            const practical::ComponentOutcome& part = outcome.components[i];
            const practical::Component& given = gathered.input.components[i];
            record::StatedComponent stated{
                .method = part.method, .mode = given.mode, .reason = part.reason, .shown = part.shown, .of = part.of, .basis = given.basis};
            if (const auto& source = gathered.sources[i]) {
                stated.record = source->record;
                stated.session = source->session;
                stated.log_index = source->log_index;
            }
            statement.components.push_back(std::move(stated));
        }
        statement.weighted_below = outcome.weighted_below;
        statement.second_certificate = outcome.second_certificate;
        statement.level_skipped = outcome.level_skipped;
        statement.rules = rules;
        return statement;
    }

    Result<void> keep(Drawn& drawn, const CentreId& centre) {
        const Hash facts = TRY(record::outcome_facts_hash(*drawn.statement));
        const auto before = TRY(desk_.store.outcomes().newest_outcome(drawn.key));
        if (before && before->facts == facts) {
            drawn.statement = TRY(record::verify_outcome(before->statement, desk_.authority.bundle));
            drawn.state = DrawnState::unchanged;
            drawn.hash = before->hash;
            drawn.log_index = before->log_index;
            return success();
        }
        drawn.statement->version = before ? before->version + 1 : 1;
        if (before) drawn.statement->earlier = before->hash;
        drawn.statement->at_ms = desk_.wall_ms;
        const Bytes signed_statement = TRY(record::sign_outcome(*drawn.statement, desk_.authority.intake));
        drawn.hash = record::sha256(signed_statement);
        if (!log_) log_.emplace(TRY(LogWriter::open(desk_.store.log(), desk_.authority)));
        drawn.log_index = TRY(log_->append(record::encode_leaf(record::ActLeaf{.record = drawn.hash})));
        drawn.state = DrawnState::made;
        TRY(desk_.store.outcomes().add_outcome({.key = drawn.key,
                                                .candidate = drawn.candidate,
                                                .centre = centre,
                                                .version = drawn.statement->version,
                                                .verdict = static_cast<int>(drawn.statement->verdict),
                                                .hash = drawn.hash,
                                                .facts = facts,
                                                .statement = signed_statement,
                                                .log_index = drawn.log_index,
                                                .at_ms = desk_.wall_ms}));
        return success();
    }

    const DrawingDesk& desk_;
    const Wanted& wanted_;
    AsideResults aside_;
    RulesShelf shelf_;
    std::set<Hash> seen_;          // subjects, so that one who sat in several sessions is drawn up once
    std::optional<LogWriter> log_; // of the transaction that is open
};

class DrawingRun {
  public:
    DrawingRun(const DrawingDesk& desk, const Wanted& wanted, const Tell& tell, AsideResults aside)
        : desk_(desk), wanted_(wanted), tell_(tell), drawing_(desk, wanted, std::move(aside)) {}

    Result<void> session(const SessionId& session) {
        std::set<CandidateRef> candidates;
        for (const JudgedRow& row : TRY(desk_.store.intake().accepted_of(session))) {
            if (!row.candidate) continue;
            // All records of a session are of one plan, so the first decides.
            if (candidates.empty() && !wanted_.plan.empty() && TRY(record::open_result(row.record)).record.plan.plan != wanted_.plan) break;
            candidates.insert(*row.candidate);
        }
        std::vector<CandidateRef> some;
        for (const CandidateRef& candidate : candidates) {
            some.push_back(candidate);
            if (some.size() < kCandidatesPerTransaction) continue;
            TRY(draw(some));
            some.clear();
        }
        return draw(some);
    }

    Result<void> draw(const std::vector<CandidateRef>& candidates) {
        if (candidates.empty()) return success();
        std::vector<Drawn> drawn;
        auto tx = TRY(desk_.store.begin_log());
        for (const CandidateRef& candidate : candidates) TRY(drawing_.draw(candidate, drawn));
        TRY(drawing_.finish());
        TRY(tx->commit());
        for (const Drawn& each : drawn) count(each);
        return success();
    }
    const Counts& counts() const { return counts_; }

  private:
    void count(const Drawn& drawn) {
        if (drawn.state == DrawnState::made) ++counts_.made;
        if (drawn.state == DrawnState::unchanged) ++counts_.unchanged;
        if (drawn.state == DrawnState::incomplete) ++counts_.incomplete;
        if (drawn.state == DrawnState::failed) ++counts_.failed;
        tell_(drawn);
    }

    const DrawingDesk& desk_;
    const Wanted& wanted_;
    const Tell& tell_;
    Drawing drawing_;
    Counts counts_;
};

} // namespace

Result<Counts> draw_up(const DrawingDesk& desk, const Wanted& wanted, const Tell& tell) {
    DrawingRun run(desk, wanted, tell, TRY(aside_results(desk.store)));
    if (wanted.candidate)
        TRY(run.draw({*wanted.candidate}));
    else if (wanted.session)
        TRY(run.session(*wanted.session));
    else
        for (const SessionId& session : TRY(desk.store.intake().sessions())) TRY(run.session(session));
    if (run.counts().all() == 0) return error(codes::outcome_no_results);
    return run.counts();
}

Result<RulesEntry> enter_rules(Store& store, const bank::OutcomeFile& file, OutcomeRulesRow row) {
    row.hash = record::sha256(row.file);
    row.occupation = file.occupation;
    row.level = assessment::level_number(file.level);
    row.from_ms = file.from_ms;
    auto tx = TRY(store.begin_log());
    if (const auto known = TRY(store.outcomes().rules_with(row.hash))) return RulesEntry{.number = known->number, .before = true};
    const std::uint64_t number = TRY(store.outcomes().add_rules(row));
    TRY(tx->commit());
    return RulesEntry{.number = number, .before = false};
}

} // namespace kaogong::bureau::outcome
