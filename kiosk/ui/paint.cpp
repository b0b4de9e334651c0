#include "kiosk/ui/paint.h"

#include <algorithm>
#include <cmath>

namespace kaogong::kiosk::ui {
namespace {

// Which corners of a rectangle are round: top left, top right, bottom left, bottom right.
struct Corners {
    bool tl = true, tr = true, bl = true, br = true;
};

Corners corners_of(RoundEnds ends) {
    switch (ends) {
    case RoundEnds::all: return {};
    case RoundEnds::top: return {true, true, false, false};
    case RoundEnds::bottom: return {false, false, true, true};
    case RoundEnds::left: return {true, false, true, false};
    case RoundEnds::right: return {false, true, false, true};
    case RoundEnds::top_left: return {true, false, false, false};
    case RoundEnds::top_right: return {false, true, false, false};
    case RoundEnds::none: return {false, false, false, false};
    }
    return {};
}

void quad(Frame& frame, PixelRect r, ImU32 color) {
    if (r.x1 > r.x0 && r.y1 > r.y0) frame.draw().AddRectFilled({r.x0, r.y0}, {r.x1, r.y1}, color);
}

void sprite_quad(Frame& frame, const Sprite& sprite, PixelRect r, ImU32 color, bool flip_x, bool flip_y) {
    const ImVec2 uv0{flip_x ? sprite.uv1.x : sprite.uv0.x, flip_y ? sprite.uv1.y : sprite.uv0.y};
    const ImVec2 uv1{flip_x ? sprite.uv0.x : sprite.uv1.x, flip_y ? sprite.uv0.y : sprite.uv1.y};
    frame.draw().AddImage(sprite.texture, {r.x0, r.y0}, {r.x1, r.y1}, uv0, uv1, color);
}

// The four corner sprites of a rectangle in pixels; a corner that is not round is filled square.
void draw_corners(Frame& frame, PixelRect r, Corner shape, Corners round, ImU32 color) {
    if (shape.radius_px < 1) return;
    const auto radius = static_cast<float>(shape.radius_px);
    const PixelRect at[4] = {{r.x0, r.y0, r.x0 + radius, r.y0 + radius},
                             {r.x1 - radius, r.y0, r.x1, r.y0 + radius},
                             {r.x0, r.y1 - radius, r.x0 + radius, r.y1},
                             {r.x1 - radius, r.y1 - radius, r.x1, r.y1}};
    const bool is_round[4] = {round.tl, round.tr, round.bl, round.br};
    const Sprite sprite = frame.sprites().corner(shape);
    for (int i = 0; i < 4; ++i) {
        if (is_round[i])
            sprite_quad(frame, sprite, at[i], color, i % 2 == 1, i >= 2);
        else
            quad(frame, at[i], color);
    }
}

int radius_px(PixelRect r, float wanted) {
    return static_cast<int>(std::max(0.0F, std::min({std::round(wanted), std::floor(r.w() / 2), std::floor(r.h() / 2)})));
}

void fill_pixels(Frame& frame, PixelRect r, float wanted_radius_px, Corners round, ImU32 color) {
    const int radius = radius_px(r, wanted_radius_px);
    const auto f = static_cast<float>(radius);
    quad(frame, {r.x0 + f, r.y0, r.x1 - f, r.y1}, color);
    quad(frame, {r.x0, r.y0 + f, r.x0 + f, r.y1 - f}, color);
    quad(frame, {r.x1 - f, r.y0 + f, r.x1, r.y1 - f}, color);
    draw_corners(frame, r, {radius, 0}, round, color);
}

void frame_pixels(Frame& frame, PixelRect r, float wanted_radius_px, float thickness, ImU32 color) {
    const int radius = radius_px(r, wanted_radius_px);
    const auto f = static_cast<float>(radius);
    quad(frame, {r.x0 + f, r.y0, r.x1 - f, r.y0 + thickness}, color);
    quad(frame, {r.x0 + f, r.y1 - thickness, r.x1 - f, r.y1}, color);
    quad(frame, {r.x0, r.y0 + f, r.x0 + thickness, r.y1 - f}, color);
    quad(frame, {r.x1 - thickness, r.y0 + f, r.x1, r.y1 - f}, color);
    draw_corners(frame, r, {radius, static_cast<int>(thickness)}, {}, color);
}

PixelRect disc_pixels(const Frame& frame, Point center, float diameter) {
    const Units& units = frame.units();
    const float side = std::round(units.length(diameter) / 2) * 2;
    const Point at = units.pixel({center.x - diameter / 2, center.y - diameter / 2});
    return {at.x, at.y, at.x + side, at.y + side};
}

} // namespace

void fill(Frame& frame, Rect rect, Role role) {
    quad(frame, frame.units().pixels(rect), frame.color(role));
}

void fill_round(Frame& frame, Rect rect, float radius, Role role) {
    fill_pixels(frame, frame.units().pixels(rect), frame.units().length(radius), {}, frame.color(role));
}

void fill_round_ends(Frame& frame, Rect rect, float radius, Role role, RoundEnds ends) {
    fill_pixels(frame, frame.units().pixels(rect), frame.units().length(radius), corners_of(ends), frame.color(role));
}

void frame_round(Frame& frame, Rect rect, float radius, float thickness, Role role) {
    const Units& units = frame.units();
    frame_pixels(frame, units.pixels(rect), units.length(radius), units.thickness(thickness), frame.color(role));
}

void box(Frame& frame, Rect rect, const BoxLook& look) {
    const Units& units = frame.units();
    const PixelRect outer = units.pixels(rect);
    const float radius = units.length(look.radius);
    const float thickness = units.thickness(look.thickness);
    const float half = std::ceil(thickness / 2);
    fill_pixels(frame, {outer.x0 + half, outer.y0 + half, outer.x1 - half, outer.y1 - half}, radius - half, {}, frame.color(look.fill));
    frame_pixels(frame, outer, radius, thickness, frame.color(look.border));
}

void card(Frame& frame, Rect rect) {
    constexpr float kEdge = 2;
    if (frame.theme().has_edges()) fill_round(frame, rect.moved(0, kEdge), kRadiusCard, Role::edge);
    box(frame, rect, {});
}

void disc(Frame& frame, Point center, float diameter, Role role) {
    const PixelRect r = disc_pixels(frame, center, diameter);
    fill_pixels(frame, r, r.w() / 2, {}, frame.color(role));
}

void ring(Frame& frame, Point center, float diameter, float thickness, Role role) {
    const PixelRect r = disc_pixels(frame, center, diameter);
    frame_pixels(frame, r, r.w() / 2, frame.units().thickness(thickness), frame.color(role));
}

void icon(Frame& frame, Icon icon, Point center, float size, Role role) {
    if (icon == Icon::none) return;
    const Units& units = frame.units();
    const float side = std::round(units.length(size));
    const Point at = units.pixel({center.x - size / 2, center.y - size / 2});
    const Sprite sprite = frame.sprites().icon(icon, static_cast<int>(side));
    sprite_quad(frame, sprite, {at.x, at.y, at.x + side, at.y + side}, frame.color(role), false, false);
}

void hairline(Frame& frame, Point from, float width) {
    PixelRect r = frame.units().pixels({from.x, from.y, width, 1});
    r.y1 = r.y0 + frame.units().thickness(kBorderHair);
    quad(frame, r, frame.color(Role::line));
}

void divider(Frame& frame, Point from, float height) {
    PixelRect r = frame.units().pixels({from.x, from.y, 1, height});
    r.x1 = r.x0 + frame.units().thickness(kBorderHair);
    quad(frame, r, frame.color(Role::line));
}

void focus_ring(Frame& frame, Rect rect, float radius) {
    constexpr float kRing = 3;
    constexpr float kGap = 3;
    const float out = kRing + kGap;
    frame_round(frame, rect.inset(-out), radius + out, kRing + frame.theme().frame_extra(), Role::focus);
}

void round_off(Frame& frame, Rect rect, float radius, Role ground) {
    const PixelRect r = frame.units().pixels(rect);
    const int side = radius_px(r, frame.units().length(radius));
    if (side < 1) return;
    const Sprite sprite = frame.sprites().corner_mask(side);
    const auto f = static_cast<float>(side);
    const ImU32 color = frame.color(ground);
    sprite_quad(frame, sprite, {r.x0, r.y0, r.x0 + f, r.y0 + f}, color, false, false);
    sprite_quad(frame, sprite, {r.x1 - f, r.y0, r.x1, r.y0 + f}, color, true, false);
    sprite_quad(frame, sprite, {r.x0, r.y1 - f, r.x0 + f, r.y1}, color, false, true);
    sprite_quad(frame, sprite, {r.x1 - f, r.y1 - f, r.x1, r.y1}, color, true, true);
}

void picture(Frame& frame, Rect rect, ImTextureID texture, Size size_px) {
    const float shrink = std::min(rect.w / size_px.w, rect.h / size_px.h);
    const Size size{size_px.w * shrink, size_px.h * shrink};
    const PixelRect r = frame.units().pixels({rect.x + (rect.w - size.w) / 2, rect.y + (rect.h - size.h) / 2, size.w, size.h});
    frame.draw().AddImage(ImTextureRef(texture), {r.x0, r.y0}, {r.x1, r.y1});
}

void picture_filling(Frame& frame, Rect rect, ImTextureID texture, Size size_px) {
    const float grow = std::max(rect.w / size_px.w, rect.h / size_px.h);
    const float u = (1 - rect.w / (size_px.w * grow)) / 2;
    const float v = (1 - rect.h / (size_px.h * grow)) / 2;
    const PixelRect r = frame.units().pixels(rect);
    frame.draw().AddImage(ImTextureRef(texture), {r.x0, r.y0}, {r.x1, r.y1}, {u, v}, {1 - u, 1 - v});
}

void picture_part(Frame& frame, Rect rect, ImTextureID texture, Rect shares) {
    const PixelRect r = frame.units().pixels(rect);
    frame.draw().AddImage(ImTextureRef(texture), {r.x0, r.y0}, {r.x1, r.y1}, {shares.x, shares.y}, {shares.right(), shares.bottom()});
}

} // namespace kaogong::kiosk::ui
