#include "kiosk/app/navigator.h"

namespace kaogong::kiosk::app {

void Navigator::forget_what_left(const Exam& exam) {
    const Screen now = exam.screen();
    if (now != Screen::sign_in) sign_in_ = {}; // what was typed does not wait for the next person
    if (now != Screen::texts) texts_ = {};
    if (now != Screen::review) review_ = {};
    if (exam.seated() == nullptr) question_ = {};
    if (!exam.pin_pad()) staff_pin_ = {};
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

void Navigator::draw(const ViewSources& sources, ui::Frame& frame, model::Commands& commands) {
    const Exam& exam = sources.exam;
    forget_what_left(exam);
    const bool has_dialog = exam.pin_pad() || exam.refusal();
    if (has_dialog) frame.cover();
    draw_screen(sources, frame, commands);
    if (!has_dialog) return;
    // A refusal lies above the pad: it is the newer word. Under it the pad, too, can only be looked at.
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
