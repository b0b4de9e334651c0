#include "kiosk/screens/examiner/sheet_dialogs.h"

#include "kiosk/screens/candidate/pages.h"

#include <algorithm>
#include <array>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

// ---- Vetoes

constexpr Rect kVetoDialog{120, 16, 1040, 688};
constexpr std::size_t kVetoesShown = 5;
constexpr float kVetoRow = 84;
constexpr float kVetoGap = 6;

void draw_veto(Frame& frame, Rect rect, const model::VetoView& veto, SheetState& state, model::ExaminerCommands& commands) {
    constexpr float kButton = 168;
    constexpr float kId = 64;
    box(frame, rect, {Role::surface, Role::line, kBorderHair, kRadiusControl});
    text_line(frame, {rect.x + 16, rect.y, kId - 16, rect.h}, veto.id, {.style = kBodyBold, .role = Role::danger});
    const std::string arm_id = "###arm_" + veto.id;
    const std::string withdraw_id = "###withdraw_" + veto.id;
    const float buttons = veto.confirmed > 0 ? 2 * kButton + 12 : kButton;
    const Rect words = rect.without_left(kId + 4).without_right(buttons + 24);
    fit_words(frame, {words.x, rect.y + 4, words.w, 48}, veto.trigger, {.bold = false, .noted = true});
    const std::string effect =
        veto.confirmed > 0 ? frame.say(Key::ex_veto_confirmed, {place("n", veto.confirmed)}) + veto.effect : veto.effect;
    text_line(frame, {words.x, rect.y + 53, words.w, 26}, effect, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    const Rect arm_rect{rect.right() - 12 - kButton, rect.y + 10, kButton, kTarget};
    if (button(frame, arm_rect, {.id = arm_id, .label = frame.say(Key::ex_veto_arm), .icon = Icon::warning})) {
        commands.push_back(model::ArmVeto{veto.id});
        state.dialog = SheetDialog::none;
    }
    if (veto.confirmed == 0) return;
    if (button(frame, arm_rect.moved(-kButton - 12, 0), {.id = withdraw_id, .label = frame.say(Key::ex_veto_withdraw), .style = kBody})) {
        commands.push_back(model::WithdrawVeto{veto.id});
        state.dialog = SheetDialog::none;
    }
}

void draw_vetoes(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    dialog(frame, kVetoDialog, {"###vetoes", frame.say(Key::ex_vetoes_title), Icon::warning, Tone::danger, {}});
    const float left = kVetoDialog.x + kDialogPadding;
    const float width = kVetoDialog.w - 2 * kDialogPadding;
    const std::size_t pages = std::max<std::size_t>(1, (view.vetoes.size() + kVetoesShown - 1) / kVetoesShown);
    state.veto_page = std::min(state.veto_page, pages - 1);
    float y = kVetoDialog.y + 122;
    for (std::size_t i = state.veto_page * kVetoesShown; i < std::min(view.vetoes.size(), (state.veto_page + 1) * kVetoesShown); ++i) {
        draw_veto(frame, {left, y, width, kVetoRow}, view.vetoes[i], state, commands);
        y += kVetoRow + kVetoGap;
    }
    const float foot = dialog_foot(kVetoDialog);
    if (pages > 1) page_strip(frame, {left, foot}, {"###veto", pages}, state.veto_page);
    if (button(frame, {left + width - 176, foot, 176, kTarget}, {.id = "###vetoes_close", .label = frame.say(Key::close), .style = kBody}))
        state.dialog = SheetDialog::none;
}

// ---- Pauses

struct CauseWord {
    model::PauseCause cause;
    Key key;
    Icon icon;
};
constexpr std::array kCauses = {
    CauseWord{model::PauseCause::machine_fault, Key::ex_cause_machine, Icon::warning},
    CauseWord{model::PauseCause::material_fault, Key::ex_cause_material, Icon::caliper},
    CauseWord{model::PauseCause::power_cut, Key::ex_cause_power, Icon::bolt},
    CauseWord{model::PauseCause::environment, Key::ex_cause_environment, Icon::bell},
    CauseWord{model::PauseCause::staff_fault, Key::ex_cause_staff, Icon::person},
    CauseWord{model::PauseCause::other, Key::ex_cause_other, Icon::pencil},
};

std::string station_of(const model::SheetView& view) {
    const auto* person = std::get_if<model::CandidateOnSheet>(&view.subject);
    return person != nullptr ? person->station : std::string{};
}

void draw_causes(SheetState& state, Frame& frame, Rect area) {
    constexpr float kHeight = 80;
    constexpr float kGap = 12;
    const float width = (area.w - kGap) / 2;
    for (std::size_t i = 0; i < kCauses.size(); ++i) {
        const Rect cell{area.x + static_cast<float>(i % 2) * (width + kGap), area.y + static_cast<float>(i / 2) * (kHeight + kGap), width,
                        kHeight};
        const std::string id = "###cause_" + std::to_string(i + 1);
        const bool chosen = state.cause == kCauses[i].cause;
        if (button(
                frame, cell,
                {.id = id,
                 .label = frame.say(kCauses[i].key),
                 .icon = chosen ? Icon::check : kCauses[i].icon,
                 .style = chosen ? kBodyBold : kBody,
                 .on = chosen}))
            state.cause = kCauses[i].cause;
    }
}

void close(SheetState& state) {
    state.dialog = SheetDialog::none;
    state.cause.reset();
}

struct PauseWords {
    std::string title;
    Key sentence;
    Key answer;
};

void draw_foot(const PauseWords& words, bool possible, SheetState& state, Frame& frame, Rect rect, const model::ExaminerCommand& yes,
               model::ExaminerCommands& commands) {
    constexpr float kWidth = 232;
    const float right = rect.right() - kDialogPadding;
    const float y = dialog_foot(rect);
    if (button(frame, {right - 2 * kWidth - 16, y, kWidth, kTarget},
               {.id = "###pause_cancel", .label = frame.say(Key::cancel), .style = kBody}))
        close(state);
    const Button answer{.id = "###pause_yes", .label = frame.say(words.answer), .look = ButtonLook::primary, .enabled = possible};
    if (!button(frame, {right - kWidth, y, kWidth, kTarget}, answer)) return;
    commands.push_back(yes);
    close(state);
}

void draw_pause(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    const bool all = state.dialog == SheetDialog::pause_all;
    const Rect rect = dialog_place(frame, 540);
    const PauseWords words{all ? std::string(frame.say(Key::ex_pause_all_title))
                               : frame.say(Key::ex_pause_title, {place("station", station_of(view))}),
                           Key::ex_pause_sentence, Key::ex_pause_yes};
    dialog(frame, rect, {"###pause", words.title, Icon::pause, Tone::warning, {}});
    const Rect inside{rect.x + kDialogPadding, rect.y + 116, rect.w - 2 * kDialogPadding, 36};
    fit_words(frame, inside.without_left(84), frame.say(words.sentence), {.role = Role::ink2, .noted = true, .dense = true});
    draw_causes(state, frame, {inside.x, inside.y + 40, inside.w, 0});
    const model::PauseWork yes{all ? model::PauseScope::all : model::PauseScope::station, state.cause.value_or(model::PauseCause::other)};
    draw_foot(words, state.cause.has_value(), state, frame, rect, yes, commands);
}

void draw_resume(SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    const Rect rect = dialog_place(frame, 328);
    const PauseWords words{std::string(frame.say(Key::ex_resume_all_title)), Key::ex_resume_sentence, Key::ex_resume_yes};
    const Rect body = dialog(frame, rect, {"###pause", words.title, Icon::bell, Tone::accent, {}});
    text_block(frame, {body.x, body.y, body.w, 72}, frame.say(words.sentence), {.style = kBody, .role = Role::ink2});
    draw_foot(words, true, state, frame, rect, model::ResumeWork{model::PauseScope::all}, commands);
}

// ---- 未完成: no points for the row

void draw_not_done(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    const model::ScoreRowView& row = view.rows[view.active_row];
    const Rect rect = dialog_place(frame, 340);
    const PauseWords words{frame.say(Key::ex_not_done_title, {place("id", row.id)}), Key::ex_not_done_sentence, Key::ex_not_done_yes};
    const Rect body = dialog(frame, rect, {"###not_done", words.title, Icon::cross, Tone::warning, {}});
    text_line(frame, {body.x, body.y - 18, body.w, 28}, row.name, {.style = kLabelBold, .may_shorten = true});
    text_block(frame, {body.x, body.y + 14, body.w, 84}, frame.say(words.sentence), {.style = kLabel, .role = Role::ink2});
    draw_foot(words, true, state, frame, rect, model::SetRowState{row.id, model::RowState::not_done}, commands);
}

// ---- What else the station can be asked for

struct ActionWord {
    model::StationAction action;
    Key key;
    Key below;
    Icon icon;
};
constexpr std::array kActions = {
    ActionWord{model::StationAction::hand_in, Key::ex_action_hand_in, Key::ex_action_hand_in_below, Icon::lock},
    ActionWord{model::StationAction::work_over, Key::ex_action_work_over, Key::ex_action_work_over_below, Icon::check},
    ActionWord{model::StationAction::coded_end, Key::ex_action_end, Key::ex_action_end_below, Icon::cross},
    ActionWord{model::StationAction::credit, Key::ex_action_credit, Key::ex_action_credit_below, Icon::clock},
    ActionWord{model::StationAction::restart, Key::ex_action_restart, Key::ex_action_restart_below, Icon::undo},
};

bool possible(const model::SheetView& view, model::StationAction action) {
    return std::find(view.actions.begin(), view.actions.end(), action) != view.actions.end();
}

// A sheet hands pieces in or has none to hand in: only one of the two is offered.
bool is_shown(const model::SheetView& view, model::StationAction action) {
    const bool over = possible(view, model::StationAction::work_over);
    if (action == model::StationAction::hand_in) return !over;
    return action != model::StationAction::work_over || over;
}

bool draw_action(Frame& frame, Rect rect, const ActionWord& word, std::size_t number, bool enabled) {
    const std::string id = "###action_" + std::to_string(number);
    const std::string_view label = frame.say(word.key);
    const Touch touch = frame.touch(widget_id(id), rect, {.enabled = enabled});
    frame.note({.id = id, .part = Part::button, .label = std::string(label), .enabled = enabled, .rect = rect, .touchable = true});
    const Role ground = !enabled ? Role::sunken : touch.held ? Role::accent_soft : Role::surface;
    box(frame, rect, {ground, enabled ? Role::line_strong : Role::line, kBorderControl, kRadiusControl});
    const Role role = enabled ? Role::ink : Role::ink_off;
    icon(frame, word.icon, {rect.x + 38, rect.center().y}, 30, enabled ? Role::accent : Role::ink_off);
    const Rect words = rect.without_left(74).without_right(16);
    text_fitted(frame, {words.x, rect.y + 14, words.w, 36}, label, {.role = role, .noted = false}, {kBodyBold, kNameBold});
    fit_words(frame, {words.x, rect.y + 52, words.w, 52}, frame.say(enabled ? word.below : Key::ex_action_not_now),
              {.role = enabled ? Role::ink2 : Role::ink_off, .noted = true, .dense = true});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

void draw_actions(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    constexpr float kHeight = 116;
    constexpr float kGap = 12;
    const Rect rect{120, 88, 1040, 520};
    const auto* person = std::get_if<model::CandidateOnSheet>(&view.subject);
    const std::string whom = person != nullptr ? person->station + " " + person->name : std::string{};
    dialog(frame, rect, {"###actions", frame.say(Key::ex_actions_title), Icon::list, Tone::accent, {}});
    const Rect inside = rect.inset(kDialogPadding, 0);
    text_line(frame, {inside.x + 84, rect.y + 100, inside.w - 84, 28}, whom, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    const float width = (inside.w - kGap) / 2;
    std::size_t at = 0;
    for (std::size_t i = 0; i < kActions.size(); ++i) {
        if (!is_shown(view, kActions[i].action)) continue;
        const Rect cell{inside.x + static_cast<float>(at % 2) * (width + kGap),
                        rect.y + 144 + static_cast<float>(at / 2) * (kHeight + kGap), width, kHeight};
        ++at;
        if (!draw_action(frame, cell, kActions[i], i + 1, possible(view, kActions[i].action))) continue;
        commands.push_back(model::AskFor{kActions[i].action});
        state.dialog = SheetDialog::none;
    }
    if (button(frame, {inside.x, dialog_foot(rect), 176, kTarget},
               {.id = "###actions_close", .label = frame.say(Key::close), .style = kBody}))
        state.dialog = SheetDialog::none;
}

} // namespace

void draw_sheet_dialog(const model::SheetView& view, SheetState& state, Frame& frame, model::ExaminerCommands& commands) {
    switch (state.dialog) {
    case SheetDialog::none: return;
    case SheetDialog::vetoes: return draw_vetoes(view, state, frame, commands);
    case SheetDialog::pause_station:
    case SheetDialog::pause_all: return draw_pause(view, state, frame, commands);
    case SheetDialog::resume_all: return draw_resume(state, frame, commands);
    case SheetDialog::actions: return draw_actions(view, state, frame, commands);
    case SheetDialog::not_done: return draw_not_done(view, state, frame, commands);
    }
}

} // namespace kaogong::kiosk::screens
