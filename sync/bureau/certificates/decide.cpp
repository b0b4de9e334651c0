// What people decide about drafts and blocks, and looking at them.
#include "core/base/codes/outcome.h"
#include "sync/bureau/certificates/act_keeper.h"
#include "sync/bureau/filing.h"

namespace kaogong::bureau::certificates {

Result<void> withdraw(const DraftingDesk& desk, const std::string& number, const std::string& reason) {
    TRY(parse_number(number));
    auto tx = TRY(desk.store.begin_log());
    if (!TRY(desk.store.certificates().certificate(number))) return error(codes::certificate_unknown, number);
    if (TRY(desk.store.certificates().certificate_end(number))) return error(codes::certificate_ended, number);
    ActKeeper acts(desk);
    TRY(acts.end(number, CertificateActKind::withdrawn, reason));
    TRY(acts.finish());
    return tx->commit();
}

Result<std::uint64_t> assign_block(Store& store, CertificateBlockRow row) {
    TRY(check_prefix(row.prefix));
    auto tx = TRY(store.begin_log());
    const auto history = TRY(store.registry().filings(row.centre));
    const FilingRow* filing = filing_at(history, row.noted_ms);
    if (filing != nullptr && row.profile == static_cast<int>(CertificateProfile::level) && !letter_fits(row.prefix[0], filing->kind))
        return error(codes::certificate_number_malformed, row.prefix + ": the letter of another kind of organisation");
    const std::uint64_t number = TRY(store.certificates().add_block(row));
    TRY(tx->commit());
    return number;
}

Result<CertificateReader> CertificateReader::open(Store& store, const record::Bundle& bundle) {
    auto finality = TRY(outcome::FinalityDesk::open(store, bundle));
    return CertificateReader(store, bundle, std::move(finality));
}

Result<CertificateView> CertificateReader::view(CertificateRow row) {
    CertificateView view{.row = std::move(row), .act = {}, .end = {}, .outcome_state = {}};
    view.act = TRY(record::verify_certificate_act(view.row.act, bundle_));
    view.end = TRY(store_.certificates().certificate_end(view.row.number));
    const auto of = TRY(store_.outcomes().outcome(view.row.outcome));
    if (of) view.outcome_state = outcome::state_word(TRY(finality_.state_of(*of)));
    return view;
}

Result<CertificateView> CertificateReader::find(const std::string& number) {
    TRY(parse_number(number));
    auto row = TRY(store_.certificates().certificate(number));
    if (!row) return error(codes::certificate_unknown, number);
    return view(std::move(*row));
}

} // namespace kaogong::bureau::certificates
