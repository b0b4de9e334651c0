// Draws the examiner's page that is due, with what is asked over it and the pad for token and PIN over that, and keeps what a screen
// remembers between frames. A screen's memory lives as long as the screen is shown.
#pragma once

#include "kiosk/app/marking/marking_views.h"
#include "kiosk/screens/examiner/begin.h"
#include "kiosk/screens/examiner/candidates.h"
#include "kiosk/screens/examiner/coded_end.h"
#include "kiosk/screens/examiner/compare.h"
#include "kiosk/screens/examiner/emergency.h"
#include "kiosk/screens/examiner/evidence.h"
#include "kiosk/screens/examiner/find.h"
#include "kiosk/screens/examiner/finish.h"
#include "kiosk/screens/examiner/hand_entry.h"
#include "kiosk/screens/examiner/piece_hand_in.h"
#include "kiosk/screens/examiner/refused.h"
#include "kiosk/screens/examiner/row_asks.h"
#include "kiosk/screens/examiner/seal.h"
#include "kiosk/screens/examiner/sheet.h"
#include "kiosk/screens/examiner/sign.h"
#include "kiosk/screens/examiner/tally.h"
#include "kiosk/screens/examiner/time_asks.h"

namespace kaogong::kiosk::app {

class MarkingPages {
  public:
    void draw(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands);
    // Over another screen, before anybody has signed in.
    void draw_pad(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands);

  private:
    void draw_page(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands);
    void draw_ask(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands);
    void draw_sign(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands); // the pad, or what is over it
    void draw_refusal(Code code, ui::Frame& frame, model::ExaminerCommands& commands);
    void forget_what_left(const Marking& marking);

    Ask asked_;
    std::optional<CandidateRef> station_; // whose sheet was shown
    std::string user_;                    // to whom
    screens::CandidatesState candidates_;
    screens::PersonCheckState person_;
    screens::PreparationState preparation_;
    screens::SheetState sheet_;
    screens::FinishState finish_;
    screens::CompareState compare_;
    screens::SealScreenState seal_;
    screens::HandEntryState hand_entry_;
    screens::HandDifferencesState differences_;
    screens::SignState sign_;
    screens::EmergencyState emergency_;
    screens::AskNotApplicableState not_applicable_;
    screens::AskArbitrationState arbitration_;
    screens::AskWithdrawalState withdrawal_;
    screens::AskNoteState note_;
    screens::AskSealState seal_check_;
    screens::AskHandInState hand_in_;
    screens::AskWorkOverState work_over_;
    screens::AskEndState coded_end_;
    screens::AskCreditState credit_;
    screens::AskRestartState restart_;
    screens::EvidenceState evidence_;
    screens::TallyState tally_;
    screens::AskFindState find_;
    screens::AskPutAwayState put_away_;
};

} // namespace kaogong::kiosk::app
