// Figures of the session's package as textures: decoded when first shown, kept while the package is. A figure that cannot be decoded is logged and shown as
// absent; the item's spoken description stands in for it.
#pragma once

#include "kiosk/app/views.h"
#include "kiosk/platform/textures.h"

#include <map>

namespace kaogong::kiosk::app {

// PNG by name, as a package brings them.
using Figures = std::map<std::string, Bytes, std::less<>>;

class TexturePictures final : public Pictures {
  public:
    explicit TexturePictures(platform::Textures& textures) : textures_(textures) {}
    ~TexturePictures() override;

    model::Picture figure(std::string_view name) override;
    void use(std::shared_ptr<const Figures> figures); // drops the pictures of another package
    // Pictures that come and go beside those of the package; looked into whenever a name is unknown. Must outlive this.
    using Taken = std::map<std::string, std::shared_ptr<const Bytes>, std::less<>>;
    void use_taken(const Taken* taken) { taken_ = taken; }

  private:
    void clear();

    platform::Textures& textures_;
    const Bytes* file_of(std::string_view name) const;

    std::shared_ptr<const Figures> figures_;
    const Taken* taken_ = nullptr;
    std::map<std::string, model::Picture, std::less<>> pictures_;
};

} // namespace kaogong::kiosk::app
