#include "kiosk/app/texture_pictures.h"

#include "core/base/log.h"
#include "kiosk/platform/picture.h"

namespace kaogong::kiosk::app {

TexturePictures::~TexturePictures() {
    clear();
}

void TexturePictures::clear() {
    for (const auto& [name, picture] : pictures_)
        if (picture.present()) textures_.remove(static_cast<ImTextureID>(picture.texture));
    pictures_.clear();
}

void TexturePictures::use(SharedContent content) {
    if (content == content_) return;
    clear();
    content_ = std::move(content);
}

model::Picture TexturePictures::figure(std::string_view name) {
    if (!content_) return {};
    if (const auto known = pictures_.find(name); known != pictures_.end()) return known->second;
    model::Picture picture;
    const auto file = content_->figures.find(name);
    if (file != content_->figures.end()) {
        auto image = platform::decode_png(file->second);
        if (image) {
            picture.width_px = image->extent().width;
            picture.height_px = image->extent().height;
            picture.texture = static_cast<std::uint64_t>(textures_.add(std::move(*image)));
        } else {
            log(LogLevel::warning, image.error(), {{"figure", std::string(name)}});
        }
    }
    pictures_.emplace(std::string(name), picture);
    return picture;
}

} // namespace kaogong::kiosk::app
