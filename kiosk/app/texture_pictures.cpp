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

void TexturePictures::use(std::shared_ptr<const Figures> figures) {
    if (figures == figures_) return;
    clear();
    figures_ = std::move(figures);
}

model::Picture TexturePictures::figure(std::string_view name) {
    if (!figures_) return {};
    if (const auto known = pictures_.find(name); known != pictures_.end()) return known->second;
    model::Picture picture;
    const auto file = figures_->find(name);
    if (file != figures_->end()) {
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
