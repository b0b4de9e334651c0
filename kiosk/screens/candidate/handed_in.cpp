#include "kiosk/screens/candidate/handed_in.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kLying{kMarginCalm, 112, 1088, 488};
constexpr Rect kUpright{kMarginUpright, 264, 704, 560};
constexpr float kUprightTopWithQr = 128;
constexpr float kUprightQr = 400; // how much higher it is with a code to scan
constexpr float kPadding = 48;
constexpr float kBand = 120;
constexpr float kBandBesideQr = 96;
constexpr float kFactHeight = 104;

void draw_result(const model::HandedInView& view, Frame& frame, Rect card, float right, float top) {
    constexpr float kDisc = 96;
    constexpr float kWordsLeft = 124;
    const float left = card.x + kPadding;
    const Point center{left + kDisc / 2, top + 54};
    disc(frame, center, kDisc, Role::success);
    icon(frame, Icon::check, center, 60, Role::surface);
    const Key title = view.collected_at_zero ? Key::collected_title : Key::handed_in_title;
    text_fitted(frame, {left + kWordsLeft, top + 2, right - left - kWordsLeft, 72}, frame.say(title), {},
                {kDisplay, kDisplay.with_size(52), kTitle});
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

void draw_facts_in_a_row(const model::HandedInView& view, Frame& frame, Rect card) {
    constexpr float kTop = 320;
    constexpr float kTime = 454;
    constexpr float kCode = 776;
    draw_fact(frame, {{card.x + kPadding, kTop}}, answered_fact(view, frame));
    divider(frame, {kTime - 32, kTop}, kFactHeight);
    draw_fact(frame, {{kTime, kTop}}, time_fact(view, frame));
    divider(frame, {kCode - 32, kTop}, kFactHeight);
    draw_receipt_code(frame, {{kCode, kTop}}, view.receipt_code);
}

// Beside a QR code, and on an upright panel: the code of the receipt has a row of its own.
void draw_facts_in_two_rows(const model::HandedInView& view, Frame& frame, Point at) {
    constexpr float kSecondRow = 96;
    constexpr float kTime = 256;
    constexpr float kBaseline = 66;
    draw_fact(frame, {at, kBaseline}, answered_fact(view, frame));
    divider(frame, {at.x + kTime - 32, at.y}, kBaseline + 8);
    draw_fact(frame, {{at.x + kTime, at.y}, kBaseline}, time_fact(view, frame));
    draw_receipt_code(frame, {{at.x, at.y + kSecondRow}, 88}, view.receipt_code);
}

constexpr float kQrSide = 312;

void draw_qr(const model::QrMatrix& qr, Frame& frame, Point at) {
    const Rect rect{at.x, at.y, kQrSide, kQrSide};
    qr_code(frame, rect, {qr.side, &qr.modules});
    text_line(frame, {rect.x, rect.bottom() + 4, rect.w, 28}, frame.say(Key::qr_caption),
              {.style = kLabel, .role = Role::ink2, .align = Align::center});
}

void draw_band(Frame& frame, Rect card, float height) {
    const Rect band{card.x, card.bottom() - height, card.w, height};
    fill_round_ends(frame, band.inset(1), kRadiusCard - 1, Role::accent_soft, RoundEnds::bottom);
    hairline(frame, {band.x + 1, band.y}, band.w - 2);
    icon(frame, Icon::hand, {card.x + 70, band.center().y}, 44, Role::accent);
    const float left = card.x + 121;
    text_fitted(frame, {left, band.center().y - 35, band.right() - 24 - left, 44}, frame.say(Key::raise_hand), {},
                {kTitle, kTitle.with_size(28), kBodyBold});
    text_line(frame, {left, band.center().y + 9, band.right() - 24 - left, 28}, frame.say(Key::raise_hand_note),
              {.style = kLabel, .role = Role::ink2});
}

void draw_lying(const model::HandedInView& view, Frame& frame, Rect at) {
    constexpr float kQrRoom = 392;
    const bool with_qr = view.receipt_qr.has_value();
    draw_result(view, frame, at, at.right() - (with_qr ? kQrRoom : kPadding), with_qr ? 136 : 160);
    if (with_qr) {
        draw_facts_in_two_rows(view, frame, {at.x + kPadding, 282});
        draw_qr(*view.receipt_qr, frame, {at.right() - 40 - kQrSide, at.y + 28});
    } else {
        draw_facts_in_a_row(view, frame, at);
    }
    draw_band(frame, at, with_qr ? kBandBesideQr : kBand);
}

void draw_upright(const model::HandedInView& view, Frame& frame, Rect at) {
    draw_result(view, frame, at, at.right() - kPadding, at.y + 40);
    draw_facts_in_two_rows(view, frame, {at.x + kPadding, at.y + 208});
    if (view.receipt_qr) draw_qr(*view.receipt_qr, frame, {at.x + (at.w - kQrSide) / 2, at.y + 440});
    draw_band(frame, at, kBand);
}

} // namespace

void draw(const model::HandedInView& view, HandedInState&, Frame& frame, model::Commands& commands) {
    frame.use_upright_canvas();
    const bool upright = frame.units().portrait();
    Rect at = upright ? kUpright : kLying;
    if (upright && view.receipt_qr) at = {at.x, kUprightTopWithQr, at.w, at.h + kUprightQr};
    draw_plain_bar(frame,
                   {view.place.centre, view.exam, view.place.seat, {frame.say(Key::handed_in_chip), Icon::check, Tone::success, 40}});
    card(frame, at);
    if (upright)
        draw_upright(view, frame, at);
    else
        draw_lying(view, frame, at);
    const Button release{.id = "###release_seat", .label = frame.say(Key::release), .icon = Icon::lock, .style = kBody};
    const float width = std::max(224.0F, button_width(frame, release));
    const float foot = at.bottom() + 24;
    const Rect words{at.x, foot, at.w - width - 24, kTarget};
    const float words_h = block_height(frame, frame.say(Key::handed_in_stays), kLabelDense, words.w);
    text_block(frame, {words.x, words.center().y - words_h / 2, words.w, words_h}, frame.say(Key::handed_in_stays),
               {.style = kLabelDense, .role = Role::ink2});
    if (button(frame, {at.right() - width, foot, width, kTarget}, release))
        commands.push_back(model::OpenStaffPin{model::StaffPurpose::release_seat});
}

} // namespace kaogong::kiosk::screens
