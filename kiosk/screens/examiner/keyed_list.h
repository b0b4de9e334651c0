// The rows of a paper sheet as a list: number, name, what was keyed; a touch goes there.
#pragma once

#include "kiosk/screens/examiner/hand_entry.h"

namespace kaogong::kiosk::screens {

struct KeyedLine {
    const model::KeyedRow& row;
    std::string value;
    ui::Icon icon = ui::Icon::none; // none: a ring, not yet
    ui::Role role = ui::Role::ink2;
};
// Gives the index that was touched.
std::optional<std::size_t> draw_keyed_list(ui::Frame& frame, ui::Rect rect, const std::vector<KeyedLine>& lines, std::size_t active,
                                           KeyedListState& state);

inline constexpr float kHandTop = 148;
inline constexpr float kHandHeight = 556;
inline constexpr ui::Rect kPaperPane{16, kHandTop, 400, kHandHeight};

} // namespace kaogong::kiosk::screens
