#include "kiosk/screens/examiner/row_asks.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kGap = 16;

template <typename Below> void with_reason(Frame& frame, ReasonState& reason, Below below) {
    draw_below_text_sheet(frame, {.title = frame.say(Key::ex_reason_write)}, reason.own, below);
}

// Quoted words with the reason below them, and the foot whose answer needs a reason.
struct QuotedAsk {
    Ask ask;
    Quoted quoted;
    std::string_view answer;
    std::string_view why;
};
AskTouch draw_quoted_ask(Frame& frame, const QuotedAsk& look, const model::ReasonChoices& choices, ReasonState& state) {
    const Rect room = draw_ask(frame, look.ask);
    const float height = quoted_height(frame, look.quoted, room.w);
    draw_quoted(frame, room.cut_top(height), look.quoted);
    draw_reason_pad(frame, room.without_top(height + kGap), choices, state);
    const bool possible = !reason_of(choices, state).empty();
    return draw_ask_foot(frame, {.answer = look.answer, .possible = possible, .why = look.why, .icon = Icon::sign});
}

std::string row_line(const std::string& id, const std::string& name) {
    return id + "  " + name;
}

} // namespace

void draw(const model::AskNotApplicableView& view, AskNotApplicableState& state, Frame& frame, model::ExaminerCommands& commands) {
    with_reason(frame, state.reason, [&] {
        const std::string line = row_line(view.row, view.name);
        const std::string after =
            view.full_points ? frame.say(Key::ex_ask_na_full, {place("n", points_text(view.points_max))})
                             : frame.say(Key::ex_ask_na_rescale, {place("n", points_text(view.points_max)), place("module", view.module)});
        const AskTouch touch = draw_quoted_ask(frame,
                                               {{"###ask_not_applicable", frame.say(Key::ex_ask_na_title), line, Icon::minus},
                                                {frame.say(Key::ex_ask_na_when), view.when, after},
                                                frame.say(Key::ex_ask_second_next),
                                                {}},
                                               view.reasons, state.reason);
        if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
        if (touch == AskTouch::answer) commands.push_back(model::SetNotApplicable{view.row, reason_of(view.reasons, state.reason)});
    });
}

void draw(const model::AskWithdrawalView& view, AskWithdrawalState& state, Frame& frame, model::ExaminerCommands& commands) {
    with_reason(frame, state.reason, [&] {
        const std::string confirmed =
            frame.say(Key::ex_ask_veto_confirmed, {place("time", clock_text(view.confirmed_at)), place("names", view.confirmed_by)});
        const std::string after = frame.say(Key::ex_ask_veto_effect, {place("effect", view.effect)});
        const AskTouch touch = draw_quoted_ask(
            frame,
            {{"###ask_withdrawal", frame.say(Key::ex_ask_veto_title, {place("id", view.veto)}), confirmed, Icon::undo, Tone::warning},
             {frame.say(Key::ex_ask_veto_trigger), view.trigger, after, Icon::warning, Role::danger},
             frame.say(Key::ex_ask_chief_next),
             {}},
            view.reasons, state.reason);
        if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
        if (touch == AskTouch::answer) commands.push_back(model::WithdrawVeto{view.veto, reason_of(view.reasons, state.reason)});
    });
}

void draw(const model::AskPutAwayView& view, AskPutAwayState& state, Frame& frame, model::ExaminerCommands& commands) {
    with_reason(frame, state.reason, [&] {
        const AskTouch touch = draw_quoted_ask(frame,
                                               {{"###ask_put_away", frame.say(Key::ex_ask_away_title), view.whom, Icon::undo, Tone::warning},
                                                {frame.say(Key::ex_ask_away_what), frame.say(Key::ex_ask_away_words), {}},
                                                frame.say(Key::ex_ask_second_next),
                                                {}},
                                               view.reasons, state.reason);
        if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
        if (touch == AskTouch::answer) commands.push_back(model::PutPaperAway{reason_of(view.reasons, state.reason)});
    });
}

// ---- Note

namespace {

void take_over(const model::AskNoteView& view, AskNoteState& state) {
    if (state.begun) return;
    state.begun = true;
    if (view.note.empty()) return;
    const auto usual = std::find_if(view.usual.begin(), view.usual.end(), [&](const auto& choice) { return choice.text == view.note; });
    state.note.code = usual == view.usual.end() ? std::string(kOtherReason) : usual->code;
    if (usual == view.usual.end()) state.note.own.text = view.note;
}

} // namespace

