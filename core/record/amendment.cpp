#include "core/record/amendment.h"

#include "core/base/codes/record.h"

#include <algorithm>
#include <set>

namespace kaogong::record {
namespace {

struct Person {
    Role role;
    std::string who; // staff number, or the key where the certificate has none
};

std::vector<Person> people(const SignedResult& result) {
    std::vector<Person> found;
    for (const ResultSignature& signature : result.signatures) {
        const Certificate& certificate = signature.certificate.content;
        if (certificate.role == Role::device) continue;
        found.push_back({certificate.role, certificate.label.empty() ? certificate.key.x.hex() : certificate.label});
    }
    return found;
}

bool has(const std::vector<Person>& people, const std::string& who) {
    return std::any_of(people.begin(), people.end(), [&](const Person& each) { return each.who == who; });
}

Error lacks(Role role, const std::string& what) {
    return error(codes::amendment_signers, std::string(role_key(role)) + ": " + what);
}

Result<void> check_quota(const SignerQuota& quota, const std::vector<Person>& signers, const std::vector<Person>& before) {
    std::set<std::string> counted;
    for (const Person& person : signers) {
        if (person.role != quota.role) continue;
        const bool was_there = has(before, person.who);
        if (quota.origin == Origin::stranger && was_there) return lacks(quota.role, person.who + " signed the original");
        if (quota.origin == Origin::original && !was_there) continue;
        counted.insert(person.who);
    }
    if (static_cast<int>(counted.size()) >= quota.least) return success();
    return lacks(quota.role, std::to_string(counted.size()) + " of " + std::to_string(quota.least));
}

Result<void> check_original(const std::vector<Person>& signers, const std::vector<Person>& before) {
    for (const Person& person : before) {
        const bool again = std::any_of(signers.begin(), signers.end(),
                                       [&](const Person& each) { return each.who == person.who && each.role == person.role; });
        if (!again) return lacks(person.role, person.who);
    }
    return success();
}

Result<void> check_new_panel(const std::vector<Person>& signers, const std::vector<Person>& before) {
    constexpr std::size_t kPanelMin = 3;
    std::set<std::string> seats;
    int chiefs = 0;
    for (const Person& person : signers) {
        if (person.role != Role::examiner && person.role != Role::chief) continue;
        if (has(before, person.who)) return lacks(person.role, person.who + " signed the original");
        seats.insert(person.who);
        chiefs += person.role == Role::chief ? 1 : 0;
    }
    const bool sound = seats.size() >= kPanelMin && seats.size() % 2 == 1 && chiefs == 1;
    return sound ? success() : Result<void>(lacks(Role::chief, "a new panel of " + std::to_string(seats.size())));
}

Result<void> check_same_test(const ResultRecord& amendment, const ResultRecord& original) {
    const auto invalid = [](const char* what) { return error(codes::record_value_invalid, what); };
    if (amendment.candidate != original.candidate) return invalid("key 5: of another candidate");
    if (amendment.session != original.session) return invalid("key 4: of another session");
    const ResultSubject &now = amendment.subject, &then = original.subject;
    if (now.occupation != then.occupation || now.level != then.level) return invalid("key 6: of another occupation or level");
    if (original.kind == RecordKind::void_ || original.kind == RecordKind::examiner_sheet) return invalid("key 12: of a record that is not amended");
    return amendment.evidence.empty() ? Result<void>(invalid("key 11: the scorer's statement, or that there is none")) : success();
}

} // namespace

// What concerns a whole set of candidates is decided at the bureau, by two people: no centre's chief could answer for all of them.
const std::vector<BasisRule>& basis_rules() {
    constexpr int kTwoMarkers = 2;
    static const std::vector<BasisRule> kRules = {
        {.basis = AmendmentBasis::clerical, .all_of_original = true, .quotas = {}}, // whoever checked the tally is among them
        {.basis = AmendmentBasis::review, .quotas = {{Role::reviewer, 2, Origin::stranger}, {Role::site_chief, 1, Origin::any}}},
        {.basis = AmendmentBasis::arbitration, .new_panel = true, .quotas = {}},
        {.basis = AmendmentBasis::misconduct, .markers_least = kTwoMarkers, .quotas = {{Role::site_chief, 1, Origin::any}}},
        {.basis = AmendmentBasis::item_defect, .markers_least = kTwoMarkers, .quotas = {{Role::supervisor, 1, Origin::any}, {Role::site_chief, 1, Origin::any}}},
        {.basis = AmendmentBasis::equipment, .markers_least = kTwoMarkers, .quotas = {{Role::supervisor, 1, Origin::any}, {Role::site_chief, 1, Origin::any}}},
        {.basis = AmendmentBasis::administrative, .markers_least = kTwoMarkers, .quotas = {{Role::site_chief, 1, Origin::any}}},
    };
    return kRules;
}

std::string_view basis_name(AmendmentBasis basis, Language language) {
    struct Words {
        std::string_view zh_cn, en;
    };
    static constexpr Words kNames[] = {{"", ""},
                                       {"笔误更正", "clerical error"},
                                       {"成绩复核", "review"},
                                       {"仲裁", "arbitration"},
                                       {"违纪认定", "misconduct"},
                                       {"试题错误", "defective item"},
                                       {"设备原因", "equipment"},
                                       {"行政决定", "administrative decision"}};
    const Words& name = kNames[static_cast<std::size_t>(basis)];
    return language == Language::zh_cn ? name.zh_cn : name.en;
}

bool made_by_markers(const ResultRecord& record) {
    return std::all_of(record.signers.begin(), record.signers.end(),
                       [](const RequiredSigner& signer) { return signer.role == Role::bureau_marker; });
}

Result<void> check_amendment(const SignedResult& amendment, const SignedResult& original) {
    if (!amends(amendment.record.kind) || amendment.record.earlier != record_hash(original.payload))
        return error(codes::record_value_invalid, "key 12: of another record");
    TRY(check_same_test(amendment.record, original.record));
    const auto rule = std::find_if(basis_rules().begin(), basis_rules().end(),
                                   [&](const BasisRule& each) { return each.basis == amendment.record.amendment->basis; });
    if (rule == basis_rules().end()) return error(codes::record_value_invalid, "key 17: basis");
    const std::vector<Person> signers = people(amendment), before = people(original);
    if (made_by_markers(amendment.record) && rule->markers_least > 0)
        return check_quota({Role::bureau_marker, rule->markers_least, Origin::any}, signers, before);
    if (rule->all_of_original) TRY(check_original(signers, before));
    if (rule->new_panel) TRY(check_new_panel(signers, before));
    for (const SignerQuota& quota : rule->quotas) TRY(check_quota(quota, signers, before));
    return success();
}

} // namespace kaogong::record
