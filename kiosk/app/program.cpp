#include "kiosk/app/program.h"

#include "core/base/log.h"
#include "kiosk/app/demo_clock.h"
#include "kiosk/platform/picture.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kIdleWaitMs = 60'000; // nothing due: the exam's own wake comes sooner
constexpr std::int64_t kScriptStepMs = 4;    // a script looks again this often while it waits
constexpr int kFramesPerEvent = 2;           // one takes the event in, the next shows what came of it
constexpr const char* kFailedShot = "failed";
constexpr int kSettlingFrames = 3;           // a picture in another language is complete after these

ui::FrameOptions frame_options(const Exam& exam, Language language) {
    ui::FrameOptions options{.language = language};
    switch (exam.comfort().theme) {
    case model::Theme::light: options.theme = ui::ThemeName::light; break;
    case model::Theme::dark: options.theme = ui::ThemeName::dark; break;
    case model::Theme::high_contrast: options.theme = ui::ThemeName::high_contrast; break;
    }
    return options;
}

// What only notes a sign of life, an empty spool or a good slice of the database changes nothing that is on the screen.
bool may_change_the_screen(const Reply& reply) {
    if (const auto* check = std::get_if<CheckReply>(&reply)) return !check->whole;
    return !std::holds_alternative<AliveReply>(reply) && !std::holds_alternative<SpoolReply>(reply);
}

std::string_view folder_of(Language language) {
    return language == Language::en ? "en" : "zh-CN";
}

} // namespace

Program::Program(ProgramParts parts)
    : parts_(std::move(parts)), pictures_(parts_.gui->textures()),
      exam_(parts_.clock, [this](Request request) { worker_->post(std::move(request)); }), marking_pictures_(parts_.gui->textures()),
      marking_(parts_.clock, parts_.random, [this](MarkingRequest request) { worker_->post(std::move(request)); }),
      pacing_({.frames_per_second_max = parts_.settings.frames_per_second_max}) {
    marking_pictures_.use_taken(&marking_.pictures());
    exam_.require_identity_check(parts_.settings.identity_checked_by_staff);
    ui_.fonts = {parts_.gui->fonts().regular, parts_.gui->fonts().bold};
    Terminal* terminal = &parts_.terminal;
    platform::Window* window = &parts_.gui->window();
    worker_ = std::make_unique<Worker<Request, Reply>>([terminal](Request request) { return terminal->handle(std::move(request)); },
                                                       [window] { window->wake(); });
    exam_.start(parts_.options.language);
}

Program::~Program() {
    // What was sealed or done since the last look is put into the spool before the program goes; the worker finishes what it was given.
    if (worker_) worker_->post(LookIntoSpool{});
}

// ---- the loop

Result<void> Program::run() {
    if (parts_.options.script) {
        const Bytes text = TRY(read_file(*parts_.options.script, kTextBytesMax));
        script_.emplace(TRY(parse_script(as_text(text))), parts_.options.script->parent_path());
    }
    while (!quit_) {
        round(kIdleWaitMs);
        if (script_ && TRY(play_script())) {
            script_.reset(); // played out, it no longer keeps the loop awake
            return success();
        }
    }
    return success();
}

void Program::run_until_interactive() {
    while (exam_.screen() == Screen::starting && !exam_.failed()) round(kIdleWaitMs);
    pacing_.event_happened();
    draw_and_show();
}

void Program::round(std::int64_t wait_ms_max) {
    feed_events(sleep_ms(wait_ms_max));
    take_replies();
    exam_.tick();
    marking_.tick();
    if (const auto scoring = marking_.alive_due()) worker_->post(NoteAlive{*scoring, parts_.clock.now(), 0});
    pacing_.set_input_pending(parts_.gui->input_pending());
    pacing_.set_finger_down(parts_.gui->pointer_down());
    if (pacing_.frame_is_due(real_ms())) draw_and_show();
}

std::int64_t Program::sleep_ms(std::int64_t wait_ms_max) {
    const std::int64_t now_ms = real_ms();
    std::int64_t wait_ms = std::min(wait_ms_max, pacing_.sleep_ms(now_ms).value_or(kIdleWaitMs));
    wait_ms = std::min(wait_ms, next_wake_boot_ms() - parts_.clock.boot_ms());
    if (script_) wait_ms = std::min(wait_ms, kScriptStepMs);
    return std::max<std::int64_t>(0, wait_ms);
}

void Program::feed_events(std::int64_t wait_ms) {
    for (const platform::Event& event : parts_.gui->window().wait_events(static_cast<int>(wait_ms))) {
        if (event.kind == platform::EventKind::quit) quit_ = true;
        parts_.gui->feed(event);
        if (event.kind != platform::EventKind::wake) pacing_.event_happened();
    }
}

