#include "kiosk/screens/examiner/row_controls.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

// What every control is given to draw itself with.
struct Place {
    Rect rect;
    const model::ScoreRowView& row;
    std::size_t index; // of the row on the sheet
    bool enabled;
};

std::string id_of(const model::ScoreRowView& row, std::string_view part) {
    return "###" + row.id + "_" + std::string(part);
}
std::string id_of(const model::ScoreRowView& row, std::string_view part, std::size_t n) {
    return id_of(row, part) + std::to_string(n + 1);
}

struct Grid {
    std::size_t columns = 1;
    std::size_t rows = 1;
    float cell_h = kTarget;
    float gap = kControlGap;
    float height() const { return static_cast<float>(rows) * (cell_h + kControlGap) - kControlGap; }
    float cell_w(float width) const { return (width - static_cast<float>(columns - 1) * gap) / static_cast<float>(columns); }
    Rect cell(Rect area, std::size_t i) const {
        const float w = cell_w(area.w);
        return {area.x + static_cast<float>(i % columns) * (w + gap), area.y + static_cast<float>(i / columns) * (cell_h + kControlGap), w,
                cell_h};
    }
};

Grid grid_of(std::size_t count, std::size_t columns) {
    Grid grid;
    grid.columns = std::max<std::size_t>(1, columns);
    grid.rows = std::max<std::size_t>(1, (count + grid.columns - 1) / grid.columns);
    return grid;
}

// ---- Ticks, and conditions that take the whole row

bool other_is_hidden(const model::ScoreRowView& row) {
    return row.readers.size() > 1 &&
           std::any_of(row.readers.begin(), row.readers.end(), [](const model::ReaderView& reader) { return !reader.self && !reader.entered; });
}

// Whether every label has room in body: else all of them stand in label, so that a row of controls reads as one.
template <typename Range, typename Text> bool all_roomy(Frame& frame, const Range& range, float room, Text text) {
    return std::all_of(range.begin(), range.end(), [&](const auto& one) { return words_fit_in_body(frame, room, text(one)); });
}

// As many columns as every label still fits in.
std::size_t tick_columns(Frame& frame, const std::vector<std::string_view>& labels, float width, std::size_t most) {
    for (std::size_t columns = std::min(most, labels.size()); columns > 1; --columns) {
        const float room = grid_of(labels.size(), columns).cell_w(width) - kTickAround;
        const bool fits = std::all_of(labels.begin(), labels.end(), [&](std::string_view label) {
            return words_fit(frame, {room, kTarget - 12}, label);
        });
        if (fits) return columns;
    }
    return 1;
}

std::vector<std::string_view> labels_of(Frame& frame, const model::ScoreRowView& row, const std::vector<model::TickView>& ticks) {
    std::vector<std::string_view> labels;
    for (const model::TickView& tick : ticks) labels.push_back(tick.text);
    if (other_is_hidden(row)) labels.push_back(frame.say(Key::ex_other_hidden));
    return labels;
}

Grid tick_grid(Frame& frame, const model::ScoreRowView& row, const std::vector<model::TickView>& ticks, float width) {
    const std::vector<std::string_view> labels = labels_of(frame, row, ticks);
    return grid_of(labels.size(), tick_columns(frame, labels, width, 4));
}

void draw_ticks(Frame& frame, const Place& at, const std::vector<model::TickView>& ticks, const Grid& grid,
                model::ExaminerCommands& commands) {
    const bool roomy = all_roomy(frame, ticks, grid.cell_w(at.rect.w) - kTickAround, [](const model::TickView& tick) { return tick.text; });
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const std::string id = id_of(at.row, "tick_" + ticks[i].id);
        const Tick tick{id, ticks[i].text, mark_of(ticks[i].mark), at.enabled, !roomy};
        if (tick_box(frame, grid.cell(at.rect, i), tick))
            commands.push_back(model::SetTick{at.row.id, ticks[i].id, mark_of(next_mark(tick.mark))});
    }
}

