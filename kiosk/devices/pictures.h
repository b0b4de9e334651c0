// Where pictures come from: the camera at the station, or a folder into which somebody laid one. A real camera is another implementation;
// this one is its twin, and serves centres that photograph with a camera of their own.
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace kaogong::kiosk::devices {

inline constexpr std::size_t kPictureSizeMax = 2u << 20;  // bytes of one PNG
inline constexpr std::size_t kPictureFilesMax = 1'000;    // of a folder; what lies beyond is not looked at

class Pictures {
  public:
    virtual ~Pictures() = default;
    virtual bool is_there() const = 0;
    // The bytes as they came, from outside: not yet looked at. camera_missing, picture_missing, picture_too_large.
    virtual Result<Bytes> take() = 0;
};

// `*.png` of a folder: each in turn by its name, as a camera gives another picture each time; or the one that was laid there last.
class FolderPictures final : public Pictures {
  public:
    enum class Order { in_turn, newest };
    FolderPictures(std::optional<Path> folder, Order order) : folder_(std::move(folder)), order_(order) {}
    bool is_there() const override;
    Result<Bytes> take() override;

  private:
    Result<Path> next() const;

    std::optional<Path> folder_;
    Order order_;
    std::string last_; // name of the one that was given last
};

} // namespace kaogong::kiosk::devices
