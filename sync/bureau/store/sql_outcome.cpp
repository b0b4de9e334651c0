// Outcomes, rules and notes, for both databases.
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<OutcomeRulesRow> rules_row(const Row& row) {
    const auto hash = TRY(row.template fixed<Hash>(1));
    return OutcomeRulesRow{.number = static_cast<std::uint64_t>(row.integer(0)),
                           .hash = hash,
                           .occupation = row.string(2),
                           .level = static_cast<int>(row.integer(3)),
                           .from_ms = row.integer(4),
                           .file = row.bytes(5),
                           .by = row.string(6),
                           .noted_ms = row.integer(7)};
}

template <class Row> Result<std::vector<OutcomeRulesRow>> all_rules_rows(Row row) {
    std::vector<OutcomeRulesRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(rules_row(row)));
    return rows;
}

template <class Row> Result<OutcomeRow> outcome_row(const Row& row) {
    OutcomeRow outcome;
    outcome.number = static_cast<std::uint64_t>(row.integer(0));
    outcome.key.subject = TRY(row.template fixed<Hash>(1));
    outcome.key.occupation = row.string(2);
    outcome.key.level = static_cast<int>(row.integer(3));
    outcome.key.organisation = row.string(4);
    outcome.key.plan = row.string(5);
    outcome.candidate = TRY(row.template fixed<CandidateRef>(6));
    outcome.centre = TRY(row.template fixed<CentreId>(7));
    outcome.version = static_cast<std::uint64_t>(row.integer(8));
    outcome.verdict = static_cast<int>(row.integer(9));
    outcome.hash = TRY(row.template fixed<Hash>(10));
    outcome.facts = TRY(row.template fixed<Hash>(11));
    outcome.statement = row.bytes(12);
    outcome.log_index = static_cast<std::uint64_t>(row.integer(13));
    outcome.at_ms = row.integer(14);
    return outcome;
}

template <class Row> Result<std::vector<OutcomeRow>> all_outcomes(Row row) {
    std::vector<OutcomeRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(outcome_row(row)));
    return rows;
}

template <class Row> Result<std::optional<OutcomeRow>> maybe_outcome(Row row) {
    if (!TRY(row.next())) return std::optional<OutcomeRow>();
    return std::optional<OutcomeRow>(TRY(outcome_row(row)));
}

} // namespace

template <class Db> Result<std::uint64_t> SqlOutcome<Db>::add_rules(const OutcomeRulesRow& row) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from outcome_rules")) + 1);
    TRY(write(
        db_,
        "insert into outcome_rules (number, hash, occupation, level, from_ms, file, by, noted_ms) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        number, row.hash, row.occupation, row.level, row.from_ms, row.file, row.by, row.noted_ms));
    return number;
}

template <class Db> Result<std::vector<OutcomeRulesRow>> SqlOutcome<Db>::rules_of(std::string_view occupation, int level) {
    return all_rules_rows(TRY(db_.query("select number, hash, occupation, level, from_ms, file, by, noted_ms from outcome_rules "
                                        "where occupation = $1 and level = $2 order by number limit $3",
                                        occupation, level, std::uint64_t{kOutcomeRulesMax})));
}

template <class Db> Result<std::vector<OutcomeRulesRow>> SqlOutcome<Db>::all_rules() {
    auto row = TRY(db_.query("select number, hash, occupation, level, from_ms, by, noted_ms from outcome_rules order by number"));
    std::vector<OutcomeRulesRow> rows;
    while (TRY(row.next())) {
        const auto hash = TRY(row.template fixed<Hash>(1));
        rows.push_back({.number = static_cast<std::uint64_t>(row.integer(0)),
                        .hash = hash,
                        .occupation = row.string(2),
                        .level = static_cast<int>(row.integer(3)),
                        .from_ms = row.integer(4),
                        .file = {},
                        .by = row.string(5),
                        .noted_ms = row.integer(6)});
    }
    return rows;
}

template <class Db> Result<std::optional<OutcomeRulesRow>> SqlOutcome<Db>::rules_with(const Hash& hash) {
    auto rows = TRY(all_rules_rows(
        TRY(db_.query("select number, hash, occupation, level, from_ms, file, by, noted_ms from outcome_rules where hash = $1", hash))));
    if (rows.empty()) return std::optional<OutcomeRulesRow>();
    return std::optional<OutcomeRulesRow>(std::move(rows.front()));
}

template <class Db> Result<std::uint64_t> SqlOutcome<Db>::add_note(const OutcomeNoteRow& row) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from outcome_note")) + 1);
    TRY(write(db_,
              "insert into outcome_note (number, candidate, kind, method, record, held_level, basis, evidence, by, noted_ms) "
              "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
              number, row.candidate, static_cast<int>(row.kind), row.method, row.record, row.held_level, row.basis, row.evidence, row.by,
              row.noted_ms));
    return number;
}

