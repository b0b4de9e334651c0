#include "kiosk/ui/panels.h"

#include <algorithm>
#include <cmath>

namespace kaogong::kiosk::ui {
namespace {

struct ToneColors {
    Role fill;
    Role border;
    Role text;
};

ToneColors tone_colors(Tone tone) {
    switch (tone) {
    case Tone::accent: return {Role::accent_soft, Role::accent, Role::accent};
    case Tone::success: return {Role::success_soft, Role::success, Role::success};
    case Tone::warning: return {Role::warning_soft, Role::warning, Role::warning};
    case Tone::danger: return {Role::danger_soft, Role::danger, Role::danger};
    case Tone::neutral: return {Role::sunken, Role::line, Role::ink2};
    }
    return {Role::sunken, Role::line, Role::ink2};
}

constexpr float kChipIcon = 18;
constexpr float kChipGap = 8;

float chip_padding(const Chip& chip) {
    return chip.height > 32 ? 16.0F : 12.0F;
}

} // namespace

float chip_width(Frame& frame, const Chip& chip) {
    const float icon = chip.icon == Icon::none ? 0 : kChipIcon + kChipGap;
    return 2 * chip_padding(chip) + icon + line_width(frame, chip.label, kLabel);
}

float chip(Frame& frame, Point left_middle, const Chip& chip) {
    const float width = chip_width(frame, chip);
    const ToneColors colors = tone_colors(chip.tone);
    const Rect rect{left_middle.x, left_middle.y - chip.height / 2, width, chip.height};
    box(frame, rect, {colors.fill, colors.border, kBorderHair, chip.height / 2});
    float x = rect.x + chip_padding(chip);
    if (chip.icon != Icon::none) {
        icon(frame, chip.icon, {x + kChipIcon / 2, left_middle.y}, kChipIcon, colors.text);
        x += kChipIcon + kChipGap;
    }
    text_line(frame, {x, rect.y, rect.right() - x, rect.h}, chip.label, {.style = kLabel, .role = colors.text, .noted = false});
    frame.note({.part = Part::chip, .label = std::string(chip.label), .rect = rect});
    return width;
}

void progress(Frame& frame, Rect rect, Progress progress) {
    const float share = progress.whole > 0 ? static_cast<float>(progress.part) / static_cast<float>(progress.whole) : 0;
    const float radius = rect.h / 2;
    box(frame, rect, {Role::sunken, Role::line, kBorderHair, radius});
    if (progress.part > 0) fill_round(frame, {rect.x, rect.y, std::max(rect.h, rect.w * share), rect.h}, radius, Role::accent);
    frame.note({.part = Part::progress, .value = std::to_string(progress.part) + "/" + std::to_string(progress.whole), .rect = rect});
}

void notice(Frame& frame, Rect rect, const Notice& notice) {
    constexpr float kIcon = 28;
    constexpr float kPadding = 20;
    constexpr float kTextLeft = 64;
    const ToneColors colors = tone_colors(notice.tone);
    const bool neutral = notice.tone == Tone::neutral;
    if (neutral)
        fill_round(frame, rect, kRadiusControl, Role::ground);
    else
        box(frame, rect, {colors.fill, colors.border, kBorderActive, kRadiusControl});
    if (neutral && !frame.theme().has_edges()) frame_round(frame, rect, kRadiusControl, kBorderHair, Role::line);
    icon(frame, notice.icon, {rect.x + kPadding + kIcon / 2, rect.center().y}, kIcon, neutral ? Role::ink2 : colors.text);
    const Rect words = rect.without_left(kTextLeft).without_right(kPadding);
    const float half = notice.line.empty() ? 0.0F : 15.0F;
    frame.note({.part = Part::notice, .label = std::string(notice.title), .rect = rect});
    text_line(frame, {words.x, rect.center().y - half - 18, words.w, 36}, notice.title, {.style = kBodyBold, .noted = false});
    text_line(frame, {words.x, rect.center().y + half - 14, words.w, 28}, notice.line, {.style = kLabel, .role = Role::ink2});
}

Rect toast(Frame& frame, Point top_right, const Toast& toast) {
    constexpr float kHeight = 88;
    constexpr float kPadding = 24;
    constexpr float kIcon = 28;
    constexpr float kTextLeft = kPadding + kIcon + 16;
    const float words = std::max(line_width(frame, toast.title, kBodyBold), line_width(frame, toast.line, kLabel));
    const float width = std::ceil((kTextLeft + words + kPadding) / 8) * 8;
    const Rect rect{top_right.x - width, top_right.y, width, kHeight};
    fill_round(frame, rect, kRadiusControl, Role::bar);
    if (!frame.theme().has_edges()) frame_round(frame, rect, kRadiusControl, kBorderActive, Role::bar_line);
    icon(frame, toast.icon, {rect.x + kPadding + kIcon / 2, rect.y + 32}, kIcon, Role::on_bar);
    frame.note({.part = Part::toast, .label = std::string(toast.title), .value = std::string(toast.line), .rect = rect});
    text_line(frame, {rect.x + kTextLeft, rect.y + 14, words + 1, 36}, toast.title,
              {.style = kBodyBold, .role = Role::on_bar, .noted = false});
    text_line(frame, {rect.x + kTextLeft, rect.y + 48, words + 1, 28}, toast.line,
              {.style = kLabel, .role = Role::on_bar2, .noted = false});
    return rect;
}

void tone_disc(Frame& frame, Point center, const ToneDisc& look) {
    const ToneColors colors = tone_colors(look.tone);
    disc(frame, center, look.diameter - 2, colors.fill);
    ring(frame, center, look.diameter, kBorderActive, colors.border);
    icon(frame, look.icon, center, look.icon_size, colors.text);
}

namespace {

constexpr float kDialogDisc = 64;
constexpr float kDialogDiscGap = 20;
constexpr float kDialogCodeGap = 16;

Chip dialog_code(const Dialog& dialog) {
    return {dialog.code, Icon::none, Tone::neutral, 32};
}

} // namespace

Rect dialog_place(const Frame& frame, float height) {
    constexpr float kAboveMiddle = 8;
    const Size canvas = frame.units().canvas();
    return {(canvas.w - kDialogWidth) / 2, std::round((canvas.h - height) / 2) - kAboveMiddle, kDialogWidth, height};
}

float dialog_height(Frame& frame, const Dialog& dialog, float body_height) {
    constexpr float kBetween = 24;
    constexpr float kAboveFoot = 36;
    const float code_room = dialog.code.empty() ? 0 : chip_width(frame, dialog_code(dialog)) + kDialogCodeGap;
    const float title = block_height(frame, dialog.title, kTitle, kDialogWords - code_room);
    const float foot = kTarget + 32; // as dialog_foot() has it
    return kDialogPadding + std::max(kDialogDisc, title) + kBetween + body_height + kAboveFoot + foot;
}

Rect dialog(Frame& frame, Rect rect, const Dialog& dialog) {
    constexpr float kDisc = kDialogDisc;
    constexpr float kDiscGap = kDialogDiscGap;
    constexpr float kCodeGap = kDialogCodeGap;
    // One that is wider than an upright canvas lies in the landscape one.
    if (rect.right() > frame.units().canvas().w) frame.use_landscape_canvas();
    const ImVec2 panel = ImGui::GetIO().DisplaySize;
    frame.draw().AddRectFilled({0, 0}, panel, frame.color(Role::scrim));
    box(frame, rect, {Role::surface, frame.theme().has_edges() ? Role::surface : Role::line, kBorderHair, kRadiusCard});
    frame.note({.id = std::string(dialog.id),
                .part = Part::dialog,
                .label = std::string(dialog.title),
                .value = std::string(dialog.code),
                .rect = rect});
    const Rect inside = rect.inset(kDialogPadding, kDialogPadding);
    tone_disc(frame, {inside.x + kDisc / 2, inside.y + kDisc / 2}, {kDisc, 32, dialog.icon, dialog.tone});
    float code_room = 0;
    if (!dialog.code.empty()) {
        const Chip code = dialog_code(dialog);
        code_room = chip_width(frame, code) + kCodeGap;
        chip(frame, {inside.right() - code_room + kCodeGap, inside.y + kDisc / 2}, code);
    }
    const Rect words = inside.without_left(kDisc + kDiscGap);
    const float title_room = words.w - code_room;
    const float title = block_height(frame, dialog.title, kTitle, title_room);
    const float top = inside.y + std::max(0.0F, (kDisc - title) / 2);
    text_block(frame, {words.x, top, title_room, std::max(title, kDisc)}, dialog.title, {.style = kTitle, .noted = false});
    return words.without_top(std::max(kDisc, title) + 24);
}

std::optional<float> splitter(Frame& frame, Rect rect, const Splitter& splitter) {
    constexpr float kGrip = 48;
    constexpr float kGripThin = 4;
    const Rect hit = splitter.vertical ? rect.grown_to(kTarget, 0) : rect.grown_to(0, kTarget);
    const Touch touch = frame.touch(widget_id(splitter.id), hit, {.enabled = splitter.enabled, .focusable = false});
    frame.note({.id = std::string(splitter.id),
                .part = Part::splitter,
                .label = std::string(frame.say(Key::splitter)),
                .enabled = splitter.enabled,
                .rect = hit,
                .touchable = true});
    fill(frame, rect, touch.held ? Role::accent_soft : Role::sunken);
    const Point c = rect.center();
    const Rect grip = splitter.vertical ? Rect{c.x - kGripThin / 2, c.y - kGrip / 2, kGripThin, kGrip}
                                        : Rect{c.x - kGrip / 2, c.y - kGripThin / 2, kGrip, kGripThin};
    fill_round(frame, grip, kGripThin / 2, Role::line_strong);
    if (!frame.fingers().dragging(widget_id(splitter.id))) return std::nullopt;
    const Point at = frame.fingers().input().at;
    return splitter.vertical ? at.x : at.y;
}

void qr_code(Frame& frame, Rect rect, const QrCode& code) {
    constexpr int kQuiet = 4;
    if (code.side <= 0 || code.modules == nullptr) return;
    fill_round(frame, rect, kRadiusControl, Role::paper);
    const PixelRect outer = frame.units().pixels(rect);
    // Whole device pixels to the module, so that a phone sees sharp edges.
    const float module = std::floor(std::min(outer.w(), outer.h()) / static_cast<float>(code.side + 2 * kQuiet));
    const float side = module * static_cast<float>(code.side);
    const float left = std::round(outer.x0 + (outer.w() - side) / 2);
    const float top = std::round(outer.y0 + (outer.h() - side) / 2);
    const ImU32 ink = frame.color(Role::paper_ink);
    for (int y = 0; y < code.side; ++y) {
        for (int x = 0; x < code.side; ++x) {
            if (!(*code.modules)[static_cast<std::size_t>(y * code.side + x)]) continue;
            const ImVec2 at{left + module * static_cast<float>(x), top + module * static_cast<float>(y)};
            frame.draw().AddRectFilled(at, {at.x + module, at.y + module}, ink);
        }
    }
    frame.note({.part = Part::code, .label = "QR", .value = std::to_string(code.side), .rect = rect});
}

} // namespace kaogong::kiosk::ui
