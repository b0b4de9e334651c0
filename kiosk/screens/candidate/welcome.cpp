#include "kiosk/screens/candidate/welcome.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kMargin = 64;
constexpr Rect kSeatPanel{64, 192, 320, 384};
constexpr Rect kSessionCard{400, 192, 816, 384};
constexpr float kCardPaddingX = 40;
constexpr float kCardPaddingY = 32;
constexpr float kFoot = 608;

void draw_head(Frame& frame, const model::WelcomeView& view) {
    constexpr float kMark = 64;
    constexpr float kTitleLeft = 148;
    constexpr float kTitleWidth = 640;
    draw_mark(frame, {kMargin, 64, kMark, kMark});
    text_line(frame, {kTitleLeft, 61, kTitleWidth, 44}, view.place.centre, {.style = kTitle, .may_shorten = true});
    text_line(frame, {kTitleLeft, 101, kTitleWidth, 36}, view.place.room, {.style = kBody, .role = Role::ink2, .may_shorten = true});
    const Rect clock{kSessionCard.right() - 400, 48, 400, 72};
    text_line(frame, clock, clock_text(view.now), {.style = kDisplay, .align = Align::right});
    constexpr Key kWeekdays[] = {Key::weekday_0, Key::weekday_1, Key::weekday_2, Key::weekday_3,
                                 Key::weekday_4, Key::weekday_5, Key::weekday_6};
    const std::string date =
        frame.say(Key::full_date, {place("year", view.now.year), place("month", view.now.month), place("day", view.now.day),
                                   place("weekday", frame.say(kWeekdays[view.now.weekday % 7]))});
    text_line(frame, {clock.x, 111, clock.w, 36}, date, {.style = kBody, .role = Role::ink2, .align = Align::right});
}

void draw_seat_panel(Frame& frame, const model::WelcomeView& view) {
    const Rect inside = kSeatPanel.inset(16, 0);
    fill_round(frame, kSeatPanel, kRadiusCard, Role::bar);
    if (!frame.theme().has_edges()) frame_round(frame, kSeatPanel, kRadiusCard, kBorderActive, Role::bar_line);
    const auto line = [&](float middle, float height, std::string_view text, const TextLook& look) {
        text_line(frame, {inside.x, middle - height / 2, inside.w, height}, text, look);
    };
    line(272, 44, frame.say(Key::seat), {.style = kTitleRegular, .role = Role::on_bar, .align = Align::center});
    line(397, 176, view.place.seat, {.style = kNumeral, .role = Role::on_bar, .align = Align::center});
    line(504, 36, frame.say(Key::welcome_seat_hint), {.style = kBody, .role = Role::on_bar2, .align = Align::center});
}

struct StateChip {
    Key key;
    Icon icon;
    Tone tone;
};

StateChip chip_of(model::SessionState state) {
    switch (state) {
    case model::SessionState::none: return {Key::welcome_chip_none, Icon::none, Tone::neutral};
    case model::SessionState::not_yet: return {Key::welcome_chip_not_yet, Icon::clock, Tone::neutral};
    case model::SessionState::signing_in: return {Key::welcome_chip_signing_in, Icon::play, Tone::accent};
    case model::SessionState::started: return {Key::welcome_chip_started, Icon::play, Tone::accent};
    case model::SessionState::over: break;
    }
    return {Key::welcome_chip_over, Icon::check, Tone::neutral};
}

std::string begin_label(const Frame& frame, const model::WelcomeView& view) {
    switch (view.state) {
    case model::SessionState::none: return std::string(frame.say(Key::welcome_wait_staff));
    case model::SessionState::not_yet: return frame.say(Key::welcome_opens_at, {place("time", clock_text(view.opens_at))});
    case model::SessionState::over: return std::string(frame.say(Key::welcome_closed));
    case model::SessionState::signing_in:
    case model::SessionState::started: break;
    }
    return std::string(frame.say(view.can_sign_in ? Key::welcome_begin : Key::welcome_closed));
}

void draw_fact(Frame& frame, float x, Key label, const std::string& value) {
    constexpr float kWidth = 240;
    text_line(frame, {x, 333, kWidth, 28}, frame.say(label), {.style = kLabel, .role = Role::ink2});
    text_line(frame, {x, 362, kWidth, 36}, value, {.style = kBodyBold});
}

