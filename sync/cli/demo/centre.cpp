#include "sync/cli/demo/centre.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

namespace kaogong::cli::demo {
namespace {

constexpr int kSeat = 17;
constexpr std::int64_t kReadingMs = 2 * 60'000; // to read the numbers below and sign in; the clock starts then

void tell_numbers(const SessionKnown& session, const std::string& root_words, Tell tell) {
    const auto person =
        std::find_if(session.roster.begin(), session.roster.end(), [](const record::RosterRow& row) { return row.seat == kSeat; });
    if (person != session.roster.end()) {
        tell("admission number  " + person->admission_ticket);
        tell("identity number   " + person->identity_number);
    }
    tell("invigilator       " + session.invigilator.number + ", PIN " + session.invigilator.pin);
    tell("root set          " + root_words);
}

} // namespace

Result<void> run_centre(const Stage& stage, Tell tell) {
    Runner runner(stage.places.logs());
    SystemClock clock = TRY(SystemClock::open());
    tell("a bureau, a bank, a paper and one terminal");
    const std::array seats = {kSeat};
    OpenedCentre centre = TRY(open_centre(stage, runner, seats, clock.wall_ms() + kReadingMs));
    tell_numbers(centre.session, centre.root_words, tell);
    const Path data = stage.places.terminal(kSeat);
    return show_terminal(stage, data, centre.bureau_url, tell);
}

Result<void> show_terminal(const Stage& stage, const Path& data, const std::string& bureau_url, Tell tell) {
    const ChildProcess sync = TRY(ChildProcess::start({stage.programs.sync, "run", "--during-session", "--data", data, "--bureau", bureau_url}));
    tell("close the window to end");
    ChildProcess kiosk = TRY(ChildProcess::start({stage.programs.kiosk, "--data", data, "--windowed", "--lang", "zh-CN"}));
    while (kiosk.running()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const ChildExit exit = TRY(kiosk.wait(0));
    if (exit.status != 0) return error(codes::child_failed, "kaogong-kiosk: " + exit.errors);
    return success();
}

} // namespace kaogong::cli::demo
