// The textures that draw lists may name: those of Dear ImGui (its glyph atlas), whose pixels stay where the library keeps them, and
// pictures of our own. Answers the library's requests to make, change and drop a texture (ImGuiBackendFlags_RendererHasTextures).
#pragma once

#include "kiosk/platform/raster.h"

#include <imgui.h>
#include <memory>
#include <unordered_map>

namespace kaogong::kiosk::platform {

class Textures {
  public:
    // Premultiplied 0xAARRGGBB words; smaller versions are made with it, so that thin lines of a shrunk figure do not break. The id is what
    // ImTextureRef takes; it is never used again after remove().
    ImTextureID add(Image premultiplied);
    void remove(ImTextureID id);
    const Texture* find(ImTextureID id) const;

    // To be called once a frame, before its draw lists are read.
    void answer_requests(ImVector<ImTextureData*>& textures);
    // Whether the library wrote to these texels since the last frame.
    bool written(const Texture& texture, const PixelRect& texels) const;
    bool any_written() const { return !written_.empty(); }
    // When the library's context goes: it wants to hear that its textures are gone.
    void release(ImVector<ImTextureData*>& textures);

  private:
    struct Entry {
        Texture texture;
        Image pixels; // empty for textures of the library
        std::unique_ptr<Entry> half;
    };
    struct Written {
        std::uint64_t identity;
        PixelRect texels;
    };

    Entry& insert();
    std::unique_ptr<Entry> picture_entry(Image premultiplied);
    void make(ImTextureData& data);
    void note_updates(const ImTextureData& data);
    void drop(ImTextureData& data);

    std::unordered_map<ImTextureID, std::unique_ptr<Entry>> entries_; // by pointer: primitives hold the address of a Texture for a frame
    std::vector<Written> written_;
    ImTextureID last_id_ = 0;
};

} // namespace kaogong::kiosk::platform