void draw(const model::AskNoteView& view, AskNoteState& state, Frame& frame, model::ExaminerCommands& commands) {
    take_over(view, state);
    draw_below_text_sheet(frame, {.title = frame.say(Key::ex_reason_write)}, state.note.own, [&] {
        std::string line = row_line(view.row, view.name);
        if (!view.score.empty()) line += "  " + view.score;
        const Rect room = draw_ask(frame, {.id = "###ask_note", .title = frame.say(Key::ex_ask_note_title), .line = line, .icon = Icon::pencil});
        draw_reason_pad(frame, room, view.usual, state.note);
        const std::string note = reason_of(view.usual, state.note);
        const AskFoot foot{
            .answer = frame.say(Key::ex_ask_note_keep), .possible = !note.empty() && note != view.note, .icon = Icon::check};
        if (!view.note.empty()) {
            const Button erase{.id = "###note_erase", .label = frame.say(Key::ex_ask_note_erase), .icon = Icon::eraser, .style = kBody};
            if (button(frame, beside_answer(frame, foot, button_width(frame, erase)), erase)) commands.push_back(model::SetNote{view.row, {}});
        }
        const AskTouch touch = draw_ask_foot(frame, foot);
        if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
        if (touch == AskTouch::answer) commands.push_back(model::SetNote{view.row, note});
    });
}

// ---- Arbitration

namespace {

void draw_judges(Frame& frame, Rect rect, const model::AskArbitrationView& view) {
    const float width = rect.w / static_cast<float>(std::max<std::size_t>(1, view.levels.size()));
    box(frame, rect, {Role::sunken, Role::line, kBorderHair, kRadiusControl});
    for (std::size_t i = 0; i < view.levels.size(); ++i) {
        const Rect cell{rect.x + static_cast<float>(i) * width, rect.y, width, rect.h};
        if (i > 0) divider(frame, {cell.x, cell.y + 12}, cell.h - 24);
        const Rect level = cell.without_left(20).cut_left(44);
        text_line(frame, level, std::to_string(view.levels[i].level), {.style = kTitle});
        text_fitted(frame, cell.without_left(68).without_right(12), view.levels[i].examiner, {}, {kBodyBold, kNameBold, kLabelBold});
    }
}

void draw_levels(Frame& frame, Rect rect, const model::AskArbitrationView& view, AskArbitrationState& state) {
    constexpr float kBetween = 12;
    const float height = (rect.h - 3 * kBetween) / 4;
    for (int level = 0; level < 4; ++level) {
        const Rect cell{rect.x, rect.y + static_cast<float>(level) * (height + kBetween), rect.w, height};
        const std::string id = "###level_" + std::to_string(level);
        const std::string head = std::to_string(level);
        if (choice_box(frame, cell, {id, head, view.descriptors[static_cast<std::size_t>(level)], state.level == level}))
            state.level = level;
    }
}

void draw_choose_level(const model::AskArbitrationView& view, AskArbitrationState& state, Frame& frame, model::ExaminerCommands& commands) {
    constexpr float kJudges = 64;
    const Rect room = draw_ask(frame, {.id = "###ask_arbitration",
                                       .title = frame.say(Key::ex_ask_level_title),
                                       .line = row_line(view.row, view.name) + "  " + view.words,
                                       .icon = Icon::sign,
                                       .step = 0,
                                       .steps = 2});
    draw_judges(frame, room.cut_top(kJudges), view);
    draw_levels(frame, room.without_top(kJudges + 12), view, state);
    const AskTouch touch = draw_ask_foot(
        frame, {.answer = frame.say(Key::next_step), .possible = state.level.has_value(), .why = frame.say(Key::ex_ask_level_stays)});
    if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
    if (touch == AskTouch::answer) state.level_chosen = true;
}

void draw_reason_of_level(const model::AskArbitrationView& view, AskArbitrationState& state, Frame& frame,
                          model::ExaminerCommands& commands) {
    const int level = state.level.value_or(0);
    const Rect room = draw_ask(frame, {.id = "###ask_arbitration",
                                       .title = frame.say(Key::ex_ask_level_why, {place("n", level)}),
                                       .line = row_line(view.row, view.name),
                                       .icon = Icon::sign,
                                       .step = 1,
                                       .steps = 2});
    draw_reason_pad(frame, room, view.reasons, state.reason);
    const std::string reason = reason_of(view.reasons, state.reason);
    const AskTouch touch = draw_ask_foot(
        frame,
        {.answer = frame.say(Key::ex_ask_level_yes, {place("n", level)}), .possible = !reason.empty(), .first = false, .icon = Icon::sign});
    if (touch == AskTouch::back) state.level_chosen = false;
    if (touch == AskTouch::answer) commands.push_back(model::ArbitrateTo{view.row, level, reason});
}

} // namespace

void draw(const model::AskArbitrationView& view, AskArbitrationState& state, Frame& frame, model::ExaminerCommands& commands) {
    with_reason(frame, state.reason, [&] {
        if (state.level_chosen && state.level)
            draw_reason_of_level(view, state, frame, commands);
        else
            draw_choose_level(view, state, frame, commands);
    });
}

} // namespace kaogong::kiosk::screens
