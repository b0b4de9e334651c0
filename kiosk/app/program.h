// The program around the exam: window, frame loop, worker, script. A frame is: events in, exam told, screen drawn, commands dispatched (so that an
// answer is on its way to the disk), and only then pixels. Between frames it sleeps until something happens or the clock's next digit is due.
#pragma once

#include "kiosk/app/marking/pages.h"
#include "kiosk/app/navigator.h"
#include "kiosk/app/options.h"
#include "kiosk/app/script_driver.h"
#include "kiosk/app/settings.h"
#include "kiosk/app/terminal.h"
#include "kiosk/app/texture_pictures.h"
#include "kiosk/app/worker.h"
#include "kiosk/platform/gui.h"
#include "kiosk/platform/pacing.h"

#include <memory>

namespace kaogong::kiosk::app {

struct ProgramParts {
    const KioskOptions& options;
    Settings settings;
    std::unique_ptr<platform::Gui> gui;
    Clock& real_clock;
    AdvancedClock& clock; // what the exam sees
    Random& random;
    Terminal& terminal;   // handed to the worker: nobody else may touch it while the program runs
    SiteFacts site;
};

class Program final : public ScriptWorld {
  public:
    explicit Program(ProgramParts parts);
    ~Program() override;

    // Until the window is closed or the script is over. An error is the script's.
    Result<void> run();
    // Frames until the first one on which somebody could act, for the measurement of the start.
    void run_until_interactive();
    // One round of the loop: waits for events at most that long, then does everything that is due.
    void round(std::int64_t wait_ms_max);

    Exam& exam() { return exam_; }
    Marking& marking() { return marking_; }
    platform::Gui& gui() { return *parts_.gui; }
    void draw_frame(Language language);
    std::span<const platform::PixelRect> present() { return parts_.gui->present(); }
    void dispatch();
    const ui::Entry* find(std::string_view id) { return ui_.transcript.find(id); }

    // ---- ScriptWorld
    const ui::Transcript& transcript() override { return ui_.transcript; }
    void push(const platform::Event& event) override;
    std::int64_t real_ms() override { return parts_.real_clock.boot_ms(); }
    void advance_clock(std::int64_t by_ms) override;
    void set_language(Language language) override { exam_.command(model::SetLanguage{language}); }
    Result<void> shot(const std::string& name) override;
    bool everything_saved() override { return !exam_.busy() && exam_.everything_saved() && marking_.everything_saved(); }
    bool everything_delivered() override { return exam_.looked_into_spool() && exam_.undelivered() == 0; }

  private:
    void take_replies();
    void take_reply(Reply reply);
    void draw_screens(Language language, ui::Frame& frame);
    std::int64_t next_wake_boot_ms() const { return std::min(exam_.next_wake_boot_ms(), marking_.next_wake_boot_ms()); }
    void draw_and_show();
    std::int64_t sleep_ms(std::int64_t wait_ms_max);
    Result<bool> play_script();
    void feed_events(std::int64_t wait_ms);

    ProgramParts parts_;
    ui::Ui ui_;
    TexturePictures pictures_;
    Exam exam_;
    TexturePictures marking_pictures_;
    Marking marking_;
    Navigator navigator_;
    MarkingPages pages_;
    platform::Pacing pacing_;
    model::Commands commands_;
    model::ExaminerCommands examiner_commands_;
    std::optional<ScriptDriver> script_;
    int frames_to_settle_ = 0; // before the script looks again after it touched something
    bool quit_ = false;
    std::unique_ptr<Worker<Request, Reply>> worker_; // last: it calls into the window until it is gone
};

} // namespace kaogong::kiosk::app
