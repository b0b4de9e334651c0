#include "kiosk/ui/vector.h"

#include "kiosk/ui/units.h"

#include "core/base/check.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace kaogong::kiosk::ui {
namespace {

constexpr float kGrid = 24;
constexpr float kStroke = 2;
constexpr int kCurveSteps = 16;
constexpr int kCircleSteps = 48;

struct Polyline {
    std::vector<Point> points;
    float stroke = kStroke; // 0: filled
};

std::uint8_t coverage_byte(float signed_distance_px) {
    return static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(0.5F - signed_distance_px, 0.0F, 1.0F)));
}

class PathReader {
  public:
    explicit PathReader(std::string_view path) : rest_(path) {}

    std::vector<Polyline> read() {
        for (char c = command(); c != 0; c = command()) apply(c);
        close_stroke();
        return std::move(lines_);
    }

  private:
    void skip_blanks() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    }
    char command() {
        skip_blanks();
        if (rest_.empty()) return 0;
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    float number() {
        skip_blanks();
        float value = 0;
        const auto [end, failed] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        CHECK(failed == std::errc{});
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }
    Point point() {
        const float x = number();
        return {x, number()};
    }
    void apply(char c) {
        switch (c) {
        case 'M': move_to(point()); break;
        case 'L': current_.points.push_back(point()); break;
        case 'C': curve(); break;
        case 'Z': current_.points.push_back(current_.points.front()); break;
        case 'O': circle(); break;
        case 'R': round_rectangle(); break;
        case 'S': close_stroke(), stroke_ = number(); break;
        case 'F': close_stroke(), stroke_ = 0; break;
        default: CHECK(false);
        }
    }
    void move_to(Point p) {
        close_stroke();
        current_.points.push_back(p);
    }
    void close_stroke() {
        current_.stroke = stroke_;
        if (current_.points.size() > 1) lines_.push_back(current_);
        current_ = {};
    }
    void curve() {
        const Point a = current_.points.back();
        const Point b = point();
        const Point c = point();
        const Point d = point();
        for (int i = 1; i <= kCurveSteps; ++i) {
            const float t = static_cast<float>(i) / kCurveSteps;
            const float u = 1 - t;
            current_.points.push_back({u * u * u * a.x + 3 * u * u * t * b.x + 3 * u * t * t * c.x + t * t * t * d.x,
                                       u * u * u * a.y + 3 * u * u * t * b.y + 3 * u * t * t * c.y + t * t * t * d.y});
        }
    }
    void arc(Point center, float radius, float from_turn, float to_turn) {
        const int steps = std::max(2, static_cast<int>(std::lround(std::fabs(to_turn - from_turn) * kCircleSteps)));
        for (int i = 0; i <= steps; ++i) {
            const float turn = from_turn + (to_turn - from_turn) * static_cast<float>(i) / static_cast<float>(steps);
            const float angle = turn * 2 * std::numbers::pi_v<float>;
            current_.points.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
        }
    }
    void circle() {
        close_stroke();
        const Point center = point();
        arc(center, number(), 0, 1);
        close_stroke();
    }
    void round_rectangle() {
        close_stroke();
        const Point p = point();
        const Point size = point();
        const float r = number();
        arc({p.x + size.x - r, p.y + r}, r, 0.75F, 1.0F);
        arc({p.x + size.x - r, p.y + size.y - r}, r, 0.0F, 0.25F);
        arc({p.x + r, p.y + size.y - r}, r, 0.25F, 0.5F);
        arc({p.x + r, p.y + r}, r, 0.5F, 0.75F);
        current_.points.push_back(current_.points.front());
        close_stroke();
    }

    std::string_view rest_;
    float stroke_ = kStroke;
    Polyline current_;
    std::vector<Polyline> lines_;
};

float distance_to_segment(Point p, Point a, Point b) {
    const Point ab{b.x - a.x, b.y - a.y};
    const float squared = ab.x * ab.x + ab.y * ab.y;
    const float t = squared > 0 ? std::clamp(((p.x - a.x) * ab.x + (p.y - a.y) * ab.y) / squared, 0.0F, 1.0F) : 0.0F;
    return std::hypot(p.x - a.x - t * ab.x, p.y - a.y - t * ab.y);
}

float distance_to(Point p, const Polyline& line) {
    float least = kGrid * 2;
    for (std::size_t i = 1; i < line.points.size(); ++i)
        least = std::min(least, distance_to_segment(p, line.points[i - 1], line.points[i]));
    return least;
}

bool inside(Point p, const Polyline& line) {
    bool in = false;
    for (std::size_t i = 0, j = line.points.size() - 1; i < line.points.size(); j = i++) {
        const Point a = line.points[i];
        const Point b = line.points[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
    }
    return in;
}

// Negative inside the ink, in grid units.
float signed_distance(Point p, const Polyline& line) {
    const float distance = distance_to(p, line);
    if (line.stroke > 0) return distance - line.stroke / 2;
    return inside(p, line) ? -distance : distance;
}

} // namespace

Coverage draw_corner(Corner corner) {
    const auto side = static_cast<std::size_t>(corner.radius_px);
    Coverage made{corner.radius_px, corner.radius_px, std::vector<std::uint8_t>(side * side)};
    const auto radius = static_cast<float>(corner.radius_px);
    const float inner = radius - static_cast<float>(corner.thickness_px);
    for (std::size_t i = 0; i < made.alpha.size(); ++i) {
        const float dx = radius - (static_cast<float>(i % side) + 0.5F);
        const float dy = radius - (static_cast<float>(i / side) + 0.5F);
        const float distance = std::hypot(dx, dy);
        const float outside = distance - radius;
        const float hole = corner.thickness_px > 0 ? inner - distance : outside;
        made.alpha[i] = coverage_byte(std::max(outside, hole));
    }
    return made;
}

Coverage draw_corner_mask(int radius_px) {
    Coverage made = draw_corner({radius_px, 0});
    for (std::uint8_t& alpha : made.alpha) alpha = static_cast<std::uint8_t>(255 - alpha);
    return made;
}

Coverage draw_path(std::string_view path, int size_px) {
    const std::vector<Polyline> lines = PathReader(path).read();
    const auto side = static_cast<std::size_t>(size_px);
    const float pixels_per_unit = static_cast<float>(size_px) / kGrid;
    Coverage made{size_px, size_px, std::vector<std::uint8_t>(side * side)};
    for (std::size_t i = 0; i < made.alpha.size(); ++i) {
        const Point p{(static_cast<float>(i % side) + 0.5F) / pixels_per_unit, (static_cast<float>(i / side) + 0.5F) / pixels_per_unit};
        float least = kGrid;
        for (const Polyline& line : lines) least = std::min(least, signed_distance(p, line));
        made.alpha[i] = coverage_byte(least * pixels_per_unit);
    }
    return made;
}

} // namespace kaogong::kiosk::ui
