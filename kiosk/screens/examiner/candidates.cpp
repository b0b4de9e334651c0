#include "kiosk/screens/examiner/candidates.h"

#include "kiosk/screens/candidate/pages.h"
#include "kiosk/screens/examiner/refused.h"

#include <algorithm>
#include <array>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kTable{16, 168, 848, 536};
constexpr float kHead = 32;
constexpr float kRow = 72;
constexpr std::size_t kRowsShown = 6; // with the strip of pages below; seven without
constexpr Rect kDetail{880, 88, 384, 616};
constexpr float kTimeX = 20;
constexpr float kStationX = 84;
constexpr float kNameX = 164;
constexpr float kStateX = 330;
constexpr float kNoteX = 490;

void draw_head(Frame& frame) {
    fill_round_ends(frame, {kTable.x + 1, kTable.y + 1, kTable.w - 2, kHead}, kRadiusCard - 1, Role::sunken, RoundEnds::top);
    const std::array columns = {std::pair{kTimeX, Key::ex_column_time}, std::pair{kStationX, Key::ex_column_station},
                                std::pair{kNameX, Key::ex_column_name}, std::pair{kStateX, Key::ex_column_state},
                                std::pair{kNoteX, Key::ex_column_note}};
    for (const auto& [x, key] : columns)
        text_line(frame, {kTable.x + x, kTable.y + 2, 120, kHead - 2}, frame.say(key),
                  {.style = kLabel, .role = Role::ink2, .may_shorten = true});
}

void draw_line(Frame& frame, Rect rect, const model::CandidateLine& line, std::size_t index, bool selected,
               model::ExaminerCommands& commands) {
    const std::string id = "###candidate_" + std::to_string(index + 1);
    const Touch touch = frame.touch(widget_id(id), rect);
    const Chip state = candidate_chip(frame, line.state);
    frame.note({.id = id,
                .part = Part::cell,
                .label = line.station + " " + line.name,
                .value = std::string(state.label) + (selected ? ", selected" : ""),
                .rect = rect,
                .touchable = true});
    if (selected || touch.held) fill(frame, rect.inset(1, 0), Role::accent_soft);
    if (selected) fill(frame, {rect.x, rect.y, 4, rect.h}, Role::accent);
    hairline(frame, {rect.x, rect.bottom() - 1}, rect.w);
    const auto at = [&](float x, float y, float w, float h) { return Rect{rect.x + x, rect.y + y, w, h}; };
    text_line(frame, at(kTimeX, 0, 60, kRow), clock_text(line.at), {.style = kLabel, .role = Role::ink2, .noted = false});
    text_line(frame, at(kStationX, 0, 56, kRow), line.station, {.style = kBodyBold, .noted = false});
    text_fitted(frame, at(kNameX, 6, 160, 34), line.name, {.noted = false}, {kBodyBold, kNameBold, kLabelBold});
    text_line(frame, at(kNameX, 38, 160, 26), grouped(line.ticket, {4, 4, 4}),
              {.style = kLabel, .role = Role::ink2, .may_shorten = true, .noted = false});
    chip(frame, {rect.x + kStateX, rect.center().y}, state);
    const Rect note = at(kNoteX, 4, rect.w - kNoteX - 44, kRow - 8);
    fit_words(frame, note, line.note, {.noted = false});
    icon(frame, Icon::chevron_right, {rect.right() - 24, rect.center().y}, 22, selected ? Role::accent : Role::ink2);
    if (touch.focused) focus_ring(frame, rect.inset(6), kRadiusControl);
    if (touch.tapped && !selected) commands.push_back(model::SelectCandidate{line.place});
}

void draw_table(Frame& frame, const model::CandidatesView& view, CandidatesState& state, model::ExaminerCommands& commands) {
    card(frame, kTable);
    const std::size_t count = view.lines.size();
    const std::size_t shown = count > kRowsShown + 1 ? kRowsShown : kRowsShown + 1;
    const std::size_t pages = std::max<std::size_t>(1, (count + shown - 1) / shown);
    if (state.selected_seen != view.selected) {
        state.selected_seen = view.selected;
        state.page = view.selected / shown;
    }
    state.page = std::min(state.page, pages - 1);
    draw_head(frame);
    float y = kTable.y + kHead;
    for (std::size_t i = state.page * shown; i < std::min(count, (state.page + 1) * shown); ++i) {
        draw_line(frame, {kTable.x, y, kTable.w, kRow}, view.lines[i], i, i == view.selected, commands);
        y += kRow;
    }
    if (pages > 1)
        page_strip(frame, {kTable.right() - kPageStripWidth - 8, kTable.bottom() - kTarget - 4}, {"###candidates", pages}, state.page);
}

