#include "kiosk/screens/examiner/sign.h"

#include "kiosk/screens/candidate/keypad.h"
#include "kiosk/ui/score_controls.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kDialog{112, 32, 1056, 656};
constexpr float kLeft = kDialog.x + kDialogPadding;
constexpr float kRight = kDialog.right() - kDialogPadding;
constexpr Size kKey{132, 84};
constexpr float kKeyGap = 10;
constexpr float kPadWidth = 3 * kKey.w + 2 * kKeyGap;
constexpr float kPadLeft = kRight - kPadWidth;
constexpr float kWidth = kPadLeft - 32 - kLeft;
constexpr float kTop = 176;
constexpr float kSigner = 66;
constexpr float kSignerGap = 6;
constexpr std::size_t kSignersShown = 4;
constexpr std::size_t kPinLengthMax = 32;

Key title_key(model::SignPurpose purpose) {
    switch (purpose) {
    case model::SignPurpose::sign_in: return Key::ex_sign_in_title;
    case model::SignPurpose::blind_sheet: return Key::ex_sign_blind_title;
    case model::SignPurpose::second_person: return Key::ex_sign_second_title;
    case model::SignPurpose::chief: return Key::ex_sign_chief_title;
    case model::SignPurpose::supervisor: return Key::ex_sign_supervisor_title;
    case model::SignPurpose::result: return Key::ex_sign_result_title;
    case model::SignPurpose::emergency: return Key::ex_sign_emergency_title;
    case model::SignPurpose::tally: break;
    }
    return Key::ex_sign_tally_title;
}

bool open(const model::SignView& view) {
    return !view.busy && view.locked_ms == 0;
}

void wipe(std::string& secret) {
    // Written over before it is shortened, so that its bytes do not stay behind in freed memory.
    volatile char* bytes = secret.data();
    for (std::size_t i = 0; i < secret.size(); ++i) bytes[i] = 0;
    secret.clear();
}

void draw_signer(Frame& frame, Rect rect, const model::SignerView& signer, std::size_t index, bool chosen, bool can,
                 model::ExaminerCommands& commands) {
    const std::string id = "###signer_" + signer.number;
    const bool enabled = can && signer.may;
    const Touch touch = frame.touch(widget_id(id), rect, {.enabled = enabled});
    frame.note({.id = id,
                .part = Part::option,
                .label = signer.name,
                .value = chosen ? "selected" : "",
                .enabled = enabled,
                .rect = rect,
                .touchable = true});
    const Role ground = !signer.may ? Role::sunken : chosen || touch.held ? Role::accent_soft : Role::surface;
    box(frame, rect, {ground, chosen ? Role::accent : Role::line, chosen ? kBorderActive : kBorderControl, kRadiusControl});
    const Role role = signer.may ? Role::ink : Role::ink_off;
    icon(frame, chosen ? Icon::check : Icon::person, {rect.x + 30, rect.center().y}, 26, chosen ? Role::accent : role);
    const std::string_view token = signer.token_present ? frame.say(Key::ex_token_present) : std::string_view{};
    const float token_width = token.empty() ? 0 : line_width(frame, token, kLabel) + 36;
    const Rect words = rect.without_left(58).without_right(12 + token_width);
    text_fitted(frame, {words.x, rect.y + 6, words.w, 32}, signer.name, {.role = role, .noted = false}, {kBodyBold, kNameBold, kLabelBold});
    text_line(frame, {words.x, rect.y + 37, words.w, 26}, signer.may ? signer.role : signer.why_not,
              {.style = kLabel, .role = signer.may ? Role::ink2 : Role::ink_off, .may_shorten = true});
    if (!token.empty()) {
        icon(frame, Icon::card, {rect.right() - token_width + 14, rect.center().y}, 22, Role::success);
        text_line(frame, {rect.right() - token_width + 30, rect.y, token_width - 34, rect.h}, token,
                  {.style = kLabel, .role = Role::success});
    }
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    if (touch.tapped && !chosen) commands.push_back(model::ChooseSigner{index});
}

