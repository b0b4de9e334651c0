#include "tests/kiosk/support/scenes.h"

#include "kiosk/screens/candidate/confirm.h"
#include "kiosk/screens/candidate/sign_in.h"
#include "kiosk/screens/candidate/texts.h"
#include "kiosk/screens/candidate/waiting.h"
#include "kiosk/screens/candidate/welcome.h"

#include <memory>

namespace kaogong::test {

using namespace kiosk;

namespace {

// A scene keeps its view and its screen's state as long as it is played.
template <typename View, typename State> DrawScene scene_of(View view, State state) {
    const auto kept = std::make_shared<State>(std::move(state));
    return [view = std::move(view), kept](ui::Frame& frame, model::Commands& commands) { screens::draw(view, *kept, frame, commands); };
}

void add_before(std::vector<Scene>& all, const Samples& samples) {
    all.push_back({"01-welcome", scene_of(samples.welcome(), screens::WelcomeState{})});
    model::WelcomeView closed = samples.welcome();
    closed.state = model::SessionState::none;
    closed.can_sign_in = false;
    all.push_back({"01-welcome-none", scene_of(closed, screens::WelcomeState{})});
    closed.state = model::SessionState::not_yet;
    all.push_back({"01-welcome-not-yet", scene_of(closed, screens::WelcomeState{})});
    all.push_back({"02-sign-in-empty", scene_of(samples.sign_in(), screens::SignInState{})});
    all.push_back({"02-sign-in", scene_of(samples.sign_in(), screens::SignInState{"992611210143", "99999919980815001X", screens::SignInField::id_number, false, false})});
    all.push_back({"02-sign-in-other", scene_of(samples.sign_in(), screens::SignInState{"992611210143", "E1234", screens::SignInField::id_number, true, true})});
    all.push_back({"03-confirm", scene_of(samples.confirm(), screens::ConfirmState{})});
    model::ConfirmView called = samples.confirm();
    called.staff_called = true;
    all.push_back({"03-confirm-called", scene_of(called, screens::ConfirmState{})});
    for (int text = 0; text < 3; ++text) all.push_back({"04-text-" + std::to_string(text + 1), scene_of(samples.texts(text), screens::TextsState{})});
    all.push_back({"04-text-refusing", scene_of(samples.texts(2), screens::TextsState{{}, true})});
    all.push_back({"04-waiting", scene_of(samples.waiting(), screens::WaitingState{})});
}

} // namespace

std::vector<Scene> scenes(const SampleOptions& options) {
    const Samples samples{options};
    std::vector<Scene> all;
    add_before(all, samples);
    return all;
}

} // namespace kaogong::test
