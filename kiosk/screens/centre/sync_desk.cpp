#include "kiosk/screens/centre/sync_desk.h"

#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/candidate/pages.h"
#include "kiosk/ui/score_controls.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;
using model::SyncParcelState;

// Four cards beside and below each other, or all below each other on an upright panel.
struct Layout {
    Rect queue, link, stick, aside;
};
constexpr Layout kLying{{16, 96, 792, 372}, {16, 484, 792, 220}, {824, 96, 440, 300}, {824, 412, 440, 292}};
constexpr Layout kUpright{{16, 96, 768, 372}, {16, 484, 768, 220}, {16, 720, 768, 264}, {16, 1000, 768, 264}};
constexpr float kPadding = 24;
constexpr float kHead = 64;
constexpr float kRow = 74;
constexpr std::size_t kParcelsShown = 3;
constexpr std::uint64_t kKib = 1'024;

Rect draw_card(Frame& frame, Rect rect, Key title, const Chip& state) {
    card(frame, rect);
    const Rect inside = rect.inset(kPadding, 0);
    const Rect head = inside.cut_top(kHead);
    const float width = state.label.empty() ? 0 : chip_width(frame, state);
    text_line(frame, head.without_right(width + 12), frame.say(title), {.style = kTitle, .may_shorten = true});
    if (width > 0) chip(frame, {head.right() - width, head.center().y}, state);
    hairline(frame, {inside.x, head.bottom()}, inside.w);
    return inside.without_top(kHead + 1);
}

// ---- bar

void draw_bar(const model::SyncDeskView& view, Frame& frame, float right, model::Commands& commands) {
    fill(frame, {0, 0, right + 16, kBarHeight}, Role::bar);
    const Button back{.id = "###page_back", .label = frame.say(Key::back), .icon = Icon::chevron_left, .style = kBody};
    const float back_w = std::max(112.0F, button_width(frame, back) - 16);
    if (button(frame, {16, 8, back_w, kTarget}, back)) commands.push_back(model::LeaveStaff{});
    const std::string clock = clock_text(view.now);
    const float clock_w = line_width(frame, clock, kTitle) + 1;
    const float words = 16 + back_w + 20;
    text_line(frame, {words, 8, right - clock_w - 24 - words, 36}, frame.say(Key::sync_title), {.style = kBodyBold, .role = Role::on_bar});
    text_line(frame, {words, 42, right - clock_w - 24 - words, 28}, frame.say(Key::staff_title, {place("staff", view.staff_number)}),
              {.style = kLabel, .role = Role::on_bar2, .may_shorten = true});
    text_line(frame, {right - clock_w, 18, clock_w, 44}, clock, {.style = kTitle, .role = Role::on_bar});
}

// ---- what has to go

// The code, what happened and what to do.
std::string said_of(const Frame& frame, Code code) {
    const Sentence said = sentence(code, frame.language());
    const std::string between = frame.language() == Language::en ? " " : "";
    return code_text(code) + " " + std::string(said.what) + between + std::string(said.do_);
}

struct ParcelWords {
    Key state;
    Icon icon;
    Tone tone;
};

ParcelWords words_of(SyncParcelState state) {
    switch (state) {
    case SyncParcelState::sending: return {Key::sync_parcel_sending, Icon::hourglass, Tone::accent};
    case SyncParcelState::answered: return {Key::sync_parcel_answered, Icon::check, Tone::success};
    case SyncParcelState::waiting: return {Key::sync_parcel_waiting, Icon::hourglass, Tone::neutral};
    case SyncParcelState::refused: return {Key::sync_parcel_refused, Icon::warning, Tone::warning};
    case SyncParcelState::denied: return {Key::sync_parcel_denied, Icon::warning, Tone::warning};
    case SyncParcelState::frozen: return {Key::sync_parcel_frozen, Icon::lock, Tone::danger};
    case SyncParcelState::later: break;
    }
    return {Key::sync_parcel_later, Icon::hourglass, Tone::neutral};
}

