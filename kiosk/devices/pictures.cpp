#include "kiosk/devices/pictures.h"

#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"

#include <algorithm>
#include <vector>

namespace kaogong::kiosk::devices {
namespace {

// Links are passed over: what they lead to is not what was laid here.
std::vector<Path> png_files(const Path& folder) {
    std::vector<Path> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (files.size() >= kPictureFilesMax) break;
        if (entry.symlink_status(failed).type() == std::filesystem::file_type::regular && entry.path().extension() == ".png")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

bool FolderPictures::is_there() const {
    std::error_code failed;
    return folder_ && std::filesystem::is_directory(*folder_, failed);
}

Result<Path> FolderPictures::next() const {
    if (!is_there()) return error(codes::camera_missing);
    const std::vector<Path> files = png_files(*folder_);
    if (files.empty()) return error(codes::picture_missing);
    if (order_ == Order::newest) {
        std::error_code failed;
        return *std::max_element(files.begin(), files.end(), [&](const Path& a, const Path& b) {
            return std::filesystem::last_write_time(a, failed) < std::filesystem::last_write_time(b, failed);
        });
    }
    const auto after = std::upper_bound(files.begin(), files.end(), *folder_ / last_);
    return last_.empty() || after == files.end() ? files.front() : *after;
}

Result<Bytes> FolderPictures::take() {
    const Path file = TRY(next());
    auto bytes = read_file(file, kPictureSizeMax);
    if (!bytes) return bytes.code() == codes::file_too_large ? error(codes::picture_too_large, file.filename().string()) : bytes.error();
    last_ = file.filename().string();
    return bytes;
}

} // namespace kaogong::kiosk::devices
