#include "kiosk/screens/examiner/hand_entry.h"

#include "kiosk/screens/examiner/keyed_list.h"
#include "kiosk/screens/examiner/refused.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kRows{432, kHandTop, 424, kHandHeight};
constexpr Rect kEntry{872, kHandTop, 392, kHandHeight};

int keyed_count(const model::HandEntryView& view) {
    return static_cast<int>(std::count_if(view.rows.begin(), view.rows.end(),
                                          [](const model::KeyedRow& row) { return row.state != model::KeyedState::unseen; }));
}

bool all_keyed(const model::HandEntryView& view) {
    return keyed_count(view) == static_cast<int>(view.rows.size());
}

KeyedLine line_of(const Frame& frame, const model::KeyedRow& row) {
    if (row.refused) return {row, code_text(*row.refused), Icon::warning, Role::warning};
    switch (row.state) {
    case model::KeyedState::keyed: return {row, keyed_text(frame, row), Icon::check, Role::success};
    case model::KeyedState::not_done: return {row, keyed_text(frame, row), Icon::cross, Role::danger};
    case model::KeyedState::not_applicable: return {row, keyed_text(frame, row), Icon::minus, Role::ink2};
    case model::KeyedState::unseen: break;
    }
    return {row, std::string(frame.say(Key::ex_keyed_open))};
}

void draw_bar(Frame& frame, const model::HandEntryView& view, model::ExaminerCommands& commands) {
    const Button done{.id = "###keying_done",
                      .label = frame.say(Key::ex_keying_done),
                      .look = ButtonLook::bar_primary,
                      .icon = Icon::check,
                      .enabled = all_keyed(view) && !view.finished && !view.third};
    const float width = button_width(frame, done);
    draw_paper_bar(frame, view.bar, width, commands);
    if (button(frame, {kLandscape.w - kMarginWork - width, 8, width, kTarget}, done)) commands.push_back(model::FinishKeying{});
}

void draw_head(Frame& frame, const model::HandEntryView& view) {
    const Key pass = view.keyer == model::Keyer::first ? Key::ex_keying_first : Key::ex_keying_second;
    const Chip which{frame.say(pass), Icon::pencil, Tone::accent, 40};
    float x = 24;
    x += chip(frame, {x, 114}, which) + 16;
    text_fitted(frame, {x, 92, 840 - x, 44}, frame.say(Key::ex_keying_by, {place("name", view.person), place("whom", view.whom)}),
                {.may_shorten = true}, {kBodyBold, kNameBold});
    const int keyed = keyed_count(view);
    const int total = static_cast<int>(view.rows.size());
    const std::string count = frame.say(Key::ex_keying_count, {place("n", keyed), place("of", total)});
    const float width = line_width(frame, count, kLabelBold) + 1;
    text_line(frame, {kEntry.right() - width, 92, width, 44}, count, {.style = kLabelBold});
    progress(frame, {kEntry.x, 108, kEntry.w - width - 20, 12}, {keyed, total});
}

void draw_entry(Frame& frame, const model::HandEntryView& view, HandEntryState& state, model::ExaminerCommands& commands) {
    card(frame, kEntry);
    if (view.finished || view.third || view.rows.empty()) {
        const Tone tone = view.third ? Tone::neutral : Tone::success;
        tone_disc(frame, {kEntry.center().x, kEntry.y + 160}, {72, 36, view.third ? Icon::lock : Icon::check, tone});
        text_line(frame, {kEntry.x + 16, kEntry.y + 214, kEntry.w - 32, 40},
                  frame.say(view.third ? Key::ex_keying_third : Key::ex_keying_closed), {.style = kBodyBold, .align = Align::center});
        fit_words(frame, {kEntry.x + 24, kEntry.y + 258, kEntry.w - 48, 72},
                  frame.say(view.third ? Key::ex_keying_third_next : Key::ex_keying_closed_next),
                  {.role = Role::ink2, .align = Align::center, .noted = true});
        return;
    }
    const model::KeyedRow& row = view.rows[std::min(view.active_row, view.rows.size() - 1)];
    const Rect inside = kEntry.inset(16, 12);
    const float keys = keyed_pad_height(row);
    const float top = inside.bottom() - keys;
    draw_keyed_head(frame, {inside.x, inside.y, inside.w, top - inside.y - 4}, row, state.pad);
    const auto keyed = draw_keyed_pad(frame, {inside.x, top, inside.w, keys}, {row, !view.papers.empty()}, state.pad);
    if (keyed) commands.push_back(model::KeyRow{row.id, keyed->state, keyed->values});
}

// The signed sheet is photographed before anything is keyed: what differs is settled against it.
void draw_paper_sources(Frame& frame, const model::HandEntryView& view, model::ExaminerCommands& commands) {
    const Rect inside = kPaperPane.inset(24, 0);
    const Button camera{.id = "###paper_camera",
                        .label = frame.say(Key::ex_evidence_camera),
                        .look = ButtonLook::primary,
                        .icon = Icon::camera,
                        .enabled = view.camera};
    const Button file{.id = "###paper_file", .label = frame.say(Key::ex_evidence_file), .style = kBody, .enabled = view.files};
    const float y = kPaperPane.y + 340;
    if (button(frame, {inside.x, y, inside.w, kTarget}, camera)) commands.push_back(model::PhotographPaper{model::EvidenceSource::camera});
    if (button(frame, {inside.x, y + kTarget + 12, inside.w, kTarget}, file))
        commands.push_back(model::PhotographPaper{model::EvidenceSource::file});
}

void take_page(const model::HandEntryView& view, HandEntryState& state, PaperTouch touch, model::ExaminerCommands& commands) {
    if (touch == PaperTouch::nothing) return;
    const model::EvidenceSource source = view.camera ? model::EvidenceSource::camera : model::EvidenceSource::file;
    const int page = touch == PaperTouch::anew ? static_cast<int>(state.paper.page) + 1 : 0;
    if (page == 0) state.paper.page = view.papers.size(); // shown as soon as it is there
    commands.push_back(model::PhotographPaper{source, page});
}

} // namespace

void draw(const model::HandEntryView& view, HandEntryState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] {
        give_enter_to_pad(frame);
        draw_bar(frame, view, commands);
        draw_head(frame, view);
        const bool takes = (view.camera || view.files) && !view.papers.empty() && !view.third;
        const PaperTouch touch = draw_paper(frame, kPaperPane, {view.papers, takes, takes && view.may_retake}, state.paper);
        take_page(view, state, touch, commands);
        if (view.papers.empty()) draw_paper_sources(frame, view, commands);
        std::vector<KeyedLine> lines;
        for (const model::KeyedRow& row : view.rows) lines.push_back(line_of(frame, row));
        const auto touched = draw_keyed_list(frame, kRows, lines, view.active_row, state.list);
        if (touched && !view.finished) commands.push_back(model::SelectRow{*touched, 0});
        draw_entry(frame, view, state, commands);
    });
}

} // namespace kaogong::kiosk::screens
