#include "kiosk/screens/examiner/evidence.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kGap = 12;
constexpr std::size_t kColumns = 4;
constexpr std::size_t kShown = 2 * kColumns;

Size size_of(const model::Picture& shown) {
    return {static_cast<float>(shown.width_px), static_cast<float>(shown.height_px)};
}

std::string taken_text(const Frame& frame, const model::EvidencePicture& picture) {
    return frame.say(Key::ex_evidence_taken, {place("time", clock_text(picture.at)), place("by", picture.by)});
}

bool draw_thumbnail(Frame& frame, Rect rect, const model::EvidencePicture& taken, std::size_t index) {
    constexpr float kWords = 32;
    const std::string id = "###evidence_" + std::to_string(index + 1);
    const Touch touch = frame.touch(widget_id(id), rect);
    frame.note({.id = id, .part = Part::image, .label = taken.reference, .rect = rect, .touchable = true});
    box(frame, rect, {Role::paper, touch.held ? Role::accent : Role::line, touch.held ? kBorderActive : kBorderHair, kRadiusControl});
    const Rect shown = rect.inset(6).without_top(0).cut_top(rect.h - 12 - kWords);
    if (taken.picture.present())
        picture(frame, shown, taken.picture.texture, size_of(taken.picture));
    else
        icon(frame, Icon::camera, shown.center(), 32, Role::paper_ink);
    text_line(frame, {rect.x + 10, rect.bottom() - kWords - 2, rect.w - 20, kWords}, taken_text(frame, taken),
              {.style = kLabel, .role = Role::paper_ink, .align = Align::center, .may_shorten = true});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

void draw_pictures(Frame& frame, Rect room, const model::EvidenceView& view, EvidenceState& state) {
    if (view.pictures.empty()) {
        tone_disc(frame, {room.center().x, room.y + 130}, {72, 36, Icon::camera, Tone::neutral});
        text_line(frame, {room.x, room.y + 190, room.w, 36}, frame.say(Key::ex_evidence_none),
                  {.style = kBody, .role = Role::ink2, .align = Align::center});
        return;
    }
    const float width = (room.w - (kColumns - 1) * kGap) / kColumns;
    const float height = (room.h - kGap) / 2;
    const std::size_t count = view.pictures.size();
    const std::size_t first = count > kShown ? count - kShown : 0;
    for (std::size_t i = first; i < count; ++i) {
        const std::size_t at = i - first;
        const Rect cell{room.x + static_cast<float>(at % kColumns) * (width + kGap),
                        room.y + static_cast<float>(at / kColumns) * (height + kGap), width, height};
        if (draw_thumbnail(frame, cell, view.pictures[i], i)) state.enlarged = i;
    }
}

void draw_sources(Frame& frame, const model::EvidenceView& view, model::ExaminerCommands& commands) {
    const bool room_left = view.pictures.size() < view.pictures_max && !view.frozen;
    const Rect place_of = ask_answer(264);
    const Button camera{.id = "###from_camera",
                        .label = frame.say(Key::ex_evidence_camera),
                        .look = ButtonLook::primary,
                        .icon = Icon::camera,
                        .enabled = room_left && view.camera};
    const Button file{.id = "###from_file",
                      .label = frame.say(Key::ex_evidence_file),
                      .icon = Icon::list,
                      .style = kBody,
                      .enabled = room_left && view.files};
    if (button(frame, place_of.moved(-264 - 16, 0), file)) commands.push_back(model::TakeEvidence{view.row, model::EvidenceSource::file});
    if (button(frame, place_of, camera)) commands.push_back(model::TakeEvidence{view.row, model::EvidenceSource::camera});
}

std::string source_line(const Frame& frame, const model::EvidenceView& view) {
    const std::string row = view.row + "  " + view.name;
    if (view.pictures.size() >= view.pictures_max)
        return frame.say(Key::ex_evidence_full, {place("row", row), place("n", static_cast<int>(view.pictures_max))});
    if (!view.camera && !view.files) return frame.say(Key::ex_evidence_no_source, {place("row", row)});
    return row;
}

void draw_enlarged(Frame& frame, const model::EvidencePicture& taken, EvidenceState& state) {
    constexpr float kClose = 176;
    const Rect whole{0, 0, kLandscape.w, kLandscape.h};
    frame.note({.id = "###evidence_whole", .part = Part::dialog, .label = taken.reference, .rect = whole});
    fill(frame, whole, Role::paper);
    const Rect shown{16, 16, whole.w - 32, whole.h - 32 - 80};
    if (taken.picture.present()) picture(frame, shown, taken.picture.texture, size_of(taken.picture));
    const Rect foot{16, whole.h - 80, whole.w - 32, kTarget};
    text_line(frame, foot.without_right(kClose + 16), taken.reference + "  " + taken_text(frame, taken),
              {.style = kBody, .role = Role::paper_ink, .may_shorten = true});
    if (button(frame, foot.cut_right(kClose), {.id = "###evidence_close", .label = frame.say(Key::close), .style = kBody}))
        state.enlarged.reset();
}

} // namespace

void draw(const model::EvidenceView& view, EvidenceState& state, Frame& frame, model::ExaminerCommands& commands) {
    if (state.enlarged && *state.enlarged < view.pictures.size()) {
        draw_enlarged(frame, view.pictures[*state.enlarged], state);
        return;
    }
    const std::string title = frame.say(Key::ex_evidence_title, {place("n", static_cast<int>(view.pictures.size()))});
    const Rect room = draw_ask(frame, {.id = "###evidence_dialog", .title = title, .line = source_line(frame, view), .icon = Icon::camera});
    draw_pictures(frame, room, view, state);
    draw_sources(frame, view, commands);
    if (draw_ask_back(frame, AskBack::close) == AskTouch::back) commands.push_back(model::CancelAsk{});
}

} // namespace kaogong::kiosk::screens
