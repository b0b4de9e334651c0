#include "kiosk/screens/candidate/item_body.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/flow.h"
#include "kiosk/screens/candidate/typed_answer.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kPadding = 32;
// How an item is set: as roomy as it fits, denser before it is cut into pages.
struct Spacing {
    float head;
    float after_head;
    float after_text;
    float option;
    float foot;
};
constexpr Spacing kRoomy{88, 12, 16, 72, 16};
constexpr Spacing kCompact{80, 8, 12, 66, 8};
constexpr Spacing kTight{72, 8, 4, 64, 8};
constexpr Spacing kPanes{80, 12, 16, 72, 16};
constexpr float kSplitter = 16;

// ------------------------------------------------------------------ words

Key choice_hint(model::ItemKind kind, model::MarkingHint marking) {
    const bool open = kind == model::ItemKind::open_multiple;
    switch (marking) {
    case model::MarkingHint::all_or_nothing: return open ? Key::hint_open_all : Key::hint_multiple_all;
    case model::MarkingHint::partial: return open ? Key::hint_open_partial : Key::hint_multiple_partial;
    case model::MarkingHint::negative: return open ? Key::hint_open_negative : Key::hint_multiple_negative;
    case model::MarkingHint::none: break;
    }
    return open ? Key::hint_open : Key::hint_multiple;
}

Key hint_key(const model::ItemView& item) {
    switch (item.kind) {
    case model::ItemKind::single: return Key::hint_single;
    case model::ItemKind::true_false: return Key::hint_true_false;
    case model::ItemKind::numeric: return Key::hint_numeric;
    case model::ItemKind::short_text: return Key::hint_short_text;
    case model::ItemKind::multiple:
    case model::ItemKind::open_multiple: break;
    }
    return choice_hint(item.kind, item.marking);
}

TextStyle stem_style(model::TextSize size) {
    if (size == model::TextSize::small) return kStemSmall;
    return size == model::TextSize::large ? kStemLarge : kStemMedium;
}

TextStyle option_style(model::TextSize size) {
    constexpr float kOptionStep = 36;
    return size == model::TextSize::medium ? kStemMedium.with_step(kOptionStep) : stem_style(size);
}

// ------------------------------------------------------------------ head