void draw_filters(Frame& frame, const model::CandidatesView& view, model::ExaminerCommands& commands) {
    constexpr std::array kKeys = {Key::ex_filter_all, Key::ex_filter_to_score, Key::ex_filter_to_sign, Key::ex_filter_done};
    constexpr std::array kIds = {"###filter_all", "###filter_to_score", "###filter_to_sign", "###filter_done"};
    std::array<std::string, 4> labels;
    std::array<Segment, 4> row;
    for (std::size_t i = 0; i < row.size(); ++i) {
        labels[i] = frame.say(kKeys[i], {place("n", view.counts[i])});
        row[i] = {kIds[i], labels[i]};
    }
    const float filters = view.practice_possible ? 448 : 560;
    const float scan = view.practice_possible ? 216 : 232;
    const auto touched = segments(frame, {16, 92, filters, kTarget}, {row, static_cast<std::size_t>(view.filter)});
    if (touched) commands.push_back(model::FilterCandidates{static_cast<model::CandidateFilter>(*touched)});
    if (view.practice_possible) {
        const Rect rect{16 + filters + 12, 92, kTable.right() - scan - 12 - (16 + filters + 12), kTarget};
        if (button(frame, rect, {.id = "###practice", .label = frame.say(Key::ex_practice_begin), .style = kBody}))
            commands.push_back(model::BeginPractice{});
    }
    if (button(frame, {kTable.right() - scan, 92, scan, kTarget},
               {.id = "###scan", .label = frame.say(Key::ex_scan), .icon = Icon::scan, .style = kBody}))
        commands.push_back(model::ScanCandidate{});
}

Key next_key(model::CandidateState state) {
    switch (state) {
    case model::CandidateState::to_confirm: return Key::ex_next_confirm;
    case model::CandidateState::preparing: return Key::ex_next_prepare;
    case model::CandidateState::ready: return Key::ex_next_start;
    case model::CandidateState::keying: return Key::ex_next_paper;
    case model::CandidateState::scoring:
    case model::CandidateState::paused: return Key::ex_next_score;
    case model::CandidateState::to_compare: return Key::ex_next_compare;
    case model::CandidateState::to_sign: return Key::ex_next_sign;
    case model::CandidateState::elsewhere: return Key::ex_next_own;
    case model::CandidateState::sealed:
    case model::CandidateState::held:
    case model::CandidateState::absent:
    case model::CandidateState::ended: break;
    }
    return Key::ex_next_look;
}

// The paper goes on where the terminal had stopped, or stands for all of it.
bool takes_paper(model::CandidateState state) {
    switch (state) {
    case model::CandidateState::to_confirm:
    case model::CandidateState::preparing:
    case model::CandidateState::ready:
    case model::CandidateState::scoring:
    case model::CandidateState::paused: return true;
    default: return false;
    }
}

bool before_start(model::CandidateState state) {
    return state == model::CandidateState::to_confirm || state == model::CandidateState::preparing || state == model::CandidateState::ready;
}

void draw_detail_keys(Frame& frame, Rect inside, const model::CandidateLine& line, model::ExaminerCommands& commands) {
    const float foot = kDetail.bottom() - 20 - 2 * kTarget - 8;
    if (button(frame, {inside.x, foot, inside.w, kTarget},
               {.id = "###next", .label = frame.say(next_key(line.state)), .look = ButtonLook::primary}))
        commands.push_back(model::NextForCandidate{});
    const float third = (inside.w - 16) / 3;
    const auto below = [&](int column) {
        return Rect{inside.x + static_cast<float>(column) * (third + 8), foot + kTarget + 8, third, kTarget};
    };
    const Button absent{.id = "###absent", .label = frame.say(Key::ex_absent), .style = kLabelBold, .enabled = before_start(line.state)};
    const bool here = line.state != model::CandidateState::elsewhere && line.state != model::CandidateState::keying;
    const Button other{.id = "###other_end", .label = frame.say(Key::ex_other_end), .style = kLabelBold, .enabled = here};
    const Button paper{.id = "###paper", .label = frame.say(Key::ex_paper_begin), .style = kLabelBold, .enabled = takes_paper(line.state)};
    if (button(frame, below(0), absent)) commands.push_back(model::RecordAbsent{});
    if (button(frame, below(1), other)) commands.push_back(model::RecordOtherEnd{});
    if (button(frame, below(2), paper)) commands.push_back(model::BeginHandEntry{});
}

