#include "kiosk/screens/candidate/handed_in.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kCard{kMarginCalm, 112, 1088, 488};
constexpr float kPadding = 48;
constexpr float kBand = 120;
constexpr float kFactHeight = 104;

void draw_result(const model::HandedInView& view, Frame& frame, float right) {
    constexpr float kDisc = 96;
    constexpr float kWordsLeft = 124;
    const float left = kCard.x + kPadding;
    const Point center{left + kDisc / 2, 214};
    disc(frame, center, kDisc, Role::success);
    icon(frame, Icon::check, center, 60, Role::surface);
    const Key title = view.collected_at_zero ? Key::collected_title : Key::handed_in_title;
    text_line(frame, {left + kWordsLeft, 162, right - left - kWordsLeft, 72}, frame.say(title), {.style = kDisplay});
    const std::string sentence = frame.say(Key::handed_in_sentence, {place("name", view.name)});
    text_block(frame, {left + kWordsLeft, 236, right - left - kWordsLeft, 72}, sentence, {.style = kBody, .role = Role::ink2});
}

struct Fact {
    Key label;
    std::string value;
    std::string note;
    TextStyle style = kTitle;
};

void draw_fact(Frame& frame, Point at, const Fact& fact) {
    constexpr float kBaseline = 88;
    text_line(frame, {at.x, at.y, 320, 28}, frame.say(fact.label), {.style = kLabel, .role = Role::ink2});
    text_runs(frame, {at.x, at.y + kBaseline}, {{fact.value, fact.style}, {fact.note, kBody, Role::ink2, 8}});
}

// Two groups of three; wider than one blank so that they are read as two.
std::string code_groups(const std::string& code) {
    return code.size() == 6 ? code.substr(0, 3) + "  " + code.substr(3) : code;
}

struct Facts {
    Fact answered;
    Fact time;
    Fact code;
};

Facts facts_of(const model::HandedInView& view, const Frame& frame) {
    const std::string date = frame.say(Key::short_date, {place("month", view.handed_in_at.month), place("day", view.handed_in_at.day)});
    return {{Key::handed_in_answered, std::to_string(view.answered), frame.say(Key::handed_in_of_total, {place("total", view.total)})},
            {Key::handed_in_time, clock_text_seconds(view.handed_in_at), date},
            {Key::handed_in_code, code_groups(view.receipt_code), {}, kDisplay}};
}

void draw_facts_in_a_row(const Facts& facts, Frame& frame) {
    constexpr float kTop = 328;
    constexpr float kTime = 454;
    constexpr float kCode = 776;
    draw_fact(frame, {kCard.x + kPadding, kTop}, facts.answered);
    divider(frame, {kTime - 32, kTop}, kFactHeight);
    draw_fact(frame, {kTime, kTop}, facts.time);
    divider(frame, {kCode - 32, kTop}, kFactHeight);
    draw_fact(frame, {kCode, kTop}, facts.code);
}

// Beside a QR code: the code of the receipt has a row of its own.
void draw_facts_beside_code(const Facts& facts, Frame& frame) {
    constexpr float kTop = 272;
    constexpr float kSecondRow = 376;
    constexpr float kTime = 400;
    draw_fact(frame, {kCard.x + kPadding, kTop}, facts.answered);
    divider(frame, {kTime - 32, kTop}, kFactHeight - 16);
    draw_fact(frame, {kTime, kTop}, facts.time);
    draw_fact(frame, {kCard.x + kPadding, kSecondRow}, facts.code);
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
    draw_result(view, frame, right);
    const Facts facts = facts_of(view, frame);
    if (view.receipt_qr)
        draw_facts_beside_code(facts, frame);
    else
        draw_facts_in_a_row(facts, frame);
    if (view.receipt_qr) draw_qr(*view.receipt_qr, frame);
    draw_band(frame);
    const Button release{.id = "###release_seat", .label = frame.say(Key::release), .icon = Icon::lock, .style = kBody};
    const float width = std::max(224.0F, button_width(frame, release));
    text_line(frame, {kMarginCalm, kFootCalm, kCard.w - width - 24, kTarget}, frame.say(Key::handed_in_stays),
              {.style = kLabel, .role = Role::ink2});
    if (button(frame, {kCard.right() - width, kFootCalm, width, kTarget}, release))
        commands.push_back(model::OpenStaffPin{model::StaffPurpose::release_seat});
}

} // namespace kaogong::kiosk::screens
