#include "kiosk/screens/centre/staff_menu.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;
using model::ActionState;

// The two cards lie side by side, or one above the other on an upright panel.
struct Layout {
    Rect health;
    Rect actions;
    float health_row;
};
constexpr Layout kLying{{48, 96, 576, 600}, {640, 96, 592, 600}, 54};
constexpr Layout kUpright{{48, 96, 704, 528}, {48, 640, 704, 600}, 46};
constexpr float kPadding = 24;
constexpr float kTitleHeight = 44;
constexpr float kRowsBelowTop = 20 + kTitleHeight + 8;

// ---- bar

void draw_bar(const model::StaffMenuView& view, Frame& frame, float right, model::Commands& commands) {
    constexpr float kMiddle = kBarHeight / 2;
    fill(frame, {0, 0, right + 48, kBarHeight}, Role::bar);
    draw_mark(frame, {48, 16, 48, 48});
    const Button leave{.id = "###staff_leave", .label = frame.say(Key::staff_leave), .style = kBody};
    const float leave_w = std::max(112.0F, button_width(frame, leave) - 16);
    const float leave_x = right - leave_w;
    const Button language{.id = "###language", .label = frame.say(Key::language_switch)};
    const float language_w = std::max(kTarget, line_width(frame, language.label, kBodyBold) + 32);
    const float language_x = leave_x - 16 - language_w;
    const std::string clock = clock_text(view.now);
    const float clock_w = line_width(frame, clock, kTitle) + 1;
    const float clock_x = language_x - 24 - clock_w;
    const std::string unsent = frame.say(Key::staff_unsent, {place("n", view.health.undelivered)});
    const Chip pill{unsent, view.health.undelivered > 0 ? Icon::cloud_off : Icon::check, Tone::neutral, 40};
    // Upright there is no room for it; the number stands among the terminal's rows anyway.
    const bool has_pill = !frame.units().portrait();
    const float pill_x = has_pill ? clock_x - 24 - chip_width(frame, pill) : clock_x;
    const float words = pill_x - 24 - 112;
    text_line(frame, {112, 8, words, 36}, frame.say(Key::staff_title, {place("staff", view.staff_number)}),
              {.style = kBodyBold, .role = Role::on_bar, .may_shorten = true});
    const std::string where = frame.say(Key::staff_place, {place("room", view.place.room), place("seat", view.place.seat)});
    text_line(frame, {112, 42, words, 28}, where, {.style = kLabel, .role = Role::on_bar2, .may_shorten = true});
    if (has_pill) chip(frame, {pill_x, kMiddle}, pill);
    text_line(frame, {clock_x, kMiddle - 22, clock_w, 44}, clock, {.style = kTitle, .role = Role::on_bar});
    if (button(frame, {language_x, 8, language_w, kTarget}, language))
        commands.push_back(model::SetLanguage{frame.language() == Language::zh_cn ? Language::en : Language::zh_cn});
    if (button(frame, {leave_x, 8, leave_w, kTarget}, leave)) commands.push_back(model::LeaveStaff{});
}

// ---- how the terminal is

struct HealthRow {
    Key label;
    std::string value;
    bool good = true;
};

std::string seat_words(const model::StaffMenuView& view, const Frame& frame) {
    const auto with_name = [&](Key key) { return frame.say(key, {place("name", view.candidate)}); };
    switch (view.seat_use) {
    case model::SeatUse::free: return std::string(frame.say(Key::staff_seat_free));
    case model::SeatUse::signing_in: return with_name(Key::staff_seat_signing_in);
    case model::SeatUse::waiting: return with_name(Key::staff_seat_waiting);
    case model::SeatUse::answering: return with_name(Key::staff_seat_answering);
    case model::SeatUse::interrupted: return with_name(Key::staff_seat_interrupted);
    case model::SeatUse::handed_in: return with_name(Key::staff_seat_handed_in);
    case model::SeatUse::ended: break;
    }
    return with_name(Key::staff_seat_ended);
}

std::string profile_words(const model::HealthView& health) {
    return health.profile_alarm ? health.profile + "　" + code_text(*health.profile_alarm) : health.profile;
}

std::vector<HealthRow> health_rows(const model::StaffMenuView& view, const Frame& frame) {
    const model::HealthView& health = view.health;
    const bool has_exam = !view.exam.empty();
    return {
        {Key::staff_row_session, has_exam ? view.exam : std::string(frame.say(Key::welcome_no_session)), has_exam},
        {Key::staff_row_seat, seat_words(view, frame), view.seat_use != model::SeatUse::interrupted},
        {Key::staff_row_clock, std::string(frame.say(health.clock_stepped ? Key::staff_clock_stepped : Key::staff_clock_steady)),
         !health.clock_stepped},
        {Key::staff_row_disk, frame.say(Key::staff_disk_free, {place("n", static_cast<int>(health.disk_free_mib))}), health.disk_enough},
        {Key::staff_row_profile, profile_words(health), !health.profile_alarm},
        {Key::staff_row_results, frame.say(Key::staff_results, {place("n", health.results), place("unsent", health.undelivered)}), true},
        {Key::staff_row_ledger, frame.say(Key::staff_ledger, {place("n", static_cast<int>(health.ledger_entries))}), true}};
}

