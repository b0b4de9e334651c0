#include "sync/bureau/exports/passed.h"

#include <algorithm>

namespace kaogong::bureau::exports {

Result<OutcomeDetails> OutcomeDetails::open(Store& store, const record::Bundle& bundle) {
    OutcomeDetails details(store, bundle, TRY(outcome::FinalityDesk::open(store, bundle)));
    for (Centre& centre : TRY(store.registry().centres())) details.centres_[centre.id] = {.name = std::move(centre.name), .filings = {}};
    return details;
}

Result<OutcomeDetail> OutcomeDetails::look(OutcomeRow row) {
    OutcomeDetail detail{.row = std::move(row),
                         .statement = {},
                         .ticket = {},
                         .centre = {},
                         .kind = {},
                         .modules = {},
                         .certificate = {},
                         .industry_certificate = {}};
    detail.statement = TRY(record::verify_outcome(detail.row.statement, bundle_));
    detail.state = TRY(finality_.state_of(detail.row, detail.statement));
    return detail;
}

Result<void> OutcomeDetails::fill(OutcomeDetail& detail) {
    const auto candidate = TRY(store_.registry().candidate_with(detail.row.candidate));
    if (candidate) detail.ticket = candidate->ticket;
    for (const record::StatedComponent& component : detail.statement.components) TRY(add_component(detail, component));
    detail.round = TRY(rounds_.round_of(detail.row.key.plan, detail.row.key.level));
    TRY(add_centre(detail));
    return add_certificates(detail);
}

Result<void> OutcomeDetails::add_component(OutcomeDetail& detail, const record::StatedComponent& component) {
    if (!component.record) return success();
    const auto accepted = TRY(find_accepted(store_, *component.record));
    if (!accepted) return success();
    detail.assessed_ms = std::max(detail.assessed_ms, accepted->record.times.started_ms);
    if (accepted->record.score)
        detail.modules.push_back({.method = component.method,
                                  .module = {},
                                  .points = accepted->record.score->points,
                                  .points_max = accepted->record.score->points_max});
    for (const record::ModuleResult& module : accepted->record.modules)
        detail.modules.push_back(
            {.method = component.method, .module = module.module, .points = module.points, .points_max = module.points_max});
    return success();
}

Result<void> OutcomeDetails::add_centre(OutcomeDetail& detail) {
    CentreFile& file = centres_[detail.row.centre];
    detail.centre = file.name;
    if (!file.filings) file.filings = TRY(store_.registry().filings(detail.row.centre));
    const FilingRow* filing = filing_at(*file.filings, detail.assessed_ms);
    if (filing == nullptr) return success();
    detail.kind = filing->kind;
    detail.attributes = filing->attributes;
    return success();
}

Result<void> OutcomeDetails::add_certificates(OutcomeDetail& detail) {
    for (const CertificateRow& each : TRY(store_.certificates().certificates_of(detail.row.key.subject))) {
        if (each.outcome != detail.row.hash || TRY(store_.certificates().certificate_end(each.number))) continue;
        const bool level = each.profile == static_cast<int>(record::CertificateProfile::level);
        (level ? detail.certificate : detail.industry_certificate) = each.number;
        if (level) detail.drafted_ms = each.at_ms;
    }
    return success();
}

bool is_final_pass(const OutcomeDetail& detail) {
    return detail.state == outcome::OutcomeState::final && detail.statement.verdict == practical::Verdict::pass;
}

Result<void> each_outcome(Store& store, const record::Bundle& bundle, const DetailQuery& query, const EachDetail& each) {
    OutcomeDetails details = TRY(OutcomeDetails::open(store, bundle));
    OutcomePage page{.after = 0, .plan = query.plan};
    while (true) {
        auto rows = TRY(store.outcomes().newest_outcomes(page));
        const bool more = rows.size() == page.limit;
        for (OutcomeRow& row : rows) {
            page.after = row.number;
            OutcomeDetail detail = TRY(details.look(std::move(row)));
            if (query.passed_only && !is_final_pass(detail)) continue;
            TRY(details.fill(detail));
            TRY(each(detail));
        }
        if (!more) return success();
    }
}

} // namespace kaogong::bureau::exports
