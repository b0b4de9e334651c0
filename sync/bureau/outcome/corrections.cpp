#include "sync/bureau/outcome/corrections.h"

#include <array>

namespace kaogong::bureau::outcome {
namespace {

struct BasisWords {
    std::string_view word, zh_cn, en;
};
// By their numbers, from 1.
constexpr std::array<BasisWords, 8> kBases{BasisWords{"", "", ""},
                                           {"clerical", "笔误更正", "clerical error"},
                                           {"review", "成绩复核", "score review"},
                                           {"arbitration", "仲裁", "arbitration"},
                                           {"misconduct", "违纪认定", "misconduct"},
                                           {"item_defect", "试题错误", "faulty item"},
                                           {"equipment", "设备", "equipment"},
                                           {"administrative", "行政决定", "administrative decision"}};

const BasisWords& words_of(record::AmendmentBasis basis) {
    return kBases[static_cast<std::size_t>(basis)];
}

} // namespace

Result<std::vector<AppliedCorrection>> corrections_of(Store& store, const record::OutcomeStatement& statement) {
    std::vector<AppliedCorrection> corrections;
    for (const record::StatedComponent& component : statement.components) {
        if (!component.record) continue;
        const auto accepted = TRY(find_accepted(store, *component.record));
        if (!accepted || !accepted->record.amendment) continue;
        corrections.push_back({.method = component.method,
                               .voided = accepted->record.kind == record::RecordKind::void_,
                               .basis = accepted->record.amendment->basis,
                               .reason = accepted->record.amendment->reason});
    }
    return corrections;
}

std::string_view basis_word(record::AmendmentBasis basis) {
    return words_of(basis).word;
}

std::string correction_text(const AppliedCorrection& applied, Language language) {
    const std::string name(practical::method_name(applied.method, language));
    const BasisWords& words = words_of(applied.basis);
    if (language == Language::en)
        return name + (applied.voided ? " declared void (" : " corrected (") + std::string(words.en) + ", " + applied.reason + ")";
    return name + (applied.voided ? " 已作废（" : " 已更正（") + std::string(words.zh_cn) + "，" + applied.reason + "）";
}

} // namespace kaogong::bureau::outcome
