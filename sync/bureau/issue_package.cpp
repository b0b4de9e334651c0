#include "sync/bureau/issue_package.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

struct Addressees {
    CentreId centre;
    std::vector<record::PackageTerminal> terminals;
};

Result<Addressees> find_addressees(const std::vector<TerminalId>& ids, RegistryStore& registry) {
    Addressees addressees;
    for (const TerminalId& id : ids) {
        const auto terminal = TRY(registry.terminal(id));
        if (!terminal || !terminal->age_recipient) return error(codes::terminal_unknown, id.hex());
        if (!addressees.terminals.empty() && terminal->centre != addressees.centre) return error(codes::package_centres_differ, id.hex());
        addressees.centre = terminal->centre;
        auto recipient = TRY(record::age::Recipient::from(terminal->age_recipient->view()));
        addressees.terminals.push_back({.id = id, .recipient = std::move(recipient)});
    }
    std::sort(addressees.terminals.begin(), addressees.terminals.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return addressees;
}

Result<record::age::Recipient> response_recipient(const record::Bundle& bundle) {
    const auto certificates = bundle.all_of(record::Role::response);
    if (certificates.empty()) return error(codes::certificate_missing, "response key");
    return record::age::Recipient::from(certificates.front()->content.key.x.view());
}

Result<CandidateRef> reference_of(const CandidateRow& candidate, RegistryStore& registry) {
    if (const auto known = TRY(registry.candidate(candidate.session, candidate.ticket))) return *known;
    TRY(registry.add_candidate(candidate));
    return candidate.reference;
}

Result<void> give_references(record::CandidatePart& part, const CentreId& centre, const Registrar& registrar) {
    for (record::RosterRow& row : part.roster) {
        row.candidate = TRY(reference_of({.centre = centre,
                                          .session = part.session.id,
                                          .ticket = row.admission_ticket,
                                          .reference = registrar.random.fixed<CandidateRef>()},
                                         registrar.store.registry()));
    }
    return success();
}

} // namespace

Result<PackageId> issue_package(PackageOrder order, const Registrar& registrar, const KeepPackage& keep) {
    auto tx = TRY(registrar.store.begin());
    const Addressees addressees = TRY(find_addressees(order.terminals, registrar.store.registry()));
    order.candidate.session.centre = addressees.centre; // the registry knows the centre; a session's file only names it
    TRY(give_references(order.candidate, addressees.centre, registrar));
    const auto id = new_id<PackageId>(registrar.clock, registrar.random);
    auto response = TRY(response_recipient(registrar.bundle));
    const record::PackagePlan plan{.id = id,
                                   .terminals = addressees.terminals,
                                   .response = std::move(response),
                                   .not_before_ms = order.not_before_ms,
                                   .not_after_ms = order.not_after_ms,
                                   .environment = registrar.bundle.roots.environment,
                                   .candidate = std::move(order.candidate),
                                   .keys = std::move(order.keys)};
    const record::PackageIssuer issuer{
        .key = registrar.issuer, .bureau = registrar.bundle.bureau, .issued_at_s = registrar.clock.wall_ms() / 1'000};
    const Bytes package = TRY(record::build_package(plan, issuer, registrar.random));
    TRY(keep(package));
    TRY(tx->commit());
    return id;
}

} // namespace kaogong::bureau
