// Triangles, pixel by pixel, with whole numbers. Slow and exact: a pixel belongs to a triangle when its centre does, and a centre on an
// edge that two triangles share belongs to exactly one of them, so that translucent shapes have neither seams nor double strokes.
#include "kiosk/platform/raster.h"

namespace kaogong::kiosk::platform {
namespace {

constexpr int kSubpixels = 16;

// Twice the signed area of (from, to, point): positive where the point lies inside, seen from this edge.
class Edge {
  public:
    Edge(const Corner& from, const Corner& to)
        : from_x_(from.x), from_y_(from.y), across_(to.x - from.x), down_(to.y - from.y),
          owns_points_on_it_(down_ < 0 || (down_ == 0 && across_ > 0)) {}

    std::int64_t at(std::int64_t x, std::int64_t y) const { return across_ * (y - from_y_) - down_ * (x - from_x_); }
    bool holds(std::int64_t side) const { return side > 0 || (side == 0 && owns_points_on_it_); }

  private:
    std::int64_t from_x_, from_y_, across_, down_;
    bool owns_points_on_it_; // left and top edges do
};

struct Weights {
    std::array<std::int64_t, 3> of;
    std::int64_t sum;

    template <typename Read> std::int64_t mean(const std::array<Corner, 3>& corners, Read read) const {
        const std::int64_t total = of[0] * read(corners[0]) + of[1] * read(corners[1]) + of[2] * read(corners[2]);
        return (total + (total < 0 ? -sum : sum) / 2) / sum;
    }
};

Color mean_color(const Weights& weights, const std::array<Corner, 3>& corners) {
    Color color = 0;
    for (int shift : {24, 16, 8, 0})
        color |= static_cast<Color>(weights.mean(corners, [&](const Corner& corner) { return (corner.color >> shift) & 0xFF; })) << shift;
    return color;
}

TexelPosition mean_texel(const Weights& weights, const Triangle& triangle) {
    const auto inside = [](std::int64_t at, int size) {
        return static_cast<std::int32_t>(std::clamp<std::int64_t>(at * 256 - 32'768, 0, std::int64_t{size - 1} * 65'536));
    };
    return {inside(weights.mean(triangle.corners, [](const Corner& corner) { return corner.u; }), triangle.texture->extent.width),
            inside(weights.mean(triangle.corners, [](const Corner& corner) { return corner.v; }), triangle.texture->extent.height)};
}

std::uint32_t shaded(std::uint32_t below, const Triangle& triangle, const Weights& weights) {
    const Color color = mean_color(weights, triangle.corners);
    if (triangle.texture == nullptr) return blend_pixel(below, color, alpha_of(color));
    const TexelPosition position = mean_texel(weights, triangle);
    if (triangle.texture->format == TextureFormat::alpha8)
        return blend_pixel(below, color, divide_by_255(sample_coverage(*triangle.texture, position) * alpha_of(color)));
    return over_pixel(below, tint_pixel(sample_premultiplied(*triangle.texture, position), color));
}

} // namespace

void draw(const Triangle& triangle, const Canvas& canvas, const PixelRect& clip) {
    const PixelRect area = intersection(triangle.bounds, clip);
    const auto& [a, b, c] = triangle.corners;
    const Edge opposite_a(b, c);
    const Edge opposite_b(c, a);
    const Edge opposite_c(a, b);
    for (int y = area.top; y < area.bottom; ++y)
        for (int x = area.left; x < area.right; ++x) {
            const int centre_x = x * kSubpixels + kSubpixels / 2;
            const int centre_y = y * kSubpixels + kSubpixels / 2;
            Weights weights{{opposite_a.at(centre_x, centre_y), opposite_b.at(centre_x, centre_y), opposite_c.at(centre_x, centre_y)}, 0};
            if (!opposite_a.holds(weights.of[0]) || !opposite_b.holds(weights.of[1]) || !opposite_c.holds(weights.of[2])) continue;
            weights.sum = weights.of[0] + weights.of[1] + weights.of[2];
            canvas.at(x, y) = shaded(canvas.at(x, y), triangle, weights);
        }
}

} // namespace kaogong::kiosk::platform
