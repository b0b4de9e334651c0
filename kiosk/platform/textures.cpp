// The table of textures.
#include "kiosk/platform/textures.h"

namespace kaogong::kiosk::platform {
namespace {

PixelRect rect_of(const ImTextureRect& rect) {
    return {rect.x, rect.y, rect.x + rect.w, rect.y + rect.h};
}

constexpr int kHalfSideMin = 64;

// The mean of each four pixels; the last of an odd row or column counts twice.
Image halved(const Canvas& from) {
    Image image({(from.extent.width + 1) / 2, (from.extent.height + 1) / 2});
    const auto at = [&](int x, int y) { return from.at(std::min(x, from.extent.width - 1), std::min(y, from.extent.height - 1)); };
    const auto mean = [&](int x, int y, int shift) {
        const auto channel = [&](int across, int down) { return (at(2 * x + across, 2 * y + down) >> shift) & 0xFF; };
        return ((channel(0, 0) + channel(1, 0) + channel(0, 1) + channel(1, 1) + 2) / 4) << shift;
    };
    const Canvas canvas = image.canvas();
    for (int y = 0; y < canvas.extent.height; ++y)
        for (int x = 0; x < canvas.extent.width; ++x) canvas.at(x, y) = mean(x, y, 24) | mean(x, y, 16) | mean(x, y, 8) | mean(x, y, 0);
    return image;
}

} // namespace

Textures::Entry& Textures::insert() {
    std::unique_ptr<Entry>& entry = entries_[++last_id_];
    entry = std::make_unique<Entry>();
    entry->texture.identity = last_id_;
    return *entry;
}

// One picture and its halves, down to what no screen shows smaller.
std::unique_ptr<Textures::Entry> Textures::picture_entry(Image premultiplied) {
    auto entry = std::make_unique<Entry>();
    entry->pixels = std::move(premultiplied);
    const Canvas canvas = entry->pixels.canvas();
    if (canvas.extent.width >= kHalfSideMin && canvas.extent.height >= kHalfSideMin) entry->half = picture_entry(halved(canvas));
    entry->texture = {.format = TextureFormat::premultiplied,
                      .extent = canvas.extent,
                      .pixels = reinterpret_cast<const std::uint8_t*>(canvas.pixels),
                      .stride = canvas.stride * static_cast<std::ptrdiff_t>(sizeof(std::uint32_t)),
                      .identity = ++last_id_,
                      .half = entry->half ? &entry->half->texture : nullptr};
    return entry;
}

ImTextureID Textures::add(Image premultiplied) {
    CHECK(premultiplied.extent().width <= kTextureSideMax && premultiplied.extent().height <= kTextureSideMax);
    std::unique_ptr<Entry> entry = picture_entry(std::move(premultiplied));
    const ImTextureID id = entry->texture.identity;
    entries_[id] = std::move(entry);
    return id;
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
