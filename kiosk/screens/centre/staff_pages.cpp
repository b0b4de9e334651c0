#include "kiosk/screens/centre/staff_pages.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kStartDialog{232, 128, 816, 448};
constexpr Rect kReleaseDialog{200, 72, 880, 576};
constexpr Rect kIdentityDialog{160, 64, 960, 592};
constexpr Rect kCloseDialog{272, 152, kDialogWidth, 400};

constexpr int kExtraMinutes[] = {0, 1, 3, 5, 10};

// The answer at the right, the way back beside it.
bool draw_answer(Frame& frame, Rect dialog_rect, const Button& answer, model::Commands& commands) {
    const float y = dialog_foot(dialog_rect);
    const float right = dialog_rect.right() - kDialogPadding;
    const float width = std::max(192.0F, button_width(frame, answer));
    const Button back{.id = "###page_back", .label = frame.say(Key::cancel), .style = kBody};
    const float back_w = std::max(160.0F, button_width(frame, back) - 16);
    if (button(frame, {right - width - 16 - back_w, y, back_w, kTarget}, back)) commands.push_back(model::LeaveStaff{});
    return button(frame, {right - width, y, width, kTarget}, answer);
}

void draw_label(Frame& frame, float x, float y, float width, Key key) {
    text_line(frame, {x, y, width, 28}, frame.say(key), {.style = kLabel, .role = Role::ink2});
}

} // namespace

void draw(const model::StartView& view, StartState& state, Frame& frame, model::Commands& commands) {
    const Rect words = dialog(frame, kStartDialog, {"###start_dialog", frame.say(Key::start_title), Icon::play, Tone::accent, {}});
    const std::string planned = clock_text(view.planned);
    const std::string sentence = view.ahead ? frame.say(Key::start_ahead, {place("time", planned)})
                                            : frame.say(Key::start_now, {place("time", planned), place("now", clock_text(view.now))});
    const float top = words.y + text_block(frame, {words.x, words.y, words.w, 108}, sentence, {.style = kBody}) + 20;
    if (!view.ahead) {
        draw_label(frame, words.x, top, words.w, Key::start_counts_from);
        const std::string from_plan = frame.say(Key::start_from_plan, {place("time", planned)});
        const std::string from_word = frame.say(Key::start_from_word, {place("time", clock_text(view.now))});
        const Segment row[] = {{"###from_plan", from_plan}, {"###from_word", from_word}};
        const auto touched = segments(frame, {words.x, top + 32, words.w, kTarget}, {row, static_cast<std::size_t>(state.from)});
        if (touched) state.from = static_cast<model::StartFrom>(*touched);
    }
    const Button start{.id = "###start_confirm",
                       .label = frame.say(view.busy ? Key::staff_state_running : Key::start_answer),
                       .look = ButtonLook::primary,
                       .enabled = !view.busy};
    if (draw_answer(frame, kStartDialog, start, commands)) commands.push_back(model::StartSession{state.from});
}

void draw(const model::ReleaseView& view, ReleaseState& state, Frame& frame, model::Commands& commands) {
    const Rect words =
        dialog(frame, kReleaseDialog, {"###release_dialog", frame.say(Key::staff_release_candidate), Icon::bolt, Tone::accent, {}});
    const std::string sentence = frame.say(
        view.estimated ? Key::release_estimated : Key::release_measured,
        {place("name", view.candidate), place("lasted", lasted_text(frame, view.interrupted_ms)), place("left", left_text(view.left_ms))});
    text_block(frame, {words.x, words.y, words.w, 108}, sentence, {.style = kBody});
    const float left = kReleaseDialog.x + kDialogPadding;
    const float width = kReleaseDialog.w - 2 * kDialogPadding;
    float y = words.y + 100;
    draw_label(frame, left, y, width, Key::release_reason);
    const Segment reasons[] = {{"###reason_power", frame.say(Key::reason_power)},
                               {"###reason_machine", frame.say(Key::reason_machine)},
                               {"###reason_environment", frame.say(Key::reason_environment)},
                               {"###reason_staff", frame.say(Key::reason_staff)}};
    if (const auto touched = segments(frame, {left, y + 32, width, kTarget}, {reasons, static_cast<std::size_t>(state.reason)}))
        state.reason = static_cast<model::OutageReason>(*touched);
    y += 32 + kTarget + 16;
    draw_label(frame, left, y, width, Key::release_extra);
    std::vector<std::string> labels{std::string(frame.say(Key::release_extra_none))};
    std::vector<std::string> ids{"###extra_0"};
    for (std::size_t i = 1; i < std::size(kExtraMinutes); ++i) {
        labels.push_back(frame.say(Key::release_extra_minutes, {place("n", kExtraMinutes[i])}));
        ids.push_back("###extra_" + std::to_string(kExtraMinutes[i]));
    }
    std::vector<Segment> row;
    for (std::size_t i = 0; i < labels.size(); ++i) row.push_back({ids[i], labels[i]});
    if (const auto touched = segments(frame, {left, y + 32, width, kTarget}, {row, state.extra})) state.extra = *touched;
    const Button release{.id = "###release_confirm", .label = frame.say(Key::staff_confirm), .look = ButtonLook::primary};
    if (draw_answer(frame, kReleaseDialog, release, commands))
        commands.push_back(model::ReleaseCandidate{state.reason, kExtraMinutes[state.extra]});
}

