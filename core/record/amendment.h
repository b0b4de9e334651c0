// Corrections 更正: a signed record is never edited. A new one names it by hash, with a basis, and each basis has its own list of signers
// (records.md, Corrections). What may be asked of the two records alone is asked here; whether the earlier one stands is the bureau's.
#pragma once

#include "core/record/signed_result.h"

namespace kaogong::record {

// The same people as under the original, counted by staff number where the certificate has one.
enum class Origin : std::uint8_t { any = 1, original, stranger };
struct SignerQuota {
    Role role = Role::reviewer;
    int least = 0;
    Origin origin = Origin::any;
};
struct BasisRule {
    AmendmentBasis basis = AmendmentBasis::clerical;
    bool all_of_original = false;     // everybody who signed it, the device aside
    bool new_panel = false;           // odd, at least three, one chief, nobody of the original
    int markers_least = 0;            // so many markers of the bureau may sign in place of all others; 0: none may
    std::vector<SignerQuota> quotas;
};
const std::vector<BasisRule>& basis_rules(); // one for each basis
std::string_view basis_name(AmendmentBasis basis, Language language); // 成绩复核, "review"

// Markers of the bureau alone signed it: there is no device, and what its basis asks for is `markers_least`.
bool made_by_markers(const ResultRecord& record);

// amendment_signers naming who is missing or should not be there; record_value_invalid where the two are not of one candidate, session and
// subject, where a correction has no evidence (the first scorer's statement, or the note that there is none), or where it amends a correction
// of another record.
Result<void> check_amendment(const SignedResult& amendment, const SignedResult& original);

} // namespace kaogong::record
