#include "kiosk/screens/examiner/compare.h"

#include "kiosk/screens/candidate/pages.h"
#include "kiosk/screens/examiner/refused.h"

#include <algorithm>
#include <array>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kTable{16, 184, 1248, 440};
constexpr float kHead = 80;
constexpr float kRow = 72;
constexpr std::size_t kRowsShown = 5;
constexpr float kItem = 352;
constexpr float kSpread = 112;
constexpr float kVerdict = 196;
constexpr float kFoot = 640;

float cell_width(const model::CompareView& view) {
    return (kTable.w - kItem - kSpread - kVerdict) / static_cast<float>(std::max<std::size_t>(1, view.examiners.size()));
}

bool settled(const model::CompareView& view) {
    return view.over_count == 0 &&
           std::all_of(view.examiners.begin(), view.examiners.end(), [](const auto& one) { return one.signed_blind; });
}

void draw_examiner(Frame& frame, Rect rect, const model::CompareExaminer& examiner) {
    text_fitted(frame, {rect.x, rect.y + 8, rect.w - 8, 36}, examiner.name, {}, {kBodyBold, kNameBold, kLabelBold});
    const bool waits = !examiner.signed_blind;
    const Role role = examiner.to_do > 0 ? Role::warning : waits ? Role::ink2 : Role::success;
    icon(frame, examiner.to_do > 0 ? Icon::pencil : waits ? Icon::hourglass : Icon::check, {rect.x + 10, rect.y + 58}, 18, role);
    const std::string words = examiner.to_do > 0 ? frame.say(Key::ex_compare_to_do, {place("n", examiner.to_do)})
                              : waits            ? std::string(frame.say(Key::ex_compare_waits))
                              : examiner.chief   ? std::string(frame.say(Key::ex_compare_chief))
                                                 : std::string(frame.say(Key::ex_compare_signed));
    text_line(frame, {rect.x + 26, rect.y + 44, rect.w - 34, 28}, words, {.style = kLabel, .role = role, .may_shorten = true});
}