void draw(const model::IdentityView& view, IdentityState&, Frame& frame, model::Commands& commands) {
    constexpr Rect kPhoto{kIdentityDialog.x + 40, kIdentityDialog.y + 160, 216, 288};
    constexpr float kRow = 48;
    constexpr float kLabel_w = 152;
    const Rect words = dialog(frame, kIdentityDialog, {"###identity_dialog", frame.say(Key::identity_title), Icon::card, Tone::accent, {}});
    text_line(frame, {words.x, words.y - 20, words.w, 28},
              frame.say(view.refused_by_candidate ? Key::identity_refused : Key::identity_sentence),
              {.style = kLabel, .role = view.refused_by_candidate ? Role::warning : Role::ink2, .may_shorten = true});
    draw_photo(frame, kPhoto, view.photo, kRadiusControl);
    if (!view.photo.present())
        text_line(frame, {kPhoto.x, kPhoto.y + 10, kPhoto.w, 28}, frame.say(Key::confirm_no_photo),
                  {.style = kLabel, .role = Role::ink2, .align = Align::center});
    const float left = kPhoto.right() + 32;
    const float right = kIdentityDialog.right() - kDialogPadding;
    text_line(frame, {left, kPhoto.y, right - left, 44}, view.name, {.style = kTitle, .may_shorten = true});
    const std::pair<Key, std::string> rows[] = {{Key::confirm_id, view.masked_id_number},
                                                {Key::confirm_ticket, grouped(view.ticket, {4, 4, 4})},
                                                {Key::confirm_occupation, view.occupation},
                                                {Key::confirm_level, view.level},
                                                {Key::seat, view.seat}};
    float y = kPhoto.y + 48;
    for (const auto& [label, value] : rows) {
        text_line(frame, {left, y, kLabel_w - 8, kRow}, frame.say(label), {.style = kLabel, .role = Role::ink2});
        text_line(frame, {left + kLabel_w, y, right - left - kLabel_w, kRow}, value, {.style = kBody, .may_shorten = true});
        y += kRow;
        hairline(frame, {left, y - 1}, right - left);
    }
    const Button match{
        .id = "###identity_match", .label = frame.say(Key::identity_match), .look = ButtonLook::primary, .icon = Icon::check};
    if (draw_answer(frame, kIdentityDialog, match, commands)) commands.push_back(model::DecideIdentity{model::IdentityDecision::match});
    const float foot = dialog_foot(kIdentityDialog);
    const Button doubt{.id = "###identity_doubt", .label = frame.say(Key::identity_doubt), .style = kBody};
    const Button mismatch{.id = "###identity_mismatch", .label = frame.say(Key::identity_mismatch), .style = kBody};
    const float doubt_w = std::max(128.0F, button_width(frame, doubt) - 16);
    const float mismatch_w = std::max(128.0F, button_width(frame, mismatch) - 16);
    if (button(frame, {kPhoto.x, foot, doubt_w, kTarget}, doubt)) commands.push_back(model::DecideIdentity{model::IdentityDecision::doubt});
    if (button(frame, {kPhoto.x + doubt_w + 16, foot, mismatch_w, kTarget}, mismatch))
        commands.push_back(model::DecideIdentity{model::IdentityDecision::mismatch});
}

void draw(const model::CloseView& view, CloseState&, Frame& frame, model::Commands& commands) {
    const Rect words = dialog(frame, kCloseDialog, {"###close_dialog", frame.say(Key::close_title), Icon::lock, Tone::warning, {}});
    const Rect room{words.x, words.y, words.w, dialog_foot(kCloseDialog) - words.y - 8};
    const std::string sentence = frame.say(Key::close_sentence, {place("n", view.results), place("unsent", view.undelivered)});
    text_block(frame, room, sentence, {.style = kBody});
    const Button close{.id = "###close_confirm",
                       .label = frame.say(view.busy ? Key::staff_state_running : Key::close_answer),
                       .look = ButtonLook::primary,
                       .enabled = !view.busy};
    if (draw_answer(frame, kCloseDialog, close, commands)) commands.push_back(model::CloseSession{});
}

} // namespace kaogong::kiosk::screens
