// Views of the screens before the clock runs: welcome, sign-in, identity, texts, waiting.
#pragma once

#include "kiosk/model/common.h"

namespace kaogong::kiosk::model {

// 01. What the terminal can do for whoever sits down now.
enum class SessionState {
    none,       // no package for today; nothing but the staff corner can be touched
    not_yet,    // the button is there but waits for opens_at
    signing_in, // 正在签到
    started,    // 已开考: late arrivals up to the limit of the spec
    over,       // 已结束
};

struct WelcomeView {
    PlaceView place;
    LocalTime now{};
    SessionState state = SessionState::none;
    std::string exam;      // occupation and level; empty without a session
    LocalTime starts_at{}; // only hour and minute are shown
    LocalTime ends_at{};
    LocalTime opens_at{};     // sign-in
    LocalTime latest_entry{}; // 最迟入场
    int duration_minutes = 0;
    bool can_sign_in = false;
    bool has_theory = true;     // else there is nothing here for a candidate to sign in to
    bool has_operation = false; // examiners sign in
    int candidates = 0;         // of the operation test, at this terminal's stations
    std::optional<LocalTime> checked_at; // the terminal's last passed self-check; none shows no such line
    std::optional<Code> alarm;           // of the hardware profile: a banner that cannot be overlooked
};

// 02. The typed digits live in the screen's state; the answer to them comes back as the next screen or a RefusalView.
struct SignInView {
    PreExamBarView bar;
    bool scanner_ready = false; // each button stands only where the device is there
    bool card_reader_ready = false;
    bool busy = false; // submitted, no answer yet
};

// 03. Numbers come masked: the first 6 and the last 4 characters, stars between.
struct ConfirmView {
    PreExamBarView bar;
    std::string name;
    std::string masked_id_number;
    std::string ticket;
    std::string occupation;
    std::string level;
    Picture photo;
    bool staff_called = false; // 不是我 was touched; the seat waits
};

// 04. The three texts are content of the package.
enum class TextKind { rules, notice, pledge };

struct TextView {
    TextKind kind = TextKind::rules;
    std::string title;
    std::string body;        // paragraphs separated by newlines; "1. ..." starts a numbered one
    std::string fingerprint; // the first 8 hexadecimal digits of the text's hash
    bool read = false;       // its end was on screen
};

struct TextsView {
    PreExamBarView bar;
    std::vector<TextView> texts;
    int current = 0;
    int duration_minutes = 0; // without the extra minutes
    int extra_minutes = 0;    // accommodation, without its reason
    LocalTime starts_at{};
    LocalTime ends_at{};
};

// The waiting page: it begins for all seats at once, when the invigilator has given the word and the time has come.
enum class WaitingFor { clock, word, identity };
struct WaitingView {
    PreExamBarView bar;
    std::string name;
    std::string exam;
    LocalTime starts_at{};
    int duration_minutes = 0;
    int extra_minutes = 0;
    WaitingFor waiting_for = WaitingFor::clock;
    std::int64_t starts_in_ms = 0; // with clock
    bool staff_called = false;
};

} // namespace kaogong::kiosk::model
