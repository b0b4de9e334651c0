// Figures of the session's package as textures: decoded when first shown, kept while the package is. A figure that cannot be decoded is logged and shown as
// absent; the item's spoken description stands in for it.
#pragma once

#include "kiosk/app/views.h"
#include "kiosk/platform/textures.h"

#include <map>

namespace kaogong::kiosk::app {

class TexturePictures final : public Pictures {
  public:
    explicit TexturePictures(platform::Textures& textures) : textures_(textures) {}
    ~TexturePictures() override;

    model::Picture figure(std::string_view name) override;
    void use(SharedContent content); // drops the pictures of another package

  private:
    void clear();

    platform::Textures& textures_;
    SharedContent content_;
    std::map<std::string, model::Picture, std::less<>> pictures_;
};

} // namespace kaogong::kiosk::app
