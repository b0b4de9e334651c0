#include "sync/print/pdf.h"

#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"
#include "core/base/text.h"

#include <array>
#include <filesystem>

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo.h>
#include <qrencode.h>

namespace kaogong::print {
namespace {

constexpr std::array kFontFiles = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                                   "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
                                   "/usr/share/fonts/opentype/noto/NotoSansCJKsc-Regular.otf"};
constexpr std::string_view kFamily = "Noto Sans CJK SC";
constexpr double kLineWidth = 0.5;
constexpr std::size_t kQrTextMax = 300;

cairo_status_t take(void* closure, const unsigned char* data, unsigned int length) {
    Bytes& bytes = *static_cast<Bytes*>(closure);
    bytes.insert(bytes.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
}

// cairo keeps faces in a cache beyond the document, so that the face belongs to it and goes when the cache lets go.
struct OwnedFace {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    ~OwnedFace() {
        if (face != nullptr) FT_Done_Face(face);
        if (library != nullptr) FT_Done_FreeType(library);
    }
};
void drop_face(void* owned) {
    delete static_cast<OwnedFace*>(owned);
}

// The face of our family in a collection; null where the file holds another.
FT_Face open_face(FT_Library library, const char* path) {
    FT_Face face = nullptr;
    for (FT_Long index = 0; FT_New_Face(library, path, index, &face) == 0; ++index) {
        if (face->family_name != nullptr && kFamily == face->family_name) return face;
        const FT_Long count = face->num_faces;
        FT_Done_Face(face);
        face = nullptr;
        if (index + 1 >= count) return nullptr;
    }
    return nullptr;
}

Result<void> find_face(OwnedFace& owned) {
    if (FT_Init_FreeType(&owned.library) != 0) return error(codes::library_unusable, "freetype");
    bool there = false;
    for (const char* path : kFontFiles) {
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored)) continue;
        there = true;
        owned.face = open_face(owned.library, path);
        if (owned.face != nullptr) return success();
    }
    return error(there ? codes::font_unusable : codes::font_missing, std::string(kFamily));
}

bool is_wide(char32_t c) {
    return c >= 0x2E80;
}
// Marks that no line begins with.
bool closes(char32_t c) {
    return std::u32string_view(U"，。；：、）》”’！？％,.;:)!?%").find(c) != std::u32string_view::npos;
}

} // namespace

struct Pdf::Parts {
    Bytes bytes;
    cairo_font_face_t* font = nullptr;
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;

    ~Parts() {
        if (cairo != nullptr) cairo_destroy(cairo);
        if (surface != nullptr) cairo_surface_destroy(surface);
        if (font != nullptr) cairo_font_face_destroy(font);
    }
};

Pdf::Pdf(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Pdf::Pdf(Pdf&&) noexcept = default;
Pdf& Pdf::operator=(Pdf&&) noexcept = default;
Pdf::~Pdf() = default;

Result<Pdf> Pdf::create(const std::string& title) {
    static constexpr cairo_user_data_key_t kOwner{};
    auto owned = std::make_unique<OwnedFace>();
    TRY(find_face(*owned));
    auto parts = std::make_unique<Parts>();
    parts->font = cairo_ft_font_face_create_for_ft_face(owned->face, 0);
    const bool kept = cairo_font_face_set_user_data(parts->font, &kOwner, owned.get(), drop_face) == CAIRO_STATUS_SUCCESS;
    if (!kept) return error(codes::library_unusable, "cairo");
    static_cast<void>(owned.release());
    parts->surface = cairo_pdf_surface_create_for_stream(take, &parts->bytes, kPageWidth, kPageHeight);
    cairo_pdf_surface_set_metadata(parts->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(parts->surface, CAIRO_PDF_METADATA_CREATOR, "Kaogong");
    parts->cairo = cairo_create(parts->surface);
    cairo_set_font_face(parts->cairo, parts->font);
    cairo_set_line_width(parts->cairo, kLineWidth);
    if (cairo_status(parts->cairo) != CAIRO_STATUS_SUCCESS) return error(codes::library_unusable, "cairo");
    return Pdf(std::move(parts));
}

void Pdf::set_size(double size) {
    cairo_set_font_size(parts_->cairo, size);
}

double Pdf::width_of(std::string_view text) const {
    cairo_text_extents_t extents;
    cairo_text_extents(parts_->cairo, std::string(text).c_str(), &extents);
    return extents.x_advance;
}

void Pdf::text(Spot baseline, std::string_view text) {
    cairo_move_to(parts_->cairo, baseline.x, baseline.y);
    cairo_show_text(parts_->cairo, std::string(text).c_str());
}

void Pdf::frame(const Box& box) {
    cairo_rectangle(parts_->cairo, box.x, box.y, box.width, box.height);
    cairo_stroke(parts_->cairo);
}

void Pdf::shade(const Box& box) {
    constexpr double kGrey = 0.92;
    cairo_set_source_rgb(parts_->cairo, kGrey, kGrey, kGrey);
    cairo_rectangle(parts_->cairo, box.x, box.y, box.width, box.height);
    cairo_fill(parts_->cairo);
    cairo_set_source_rgb(parts_->cairo, 0, 0, 0);
}

void Pdf::next_page() {
    cairo_show_page(parts_->cairo);
}

bool Pdf::qr(Spot corner, double side, const std::string& text) {
    if (text.empty() || text.size() > kQrTextMax) return false;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) return false;
    const double module = side / code->width;
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if ((code->data[y * code->width + x] & 1) != 0)
                cairo_rectangle(parts_->cairo, corner.x + x * module, corner.y + y * module, module, module);
    cairo_fill(parts_->cairo);
    return true;
}

std::vector<std::string> Pdf::wrap(std::string_view text, double width) const {
    std::vector<std::string> lines;
    const std::vector<char32_t> points = code_points(text);
    std::string line; // what is certain to stand on it
    std::string word; // what must stay together
    const auto flush = [&] {
        if (!line.empty() && width_of(line + word) > width) {
            lines.push_back(line);
            line.clear();
            if (word.starts_with(' ')) word.erase(0, 1);
        }
        line += word;
        word.clear();
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        // A word wider than the column is cut where it has to be.
        std::string longer = word;
        append_utf8(longer, points[i]);
        if (!word.empty() && width_of(longer) > width) {
            flush();
            longer.clear();
            append_utf8(longer, points[i]);
        }
        word = std::move(longer);
        const bool last = i + 1 == points.size();
        if (last) break;
        const char32_t next = points[i + 1];
        const bool may_break = (is_wide(points[i]) || is_wide(next) || next == U' ') && !closes(next);
        if (may_break) flush();
    }
    flush();
    if (!line.empty()) lines.push_back(line);
    return lines;
}

Result<Bytes> Pdf::finish() {
    cairo_surface_finish(parts_->surface);
    if (cairo_surface_status(parts_->surface) != CAIRO_STATUS_SUCCESS) return error(codes::library_unusable, "cairo");
    return std::move(parts_->bytes);
}

} // namespace kaogong::print
