#include "kiosk/screens/candidate/welcome.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

struct Places {
    float margin;
    Rect seat;
    Rect session;
    float foot;
    Rect title; // the centre's name
    Rect clock;
    float date_y;
};
constexpr Places kLying{64, {64, 192, 320, 384}, {400, 192, 816, 384}, 608, {148, 61, 640, 44}, {816, 48, 400, 72}, 111};
constexpr Places kUpright{48, {48, 296, 704, 336}, {48, 656, 704, 400}, 1168, {132, 61, 620, 44}, {552, 160, 200, 72}, 188};

const Places& places(const Frame& frame) {
    return frame.units().portrait() ? kUpright : kLying;
}

constexpr float kCardPaddingX = 40;
constexpr float kCardPaddingY = 32;

void draw_head(Frame& frame, const model::WelcomeView& view) {
    constexpr float kMark = 64;
    const Places& at = places(frame);
    draw_mark(frame, {at.margin, 64, kMark, kMark});
    text_fitted(frame, at.title, view.place.centre, {}, {kTitle, kTitle.with_size(28), kBodyBold});
    text_line(frame, {at.title.x, 101, at.title.w, 36}, view.place.room, {.style = kBody, .role = Role::ink2, .may_shorten = true});
    text_line(frame, at.clock, clock_text(view.now), {.style = kDisplay, .align = Align::right});
    constexpr Key kWeekdays[] = {Key::weekday_0, Key::weekday_1, Key::weekday_2, Key::weekday_3,
                                 Key::weekday_4, Key::weekday_5, Key::weekday_6};
    const std::string date =
        frame.say(Key::full_date, {place("year", view.now.year), place("month", view.now.month), place("day", view.now.day),
                                   place("weekday", frame.say(kWeekdays[view.now.weekday % 7]))});
    // Upright, the date stands left of the clock, on its line.
    const bool upright = frame.units().portrait();
    const Rect date_box{upright ? at.margin : at.clock.x, at.date_y, 400, 36};
    text_line(frame, date_box, date, {.style = kBody, .role = Role::ink2, .align = upright ? Align::left : Align::right});
}

