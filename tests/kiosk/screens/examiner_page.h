// A staff page on a stage: what it asked for since the last look.
#pragma once

#include "kiosk/model/examiner_commands.h"
#include "tests/kiosk/support/stage.h"

namespace kaogong::test {

template <typename View, typename State> struct Page {
    Stage stage = Stage();
    View view;
    State state{};
    kiosk::model::ExaminerCommands asked;

    DrawScene scene() {
        return [this](kiosk::ui::Frame& frame, kiosk::model::Commands&) { kiosk::screens::draw(view, state, frame, asked); };
    }
    kiosk::model::ExaminerCommands tap(std::string_view id) {
        asked.clear();
        stage.tap(id, scene());
        return asked;
    }
    kiosk::model::ExaminerCommands type(std::string_view text) {
        asked.clear();
        stage.type(text, scene());
        return asked;
    }
    kiosk::model::ExaminerCommands press(kiosk::platform::Key key) {
        asked.clear();
        stage.press(key, scene());
        return asked;
    }
    // Lays a finger on it for so long.
    kiosk::model::ExaminerCommands hold(std::string_view id, std::int64_t ms) {
        play();
        const kiosk::ui::Point at = find(id)->at_px;
        asked.clear();
        stage.lay_finger(at);
        play();
        play();
        stage.pass(ms);
        play();
        stage.lift_finger(at);
        play();
        play();
        return asked;
    }
    void play() { stage.play(scene()); }
    const kiosk::ui::Entry* find(std::string_view id) { return stage.transcript().find(id); }
};

template <typename T> const T* only(const kiosk::model::ExaminerCommands& commands) {
    return commands.size() == 1 ? std::get_if<T>(&commands.front()) : nullptr;
}

} // namespace kaogong::test