void draw_hidden_other(Frame& frame, const Place& at, const Grid& grid, std::size_t cell) {
    if (other_is_hidden(at.row)) hidden_box(frame, grid.cell(at.rect, cell), frame.say(Key::ex_other_hidden));
}

// ---- One overload a control: height, then drawing

Grid grid_for(Frame& frame, const model::ScoreRowView& row, const model::TicksControl& control, float width) {
    return tick_grid(frame, row, control.ticks, width);
}
Grid grid_for(Frame& frame, const model::ScoreRowView& row, const model::StepsControl& control, float width) {
    (void)row;
    std::vector<std::string_view> labels;
    for (const model::StepView& step : control.steps) labels.push_back(step.text);
    Grid grid = grid_of(labels.size(), tick_columns(frame, labels, width - 40, 5));
    grid.gap = 24; // an arrow lies between two steps
    return grid;
}
Grid grid_for(Frame&, const model::ScoreRowView&, const model::PlacesControl& control, float width) {
    constexpr float kLeast = 80;
    const auto most = static_cast<std::size_t>((width + kControlGap) / (kLeast + kControlGap));
    const std::size_t rows = (control.places.size() + most - 1) / std::max<std::size_t>(1, most);
    return grid_of(control.places.size(), (control.places.size() + rows - 1) / std::max<std::size_t>(1, rows));
}
Grid grid_for(Frame&, const model::ScoreRowView&, const model::CounterControl&, float) {
    return grid_of(1, 1);
}
Grid grid_for(Frame&, const model::ScoreRowView&, const model::GradeControl& control, float) {
    return grid_of(control.down.size(), control.down.size() > 1 ? 2 : 1);
}
Grid grid_for(Frame& frame, const model::ScoreRowView&, const model::BandControl& control, float width) {
    Grid grid = grid_of(control.bands.size(), std::min<std::size_t>(control.bands.size(), 5));
    for (; grid.columns > 1; grid = grid_of(control.bands.size(), grid.columns - 1)) {
        const float room = grid.cell_w(width) - 130;
        if (std::all_of(control.bands.begin(), control.bands.end(), [&](const model::ChoiceView& band) {
                return words_fit(frame, {room, kTarget - 12}, band.text);
            }))
            break;
    }
    return grid;
}
Grid grid_for(Frame& frame, const model::ScoreRowView&, const model::JudgementControl& control, float width) {
    constexpr float kLeast = 96;
    Grid grid = grid_of(control.descriptors.size(), control.descriptors.size());
    grid.cell_h = kLeast;
    for (const std::string& descriptor : control.descriptors)
        grid.cell_h = std::max(grid.cell_h, choice_height(frame, {.head = "0", .label = descriptor}, grid.cell_w(width)));
    return grid;
}
Grid grid_for(Frame&, const model::ScoreRowView&, const model::ReadingControl&, float) {
    return grid_of(1, 1);
}
Grid grid_for(Frame&, const model::ScoreRowView&, const model::OvertimeControl&, float) {
    return grid_of(1, 1);
}

void draw_one(Frame& frame, const Place& at, const model::TicksControl& control, const Grid& grid, model::ExaminerCommands& commands) {
    draw_ticks(frame, at, control.ticks, grid, commands);
    draw_hidden_other(frame, at, grid, control.ticks.size());
}

void draw_one(Frame& frame, const Place& at, const model::PlacesControl& control, const Grid& grid, model::ExaminerCommands& commands) {
    for (std::size_t i = 0; i < control.places.size(); ++i) {
        const std::string id = id_of(at.row, "place_", i);
        const SamplePlace sample{id, static_cast<int>(i) + 1, mark_of(control.places[i]), at.enabled};
        if (sample_place(frame, grid.cell(at.rect, i), sample))
            commands.push_back(model::SetPlace{at.row.id, i, mark_of(next_mark(sample.mark))});
    }
}

