#include "kiosk/screens/examiner/staff_bar.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kPill = 40;
constexpr float kPillIcon = 22;
constexpr float kPillPadding = 14;
constexpr float kGap = 14;
constexpr float kMiddle = kBarHeight / 2;

struct Pill {
    Icon icon;
    std::string_view label;
    TextStyle style = kLabel;
};

float pill_width(Frame& frame, const Pill& pill) {
    return 2 * kPillPadding + kPillIcon + 8 + line_width(frame, pill.label, pill.style);
}

void draw_pill(Frame& frame, Rect rect, const Pill& pill, const BarRoles& roles) {
    const bool practice = roles.ground != Role::bar;
    box(frame, rect, {roles.ground, practice ? roles.text : Role::bar_line, kBorderHair, kPill / 2});
    icon(frame, pill.icon, {rect.x + kPillPadding + kPillIcon / 2, kMiddle}, kPillIcon, roles.text);
    text_line(frame, rect.without_left(kPillPadding + kPillIcon + 8).without_right(kPillPadding - 4), pill.label,
              {.style = pill.style, .role = roles.text, .may_shorten = true, .noted = false});
}

float draw_unsynced(Frame& frame, float right, int unsynced, const BarRoles& roles) {
    const std::string waiting = frame.say(Key::ex_unsynced, {place("n", unsynced)});
    const Pill pill{Icon::cloud_off, waiting};
    const float width = pill_width(frame, pill);
    const Rect rect{right - width, kMiddle - kPill / 2, width, kPill};
    draw_pill(frame, rect, pill, roles);
    frame.note({.part = Part::chip, .label = waiting, .rect = rect});
    return width;
}

// In practice nothing waits to be sent; the way out of it stands in that place.
float draw_leave_practice(Frame& frame, float right, model::ExaminerCommands& commands) {
    const Button leave{
        .id = "###practice_leave", .label = frame.say(Key::ex_practice_leave), .look = ButtonLook::bar_primary, .style = kLabelBold};
    const float width = button_width(frame, leave) - 20;
    if (button(frame, {right - width, kMiddle - kTarget / 2, width, kTarget}, leave)) commands.push_back(model::LeavePractice{});
    return width;
}

bool draw_person(Frame& frame, Rect rect, std::string_view person, const BarRoles& roles) {
    constexpr std::string_view kId = "###change_user";
    const Rect target = rect.grown_to(kTarget, kTarget);
    const Touch touch = frame.touch(widget_id(kId), target);
    frame.note({.id = std::string(kId), .part = Part::button, .label = std::string(person), .rect = target, .touchable = true});
    draw_pill(frame, rect, {Icon::person, person}, roles);
    if (touch.focused) focus_ring(frame, rect, kPill / 2);
    return touch.tapped;
}

float draw_back(Frame& frame, const StaffBar& bar, model::ExaminerCommands& commands) {
    constexpr float kMark = 40;
    if (bar.back == BarBack::none) {
        draw_mark(frame, {kMarginWork, kMiddle - kMark / 2, kMark, kMark});
        return kMarginWork + kMark + 14;
    }
    const Button back{.id = "###back",
                      .label = frame.say(Key::back),
                      .look = ButtonLook::bar,
                      .icon = Icon::chevron_left,
                      .icon_size = 28,
                      .icon_only = true};
    if (button(frame, {8, kMiddle - kTarget / 2, kTarget, kTarget}, back)) {
        if (bar.back == BarBack::to_sheet)
            commands.push_back(model::ShowSheet{});
        else
            commands.push_back(model::ShowCandidates{});
    }
    return 8 + kTarget + 14;
}

} // namespace

BarRoles bar_roles(const model::StaffBarView& view) {
    if (view.practice) return {Role::warning, Role::surface, Role::surface};
    return {Role::bar, Role::on_bar, Role::on_bar2};
}

Rect draw_staff_bar(Frame& frame, const model::StaffBarView& view, const StaffBar& bar, model::ExaminerCommands& commands) {
    constexpr float kPersonMost = 220;
    constexpr float kLineBox = 32;
    const BarRoles roles = bar_roles(view);
    fill(frame, {0, 0, kLandscape.w, kBarHeight}, roles.ground);
    const float left = draw_back(frame, bar, commands);
    float right = kLandscape.w - kMarginWork - bar.actions_width;
    if (bar.clock == BarClock::shown) {
        const std::string now = clock_text(view.clock);
        const float width = line_width(frame, now, kBodyBold) + 1;
        text_line(frame, {right - width, 0, width, kBarHeight}, now, {.style = kBodyBold, .role = roles.text});
        right -= width + kGap;
    }
    const float person = std::min(kPersonMost, pill_width(frame, {Icon::person, view.person}));
    if (draw_person(frame, {right - person, kMiddle - kPill / 2, person, kPill}, view.person, roles))
        commands.push_back(model::ChangeUser{});
    right -= person + kGap;
    right -= (view.practice ? draw_leave_practice(frame, right, commands) : draw_unsynced(frame, right, view.unsynced, roles)) + kGap;
    std::string title = view.practice ? frame.say(Key::ex_practice, {place("title", view.title)}) : view.title;
    const std::string_view line = view.practice ? frame.say(Key::ex_practice_line) : std::string_view(view.line);
    const float wanted = std::max(line_width(frame, title, kBodyBold), line_width(frame, line, kLabel)) + 1;
    const float width = std::min(wanted, right - left - (bar.middle_width > 0 ? bar.middle_width + kGap : 0));
    text_fitted(frame, {left, 12, width, kLineBox}, title, {.role = roles.text}, {kBodyBold, kNameBold, kLabelBold});
    text_line(frame, {left, 40, width, kLineBox}, line, {.style = kLabel, .role = roles.quiet, .may_shorten = true});
    return {left + width + kGap, 0, std::max(0.0F, right - left - width - kGap), kBarHeight};
}

Role station_role(std::size_t place) {
    return static_cast<Role>(static_cast<std::size_t>(Role::station_1) + std::min(place, model::kStationsMax - 1));
}

Key phase_key(model::SheetPhase phase) {
    switch (phase) {
    case model::SheetPhase::prep: return Key::ex_phase_prep;
    case model::SheetPhase::on_site: return Key::ex_phase_on_site;
    case model::SheetPhase::workpiece: return Key::ex_phase_workpiece;
    case model::SheetPhase::review: break;
    }
    return Key::ex_phase_review;
}

TickMark mark_of(model::Mark mark) {
    return mark == model::Mark::good ? TickMark::good : mark == model::Mark::bad ? TickMark::bad : TickMark::unseen;
}

model::Mark mark_of(TickMark mark) {
    return mark == TickMark::good ? model::Mark::good : mark == TickMark::bad ? model::Mark::bad : model::Mark::unseen;
}

void draw_pair(Frame& frame, Rect row, std::string_view label, std::string_view value) {
    const float wanted = line_width(frame, label, kLabel) + 1;
    text_line(frame, row.cut_left(wanted), label, {.style = kLabel, .role = Role::ink2});
    fit_words(frame, row.without_left(wanted + 12), value, {.align = Align::right, .noted = true});
}

} // namespace kaogong::kiosk::screens
