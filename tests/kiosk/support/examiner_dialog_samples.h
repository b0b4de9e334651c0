// Invented cases for what examiners are asked over a page.
#pragma once

#include "kiosk/model/examiner.h"
#include "kiosk/screens/examiner/usual_reasons.h"
#include "tests/kiosk/support/examiner_samples.h"

namespace kaogong::test {

struct ExaminerDialogSamples {
    ExaminerSamples base;

    kiosk::model::AskNotApplicableView not_applicable() const;
    kiosk::model::AskNoteView note(std::string as_it_stands) const;
    kiosk::model::AskArbitrationView arbitration() const;
    kiosk::model::AskWithdrawalView withdrawal() const;
    kiosk::model::AskHandInView hand_in() const;
    kiosk::model::AskWorkOverView work_over() const;
    kiosk::model::AskEndView ends() const;
    kiosk::model::AskCreditView credit() const;
    kiosk::model::AskRestartView restart() const;
    kiosk::model::EvidenceView evidence() const;
    kiosk::model::SheetView own_sheet() const;
    kiosk::model::EmergencyView emergency() const;

    kiosk::model::ReasonChoices reasons(kiosk::screens::ReasonKind kind) const {
        return kiosk::screens::usual_reasons(base.options.language, kind);
    }
    std::string whom() const { return base.pick("06 韩立新", "06 Han Lixin"); }
};

} // namespace kaogong::test
