#include "kiosk/screens/candidate/handed_in.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kCard{kMarginCalm, 112, 1088, 488};
constexpr float kPadding = 48;
constexpr float kBand = 120;
constexpr float kFactHeight = 104;

void draw_result(const model::HandedInView& view, Frame& frame, float right, float top) {
    constexpr float kDisc = 96;
    constexpr float kWordsLeft = 124;
    const float left = kCard.x + kPadding;
    const Point center{left + kDisc / 2, top + 54};
    disc(frame, center, kDisc, Role::success);
    icon(frame, Icon::check, center, 60, Role::surface);
    const Key title = view.collected_at_zero ? Key::collected_title : Key::handed_in_title;
    text_line(frame, {left + kWordsLeft, top + 2, right - left - kWordsLeft, 72}, frame.say(title), {.style = kDisplay});
    const std::string sentence = frame.say(Key::handed_in_sentence, {place("name", view.name)});
    text_block(frame, {left + kWordsLeft, top + 75, right - left - kWordsLeft, 72}, sentence, {.style = kBody, .role = Role::ink2});
}

struct Fact {
    Key label;
    std::string value;
    std::string note;
    TextStyle style = kTitle;
};

struct FactPlace {
    Point at;
    float baseline = 92; // below its top
};

void draw_fact(Frame& frame, const FactPlace& place, const Fact& fact) {
    const Point at = place.at;
    text_line(frame, {at.x, at.y, 320, 28}, frame.say(fact.label), {.style = kLabel, .role = Role::ink2});
    text_runs(frame, {at.x, at.y + place.baseline}, {{fact.value, fact.style}, {fact.note, kBody, Role::ink2, 8}});
}

// Two groups of three, its letters a little apart, to be read aloud and written down.
void draw_receipt_code(Frame& frame, const FactPlace& place, const std::string& code) {
    constexpr float kLetterGap = 5;
    constexpr float kGroupGap = 22;
    text_line(frame, {place.at.x, place.at.y, 320, 28}, frame.say(Key::handed_in_code), {.style = kLabel, .role = Role::ink2});
    const float middle = place.at.y + place.baseline - kMiddleOfCharacter * kDisplay.size;
    float x = place.at.x;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i == code.size() / 2) x += kGroupGap;
        const std::string_view letter(&code[i], 1);
        const float width = line_width(frame, letter, kDisplay);
        text_line(frame, {x, middle - 36, width + 1, 72}, letter, {.style = kDisplay, .noted = false});
        x += width + kLetterGap;
    }
    frame.note({.part = Part::code,
                .label = std::string(frame.say(Key::handed_in_code)),
                .value = code,
                .rect = {place.at.x, place.at.y, x - place.at.x, kFactHeight}});
}

Fact answered_fact(const model::HandedInView& view, const Frame& frame) {
    return {Key::handed_in_answered, std::to_string(view.answered), frame.say(Key::handed_in_of_total, {place("total", view.total)})};
}

Fact time_fact(const model::HandedInView& view, const Frame& frame) {
    const std::string date = frame.say(Key::short_date, {place("month", view.handed_in_at.month), place("day", view.handed_in_at.day)});
    return {Key::handed_in_time, clock_text_seconds(view.handed_in_at), date};
}

void draw_facts_in_a_row(const model::HandedInView& view, Frame& frame) {
    constexpr float kTop = 320;
    constexpr float kTime = 454;
    constexpr float kCode = 776;
    draw_fact(frame, {{kCard.x + kPadding, kTop}}, answered_fact(view, frame));
    divider(frame, {kTime - 32, kTop}, kFactHeight);
    draw_fact(frame, {{kTime, kTop}}, time_fact(view, frame));
    divider(frame, {kCode - 32, kTop}, kFactHeight);
    draw_receipt_code(frame, {{kCode, kTop}}, view.receipt_code);
}

// Beside a QR code: the code of the receipt has a row of its own.
void draw_facts_beside_qr(const model::HandedInView& view, Frame& frame) {
    constexpr float kTop = 278;
    constexpr float kSecondRow = 370;
    constexpr float kTime = 400;
    constexpr float kBaseline = 66;
    draw_fact(frame, {{kCard.x + kPadding, kTop}, kBaseline}, answered_fact(view, frame));
    divider(frame, {kTime - 32, kTop}, kBaseline + 8);
    draw_fact(frame, {{kTime, kTop}, kBaseline}, time_fact(view, frame));
    draw_receipt_code(frame, {{kCard.x + kPadding, kSecondRow}, 90}, view.receipt_code);
}

void draw_qr(const model::QrMatrix& qr, Frame& frame) {
    constexpr float kSide = 312;
    const Rect rect{kCard.right() - 40 - kSide, kCard.y + 16, kSide, kSide};
    qr_code(frame, rect, {qr.side, &qr.modules});
    text_line(frame, {rect.x, rect.bottom() + 4, rect.w, 28}, frame.say(Key::qr_caption),
              {.style = kLabel, .role = Role::ink2, .align = Align::center});
}

void draw_band(Frame& frame) {
    const Rect band{kCard.x, kCard.bottom() - kBand, kCard.w, kBand};
    fill_round_ends(frame, band.inset(1), kRadiusCard - 1, Role::accent_soft, RoundEnds::bottom);
    hairline(frame, {band.x + 1, band.y}, band.w - 2);
    icon(frame, Icon::hand, {kCard.x + 70, band.center().y}, 44, Role::accent);
    const float left = kCard.x + 121;
    text_line(frame, {left, band.y + 25, band.right() - 24 - left, 44}, frame.say(Key::raise_hand), {.style = kTitle});
    text_line(frame, {left, band.y + 69, band.right() - 24 - left, 28}, frame.say(Key::raise_hand_note),
              {.style = kLabel, .role = Role::ink2});
}

} // namespace

void draw(const model::HandedInView& view, HandedInState&, Frame& frame, model::Commands& commands) {
    constexpr float kQrRoom = 392;
    draw_plain_bar(frame,
                   {view.place.centre, view.exam, view.place.seat, {frame.say(Key::handed_in_chip), Icon::check, Tone::success, 40}});
    card(frame, kCard);
    const float right = kCard.right() - (view.receipt_qr ? kQrRoom : kPadding);
    draw_result(view, frame, right, view.receipt_qr ? 124 : 160);
    if (view.receipt_qr) {
        draw_facts_beside_qr(view, frame);
        draw_qr(*view.receipt_qr, frame);
    } else {
        draw_facts_in_a_row(view, frame);
    }
    draw_band(frame);
    const Button release{.id = "###release_seat", .label = frame.say(Key::release), .icon = Icon::lock, .style = kBody};
    const float width = std::max(224.0F, button_width(frame, release));
    text_line(frame, {kMarginCalm, kFootCalm, kCard.w - width - 24, kTarget}, frame.say(Key::handed_in_stays),
              {.style = kLabel, .role = Role::ink2});
    if (button(frame, {kCard.right() - width, kFootCalm, width, kTarget}, release))
        commands.push_back(model::OpenStaffPin{model::StaffPurpose::release_seat});
}

} // namespace kaogong::kiosk::screens
