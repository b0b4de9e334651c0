// 常用原因: the usual reasons of each kind of question, by key in both languages. A view is filled from here; own words are always possible
// beside them.
#pragma once

#include "kiosk/model/examiner_dialogs.h"

namespace kaogong::kiosk::screens {

enum class ReasonKind {
    not_applicable,
    arbitration,
    withdrawal, // of a veto
    credit,
    restart,
    late,       // LATE_IN, LATE_OUT
    misconduct, // WARNED, STOPPED, CHEATED and the like
    health,     // INJURY, ILL
    fault,      // faults of machines, material and staff
    other_end,  // DEFERRED and the rest
    refusal,    // 拒签
    put_away,   // of a paper sheet
    emergency,  // 应急凭证
    note,       // 备注 beside a row
};
model::ReasonChoices usual_reasons(Language language, ReasonKind kind);

} // namespace kaogong::kiosk::screens
