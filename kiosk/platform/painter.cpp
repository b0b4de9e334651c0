// Hashing by tile, and drawing of the tiles that changed.
#include "kiosk/platform/painter.h"

namespace kaogong::kiosk::platform {
namespace {

constexpr std::uint64_t kSeed = 0x9E3779B97F4A7C15u;

// Order matters, every bit of both counts (the finisher of splitmix64).
std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    std::uint64_t z = (hash ^ value) + kSeed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::uint64_t pair(std::int32_t a, std::int32_t b) {
    return (std::uint64_t{static_cast<std::uint32_t>(a)} << 32) | static_cast<std::uint32_t>(b);
}

std::uint64_t hash_of(const TextureWalk& walk) {
    const std::uint64_t hash = mix(static_cast<std::uint64_t>(walk.origin), static_cast<std::uint64_t>(walk.step));
    return mix(mix(hash, pair(walk.least, walk.most)), static_cast<std::uint64_t>(walk.kind));
}

std::uint64_t identity_of(const Texture* texture) {
    return texture == nullptr ? 0 : texture->identity;
}

// What a shape looks like, without where it is cut off.
std::uint64_t content_hash(const Quad& quad) {
    const std::uint64_t hash = mix(quad.color, identity_of(quad.texture));
    return quad.texture == nullptr ? hash : mix(mix(hash, hash_of(quad.u)), hash_of(quad.v));
}

std::uint64_t content_hash(const Triangle& triangle) {
    std::uint64_t hash = mix(~kSeed, identity_of(triangle.texture));
    for (const Corner& corner : triangle.corners)
        hash = mix(mix(mix(hash, pair(corner.x, corner.y)), pair(corner.u, corner.v)), corner.color);
    return hash;
}

bool hides(const Primitive& primitive, const PixelRect& rect) {
    const Quad* quad = std::get_if<Quad>(&primitive);
    return quad != nullptr && quad->opaque() && quad->bounds.covers(rect);
}

PixelRect texels_of(const Quad& quad) {
    const auto range = [](const TextureWalk& walk, int begin, int end) {
        const auto [least, most] = std::minmax({walk.position(begin), walk.position(end - 1)}); // by value
        return std::pair{least / 65'536, most / 65'536 + 2};                                    // one more for the filter
    };
    const auto [left, right] = range(quad.u, quad.bounds.left, quad.bounds.right);
    const auto [top, bottom] = range(quad.v, quad.bounds.top, quad.bounds.bottom);
    return {left, top, right, bottom};
}

bool rewritten(const Primitive& primitive, const Textures& textures) {
    if (const Quad* quad = std::get_if<Quad>(&primitive))
        return quad->texture != nullptr && textures.written(*quad->texture, texels_of(*quad));
    const Texture* texture = std::get<Triangle>(primitive).texture;
    return texture != nullptr && textures.written(*texture, whole(texture->extent));
}

} // namespace

Extent Painter::tiles() const {
    return {(extent_.width + kTileSide - 1) / kTileSide, (extent_.height + kTileSide - 1) / kTileSide};
}

PixelRect Painter::tile_rect(int column, int row) const {
    const PixelRect tile{column * kTileSide, row * kTileSide, (column + 1) * kTileSide, (row + 1) * kTileSide};
    return intersection(tile, whole(extent_));
}

void Painter::hash_primitive(const Primitive& primitive, bool rewritten) {
    const std::uint64_t content = std::visit([](const auto& shape) { return content_hash(shape); }, primitive);
    const PixelRect& bounds = bounds_of(primitive);
    const int columns = tiles().width;
    for (int row = bounds.top / kTileSide; row <= (bounds.bottom - 1) / kTileSide; ++row)
        for (int column = bounds.left / kTileSide; column <= (bounds.right - 1) / kTileSide; ++column) {
            const auto index = static_cast<std::size_t>(row * columns + column);
            const PixelRect tile = tile_rect(column, row);
            const PixelRect part = intersection(bounds, tile);
            // Whatever lies below does not show.
            if (hides(primitive, tile)) next_[index] = kSeed;
            next_[index] = mix(mix(mix(next_[index], content), pair(part.left, part.top)), pair(part.right, part.bottom));
            if (rewritten) stale_[index] = true;
        }
}

void Painter::hash_tiles(const Textures& textures) {
    const auto count = static_cast<std::size_t>(tiles().width * tiles().height);
    next_.assign(count, kSeed);
    stale_.assign(count, hashes_.size() != count);
    for (const Primitive& primitive : primitives_) hash_primitive(primitive, rewritten(primitive, textures));
}

// A run of changed tiles continues the rectangle above it where both have the same sides.
void Painter::add_run(int row, int first_column, int end_column) {
    const PixelRect run{tile_rect(first_column, row).left, tile_rect(first_column, row).top, tile_rect(end_column - 1, row).right,
                        tile_rect(first_column, row).bottom};
    for (PixelRect& rect : changed_)
        if (rect.bottom == run.top && rect.left == run.left && rect.right == run.right) {
            rect.bottom = run.bottom;
            return;
        }
    changed_.push_back(run);
}

void Painter::find_changes() {
    changed_.clear();
    const Extent grid = tiles();
    const auto differs = [&](int column, int row) {
        const auto index = static_cast<std::size_t>(row * grid.width + column);
        return stale_[index] || next_[index] != hashes_[index];
    };
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) {
            if (!differs(column, row)) continue;
            const int first = column;
            while (column < grid.width && differs(column, row)) ++column;
            add_run(row, first, column);
        }
}

void Painter::draw_region(const Canvas& canvas, const PixelRect& region) const {
    auto first = primitives_.begin();
    for (auto at = primitives_.end(); at != primitives_.begin();)
        if (hides(*--at, region)) {
            first = at;
            break;
        }
    // Where nothing is drawn the screen is black, whatever was there before.
    if (first == primitives_.begin())
        for (int y = region.top; y < region.bottom; ++y)
            fill_span(canvas.row(y) + region.left, static_cast<std::size_t>(region.width()), 0xFF000000u);
    for (auto at = first; at != primitives_.end(); ++at)
        if (!intersection(bounds_of(*at), region).empty()) draw(*at, canvas, region);
}

std::span<const PixelRect> Painter::paint(const ImDrawData& data, const Textures& textures, const Canvas& canvas) {
    if (canvas.extent != extent_) forget();
    extent_ = canvas.extent;
    read_draw_data(data, textures, extent_, primitives_);
    hash_tiles(textures);
    find_changes();
    for (const PixelRect& region : changed_) draw_region(canvas, region);
    std::swap(hashes_, next_);
    return changed_;
}

} // namespace kaogong::kiosk::platform