void draw_head(Frame& frame, const model::CompareView& view) {
    fill_round_ends(frame, {kTable.x + 1, kTable.y + 1, kTable.w - 2, kHead}, kRadiusCard - 1, Role::sunken, RoundEnds::top);
    text_line(frame, {kTable.x + 24, kTable.y, kItem - 32, kHead}, frame.say(Key::ex_compare_item),
              {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    float x = kTable.x + kItem;
    for (const model::CompareExaminer& examiner : view.examiners) {
        draw_examiner(frame, {x, kTable.y, cell_width(view), kHead}, examiner);
        x += cell_width(view);
    }
    text_line(frame, {x, kTable.y, kSpread - 8, kHead}, frame.say(Key::ex_compare_spread), {.style = kLabel, .role = Role::ink2});
    text_line(frame, {x + kSpread, kTable.y, kVerdict - 24, kHead}, frame.say(Key::ex_compare_verdict),
              {.style = kLabel, .role = Role::ink2, .align = Align::right});
}

void draw_cell(Frame& frame, Rect rect, const model::CompareCell& cell) {
    const Rect inside{rect.x - 10, rect.y + 10, rect.w - 14, rect.h - 20};
    if (cell.differs) box(frame, inside, {Role::warning_soft, Role::warning, kBorderActive, kRadiusCell});
    const std::string words = cell.missing ? std::string(frame.say(Key::ex_compare_again)) : cell.value;
    text_fitted(frame, inside.inset(10, 0), words,
                {.role = cell.differs   ? Role::warning
                         : cell.missing ? Role::ink2
                                        : Role::ink},
                {cell.differs ? kBodyBold : kBody, kLabel});
}

Chip verdict_chip(const Frame& frame, const model::CompareRow& row) {
    if (row.over) return {frame.say(Key::ex_compare_over), Icon::warning, Tone::warning};
    if (row.arbitrated) return {frame.say(Key::ex_compare_arbitrated), Icon::sign, Tone::neutral};
    return {frame.say(Key::ex_compare_agree), Icon::check, Tone::success};
}

void draw_row(Frame& frame, Rect rect, const model::CompareView& view, const model::CompareRow& row, model::ExaminerCommands& commands) {
    const Rect item{rect.x + 24, rect.y + 5, kItem - 40, 34};
    const float id = text_line(frame, item, row.id, {.style = kLabel, .role = Role::ink2}) + 12;
    text_fitted(frame, item.without_left(id), row.name, {}, {kBodyBold, kNameBold, kLabelBold});
    text_line(frame, {item.x, rect.y + 38, item.w, 26}, row.limit, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    float x = rect.x + kItem;
    for (const model::CompareCell& cell : row.cells) {
        draw_cell(frame, {x, rect.y, cell_width(view), rect.h}, cell);
        x += cell_width(view);
    }
    text_fitted(frame, {x, rect.y, kSpread - 8, rect.h}, row.spread, {.role = row.over ? Role::warning : Role::ink},
                {row.over ? kBodyBold : kBody, kLabel});
    if (row.over && view.self_is_chief) {
        // The chief may decide: the examiners' own scores stay as they are.
        const std::string arbitrate_id = "###arbitrate_" + row.id;
        const Button arbitrate{.id = arbitrate_id, .label = frame.say(Key::ex_arbitrate), .style = kLabelBold};
        if (button(frame, {rect.right() - kVerdict + 24, rect.y + 4, kVerdict - 40, kTarget}, arbitrate))
            commands.push_back(model::ArbitrateRow{row.id});
    } else {
        const Chip verdict = verdict_chip(frame, row);
        chip(frame, {rect.right() - 24 - chip_width(frame, verdict), rect.center().y}, verdict);
    }
    if (rect.bottom() < kTable.bottom() - 1) hairline(frame, {rect.x, rect.bottom() - 1}, rect.w);
}

void draw_order(Frame& frame, const model::CompareView& view, model::ExaminerCommands& commands) {
    const std::array row = {Segment{"###order_spread", frame.say(Key::ex_order_spread)},
                            Segment{"###order_number", frame.say(Key::ex_order_number)}};
    const auto touched = segments(frame, {984, 100, 280, kTarget}, {row, view.by_number ? 1U : 0U});
    if (touched) commands.push_back(model::OrderComparison{*touched == 1});
}

void draw_foot(Frame& frame, const model::CompareView& view, std::size_t pages, CompareState& state, model::ExaminerCommands& commands) {
    constexpr float kAnswer = 360;
    if (view.total) {
        text_line(frame, {24, kFoot - 2, 240, 28}, frame.say(Key::ex_compare_total), {.style = kLabel, .role = Role::ink2});
        const std::string total = points_text(view.total->points);
        const std::string of = frame.say(Key::ex_row_max, {place("n", points_text(view.total->points_max))});
        text_runs(frame, {24, kFoot + 52}, {{total, kTitle, Role::ink}, {of, kLabel, Role::ink2, 8}});
    }
    if (pages > 1) page_strip(frame, {280, kFoot}, {"###compare", pages}, state.page);
    const bool done = settled(view);
    Key word = Key::ex_compare_sign;
    if (view.own_to_do > 0)
        word = Key::ex_compare_own;
    else if (!done)
        word = Key::ex_compare_call;
    const std::string label = word == Key::ex_compare_sign  ? std::string(frame.say(Key::ex_compare_sign))
                              : word == Key::ex_compare_own ? frame.say(Key::ex_compare_own, {place("n", view.own_to_do)})
                                                            : frame.say(Key::ex_compare_call, {place("name", view.whose_turn)});
    const Rect answer{kTable.right() - kAnswer, kFoot, kAnswer, kTarget};
    if (!done) {
        const std::string why = frame.say(Key::ex_compare_locked, {place("n", view.over_count)});
        const Rect words{answer.x - 372, kFoot, 356, kTarget};
        icon(frame, Icon::lock, {words.x - 16, words.center().y}, 20, Role::ink2);
        fit_words(frame, words, why, {.role = Role::ink2, .noted = true});
    }
    const bool possible = done || view.own_to_do > 0 || !view.whose_turn.empty();
    if (!button(frame, answer, {.id = "###compare_answer", .label = label, .look = ButtonLook::primary, .enabled = possible})) return;
    if (view.own_to_do > 0)
        commands.push_back(model::ScoreAgain{});
    else if (done)
        commands.push_back(model::AskSignature{});
    else
        commands.push_back(model::CallScorer{});
}

void draw_page(const model::CompareView& view, CompareState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_staff_bar(frame, view.bar, {.back = BarBack::to_candidates}, commands);
    const bool over = view.over_count > 0;
    const std::string title =
        over ? frame.say(Key::ex_compare_over_title, {place("n", view.over_count)}) : std::string(frame.say(Key::ex_compare_agree_title));
    notice(frame, {16, 96, 952, 72},
           {title, frame.say(Key::ex_compare_sentence), over ? Icon::warning : Icon::check, over ? Tone::warning : Tone::success});
    draw_order(frame, view, commands);
    card(frame, kTable);
    draw_head(frame, view);
    const std::size_t pages = std::max<std::size_t>(1, (view.rows.size() + kRowsShown - 1) / kRowsShown);
    state.page = std::min(state.page, pages - 1);
    float y = kTable.y + kHead;
    for (std::size_t i = state.page * kRowsShown; i < std::min(view.rows.size(), (state.page + 1) * kRowsShown); ++i) {
        draw_row(frame, {kTable.x, y, kTable.w, kRow}, view, view.rows[i], commands);
        y += kRow;
    }
    draw_foot(frame, view, pages, state, commands);
}

} // namespace

void draw(const model::CompareView& view, CompareState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] { draw_page(view, state, frame, commands); });
}

} // namespace kaogong::kiosk::screens
