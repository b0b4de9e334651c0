#include "kiosk/screens/examiner/usual_reasons.h"

#include "kiosk/ui/strings.h"

#include <span>

namespace kaogong::kiosk::screens {
namespace {

using ui::Key;

struct UsualReason {
    std::string_view code;
    Key key;
};

constexpr UsualReason kNotApplicable[] = {
    {"drawing", Key::why_not_applicable_drawing},
    {"site", Key::why_not_applicable_site},
    {"task", Key::why_not_applicable_task},
    {"notice", Key::why_not_applicable_notice},
};
constexpr UsualReason kArbitration[] = {
    {"descriptor", Key::why_arbitration_descriptor},
    {"evidence", Key::why_arbitration_evidence},
    {"missed", Key::why_arbitration_missed},
    {"slip", Key::why_arbitration_slip},
};
constexpr UsualReason kWithdrawal[] = {
    {"mistaken", Key::why_withdrawal_mistaken},
    {"not_met", Key::why_withdrawal_not_met},
    {"slip", Key::why_withdrawal_slip},
    {"allowed", Key::why_withdrawal_allowed},
};
constexpr UsualReason kCredit[] = {
    {"machine", Key::why_credit_machine},         {"material", Key::why_credit_material}, {"power", Key::why_credit_power},
    {"environment", Key::why_credit_environment}, {"staff", Key::why_credit_staff},       {"injury", Key::why_credit_injury},
};
constexpr UsualReason kRestart[] = {
    {"spindle", Key::why_restart_spindle}, {"control", Key::why_restart_control}, {"blank", Key::why_restart_blank},
    {"tool", Key::why_restart_tool},       {"gauge", Key::why_restart_gauge},
};
constexpr UsualReason kLate[] = {
    {"traffic", Key::why_late_traffic},
    {"not_arrived", Key::why_late_not_arrived},
    {"wrong_place", Key::why_late_wrong_place},
    {"documents", Key::why_late_documents},
};
constexpr UsualReason kMisconduct[] = {
    {"talking", Key::why_misconduct_talking}, {"phone", Key::why_misconduct_phone},   {"notes", Key::why_misconduct_notes},
    {"passing", Key::why_misconduct_passing}, {"orders", Key::why_misconduct_orders}, {"disturbing", Key::why_misconduct_disturbing},
};
constexpr UsualReason kHealth[] = {
    {"cut", Key::why_health_cut},       {"burn", Key::why_health_burn},       {"electric", Key::why_health_electric},
    {"unwell", Key::why_health_unwell}, {"chronic", Key::why_health_chronic},
};
constexpr UsualReason kFault[] = {
    {"machine", Key::why_fault_machine}, {"blank", Key::why_fault_blank}, {"gauge", Key::why_fault_gauge},
    {"drawing", Key::why_fault_drawing}, {"staff", Key::why_fault_staff}, {"power", Key::why_fault_power},
};
constexpr UsualReason kOtherEnd[] = {
    {"candidate", Key::why_other_end_candidate},
    {"organiser", Key::why_other_end_organiser},
    {"weather", Key::why_other_end_weather},
};
constexpr UsualReason kRefusal[] = {
    {"score", Key::why_refusal_score},
    {"procedure", Key::why_refusal_procedure},
    {"left", Key::why_refusal_left},
    {"no_reason", Key::why_refusal_no_reason},
};

constexpr UsualReason kPutAway[] = {
    {"candidate", Key::why_put_away_candidate},
    {"photo", Key::why_put_away_photo},
    {"unsigned", Key::why_put_away_unsigned},
    {"live", Key::why_put_away_live},
};

constexpr UsualReason kEmergency[] = {
    {"lost", Key::why_emergency_lost},
    {"broken", Key::why_emergency_broken},
    {"forgotten", Key::why_emergency_forgotten},
    {"locked", Key::why_emergency_locked},
};

constexpr UsualReason kNote[] = {
    {"tools", Key::why_note_tools},       {"wear", Key::why_note_wear},       {"order", Key::why_note_order},
    {"measuring", Key::why_note_measuring}, {"burrs", Key::why_note_burrs},   {"marks", Key::why_note_marks},
    {"reminded", Key::why_note_reminded}, {"time", Key::why_note_time},
};

std::span<const UsualReason> reasons_of(ReasonKind kind) {
    switch (kind) {
    case ReasonKind::not_applicable: return kNotApplicable;
    case ReasonKind::arbitration: return kArbitration;
    case ReasonKind::withdrawal: return kWithdrawal;
    case ReasonKind::credit: return kCredit;
    case ReasonKind::restart: return kRestart;
    case ReasonKind::late: return kLate;
    case ReasonKind::misconduct: return kMisconduct;
    case ReasonKind::health: return kHealth;
    case ReasonKind::fault: return kFault;
    case ReasonKind::other_end: return kOtherEnd;
    case ReasonKind::refusal: return kRefusal;
    case ReasonKind::put_away: return kPutAway;
    case ReasonKind::emergency: return kEmergency;
    case ReasonKind::note: return kNote;
    }
    return {};
}

} // namespace

model::ReasonChoices usual_reasons(Language language, ReasonKind kind) {
    model::ReasonChoices choices;
    for (const UsualReason& reason : reasons_of(kind))
        choices.push_back({std::string(reason.code), std::string(ui::sentence_of(language, reason.key))});
    return choices;
}

} // namespace kaogong::kiosk::screens
