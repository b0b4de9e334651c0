// Plays a script against the running program: after each frame it looks at the transcript and pushes the input events of the next step. It waits for
// what is not there yet, and fails with the script's line when it does not come.
#pragma once

#include "core/base/file.h"
#include "core/base/limits.h"
#include "kiosk/app/script.h"
#include "kiosk/app/script_plan.h"
#include "kiosk/platform/events.h"
#include "kiosk/ui/transcript.h"

#include <deque>
#include <map>
#include <optional>

namespace kaogong::kiosk::app {

// The program as a script may touch it.
class ScriptWorld {
  public:
    virtual ~ScriptWorld() = default;
    virtual const ui::Transcript& transcript() = 0;
    virtual void push(const platform::Event& event) = 0;
    virtual std::int64_t real_ms() = 0; // never moved by `advance`
    virtual void advance_clock(std::int64_t by_ms) = 0;
    virtual void set_language(Language language) = 0;
    virtual Result<void> shot(const std::string& name) = 0;
    virtual bool everything_saved() = 0;
    virtual bool everything_delivered() = 0;
};

class ScriptDriver {
  public:
    // Files of `signal`, `await` and `play` lie in `folder`.
    ScriptDriver(std::vector<ScriptCommand> commands, Path folder) : commands_(std::move(commands)), folder_(std::move(folder)) {}

    // To be called after every frame; true when the script is over.
    Result<bool> after_frame(ScriptWorld& world);

  private:
    enum class Progress { done, again }; // again: call once more after the next frame

    Result<Progress> carry_out(const ScriptCommand& command, ScriptWorld& world);
    Result<Progress> tap(const std::string& id, ScriptWorld& world, std::int64_t hold_ms);
    bool turn_to_other_page(ScriptWorld& world);
    Result<Progress> type(const std::string& text, ScriptWorld& world);
    Result<Progress> wait(const ScriptCommand& command, ScriptWorld& world);
    Result<Progress> play(const ScriptCommand& command, ScriptWorld& world);
    Result<Progress> expect(const ScriptCommand& command, ScriptWorld& world);
    Result<Progress> key(const std::string& name, ScriptWorld& world);
    Result<Progress> note(const ScriptCommand& command, ScriptWorld& world);
    Result<void> plan_item(const ScriptCommand& command, ScriptWorld& world);
    void queue_answer(const PlannedItem& planned, const std::string& item);
    bool timed_out(ScriptWorld& world, std::int64_t limit_ms) const;
    Error failed(std::string_view what) const;

    std::vector<ScriptCommand> commands_;
    Path folder_;
    std::size_t next_ = 0;
    std::optional<std::int64_t> since_ms_;  // when the present command began
    std::optional<std::int64_t> pressed_ms_; // a tap's finger is down since then
    platform::Point finger_{};
    std::deque<ScriptCommand> nested_; // what `play` still has to do for the present item
    std::map<std::string, ScriptPlan, std::less<>> plans_;
    int played_ = 0;
    std::string last_played_;
    bool paging_back_ = false;
    int pages_turned_ = 0;
    std::string turned_from_; // 下一题 was touched on this item
};

} // namespace kaogong::kiosk::app