void draw_session_card(Frame& frame, const model::WelcomeView& view, model::Commands& commands) {
    constexpr float kColumn = 253;
    constexpr float kButtonHeight = 96;
    card(frame, kSessionCard);
    const Rect inside = kSessionCard.inset(kCardPaddingX, kCardPaddingY);
    const StateChip state = chip_of(view.state);
    const Chip look{frame.say(state.key), state.icon, state.tone, 40};
    chip(frame, {inside.right() - chip_width(frame, look), 244}, look);
    text_line(frame, {inside.x, 227, 400, 36}, frame.say(Key::welcome_session), {.style = kBody, .role = Role::ink2});
    const bool has_session = view.state != model::SessionState::none;
    const std::string_view title = has_session ? std::string_view(view.exam) : frame.say(Key::welcome_no_session);
    text_line(frame, {inside.x, 271, inside.w, 44}, title, {.style = kTitle, .may_shorten = true});
    if (has_session) {
        draw_fact(frame, inside.x, Key::welcome_exam_time,
                  frame.say(Key::clock_range, {place("from", clock_text(view.starts_at)), place("to", clock_text(view.ends_at))}));
        draw_fact(frame, inside.x + kColumn, Key::welcome_duration, frame.say(Key::minutes, {place("n", view.duration_minutes)}));
        draw_fact(frame, inside.x + 2 * kColumn, Key::welcome_latest, clock_text(view.latest_entry));
    }
    const std::string label = begin_label(frame, view);
    const bool open = view.can_sign_in;
    const Button begin{.id = "###begin_sign_in",
                       .label = label,
                       .look = ButtonLook::primary,
                       .icon = open ? Icon::chevron_right : Icon::none,
                       .icon_side = IconSide::right,
                       .style = kTitle,
                       .icon_size = 32,
                       .enabled = open};
    if (button(frame, {inside.x, inside.bottom() - kButtonHeight, inside.w, kButtonHeight}, begin))
        commands.push_back(model::BeginSignIn{});
}

void draw_foot(Frame& frame, const model::WelcomeView& view, model::Commands& commands) {
    constexpr float kStaffWidth = 190;
    constexpr float kMiddle = kFoot + kTarget / 2;
    float x = kMargin;
    if (view.checked_at) {
        const std::string when = frame.say(Key::checked_date, {place("month", view.checked_at->month), place("day", view.checked_at->day),
                                                               place("time", clock_text(*view.checked_at))});
        const std::string line = frame.say(Key::welcome_checked, {place("when", when)});
        const float width = line_width(frame, line, kLabel) + 33;
        draw_icon_line(frame, {x, kMiddle}, {Icon::shield_check, Role::success, line, width});
        x += width + 32;
    }
    draw_icon_line(frame, {x, kMiddle}, {Icon::cloud_off, Role::ink2, frame.say(Key::welcome_offline), 420});
    const float staff_x = kSessionCard.right() - kStaffWidth;
    const bool chinese = frame.language() == Language::zh_cn;
    const Button language{.id = "###language", .label = frame.say(Key::language_switch)};
    const float language_w = std::max(kTarget, line_width(frame, language.label, kBodyBold) + 32);
    if (button(frame, {staff_x - 16 - language_w, kFoot, language_w, kTarget}, language)) {
        commands.push_back(model::SetLanguage{chinese ? Language::en : Language::zh_cn});
    }
    const Button staff{.id = "###staff", .label = frame.say(Key::welcome_staff), .icon = Icon::lock, .style = kBody};
    if (button(frame, {staff_x, kFoot, kStaffWidth, kTarget}, staff))
        commands.push_back(model::OpenStaffPin{model::StaffPurpose::staff_corner});
}

// The hardware profile is not the one that was meant: for staff, on the screen where they walk past (hardware.md).
void draw_alarm(Frame& frame, const model::WelcomeView& view) {
    if (!view.alarm) return;
    constexpr Rect kBanner{64, 0, 1152, 44};
    fill_round_ends(frame, kBanner, kRadiusControl, Role::warning, RoundEnds::bottom);
    icon(frame, Icon::warning, {kBanner.x + 28, kBanner.center().y}, 24, Role::surface);
    const std::string words = code_text(*view.alarm) + "　" + std::string(sentence(*view.alarm, frame.language()).what);
    text_line(frame, kBanner.without_left(52).without_right(16), words, {.style = kLabelBold, .role = Role::surface, .may_shorten = true});
}

} // namespace

void draw(const model::WelcomeView& view, WelcomeState&, Frame& frame, model::Commands& commands) {
    draw_alarm(frame, view);
    draw_head(frame, view);
    draw_seat_panel(frame, view);
    draw_session_card(frame, view, commands);
    draw_foot(frame, view, commands);
}

} // namespace kaogong::kiosk::screens
