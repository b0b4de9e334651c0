#include "kiosk/screens/candidate/refusal.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kSeatsHeight = 72;

// Words in the middle of a row, one behind the other; gives the x after the last.
float draw_words(Frame& frame, Point left_middle, std::initializer_list<Run> words) {
    float x = left_middle.x;
    for (const Run& word : words) {
        x += word.gap_before;
        const float width = line_width(frame, word.text, word.style);
        text_line(frame, {x, left_middle.y - 22, width + 1, 44}, word.text, {.style = word.style, .role = word.role});
        x += width;
    }
    return x;
}

void draw_seats(const model::SeatMismatch& seats, Frame& frame, Point left_middle) {
    constexpr float kArrowRoom = 80;
    constexpr float kGap = 14;
    const float x =
        draw_words(frame, left_middle, {{frame.say(Key::refusal_here), kLabel, Role::ink2}, {seats.here, kTitle, Role::ink, kGap}});
    icon(frame, Icon::chevron_right, {x + kArrowRoom / 2, left_middle.y}, 28, Role::ink2);
    draw_words(frame, {x + kArrowRoom, left_middle.y},
               {{frame.say(Key::refusal_yours), kLabel, Role::ink2},
                {seats.yours, kTitle, Role::accent, kGap},
                {seats.where, kLabel, Role::ink2, kGap}});
}

void draw_buttons(const model::RefusalView& view, Frame& frame, Rect rect, model::Commands& commands) {
    const std::string answer =
        view.seats ? frame.say(Key::refusal_go, {place("seat", view.seats->yours)}) : std::string(frame.say(Key::refusal_ok));
    const Button ok{.id = "###refusal_ok", .label = answer, .look = ButtonLook::primary};
    const float right = rect.right() - kDialogPadding;
    const float ok_w = std::max(192.0F, button_width(frame, ok) - 16);
    const float y = dialog_foot(rect);
    if (view.can_call_staff) {
        const Button call{.id = "###call_staff", .label = frame.say(Key::call_staff), .icon = Icon::headset, .style = kBody};
        const Button called{.id = "###call_staff", .label = frame.say(Key::staff_called), .icon = Icon::check, .style = kBody};
        const float call_w = std::max(190.0F, button_width(frame, view.staff_called ? called : call) - 8);
        draw_call_staff(frame, {right - ok_w - 16 - call_w, y, call_w, kTarget}, view.staff_called, commands);
    }
    if (button(frame, {right - ok_w, y, ok_w, kTarget}, ok)) commands.push_back(model::DismissRefusal{});
}

} // namespace

void draw(const model::RefusalView& view, RefusalState&, Frame& frame, model::Commands& commands) {
    const Sentence words = sentence(view.code, frame.language());
    const std::string title =
        view.seats ? frame.say(Key::refusal_seat_title, {place("seat", view.seats->yours)}) : std::string(as_title(words.what));
    const std::string code = code_text(view.code);
    const std::string body =
        view.seats         ? frame.say(Key::refusal_seat_sentence, {place("yours", view.seats->yours), place("here", view.seats->here)})
        : view.possible_at ? frame.say(Key::refusal_early, {place("time", clock_text(*view.possible_at))})
                           : std::string(words.do_);
    const Dialog look{"###refusal", title, Icon::warning, Tone::warning, code};
    const float body_h = block_height(frame, body, kBody, kDialogWords) + (view.seats ? kSeatsHeight : 0);
    const Rect rect = dialog_place(frame, dialog_height(frame, look, body_h));
    const Rect place_of_words = dialog(frame, rect, look);
    const Rect box{place_of_words.x, place_of_words.y, place_of_words.w, dialog_foot(rect) - place_of_words.y - 8};
    const float height = text_block(frame, box, body, {.style = kBody});
    if (view.seats) draw_seats(*view.seats, frame, {box.x, box.y + height + kSeatsHeight / 2});
    draw_buttons(view, frame, rect, commands);
}

} // namespace kaogong::kiosk::screens
