// The one typeface of the kiosk, Noto Sans CJK SC in Regular and Bold, found on the machine and never copied into the tree. A machine
// without it is refused with a code: nobody is ever shown empty boxes for a name or a question.
#pragma once

#include "kiosk/platform/mapped_file.h"

#include <array>
#include <cmath>
#include <imgui.h>
#include <vector>

namespace kaogong::kiosk::platform {

// Dear ImGui's size of a face is its line height; design is in the size of a character, which is the advance of one ideograph. For this
// face the line is 1160 + 288 thousandths of that (TOKENS.md).
inline constexpr float kLineOfCharacter = 1.448f;
// The size to push for characters of this many pixels. Whole, because only whole sizes are drawn texel for pixel.
inline float imgui_font_size(float character_pixels) {
    return std::round(character_pixels * kLineOfCharacter);
}

struct FontOptions {
    std::vector<Path> folders; // searched in order; none: where distributions put fonts
};

// One face of one file: the bytes and which face of a collection.
struct FontFile {
    MappedFile file;
    unsigned face_index = 0;
};

// The files of the two faces, verified by the family and style that they name themselves, not by their file names.
class FontFiles {
  public:
    static Result<FontFiles> find(const FontOptions& options = {});

    void release_pages() const {
        regular.file.release_pages();
        bold.file.release_pages();
    }

    FontFile regular;
    FontFile bold;
};

// The faces in an atlas. Glyphs are drawn when they are first shown, at any size.
struct FontSet {
    ImFont* regular = nullptr;
    ImFont* bold = nullptr;

    // Whether both faces have this character, so that a paper can be checked before the exam.
    bool covers(char32_t character) const;
};

// `files` must outlive the atlas.
Result<FontSet> add_fonts(ImFontAtlas& atlas, const FontFiles& files);

} // namespace kaogong::kiosk::platform
