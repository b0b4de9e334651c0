// 04 Rules, notice and pledge: three texts, each read to its end before it can be left forwards; the last answer accepts all three. A text
// is paged, never scrolled, so that "the end was on screen" is a fact.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/screens/candidate/how_to.h"

#include <map>

namespace kaogong::kiosk::screens {

struct TextsState {
    std::map<int, std::size_t> page; // by text
    bool refusing = false;           // the question whether it is meant
    HowToState how_to{};
};

void draw(const model::TextsView& view, TextsState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