void draw_detail(Frame& frame, const model::CandidatesView& view, model::ExaminerCommands& commands) {
    card(frame, kDetail);
    if (!view.detail || view.selected >= view.lines.size()) {
        text_line(frame, kDetail.inset(24), frame.say(Key::ex_choose_candidate),
                  {.style = kBody, .role = Role::ink2, .align = Align::center, .may_shorten = true});
        return;
    }
    const model::CandidateLine& line = view.lines[view.selected];
    const model::CandidateDetail& detail = *view.detail;
    const Rect inside = kDetail.inset(24);
    draw_photo(frame, {inside.x, inside.y, 84, 112}, detail.photo, kRadiusControl);
    const Rect words{inside.x + 104, inside.y, inside.w - 104, 40};
    text_fitted(frame, words, line.name, {}, {kTitle, kBodyBold, kNameBold});
    text_line(frame, words.moved(0, 38), frame.say(Key::ex_station_n, {place("n", line.station)}), {.style = kBody, .role = Role::ink2});
    chip(frame, {words.x, inside.y + 96}, candidate_chip(frame, line.state));
    float y = inside.y + 128;
    const auto pair = [&](Key key, const std::string& value) {
        draw_pair(frame, {inside.x, y, inside.w, 38}, frame.say(key), value);
        hairline(frame, {inside.x, y + 39}, inside.w);
        y += 41;
    };
    pair(Key::confirm_id, detail.id_number);
    pair(Key::ex_entered_for, detail.exam);
    pair(Key::ex_duration, frame.say(Key::minutes, {place("n", static_cast<int>(detail.duration_min))}));
    pair(detail.drawn ? Key::ex_draw : Key::ex_modules, detail.draw);
    if (!detail.hold.empty()) {
        // Nothing is to be judged any more: what is due takes the place of panel and recusal.
        icon(frame, Icon::warning, {inside.x + 10, y + 22}, 20, Role::warning);
        text_block(frame, {inside.x + 28, y + 10, inside.w - 28, kDetail.bottom() - 20 - 2 * kTarget - 16 - (y + 10)}, detail.hold,
                   {.style = kLabelDense, .role = Role::warning});
        draw_detail_keys(frame, inside, line, commands);
        return;
    }
    text_line(frame, {inside.x, y + 4, inside.w, 26}, frame.say(Key::ex_panel), {.style = kLabelBold});
    fit_words(frame, {inside.x, y + 30, inside.w, 50}, detail.panel, {.noted = true});
    icon(frame, detail.recusal_free ? Icon::check : Icon::warning, {inside.x + 10, y + 97}, 20,
         detail.recusal_free ? Role::success : Role::warning);
    const std::string recusal = detail.recusal_free ? std::string(frame.say(Key::ex_recusal_none)) : detail.recusal;
    text_line(frame, {inside.x + 28, y + 83, inside.w - 28, 28}, recusal,
              {.style = kLabel, .role = detail.recusal_free ? Role::success : Role::warning, .may_shorten = true});
    draw_detail_keys(frame, inside, line, commands);
}

} // namespace

Chip candidate_chip(const Frame& frame, model::CandidateState state) {
    switch (state) {
    case model::CandidateState::to_confirm: return {frame.say(Key::ex_state_to_confirm), Icon::hourglass, Tone::neutral};
    case model::CandidateState::preparing: return {frame.say(Key::ex_state_preparing), Icon::list, Tone::neutral};
    case model::CandidateState::ready: return {frame.say(Key::ex_state_ready), Icon::check, Tone::accent};
    case model::CandidateState::keying: return {frame.say(Key::ex_state_keying), Icon::pencil, Tone::accent};
    case model::CandidateState::scoring: return {frame.say(Key::ex_state_scoring), Icon::play, Tone::accent};
    case model::CandidateState::paused: return {frame.say(Key::ex_state_paused), Icon::pause, Tone::warning};
    case model::CandidateState::to_compare: return {frame.say(Key::ex_state_to_compare), Icon::list, Tone::warning};
    case model::CandidateState::to_sign: return {frame.say(Key::ex_state_to_sign), Icon::sign, Tone::accent};
    case model::CandidateState::sealed: return {frame.say(Key::ex_state_sealed), Icon::check, Tone::success};
    case model::CandidateState::held: return {frame.say(Key::ex_state_held), Icon::warning, Tone::warning};
    case model::CandidateState::elsewhere: return {frame.say(Key::ex_state_elsewhere), Icon::eye_off, Tone::neutral};
    case model::CandidateState::absent: return {frame.say(Key::ex_state_absent), Icon::minus, Tone::neutral};
    case model::CandidateState::ended: break;
    }
    return {frame.say(Key::ex_state_ended), Icon::cross, Tone::neutral};
}

namespace {

void draw_page(const model::CandidatesView& view, CandidatesState& state, Frame& frame, model::ExaminerCommands& commands) {
    constexpr float kOut = 148;
    draw_staff_bar(frame, view.bar, {.actions_width = kOut + 16}, commands);
    const Button out{
        .id = "###sign_out", .label = frame.say(Key::ex_sign_out), .look = ButtonLook::bar, .icon = Icon::lock, .style = kBody};
    if (button(frame, {kLandscape.w - kMarginWork - kOut, 8, kOut, kTarget}, out)) commands.push_back(model::SignOut{});
    draw_filters(frame, view, commands);
    draw_table(frame, view, state, commands);
    draw_detail(frame, view, commands);
}

} // namespace

void draw(const model::CandidatesView& view, CandidatesState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] { draw_page(view, state, frame, commands); });
}

} // namespace kaogong::kiosk::screens
