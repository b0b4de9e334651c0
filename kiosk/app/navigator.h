// Draws the screen that is due, with the dialogs over it, and keeps what a screen remembers between frames. A screen's memory lives as long as the
// screen is shown, but for the question's, which lives as long as the sitting.
#pragma once

#include "kiosk/app/views.h"
#include "kiosk/screens/candidate/confirm.h"
#include "kiosk/screens/candidate/ended.h"
#include "kiosk/screens/candidate/handed_in.h"
#include "kiosk/screens/candidate/question.h"
#include "kiosk/screens/candidate/refusal.h"
#include "kiosk/screens/candidate/resume.h"
#include "kiosk/screens/candidate/review.h"
#include "kiosk/screens/candidate/sign_in.h"
#include "kiosk/screens/candidate/staff_pin.h"
#include "kiosk/screens/candidate/texts.h"
#include "kiosk/screens/candidate/waiting.h"
#include "kiosk/screens/candidate/welcome.h"
#include "kiosk/screens/centre/staff_menu.h"
#include "kiosk/screens/centre/staff_pages.h"
#include "kiosk/screens/centre/sync_desk.h"

namespace kaogong::kiosk::app {

class Navigator {
  public:
    void draw(const ViewSources& sources, ui::Frame& frame, model::Commands& commands);

  private:
    void draw_screen(const ViewSources& sources, ui::Frame& frame, model::Commands& commands);
    void draw_below(const ViewSources& sources, ui::Frame& frame, model::Commands& commands);
    void draw_staff_page(const ViewSources& sources, ui::Frame& frame, model::Commands& commands);
    void forget_what_left(const Exam& exam);

    Screen shown_ = Screen::starting;
    screens::WelcomeState welcome_;
    screens::SignInState sign_in_;
    screens::ConfirmState confirm_;
    screens::TextsState texts_;
    screens::WaitingState waiting_;
    screens::QuestionState question_;
    screens::ReviewState review_;
    screens::HandedInState handed_in_;
    screens::EndedState ended_;
    screens::ResumeState resume_;
    screens::StaffPinState staff_pin_;
    screens::RefusalState refusal_;
    screens::StaffMenuState staff_menu_;
    screens::StartState start_;
    screens::ReleaseState release_;
    screens::IdentityState identity_;
    screens::CloseState close_;
    screens::SyncDeskState sync_desk_;
};

} // namespace kaogong::kiosk::app