void draw_parcel(Frame& frame, Rect rect, const model::SyncParcelView& parcel) {
    constexpr float kName = 260;
    const ParcelWords words = words_of(parcel.state);
    const Chip state{frame.say(words.state), words.icon, words.tone, 36};
    const float width = chip_width(frame, state);
    chip(frame, {rect.right() - width, rect.center().y}, state);
    text_fitted(frame, {rect.x, rect.y + 8, kName - 12, 32}, parcel.name, {.may_shorten = true}, {kBodyBold, kNameBold, kLabelBold});
    const int kib = static_cast<int>((parcel.total_bytes + kKib - 1) / kKib);
    text_line(frame, {rect.x, rect.y + 40, kName - 12, 26}, frame.say(Key::sync_parcel_size, {place("n", kib)}), {.style = kLabel, .role = Role::ink2});
    const Rect way{rect.x + kName, rect.y, rect.w - kName - width - 20, rect.h};
    const auto share = [&](std::uint64_t bytes) { return static_cast<int>(std::min<std::uint64_t>(bytes / kKib, 1'000'000)); };
    progress(frame, {way.x, way.y + 18, way.w, 10}, {share(parcel.sent_bytes), std::max(1, share(parcel.total_bytes))});
    const std::string said = parcel.why ? code_text(*parcel.why) + " " + std::string(sentence(*parcel.why, frame.language()).what)
                                        : frame.say(Key::sync_parcel_sent, {place("n", share(parcel.sent_bytes)), place("of", kib)});
    text_line(frame, {way.x, way.y + 36, way.w, 28}, said, {.style = kLabel, .role = parcel.why ? Role::warning : Role::ink2, .may_shorten = true});
    hairline(frame, {rect.x, rect.bottom()}, rect.w);
}

void draw_queue(const model::SyncDeskView& view, Frame& frame, Rect rect) {
    const std::string waiting = frame.say(Key::sync_waiting, {place("n", view.undelivered)});
    const bool open = view.undelivered > 0;
    const Rect inside = draw_card(frame, rect, Key::sync_queue, {waiting, open ? Icon::hourglass : Icon::check, open ? Tone::warning : Tone::success, 36});
    float y = inside.y;
    const std::size_t shown = std::min(view.parcels.size(), kParcelsShown);
    for (std::size_t i = 0; i < shown; ++i, y += kRow) draw_parcel(frame, {inside.x, y, inside.w, kRow}, view.parcels[i]);
    if (shown == 0)
        text_line(frame, {inside.x, inside.y + 60, inside.w, 36}, frame.say(view.known ? Key::sync_nothing : Key::staff_looking),
                  {.style = kBody, .role = Role::ink2, .align = Align::center});
    const int more = view.parcels_left - static_cast<int>(shown);
    const Rect foot{inside.x, rect.bottom() - 66, inside.w, 56};
    icon(frame, Icon::info, {foot.x + 12, foot.center().y}, 22, Role::ink2);
    const std::string words = (more > 0 ? frame.say(Key::sync_more, {place("n", more)}) + " " : std::string()) + std::string(frame.say(Key::sync_only_receipts));
    fit_words(frame, foot.without_left(36), words, {.role = Role::ink2, .noted = true, .dense = true});
}

// ---- the way to the bureau

void draw_fact(Frame& frame, Rect line, Key label, std::string_view value) {
    constexpr float kLabelWidth = 150;
    text_line(frame, line.cut_left(kLabelWidth - 8), frame.say(label), {.style = kLabel, .role = Role::ink2});
    text_line(frame, line.without_left(kLabelWidth), value, {.style = kBody, .may_shorten = true});
}

void draw_link(const model::SyncDeskView& view, Frame& frame, Rect rect) {
    constexpr float kLine = 34;
    const std::string delivered = frame.say(Key::sync_delivered, {place("n", view.delivered)});
    const Rect inside = draw_card(frame, rect, Key::sync_link, {delivered, Icon::check, Tone::success, 36});
    if (!view.carrier_speaks) {
        const Rect words{inside.x, inside.y + 16, inside.w, rect.bottom() - inside.y - 24};
        fit_words(frame, words, frame.say(Key::sync_no_carrier), {.role = Role::warning, .noted = true});
        return;
    }
    float y = inside.y + 10;
    draw_fact(frame, {inside.x, y, inside.w, kLine}, Key::sync_bureau, view.bureau.empty() ? frame.say(Key::sync_by_stick_only) : view.bureau);
    y += kLine;
    const std::string last = view.last_contact ? clock_text(*view.last_contact) : std::string(frame.say(Key::sync_never));
    draw_fact(frame, {inside.x, y, inside.w, kLine}, Key::sync_last_contact, last);
    y += kLine;
    if (view.why) {
        const std::string next = view.next_try ? " " + frame.say(Key::sync_next_try, {place("time", clock_text(*view.next_try))}) : std::string();
        fit_words(frame, {inside.x, y + 2, inside.w, rect.bottom() - y - 14},
                  said_of(frame, *view.why) + next, {.role = Role::warning, .noted = true, .dense = true});
        return;
    }
    draw_fact(frame, {inside.x, y, inside.w, kLine}, Key::sync_state, frame.say(Key::sync_state_good));
}

// ---- the stick

