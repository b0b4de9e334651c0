#include "kiosk/screens/examiner/tally.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/keypad.h"
#include "kiosk/screens/candidate/pages.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/panels.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kDialog{48, 24, 1184, 672};
constexpr float kLeft = kDialog.x + kDialogPadding;
constexpr float kRight = kDialog.right() - kDialogPadding;
constexpr Size kKey{112, 76};
constexpr float kKeyGap = 8;
constexpr float kPadWidth = 4 * kKey.w + 3 * kKeyGap;
constexpr float kTop = 148;
constexpr float kFoot = 612;
constexpr float kLine = 40;
constexpr Rect kList{kLeft, kTop, kRight - kPadWidth - 32 - kLeft, kFoot - 12 - kTop};
constexpr std::size_t kTypedMax = 9;

// What is shown in the list, line by line: a module's head, then its rows.
struct Line {
    std::string name;
    std::string value;
    bool head = false;
};

std::vector<Line> lines_of(const Frame& frame, const model::TallyView& view) {
    std::vector<Line> lines;
    for (const model::TallyModule& module : view.modules) {
        std::string name = module.name.empty() ? std::string(frame.say(Key::ex_tally_besides)) : module.name;
        int points_max = 0;
        for (const model::TallyRow& row : module.rows) points_max += row.points_max;
        std::string worth = module.weight;
        if (worth.empty() && points_max > 0) worth = frame.say(Key::ex_tally_of, {place("n", points_text(points_max))});
        lines.push_back({std::move(name), std::move(worth), true});
        for (const model::TallyRow& row : module.rows) {
            const std::string of = row.points_max > 0 ? " / " + points_text(row.points_max) : std::string();
            lines.push_back({row.id + "  " + row.name, points_text(row.points) + of, false});
        }
    }
    return lines;
}

void draw_list(Frame& frame, const model::TallyView& view, TallyState& state) {
    const std::vector<Line> lines = lines_of(frame, view);
    box(frame, kList, {Role::surface, Role::line, kBorderHair, kRadiusControl});
    const bool paged = static_cast<float>(lines.size()) * kLine > kList.h - 8;
    const float room = kList.h - 8 - (paged ? kTarget + 8 : 0);
    const auto shown = static_cast<std::size_t>(room / kLine);
    const std::size_t pages = std::max<std::size_t>(1, (lines.size() + shown - 1) / shown);
    state.page = std::min(state.page, pages - 1);
    float y = kList.y + 4;
    for (std::size_t i = state.page * shown; i < std::min(lines.size(), (state.page + 1) * shown); ++i) {
        const Line& line = lines[i];
        const Rect row{kList.x + 16, y, kList.w - 32, kLine};
        const TextStyle style = line.head ? kLabelBold : kLabel;
        const float width = line_width(frame, line.value, style) + 2;
        text_line(frame, row.without_right(width + 16).without_left(line.head ? 0 : 16), line.name,
                  {.style = style, .role = line.head ? Role::ink2 : Role::ink, .may_shorten = true});
        text_line(
            frame, {row.right() - width, y, width, kLine}, line.value,
            {.style = line.head ? kLabel : kBodyBold.with_size(20), .role = line.head ? Role::ink2 : Role::ink, .align = Align::right});
        hairline(frame, {row.x, row.bottom() - 1}, row.w);
        y += kLine;
    }
    if (paged) page_strip(frame, {kList.right() - kPageStripWidth - 8, kList.bottom() - kTarget - 4}, {"###tally", pages}, state.page);
}

bool takes(const std::string& text, char32_t c) {
    if (text.size() >= kTypedMax) return false;
    if (c == U'.') return !text.empty() && text.find('.') == text.npos;
    return c >= U'0' && c <= U'9';
}

// "86.2" as 8620; nothing while it is no number of points.
std::optional<int> points_of(const std::string& text) {
    const std::size_t point = text.find('.');
    const std::string whole = text.substr(0, point);
    std::string part = point == text.npos ? std::string() : text.substr(point + 1);
    if (whole.empty() || whole.size() > 5 || part.size() > 2) return std::nullopt;
    part.resize(2, '0');
    int points = 0;
    for (const char c : whole + part) points = points * 10 + (c - '0');
    return points;
}

void draw_entry(Frame& frame, TallyState& state) {
    const float x = kRight - kPadWidth;
    const Field total{.id = "###tally_total",
                      .label = {},
                      .value = state.typed,
                      .help = {},
                      .unit = frame.say(Key::points_unit),
                      .style = kTitle,
                      .focused = true};
    text_line(frame, {x, kTop - 6, kPadWidth, 28}, frame.say(Key::ex_tally_own), {.style = kLabel, .role = Role::ink2});
    field(frame, {x, kTop + 24, kPadWidth, kTarget}, total);
    DigitPad pad;
    pad.corner = PadCorner::none;
    pad.has_point = true;
    pad.key = kKey;
    pad.gap = {kKeyGap, kKeyGap};
    const TypedKeys keys = keys_of(frame, digit_pad(frame, {x, kTop + 24 + kTarget + 16}, pad));
    for (const char32_t c : keys.characters)
        if (takes(state.typed, c)) state.typed.push_back(static_cast<char>(c));
    for (int i = 0; i < keys.backspaces; ++i) erase_last_character(state.typed);
}

} // namespace

void draw(const model::TallyView& view, TallyState& state, Frame& frame, model::ExaminerCommands& commands) {
    constexpr float kAnswer = 272;
    dialog(frame, kDialog, {"###tally", frame.say(Key::ex_tally_title, {place("whom", view.whom)}), Icon::list, Tone::accent, {}});
    text_line(frame, {kLeft + 84, 112, kRight - kLeft - 84, 32}, frame.say(Key::ex_tally_sentence),
              {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    draw_list(frame, view, state);
    draw_entry(frame, state);
    const std::optional<int> points = points_of(state.typed);
    if (button(frame, {kRight - 2 * kAnswer - 16, kFoot, kAnswer, kTarget},
               {.id = "###tally_cancel", .label = frame.say(Key::cancel), .style = kBody}))
        commands.push_back(model::CancelAsk{});
    const Button yes{.id = "###tally_yes",
                     .label = frame.say(Key::ex_tally_yes),
                     .look = ButtonLook::primary,
                     .icon = Icon::sign,
                     .enabled = points.has_value()};
    const bool entered = frame.typed().enter && !frame.covered() && points.has_value();
    if (!button(frame, {kRight - kAnswer, kFoot, kAnswer, kTarget}, yes) && !entered) return;
    commands.push_back(model::SubmitTally{*points});
}

} // namespace kaogong::kiosk::screens
