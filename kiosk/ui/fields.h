// Fields for digits, letters and short texts. A field owns nothing: the screen's state holds what was typed, the field shows it in groups
// and says when it was touched.
#pragma once

#include "kiosk/ui/buttons.h"

namespace kaogong::kiosk::ui {

enum class FieldState { plain, complete, wrong };

struct Field {
    std::string_view id;
    std::string_view label; // above; empty for none
    std::string_view value; // as it is shown: grouped, or dots
    std::string_view help;  // below
    std::string_view unit;  // behind the value, inside
    TextStyle style = kTitleRegular;
    bool focused = false;
    FieldState state = FieldState::plain;
    bool enabled = true;
};
// `rect` is the box alone; label and help stand 32 above and 8 below it. True when it was touched.
bool field(Frame& frame, Rect rect, const Field& field);

// "992611210143" in groups of these sizes, divided by blanks.
std::string grouped(std::string_view text, std::initializer_list<std::size_t> sizes);

} // namespace kaogong::kiosk::ui
