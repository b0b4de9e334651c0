#include "kiosk/screens/examiner/finish.h"

#include "kiosk/screens/candidate/pages.h"
#include "kiosk/screens/examiner/refused.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kLeft{16, 176, 800, 448};
constexpr Rect kRight{832, 176, 432, 448};
constexpr std::size_t kRowsShown = 5;
constexpr float kRow = 72;

Key waits_key(const model::OpenRowView& row) {
    if (row.draft) return Key::ex_row_draft_kept;
    switch (row.waits) {
    case model::RowWaits::other_reader: return Key::ex_waits_other_reader;
    case model::RowWaits::second_signature: return Key::ex_waits_second_signature;
    case model::RowWaits::third_reader: return Key::ex_waits_third_reader;
    case model::RowWaits::other_judges: return Key::ex_waits_other_judges;
    case model::RowWaits::nothing: break;
    }
    return Key::ex_row_unseen;
}

void draw_open_row(Frame& frame, Rect rect, const model::OpenRowView& row, model::ExaminerCommands& commands) {
    const std::string id = "###open_" + row.id;
    const Touch touch = frame.touch(widget_id(id), rect);
    const std::string_view why = frame.say(waits_key(row));
    frame.note(
        {.id = id, .part = Part::cell, .label = row.id + " " + row.name, .value = std::string(why), .rect = rect, .touchable = true});
    if (touch.held) fill(frame, rect.inset(2, 0), Role::accent_soft);
    hairline(frame, {rect.x + 16, rect.bottom() - 1}, rect.w - 32);
    if (row.draft || row.waits != model::RowWaits::nothing)
        icon(frame, row.draft ? Icon::pencil : Icon::hourglass, {rect.x + 34, rect.center().y}, 22, Role::warning);
    else
        ring(frame, {rect.x + 34, rect.center().y}, 20, kBorderActive, Role::line_strong);
    const float right = line_width(frame, why, kLabel) + 48;
    const Rect words = rect.without_left(62).without_right(right + 16);
    const float id_width = text_line(frame, words, row.id, {.style = kLabel, .role = Role::ink2, .noted = false}) + 14;
    text_fitted(frame, words.without_left(id_width), row.name, {.noted = false}, {kBodyBold, kNameBold, kLabelBold});
    text_line(frame, {rect.right() - right, rect.y, right - 44, rect.h}, why,
              {.style = kLabel, .role = Role::ink2, .align = Align::right, .noted = false});
    icon(frame, Icon::chevron_right, {rect.right() - 26, rect.center().y}, 22, Role::ink2);
    if (touch.focused) focus_ring(frame, rect.inset(6), kRadiusControl);
    if (touch.tapped) commands.push_back(model::SelectRow{row.row, 0});
}

void draw_open(Frame& frame, const model::FinishView& view, FinishState& state, model::ExaminerCommands& commands) {
    card(frame, kLeft);
    if (view.open.empty()) {
        tone_disc(frame, {kLeft.center().x, kLeft.y + 160}, {72, 36, Icon::check, Tone::success});
        text_line(frame, {kLeft.x + 32, kLeft.y + 216, kLeft.w - 64, 44}, frame.say(Key::ex_finish_all_seen),
                  {.style = kTitle, .align = Align::center});
        return;
    }
    text_line(frame, {kLeft.x + 24, kLeft.y + 12, kLeft.w - 260, 40},
              frame.say(Key::ex_finish_open, {place("n", static_cast<int>(view.open.size()))}), {.style = kBodyBold});
    const std::size_t pages = (view.open.size() + kRowsShown - 1) / kRowsShown;
    state.page = std::min(state.page, pages - 1);
    if (pages > 1) page_strip(frame, {kLeft.right() - kPageStripWidth - 12, kLeft.y + 4}, {"###open", pages}, state.page);
    float y = kLeft.y + 76;
    for (std::size_t i = state.page * kRowsShown; i < std::min(view.open.size(), (state.page + 1) * kRowsShown); ++i) {
        draw_open_row(frame, {kLeft.x, y, kLeft.w, kRow}, view.open[i], commands);
        y += kRow;
    }
}

