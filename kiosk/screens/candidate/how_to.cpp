#include "kiosk/screens/candidate/how_to.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr double kPart_s = 7.5;
constexpr std::size_t kParts = 4;
constexpr double kWhole_s = kPart_s * kParts;
// A part shows how it was, the finger coming, the finger down, what became of it.
constexpr double kFingerComes_s = 1.5;
constexpr double kFingerDown_s = 3;
constexpr double kFingerGoes_s = 4;
constexpr double kSaved_s = 4.5;
constexpr double kStep_s = 0.5; // how often it is drawn anew

constexpr Size kPicture{640, 232};
constexpr float kRow = 72;
constexpr float kRowGap = 8;

struct Part {
    Key name;
    Key sentence;
};
constexpr std::array<Part, kParts> kWords{{{Key::how_to_choose, Key::how_to_choose_sentence},
                                           {Key::how_to_change, Key::how_to_change_sentence},
                                           {Key::how_to_flag, Key::how_to_flag_sentence},
                                           {Key::how_to_hand_in, Key::how_to_hand_in_sentence}}};

// The hand with its fingertip at the place that it touches.
void draw_finger(Frame& frame, Point tip, double at_s) {
    if (at_s < kFingerComes_s || at_s > kFingerGoes_s) return;
    constexpr float kHand = 56;
    const bool down = at_s >= kFingerDown_s;
    if (down) ring(frame, tip, 44, kBorderSelected, Role::accent);
    const Point middle{tip.x + 8, tip.y + kHand / 2 + (down ? -4.0F : 10.0F)};
    disc(frame, middle, kHand + 8, Role::bar);
    if (!frame.theme().has_edges()) ring(frame, middle, kHand + 8, kBorderActive, Role::bar_line);
    icon(frame, Icon::hand, middle, 40, Role::on_bar);
}

// Where a finger touches a button and leaves its word to be read.
Point corner_of(Rect rect) {
    return {rect.right() - 12, rect.bottom() - 16};
}

struct DemoOptions {
    int before = -1; // which is chosen before the finger was down, and after it
    int after = -1;
};

void draw_options(Frame& frame, Point at, const DemoOptions& options, double at_s) {
    constexpr std::string_view kIds[] = {"###demo_a", "###demo_b", "###demo_c"};
    constexpr std::string_view kLetters[] = {"A", "B", "C"};
    constexpr Key kTexts[] = {Key::how_to_option_a, Key::how_to_option_b, Key::how_to_option_c};
    const int chosen = at_s < kFingerDown_s ? options.before : options.after;
    for (int i = 0; i < 3; ++i) {
        const SavedMark mark = at_s >= kFingerDown_s && at_s < kSaved_s ? SavedMark::saving : SavedMark::saved;
        const Rect rect{at.x, at.y + static_cast<float>(i) * (kRow + kRowGap), kPicture.w, kRow};
        option_row(frame, rect,
                   {.id = kIds[i], .letter = kLetters[i], .text = frame.say(kTexts[i]), .selected = i == chosen, .mark = mark});
    }
    draw_finger(frame, {at.x + kPicture.w / 2, at.y + static_cast<float>(options.after) * (kRow + kRowGap) + kRow / 2}, at_s);
}

void draw_flagging(Frame& frame, Point at, double at_s) {
    constexpr int kFirst = 41;
    constexpr int kCurrent = 43;
    constexpr float kStep = kTarget + 12;
    const bool flagged = at_s >= kFingerDown_s;
    const Button flag{.id = "###demo_flag",
                      .label = frame.say(flagged ? Key::flagged : Key::flag),
                      .icon = flagged ? Icon::triangle_full : Icon::triangle,
                      .on = flagged};
    constexpr float kFlagWidth = 168;
    const Rect rect{at.x + (kPicture.w - kFlagWidth) / 2, at.y, kFlagWidth, kTarget};
    button(frame, rect, flag);
    const float left = at.x + (kPicture.w - 5 * kStep + 12) / 2;
    for (int i = 0; i < 5; ++i) {
        const int n = kFirst + i;
        const std::string id = "###demo_cell_" + std::to_string(i + 1);
        number_cell(frame, {left + static_cast<float>(i) * kStep, at.y + 140},
                    {id, n, n < kCurrent, n == kCurrent && flagged, n == kCurrent});
    }
    draw_finger(frame, corner_of(rect), at_s);
}

