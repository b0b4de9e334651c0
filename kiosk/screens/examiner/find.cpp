#include "kiosk/screens/examiner/find.h"

namespace kaogong::kiosk::screens {

using namespace ui;

void draw(const model::AskFindView&, AskFindState& state, Frame& frame, model::ExaminerCommands& commands) {
    const Rect room = draw_ask(
        frame, {.id = "###ask_find", .title = frame.say(Key::ex_find_title), .line = frame.say(Key::ex_find_line), .icon = Icon::scan});
    const bool done = draw_typing(frame, room, {.kind = TextKind::code, .characters_max = kCodeLengthMax}, state.number);
    const bool possible = !state.number.text.empty();
    const AskTouch touch = draw_ask_foot(frame, {.answer = frame.say(Key::ex_find_yes), .possible = possible});
    if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
    if ((touch != AskTouch::answer && !done) || !possible) return;
    commands.push_back(model::FindCandidate{state.number.text});
    state.number.text.clear();
}

} // namespace kaogong::kiosk::screens