// What is grave is read before the PIN is typed: which occurrence of what, and below it in large letters what it brings about.
void draw_effect(Frame& frame, const model::SignView& view) {
    constexpr Rect kBand{kLeft, kTop + 3 * (kSigner + kSignerGap), kWidth, 76};
    box(frame, kBand, {Role::danger_soft, Role::danger, kBorderActive, kRadiusControl});
    icon(frame, Icon::warning, {kBand.x + 30, kBand.center().y}, 28, Role::danger);
    const Rect words = kBand.without_left(58).without_right(14);
    frame.note({.part = Part::notice, .label = view.effect, .value = view.act, .rect = kBand});
    text_fitted(frame, {words.x, kBand.y + 4, words.w, 28}, view.act, {.may_shorten = true}, {kLabel});
    fit_words(frame, {words.x, kBand.y + 30, words.w, 44}, view.effect, {.role = Role::danger, .bold = true, .noted = true});
}

// Four, or three above an effect; of more, one less and a row that leads to the others. Whoever is chosen anew comes into sight.
void draw_signers(Frame& frame, const model::SignView& view, SignState& state, model::ExaminerCommands& commands) {
    const std::size_t count = view.signers.size();
    const std::size_t room = view.effect.empty() ? kSignersShown : kSignersShown - 1;
    const bool paged = count > room;
    const std::size_t shown = paged ? room - 1 : room;
    if (state.chosen_seen != view.chosen) {
        state.chosen_seen = view.chosen;
        state.first = view.chosen / shown * shown;
    }
    if (state.first >= count) state.first = 0;
    const auto row = [](std::size_t place) { return Rect{kLeft, kTop + static_cast<float>(place) * (kSigner + kSignerGap), kWidth, kSigner}; };
    for (std::size_t i = state.first; i < std::min(count, state.first + shown); ++i)
        draw_signer(frame, row(i - state.first), view.signers[i], i, i == view.chosen, open(view), commands);
    if (!paged) return;
    const std::string label = frame.say(Key::ex_signers_more, {place("page", static_cast<int>(state.first / shown) + 1),
                                                               place("pages", static_cast<int>((count + shown - 1) / shown))});
    const Button more{
        .id = "###signers_more", .label = label, .icon = Icon::chevron_right, .icon_side = IconSide::right, .style = kBody, .enabled = open(view)};
    if (button(frame, row(shown), more)) state.first = state.first + shown < count ? state.first + shown : 0;
}

// What is signed is read before it is signed, as on paper the rows stand above the signature.
void draw_own_rows(Frame& frame, const model::SignView& view) {
    constexpr float kLine = 25, kHead = 30;
    constexpr std::size_t kColumns = 3, kLines = 7;
    const Rect room{kLeft, kTop + kSigner + kSignerGap, kWidth, kHead + kLines * kLine + 8};
    box(frame, room, {Role::sunken, Role::line, kBorderHair, kRadiusControl});
    text_line(frame, {room.x + 14, room.y + 4, room.w - 28, kHead - 4}, frame.say(Key::ex_sign_own_rows), {.style = kLabelBold});
    const std::size_t most = kColumns * kLines;
    const bool all = view.own.size() <= most;
    const std::size_t shown = all ? view.own.size() : most - 1;
    const float width = (room.w - 28) / kColumns;
    const auto cell = [&](std::size_t i) {
        return Rect{room.x + 14 + static_cast<float>(i / kLines) * width, room.y + kHead + static_cast<float>(i % kLines) * kLine, width - 8, kLine};
    };
    for (std::size_t i = 0; i < shown; ++i) text_fitted(frame, cell(i), view.own[i], {.may_shorten = true}, {kLabel, kLabelDense});
    if (!all)
        text_line(frame, cell(shown), frame.say(Key::ex_sign_more_rows, {place("n", static_cast<int>(view.own.size() - shown))}),
                  {.style = kLabel, .role = Role::ink2});
}

