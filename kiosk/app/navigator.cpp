#include "kiosk/app/navigator.h"

namespace kaogong::kiosk::app {

void Navigator::forget_what_left(const Exam& exam) {
    const Screen now = exam.screen();
    if (now != Screen::sign_in) sign_in_ = {}; // what was typed does not wait for the next person
    if (now != Screen::texts) texts_ = {};
    if (now != Screen::review) review_ = {};
    if (exam.seated() == nullptr) question_ = {};
    if (!exam.pin_pad()) staff_pin_ = {};
    if (exam.staff_page() != model::StaffPage::start) start_ = {};
    if (exam.staff_page() != model::StaffPage::resume) release_ = {};
    shown_ = now;
}

void Navigator::draw_screen(const ViewSources& sources, ui::Frame& frame, model::Commands& commands) {
    switch (shown_) {
    case Screen::starting:
    case Screen::welcome: return screens::draw(welcome_view(sources), welcome_, frame, commands);
    case Screen::sign_in: return screens::draw(sign_in_view(sources), sign_in_, frame, commands);
    case Screen::confirm: return screens::draw(confirm_view(sources), confirm_, frame, commands);
    case Screen::texts: return screens::draw(texts_view(sources), texts_, frame, commands);
    case Screen::ended: return screens::draw(ended_view(sources), ended_, frame, commands);
    case Screen::waiting: return screens::draw(waiting_view(sources), waiting_, frame, commands);
    case Screen::question: return screens::draw(question_view(sources), question_, frame, commands);
    case Screen::review: return screens::draw(review_view(sources), review_, frame, commands);
    case Screen::handed_in: return screens::draw(handed_in_view(sources), handed_in_, frame, commands);
    case Screen::resume: return screens::draw(resume_view(sources), resume_, frame, commands);
    }
}

// A decision of staff lies over their menu, or over the candidate's screen where it was asked for there.
void Navigator::draw_below(const ViewSources& sources, ui::Frame& frame, model::Commands& commands) {
    if (sources.exam.staff() && !sources.exam.staff()->direct)
        screens::draw(staff_menu_view(sources), staff_menu_, frame, commands);
    else
        draw_screen(sources, frame, commands);
}

void Navigator::draw_staff_page(const ViewSources& sources, ui::Frame& frame, model::Commands& commands) {
    switch (sources.exam.staff_page()) {
    case model::StaffPage::start: return screens::draw(start_view(sources), start_, frame, commands);
    case model::StaffPage::resume: return screens::draw(release_view(sources), release_, frame, commands);
    case model::StaffPage::identity: return screens::draw(identity_view(sources), identity_, frame, commands);
    case model::StaffPage::close: return screens::draw(close_view(sources), close_, frame, commands);
    case model::StaffPage::sync: return screens::draw(sync_desk_view(sources), sync_desk_, frame, commands);
    case model::StaffPage::menu: break;
    }
}

void Navigator::draw(const ViewSources& sources, ui::Frame& frame, model::Commands& commands) {
    const Exam& exam = sources.exam;
    forget_what_left(exam);
    const bool has_page = exam.staff_page() != model::StaffPage::menu;
    if (has_page || exam.pin_pad() || exam.refusal()) frame.cover();
    // The sync desk is a page of its own; the others are dialogs over the menu.
    if (exam.staff_page() != model::StaffPage::sync) draw_below(sources, frame, commands);
    // Each lies above the one before and alone can be touched: the page, the pad for a PIN, a refusal, which is the newest word.
    if (has_page) {
        if (!exam.pin_pad() && !exam.refusal()) frame.uncover();
        draw_staff_page(sources, frame, commands);
    }
    if (exam.pin_pad()) {
        if (!exam.refusal()) frame.uncover();
        screens::draw(staff_pin_view(exam), staff_pin_, frame, commands);
    }
    if (exam.refusal()) {
        frame.uncover();
        screens::draw(refusal_view(sources), refusal_, frame, commands);
    }
}

} // namespace kaogong::kiosk::app
