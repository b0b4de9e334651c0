#include "kiosk/screens/examiner/sheet_foot.h"

#include "kiosk/screens/candidate/pages.h"
#include "kiosk/screens/examiner/row_words.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kTool = 80; // five of them, the states of a row and the pages share the foot
constexpr float kToolGap = 8;
constexpr float kApart = 16; // a veto lies apart from what is touched all day
constexpr float kHold = 228;
constexpr float kDisarm = 128;
constexpr TextStyle kArmedTitle = kLabelBold.with_step(24);

bool can_touch(const model::SheetView& view) {
    return !view.frozen;
}

// What a row is made by one touch here. 已评 is what a touch on the control makes, 未评 where undo leads: both stand on the row itself.
struct StateChoice {
    model::RowState state;
    Key word;
    std::string_view id;
};
constexpr StateChoice kNotDone{model::RowState::not_done, Key::ex_state_not_done, "###row_not_done"};
constexpr StateChoice kNotApplicable{model::RowState::not_applicable, Key::ex_state_not_applicable, "###row_not_applicable"};

std::string below_text(Frame& frame, const model::ScoreRowView& row, const StateChoice& choice) {
    if (choice.state == model::RowState::not_done) return row.id + " " + std::string(frame.say(Key::ex_state_not_done_below));
    if (row.state == model::RowState::not_applicable) return frame.say(Key::ex_signatures, {place("n", row.not_applicable->signatures)});
    return std::string(frame.say(row.not_applicable->full_points ? Key::ex_na_full : Key::ex_na_rescale));
}

bool draw_row_state(Frame& frame, Rect rect, const model::ScoreRowView& row, const StateChoice& choice, bool enabled) {
    const bool selected = row.state == choice.state;
    const Touch touch = frame.touch(widget_id(choice.id), rect, {.enabled = enabled, .once = true});
    const std::string_view word = frame.say(choice.word);
    frame.note({.id = std::string(choice.id),
                .part = Part::segment,
                .label = std::string(word),
                .value = selected ? "selected" : "",
                .enabled = enabled,
                .rect = rect,
                .touchable = true});
    const Role ground = !enabled ? Role::sunken : selected || touch.held ? Role::accent_soft : Role::surface;
    box(frame, rect, {ground, selected ? Role::accent : Role::line_strong, selected ? kBorderSelected : kBorderControl, kRadiusControl});
    const Role role = selected ? Role::accent : enabled ? Role::ink : Role::ink_off;
    text_fitted(frame, {rect.x + 4, rect.y + 6, rect.w - 8, 28}, word, {.role = role, .align = Align::center, .noted = false},
                {selected ? kLabelBold : kLabel});
    text_fitted(frame, {rect.x + 4, rect.y + 31, rect.w - 8, 26}, below_text(frame, row, choice),
                {.role = selected || !enabled ? role : Role::ink2, .align = Align::center, .noted = true}, {kLabel});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped && !selected;
}

// 不适用 only where the sheet allows it.
void draw_row_states(Frame& frame, Rect rect, const model::SheetView& view, SheetState& state, model::ExaminerCommands& commands) {
    constexpr float kWidest = 176;
    const model::ScoreRowView& row = view.rows[view.active_row];
    const bool two = row.not_applicable.has_value();
    const float width = std::min(kWidest, two ? (rect.w - kToolGap) / 2 : rect.w);
    const Rect first = rect.cut_left(width);
    // It gives no points and lies beside what is touched by habit: asked once more.
    if (draw_row_state(frame, first, row, kNotDone, can_touch(view) && !row_is_clocked(row))) state.dialog = SheetDialog::not_done;
    if (two && draw_row_state(frame, first.moved(width + kToolGap, 0), row, kNotApplicable, can_touch(view)))
        commands.push_back(model::SetRowState{row.id, model::RowState::not_applicable});
}

// The tools that the station has now; gives the x after the last.
float draw_tools(Frame& frame, const model::SheetView& view, SheetState& state, model::ExaminerCommands& commands) {
    const bool can = can_touch(view);
    float x = kRightX;
    const auto one = [&](std::string_view id, Key caption, Icon icon, bool on, bool enabled) {
        const Rect rect{x, kFootTop, kTool, kTarget};
        x += kTool + kToolGap;
        return tool(frame, rect, {id, frame.say(caption), icon, on, enabled});
    };
    if (one("###undo", Key::ex_undo, Icon::undo, false, can && view.can_undo)) commands.push_back(model::UndoTouch{});
    // Pictures belong to the candidate's journal, which the desk keeps.
    if (!view.own && one("###evidence", Key::ex_evidence, Icon::camera, view.evidence_count > 0, can))
        commands.push_back(model::ShowEvidence{view.rows[view.active_row].id});
    if (view.armed) return x;
    const model::ScoreRowView& row = view.rows[view.active_row];
    if (one("###note", Key::ex_note, Icon::pencil, !row.note.empty(), can && row.can_note)) commands.push_back(model::ShowNote{row.id});
    if (!view.actions.empty() && one("###actions_open", Key::ex_actions, Icon::list, false, can)) state.dialog = SheetDialog::actions;
    if (view.vetoes.empty()) return x;
    x += kApart - kToolGap;
    if (one("###vetoes_open", Key::ex_veto, Icon::warning, false, can)) {
        state.dialog = SheetDialog::vetoes;
        state.veto_page = 0;
    }
    return x + kApart - kToolGap;
}

