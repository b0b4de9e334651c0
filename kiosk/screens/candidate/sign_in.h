// 02 Sign in: admission number and identity number, typed on the keypad or a keyboard, scanned, or read from a card. The screen knows only
// how the numbers are written; whether they are right is found out elsewhere.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

enum class SignInField { ticket, id_number };

struct SignInState {
    std::string ticket;
    std::string id_number;
    SignInField focus = SignInField::ticket;
    bool other_document = false; // a passport or permit: 6 to 18 letters and digits
    bool letters = false;        // the keypad shows letters
};

void draw(const model::SignInView& view, SignInState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
