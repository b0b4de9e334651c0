// Finding and adding the faces.
#include "kiosk/platform/fonts.h"

#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"

#include <cfloat>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <memory>
#include <misc/freetype/imgui_freetype.h>

namespace kaogong::kiosk::platform {
namespace {

constexpr std::size_t kFontSizeMax = 256u << 20;
constexpr std::string_view kFamily = "Noto Sans CJK SC";
// Of a collection; where it is not, all faces are asked.
constexpr FT_Long kUsualFace = 2;

constexpr std::array kFolders{"/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk",   "/usr/share/fonts/google-noto-cjk",
                              "/usr/share/fonts/truetype/noto", "/usr/local/share/fonts/noto", "/usr/local/share/fonts"};

struct CloseLibrary {
    void operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }
};
struct CloseFace {
    void operator()(FT_FaceRec_* face) const { FT_Done_Face(face); }
};
using Library = std::unique_ptr<FT_LibraryRec_, CloseLibrary>;
using Face = std::unique_ptr<FT_FaceRec_, CloseFace>;

Face open_face(const Library& library, ByteView bytes, FT_Long index) {
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(library.get(), bytes.data(), static_cast<FT_Long>(bytes.size()), index, &face) != 0) return nullptr;
    return Face(face);
}

bool is_ours(const Face& face, std::string_view style) {
    return face && face->family_name != nullptr && face->style_name != nullptr && face->family_name == kFamily && face->style_name == style;
}

Result<unsigned> find_face(const Library& library, const MappedFile& file, std::string_view style) {
    if (is_ours(open_face(library, file.bytes(), kUsualFace), style)) return static_cast<unsigned>(kUsualFace);
    const Face first = open_face(library, file.bytes(), 0);
    for (FT_Long index = 0; first && index < first->num_faces; ++index)
        if (is_ours(open_face(library, file.bytes(), index), style)) return static_cast<unsigned>(index);
    return error(codes::font_unusable, std::string(kFamily) + " " + std::string(style));
}

std::vector<Path> folders_of(const FontOptions& options) {
    return options.folders.empty() ? std::vector<Path>(kFolders.begin(), kFolders.end()) : options.folders;
}

// A damaged file is reported only when no other folder has a good one.
Result<FontFile> find_font(const Library& library, const FontOptions& options, const std::string& style) {
    Error worst = error(codes::font_missing, std::string(kFamily) + " " + style);
    for (const Path& folder : folders_of(options))
        for (const std::string& name : {"NotoSansCJK-" + style + ".ttc", "NotoSansCJKsc-" + style + ".otf"}) {
            Result<MappedFile> file = MappedFile::open(folder / name, kFontSizeMax);
            if (!file) continue;
            Result<unsigned> face = find_face(library, *file, style);
            if (face) return FontFile{std::move(*file), *face};
            worst = face.error();
        }
    return worst;
}

ImFont* add_font(ImFontAtlas& atlas, const FontFile& font) {
    ImFontConfig config;
    config.FontData = const_cast<std::uint8_t*>(font.file.bytes().data()); // the library does not write to it
    config.FontDataSize = static_cast<int>(font.file.bytes().size());
    config.FontNo = font.face_index;
    config.Flags = ImFontFlags_NoLoadError;
    // Strokes snapped to rows, not to columns: sharp, and every ideograph keeps its advance.
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    ImFont* added = atlas.AddFont(&config);
    // Said to be the atlas's own, or it would copy 20 MB; taken back, or it would free what is mapped. (It would also free it if the face
    // could not be opened, but find_face has opened this very face.)
    if (added != nullptr) added->Sources[0]->FontDataOwnedByAtlas = false;
    return added;
}

} // namespace

Result<FontFiles> FontFiles::find(const FontOptions& options) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return error(codes::library_unusable, "FreeType");
    const Library keeper(library);
    FontFile regular = TRY(find_font(keeper, options, "Regular"));
    FontFile bold = TRY(find_font(keeper, options, "Bold"));
    return FontFiles{std::move(regular), std::move(bold)};
}

Result<FontSet> add_fonts(ImFontAtlas& atlas, const FontFiles& files) {
    const FontSet fonts{.regular = add_font(atlas, files.regular), .bold = add_font(atlas, files.bold)};
    if (fonts.regular == nullptr || fonts.bold == nullptr) return error(codes::font_unusable, std::string(kFamily));
    return fonts;
}

bool FontSet::covers(char32_t character) const {
    const auto in = [&](ImFont* font) { return font->IsGlyphInFont(static_cast<ImWchar>(character)); };
    return character <= IM_UNICODE_CODEPOINT_MAX && in(regular) && in(bold);
}

} // namespace kaogong::kiosk::platform