void draw_line(Frame& frame, float& y, Icon shape, Role role, std::string_view words) {
    icon(frame, shape, {kRight.x + 36, y + 18}, 22, role);
    const Rect rect{kRight.x + 60, y, kRight.w - 84, 52};
    const float height = std::max(36.0F, block_height(frame, words, kLabelDense, rect.w));
    fit_words(frame, {rect.x, y, rect.w, std::min(height, 52.0F)}, words, {.noted = true, .dense = true});
    y += std::min(height, 52.0F) + 8;
}

void draw_facts(Frame& frame, const model::FinishView& view) {
    card(frame, kRight);
    float y = kRight.y + 20;
    const auto pair = [&](Key key, const std::string& value) {
        draw_pair(frame, {kRight.x + 24, y, kRight.w - 48, 36}, frame.say(key), value);
        y += 44;
    };
    pair(Key::ex_finish_scored, frame.say(Key::page_of, {place("page", view.rows_scored), place("pages", view.rows_total)}));
    pair(Key::ex_finish_not_done, std::to_string(view.not_done));
    pair(Key::ex_finish_not_applicable, std::to_string(view.not_applicable));
    if (view.total)
        pair(Key::ex_finish_total, frame.say(Key::page_of, {place("page", points_text(view.total->points)),
                                                            place("pages", points_text(view.total->points_max))}));
    hairline(frame, {kRight.x + 24, y + 2}, kRight.w - 48);
    y += 16;
    for (const model::GateView& gate : view.gates) {
        const bool broken = gate.state == model::GateView::State::broken;
        const bool kept = gate.state == model::GateView::State::kept;
        const std::string_view stands = frame.say(broken ? Key::ex_gate_broken : kept ? Key::ex_gate_kept : Key::ex_gate_open);
        const std::string words = frame.say(Key::ex_gate_stands, {place("gate", gate.words), place("state", stands)});
        draw_line(frame, y,
                  broken ? Icon::cross
                  : kept ? Icon::check
                         : Icon::lock,
                  broken ? Role::danger
                  : kept ? Role::success
                         : Role::ink2,
                  words);
    }
    for (const std::string& veto : view.vetoes) draw_line(frame, y, Icon::warning, Role::danger, veto);
    for (const std::string& row : view.changed_after)
        draw_line(frame, y, Icon::eye, Role::warning, frame.say(Key::ex_finish_changed, {place("row", row)}));
}

void draw_page(const model::FinishView& view, FinishState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_staff_bar(frame, view.bar, {.back = BarBack::to_sheet}, commands);
    const std::string title = frame.say(Key::ex_finish_title, {place("phase", frame.say(phase_key(view.phase))), place("whom", view.whom)});
    text_fitted(frame, {kLeft.x + 8, 92, 1240, 44}, title, {}, {kTitle, kBodyBold});
    text_line(frame, {kLeft.x + 8, 134, 1240, 32}, frame.say(view.open.empty() ? Key::ex_finish_ready : Key::ex_finish_not_ready),
              {.style = kLabel, .role = Role::ink2});
    draw_open(frame, view, state, commands);
    draw_facts(frame, view);
    constexpr float kY = 640;
    constexpr float kAnswer = 320;
    if (button(frame, {kLeft.x, kY, 240, kTarget}, {.id = "###to_sheet", .label = frame.say(Key::ex_finish_back), .style = kBody}))
        commands.push_back(model::ShowSheet{});
    const Button yes{.id = "###finish_yes",
                     .label = frame.say(Key::ex_finish_yes),
                     .look = ButtonLook::primary,
                     .icon = Icon::sign,
                     .enabled = view.open.empty()};
    if (button(frame, {kRight.right() - kAnswer, kY, kAnswer, kTarget}, yes)) commands.push_back(model::FinishPhase{});
}

} // namespace

void draw(const model::FinishView& view, FinishState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] { draw_page(view, state, frame, commands); });
}

} // namespace kaogong::kiosk::screens