void draw_health_row(Frame& frame, Rect rect, const HealthRow& row) {
    constexpr float kLabelWidth = 116;
    icon(frame, row.good ? Icon::check : Icon::warning, {rect.x + 12, rect.center().y}, 24, row.good ? Role::success : Role::warning);
    const Rect words = rect.without_left(40);
    text_line(frame, words.cut_left(kLabelWidth - 8), frame.say(row.label), {.style = kLabel, .role = Role::ink2});
    const Rect room = words.without_left(kLabelWidth);
    const TextStyle style = line_width(frame, row.value, kBody) > room.w ? kLabel : kBody;
    text_line(frame, room, row.value, {.style = style, .may_shorten = true});
}

std::string done_words(const model::StaffMenuView& view, const Frame& frame) {
    switch (view.done) {
    case model::StaffDone::started: return frame.say(Key::staff_done_started, {place("time", clock_text(view.starts_at))});
    case model::StaffDone::will_start: return frame.say(Key::staff_done_will_start, {place("time", clock_text(view.starts_at))});
    case model::StaffDone::identity_noted: return std::string(frame.say(Key::staff_done_identity));
    case model::StaffDone::closed: return std::string(frame.say(Key::staff_done_closed));
    case model::StaffDone::exported: return frame.say(Key::staff_done_exported, {place("n", view.exported_files)});
    case model::StaffDone::nothing: break;
    }
    return {};
}

// What was just done, or what is wrong with the terminal, or that it is ready.
void draw_verdict(const model::StaffMenuView& view, Frame& frame, Rect rect) {
    const std::string done = done_words(view, frame);
    const model::HealthView& health = view.health;
    if (!done.empty()) return notice(frame, rect, {done, frame.say(Key::staff_done_noted), Icon::check, Tone::success});
    if (!health.known) return notice(frame, rect, {frame.say(Key::staff_looking), {}, Icon::hourglass, Tone::neutral});
    if (!health.disk_enough)
        return notice(frame, rect, {frame.say(Key::staff_disk_full), frame.say(Key::staff_disk_full_note), Icon::warning, Tone::warning});
    if (health.profile_alarm) {
        const Sentence words = sentence(*health.profile_alarm, frame.language());
        const Rect inside = rect.without_left(64).without_right(16);
        box(frame, rect, {Role::warning_soft, Role::warning, kBorderActive, kRadiusControl});
        icon(frame, Icon::warning, {rect.x + 34, rect.center().y}, 28, Role::warning);
        const float height = block_height(frame, words.what, kLabelDense, inside.w);
        text_block(frame, {inside.x, rect.center().y - height / 2, inside.w, height}, words.what, {.style = kLabelDense});
        return;
    }
    notice(frame, rect, {frame.say(Key::staff_ready), frame.say(Key::staff_ready_note), Icon::shield_check, Tone::success});
}

void draw_health(const model::StaffMenuView& view, Frame& frame, const Layout& layout) {
    constexpr float kVerdict = 92;
    card(frame, layout.health);
    const Rect inside = layout.health.inset(kPadding, 20);
    text_line(frame, inside.cut_top(kTitleHeight), frame.say(Key::staff_health), {.style = kTitle});
    float y = layout.health.y + kRowsBelowTop;
    for (const HealthRow& row : health_rows(view, frame)) {
        draw_health_row(frame, {inside.x, y, inside.w, layout.health_row}, row);
        y += layout.health_row;
        hairline(frame, {inside.x, y}, inside.w);
    }
    draw_verdict(view, frame, {inside.x, layout.health.bottom() - 24 - kVerdict, inside.w, kVerdict});
}

// ---- what can be done

struct Action {
    std::string_view id;
    Icon icon;
    Key title;
    ActionState state;
    std::string line; // when it is ready or done; every other state has a line of its own
};