std::string message(const model::SignView& view, const SignState& state, const Frame& frame) {
    if (view.locked_ms > 0) return frame.say(Key::staff_locked, {place("time", left_text(view.locked_ms).substr(3))});
    if (!view.wrong || !state.pin.empty()) return {};
    if (view.tries_left > 0) return frame.say(Key::ex_pin_wrong_left, {place("n", view.tries_left)});
    return std::string(frame.say(Key::ex_pin_wrong));
}

void draw_pin(Frame& frame, const model::SignView& view, const SignState& state) {
    constexpr float kY = 500;
    std::string dots;
    for (std::size_t i = 0; i < std::min<std::size_t>(state.pin.size(), 12); ++i) dots += "●";
    const std::string words = message(view, state, frame);
    const Field pin{.id = "###pin",
                    .label = frame.say(Key::staff_pin),
                    .value = dots,
                    .help = {},
                    .style = kBody,
                    .focused = open(view),
                    .state = words.empty() ? FieldState::plain : FieldState::wrong,
                    .enabled = open(view)};
    field(frame, {kLeft, kY, kWidth, kTarget}, pin);
    if (!words.empty())
        text_line(frame, {kLeft, kY + kTarget + 3, kWidth, 28}, words, {.style = kLabel, .role = Role::warning, .may_shorten = true});
}

void draw_pad(Frame& frame, const model::SignView& view, SignState& state) {
    DigitPad pad;
    pad.enabled = open(view);
    pad.key = kKey;
    pad.gap = {kKeyGap, kKeyGap};
    const TypedKeys keys = keys_of(frame, digit_pad(frame, {kPadLeft, kTop}, pad));
    if (!open(view)) return;
    for (const char32_t c : keys.characters) {
        if (c > U' ' && c < 0x7F && state.pin.size() < kPinLengthMax) state.pin.push_back(static_cast<char>(c));
    }
    for (int i = 0; i < keys.backspaces; ++i) erase_last_character(state.pin);
}

// While nobody's token is in, there is no PIN to type: a token over its slot, and the words.
bool waits_for_token(const model::SignView& view) {
    return view.asks_token && std::none_of(view.signers.begin(), view.signers.end(),
                                           [](const model::SignerView& signer) { return signer.may && signer.token_present; });
}

void draw_token(Frame& frame, Rect area) {
    const Point middle = area.center();
    const Rect token{middle.x - 60, area.y + 28, 120, 150};
    fill_round(frame, token.moved(0, 3), kRadiusControl, Role::accent_edge);
    fill_round(frame, token, kRadiusControl, Role::accent);
    icon(frame, Icon::person, {token.center().x, token.y + 56}, 56, Role::on_accent);
    fill_round(frame, {token.center().x - 26, token.bottom() - 44, 52, 32}, kRadiusCheck, Role::on_accent);
    icon(frame, Icon::chevron_down, {middle.x, area.y + 208}, 44, Role::accent);
    const Rect reader{middle.x - 130, area.y + 240, 260, 76};
    box(frame, reader, {Role::surface, Role::line_strong, kBorderActive, kRadiusControl});
    fill_round(frame, {reader.center().x - 76, reader.y + 16, 152, 14}, 7, Role::ink);
    disc(frame, {reader.right() - 28, reader.bottom() - 22}, 14, Role::warning);
}

void draw_token_request(Frame& frame, const model::SignView& view) {
    constexpr Rect kPicture{kPadLeft, kTop, kPadWidth, 4 * kKey.h + 3 * kKeyGap};
    box(frame, kPicture, {Role::sunken, Role::line, kBorderHair, kRadiusCard});
    draw_token(frame, kPicture);
    const std::string_view title = frame.say(Key::ex_token_insert);
    const Rect words{kLeft, kTop + kSignersShown * (kSigner + kSignerGap) + 8, kWidth, 100};
    frame.note({.part = Part::notice, .label = std::string(title), .rect = words});
    box(frame, words, {Role::warning_soft, Role::warning, kBorderActive, kRadiusControl});
    icon(frame, Icon::card, {words.x + 38, words.center().y}, 34, Role::warning);
    const Rect inside = words.without_left(76).without_right(16);
    text_line(frame, {inside.x, words.y + 10, inside.w, 38}, title, {.style = kBodyBold, .noted = false});
    const bool chosen = view.chosen < view.signers.size() && view.signers[view.chosen].may;
    const std::string then = chosen ? frame.say(Key::ex_token_then_of, {place("name", view.signers[view.chosen].name)})
                                    : std::string(frame.say(Key::ex_token_then));
    fit_words(frame, {inside.x, words.y + 46, inside.w, 50}, then, {.role = Role::ink2, .noted = true, .dense = true});
}

