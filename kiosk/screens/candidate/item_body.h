// What stands in the card of an item: head, stem, material, figure and options, in one flow or in two panes.
#pragma once

#include "kiosk/screens/candidate/question.h"

namespace kaogong::kiosk::screens {

void draw_item_card(const model::QuestionView& view, QuestionState& state, ui::Frame& frame, ui::Rect card, model::Commands& commands);
// The figure as large as the screen.
void draw_enlarged_figure(const model::QuestionView& view, QuestionState& state, ui::Frame& frame);
// Whether the item has a pane of its own for figure or material.
bool has_panes(const model::ItemView& item);

} // namespace kaogong::kiosk::screens
