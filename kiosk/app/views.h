// Views of the screens, built from the exam: the one place where the record's values become what a person reads. Pure but for the pictures, which are
// looked up by name.
#pragma once

#include "kiosk/app/exam.h"
#include "kiosk/model/after.h"
#include "kiosk/model/before.h"
#include "kiosk/model/staff.h"

namespace kaogong::kiosk::app {

class Marking;

// Gives a figure of the package as something that can be drawn; made by the platform on first use and kept.
class Pictures {
  public:
    virtual ~Pictures() = default;
    virtual model::Picture figure(std::string_view name) = 0;
};

struct ViewSources {
    const Exam& exam;
    Pictures& pictures;
    Language language = Language::zh_cn; // may differ from the candidate's choice while a picture is taken in the other language
    bool phones_allowed = false;         // setting: the receipt's QR code may be shown at the seat
    const Marking* marking = nullptr;    // where examiners may sign in
};

model::WelcomeView welcome_view(const ViewSources& sources);
model::SignInView sign_in_view(const ViewSources& sources);
model::ConfirmView confirm_view(const ViewSources& sources);
model::TextsView texts_view(const ViewSources& sources);
model::WaitingView waiting_view(const ViewSources& sources);
model::QuestionView question_view(const ViewSources& sources);
model::ReviewView review_view(const ViewSources& sources);
model::HandedInView handed_in_view(const ViewSources& sources);
model::EndedView ended_view(const ViewSources& sources);
model::ResumeView resume_view(const ViewSources& sources);
model::StaffPinView staff_pin_view(const Exam& exam);
// With a member of staff at the terminal.
model::StaffMenuView staff_menu_view(const ViewSources& sources);
model::StartView start_view(const ViewSources& sources);
model::ReleaseView release_view(const ViewSources& sources);
model::IdentityView identity_view(const ViewSources& sources);
model::CloseView close_view(const ViewSources& sources);
model::SyncDeskView sync_desk_view(const ViewSources& sources);
model::RefusalView refusal_view(const ViewSources& sources);

} // namespace kaogong::kiosk::app