void draw_one(Frame& frame, const Place& at, const model::StepsControl& control, const Grid& grid, model::ExaminerCommands& commands) {
    const bool roomy =
        all_roomy(frame, control.steps, grid.cell_w(at.rect.w) - kStepAround, [](const model::StepView& step) { return step.text; });
    for (std::size_t i = 0; i < control.steps.size(); ++i) {
        const model::StepView& step = control.steps[i];
        const std::string id = id_of(at.row, "step_" + step.id);
        const Rect cell = grid.cell(at.rect, i);
        if (step_box(frame, cell, {id, step.text, static_cast<int>(i) + 1, step.order, step.wrong, at.enabled, !roomy}))
            commands.push_back(model::TouchStep{at.row.id, step.id});
        const bool last_in_line = (i + 1) % grid.columns == 0 || i + 1 == control.steps.size();
        if (!last_in_line) icon(frame, Icon::chevron_right, {cell.right() + grid.gap / 2, cell.center().y}, 18, Role::ink2);
    }
}

void draw_one(Frame& frame, const Place& at, const model::CounterControl& control, const Grid&, model::ExaminerCommands& commands) {
    constexpr float kKey = 96;
    const std::string minus_id = id_of(at.row, "minus");
    const std::string plus_id = id_of(at.row, "plus");
    const Button minus{.id = minus_id,
                       .label = frame.say(Key::ex_less),
                       .icon = Icon::minus,
                       .icon_size = 28,
                       .enabled = at.enabled && control.count > 0,
                       .icon_only = true};
    const Button plus{.id = plus_id,
                      .label = frame.say(Key::ex_more),
                      .icon = Icon::plus,
                      .icon_size = 28,
                      .enabled = at.enabled && (control.most == 0 || control.count < control.most),
                      .icon_only = true};
    if (button(frame, at.rect.cut_left(kKey), minus)) commands.push_back(model::SetCount{at.row.id, control.count - 1});
    if (button(frame, at.rect.cut_right(kKey), plus)) commands.push_back(model::SetCount{at.row.id, control.count + 1});
    const Rect middle = at.rect.inset(kKey + 8, 0);
    // A count that nobody has touched is a question, not a nought: that nothing was found is said with a key of its own.
    const bool known = at.row.state != model::RowState::unseen || at.row.draft;
    if (!known && at.enabled) {
        const std::string none_id = id_of(at.row, "none");
        const Key word = control.achieved ? Key::ex_none_achieved : Key::ex_none;
        if (button(frame, middle, {.id = none_id, .label = frame.say(word), .style = kBody})) commands.push_back(model::SetCount{at.row.id, 0});
        return;
    }
    std::string value = known ? std::to_string(control.count) : "–";
    if (control.most > 0) value += " / " + std::to_string(control.most);
    text_line(frame, {middle.x, middle.y - 2, middle.w, 40}, value,
              {.style = kTitle, .role = known ? Role::ink : Role::ink2, .align = Align::center});
    fit_words(frame, {middle.x, middle.y + 37, middle.w, 27}, control.what,
              {.role = Role::ink2, .align = Align::center, .noted = true, .dense = true});
}

void draw_surface(Frame& frame, const Place& at, const model::GradeControl& control, std::size_t surface, Rect cell,
                  model::ExaminerCommands& commands) {
    constexpr float kName = 92;
    std::string_view name;
    std::string numbered;
    if (control.down.size() > 1) {
        numbered = frame.say(Key::ex_surface, {place("n", static_cast<int>(surface) + 1)});
        name = numbered;
    }
    const Rect choices = name.empty() ? cell : cell.without_left(kName);
    if (!name.empty()) fit_words(frame, cell.cut_left(kName - 8), name, {.role = Role::ink2, .noted = true, .dense = true});
    const auto count = static_cast<std::size_t>(control.down_max) + 1;
    const Grid grid = grid_of(count, count);
    for (int down = 0; down <= control.down_max; ++down) {
        const auto i = static_cast<std::size_t>(down);
        const std::string id = id_of(at.row, "surface_", surface) + "_" + std::to_string(down);
        const std::string label =
            down == 0 ? std::string(frame.say(Key::ex_grade_kept)) : frame.say(Key::ex_grade_down, {place("n", down)});
        const bool selected = control.down[surface] == down;
        if (choice_box(frame, grid.cell(choices, i), {id, {}, label, selected, at.enabled, true}) && !selected)
            commands.push_back(model::SetGrade{at.row.id, surface, down});
    }
}