void Program::take_replies() {
    for (Reply& reply : worker_->take_replies()) {
        if (may_change_the_screen(reply)) pacing_.event_happened();
        take_reply(std::move(reply));
    }
}

void Program::take_reply(Reply reply) {
    if (auto* marking = std::get_if<MarkingReply>(&reply)) return marking_.reply(std::move(*marking));
    if (const auto* opened = std::get_if<OpenReply>(&reply); opened != nullptr && opened->opened)
        marking_.opened(opened->opened->operation);
    if (const auto* spool = std::get_if<SpoolReply>(&reply)) {
        marking_.set_undelivered(spool->undelivered);
        for (const DeliveredScoring& delivered : spool->delivered) marking_.delivered(delivered.scoring, delivered.receipt);
        marking_.put_aside(spool->put_aside);
    }
    exam_.reply(std::move(reply));
}

void Program::draw_and_show() {
    pacing_.frame_begins(real_ms());
    draw_frame(exam_.comfort().language);
    dispatch();
    parts_.gui->present();
    if (frames_to_settle_ > 0 && !parts_.gui->input_pending()) --frames_to_settle_;
    const std::int64_t digit_ms = std::min(exam_.next_digit_in_ms(), marking_.next_digit_in_ms());
    if (digit_ms < kIdleWaitMs) pacing_.draw_at(real_ms() + digit_ms);
    if (ui_.again_in_s) pacing_.draw_at(real_ms() + static_cast<std::int64_t>(*ui_.again_in_s * 1000));
}

void Program::draw_frame(Language language) {
    pictures_.use(exam_.content() ? std::shared_ptr<const Figures>(exam_.content(), &exam_.content()->figures) : nullptr);
    marking_pictures_.use(marking_.content() ? std::shared_ptr<const Figures>(marking_.content(), &marking_.content()->figures) : nullptr);
    parts_.gui->begin_frame(real_ms());
    ui::Frame frame(ui_, frame_options(exam_, language));
    draw_screens(language, frame);
    frame.finish();
    parts_.gui->end_frame();
}

// An examiner who has signed in has the whole screen; the pad for signing in lies over Welcome.
void Program::draw_screens(Language language, ui::Frame& frame) {
    const MarkingSources marking{.marking = marking_, .site = parts_.site, .pictures = marking_pictures_, .language = language};
    const ViewSources sources{exam_, pictures_, language, parts_.settings.phones_allowed, &marking_};
    const bool in_front = marking_.on_screen() && !exam_.pin_pad() && !exam_.staff() && !exam_.refusal();
    if (in_front && !marking_.user().empty()) return pages_.draw(marking, frame, examiner_commands_);
    if (in_front) frame.cover();
    navigator_.draw(sources, frame, commands_);
    if (!in_front) return;
    frame.uncover();
    pages_.draw_pad(marking, frame, examiner_commands_);
}

void Program::dispatch() {
    if (!examiner_commands_.empty()) {
        marking_.command(std::exchange(examiner_commands_, {}));
        pacing_.event_happened();
    }
    for (const model::Command& command : std::exchange(commands_, {})) {
        if (std::holds_alternative<model::BeginExaminer>(command)) marking_.begin_sign_in();
        exam_.command(command);
        pacing_.event_happened();
    }
}

// ---- scripts

Result<bool> Program::play_script() {
    pacing_.event_happened();
    if (const auto& failed = exam_.failed()) return *failed;
    if (exam_.screen() == Screen::starting || frames_to_settle_ > 0) return false;
    auto over = script_->after_frame(*this);
    if (!over) // what was on the screen says more than the line
        if (const auto taken = shot(kFailedShot); !taken) log(LogLevel::warning, taken.error());
    return over;
}

void Program::push(const platform::Event& event) {
    parts_.gui->window().push(event);
    frames_to_settle_ = kFramesPerEvent;
}

void Program::advance_clock(std::int64_t by_ms) {
    parts_.clock.advance(by_ms);
    if (const auto kept = keep_clock_advance(parts_.options.data, parts_.clock.advanced_ms()); !kept) log(LogLevel::warning, kept.error());
    exam_.tick();
    marking_.tick();
}

// The same moment in both languages. Nothing is pressed meanwhile, so the extra frames ask for nothing.
Result<void> Program::shot(const std::string& name) {
    if (!parts_.options.shots) return success();
    for (const Language language : {Language::en, Language::zh_cn}) {
        for (int i = 0; i < kSettlingFrames; ++i) draw_frame(language);
        commands_.clear();
        examiner_commands_.clear();
        parts_.gui->present();
        const Path folder = *parts_.options.shots / folder_of(language);
        TRY(make_folder(folder));
        TRY(platform::save_png(parts_.gui->window().canvas(), folder / (name + ".png")));
    }
    return success();
}

} // namespace kaogong::kiosk::app
