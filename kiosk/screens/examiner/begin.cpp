#include "kiosk/screens/examiner/begin.h"

#include "kiosk/screens/candidate/pages.h"
#include "kiosk/screens/examiner/refused.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kFoot = 632;
constexpr Rect kCard{96, 168, 1088, 440};

// ---- Identity

void draw_no_photo(Frame& frame, Rect photo, Key words) {
    fit_words(frame, {photo.x + 8, photo.y + 12, photo.w - 16, 52}, frame.say(words), {.role = Role::ink, .bold = true, .align = Align::center, .noted = true});
}

void draw_photos(Frame& frame, const model::PersonCheckView& view, model::ExaminerCommands& commands) {
    constexpr float kWidth = 216;
    constexpr float kHeight = 288;
    const float y = kCard.y + 60;
    const Rect roster{kCard.x + 32, y, kWidth, kHeight};
    const Rect today = roster.moved(kWidth + 24, 0);
    text_line(frame, {roster.x, y - 40, kWidth, 32}, frame.say(Key::ex_photo_roster), {.style = kLabel, .role = Role::ink2});
    text_line(frame, {today.x, y - 40, kWidth, 32}, frame.say(Key::ex_photo_today), {.style = kLabel, .role = Role::ink2});
    draw_photo(frame, roster, view.detail.photo, kRadiusCard);
    draw_photo(frame, today, view.on_site_photo, kRadiusCard);
    if (!view.detail.photo.present()) draw_no_photo(frame, roster, Key::confirm_no_photo);
    if (!view.on_site_photo.present()) draw_no_photo(frame, today, Key::ex_photo_not_yet);
    const Button take{.id = "###take_photo", .label = frame.say(Key::ex_take_photo), .icon = Icon::camera, .style = kBody};
    if (button(frame, {today.x, today.bottom() + 12, kWidth, kTarget}, take)) commands.push_back(model::TakePhoto{});
}

void draw_identity_facts(Frame& frame, const model::PersonCheckView& view) {
    const Rect area{kCard.x + 528, kCard.y + 28, kCard.w - 560, 0};
    text_fitted(frame, {area.x, area.y, area.w, 48}, view.line.name, {}, {kTitle, kBodyBold});
    float y = area.y + 60;
    const auto pair = [&](Key key, const std::string& value) {
        draw_pair(frame, {area.x, y, area.w, 56}, frame.say(key), value);
        hairline(frame, {area.x, y + 57}, area.w);
        y += 60;
    };
    pair(Key::confirm_id, view.detail.id_number);
    pair(Key::confirm_ticket, grouped(view.line.ticket, {4, 4, 4}));
    pair(Key::ex_entered_for, view.detail.exam);
    pair(Key::ex_column_station, view.line.station);
    pair(view.detail.drawn ? Key::ex_draw : Key::ex_modules, view.detail.draw);
}

void draw_page(const model::PersonCheckView& view, Frame& frame, model::ExaminerCommands& commands) {
    draw_staff_bar(frame, view.bar, {.back = BarBack::to_candidates}, commands);
    text_line(frame, {96, 88, 1088, 44}, frame.say(Key::ex_identity_title), {.style = kTitle});
    // Without a photo of the application the document is all there is to compare with.
    const bool has_photo = view.detail.photo.present();
    text_line(frame, {96, 130, 1088, 32}, frame.say(has_photo ? Key::ex_identity_sentence : Key::ex_identity_no_photo),
              {.style = has_photo ? kLabel : kLabelBold, .role = has_photo ? Role::ink2 : Role::warning, .may_shorten = true});
    card(frame, kCard);
    draw_photos(frame, view, commands);
    draw_identity_facts(frame, view);
    const auto decide = [&](Rect rect, std::string_view id, Key word, model::IdentityDecision decision, ButtonLook look) {
        const bool yes = look == ButtonLook::primary;
        if (button(frame, rect,
                   {.id = id,
                    .label = frame.say(word),
                    .look = look,
                    .icon = yes ? Icon::check : Icon::none,
                    .style = yes ? kBodyBold : kBody}))
            commands.push_back(model::DecideIdentity{decision});
    };
    decide({96, kFoot, 264, kTarget}, "###mismatch", Key::ex_identity_mismatch, model::IdentityDecision::mismatch, ButtonLook::secondary);
    decide({376, kFoot, 344, kTarget}, "###doubt", Key::ex_identity_doubt, model::IdentityDecision::doubt, ButtonLook::secondary);
    decide({888, kFoot, 296, kTarget}, "###match", Key::ex_identity_match, model::IdentityDecision::match, ButtonLook::primary);
}

} // namespace

void draw(const model::PersonCheckView& view, PersonCheckState&, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] { draw_page(view, frame, commands); });
}

// ---- Preparation