template <class Db> Result<std::vector<OutcomeNoteRow>> SqlOutcome<Db>::notes_of(const CandidateRef& candidate) {
    auto row = TRY(db_.query("select number, kind, method, record, held_level, basis, evidence, by, noted_ms from outcome_note "
                             "where candidate = $1 order by number limit $2",
                             candidate, std::uint64_t{kOutcomeNotesMax}));
    std::vector<OutcomeNoteRow> rows;
    while (TRY(row.next())) {
        auto record = TRY(optional_fixed<Hash>(row, 3));
        rows.push_back({.number = static_cast<std::uint64_t>(row.integer(0)),
                        .candidate = candidate,
                        .kind = static_cast<OutcomeNoteKind>(row.integer(1)),
                        .method = static_cast<int>(row.integer(2)),
                        .record = record,
                        .held_level = static_cast<int>(row.integer(4)),
                        .basis = row.string(5),
                        .evidence = row.string(6),
                        .by = row.string(7),
                        .noted_ms = row.integer(8)});
    }
    return rows;
}

template <class Db> Result<std::uint64_t> SqlOutcome<Db>::add_outcome(const OutcomeRow& row) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from outcome")) + 1);
    TRY(write(
        db_,
        "insert into outcome (number, subject, occupation, level, organisation, plan, candidate, centre, version, verdict, hash, facts, "
        "statement, log_index, at_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        number, row.key.subject, row.key.occupation, row.key.level, row.key.organisation, row.key.plan, row.candidate, row.centre,
        row.version, row.verdict, row.hash, row.facts, row.statement, row.log_index, row.at_ms));
    return number;
}

template <class Db> Result<std::optional<OutcomeRow>> SqlOutcome<Db>::newest_outcome(const OutcomeKey& key) {
    return maybe_outcome(
        TRY(db_.query("select number, subject, occupation, level, organisation, plan, candidate, centre, version, verdict, hash, facts, "
                      "statement, log_index, at_ms from outcome where subject = $1 and occupation = $2 and level = $3 and "
                      "organisation = $4 and plan = $5 order by version desc limit 1",
                      key.subject, key.occupation, key.level, key.organisation, key.plan)));
}

template <class Db> Result<std::optional<OutcomeRow>> SqlOutcome<Db>::outcome(const Hash& hash) {
    return maybe_outcome(
        TRY(db_.query("select number, subject, occupation, level, organisation, plan, candidate, centre, version, verdict, hash, facts, "
                      "statement, log_index, at_ms from outcome where hash = $1",
                      hash)));
}

template <class Db> Result<std::vector<OutcomeRow>> SqlOutcome<Db>::outcomes_of(const Hash& subject) {
    return all_outcomes(
        TRY(db_.query("select number, subject, occupation, level, organisation, plan, candidate, centre, version, verdict, hash, facts, "
                      "statement, log_index, at_ms from outcome where subject = $1 order by number",
                      subject)));
}

template <class Db> Result<std::vector<OutcomeRow>> SqlOutcome<Db>::newest_outcomes(const OutcomePage& page) {
    constexpr const char* kNewest =
        "select number, subject, occupation, level, organisation, plan, candidate, centre, version, verdict, hash, facts, "
        "statement, log_index, at_ms from outcome o where number > $1 and not exists (select 1 from outcome later "
        "where later.subject = o.subject and later.occupation = o.occupation and later.level = o.level and "
        "later.organisation = o.organisation and later.plan = o.plan and later.version > o.version) order by number limit $2";
    constexpr const char* kNewestOfPlan =
        "select number, subject, occupation, level, organisation, plan, candidate, centre, version, verdict, hash, facts, "
        "statement, log_index, at_ms from outcome o where number > $1 and plan = $2 and not exists (select 1 from outcome later "
        "where later.subject = o.subject and later.occupation = o.occupation and later.level = o.level and "
        "later.organisation = o.organisation and later.plan = o.plan and later.version > o.version) order by number limit $3";
    if (page.plan.empty()) return all_outcomes(TRY(db_.query(kNewest, page.after, std::uint64_t{page.limit})));
    return all_outcomes(TRY(db_.query(kNewestOfPlan, page.after, page.plan, std::uint64_t{page.limit})));
}

template class SqlOutcome<store::Db>;
template class SqlOutcome<PostgresDb>;

} // namespace kaogong::bureau
