#include "kiosk/screens/examiner/piece_hand_in.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

enum class Step { pieces, seal, code, confirm };
constexpr float kHold = 400;

// What stays at its station has neither seal nor code.
std::vector<Step> steps_of(const model::AskHandInView& view, int pieces) {
    if (pieces == 0) return {Step::pieces, Step::confirm};
    if (!view.coded) return {Step::pieces, Step::seal, Step::confirm};
    return {Step::pieces, Step::seal, Step::code, Step::confirm};
}

int pieces_of(const model::AskHandInView& view, const AskHandInState& state) {
    return state.pieces.value_or(view.pieces_due);
}

const std::string& code_of(const model::AskHandInView& view, const AskHandInState& state) {
    return view.drawn_code.empty() ? state.code.text : view.drawn_code;
}

struct Shown {
    const model::AskHandInView& view;
    AskHandInState& state;
    std::vector<Step> steps;
};

Rect draw_question(Frame& frame, const Shown& shown, std::string_view title) {
    return draw_ask(frame, {.id = "###ask_hand_in",
                            .title = title,
                            .line = shown.view.whom,
                            .icon = Icon::lock,
                            .step = shown.state.step,
                            .steps = shown.steps.size()});
}

void take_foot(Frame& frame, const Shown& shown, bool possible, std::string_view why, model::ExaminerCommands& commands) {
    const AskTouch touch =
        draw_ask_foot(frame, {.answer = frame.say(Key::next_step), .possible = possible, .first = shown.state.step == 0, .why = why});
    if (touch == AskTouch::answer) ++shown.state.step;
    if (touch != AskTouch::back) return;
    if (shown.state.step == 0)
        commands.push_back(model::CancelAsk{});
    else
        --shown.state.step;
}

void draw_pieces(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    constexpr std::size_t kColumns = 5;
    constexpr float kGap = 12;
    constexpr float kHeight = 112;
    const Rect room = draw_question(frame, shown, frame.say(Key::ex_hand_in_pieces_title));
    const float width = (room.w - (kColumns - 1) * kGap) / kColumns;
    const auto most = static_cast<std::size_t>(std::clamp(shown.view.pieces_most, 1, 9));
    const int pieces = pieces_of(shown.view, shown.state);
    for (std::size_t n = 0; n <= most; ++n) {
        const Rect cell{room.x + static_cast<float>(n % kColumns) * (width + kGap),
                        room.y + 12 + static_cast<float>(n / kColumns) * (kHeight + kGap), width, kHeight};
        const std::string id = "###pieces_" + std::to_string(n);
        const std::string head = std::to_string(n);
        const Key none = shown.view.coded ? Key::ex_hand_in_missing : Key::ex_hand_in_none;
        const std::string_view label = n == 0 ? frame.say(none) : std::string_view{};
        if (choice_box(frame, cell, {id, head, label, pieces == static_cast<int>(n), true, true})) shown.state.pieces = static_cast<int>(n);
    }
    const std::string due = frame.say(Key::ex_hand_in_due, {place("n", shown.view.pieces_due)});
    const float y = room.y + 12 + 2 * (kHeight + kGap);
    const bool differs = pieces != shown.view.pieces_due;
    const Notice said{due, frame.say(differs ? Key::ex_hand_in_differs : Key::ex_hand_in_as_due), differs ? Icon::warning : Icon::info,
                      differs ? Tone::warning : Tone::neutral};
    notice(frame, {room.x, y + 12, room.w, 84}, said);
    take_foot(frame, shown, true, {}, commands);
}

void draw_seal(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    const Rect room = draw_question(frame, shown, frame.say(Key::ex_hand_in_seal_title));
    const bool done = draw_typing(frame, room, {.kind = TextKind::code, .characters_max = kCodeLengthMax}, shown.state.seal);
    const bool possible = !shown.state.seal.text.empty();
    if (done && possible) {
        ++shown.state.step;
        return;
    }
    take_foot(frame, shown, possible, frame.say(Key::ex_hand_in_seal_why), commands);
}