namespace {

constexpr Rect kChecks{16, 168, 832, 448};
constexpr Rect kFacts{864, 168, 400, 448};
constexpr std::size_t kChecksShown = 5;

void draw_checks(Frame& frame, const model::PreparationView& view, PreparationState& state, model::ExaminerCommands& commands) {
    constexpr float kStep = 74;
    card(frame, kChecks);
    const bool paged = view.checks.size() > kChecksShown;
    const std::size_t pages = std::max<std::size_t>(1, (view.checks.size() + kChecksShown - 1) / kChecksShown);
    state.page = std::min(state.page, pages - 1);
    const auto bad =
        std::count_if(view.checks.begin(), view.checks.end(), [](const auto& check) { return check.mark == model::Mark::bad; });
    const auto seen =
        std::count_if(view.checks.begin(), view.checks.end(), [](const auto& check) { return check.mark != model::Mark::unseen; });
    const std::string words =
        bad > 0 ? frame.say(Key::ex_prep_bad, {place("n", static_cast<int>(bad))})
                : frame.say(Key::ex_prep_seen, {place("n", static_cast<int>(seen)), place("of", static_cast<int>(view.checks.size()))});
    text_line(frame, {kChecks.x + 24, kChecks.y + 10, kChecks.w - 280, 44}, words,
              {.style = kBodyBold, .role = bad > 0 ? Role::danger : Role::ink});
    if (paged) page_strip(frame, {kChecks.right() - kPageStripWidth - 12, kChecks.y + 2}, {"###checks", pages}, state.page);
    float y = kChecks.y + 72;
    for (std::size_t i = state.page * kChecksShown; i < std::min(view.checks.size(), (state.page + 1) * kChecksShown); ++i) {
        const model::PrepCheckView& check = view.checks[i];
        const std::string id = "###check_" + check.id;
        const Tick tick{id, check.text, mark_of(check.mark), true};
        if (tick_box(frame, {kChecks.x + 16, y, kChecks.w - 32, kStep - 8}, tick))
            commands.push_back(model::SetPrepCheck{check.id, mark_of(next_mark(tick.mark))});
        y += kStep;
    }
}

void draw_preparation_facts(Frame& frame, const model::PreparationView& view, model::ExaminerCommands& commands) {
    card(frame, kFacts);
    const Rect inside = kFacts.inset(24);
    const float number = text_line(frame, {inside.x, inside.y - 4, 140, 72}, view.station, {.style = kDisplay, .role = Role::accent});
    text_fitted(frame, {inside.x + number + 16, inside.y - 4, inside.w - number - 16, 72}, view.name, {}, {kTitle, kBodyBold, kNameBold});
    float y = inside.y + 84;
    std::string duration = frame.say(Key::minutes, {place("n", static_cast<int>(view.duration_min))});
    if (view.extra_min > 0)
        duration = frame.say(Key::ex_duration_extra,
                             {place("n", static_cast<int>(view.duration_min + view.extra_min)),
                              place("own", static_cast<int>(view.duration_min)), place("extra", static_cast<int>(view.extra_min))});
    const auto pair = [&](Key key, const std::string& value) {
        draw_pair(frame, {inside.x, y, inside.w, 52}, frame.say(key), value);
        hairline(frame, {inside.x, y + 53}, inside.w);
        y += 56;
    };
    pair(Key::ex_duration, duration);
    pair(view.draw_needed ? Key::ex_draw : Key::ex_modules, view.draw);
    y += 12;
    if (!view.draw_needed) return;
    icon(frame, view.draw_signed ? Icon::check : Icon::sign, {inside.x + 12, y + 18}, 24, view.draw_signed ? Role::success : Role::warning);
    text_line(frame, {inside.x + 34, y, inside.w - 34, 36}, frame.say(view.draw_signed ? Key::ex_draw_signed : Key::ex_draw_unsigned),
              {.style = kLabel, .role = view.draw_signed ? Role::success : Role::warning, .may_shorten = true});
    if (view.draw_signed) return;
    if (button(frame, {inside.x, kFacts.bottom() - 24 - kTarget, inside.w, kTarget},
               {.id = "###sign_draw", .label = frame.say(Key::ex_sign_draw), .icon = Icon::sign, .style = kBody}))
        commands.push_back(model::SignDraw{});
}

void draw_page(const model::PreparationView& view, PreparationState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_staff_bar(frame, view.bar, {.back = BarBack::to_candidates}, commands);
    text_line(frame, {24, 88, 1200, 44}, frame.say(Key::ex_prep_title, {place("station", view.station)}), {.style = kTitle});
    text_line(frame, {24, 130, 1200, 32}, frame.say(Key::ex_prep_sentence), {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    draw_checks(frame, view, state, commands);
    draw_preparation_facts(frame, view, commands);
    constexpr float kStart = 400;
    if (!view.can_start) {
        icon(frame, Icon::lock, {kFacts.x - 380, kFoot + 32}, 22, Role::ink2);
        text_line(frame, {kFacts.x - 360, kFoot, 344, kTarget}, frame.say(view.draw_needed ? Key::ex_prep_locked : Key::ex_prep_locked_checks),
                  {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    }
    const Button start{
        .id = "###start", .label = frame.say(Key::ex_start), .look = ButtonLook::primary, .icon = Icon::play, .enabled = view.can_start};
    if (button(frame, {kFacts.x, kFoot, kStart, kTarget}, start)) commands.push_back(model::StartTest{});
}

} // namespace

void draw(const model::PreparationView& view, PreparationState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_refused(frame, view.refused, commands, [&] { draw_page(view, state, frame, commands); });
}

} // namespace kaogong::kiosk::screens