void draw_seat_panel(Frame& frame, const model::WelcomeView& view) {
    const Rect panel = places(frame).seat;
    const Rect inside = panel.inset(16, 0);
    fill_round(frame, panel, kRadiusCard, Role::bar);
    if (!frame.theme().has_edges()) frame_round(frame, panel, kRadiusCard, kBorderActive, Role::bar_line);
    const auto line = [&](float middle, float height, std::string_view text, const TextLook& look) {
        text_line(frame, {inside.x, panel.center().y + middle - height / 2, inside.w, height}, text, look);
    };
    line(-112, 44, frame.say(Key::seat), {.style = kTitleRegular, .role = Role::on_bar, .align = Align::center});
    line(13, 176, view.place.seat, {.style = kNumeral, .role = Role::on_bar, .align = Align::center});
    // Only candidates of a theory test have a ticket that names this seat.
    if (view.has_theory) line(120, 36, frame.say(Key::welcome_seat_hint), {.style = kBody, .role = Role::on_bar2, .align = Align::center});
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

void draw_fact(Frame& frame, Point at, Key label, const std::string& value) {
    constexpr float kWidth = 200;
    text_line(frame, {at.x, at.y, kWidth, 28}, frame.say(label), {.style = kLabel, .role = Role::ink2});
    text_line(frame, {at.x, at.y + 29, kWidth, 36}, value, {.style = kBodyBold});
}

// A workshop has no sign-in of candidates: the examiner finds them in the list.
void draw_operation_entry(Frame& frame, Rect inside, const model::WelcomeView& view, model::Commands& commands) {
    constexpr float kButtonHeight = 96;
    const float column = inside.w / 3 + 8;
    const float facts_y = inside.y + 109;
    draw_fact(frame, {inside.x, facts_y}, Key::welcome_exam_time,
              frame.say(Key::clock_range, {place("from", clock_text(view.starts_at)), place("to", clock_text(view.ends_at))}));
    draw_fact(frame, {inside.x + column, facts_y}, Key::welcome_candidates, std::to_string(view.candidates));
    const bool open = view.state != model::SessionState::over;
    const std::string label(frame.say(open ? Key::welcome_examiner : Key::welcome_closed));
    const Button begin{.id = "###begin_examiner",
                       .label = label,
                       .look = ButtonLook::primary,
                       .icon = open ? Icon::card : Icon::none,
                       .style = kTitle,
                       .icon_size = 32,
                       .enabled = open};
    if (button(frame, {inside.x, inside.bottom() - kButtonHeight, inside.w, kButtonHeight}, begin))
        commands.push_back(model::BeginExaminer{});
}

void draw_session_card(Frame& frame, const model::WelcomeView& view, model::Commands& commands) {
    constexpr float kButtonHeight = 96;
    const Rect session = places(frame).session;
    card(frame, session);
    const Rect inside = session.inset(kCardPaddingX, kCardPaddingY);
    const float column = inside.w / 3 + 8;
    const StateChip state = chip_of(view.state);
    const Chip look{frame.say(state.key), state.icon, state.tone, 40};
    chip(frame, {inside.right() - chip_width(frame, look), inside.y + 20}, look);
    text_line(frame, {inside.x, inside.y + 3, 400, 36}, frame.say(Key::welcome_session), {.style = kBody, .role = Role::ink2});
    const bool has_session = view.state != model::SessionState::none;
    const std::string_view title = has_session ? std::string_view(view.exam) : frame.say(Key::welcome_no_session);
    text_fitted(frame, {inside.x, inside.y + 47, inside.w, 44}, title, {}, {kTitle, kTitle.with_size(28), kBodyBold});
    if (!view.has_theory) return draw_operation_entry(frame, inside, view, commands);
    if (has_session) {
        const float facts_y = inside.y + 109;
        draw_fact(frame, {inside.x, facts_y}, Key::welcome_exam_time,
                  frame.say(Key::clock_range, {place("from", clock_text(view.starts_at)), place("to", clock_text(view.ends_at))}));
        draw_fact(frame, {inside.x + column, facts_y}, Key::welcome_duration, frame.say(Key::minutes, {place("n", view.duration_minutes)}));
        draw_fact(frame, {inside.x + 2 * column, facts_y}, Key::welcome_latest, clock_text(view.latest_entry));
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
    const Places& at = places(frame);
    // Upright, what is said stands in a row above what can be touched.
    const float middle = at.foot + (frame.units().portrait() ? -48.0F : kTarget / 2);
    float x = at.margin;
    if (view.checked_at) {
        const std::string when = frame.say(Key::checked_date, {place("month", view.checked_at->month), place("day", view.checked_at->day),
                                                               place("time", clock_text(*view.checked_at))});
        const std::string line = frame.say(Key::welcome_checked, {place("when", when)});
        const float width = line_width(frame, line, kLabel) + 33;
        draw_icon_line(frame, {x, middle}, {Icon::shield_check, Role::success, line, width});
        x += width + 32;
    }
    draw_icon_line(frame, {x, middle}, {Icon::cloud_off, Role::ink2, frame.say(Key::welcome_offline), 420});
    const float staff_x = at.session.right() - kStaffWidth;
    const bool chinese = frame.language() == Language::zh_cn;
    const Button language{.id = "###language", .label = frame.say(Key::language_switch)};
    const float language_w = std::max(kTarget, line_width(frame, language.label, kBodyBold) + 32);
    if (button(frame, {staff_x - 16 - language_w, at.foot, language_w, kTarget}, language)) {
        commands.push_back(model::SetLanguage{chinese ? Language::en : Language::zh_cn});
    }
    if (view.has_operation && view.has_theory) {
        const Button examiner{.id = "###begin_examiner", .label = frame.say(Key::welcome_examiner_short), .icon = Icon::card, .style = kBody};
        const float width = line_width(frame, examiner.label, kBody) + 72;
        if (button(frame, {staff_x - 32 - language_w - width, at.foot, width, kTarget}, examiner)) commands.push_back(model::BeginExaminer{});
    }
    const Button staff{.id = "###staff", .label = frame.say(Key::welcome_staff), .icon = Icon::lock, .style = kBody};
    if (button(frame, {staff_x, at.foot, kStaffWidth, kTarget}, staff))
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
    frame.use_upright_canvas();
    draw_alarm(frame, view);
    draw_head(frame, view);
    draw_seat_panel(frame, view);
    draw_session_card(frame, view, commands);
    draw_foot(frame, view, commands);
}

} // namespace kaogong::kiosk::screens