// Armed: the foot becomes the notice, the way out and the button that is held.
struct ArmedWords {
    std::string title;
    float width = 0;
    float title_h = 0;
    float effect_h = 0;
};
ArmedWords armed_words(Frame& frame, const model::SheetView& view, float width) {
    const auto* person = std::get_if<model::CandidateOnSheet>(&view.subject);
    const std::string whose = person != nullptr ? person->station : std::get<model::PieceOnSheet>(view.subject).code;
    ArmedWords words{
        frame.say(Key::ex_veto_armed, {place("station", whose), place("id", view.armed->id), place("trigger", view.armed->trigger)}),
        width - (kHold + kDisarm + 20) - 64, 0, 0};
    words.title_h = block_height(frame, words.title, kArmedTitle, words.width);
    words.effect_h = block_height(frame, view.armed->effect, kLabelDense, words.width);
    return words;
}

// The tools that stay while a veto is armed.
float armed_left(const model::SheetView& view) {
    return kRightX + (view.own ? 1 : 2) * (kTool + kToolGap) + 4;
}

void draw_armed(Frame& frame, Rect rect, const model::SheetView& view, model::ExaminerCommands& commands) {
    const model::ArmedVetoView& armed = *view.armed;
    const ArmedWords said = armed_words(frame, view, rect.w);
    const float rise = armed_rise(frame, view);
    Rect notice = rect.without_right(kHold + kDisarm + 20);
    notice = {notice.x, notice.y - rise, notice.w, notice.h + rise};
    box(frame, notice, {Role::danger_soft, Role::danger, kBorderActive, kRadiusControl});
    icon(frame, Icon::warning, {notice.x + 28, notice.center().y}, 28, Role::danger);
    const float top = notice.y + (notice.h - said.title_h - said.effect_h) / 2;
    frame.note({.part = Part::notice, .label = said.title, .rect = notice});
    text_block(frame, {notice.x + 54, top, said.width, said.title_h}, said.title, {.style = kArmedTitle, .role = Role::danger, .noted = false});
    text_block(frame, {notice.x + 54, top + said.title_h, said.width, said.effect_h}, armed.effect, {.style = kLabelDense});
    const Rect disarm{rect.right() - kHold - 10 - kDisarm, rect.y, kDisarm, kTarget};
    if (button(frame, disarm, {.id = "###disarm", .label = frame.say(Key::ex_veto_disarm)}))
        commands.push_back(model::DisarmVeto{armed.id});
    if (hold_button(frame, rect.cut_right(kHold), {"###confirm_veto", frame.say(Key::ex_veto_hold), Icon::target, can_touch(view)}))
        commands.push_back(model::ConfirmVeto{armed.id});
}

} // namespace

float armed_rise(Frame& frame, const model::SheetView& view) {
    if (!view.armed) return 0;
    const ArmedWords words = armed_words(frame, view, kRightX + kRightWidth - armed_left(view));
    return std::max(0.0F, words.title_h + words.effect_h + 12 - kTarget);
}

void draw_sheet_foot(Frame& frame, const model::SheetView& view, SheetState& state, const CardPages& cards,
                     model::ExaminerCommands& commands) {
    const float x = draw_tools(frame, view, state, commands) + 4;
    const float right = kRightX + kRightWidth;
    if (view.armed) {
        draw_armed(frame, {armed_left(view), kFootTop, right - armed_left(view), kTarget}, view, commands);
        return;
    }
    const bool paged = cards.firsts.size() > 1;
    draw_row_states(frame, {x, kFootTop, right - x - (paged ? kPageStripWidth + 12 : 0), kTarget}, view, state, commands);
    if (!paged) return;
    std::size_t page = cards.page;
    page_strip(frame, {right - kPageStripWidth, kFootTop}, {"###cards", cards.firsts.size()}, page);
    if (page != cards.page) commands.push_back(model::SelectRow{cards.firsts[page], 0});
}

} // namespace kaogong::kiosk::screens
