#include "kiosk/ui/frame.h"

#include "kiosk/ui/paint.h"

#include <cmath>

namespace kaogong::kiosk::ui {
namespace {

FingerInput finger_input(const ImGuiIO& io, const Units& units) {
    FingerInput input;
    const bool known = ImGui::IsMousePosValid(&io.MousePos);
    input.at = known ? units.from_pixel({io.MousePos.x, io.MousePos.y}) : Point{-1, -1};
    input.down = io.MouseDown[0];
    input.pressed = io.MouseClicked[0];
    input.released = io.MouseReleased[0];
    input.now_s = ImGui::GetTime();
    const bool tab = ImGui::IsKeyPressed(ImGuiKey_Tab);
    input.next = tab && !io.KeyShift;
    input.previous = tab && io.KeyShift;
    input.activate = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false) ||
                     ImGui::IsKeyPressed(ImGuiKey_Space, false);
    return input;
}

Typed typed_input(const ImGuiIO& io) {
    Typed typed;
    for (const ImWchar c : io.InputQueueCharacters) {
        if (c >= U' ' && c != 0x7F) typed.characters.push_back(static_cast<char32_t>(c));
    }
    typed.backspaces = ImGui::IsKeyPressed(ImGuiKey_Backspace) ? 1 : 0;
    typed.enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
    return typed;
}

} // namespace

Frame::Frame(Ui& ui, const FrameOptions& options)
    : ui_(ui), options_(options), theme_(options.theme), units_(Units::fit({ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y})),
      draw_(ImGui::GetBackgroundDrawList()), typed_(typed_input(ImGui::GetIO())) {
    ui_.transcript.clear();
    ui_.again_in_s.reset();
    ui_.fingers.begin(finger_input(ImGui::GetIO(), units_));
    const ImVec2 panel = ImGui::GetIO().DisplaySize;
    draw_->AddRectFilled({0, 0}, panel, color(Role::ground));
}

void Frame::use_canvas(Size canvas) {
    const ImGuiIO& io = ImGui::GetIO();
    units_ = Units::fit({io.DisplaySize.x, io.DisplaySize.y}, canvas);
    ui_.fingers.move_to(finger_input(io, units_).at);
}

void Frame::use_upright_canvas() {
    const ImVec2 panel = ImGui::GetIO().DisplaySize;
    if (panel.y > panel.x) use_canvas(kPortrait);
}

void Frame::use_landscape_canvas() {
    if (units_.portrait()) use_canvas(kLandscape);
}

void Frame::finish() {
    ui_.fingers.end();
}

ImU32 Frame::color(Role role) const {
    const Color c = theme_.color(role);
    return IM_COL32(c.r, c.g, c.b, c.a);
}

Touch Frame::touch(WidgetId id, Rect rect, TouchOptions options) {
    options.enabled = options.enabled && !covered_;
    return ui_.fingers.touch(id, rect, options);
}

Hold Frame::hold(WidgetId id, Rect rect, HoldOptions options) {
    constexpr double kStep_s = 0.033; // the fill grows while the finger stays
    options.enabled = options.enabled && !covered_;
    const Hold hold = ui_.fingers.hold(id, rect, options);
    if (hold.share > 0 && !hold.done) again_in(kStep_s);
    return hold;
}

bool Frame::blink() const {
    return std::fmod(now_s(), 1.0) < 0.5;
}

void Frame::note(Entry entry) {
    entry.enabled = entry.enabled && !covered_;
    entry.at_px = units_.pixel(entry.rect.center());
    ui_.transcript.add(std::move(entry));
}

} // namespace kaogong::kiosk::ui
