// Recognises quads in index buffers.
#include "kiosk/platform/draw_data.h"

#include <cmath>

namespace kaogong::kiosk::platform {
namespace {

// Places beyond these are cut off before they become whole numbers. No screen is as large.
constexpr double kPlaceMax = 16'000;
constexpr double kOneTexel = 65'536;
// A quad that misses the pixel grid of its texture by less than this is meant to hit it.
constexpr double kNearly = 1.0 / 16;

// Dear ImGui packs R in the lowest byte; we want 0xAARRGGBB.
Color color_of(ImU32 packed) {
    return (packed & 0xFF00FF00u) | ((packed & 0xFF) << 16) | ((packed >> 16) & 0xFF);
}

double limited(double place) {
    if (!(place > -kPlaceMax)) return -kPlaceMax; // also what is not a number
    return std::min(place, kPlaceMax);
}

// The first pixel whose centre is at or after this place.
int pixel_from(double place) {
    return static_cast<int>(std::ceil(limited(place) - 0.5));
}

struct Source {
    const ImDrawVert* vertices;
    PixelRect clip;
    const Texture* texture;
};

// 0-1-2, 0-2-3 around the corners, as all rectangle calls of ImDrawList write it.
bool is_quad(const Source& source, const ImDrawIdx* index) {
    if (index[3] != index[0] || index[4] != index[2]) return false;
    const ImDrawVert& a = source.vertices[index[0]];
    const ImDrawVert& b = source.vertices[index[1]];
    const ImDrawVert& c = source.vertices[index[2]];
    const ImDrawVert& d = source.vertices[index[5]];
    return a.pos.x == d.pos.x && b.pos.x == c.pos.x && a.pos.y == b.pos.y && c.pos.y == d.pos.y && //
           a.uv.x == d.uv.x && b.uv.x == c.uv.x && a.uv.y == b.uv.y && c.uv.y == d.uv.y &&         //
           a.col == b.col && b.col == c.col && c.col == d.col;
}

bool shows_only(const Texture& texture, const TextureWalk& u, const TextureWalk& v) {
    return texture.format == TextureFormat::alpha8 && u.kind == TextureWalk::Kind::held && v.kind == TextureWalk::Kind::held;
}

// A texel of coverage stretched over a whole quad is a plain quad: the white texel that the library uses for rectangles, the middle of a
// nine-slice.
void make_plain(Quad& quad) {
    const std::uint32_t coverage = sample_coverage(*quad.texture, {quad.u.position(0), quad.v.position(0)});
    quad.color = (quad.color & 0x00FFFFFFu) | (divide_by_255(coverage * alpha_of(quad.color)) << 24);
    quad.texture = nullptr;
}

void show_texture(Quad& quad, const ImDrawVert& first, const ImDrawVert& last, const Texture& texture) {
    const double width = texture.extent.width;
    const double height = texture.extent.height;
    quad.texture = &texture;
    quad.u = texture_walk({first.pos.x, last.pos.x, first.uv.x * width, last.uv.x * width, texture.extent.width});
    quad.v = texture_walk({first.pos.y, last.pos.y, first.uv.y * height, last.uv.y * height, texture.extent.height});
}

bool at_half_or_less(const TextureWalk& walk) {
    return walk.kind == TextureWalk::Kind::scaled && std::abs(walk.step) >= 2 * 65'536 - 64;
}

Quad quad_of(const Source& source, const ImDrawIdx* index) {
    ImDrawVert first = source.vertices[index[0]];
    ImDrawVert last = source.vertices[index[2]];
    if (first.pos.x > last.pos.x) std::swap(first.pos.x, last.pos.x), std::swap(first.uv.x, last.uv.x);
    if (first.pos.y > last.pos.y) std::swap(first.pos.y, last.pos.y), std::swap(first.uv.y, last.uv.y);
    Quad quad;
    const PixelRect box{pixel_from(first.pos.x), pixel_from(first.pos.y), pixel_from(last.pos.x), pixel_from(last.pos.y)};
    quad.bounds = intersection(box, source.clip);
    quad.color = color_of(first.col);
    if (quad.bounds.empty()) return quad;
    show_texture(quad, first, last, *source.texture);
    while (quad.texture->half != nullptr && at_half_or_less(quad.u) && at_half_or_less(quad.v))
        show_texture(quad, first, last, *quad.texture->half);
    if (shows_only(*quad.texture, quad.u, quad.v)) make_plain(quad);
    return quad;
}

std::int32_t fixed(double value, double parts) {
    return static_cast<std::int32_t>(std::lround(limited(value) * parts));
}

Corner corner_of(const ImDrawVert& vertex, const Texture& texture) {
    return {.x = fixed(vertex.pos.x, 16),
            .y = fixed(vertex.pos.y, 16),
            .u = fixed(double{vertex.uv.x} * texture.extent.width, 256),
            .v = fixed(double{vertex.uv.y} * texture.extent.height, 256),
            .color = color_of(vertex.col)};
}

// The library points plain shapes at its white texel.
bool is_plain(const Texture& texture, const std::array<Corner, 3>& corners) {
    const auto& [a, b, c] = corners;
    if (texture.format != TextureFormat::alpha8 || a.u != b.u || a.v != b.v || b.u != c.u || b.v != c.v) return false;
    const TexelPosition position{std::clamp(a.u / 256, 0, texture.extent.width - 1) * 65'536,
                                 std::clamp(a.v / 256, 0, texture.extent.height - 1) * 65'536};
    return sample_coverage(texture, position) == 255;
}

PixelRect box_of(const std::array<Corner, 3>& corners) {
    const auto [left, right] = std::minmax({corners[0].x, corners[1].x, corners[2].x});
    const auto [top, bottom] = std::minmax({corners[0].y, corners[1].y, corners[2].y});
    const auto floor = [](std::int32_t place) { return place >> 4; };
    return {floor(left), floor(top), floor(right) + 1, floor(bottom) + 1};
}

Triangle triangle_of(const Source& source, const ImDrawIdx* index) {
    Triangle triangle;
    triangle.texture = source.texture;
    for (std::size_t i = 0; i < 3; ++i) triangle.corners[i] = corner_of(source.vertices[index[i]], *source.texture);
    auto& [a, b, c] = triangle.corners;
    const std::int64_t area = std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{b.y - a.y} * (c.x - a.x);
    if (area == 0) return triangle; // with empty bounds
    if (area < 0) std::swap(b, c);
    triangle.bounds = intersection(box_of(triangle.corners), source.clip);
    if (is_plain(*source.texture, triangle.corners)) triangle.texture = nullptr;
    return triangle;
}

void read_command(const Source& source, const ImDrawIdx* index, unsigned count, std::vector<Primitive>& primitives) {
    const auto keep = [&](auto shape) {
        if (!shape.bounds.empty()) primitives.emplace_back(shape);
    };
    unsigned i = 0;
    while (i + 3 <= count) {
        if (i + 6 <= count && is_quad(source, index + i)) {
            keep(quad_of(source, index + i));
            i += 6;
        } else {
            keep(triangle_of(source, index + i));
            i += 3;
        }
    }
}

PixelRect clip_of(const ImDrawCmd& command, Extent extent) {
    const PixelRect clip{pixel_from(command.ClipRect.x), pixel_from(command.ClipRect.y), pixel_from(command.ClipRect.z),
                         pixel_from(command.ClipRect.w)};
    return intersection(clip, whole(extent));
}

} // namespace

TextureWalk texture_walk(const WalkRequest& request) {
    const double least = std::min(request.texel_first, request.texel_last);
    const double most = std::max(request.texel_first, request.texel_last);
    const double step = (request.texel_last - request.texel_first) / (request.pixel_last - request.pixel_first);
    const double origin = request.texel_first + (0.5 - request.pixel_first) * step - 0.5;
    const auto nearly_whole = [](double position) { return std::abs(position - std::round(position)) < kNearly; };
    const auto inside = [&](double position) { return std::clamp(position, 0.0, double(request.size - 1)); };

    TextureWalk walk;
    const int first_pixel = pixel_from(request.pixel_first);
    const int last_pixel = pixel_from(request.pixel_last) - 1;
    const double first_shown = origin + first_pixel * step;
    const double last_shown = origin + last_pixel * step;
    const bool within = least > -kNearly && most < request.size + kNearly;
    if (most - least <= 1 + kNearly) {
        walk.kind = TextureWalk::Kind::held;
        walk.origin = static_cast<std::int64_t>(inside(std::floor((least + most) / 2)) * kOneTexel);
    } else if (within && nearly_whole(first_shown) && nearly_whole(last_shown) &&
               std::abs(std::round(last_shown) - std::round(first_shown)) == last_pixel - first_pixel) {
        walk.kind = TextureWalk::Kind::exact;
        walk.step = static_cast<std::int64_t>(std::copysign(kOneTexel, step));
        walk.origin = static_cast<std::int64_t>(std::round(first_shown) * kOneTexel) - first_pixel * walk.step;
    } else {
        walk.kind = TextureWalk::Kind::scaled;
        walk.origin = std::llround(origin * kOneTexel);
        walk.step = std::llround(step * kOneTexel);
    }
    // Never beyond the quad's own texels, or a neighbour in the atlas would shine through at the edge.
    const bool scaled = walk.kind == TextureWalk::Kind::scaled;
    walk.least = static_cast<std::int32_t>(inside(scaled ? least : 0) * kOneTexel);
    walk.most = static_cast<std::int32_t>(inside(scaled ? most - 1 : request.size) * kOneTexel);
    return walk;
}

void read_draw_data(const ImDrawData& data, const Textures& textures, Extent extent, std::vector<Primitive>& primitives) {
    primitives.clear();
    for (const ImDrawList* list : data.CmdLists)
        for (const ImDrawCmd& command : list->CmdBuffer) {
            if (command.UserCallback != nullptr) continue;
            const Texture* texture = textures.find(command.GetTexID());
            if (texture == nullptr) continue; // a picture that was removed since: better nothing than a block of colour
            const Source source{list->VtxBuffer.Data + command.VtxOffset, clip_of(command, extent), texture};
            read_command(source, list->IdxBuffer.Data + command.IdxOffset, command.ElemCount, primitives);
        }
}

} // namespace kaogong::kiosk::platform
