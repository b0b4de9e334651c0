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

const Bytes* TexturePictures::file_of(std::string_view name) const {
    if (const auto file = figures_->find(name); file != figures_->end()) return &file->second;
    if (taken_ == nullptr) return nullptr;
    const auto taken = taken_->find(name);
    return taken == taken_->end() ? nullptr : taken->second.get();
}

model::Picture TexturePictures::figure(std::string_view name) {
    if (!figures_) return {};
    if (const auto known = pictures_.find(name); known != pictures_.end()) return known->second;
    model::Picture picture;
    const Bytes* file = file_of(name);
    if (file == nullptr) return {}; // it may come yet
    auto image = platform::decode_png(*file);
    if (image) {
        picture.width_px = image->extent().width;
        picture.height_px = image->extent().height;
        picture.texture = static_cast<std::uint64_t>(textures_.add(std::move(*image)));
    } else {
        log(LogLevel::warning, image.error(), {{"figure", std::string(name)}});
    }
    pictures_.emplace(std::string(name), picture);
    return picture;
}

} // namespace kaogong::kiosk::app