void draw_code(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    constexpr float kDraw = 264;
    const bool drawn = !shown.view.drawn_code.empty();
    const Rect room = draw_question(frame, shown,
                                    drawn ? frame.say(Key::ex_hand_in_code_drawn, {place("code", shown.view.drawn_code)})
                                          : std::string(frame.say(Key::ex_hand_in_code_title)));
    if (drawn) {
        const Rect area{room.x, room.y + 40, room.w, 200};
        box(frame, area, {Role::accent_soft, Role::accent, kBorderActive, kRadiusCard});
        text_line(frame, {area.x, area.y + 24, area.w, 28}, frame.say(Key::ex_piece_code),
                  {.style = kLabel, .role = Role::ink2, .align = Align::center});
        const Rect code{area.x, area.y + 60, area.w, 110};
        frame.note({.id = "###piece_code", .part = Part::code, .label = shown.view.drawn_code, .rect = code});
        text_line(frame, code, shown.view.drawn_code, {.style = kDisplay, .align = Align::center, .noted = false});
    } else {
        const bool done = draw_typing(frame, room, {.kind = TextKind::code, .characters_max = kCodeLengthMax, .room_beside = kDraw + 16},
                                      shown.state.code);
        if (done && !shown.state.code.text.empty()) {
            ++shown.state.step;
            return;
        }
        const Button by_lot{.id = "###draw_code", .label = frame.say(Key::ex_hand_in_draw), .icon = Icon::scan, .style = kBody};
        if (button(frame, {room.right() - kDraw, room.y + 6, kDraw, kTarget}, by_lot)) commands.push_back(model::DrawPieceCode{});
    }
    take_foot(frame, shown, !code_of(shown.view, shown.state).empty(), frame.say(Key::ex_hand_in_code_why), commands);
}

void draw_promise(Frame& frame, Rect rect, std::string_view words) {
    box(frame, rect, {Role::accent_soft, Role::accent, kBorderActive, kRadiusControl});
    icon(frame, Icon::person, {rect.x + 36, rect.center().y}, 30, Role::accent);
    fit_words(frame, rect.without_left(72).without_right(20), words, {.bold = true, .noted = true});
}

void draw_confirm(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    const int pieces = pieces_of(shown.view, shown.state);
    const std::string& seal = shown.state.seal.text;
    const bool coded = pieces > 0 && shown.view.coded;
    const std::string code = coded ? code_of(shown.view, shown.state) : std::string{};
    const Rect room = draw_question(frame, shown, frame.say(Key::ex_hand_in_confirm_title));
    const std::string_view nothing = frame.say(Key::ex_hand_in_nothing);
    const std::string at = clock_text_seconds(shown.view.at);
    draw_facts(frame, {room.x, room.y + 16, room.w, 84},
               {{frame.say(Key::ex_hand_in_time), at},
                {frame.say(Key::ex_hand_in_pieces), std::to_string(pieces)},
                {frame.say(Key::ex_hand_in_seal), pieces > 0 ? std::string_view(seal) : nothing},
                {frame.say(Key::ex_piece_code), coded ? std::string_view(code) : nothing}});
    const std::string promise =
        pieces > 0 ? frame.say(Key::ex_hand_in_promise, {place("n", pieces)})
                   : std::string(frame.say(shown.view.coded ? Key::ex_hand_in_promise_missing : Key::ex_hand_in_promise_none));
    draw_promise(frame, {room.x, room.y + 128, room.w, 100}, promise);
    text_line(frame, {room.x, room.y + 248, room.w, 36}, frame.say(Key::ex_hand_in_then), {.style = kLabel, .role = Role::ink2});
    if (draw_ask_back(frame, AskBack::back) == AskTouch::back) --shown.state.step;
    const HoldButton confirm{
        .id = "###candidate_confirms", .label = frame.say(Key::ex_hand_in_hold), .icon = Icon::hand, .tone = HoldTone::accent};
    if (hold_button(frame, ask_answer(kHold), confirm))
        commands.push_back(model::HandInPiece{pieces, pieces > 0 ? seal : std::string{}, code, true});
}

} // namespace

