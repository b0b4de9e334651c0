// Folding of what people type, so that a full-width digit or a stray blank does not cost a point. A small, fixed part of NFKC: full-width
// forms, unit signs of one character, and letters of one script in two cases. The tables are ours, so that every machine folds alike.
#pragma once

#include "core/assessment/spec.h"

#include <string>
#include <string_view>

namespace kaogong::assessment {

std::string fold_width(std::string_view text); // ＡＢＣ１２３ -> ABC123, ideographic blank -> blank, ℃ -> °C, ㎜ -> mm, Ω sign -> Ω, − -> -
std::string fold_short_text(std::string_view text, const ShortTextRule& rule);

} // namespace kaogong::assessment
