#include "kiosk/screens/candidate/sign_in.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/keypad.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kFieldHeight = 72;
// Fields left and keys right, or the keys below the fields on an upright panel.
struct Places {
    float left;
    Rect ticket;
    Rect id;
    float devices;
    Rect keys;
    Size key;
    Rect next;
    float foot;
};
constexpr Places kLying{.left = kMarginCalm,
                        .ticket = {kMarginCalm, 244, 560, kFieldHeight},
                        .id = {kMarginCalm, 396, 560, kFieldHeight},
                        .devices = 524,
                        .keys = {752, 112, 440, 464},
                        .key = {120, 96},
                        .next = {752, 608, 440, 80},
                        .foot = kFootCalm};
constexpr Places kUpright{.left = kMarginUpright,
                          .ticket = {kMarginUpright, 244, 704, kFieldHeight},
                          .id = {kMarginUpright, 396, 704, kFieldHeight},
                          .devices = 524,
                          .keys = {kMarginUpright, 612, 704, 464},
                          .key = {208, 96},
                          .next = {kMarginUpright, 1092, 704, 80},
                          .foot = 1196};

const Places& places(const Frame& frame) {
    return frame.units().portrait() ? kUpright : kLying;
}

constexpr std::size_t kTicketLength = 12;
constexpr std::size_t kResidentLength = 18;
constexpr std::size_t kOtherLengthMin = 6;
constexpr std::size_t kOtherLengthMax = 18;

bool ticket_complete(const SignInState& state) {
    return state.ticket.size() == kTicketLength;
}

bool id_complete(const SignInState& state) {
    if (state.other_document) return state.id_number.size() >= kOtherLengthMin;
    return state.id_number.size() == kResidentLength;
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

// X is the 18th character of a resident's number and nothing else.
bool x_offered(const SignInState& state) {
    return state.focus == SignInField::id_number && state.id_number.size() == kResidentLength - 1;
}

void type_into_ticket(SignInState& state, char32_t c) {
    if (!is_digit(c) || state.ticket.size() >= kTicketLength) return;
    state.ticket.push_back(static_cast<char>(c));
    if (ticket_complete(state)) state.focus = SignInField::id_number;
}

void type_into_id(SignInState& state, char32_t c) {
    if (c >= U'a' && c <= U'z') c = c - U'a' + U'A';
    const bool letter = c >= U'A' && c <= U'Z';
    const std::size_t length_max = state.other_document ? kOtherLengthMax : kResidentLength;
    const bool taken = is_digit(c) || (state.other_document ? letter : c == U'X' && x_offered(state));
    if (taken && state.id_number.size() < length_max) state.id_number.push_back(static_cast<char>(c));
}

void apply_keys(SignInState& state, const TypedKeys& keys) {
    for (const char32_t c : keys.characters) {
        if (state.focus == SignInField::ticket)
            type_into_ticket(state, c);
        else
            type_into_id(state, c);
    }
    for (int i = 0; i < keys.backspaces; ++i) {
        // Going back over an empty field goes on in the one above.
        if (state.focus == SignInField::id_number && state.id_number.empty()) state.focus = SignInField::ticket;
        std::string& text = state.focus == SignInField::ticket ? state.ticket : state.id_number;
        if (!text.empty()) text.pop_back();
    }
}

std::string ticket_help(const Frame& frame, const SignInState& state) {
    if (state.ticket.empty() || ticket_complete(state)) return std::string(frame.say(Key::sign_in_ticket_help));
    return frame.say(Key::sign_in_ticket_left, {place("n", static_cast<int>(kTicketLength - state.ticket.size()))});
}

std::string id_help(const Frame& frame, const SignInState& state) {
    if (state.other_document) return std::string(frame.say(Key::sign_in_other_help));
    if (state.id_number.empty()) return std::string(frame.say(Key::sign_in_id_help));
    if (id_complete(state)) return std::string(frame.say(Key::sign_in_id_done));
    return frame.say(Key::sign_in_id_left, {place("n", static_cast<int>(kResidentLength - state.id_number.size()))});
}

void draw_ticket_field(Frame& frame, SignInState& state, bool busy) {
    const std::string shown = grouped(state.ticket, {4, 4, 4});
    const std::string help = ticket_help(frame, state);
    const Field look{.id = "###ticket",
                     .label = frame.say(Key::sign_in_ticket),
                     .value = shown,
                     .help = help,
                     .focused = state.focus == SignInField::ticket && !busy,
                     .state = ticket_complete(state) ? FieldState::complete : FieldState::plain};
    if (field(frame, places(frame).ticket, look)) state.focus = SignInField::ticket;
}

void draw_id_field(Frame& frame, SignInState& state, bool busy) {
    const std::string shown = state.other_document ? state.id_number : grouped(state.id_number, {6, 4, 4, 4});
    const std::string help = id_help(frame, state);
    const bool focused = state.focus == SignInField::id_number && !busy;
    const Field look{.id = "###id_number",
                     .label = frame.say(state.other_document ? Key::sign_in_other_id : Key::sign_in_id),
                     .value = shown,
                     .help = help,
                     .focused = focused,
                     .state = id_complete(state) && !focused ? FieldState::complete : FieldState::plain};
    if (field(frame, places(frame).id, look)) state.focus = SignInField::id_number;
}

// A link at the right of the field's label; its hit rectangle is a full target.
void draw_document_link(Frame& frame, SignInState& state) {
    const Rect id_field = places(frame).id;
    const std::string_view label = frame.say(state.other_document ? Key::sign_in_resident : Key::sign_in_other_document);
    const float width = line_width(frame, label, kLabel);
    const Rect words{id_field.right() - width, id_field.y - 32, width + 1, 28};
    // The hit rectangle reaches upwards, so that it does not take touches from the field.
    const float hit_width = std::max(kTarget, width);
    const Rect hit{id_field.right() - hit_width, id_field.y - kTarget, hit_width, kTarget};
    const Touch touch = frame.touch(widget_id("###other_document"), hit);
    frame.note({.id = "###other_document", .part = Part::button, .label = std::string(label), .rect = hit, .touchable = true});
    text_line(frame, words, label, {.style = kLabel, .role = Role::accent, .noted = false});
    if (touch.focused) focus_ring(frame, words, kRadiusCheck);
    if (!touch.tapped) return;
    state.other_document = !state.other_document;
    state.letters = false;
    state.id_number.clear();
    state.focus = SignInField::id_number;
}

void draw_devices(Frame& frame, const model::SignInView& view, model::Commands& commands) {
    const Places& at = places(frame);
    const float width = (at.id.w - 16) / 2;
    const Button scan{.id = "###scan", .label = frame.say(Key::sign_in_scan), .icon = Icon::scan, .style = kBody};
    const Button read{.id = "###read_card", .label = frame.say(Key::sign_in_card), .icon = Icon::card, .style = kBody};
    float x = at.left;
    if (view.scanner_ready) {
        if (button(frame, {x, at.devices, width, kTarget}, scan)) commands.push_back(model::StartScan{});
        x += width + 16;
    }
    if (view.card_reader_ready && button(frame, {x, at.devices, width, kTarget}, read)) commands.push_back(model::StartCardRead{});
}

PadTouch draw_pad(Frame& frame, const SignInState& state) {
    constexpr float kLetterInset = 16;
    const Places& at = places(frame);
    card(frame, at.keys);
    if (state.letters) return letter_pad(frame, at.keys.inset(kLetterInset), frame.units().portrait() ? 7 : 5);
    DigitPad pad;
    pad.key = at.key;
    const bool letters_offered = state.other_document && state.focus == SignInField::id_number;
    pad.corner = letters_offered ? PadCorner::letters : PadCorner::x;
    pad.corner_enabled = letters_offered || x_offered(state);
    const Size size = pad_size(pad);
    return digit_pad(frame, {at.keys.x + (at.keys.w - size.w) / 2, at.keys.y + (at.keys.h - size.h) / 2}, pad);
}

void draw_next(const model::SignInView& view, const SignInState& state, Frame& frame, model::Commands& commands) {
    const bool ready = ticket_complete(state) && id_complete(state) && !view.busy;
    const Button next{.id = "###next",
                      .label = frame.say(view.busy ? Key::sign_in_checking : Key::next_step),
                      .look = ButtonLook::primary,
                      .icon = view.busy ? Icon::hourglass : Icon::chevron_right,
                      .icon_side = IconSide::right,
                      .enabled = ready};
    const bool entered = ready && frame.typed().enter && !frame.covered();
    if (button(frame, places(frame).next, next) || entered) commands.push_back(model::SubmitSignIn{state.ticket, state.id_number});
}

} // namespace

