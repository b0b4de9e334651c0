// What each command of a screen means for the exam. Whether it is allowed is the state machine's word: a refused event changes nothing, and the person
// is told only where there is something to do about it.
#include "kiosk/app/exam.h"

#include "core/base/codes/kiosk.h"
#include "core/base/log.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

// Characters of stem and options: 20, 24 and 32 units (screen measures, Type).
constexpr int kSmallTextPercent = 83;
constexpr int kLargeTextPercent = 133;

} // namespace

template <typename Event> bool Exam::step(Event event) {
    if (!seated_ || seated_->closed) return false;
    event.at = clock_.now();
    auto effects = assessment::advance(seated_->state, event);
    if (!effects) {
        log(LogLevel::debug, effects.error());
        return false;
    }
    for (assessment::SittingEffect& effect : *effects) carry_out(std::move(effect));
    return true;
}

// Used by exam.cpp and exam_staff.cpp.
template bool Exam::step(assessment::Interrupted);
template bool Exam::step(assessment::Opened);
template bool Exam::step(assessment::Tick);
template bool Exam::step(assessment::Started);
template bool Exam::step(assessment::ReleasedByStaff);
template bool Exam::step(assessment::SeatReleased);
template bool Exam::step(assessment::IdentityChecked);

void Exam::command(const model::Command& command) {
    if (staff_) staff_->touched_boot_ms = clock_.boot_ms();
    std::visit([this](const auto& each) { on(each); }, command);
    collect_when_saved();
}

// ---- before the clock

void Exam::on(const model::BeginSignIn&) {
    const model::SessionState state = session_state();
    if (state == model::SessionState::none) return refuse(codes::no_session);
    if (state == model::SessionState::not_yet || state == model::SessionState::over) return refuse(codes::sign_in_closed);
    signing_in_ = true;
}

void Exam::on(const model::BackToWelcome&) {
    signing_in_ = false;
}

void Exam::on(const model::SubmitSignIn& command) {
    if (busy_ || seated_) return;
    if (session_state() == model::SessionState::over) return refuse(codes::late_out);
    busy_ = true;
    post_(SignIn{command.ticket, command.id_number});
}

void Exam::on(const model::ConfirmIdentity&) {
    step(assessment::IdentityConfirmed{});
}

void Exam::on(const model::NotMe&) {
    step(assessment::IdentityRefused{});
    staff_called_ = true;
}

void Exam::on(const model::BackToSignIn&) {
    // Somebody who signed in stays signed in; only staff can free the seat for another person.
}

void Exam::on(const model::ShowText& command) {
    if (seated_ && command.index >= 0 && static_cast<std::size_t>(command.index) < content_->texts.size()) seated_->text_shown = command.index;
}

void Exam::on(const model::TextSeenToEnd& command) {
    if (seated_ && command.index >= 0 && static_cast<std::size_t>(command.index) < content_->texts.size())
        seated_->texts_seen.insert(content_->texts[static_cast<std::size_t>(command.index)].id);
}

void Exam::on(const model::AcceptTexts&) {
    if (!seated_) return;
    for (const SessionText& text : content_->texts)
        if (!seated_->texts_seen.contains(text.id)) return;
    for (const SessionText& text : content_->texts) step(assessment::TextAccepted{.text = text.id, .hash = text.hash});
    if (seated_->state.phase == assessment::SittingPhase::waiting) seated_->ready_wall_ms = clock_.wall_ms();
    tick();
}

void Exam::on(const model::RefuseTexts&) {
    if (!seated_) return;
    const SessionText& text = content_->texts[static_cast<std::size_t>(seated_->text_shown)];
    if (!step(assessment::TextRefused{.text = text.id, .hash = text.hash})) return;
    staff_called_ = true;
}

// ---- answering

void Exam::show_item(std::size_t index) {
    if (!seated_ || index >= seated_->paper.items.size()) return;
    step(assessment::ItemShown{.item = seated_->paper.items[index].item});
}

void Exam::on(const model::GoToItem& command) {
    if (!seated_ || command.number < 1) return;
    if (seated_->state.phase == assessment::SittingPhase::reviewing) step(assessment::HandInWithdrawn{});
    show_item(static_cast<std::size_t>(command.number) - 1);
}

void Exam::on(const model::ChooseOption& command) {
    step(assessment::OptionTouched{.item = command.item, .option = command.option});
}

void Exam::on(const model::ClearAnswer& command) {
    step(assessment::ResponseCleared{.item = command.item});
}

void Exam::on(const model::EnterNumber& command) {
    if (command.text.empty())
        step(assessment::ResponseCleared{.item = command.item});
    else
        step(assessment::ResponseSet{.item = command.item, .response = assessment::NumberText{command.text}});
}

void Exam::on(const model::EnterText& command) {
    if (command.text.empty())
        step(assessment::ResponseCleared{.item = command.item});
    else
        step(assessment::ResponseSet{.item = command.item, .response = assessment::ShortText{command.text}});
}

void Exam::on(const model::ToggleFlag& command) {
    if (!seated_) return;
    const auto& items = seated_->state.rules->items;
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == command.item; });
    if (found == items.end()) return;
    if (seated_->state.items[static_cast<std::size_t>(found - items.begin())].flagged)
        step(assessment::FlagCleared{.item = command.item});
    else
        step(assessment::FlagSet{.item = command.item});
}

// ---- the end

void Exam::on(const model::OpenHandIn&) {
    if (!seated_) return;
    // A touch that nothing answers would be tried again and again; the reason has a sentence.
    if (const auto may = assessment::may_hand_in(seated_->state, clock_.now()); !may) return refuse(may.code());
    step(assessment::HandInRequested{});
}

void Exam::on(const model::BackToAnswering&) {
    step(assessment::HandInWithdrawn{});
}

void Exam::on(const model::ConfirmHandInFirst&) {
    if (!everything_saved()) return;
    step(assessment::HandInConfirmed{});
}

void Exam::on(const model::ConfirmHandInSecond&) {
    step(assessment::HandedIn{});
}

void Exam::on(const model::CancelHandIn&) {
    step(assessment::HandInWithdrawn{});
    step(assessment::HandInRequested{});
}

void Exam::on(const model::CallStaff&) {
    staff_called_ = true;
}

// ---- for the eye

void Exam::on(const model::SetLanguage& command) {
    comfort_.language = command.language;
}

void Exam::on(const model::SetTextSize& command) {
    const bool too_large = command.size == model::TextSize::large && text_limits_.percent_max < kLargeTextPercent;
    const bool too_small = command.size == model::TextSize::small && text_limits_.percent_min > kSmallTextPercent;
    // A size that this panel has no room for is passed over, so that the button goes on to the next one.
    comfort_.text_size = too_large ? (text_limits_.percent_min > kSmallTextPercent ? model::TextSize::medium : model::TextSize::small)
                         : too_small ? model::TextSize::medium
                                     : command.size;
}

void Exam::on(const model::SetTheme& command) {
    comfort_.theme = command.theme;
}

void Exam::on(const model::SetTimeHidden& command) {
    comfort_.time_hidden = command.hidden;
}

void Exam::on(const model::DismissRefusal&) {
    refusal_.reset();
}

void Exam::on(const model::DismissNotice&) {
    notice_.reset();
}

} // namespace kaogong::kiosk::app
