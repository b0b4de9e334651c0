#include "kiosk/screens/examiner/coded_end.h"

#include "kiosk/screens/candidate/pages.h"

#include <algorithm>
#include <array>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kGap = 12;

enum class Step { list, reason, statement, evidence, choice, confirm };

const std::vector<model::CodedEndView>& list_of(const model::AskEndView& view, model::EndList list) {
    return list == model::EndList::ends ? view.ends : view.notes;
}

const model::CodedEndView* chosen(const model::AskEndView& view, const AskEndState& state) {
    const auto& list = list_of(view, state.list);
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& end) { return end.code == state.code; });
    return found == list.end() ? nullptr : &*found;
}

std::vector<Step> steps_of(const model::CodedEndView* end, bool fixed) {
    std::vector<Step> steps;
    if (!fixed || end == nullptr) steps.push_back(Step::list);
    if (end == nullptr) return steps;
    if (end->asks_reason) steps.push_back(Step::reason);
    if (end->asks_statement) steps.push_back(Step::statement);
    if (end->asks_evidence) steps.push_back(Step::evidence);
    if (end->asks_choice) steps.push_back(Step::choice);
    steps.push_back(Step::confirm);
    return steps;
}

struct Shown {
    const model::AskEndView& view;
    AskEndState& state;
    const model::CodedEndView* end; // of all steps but the list
    std::size_t steps;
};

Rect draw_question(Frame& frame, const Shown& shown, Key title, std::string_view line) {
    const bool ends = shown.state.list == model::EndList::ends;
    return draw_ask(frame, {.id = "###ask_end",
                            .title = frame.say(title),
                            .line = line,
                            .icon = ends ? Icon::cross : Icon::pencil,
                            .tone = ends ? Tone::warning : Tone::accent,
                            .step = shown.state.step,
                            .steps = shown.end == nullptr ? 1 : shown.steps});
}

std::string about(const Shown& shown) {
    return shown.end->name + "  " + shown.view.whom;
}

void go_back(const Shown& shown, model::ExaminerCommands& commands) {
    if (shown.state.step == 0)
        commands.push_back(model::CancelAsk{});
    else
        --shown.state.step;
}

void take_foot(Frame& frame, const Shown& shown, bool possible, std::string_view why, model::ExaminerCommands& commands) {
    const AskTouch touch =
        draw_ask_foot(frame, {.answer = frame.say(Key::next_step), .possible = possible, .first = shown.state.step == 0, .why = why});
    if (touch == AskTouch::answer) ++shown.state.step;
    if (touch == AskTouch::back) go_back(shown, commands);
}

// ---- The list

