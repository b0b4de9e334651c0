// The table of textures.
#include "kiosk/platform/textures.h"

namespace kaogong::kiosk::platform {
namespace {

PixelRect rect_of(const ImTextureRect& rect) {
    return {rect.x, rect.y, rect.x + rect.w, rect.y + rect.h};
}

} // namespace

Textures::Entry& Textures::insert() {
    std::unique_ptr<Entry>& entry = entries_[++last_id_];
    entry = std::make_unique<Entry>();
    entry->texture.identity = last_id_;
    return *entry;
}

ImTextureID Textures::add(Image premultiplied) {
    CHECK(premultiplied.extent().width <= kTextureSideMax && premultiplied.extent().height <= kTextureSideMax);
    Entry& entry = insert();
    entry.pixels = std::move(premultiplied);
    const Canvas canvas = entry.pixels.canvas();
    entry.texture.format = TextureFormat::premultiplied;
    entry.texture.extent = canvas.extent;
    entry.texture.pixels = reinterpret_cast<const std::uint8_t*>(canvas.pixels);
    entry.texture.stride = canvas.stride * static_cast<std::ptrdiff_t>(sizeof(std::uint32_t));
    return last_id_;
}

void Textures::remove(ImTextureID id) {
    entries_.erase(id);
}

const Texture* Textures::find(ImTextureID id) const {
    const auto found = entries_.find(id);
    return found == entries_.end() ? nullptr : &found->second->texture;
}

void Textures::make(ImTextureData& data) {
    CHECK(data.Width <= kTextureSideMax && data.Height <= kTextureSideMax);
    Texture& texture = insert().texture;
    texture.format = data.Format == ImTextureFormat_Alpha8 ? TextureFormat::alpha8 : TextureFormat::rgba8;
    texture.extent = {data.Width, data.Height};
    texture.pixels = data.Pixels;
    texture.stride = data.GetPitch();
    data.SetTexID(last_id_);
    data.SetStatus(ImTextureStatus_OK);
}

void Textures::note_updates(const ImTextureData& data) {
    for (const ImTextureRect& rect : data.Updates) written_.push_back({data.TexID, rect_of(rect)});
}

void Textures::drop(ImTextureData& data) {
    entries_.erase(data.TexID);
    data.SetTexID(ImTextureID_Invalid);
    data.SetStatus(ImTextureStatus_Destroyed);
}

void Textures::answer_requests(ImVector<ImTextureData*>& textures) {
    written_.clear();
    for (ImTextureData* data : textures) {
        if (data->Status == ImTextureStatus_WantCreate) {
            make(*data);
        } else if (data->Status == ImTextureStatus_WantUpdates) {
            note_updates(*data);
            data->SetStatus(ImTextureStatus_OK);
        } else if (data->Status == ImTextureStatus_WantDestroy) {
            drop(*data);
        }
    }
}

bool Textures::written(const Texture& texture, const PixelRect& texels) const {
    return std::any_of(written_.begin(), written_.end(), [&](const Written& written) {
        return written.identity == texture.identity && !intersection(written.texels, texels).empty();
    });
}

void Textures::release(ImVector<ImTextureData*>& textures) {
    for (ImTextureData* data : textures)
        if (find(data->TexID) != nullptr) drop(*data);
}

} // namespace kaogong::kiosk::platform
