// A PDF document in A4 across, drawn in points from the top left, with Noto Sans CJK SC embedded as the subset that the text uses. The only
// place that sees cairo, FreeType and the QR library; knows nothing of what is printed.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong::print {

inline constexpr double kPageWidth = 842, kPageHeight = 595; // A4 across, in points
struct Spot {
    double x = 0, y = 0;
};
struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

class Pdf {
  public:
    // K-0402, K-0403 where the typeface is missing or damaged.
    static Result<Pdf> create(const std::string& title);
    Pdf(Pdf&&) noexcept;
    Pdf& operator=(Pdf&&) noexcept;
    ~Pdf();

    void set_size(double size);
    double width_of(std::string_view text) const;
    void text(Spot baseline, std::string_view text);
    void frame(const Box& box);
    void shade(const Box& box); // light grey
    void next_page();
    // A QR code that fills the square; nothing is drawn, and false returned, where the text is too long for one.
    bool qr(Spot corner, double side, const std::string& text);
    // Lines that are no wider than that: broken between ideographs and at blanks, never before a mark that closes.
    std::vector<std::string> wrap(std::string_view text, double width) const;
    Result<Bytes> finish();

  private:
    struct Parts;
    explicit Pdf(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace kaogong::print
