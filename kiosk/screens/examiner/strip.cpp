#include "kiosk/screens/examiner/strip.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kCellTop = kStripTop + 8;
constexpr float kCellHeight = 88;
constexpr float kCellWidest = 224;
constexpr float kGap = 8;
constexpr float kAllWidth = 100;
constexpr float kFoot = 6;
constexpr float kPadding = 12;

struct StateLook {
    Key word;
    Icon icon;
    Role role;
};

StateLook state_look(model::StationState state) {
    switch (state) {
    case model::StationState::waiting: return {Key::ex_station_waiting, Icon::hourglass, Role::ink2};
    case model::StationState::working: return {Key::ex_station_working, Icon::play, Role::accent};
    case model::StationState::paused: return {Key::ex_station_paused, Icon::pause, Role::warning};
    case model::StationState::handed_in: return {Key::ex_station_handed_in, Icon::check, Role::success};
    case model::StationState::measuring: return {Key::ex_station_measuring, Icon::caliper, Role::ink2};
    case model::StationState::scored: break;
    }
    return {Key::ex_station_scored, Icon::shield_check, Role::success};
}

Key attention_key(model::Attention attention) {
    switch (attention) {
    case model::Attention::fault: return Key::ex_attention_fault;
    case model::Attention::veto: return Key::ex_attention_veto;
    case model::Attention::seal: return Key::ex_attention_seal;
    case model::Attention::overtime: return Key::ex_attention_overtime;
    case model::Attention::help:
    case model::Attention::none: break;
    }
    return Key::ex_attention_help;
}

void draw_attention(Frame& frame, Point right_middle, std::string_view word) {
    constexpr float kHeight = 28;
    constexpr float kIcon = 18;
    const float width = 8 + kIcon + 4 + line_width(frame, word, kLabelBold) + 8;
    const Rect rect{right_middle.x - width, right_middle.y - kHeight / 2, width, kHeight};
    box(frame, rect, {Role::warning_soft, Role::warning, kBorderHair, kHeight / 2});
    icon(frame, Icon::bell, {rect.x + 8 + kIcon / 2, rect.center().y}, kIcon, Role::warning);
    text_line(frame, rect.without_left(12 + kIcon), word, {.style = kLabelBold, .role = Role::warning, .noted = false});
    frame.note({.part = Part::chip, .label = std::string(word), .rect = rect});
}

float attention_width(Frame& frame, std::string_view word) {
    return 8 + 18 + 4 + line_width(frame, word, kLabelBold) + 8;
}

void draw_second_line(Frame& frame, Rect line, const model::StationView& station, bool taken) {
    const bool overtime = station.over_ms > 0;
    std::string time = overtime ? "+" + left_text(station.over_ms).substr(3) : left_text(station.left_ms);
    const bool narrow = line.w < 180;
    if (narrow && time.front() == '0') time.erase(0, 1);
    const bool over = station.state == model::StationState::measuring || station.state == model::StationState::scored;
    const float shape = narrow ? 0.0F : 24.0F; // of six the clock's own shape gives way to its digits
    if (!narrow) icon(frame, over ? Icon::check : Icon::clock, {line.x + 9, line.center().y}, 18, overtime ? Role::warning : Role::ink2);
    const Rect words = line.without_left(shape);
    const std::string left = over ? std::string(frame.say(Key::ex_station_handed_in)) : time;
    const float width = text_line(frame, words, left, {.style = kLabel, .role = overtime ? Role::warning : Role::ink, .noted = true});
    if (taken) return;
    const Rect rest = words.without_left(width + 8);
    const std::string unseen = station.rows_unseen == 0 ? frame.say(Key::ex_rows_all, {place("n", station.rows_total)})
                                                        : frame.say(Key::ex_rows_unseen, {place("n", station.rows_unseen)});
    const std::string number = std::to_string(station.rows_unseen) + " / " + std::to_string(station.rows_total);
    const bool roomy = line_width(frame, unseen, kLabel) <= rest.w;
    if (!roomy && (station.rows_unseen == 0 || line_width(frame, number, kLabel) > rest.w)) return;
    text_line(frame, rest, roomy ? unseen : number,
              {.style = kLabel, .role = station.rows_unseen == 0 ? Role::ink2 : Role::ink, .align = Align::right});
}

