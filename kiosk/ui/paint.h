// Marks on the panel: filled and framed rectangles with round corners, discs, icons, pictures. Only axis-aligned quads and copies of
// sprites, which the software renderer draws several times faster than rounded or anti-aliased shapes of Dear ImGui, and without their
// jagged edges.
#pragma once

#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::ui {

// Radii by what they belong to.
inline constexpr float kRadiusCheck = 6;
inline constexpr float kRadiusCell = 10;
inline constexpr float kRadiusControl = 12;
inline constexpr float kRadiusCard = 16;

inline constexpr float kBorderHair = 1;
inline constexpr float kBorderControl = 1.5F;
inline constexpr float kBorderActive = 2;
inline constexpr float kBorderSelected = 3;

void fill(Frame& frame, Rect rect, Role role);
void fill_round(Frame& frame, Rect rect, float radius, Role role);
void frame_round(Frame& frame, Rect rect, float radius, float thickness, Role role); // drawn inward
// Filled, then framed; the fill ends under the middle of the frame so that nothing of it shines past.
struct BoxLook {
    Role fill = Role::surface;
    Role border = Role::line;
    float thickness = kBorderHair;
    float radius = kRadiusCard;
};
void box(Frame& frame, Rect rect, const BoxLook& look);
// A card: box with the flat strip under it.
void card(Frame& frame, Rect rect);
// Two corners only: a fill that lies at the top or at the foot of a card.
enum class RoundEnds { all, top, bottom, left, right, top_left, top_right, none };
void fill_round_ends(Frame& frame, Rect rect, float radius, Role role, RoundEnds ends);

void disc(Frame& frame, Point center, float diameter, Role role);
void ring(Frame& frame, Point center, float diameter, float thickness, Role role);
void icon(Frame& frame, Icon icon, Point center, float size, Role role);
void hairline(Frame& frame, Point from, float width); // horizontal
void divider(Frame& frame, Point from, float height); // vertical
void focus_ring(Frame& frame, Rect rect, float radius);

// A picture inside the rectangle as large as it fits, whole, centred.
void picture(Frame& frame, Rect rect, ImTextureID texture, Size size_px);
// Lays the ground's colour over the corners of what was just drawn.
void round_off(Frame& frame, Rect rect, float radius, Role ground);
// A picture that fills the rectangle; what is too much is cut off at both sides alike.
void picture_filling(Frame& frame, Rect rect, ImTextureID texture, Size size_px);
// A part of a picture, in shares of its width and height, stretched over the rectangle.
void picture_part(Frame& frame, Rect rect, ImTextureID texture, Rect shares);

} // namespace kaogong::kiosk::ui
