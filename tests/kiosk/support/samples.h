// Invented people, places and papers for screens (region code 999999 is not issued). `long_words` gives the longest that are to be
// expected, so that a screen is also tried where it is tight.
#pragma once

#include "kiosk/model/commands.h"

namespace kaogong::test {

struct SampleOptions {
    Language language = Language::zh_cn;
    bool long_words = false;
    kiosk::model::Picture figure; // textures belong to a stage
    kiosk::model::Picture photo;
    kiosk::model::TextSize text_size = kiosk::model::TextSize::medium;
};

struct Samples {
    SampleOptions options;

    kiosk::model::PlaceView place() const;
    kiosk::model::PreExamBarView pre_exam_bar(kiosk::model::PreExamStep step) const;
    kiosk::model::CandidateBarView bar() const;
    kiosk::model::WelcomeView welcome() const;
    kiosk::model::SignInView sign_in() const;
    kiosk::model::ConfirmView confirm() const;
    kiosk::model::TextsView texts(int current) const;
    kiosk::model::WaitingView waiting() const;
    kiosk::model::QuestionView question(kiosk::model::ItemKind kind) const;
    kiosk::model::ReviewView review() const;
    kiosk::model::HandedInView handed_in() const;
    kiosk::model::ResumeView resume() const;
    kiosk::model::StaffMenuView staff_menu() const;
    kiosk::model::SyncDeskView sync_desk() const;
    kiosk::model::IdentityView identity() const;

    std::string material() const;
    kiosk::model::QrMatrix qr() const; // a pattern with finders, not a code that a phone would read

    std::string pick(const char* chinese, const char* english) const { return options.language == Language::en ? english : chinese; }
};

kiosk::model::LocalTime at_time(int hour, int minute, int second = 0);

} // namespace kaogong::test