void draw_head(const model::QuestionView& view, Frame& frame, Rect card, float height, model::Commands& commands) {
    const model::ItemView& item = view.item;
    constexpr float kFlagGap = 24;
    const Button flag{.id = "###flag",
                      .label = frame.say(item.flagged ? Key::flagged : Key::flag),
                      .icon = item.flagged ? Icon::triangle_full : Icon::triangle,
                      .enabled = !view.frozen,
                      .on = item.flagged};
    const float flag_w = std::max(126.0F, button_width(frame, flag) - 16);
    const float middle = card.y + height / 2 + (height > kCompact.head ? 4 : 0);
    const Rect flag_rect{card.right() - kFlagGap - flag_w, middle - kTarget / 2, flag_w, kTarget};
    if (button(frame, flag_rect, flag)) commands.push_back(model::ToggleFlag{item.id});
    float x = card.x + kPadding;
    const std::string number = std::to_string(item.number);
    // Which question it is, whatever its number on this paper: what scripts and support go by.
    frame.note({.id = "###item", .part = Part::step, .label = number, .value = item.id, .rect = {x, middle - 22, 1, 44}});
    x += text_line(frame, {x, middle - 22, line_width(frame, number, kTitle) + 1, 44}, number, {.style = kTitle}) + 14;
    x += chip(frame, {x, middle}, {frame.say(kind_key(item.kind)), Icon::none, Tone::accent, 32}) + 12;
    const std::string hint =
        frame.say(Key::points_hint, {place("points", points_text(item.points)), place("hint", frame.say(hint_key(item)))});
    text_line(frame, {x, middle - 14, flag_rect.x - 16 - x, 28}, hint, {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    hairline(frame, {card.x + kPadding, card.y + height}, card.w - 2 * kPadding);
}

// ------------------------------------------------------------------ options

SavedMark mark_of(model::OptionState state) {
    switch (state) {
    case model::OptionState::selected_saving: return SavedMark::saving;
    case model::OptionState::selected_saved: return SavedMark::saved;
    case model::OptionState::unselected: break;
    }
    return SavedMark::none;
}

// Ids and words live as long as the flow that points at them.
struct OptionWords {
    std::vector<std::string> ids;
};

std::string_view option_words(const Frame& frame, const model::ItemView& item, const model::OptionView& option) {
    if (item.kind != model::ItemKind::true_false) return option.text;
    return frame.say(option.id == "t" ? Key::option_true : Key::option_false);
}

void add_options(const model::QuestionView& view, const Frame& frame, const Spacing& spacing, OptionWords& words, Flow& flow) {
    const bool square = view.item.kind == model::ItemKind::multiple || view.item.kind == model::ItemKind::open_multiple;
    for (const model::OptionView& option : view.item.options) words.ids.push_back("###option_" + option.id);
    for (std::size_t i = 0; i < view.item.options.size(); ++i) {
        const model::OptionView& option = view.item.options[i];
        flow.options.push_back(
            {.id = words.ids[i],
             .letter = view.item.kind == model::ItemKind::true_false ? std::string_view{} : std::string_view(option.letter),
             .text = option_words(frame, view.item, option),
             .style = option_style(view.text_size),
             .shape = square ? LetterShape::square : LetterShape::disc,
             .selected = option.state != model::OptionState::unselected,
             .mark = mark_of(option.state),
             .enabled = !view.frozen,
             .least_height = spacing.option,
             .figure = option.figure.texture,
             .figure_px = {static_cast<float>(option.figure.width_px), static_cast<float>(option.figure.height_px)}});
    }
}

void choose(const model::QuestionView& view, std::size_t index, model::Commands& commands) {
    const model::OptionView& option = view.item.options[index];
    const bool one_of_many = view.item.kind == model::ItemKind::single || view.item.kind == model::ItemKind::true_false;
    // A second touch on the chosen single option does nothing; clearing has a button of its own.
    if (one_of_many && option.state != model::OptionState::unselected) return;
    commands.push_back(model::ChooseOption{view.item.id, option.id});
}

// ------------------------------------------------------------------ one pane or two

constexpr std::string_view kZoomItem = "###zoom";
constexpr std::string_view kZoomMaterial = "###zoom_material";

struct Pane {
    Rect rect;
    std::size_t* page;
    bool with_answer; // field and keys stand at its foot
};

void draw_pane(const model::QuestionView& view, QuestionState& state, Frame& frame, const Pane& pane, const Flow& flow,
               model::Commands& commands) {
    const float answer = pane.with_answer ? typed_answer_height(view, state, pane.rect.w) : 0;
    const Rect words{pane.rect.x, pane.rect.y, pane.rect.w, pane.rect.h - answer};
    const FlowTouch touch = draw_flow(frame, words, flow, *pane.page);
    if (touch.option) choose(view, *touch.option, commands);
    if (touch.figure) state.enlarged = flow.figure_id == kZoomMaterial ? EnlargedFigure::material : EnlargedFigure::item;
    if (answer > 0) draw_typed_answer(view, state, frame, {words.x, words.bottom(), words.w, answer}, commands);
}

Flow whole_flow(const model::QuestionView& view, const Frame& frame, const Spacing& spacing, OptionWords& words) {
    Flow flow{.id = "###item",
              .text = view.item.stem,
              .text_style = stem_style(view.text_size),
              .figure = {},
              .options = {},
              .after_text = spacing.after_text};
    add_options(view, frame, spacing, words, flow);
    return flow;
}

Rect content_of(Rect card, const Spacing& spacing) {
    return {card.x + kPadding, card.y + spacing.head + spacing.after_head, card.w - 2 * kPadding,
            card.h - spacing.head - spacing.after_head - spacing.foot};
}

// The roomiest spacing in which the item stands on one page; when none does, pages are cut at the compact one.
Spacing spacing_for(const model::QuestionView& view, const QuestionState& state, Frame& frame, Rect card) {
    if (has_panes(view.item)) return kPanes;
    for (const Spacing& spacing : {kRoomy, kCompact, kTight}) {
        OptionWords words;
        const Rect area = content_of(card, spacing);
        const float room = area.h - typed_answer_height(view, state, area.w);
        if (flow_fits(frame, whole_flow(view, frame, spacing, words), {area.w, room})) return spacing;
    }
    return kCompact;
}

void draw_whole(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect card, const Spacing& spacing,
                model::Commands& commands) {
    OptionWords words;
    const Flow flow = whole_flow(view, frame, spacing, words);
    draw_pane(view, state, frame, {content_of(card, spacing), &state.right_page, true}, flow, commands);
}

struct Panes {
    Rect words;  // stem or material
    Rect figure; // empty where the figure stands below the words
    Rect answer;
    Rect bar;
};

Panes panes_beside(Rect area, float at) {
    constexpr float kInset = 24;
    const float height = area.h - kPanes.after_head - kPanes.foot;
    const Rect bar{area.x + at, area.y, kSplitter, area.h};
    return {.words = {area.x + kPadding, area.y + kPanes.after_head, at - kPadding - kInset, height},
            .figure = {},
            .answer = {bar.right() + kInset, area.y + kPanes.after_head, area.right() - kInset - bar.right() - kInset, height},
            .bar = bar};
}

// Words left and figure right above the bar, the answer below it.
Panes panes_stacked(Rect area, float at, bool with_figure) {
    constexpr float kMargin = 8;
    const Rect bar{area.x, area.y + at, area.w, kSplitter};
    Rect above{area.x + kPadding, area.y + kPanes.after_head, area.w - 2 * kPadding, at - kPanes.after_head - kMargin};
    const Rect below{above.x, bar.bottom() + kMargin, above.w, area.bottom() - bar.bottom() - 2 * kMargin};
    Rect figure{};
    if (with_figure) {
        figure = {above.right() - above.w * 0.45F, area.y + kMargin, above.w * 0.45F, at - 2 * kMargin};
        above.w = figure.x - kMargin * 2 - above.x;
    }
    return {.words = above, .figure = figure, .answer = below, .bar = bar};
}

Panes panes_of(const QuestionState& state, Rect area, bool with_figure) {
    const bool beside = state.split == PaneSplit::beside;
    const float length = beside ? area.w * state.share_beside : area.h * state.share_stacked;
    const float at = std::round(length / 8) * 8;
    return beside ? panes_beside(area, at) : panes_stacked(area, at, with_figure);
}

void drag_bar(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect area, Rect bar) {
    const bool beside = state.split == PaneSplit::beside;
    const auto finger = splitter(frame, bar, {"###splitter", beside, !view.frozen});
    if (!finger) return;
    const float length = beside ? area.w : area.h;
    const float share = (*finger - kSplitter / 2 - (beside ? area.x : area.y)) / length;
    (beside ? state.share_beside : state.share_stacked) = std::clamp(share, 0.3F, 0.7F);
}

// A case has its material left and the whole item right; any other item its words and figure left and the answer right.
struct PaneFlows {
    Flow left;
    Flow right;
};

// Material begins with its title on a line of its own, which is set bold.
std::string material_words(const model::ItemView& item) {
    const std::size_t end = item.material.find('\n');
    if (end == std::string::npos) return item.material;
    return kBoldOn + item.material.substr(0, end) + kBoldOff + item.material.substr(end);
}

PaneFlows pane_flows(const model::QuestionView& view, std::string_view material) {
    const model::ItemView& item = view.item;
    const bool is_case = !item.material.empty();
    const TextStyle style = stem_style(view.text_size);
    return {.left = {.id = "###left",
                     .text = is_case ? material : std::string_view(item.stem),
                     .text_style = style,
                     .figure = is_case ? item.material_figure : item.figure,
                     .figure_id = is_case ? kZoomMaterial : kZoomItem,
                     .options = {}},
            .right = {.id = "###right",
                      .text = is_case ? std::string_view(item.stem) : std::string_view{},
                      .text_style = style,
                      .figure = is_case ? item.figure : model::Picture{},
                      .options = {}}};
}

void draw_split(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect area, model::Commands& commands) {
    const std::string material = material_words(view.item); // lives as long as the flows that point at it
    PaneFlows flows = pane_flows(view, material);
    const model::Picture figure = flows.left.figure;
    const Panes panes = panes_of(state, area, figure.present());
    const bool figure_apart = panes.figure.w > 0;
    if (figure_apart) flows.left.figure = {};
    const bool wide = state.split == PaneSplit::stacked && panes.answer.w > 900;
    flows.right.columns = wide ? 2 : 1;
    flows.right.after_text = wide ? kTight.after_text : kPanes.after_text;
    OptionWords ids;
    add_options(view, frame, wide ? kTight : kPanes, ids, flows.right);
    drag_bar(view, state, frame, area, panes.bar);
    draw_pane(view, state, frame, {panes.words, &state.left_page, false}, flows.left, commands);
    if (figure_apart && draw_figure(frame, panes.figure, figure, flows.left.figure_id)) {
        state.enlarged = flows.left.figure_id == kZoomMaterial ? EnlargedFigure::material : EnlargedFigure::item;
    }
    draw_pane(view, state, frame, {panes.answer, &state.right_page, true}, flows.right, commands);
}

} // namespace

bool has_panes(const model::ItemView& item) {
    return item.figure.present() || !item.material.empty();
}

void draw_item_card(const model::QuestionView& view, QuestionState& state, Frame& frame, Rect rect, model::Commands& commands) {
    card(frame, rect);
    const Spacing spacing = spacing_for(view, state, frame, rect);
    draw_head(view, frame, rect, spacing.head, commands);
    if (has_panes(view.item))
        draw_split(view, state, frame, rect.without_top(spacing.head + 1), commands);
    else
        draw_whole(view, state, frame, rect, spacing, commands);
}

void draw_enlarged_figure(const model::QuestionView& view, QuestionState& state, Frame& frame) {
    constexpr float kMargin = kMarginWork;
    constexpr float kFoot = 80;
    const model::Picture& figure = state.enlarged == EnlargedFigure::material ? view.item.material_figure : view.item.figure;
    const Size canvas = frame.units().canvas();
    fill(frame, {0, 0, canvas.w, canvas.h}, Role::scrim);
    const Rect sheet{kMargin, kMargin, canvas.w - 2 * kMargin, canvas.h - 2 * kMargin - kFoot};
    fill_round(frame, sheet, kRadiusCard, Role::paper);
    picture(frame, sheet.inset(kMarginWork), figure.texture, {static_cast<float>(figure.width_px), static_cast<float>(figure.height_px)});
    frame.note({.part = Part::image, .label = std::string(frame.say(Key::figure)), .rect = sheet});
    const Button close{.id = "###close_figure", .label = frame.say(Key::close), .look = ButtonLook::primary, .icon = Icon::cross};
    const float width = std::max(192.0F, button_width(frame, close));
    if (button(frame, {canvas.w - kMargin - width, canvas.h - kMargin - kTarget, width, kTarget}, close))
        state.enlarged = EnlargedFigure::none;
}

} // namespace kaogong::kiosk::screens