std::string stick_words(const model::SyncStickView& stick, const Frame& frame) {
    if (!stick.watched) return std::string(frame.say(Key::sync_stick_unwatched));
    if (stick.running) {
        const Key key = stick.task == model::StickTask::write_parcels ? Key::sync_stick_writing : Key::sync_stick_reading;
        return frame.say(key, {place("n", stick.done)});
    }
    if (stick.why) return said_of(frame, *stick.why);
    if (stick.task == model::StickTask::none) return std::string(frame.say(stick.there ? Key::sync_stick_ready : Key::sync_stick_insert));
    const Key key = stick.task == model::StickTask::write_parcels ? Key::sync_stick_written : Key::sync_stick_read;
    std::string words = stick.task == model::StickTask::write_parcels
                            ? frame.say(key, {place("n", stick.done), place("known", stick.known)})
                            : frame.say(key, {place("n", stick.done), place("known", stick.known), place("left", stick.left)});
    if (stick.slow) words += " " + std::string(frame.say(Key::sync_stick_slow));
    return words;
}

void draw_stick(const model::SyncDeskView& view, Frame& frame, Rect rect, model::Commands& commands) {
    const model::SyncStickView& stick = view.stick;
    const std::string_view state = frame.say(stick.there ? Key::sync_stick_there : Key::sync_stick_absent);
    const Rect inside = draw_card(frame, rect, Key::sync_stick, {state, stick.there ? Icon::check : Icon::minus, stick.there ? Tone::success : Tone::neutral, 36});
    const float foot = rect.bottom() - kPadding - kTarget;
    const bool trouble = stick.why && !stick.running;
    float y = inside.y + 8;
    if (stick.there) {
        text_line(frame, {inside.x, y, inside.w, 28}, stick.name, {.style = kLabelBold, .may_shorten = true});
        y += 28;
    }
    fit_words(frame, {inside.x, y, inside.w, foot - 10 - y}, stick_words(stick, frame), {.role = trouble ? Role::warning : Role::ink2, .noted = true, .dense = true});
    const bool can = stick.watched && stick.there && !stick.running;
    const float width = (inside.w - 12) / 2;
    const Button read{.id = "###stick_read", .label = frame.say(Key::sync_stick_take), .style = kBody, .enabled = can};
    const Button write{.id = "###stick_write", .label = frame.say(Key::sync_stick_write), .look = ButtonLook::primary, .style = kBodyBold, .enabled = can};
    if (button(frame, {inside.x, foot, width, kTarget}, read)) commands.push_back(model::AskStick{model::StickTask::read_answers});
    if (button(frame, {inside.x + width + 12, foot, width, kTarget}, write)) commands.push_back(model::AskStick{model::StickTask::write_parcels});
}

// ---- what the bureau put aside

void draw_aside(const model::SyncDeskView& view, SyncDeskState& state, Frame& frame, Rect rect) {
    const auto count = static_cast<int>(view.aside.size());
    const std::string words = frame.say(Key::sync_aside_count, {place("n", count)});
    const Rect inside = draw_card(frame, rect, Key::sync_aside, {words, count > 0 ? Icon::warning : Icon::check, count > 0 ? Tone::warning : Tone::success, 36});
    if (view.aside.empty()) {
        fit_words(frame, {inside.x, inside.y + 12, inside.w, 60}, frame.say(Key::sync_aside_none), {.role = Role::ink2, .noted = true});
        return;
    }
    state.aside = std::min(state.aside, view.aside.size() - 1);
    const model::SyncAsideView& shown = view.aside[state.aside];
    text_line(frame, {inside.x, inside.y + 10, inside.w, 28}, shown.kind + "  " + shown.record, {.style = kLabelBold, .may_shorten = true});
    const bool paged = view.aside.size() > 1;
    const float bottom = rect.bottom() - (paged ? kPageStripHeight + 16 : 12);
    const std::string said = shown.why ? said_of(frame, *shown.why) : std::string(frame.say(Key::sync_aside_no_code));
    fit_words(frame, {inside.x, inside.y + 42, inside.w, bottom - inside.y - 46}, said, {.noted = true, .dense = true});
    if (paged) page_strip(frame, {inside.right() - kPageStripWidth, rect.bottom() - kPageStripHeight - 12}, {"###aside", view.aside.size()}, state.aside);
}

} // namespace

void draw(const model::SyncDeskView& view, SyncDeskState& state, Frame& frame, model::Commands& commands) {
    frame.use_upright_canvas();
    const Layout& layout = frame.units().portrait() ? kUpright : kLying;
    draw_bar(view, frame, std::max(layout.queue.right(), layout.stick.right()), commands);
    draw_queue(view, frame, layout.queue);
    draw_link(view, frame, layout.link);
    draw_stick(view, frame, layout.stick, commands);
    draw_aside(view, state, frame, layout.aside);
}

} // namespace kaogong::kiosk::screens
