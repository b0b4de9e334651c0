#include "sync/bank/remark_parts.h"

#include "core/record/formats.h"

namespace kaogong::bank {
namespace {

using record::AmendmentBasis;

// Bases that two markers of the bureau may stand for; the others need people of the centre.
constexpr Word<AmendmentBasis> kBasisWords[] = {{"item_defect", AmendmentBasis::item_defect},
                                                {"equipment", AmendmentBasis::equipment},
                                                {"misconduct", AmendmentBasis::misconduct},
                                                {"administrative", AmendmentBasis::administrative}};

} // namespace

record::RemarkDecision read_decision(TableReader& top) {
    record::RemarkDecision decision;
    decision.basis = top.word("basis", kBasisWords);
    decision.reason = top.sentence("reason");
    decision.decided_by = top.text("decided_by");
    decision.reference = top.text("reference");
    if (decision.reference.size() > record::kTextMax) top.invalid("reference", "too long");
    decision.decided_ms = top.time_ms("decided");
    return decision;
}

} // namespace kaogong::bank