void draw_one(Frame& frame, const Place& at, const model::GradeControl& control, const Grid& grid, model::ExaminerCommands& commands) {
    for (std::size_t i = 0; i < control.down.size(); ++i) {
        Rect cell = grid.cell(at.rect, i);
        if (grid.columns == 2) cell = i % 2 == 0 ? cell.without_right(8) : cell.without_left(8);
        draw_surface(frame, at, control, i, cell, commands);
    }
}

void draw_one(Frame& frame, const Place& at, const model::BandControl& control, const Grid& grid, model::ExaminerCommands& commands) {
    constexpr float kHead = 96; // the points before the words
    const bool roomy = all_roomy(frame, control.bands, grid.cell_w(at.rect.w) - kChoiceAround - kHead,
                                 [](const model::ChoiceView& band) { return band.text; });
    for (std::size_t i = 0; i < control.bands.size(); ++i) {
        const model::ChoiceView& band = control.bands[i];
        const std::string id = id_of(at.row, "band_" + band.id);
        const std::string head = frame.say(Key::ex_points, {place("n", points_text(band.points))});
        const bool selected = control.chosen == i;
        if (choice_box(frame, grid.cell(at.rect, i), {id, head, band.text, selected, at.enabled, !roomy}) && !selected)
            commands.push_back(model::ChooseBand{at.row.id, band.id});
    }
}

void draw_one(Frame& frame, const Place& at, const model::JudgementControl& control, const Grid& grid, model::ExaminerCommands& commands) {
    for (std::size_t i = 0; i < control.descriptors.size(); ++i) {
        const std::string id = id_of(at.row, "level_") + std::to_string(i);
        const bool selected = control.level == static_cast<int>(i);
        if (choice_box(frame, grid.cell(at.rect, i), {id, std::to_string(i), control.descriptors[i], selected, at.enabled, true}) &&
            !selected)
            commands.push_back(model::Judge{at.row.id, static_cast<int>(i)});
    }
}

struct Shown {
    std::string label;
    std::string value;
    std::string unit;
    bool hidden = false;
    bool out = false;
};

// What a reading row shows while it is not the active one: own value and the other's, or its one or two fields.
std::vector<Shown> shown_values(Frame& frame, const model::ScoreRowView& row, const model::ReadingControl& control) {
    std::vector<Shown> shown;
    if (control.fields.size() > 2) {
        int read = 0;
        for (const model::ReadingFieldView& field : control.fields) read += field.typed.empty() ? 0 : 1;
        shown.push_back({{}, frame.say(Key::ex_readings, {place("n", read), place("of", static_cast<int>(control.fields.size()))}), {}});
    } else if (row.readers.size() < 2) {
        for (const model::ReadingFieldView& field : control.fields)
            shown.push_back({field.name, field.typed, field.unit, false, field.out});
    } else {
        for (const model::ReaderView& reader : two_readers(row)) {
            std::string value =
                reader.self ? (control.fields.empty() ? "" : control.fields[0].typed) : (reader.values.empty() ? "" : reader.values[0]);
            shown.push_back({std::string(frame.say(reader_key(reader.place))), std::move(value),
                             control.fields.empty() ? "" : control.fields[0].unit, !reader.self && reader.values.empty(), false});
        }
    }
    return shown;
}