void draw_handing_in(Frame& frame, Point at, double at_s) {
    constexpr float kWidth = 168;
    const Rect first{at.x + (kPicture.w - kWidth) / 2, at.y, kWidth, kTarget};
    button(frame, first, {.id = "###demo_hand_in", .label = frame.say(Key::hand_in), .on = at_s >= kFingerDown_s});
    if (at_s >= kFingerGoes_s) {
        const Rect question{at.x + 8, at.y + 88, kPicture.w - 16, 136};
        box(frame, question, {Role::surface, Role::line_strong, kBorderControl, kRadiusCard});
        text_line(frame, {question.x + 24, question.y + 4, question.w - 48, 56}, frame.say(Key::second_title), {.style = kBodyBold});
        const Button yes{.id = "###demo_yes", .label = frame.say(Key::second_yes), .look = ButtonLook::primary};
        const Button no{.id = "###demo_no", .label = frame.say(Key::second_no)};
        const float yes_w = button_width(frame, yes) - 8;
        const float no_w = button_width(frame, no) - 8;
        button(frame, {question.right() - 16 - yes_w, question.y + 60, yes_w, kTarget}, yes);
        button(frame, {question.right() - 32 - yes_w - no_w, question.y + 60, no_w, kTarget}, no);
    }
    draw_finger(frame, corner_of(first), at_s);
}

void draw_part(Frame& frame, std::size_t part, Point at, double at_s) {
    switch (part) {
    case 0: return draw_options(frame, at, {.before = -1, .after = 1}, at_s);
    case 1: return draw_options(frame, at, {.before = 1, .after = 2}, at_s);
    case 2: return draw_flagging(frame, at, at_s);
    default: return draw_handing_in(frame, at, at_s);
    }
}

// The names of the parts, each of which can be seen again by a touch.
void draw_names(HowToState& state, Frame& frame, Rect rect, std::size_t part) {
    constexpr std::string_view kIds[] = {"###how_to_1", "###how_to_2", "###how_to_3", "###how_to_4"};
    std::array<Segment, kParts> names;
    for (std::size_t i = 0; i < kParts; ++i) names[i] = {kIds[i], frame.say(kWords[i].name)};
    if (const auto touched = segments(frame, rect, {names, part})) state.began_s = frame.now_s() - static_cast<double>(*touched) * kPart_s;
}

} // namespace

void open_how_to(HowToState& state, const Frame& frame) {
    state.began_s = frame.now_s();
}

void draw_how_to(HowToState& state, Frame& frame) {
    constexpr float kHeight = 680;
    constexpr float kCloseWidth = 176;
    const double passed_s = std::clamp(frame.now_s() - *state.began_s, 0.0, kWhole_s);
    const auto part = std::min(kParts - 1, static_cast<std::size_t>(passed_s / kPart_s));
    const Rect rect = dialog_place(frame, kHeight).moved(0, 8);
    dialog(frame, rect, {"###how_to", frame.say(Key::how_to_title), Icon::play, Tone::accent, {}});
    const Rect inside = rect.inset(kDialogPadding, 0);
    draw_names(state, frame, {inside.x, rect.y + 124, inside.w, kTarget}, part);
    const Rect stage{inside.x, rect.y + 204, inside.w, kPicture.h + 32};
    fill_round(frame, stage, kRadiusControl, Role::ground);
    if (!frame.theme().has_edges()) frame_round(frame, stage, kRadiusControl, kBorderHair, Role::line);
    // What is shown is not to be touched.
    frame.cover();
    const double at_s = passed_s >= kWhole_s ? kPart_s : std::fmod(passed_s, kPart_s);
    draw_part(frame, part, {stage.x + (stage.w - kPicture.w) / 2, stage.y + 16}, at_s);
    frame.uncover();
    text_block(frame, {inside.x, stage.bottom() + 12, inside.w, 2 * kBody.step}, frame.say(kWords[part].sentence), {.style = kBody});
    const float foot = dialog_foot(rect);
    const Rect bar{inside.x, foot + kTarget / 2 - 6, inside.w - kCloseWidth - 128, 12};
    progress(frame, bar, {static_cast<int>(passed_s), static_cast<int>(kWhole_s)});
    const std::string left = frame.say(Key::seconds, {place("n", static_cast<int>(kWhole_s - passed_s))});
    text_line(frame, {bar.right() + 16, foot, 96, kTarget}, left, {.style = kLabel, .role = Role::ink2});
    const Button close{.id = "###how_to_close", .label = frame.say(Key::close), .look = ButtonLook::primary};
    if (button(frame, {inside.right() - kCloseWidth, foot, kCloseWidth, kTarget}, close)) state.began_s.reset();
    if (passed_s < kWhole_s) frame.again_in(kStep_s);
}

} // namespace kaogong::kiosk::screens
