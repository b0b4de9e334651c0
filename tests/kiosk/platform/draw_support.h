// A frame of draw lists without a Dear ImGui context: one list, one texture of 16 x 16 whose first texel is white.
#pragma once

#include "kiosk/platform/painter.h"

#include <imgui_internal.h>
#include <utility>

namespace kaogong::test {

class DrawFrame {
  public:
    DrawFrame() : list_(&shared_) {
        texture_.Create(ImTextureFormat_Alpha8, 16, 16);
        for (int i = 0; i < 16 * 16; ++i) texture_.Pixels[i] = static_cast<unsigned char>(i * 37);
        texture_.Pixels[0] = 255;
        requests_.push_back(&texture_);
        textures_.answer_requests(requests_);
        shared_.TexUvWhitePixel = {0.5f / 16, 0.5f / 16};
        shared_.ClipRectFullscreen = {0, 0, 100'000, 100'000};
        clear();
    }
    DrawFrame(const DrawFrame&) = delete;
    DrawFrame& operator=(const DrawFrame&) = delete;
    ~DrawFrame() { textures_.release(requests_); }

    void clear() {
        list_._ResetForNewFrame();
        handed_over_ = false;
        list_.PushTexture(texture_.GetTexRef());
        list_.PushClipRectFullScreen();
    }
    ImDrawList& list() {
        // Handing a list over cuts its last command off when nothing was drawn with it; drawing on needs a new one.
        if (std::exchange(handed_over_, false)) list_.AddDrawCmd();
        return list_;
    }
    kiosk::platform::Textures& textures() { return textures_; }
    ImTextureData& texture() { return texture_; }
    ImTextureID texture_id() const { return texture_.TexID; }
    void answer_requests() { textures_.answer_requests(requests_); }

    const ImDrawData& data() {
        data_.Clear();
        data_.AddDrawList(&list_);
        handed_over_ = true;
        return data_;
    }

  private:
    ImDrawListSharedData shared_;
    ImDrawList list_;
    ImDrawData data_;
    ImTextureData texture_;
    ImVector<ImTextureData*> requests_;
    kiosk::platform::Textures textures_;
    bool handed_over_ = false;
};

} // namespace kaogong::test
