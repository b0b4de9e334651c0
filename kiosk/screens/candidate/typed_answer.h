// Numeric and short answers: the field with its saved mark, the number pad, and the keyboard for short texts. What is typed is asked to be
// recorded as soon as it means something; "12." and "-" are only on the way there.
#pragma once

#include "kiosk/screens/candidate/question.h"

namespace kaogong::kiosk::screens {

// What field and keys need at this width; 0 for items that are answered by choosing.
float typed_answer_height(const model::QuestionView& view, const QuestionState& state, float width);
void draw_typed_answer(const model::QuestionView& view, QuestionState& state, ui::Frame& frame, ui::Rect area, model::Commands& commands);

inline constexpr float kKeyboardHeight = 304;
// The keyboard along the foot of the canvas, while a short text is being typed.
void draw_item_keyboard(const model::QuestionView& view, QuestionState& state, ui::Frame& frame, ui::Rect card, model::Commands& commands);

} // namespace kaogong::kiosk::screens
