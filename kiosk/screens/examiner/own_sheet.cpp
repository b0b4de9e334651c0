#include "kiosk/screens/examiner/own_sheet.h"

namespace kaogong::kiosk::screens {

using namespace ui;

void draw_own_band(Frame& frame, float top, const model::OwnSheetView& own, model::ExaminerCommands& commands) {
    constexpr float kNext = 256;
    const Rect band{0, top, kLandscape.w, kOwnBand};
    fill(frame, band, own.signed_ ? Role::success_soft : Role::accent_soft);
    fill(frame, {band.x, band.bottom() - 4, band.w, 4}, own.signed_ ? Role::success : Role::accent);
    const Role role = own.signed_ ? Role::success : Role::accent;
    const float middle = band.y + (kOwnBand - 4) / 2;
    icon(frame, own.signed_ ? Icon::check : Icon::eye_off, {band.x + 36, middle}, 32, role);
    const Rect words = band.without_left(68).without_right(own.signed_ ? 2 * kNext + 48 : 16);
    const Place station = place("n", own.lead_station);
    // Under a piece code the number of the other terminal would say whose piece it is.
    const bool blind = own.lead_station.empty();
    const std::string title = own.signed_ ? frame.say(blind ? Key::ex_own_signed_title_blind : Key::ex_own_signed_title, {station})
                                          : frame.say(blind ? Key::ex_own_title_blind : Key::ex_own_title, {station});
    const std::string line = own.signed_ ? frame.say(blind ? Key::ex_own_signed_next_blind : Key::ex_own_signed_next, {station})
                                         : frame.say(blind ? Key::ex_own_next_blind : Key::ex_own_next, {station});
    frame.note({.part = Part::notice, .label = title, .rect = band});
    text_fitted(frame, {words.x, band.y + 8, words.w, 36}, title, {.noted = false}, {kBodyBold, kNameBold, kLabelBold});
    text_line(frame, {words.x, band.y + 42, words.w, 28}, line, {.style = kLabel, .may_shorten = true});
    if (!own.signed_) return;
    const Button again{.id = "###own_again", .label = frame.say(Key::ex_own_again), .style = kBody};
    if (button(frame, {band.right() - kMarginWork - 2 * kNext - 16, band.y + 5, kNext, kTarget}, again)) commands.push_back(model::ScoreNewPiece{});
    const Button next{.id = "###own_done", .label = frame.say(Key::ex_to_candidates), .look = ButtonLook::primary, .style = kNameBold};
    if (button(frame, {band.right() - kMarginWork - kNext, band.y + 5, kNext, kTarget}, next)) commands.push_back(model::ShowCandidates{});
}

} // namespace kaogong::kiosk::screens
