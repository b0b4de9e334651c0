// Certificates for people: examiners with their scope, supervisors, site chiefs, the bureau's own markers. The key stays with the person; the bureau sees only the
// request that it signed. Renewal is the same act with the same key.
#pragma once

#include "core/record/key_request.h"
#include "sync/bureau/enrol.h"

namespace kaogong::bureau {

inline constexpr std::int64_t kPersonDays = 182; // six months
inline constexpr std::int64_t kPersonDaysMax = 366;

struct PersonOrder {
    record::Role role = record::Role::examiner;
    std::string centre; // by name, as terminals of it were registered; empty for a marker of the bureau, who belongs to none
    std::vector<record::Competence> competences;
    std::int64_t days = kPersonDays;
};
// Never beyond the issuer's own certificate. Errors: those of reading a request, certificate_role (a role that no person of a centre has),
// examiner_out_of_scope (an examiner without a scope, or a scope for somebody who scores nothing), centre_unknown.
Result<Bytes> certify_person(ByteView request, const PersonOrder& order, const Registrar& registrar);

} // namespace kaogong::bureau