void draw_shown(Frame& frame, Rect rect, const Shown& value) {
    if (value.hidden) {
        hidden_box(frame, rect, frame.say(Key::ex_other_hidden));
        return;
    }
    box(frame, rect, {Role::ground, value.out ? Role::danger : Role::line, kBorderHair, kRadiusControl});
    const Rect inside = rect.inset(14, 0);
    const float label = value.label.empty() ? 0 : std::min(inside.w / 2, line_width(frame, value.label, kLabel) + 1);
    const float unit = value.unit.empty() ? 0 : line_width(frame, value.unit, kLabel) + 1;
    text_line(frame, inside.cut_left(label), value.label, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    const bool empty = value.value.empty();
    text_fitted(frame, inside.without_left(label + (label > 0 ? 8 : 0)).without_right(unit + 4), empty ? "–" : value.value,
                {.style = kBodyBold, .role = empty ? Role::ink2 : Role::ink}, {kTitle, kBodyBold, kLabelBold});
    text_line(frame, inside.cut_right(unit), value.unit, {.style = kLabel, .role = Role::ink2});
}

void draw_one(Frame& frame, const Place& at, const model::ReadingControl& control, const Grid&, model::ExaminerCommands& commands) {
    const std::string id = id_of(at.row, "open");
    const Touch touch = frame.touch(widget_id(id), at.rect, {.enabled = at.enabled});
    frame.note({.id = id, .part = Part::button, .label = at.row.name, .enabled = at.enabled, .rect = at.rect, .touchable = true});
    const std::vector<Shown> values = shown_values(frame, at.row, control);
    const Grid grid = grid_of(values.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) draw_shown(frame, grid.cell(at.rect, i), values[i]);
    if (touch.held) frame_round(frame, at.rect, kRadiusControl, kBorderActive, Role::accent);
    if (touch.focused) focus_ring(frame, at.rect, kRadiusControl);
    if (touch.tapped) commands.push_back(model::SelectRow{at.index, 0});
}

void draw_one(Frame& frame, const Place& at, const model::OvertimeControl& control, const Grid&, model::ExaminerCommands&) {
    const std::string time = control.over_ms > 0 ? "+" + left_text(control.over_ms) : left_text(0);
    icon(frame, Icon::clock, {at.rect.x + 16, at.rect.center().y}, 28, Role::ink2);
    const float width =
        text_line(frame, at.rect.without_left(44), time, {.style = kTitle, .role = control.over_ms > 0 ? Role::warning : Role::ink});
    fit_words(frame, at.rect.without_left(44 + width + 20), frame.say(Key::ex_by_clock),
              {.role = Role::ink2, .noted = true, .dense = true});
}

} // namespace

bool control_is_inline(Frame& frame, const model::ScoreRowView& row) {
    if (!row.zero_when.empty()) return false;
    if (std::holds_alternative<model::CounterControl>(row.control) || std::holds_alternative<model::ReadingControl>(row.control) ||
        std::holds_alternative<model::OvertimeControl>(row.control))
        return true;
    const auto* ticks = std::get_if<model::TicksControl>(&row.control);
    return ticks != nullptr && tick_grid(frame, row, ticks->ticks, kInlineControl).rows == 1;
}

float control_height(Frame& frame, const model::ScoreRowView& row, float width) {
    const float own = std::visit([&](const auto& control) { return grid_for(frame, row, control, width).height(); }, row.control);
    if (row.zero_when.empty()) return own;
    return own + kControlGap + tick_grid(frame, row, row.zero_when, width).height();
}

void draw_control(Frame& frame, Rect rect, const model::ScoreRowView& row, std::size_t index, bool enabled,
                  model::ExaminerCommands& commands) {
    float used = 0;
    std::visit(
        [&](const auto& control) {
            const Grid grid = grid_for(frame, row, control, rect.w);
            used = grid.height();
            draw_one(frame, {rect.cut_top(used), row, index, enabled}, control, grid, commands);
        },
        row.control);
    if (row.zero_when.empty()) return;
    const Rect below = rect.without_top(used + kControlGap);
    draw_ticks(frame, {below, row, index, enabled}, row.zero_when, tick_grid(frame, row, row.zero_when, rect.w), commands);
}

} // namespace kaogong::kiosk::screens
