#include "sync/bureau/certify_person.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

using record::Role;

constexpr std::int64_t kDayS = 86'400;
constexpr std::int64_t kBackdatedS = 3'600; // the centre's clocks may be a little behind

bool is_person(Role role) {
    return !record::is_bureau_role(role) && role != Role::device && role != Role::relay;
}
bool scores(Role role) {
    return role == Role::examiner || role == Role::chief || role == Role::reviewer;
}

Result<void> check(const PersonOrder& order) {
    if (!is_person(order.role)) return error(codes::certificate_role, std::string(record::role_key(order.role)));
    if (scores(order.role) == order.competences.empty())
        return error(codes::examiner_out_of_scope, std::string(record::role_key(order.role)));
    return success();
}

// A marker belongs to the bureau and to no centre; everybody else signs for one centre alone.
Result<std::optional<CentreId>> centre_of(const PersonOrder& order, RegistryStore& registry) {
    const bool of_bureau = order.role == Role::bureau_marker;
    if (of_bureau && !order.centre.empty()) return error(codes::certificate_role, "a marker of a centre");
    if (of_bureau) return std::optional<CentreId>();
    const auto centre = TRY(registry.centre_named(order.centre));
    if (!centre) return error(codes::centre_unknown, order.centre);
    return std::optional(centre->id);
}

Result<std::int64_t> expiry_s(const PersonOrder& order, const Registrar& registrar, std::int64_t now_s) {
    const auto* issuer = TRY(registrar.bundle.find(
        registrar.issuer.id(), {.role = Role::issuer, .at_ms = now_s * 1'000, .environment = registrar.bundle.roots.environment}));
    const std::int64_t days = std::clamp<std::int64_t>(order.days, 1, kPersonDaysMax);
    return std::min(now_s + days * kDayS, issuer->content.expires_s);
}

} // namespace

Result<Bytes> certify_person(ByteView request_bytes, const PersonOrder& order, const Registrar& registrar) {
    TRY(check(order));
    const auto request = TRY(record::read_key_request(request_bytes));
    const auto centre = TRY(centre_of(order, registrar.store.registry()));
    const std::int64_t now_s = registrar.clock.wall_ms() / 1'000;
    const auto expires_s = TRY(expiry_s(order, registrar, now_s));
    return record::issue_certificate({.issuer = registrar.bundle.bureau,
                                      .id = registrar.random.fixed<record::CertificateId>(),
                                      .expires_s = expires_s,
                                      .not_before_s = now_s - kBackdatedS,
                                      .issued_s = now_s,
                                      .key = request.key.cose_key(),
                                      .role = order.role,
                                      .centre = centre,
                                      .competences = order.competences,
                                      .environment = registrar.bundle.roots.environment,
                                      .label = request.number,
                                      .terminal = {}},
                                     registrar.issuer);
}

} // namespace kaogong::bureau
