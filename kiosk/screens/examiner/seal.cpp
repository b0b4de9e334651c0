#include "kiosk/screens/examiner/seal.h"

#include "kiosk/screens/examiner/ask.h"
#include "kiosk/screens/examiner/refused.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kLeft{16, 96, 560, 528};
constexpr Rect kRight{592, 96, 672, 528};
constexpr float kFoot = 640;
constexpr std::size_t kFactsShown = 5;
constexpr std::size_t kSignaturesShown = 6;

void draw_result(Frame& frame, const model::SealView& view) {
    card(frame, kLeft);
    const Rect inside = kLeft.inset(24);
    text_fitted(frame, {inside.x, inside.y - 4, inside.w, 40}, view.whom, {}, {kTitle, kBodyBold, kNameBold});
    text_line(frame, {inside.x, inside.y + 36, inside.w, 28}, view.exam, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    const std::string total = view.tally_due ? "–" : points_text(view.total.points);
    const std::string of = frame.say(Key::ex_row_max, {place("n", points_text(view.total.points_max))});
    const float y = inside.y + 76;
    text_runs(frame, {inside.x, y + 66}, {{total, kDisplay, Role::ink}, {of, kBody, Role::ink2, 10}});
    // Not passed is said plainly and never in red.
    const std::string word = view.tally_due ? std::string(frame.say(Key::ex_note_tally)) : view.verdict;
    const Chip verdict{word, view.passed ? Icon::check : Icon::minus, view.passed ? Tone::success : Tone::neutral, 40};
    chip(frame, {inside.right() - chip_width(frame, verdict), y + 40}, verdict);
    float row = y + 100;
    for (std::size_t i = 0; i < std::min(view.facts.size(), kFactsShown); ++i) {
        draw_pair(frame, {inside.x, row, inside.w, 42}, view.facts[i].first, view.facts[i].second);
        hairline(frame, {inside.x, row + 43}, inside.w);
        row += 46;
    }
    if (view.late_changes > 0) {
        icon(frame, Icon::eye, {inside.x + 11, row + 22}, 22, Role::warning);
        text_line(frame, {inside.x + 32, row + 4, inside.w - 32, 36}, frame.say(Key::ex_seal_late, {place("n", view.late_changes)}),
                  {.style = kLabel, .role = Role::warning, .may_shorten = true});
    }
    if (view.fingerprint.empty()) return;
    text_line(frame, {inside.x, kLeft.bottom() - 44, inside.w, 28}, frame.say(Key::ex_fingerprint, {place("hash", view.fingerprint)}),
              {.style = kLabel, .role = Role::ink2, .may_shorten = true});
}

struct SignatureLook {
    Key word;
    Icon icon;
    Role role;
};

SignatureLook look_of(model::SignatureState state) {
    switch (state) {
    case model::SignatureState::signed_: return {Key::ex_signature_at, Icon::check, Role::success};
    case model::SignatureState::next: return {Key::ex_signature_next, Icon::sign, Role::accent};
    case model::SignatureState::refused: return {Key::ex_signature_refused, Icon::cross, Role::warning};
    case model::SignatureState::waiting: break;
    }
    return {Key::ex_signature_waiting, Icon::hourglass, Role::ink2};
}

void draw_signature(Frame& frame, Rect rect, const model::SignatureLine& line) {
    const SignatureLook look = look_of(line.state);
    if (line.state == model::SignatureState::next) fill(frame, rect.inset(1, 0), Role::accent_soft);
    hairline(frame, {rect.x + 24, rect.bottom() - 1}, rect.w - 48);
    icon(frame, look.icon, {rect.x + 40, rect.center().y}, 26, look.role);
    const Rect words{rect.x + 68, rect.y + 6, 350, 32};
    text_fitted(frame, words, line.name, {}, {kBodyBold, kNameBold, kLabelBold});
    const std::string below = line.done.empty() ? line.role : line.role + "  " + line.done;
    text_line(frame, {words.x, rect.y + 37, words.w, 26}, below, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    const bool done = line.state == model::SignatureState::signed_;
    const std::string state = done ? frame.say(look.word, {place("time", clock_text(line.at))}) : std::string(frame.say(look.word));
    const Rect right{rect.x + 430, rect.y, rect.w - 454, rect.h};
    const float half = done && !line.key.empty() ? 32.0F : rect.h;
    text_line(frame, {right.x, right.y + (half < rect.h ? 6 : 0), right.w, half}, state, {kLabelBold, look.role, Align::right, true, true});
    if (done && !line.key.empty())
        text_line(frame, {right.x, rect.y + 37, right.w, 26}, line.key, {kLabel, Role::ink2, Align::right, true, true});
}

void draw_signatures(Frame& frame, const model::SealView& view) {
    card(frame, kRight);
    const bool sealed = view.stage == model::SealStage::sealed;
    text_line(frame, {kRight.x + 24, kRight.y + 14, kRight.w - 48, 40}, frame.say(sealed ? Key::ex_sealed_title : Key::ex_signatures_title),
              {.style = kBodyBold});
    float y = kRight.y + 60;
    for (std::size_t i = 0; i < std::min(view.signatures.size(), kSignaturesShown); ++i) {
        draw_signature(frame, {kRight.x, y, kRight.w, 70}, view.signatures[i]);
        y += 70;
    }
    if (!sealed) return;
    const Rect band{kRight.x + 1, kRight.bottom() - 56, kRight.w - 2, 55};
    fill_round_ends(frame, band, kRadiusCard - 1, Role::success_soft, RoundEnds::bottom);
    icon(frame, Icon::shield_check, {band.x + 38, band.center().y}, 28, Role::success);
    text_line(frame, band.without_left(66).without_right(20), frame.say(Key::ex_sealed_sentence),
              {.style = kLabelBold, .role = Role::success, .may_shorten = true});
}

const model::SignatureLine* next_signature(const model::SealView& view) {
    const auto next = std::find_if(view.signatures.begin(), view.signatures.end(),
                                   [](const auto& line) { return line.state == model::SignatureState::next; });
    return next == view.signatures.end() ? nullptr : &*next;
}

void draw_foot(Frame& frame, const model::SealView& view, SealScreenState& state, model::ExaminerCommands& commands) {
    constexpr float kRefuse = 176;
    const Button print{
        .id = "###print", .label = frame.say(Key::ex_print), .icon = Icon::printer, .style = kBody, .enabled = view.can_print};
    if (button(frame, {kLeft.x, kFoot, 320, kTarget}, print)) commands.push_back(model::PrintScores{frame.language()});
    const Rect beside{kLeft.x + 336, kFoot, kRight.right() - 400 - 16 - (kLeft.x + 336), kTarget};
    if (!view.printed.empty()) fit_words(frame, beside, frame.say(Key::ex_printed, {place("name", view.printed)}), {.role = Role::success, .noted = true, .dense = true});
    const Rect answer{kRight.right() - 400, kFoot, 400, kTarget};
    if (view.stage == model::SealStage::sealed) {
        if (button(frame, answer, {.id = "###seal_done", .label = frame.say(Key::ex_to_candidates), .look = ButtonLook::primary}))
            commands.push_back(model::ShowCandidates{});
        return;
    }
    const model::SignatureLine* next = next_signature(view);
    const bool someone = next != nullptr;
    const std::string label = view.tally_due ? std::string(frame.say(Key::ex_tally_begin))
                              : someone      ? frame.say(Key::ex_sign_next, {place("name", next->name)})
                                             : std::string(frame.say(Key::ex_signature_waiting));
    if (button(frame, answer, {.id = "###sign_next", .label = label, .look = ButtonLook::primary, .icon = Icon::sign, .enabled = someone || view.tally_due}))
        commands.push_back(model::AskSignature{});
    if (!someone || !view.may_refuse) return;
    if (button(frame, {answer.x - kRefuse - 16, kFoot, kRefuse, kTarget},
               {.id = "###refuse_signature", .label = frame.say(Key::ex_refuse), .style = kBody})) {
        state.refusing = true;
        state.note = {};
    }
}

void draw_page(const model::SealView& view, SealScreenState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_staff_bar(frame, view.bar, {.back = BarBack::to_candidates}, commands);
    draw_result(frame, view);
    draw_signatures(frame, view);
    draw_foot(frame, view, state, commands);
}

// Whoever is next refuses: nothing is signed in their place, and the note says why.
void draw_refusing(const model::SealView& view, SealScreenState& state, Frame& frame, model::ExaminerCommands& commands) {
    const model::SignatureLine* next = next_signature(view);
    const std::string whom = next != nullptr ? next->role + "  " + next->name : std::string{};
    const Rect room = draw_ask(
        frame,
        {.id = "###refuse_dialog", .title = frame.say(Key::ex_refuse_title), .line = whom, .icon = Icon::cross, .tone = Tone::warning});
    draw_reason_pad(frame, room, view.refusal_reasons, state.note);
    const std::string note = reason_of(view.refusal_reasons, state.note);
    const AskTouch touch =
        draw_ask_foot(frame, {.answer = frame.say(Key::ex_refuse_yes), .possible = !note.empty(), .why = frame.say(Key::ex_refuse_then)});
    if (touch == AskTouch::answer) commands.push_back(model::RefuseSignature{note});
    if (touch != AskTouch::nothing) state.refusing = false;
}

} // namespace

void draw(const model::SealView& view, SealScreenState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] {
        const bool refusing = state.refusing && !view.refused;
        const bool typing = refusing && state.note.own.open;
        if (refusing) frame.cover();
        draw_page(view, state, frame, commands);
        if (!refusing) return;
        if (!typing) frame.uncover();
        draw_refusing(view, state, frame, commands);
        if (!typing) return;
        frame.uncover();
        draw_reason_sheet(frame, state.note);
    });
}

} // namespace kaogong::kiosk::screens
