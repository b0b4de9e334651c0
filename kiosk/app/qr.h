// QR codes for receipts, by libqrencode; only the modules, drawing is the screen's.
#pragma once

#include "kiosk/model/after.h"

#include <string>

namespace kaogong::kiosk::app {

// Nothing when the text is too long for a symbol that a phone reads easily (about 300 bytes at level M).
std::optional<model::QrMatrix> qr_matrix(const std::string& text);

} // namespace kaogong::kiosk::app