void draw(const model::AskHandInView& view, AskHandInState& state, Frame& frame, model::ExaminerCommands& commands) {
    const Shown shown{view, state, steps_of(view, pieces_of(view, state))};
    state.step = std::min(state.step, shown.steps.size() - 1);
    switch (shown.steps[state.step]) {
    case Step::pieces: return draw_pieces(frame, shown, commands);
    case Step::seal: return draw_seal(frame, shown, commands);
    case Step::code: return draw_code(frame, shown, commands);
    case Step::confirm: return draw_confirm(frame, shown, commands);
    }
}

void draw(const model::AskWorkOverView& view, AskWorkOverState&, Frame& frame, model::ExaminerCommands& commands) {
    constexpr float kBack = 160;
    const Rect rect = dialog_place(frame, 420);
    const Rect body = dialog(frame, rect, {"###ask_work_over", frame.say(Key::ex_work_over_title), Icon::check, Tone::accent, {}});
    text_line(frame, {body.x, rect.y + 104, body.w, 28}, view.whom, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    const Quoted stays{frame.say(Key::ex_work_over_stays), view.pieces, frame.say(Key::ex_work_over_then), Icon::lock};
    const float width = rect.w - 2 * kDialogPadding;
    draw_quoted(frame, {rect.x + kDialogPadding, rect.y + 152, width, std::min(150.0F, quoted_height(frame, stays, width))}, stays);
    const float y = dialog_foot(rect);
    if (button(frame, {rect.x + kDialogPadding, y, kBack, kTarget}, {.id = "###ask_back", .label = frame.say(Key::cancel), .style = kBody}))
        commands.push_back(model::CancelAsk{});
    const HoldButton confirm{
        .id = "###candidate_confirms", .label = frame.say(Key::ex_hand_in_hold), .icon = Icon::hand, .tone = HoldTone::accent};
    if (hold_button(frame, {rect.right() - kDialogPadding - kHold, y, kHold, kTarget}, confirm))
        commands.push_back(model::HandInPiece{0, {}, {}, true});
}

void draw(const model::AskSealView& view, AskSealState&, Frame& frame, model::ExaminerCommands& commands) {
    const Rect room = draw_ask(frame, {.id = "###ask_seal",
                                       .title = frame.say(Key::ex_ask_seal_title),
                                       .line = frame.say(Key::ex_ask_seal_piece, {place("code", view.code)}),
                                       .icon = Icon::lock});
    const Quoted seal{frame.say(Key::ex_ask_seal_number), view.seal, frame.say(Key::ex_ask_seal_then), Icon::lock};
    draw_quoted(frame, room.cut_top(quoted_height(frame, seal, room.w)), seal);
    const std::string photo_words = frame.say(Key::ex_ask_seal_photo, {place("n", view.pictures)});
    const Button photo{.id = "###seal_photo", .label = photo_words, .icon = Icon::camera, .style = kBody, .enabled = view.camera};
    const Rect below = room.without_top(quoted_height(frame, seal, room.w) + 20).cut_top(kTarget);
    if (button(frame, below.cut_left(button_width(frame, photo)), photo))
        commands.push_back(model::TakeEvidence{.row = {}, .source = model::EvidenceSource::camera});
    const AskFoot foot{.answer = frame.say(Key::ex_ask_seal_intact), .first = false, .icon = Icon::check};
    const Button broken{.id = "###seal_broken", .label = frame.say(Key::ex_ask_seal_broken), .icon = Icon::warning, .style = kBody};
    if (button(frame, beside_answer(frame, foot, button_width(frame, broken)), broken)) commands.push_back(model::CheckSeal{false});
    const AskTouch touch = draw_ask_foot(frame, foot);
    if (touch == AskTouch::answer) commands.push_back(model::CheckSeal{true});
    // It would be asked again on this sheet: the way back leads out of it.
    if (touch == AskTouch::back) commands.push_back(model::ShowCandidates{});
}

} // namespace kaogong::kiosk::screens