bool draw_code(Frame& frame, Rect rect, const model::CodedEndView& end, bool selected) {
    const std::string id = "###code_" + end.code;
    const Touch touch = frame.touch(widget_id(id), rect);
    frame.note({.id = id, .part = Part::option, .label = end.name, .value = selected ? "selected" : "", .rect = rect, .touchable = true});
    const Role ground = selected || touch.held ? Role::accent_soft : Role::surface;
    box(frame, rect, {ground, selected ? Role::accent : Role::line_strong, selected ? kBorderActive : kBorderControl, kRadiusControl});
    const Rect inside = rect.inset(16, 0).without_right(selected ? 28 : 0);
    text_fitted(frame, {inside.x, rect.y + 7, inside.w, 34}, end.name, {.role = selected ? Role::accent : Role::ink, .noted = false},
                {kBodyBold, kNameBold, kLabelBold});
    const std::string leads = frame.say(Key::ex_end_leads, {place("time", end.time), place("result", end.result)});
    fit_words(frame, {inside.x, rect.y + 42, inside.w, 50}, leads, {.role = Role::ink2, .noted = true, .dense = true});
    if (selected) icon(frame, Icon::check, {rect.right() - 26, rect.y + 26}, 24, Role::accent);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

void draw_tabs(Frame& frame, Rect rect, AskEndState& state) {
    const std::array row = {Segment{"###list_ends", frame.say(Key::ex_end_list_ends)},
                            Segment{"###list_notes", frame.say(Key::ex_end_list_notes)}};
    const auto touched = segments(frame, rect, {row, state.list == model::EndList::ends ? 0U : 1U});
    if (!touched) return;
    state.list = *touched == 0 ? model::EndList::ends : model::EndList::notes;
    state.page = 0;
    state.code.clear();
}

void draw_list(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    constexpr std::size_t kColumns = 2;
    constexpr std::size_t kRows = 3;
    AskEndState& state = shown.state;
    const Rect room = draw_question(frame, shown, Key::ex_end_title, shown.view.whom);
    draw_tabs(frame, room.cut_top(kTarget), state);
    const auto& list = list_of(shown.view, state.list);
    const std::size_t pages = std::max<std::size_t>(1, (list.size() + kColumns * kRows - 1) / (kColumns * kRows));
    state.page = std::min(state.page, pages - 1);
    const Rect area = room.without_top(kTarget + kGap);
    const float width = (area.w - kGap) / kColumns;
    const float height = (area.h - (kRows - 1) * kGap) / kRows;
    for (std::size_t i = state.page * kColumns * kRows; i < std::min(list.size(), (state.page + 1) * kColumns * kRows); ++i) {
        const std::size_t at = i - state.page * kColumns * kRows;
        const Rect cell{area.x + static_cast<float>(at % kColumns) * (width + kGap),
                        area.y + static_cast<float>(at / kColumns) * (height + kGap), width, height};
        if (draw_code(frame, cell, list[i], list[i].code == state.code) && list[i].code != state.code) {
            state.code = list[i].code;
            state.reason = {};
            state.choice.reset();
        }
    }
    if (list.empty())
        text_line(frame, area.cut_top(100), frame.say(Key::ex_end_none), {.style = kBody, .role = Role::ink2, .align = Align::center});
    if (pages > 1) page_strip(frame, {area.x + 300, ask_answer(0).y}, {"###codes", pages}, state.page);
    take_foot(frame, shown, chosen(shown.view, state) != nullptr, {}, commands);
}

// ---- The fields

void draw_reason(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    const Rect room = draw_question(frame, shown, Key::ex_end_reason_title, about(shown));
    draw_reason_pad(frame, room, shown.end->reasons, shown.state.reason);
    take_foot(frame, shown, !reason_of(shown.end->reasons, shown.state.reason).empty(), {}, commands);
}

void draw_statement(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    AskEndState& state = shown.state;
    const Rect room = draw_question(frame, shown, Key::ex_end_statement_title, about(shown));
    const float half = (room.w - kGap) / 2;
    const Rect has{room.x, room.y + 12, half, 96};
    const Rect refuses = has.moved(half + kGap, 0);
    if (choice_box(frame, has, {"###statement_has", {}, frame.say(Key::ex_end_statement_has), !state.refused_to_sign}))
        state.refused_to_sign = false;
    if (choice_box(frame, refuses, {"###statement_refused", {}, frame.say(Key::ex_end_statement_refused), state.refused_to_sign}))
        state.refused_to_sign = true;
    const Rect below{room.x, has.bottom() + 20, room.w, 76};
    if (state.refused_to_sign)
        notice(frame, below, {frame.say(Key::ex_end_refusal_noted), {}, Icon::info, Tone::neutral});
    else if (typed_box(frame, below,
                       {.id = "###statement", .text = state.statement.text, .invitation = frame.say(Key::ex_end_statement_number)}))
        state.statement.open = true;
    take_foot(frame, shown, state.refused_to_sign || !state.statement.text.empty(), {}, commands);
}

void draw_evidence(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    constexpr std::size_t kShown = 3;
    AskEndState& state = shown.state;
    const Rect room = draw_question(frame, shown, Key::ex_end_evidence_title, about(shown));
    float y = room.y + 12;
    const std::size_t count = shown.view.evidence.size();
    for (std::size_t i = count > kShown ? count - kShown : 0; i < count; ++i) {
        const std::string& reference = shown.view.evidence[i];
        const std::string id = "###picture_" + std::to_string(i + 1);
        const std::string label = frame.say(Key::ex_end_evidence_picture, {place("reference", reference)});
        if (choice_box(frame, {room.x, y, room.w, 72}, {id, {}, label, state.evidence.text == reference})) state.evidence.text = reference;
        y += 72 + kGap;
    }
    const bool own = std::find(shown.view.evidence.begin(), shown.view.evidence.end(), state.evidence.text) == shown.view.evidence.end();
    const float camera = shown.view.camera ? 264 + kGap : 0;
    if (typed_box(frame, {room.x, y, room.w - camera, 76},
                  {.id = "###evidence_own",
                   .text = own ? std::string_view(state.evidence.text) : std::string_view{},
                   .invitation = frame.say(Key::ex_end_evidence_own)})) {
        if (!own) state.evidence.text.clear();
        state.evidence.open = true;
    }
    if (shown.view.camera) {
        const Button take{.id = "###take_evidence", .label = frame.say(Key::ex_take_photo), .icon = Icon::camera, .style = kBody};
        if (button(frame, {room.right() - 264, y, 264, 76}, take)) commands.push_back(model::TakeEvidence{});
    }
    take_foot(frame, shown, !state.evidence.text.empty(), frame.say(Key::ex_end_evidence_why), commands);
}

void draw_choice(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    AskEndState& state = shown.state;
    const Rect room = draw_question(frame, shown, Key::ex_end_choice_title, about(shown));
    const auto offer = [&](float y, model::EndChoice choice, std::string_view id, Key head, Key label) {
        if (choice_box(frame, {room.x, y, room.w, 112}, {id, frame.say(head), frame.say(label), state.choice == choice}))
            state.choice = choice;
    };
    offer(room.y + 12, model::EndChoice::no_result, "###choice_no_result", Key::ex_end_no_result, Key::ex_end_no_result_means);
    offer(room.y + 136, model::EndChoice::points_so_far, "###choice_points", Key::ex_end_points, Key::ex_end_points_mean);
    text_line(frame, {room.x, room.y + 264, room.w, 36}, frame.say(Key::ex_end_choice_written), {.style = kLabel, .role = Role::ink2});
    take_foot(frame, shown, state.choice.has_value(), {}, commands);
}

// ---- What it comes to

template <typename Command> Command command_of(const Shown& shown) {
    const model::CodedEndView& end = *shown.end;
    Command command;
    command.code = end.code;
    if (end.asks_reason) command.reason = reason_of(end.reasons, shown.state.reason);
    if (end.asks_statement) {
        command.refused_to_sign = shown.state.refused_to_sign;
        if (!command.refused_to_sign) command.statement = shown.state.statement.text;
    }
    if (end.asks_evidence) command.evidence = shown.state.evidence.text;
    if (end.asks_choice) command.choice = shown.state.choice;
    return command;
}

std::string proof_of(Frame& frame, const Shown& shown) {
    const model::CodedEndView& end = *shown.end;
    std::string proof;
    if (end.asks_statement)
        proof = shown.state.refused_to_sign ? std::string(frame.say(Key::ex_end_refusal))
                                            : frame.say(Key::ex_end_statement_is, {place("reference", shown.state.statement.text)});
    if (end.asks_evidence) {
        if (!proof.empty()) proof += frame.say(Key::list_separator);
        proof += frame.say(Key::ex_end_evidence_is, {place("reference", shown.state.evidence.text)});
    }
    if (end.asks_choice) proof = frame.say(Key::ex_end_choice_signed);
    return proof.empty() ? std::string(frame.say(Key::ex_end_no_proof)) : proof;
}

// The result in words: the candidate's own choice where there is one.
std::string leads_to(Frame& frame, const Shown& shown) {
    const model::CodedEndView& end = *shown.end;
    std::string result = end.result;
    if (end.asks_choice && shown.state.choice)
        result = frame.say(*shown.state.choice == model::EndChoice::no_result ? Key::ex_end_no_result : Key::ex_end_points);
    return frame.say(Key::ex_end_leads, {place("time", end.time), place("result", result)});
}

void draw_confirm(Frame& frame, const Shown& shown, model::ExaminerCommands& commands) {
    constexpr float kHold = 320;
    const model::CodedEndView& end = *shown.end;
    const bool ends = shown.state.list == model::EndList::ends;
    const Rect room = draw_question(frame, shown, ends ? Key::ex_end_confirm_title : Key::ex_end_note_title, shown.view.whom);
    const std::string reason = end.asks_reason ? reason_of(end.reasons, shown.state.reason) : std::string{};
    const std::string name = reason.empty() ? end.name : frame.say(Key::ex_end_because, {place("name", end.name), place("reason", reason)});
    const std::string leads = leads_to(frame, shown);
    const Quoted what{end.code, name, leads, ends ? Icon::cross : Icon::pencil, ends ? Role::warning : Role::ink2};
    const float height = quoted_height(frame, what, room.w);
    draw_quoted(frame, {room.x, room.y + 12, room.w, height}, what);
    const std::string proof = proof_of(frame, shown);
    draw_facts(frame, {room.x, room.y + height + 40, room.w, 84},
               {{frame.say(Key::ex_end_proof), proof},
                {frame.say(Key::ex_end_next), frame.say(end.asks_second ? Key::ex_end_second_signs : Key::ex_end_alone)}});
    if (!ends) {
        const AskTouch touch = draw_ask_foot(
            frame, {.answer = frame.say(Key::ex_end_note_yes), .first = shown.state.step == 0, .why = frame.say(Key::ex_end_goes_on)});
        if (touch == AskTouch::back) go_back(shown, commands);
        if (touch == AskTouch::answer) commands.push_back(command_of<model::NoteException>(shown));
        return;
    }
    if (draw_ask_back(frame, shown.state.step == 0 ? AskBack::cancel : AskBack::back) == AskTouch::back) go_back(shown, commands);
    if (hold_button(frame, ask_answer(kHold), {"###end_yes", frame.say(Key::ex_end_yes), Icon::target, true}))
        commands.push_back(command_of<model::EndTest>(shown));
}

void draw_step(Frame& frame, const Shown& shown, Step step, model::ExaminerCommands& commands) {
    switch (step) {
    case Step::list: return draw_list(frame, shown, commands);
    case Step::reason: return draw_reason(frame, shown, commands);
    case Step::statement: return draw_statement(frame, shown, commands);
    case Step::evidence: return draw_evidence(frame, shown, commands);
    case Step::choice: return draw_choice(frame, shown, commands);
    case Step::confirm: return draw_confirm(frame, shown, commands);
    }
}

void begin(const model::AskEndView& view, AskEndState& state) {
    if (state.begun) return;
    state.begun = true;
    state.list = view.list;
    state.code = view.code;
    state.fixed = !view.code.empty();
}

} // namespace

void draw(const model::AskEndView& view, AskEndState& state, Frame& frame, model::ExaminerCommands& commands) {
    begin(view, state);
    const model::CodedEndView* end = chosen(view, state);
    const std::vector<Step> steps = steps_of(end, state.fixed);
    state.step = std::min(state.step, steps.size() - 1);
    const bool typing = state.reason.own.open || state.statement.open || state.evidence.open;
    if (typing) frame.cover();
    draw_step(frame, {view, state, end, steps.size()}, steps[state.step], commands);
    if (!typing) return;
    frame.uncover();
    const auto sheet = [&](Key title) { return TextSheet{frame.say(title), TextKind::code, kCodeLengthMax}; };
    if (state.reason.own.open)
        draw_reason_sheet(frame, state.reason);
    else if (state.statement.open)
        draw_text_sheet(frame, sheet(Key::ex_end_statement_number), state.statement);
    else
        draw_text_sheet(frame, sheet(Key::ex_end_evidence_own), state.evidence);
}

} // namespace kaogong::kiosk::screens