void draw(const model::SignInView& view, SignInState& state, Frame& frame, model::Commands& commands) {
    constexpr float kBackWidth = 160;
    frame.use_upright_canvas();
    const Places& at = places(frame);
    draw_pre_exam_bar(frame, view.bar);
    text_line(frame, {at.left, 114, at.id.w, 44}, frame.say(Key::sign_in_title), {.style = kTitle});
    const Key sentence = state.other_document ? Key::sign_in_sentence_other : Key::sign_in_sentence;
    text_line(frame, {at.left, 161, at.id.w, 36}, frame.say(sentence), {.style = kBody, .role = Role::ink2});
    draw_ticket_field(frame, state, view.busy);
    draw_id_field(frame, state, view.busy);
    draw_document_link(frame, state);
    draw_devices(frame, view, commands);
    const Button back{.id = "###back", .label = frame.say(Key::back), .icon = Icon::chevron_left};
    if (button(frame, {at.left, at.foot, kBackWidth, kTarget}, back)) commands.push_back(model::BackToWelcome{});
    draw_icon_line(frame, {at.left + kBackWidth + 24, at.foot + kTarget / 2}, {Icon::headset, Role::ink2, frame.say(Key::help_line), 400});
    const PadTouch touch = draw_pad(frame, state);
    if (touch.switch_letters) state.letters = !state.letters;
    if (!view.busy) apply_keys(state, keys_of(frame, touch));
    if (state.focus == SignInField::ticket) state.letters = false;
    draw_next(view, state, frame, commands);
}

} // namespace kaogong::kiosk::screens