void draw_station_words(Frame& frame, Rect rect, const model::StationView& station, bool current) {
    const Rect line{rect.x + kPadding, rect.y + 8, rect.w - 2 * kPadding, 36};
    const Rect second{line.x, rect.y + 46, line.w, 26};
    const StateLook look = state_look(station.state);
    const float number = text_line(frame, line, station.number, {.style = kTitle, .noted = false}) + 10;
    icon(frame, look.icon, {line.x + number + 9, line.center().y}, 18, look.role);
    const std::string_view word = frame.say(look.word);
    const Rect rest = line.without_left(number + 24);
    const std::string_view attention = station.attention == model::Attention::none ? "" : frame.say(attention_key(station.attention));
    const TextStyle style = current ? kLabelBold : kLabel;
    const float word_width = line_width(frame, word, style);
    const bool beside = word_width + 8 + attention_width(frame, attention) <= rest.w;
    text_line(frame, rest.cut_left(std::min(rest.w, word_width + 1)), word, {.style = style, .role = look.role, .may_shorten = true});
    draw_second_line(frame, second, station, !attention.empty() && !beside);
    if (attention.empty()) return;
    draw_attention(frame, {line.right() + 2, beside ? line.center().y : second.center().y}, attention);
}

bool draw_station(Frame& frame, Rect rect, const model::StationView& station, std::size_t place, bool current) {
    const std::string id = "###station_" + std::to_string(place + 1);
    const Touch touch = frame.touch(widget_id(id), rect);
    frame.note({.id = id, .part = Part::cell, .label = station.number, .value = current ? "current" : "", .rect = rect, .touchable = true});
    const Role color = station_role(place);
    if (current) {
        // Open downward: its frame runs into the bar of the sheet.
        const Rect open{rect.x, rect.y, rect.w, kStripTop + kStripHeight - rect.y};
        const float thickness = kBorderSelected + frame.theme().frame_extra();
        fill_round_ends(frame, open, kRadiusControl, Role::accent, RoundEnds::top);
        const Rect inner{open.x + thickness, open.y + thickness, open.w - 2 * thickness, open.h - thickness};
        fill_round_ends(frame, inner, kRadiusControl - thickness, Role::surface, RoundEnds::top);
    } else {
        box(frame, rect, {touch.held ? Role::accent_soft : Role::surface, Role::line, kBorderHair, kRadiusControl});
        fill_round_ends(frame, {rect.x + 1, rect.bottom() - kFoot - 6, rect.w - 2, kFoot + 6}, kRadiusControl - 1, color,
                        RoundEnds::bottom);
        fill(frame, {rect.x + 1, rect.bottom() - kFoot - 6, rect.w - 2, 6}, touch.held ? Role::accent_soft : Role::surface);
    }
    draw_station_words(frame, rect, station, current);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

bool draw_all_stop(Frame& frame, Rect rect, bool paused) {
    constexpr std::string_view kId = "###all_stop";
    const Touch touch = frame.touch(widget_id(kId), rect);
    const std::string_view word = frame.say(paused ? Key::ex_all_resume : Key::ex_power_cut);
    frame.note({.id = std::string(kId), .part = Part::tool, .label = std::string(word), .rect = rect, .touchable = true});
    const Rect face = touch.held ? rect.moved(0, 3) : rect;
    const Role role = paused ? Role::warning : Role::ink;
    box(frame, face,
        {paused       ? Role::warning_soft
         : touch.held ? Role::accent_soft
                      : Role::surface,
         paused ? Role::warning : Role::line_strong, kBorderControl, kRadiusControl});
    icon(frame, paused ? Icon::play : Icon::bolt, {face.center().x, face.y + 22}, 24, role);
    const Rect words{face.x + 4, face.y + 36, face.w - 8, 24};
    text_line(frame, words, word, {.style = kLabelBold, .role = role, .align = Align::center, .noted = false});
    text_line(frame, words.moved(0, 24), frame.say(paused ? Key::ex_all_stations_resume : Key::ex_all_stations),
              {.style = kLabel, .role = Role::ink2, .align = Align::center, .noted = false});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

} // namespace

StripTouch draw_strip(Frame& frame, const model::StripView& strip, model::ExaminerCommands& commands) {
    fill(frame, {0, kStripTop, kLandscape.w, kStripHeight}, Role::sunken);
    const std::size_t count = std::min(strip.stations.size(), model::kStationsMax);
    const float room = kLandscape.w - 2 * kMarginWork - kAllWidth - kGap;
    const auto n = static_cast<float>(std::max<std::size_t>(count, 1));
    const float width = std::min(kCellWidest, (room - (n - 1) * kGap) / n);
    fill(frame, {0, kStripTop + kStripHeight, kLandscape.w, kStationBar}, station_role(strip.current));
    for (std::size_t i = 0; i < count; ++i) {
        const Rect rect{kMarginWork + static_cast<float>(i) * (width + kGap), kCellTop, width, kCellHeight};
        if (draw_station(frame, rect, strip.stations[i], i, i == strip.current) && i != strip.current)
            commands.push_back(model::SelectStation{i});
    }
    const Rect all{kLandscape.w - kMarginWork - kAllWidth, kCellTop, kAllWidth, kCellHeight};
    return draw_all_stop(frame, all, strip.all_paused) ? StripTouch::all_stop : StripTouch::nothing;
}

} // namespace kaogong::kiosk::screens