void draw_answers(Frame& frame, const model::SignView& view, SignState& state, model::ExaminerCommands& commands) {
    constexpr float kAnswer = 240;
    constexpr float kEmergency = 280;
    const float y = dialog_foot(kDialog);
    const bool sign_in = view.purpose == model::SignPurpose::sign_in;
    if (button(frame, {kRight - 2 * kAnswer - 16, y, kAnswer, kTarget},
               {.id = "###sign_cancel", .label = frame.say(Key::cancel), .style = kBody, .enabled = !view.busy}))
        commands.push_back(model::CancelSign{});
    if (view.emergency_possible) {
        const Button emergency{.id = "###emergency", .label = frame.say(Key::ex_emergency), .icon = Icon::card, .style = kBody, .enabled = open(view)};
        if (button(frame, {kLeft, y, kEmergency, kTarget}, emergency)) commands.push_back(model::AskEmergency{view.signers[view.chosen].number});
    }
    const bool has_signer =
        view.chosen < view.signers.size() && view.signers[view.chosen].may && (!view.asks_token || view.signers[view.chosen].token_present);
    const bool ready = open(view) && has_signer && !state.pin.empty();
    const Key word = view.busy ? Key::staff_checking : sign_in ? Key::staff_enter : Key::ex_sign_yes;
    const Button yes{.id = "###sign_yes",
                     .label = frame.say(word),
                     .look = ButtonLook::primary,
                     .icon = sign_in ? Icon::none : Icon::sign,
                     .enabled = ready};
    const bool entered = frame.typed().enter && !frame.covered() && ready;
    if (!button(frame, {kRight - kAnswer, y, kAnswer, kTarget}, yes) && !entered) return;
    commands.push_back(model::SubmitSign{view.purpose, view.signers[view.chosen].number, state.pin});
    wipe(state.pin);
}

void draw_what(Frame& frame, const model::SignView& view) {
    const Rect line{kLeft + 84, 134, kRight - kLeft - 84, 32};
    std::string words = view.what;
    if (view.purpose == model::SignPurpose::blind_sheet)
        words = frame.say(Key::ex_sign_rows, {place("what", view.what), place("n", view.rows)});
    text_line(frame, line, words, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    if (view.fingerprint.empty() || view.emergency_possible) return;
    text_line(frame, {kLeft, dialog_foot(kDialog) + 18, kWidth - 40, 28}, frame.say(Key::ex_fingerprint, {place("hash", view.fingerprint)}),
              {.style = kLabel, .role = Role::ink2, .may_shorten = true});
}

} // namespace

void draw(const model::SignView& view, SignState& state, Frame& frame, model::ExaminerCommands& commands) {
    dialog(frame, kDialog,
           {"###sign",
            frame.say(title_key(view.purpose)),
            view.purpose == model::SignPurpose::sign_in ? Icon::person : Icon::sign,
            Tone::accent,
            {}});
    draw_what(frame, view);
    draw_signers(frame, view, state, commands);
    if (!view.effect.empty()) draw_effect(frame, view);
    if (!view.own.empty() && view.signers.size() == 1 && !waits_for_token(view)) draw_own_rows(frame, view);
    if (waits_for_token(view)) {
        draw_token_request(frame, view);
    } else {
        draw_pin(frame, view, state);
        draw_pad(frame, view, state);
    }
    draw_answers(frame, view, state, commands);
}

} // namespace kaogong::kiosk::screens