std::string line_of(const Action& action, const Frame& frame) {
    switch (action.state) {
    case ActionState::ready:
    case ActionState::done: return action.line;
    case ActionState::running: return std::string(frame.say(Key::staff_state_running));
    case ActionState::no_session: return std::string(frame.say(Key::staff_state_no_session));
    case ActionState::not_open: return std::string(frame.say(Key::staff_state_not_open));
    case ActionState::nobody: return std::string(frame.say(Key::staff_state_nobody));
    case ActionState::not_due: return std::string(frame.say(Key::staff_state_not_due));
    case ActionState::sitting_open: return std::string(frame.say(Key::staff_state_sitting_open));
    case ActionState::no_folder: break;
    }
    return std::string(frame.say(Key::staff_state_no_folder));
}

bool draw_action(Frame& frame, Rect rect, const Action& action) {
    const bool can = action.state == ActionState::ready;
    const bool done = action.state == ActionState::done;
    const Touch touch = frame.touch(widget_id(action.id), rect, {.enabled = can});
    const std::string line = line_of(action, frame);
    frame.note({.id = std::string(action.id),
                .part = Part::button,
                .label = std::string(frame.say(action.title)),
                .value = line,
                .enabled = can,
                .rect = rect,
                .touchable = true});
    const Role ground = !can ? Role::sunken : touch.held ? Role::accent_soft : Role::surface;
    box(frame, rect, {ground, can ? Role::line_strong : Role::line, can ? kBorderControl : kBorderHair, kRadiusControl});
    icon(frame, done ? Icon::check : action.icon, {rect.x + 34, rect.center().y}, 28,
         done  ? Role::success
         : can ? Role::accent
               : Role::ink_off);
    const Rect words = rect.without_left(68).without_right(52);
    text_line(frame, {words.x, rect.y + 2, words.w, 36}, frame.say(action.title),
              {.style = kBodyBold, .role = can ? Role::ink : Role::ink_off});
    text_line(frame, {words.x, rect.y + 37, words.w, 24}, line,
              {.style = kLabelDense, .role = can ? Role::ink2 : Role::ink_off, .may_shorten = true});
    if (can) icon(frame, Icon::chevron_right, {rect.right() - 28, rect.center().y}, 24, Role::ink2);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

void draw_actions(const model::StaffMenuView& view, Frame& frame, const Layout& layout, model::Commands& commands) {
    constexpr float kRow = 66;
    constexpr float kGap = 6;
    card(frame, layout.actions);
    const Rect inside = layout.actions.inset(kPadding, 20);
    text_line(frame, inside.cut_top(kTitleHeight), frame.say(Key::staff_actions), {.style = kTitle});
    const std::string starts = clock_text(view.starts_at);
    const bool started = view.start == ActionState::done;
    const auto words = [&](ActionState state, Key ready, Key done) {
        return std::string(frame.say(state == ActionState::done ? done : ready));
    };
    const Action actions[] = {
        {"###act_start", Icon::play, Key::staff_act_start, view.start,
         frame.say(started ? Key::staff_line_started : Key::staff_line_start, {place("time", starts)})},
        {"###act_identity", Icon::card, Key::staff_act_identity, view.identity,
         words(view.identity, Key::staff_line_identity, Key::staff_line_identity_done)},
        {"###act_resume", Icon::bolt, Key::staff_act_resume, view.resume, std::string(frame.say(Key::staff_line_resume))},
        {"###act_release", Icon::hand, Key::staff_act_release, view.release, std::string(frame.say(Key::staff_line_release))},
        {"###act_close", Icon::lock, Key::staff_act_close, view.close, words(view.close, Key::staff_line_close, Key::staff_line_closed)},
        {"###act_sync", Icon::cloud_off, Key::staff_act_sync, ActionState::ready, std::string(frame.say(Key::staff_line_sync))},
        {"###act_export", Icon::card, Key::staff_act_export, view.export_records, std::string(frame.say(Key::staff_line_export))}};
    const model::Command asked[] = {model::OpenStaffPage{model::StaffPage::start},  model::OpenStaffPage{model::StaffPage::identity},
                                    model::OpenStaffPage{model::StaffPage::resume}, model::ReleaseSeat{},
                                    model::OpenStaffPage{model::StaffPage::close},  model::OpenStaffPage{model::StaffPage::sync},
                                    model::ExportRecords{}};
    float y = layout.actions.y + kRowsBelowTop;
    for (std::size_t i = 0; i < std::size(actions); ++i) {
        if (draw_action(frame, {inside.x, y, inside.w, kRow}, actions[i])) commands.push_back(asked[i]);
        y += kRow + kGap;
    }
}

} // namespace

void draw(const model::StaffMenuView& view, StaffMenuState&, Frame& frame, model::Commands& commands) {
    frame.use_upright_canvas();
    const Layout& layout = frame.units().portrait() ? kUpright : kLying;
    draw_bar(view, frame, layout.actions.right(), commands);
    draw_health(view, frame, layout);
    draw_actions(view, frame, layout, commands);
}

} // namespace kaogong::kiosk::screens
