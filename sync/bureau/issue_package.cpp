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

// A candidate bears one reference in every part of a session's packages.
class References {
  public:
    References(const CentreId& centre, const Registrar& registrar) : centre_(centre), registrar_(registrar) {}

    Result<void> give(std::vector<record::RosterRow>& roster, const SessionId& session) {
        for (record::RosterRow& row : roster) {
            const CandidateRef reference = TRY(reference_of({.centre = centre_,
                                                             .session = session,
                                                             .ticket = row.admission_ticket,
                                                             .reference = registrar_.random.fixed<CandidateRef>()},
                                                            registrar_.store.registry()));
            given_[row.candidate] = reference;
            row.candidate = reference;
        }
        return success();
    }
    // Whoever is not on the roster keeps what he has, and is refused by name when the package is built.
    void follow(CandidateRef& reference) const {
        if (const auto given = given_.find(reference); given != given_.end()) reference = given->second;
    }

  private:
    const CentreId& centre_;
    const Registrar& registrar_;
    std::map<CandidateRef, CandidateRef> given_;
};

Result<void> give_references(PackageOrder& order, const CentreId& centre, const Registrar& registrar) {
    References references(centre, registrar);
    TRY(references.give(order.candidate.roster, order.candidate.session.id));
    if (!order.operation) return success();
    TRY(references.give(order.operation->roster, order.operation->session.id));
    for (record::OperationCandidate& row : order.operation->candidates) references.follow(row.candidate);
    return success();
}

// The registry knows the centre; a session's file only names it.
void name_centre(PackageOrder& order, const CentreId& centre) {
    order.candidate.session.centre = centre;
    if (order.operation) order.operation->session.centre = centre;
}

Result<void> make_desks(PackageOrder& order, const Addressees& addressees) {
    if (!order.operation) return success();
    order.operation->desks.clear();
    for (const auto& [id, stations] : order.stations) {
        const auto leads = [&](const record::PackageTerminal& terminal) { return terminal.id == id; };
        const auto terminal = std::find_if(addressees.terminals.begin(), addressees.terminals.end(), leads);
        if (terminal == addressees.terminals.end()) return error(codes::terminal_unknown, id.hex());
        const auto sealing = TRY(record::PublicKeyBytes::from(terminal->recipient.point));
        order.operation->desks.push_back({.terminal = id, .sealing = sealing, .stations = stations});
    }
    return success();
}

} // namespace

Result<PackageId> issue_package(PackageOrder order, const Registrar& registrar, const KeepPackage& keep) {
    auto tx = TRY(registrar.store.begin_registry());
    const Addressees addressees = TRY(find_addressees(order.terminals, registrar.store.registry()));
    name_centre(order, addressees.centre);
    TRY(give_references(order, addressees.centre, registrar));
    TRY(make_desks(order, addressees));
    const auto id = new_id<PackageId>(registrar.clock, registrar.random);
    auto response = TRY(response_recipient(registrar.bundle));
    const record::PackagePlan plan{.id = id,
                                   .terminals = addressees.terminals,
                                   .response = std::move(response),
                                   .not_before_ms = order.not_before_ms,
                                   .not_after_ms = order.not_after_ms,
                                   .environment = registrar.bundle.roots.environment,
                                   .candidate = std::move(order.candidate),
                                   .keys = std::move(order.keys),
                                   .operation = std::move(order.operation)};
    const record::PackageIssuer issuer{
        .key = registrar.issuer, .bureau = registrar.bundle.bureau, .issued_at_s = registrar.clock.wall_ms() / 1'000};
    const Bytes package = TRY(record::build_package(plan, issuer, registrar.random));
    TRY(keep(package));
    TRY(tx->commit());
    return id;
}

} // namespace kaogong::bureau
