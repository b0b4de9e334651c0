#include "kiosk/app/qr.h"

#include <memory>

#include <qrencode.h>

namespace kaogong::kiosk::app {

std::optional<model::QrMatrix> qr_matrix(const std::string& text) {
    constexpr std::size_t kTextMax = 300;
    if (text.empty() || text.size() > kTextMax) return std::nullopt;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) return std::nullopt;
    model::QrMatrix matrix{.side = code->width, .modules = {}};
    for (int i = 0; i < code->width * code->width; ++i) matrix.modules.push_back((code->data[i] & 1) != 0);
    return matrix;
}

} // namespace kaogong::kiosk::app
