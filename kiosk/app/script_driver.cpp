#include "kiosk/app/script_driver.h"

#include "core/base/codes/kiosk.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <csignal>

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kPatienceMs = 15'000; // for a widget or a commit; shared machines are slow at times
constexpr std::int64_t kMeetingMs = 5 * 60'000; // another script may have much to do before
constexpr int kPageTurnsMax = 60;            // there and back through the longest text
constexpr std::size_t kPlanBytesMax = 1u << 20;

struct KeyName {
    std::string_view name;
    platform::Key key;
};
constexpr auto kKeyNames = std::to_array<KeyName>({{"tab", platform::Key::tab},
                                                   {"enter", platform::Key::enter},
                                                   {"escape", platform::Key::escape},
                                                   {"space", platform::Key::space},
                                                   {"backspace", platform::Key::backspace},
                                                   {"left", platform::Key::left},
                                                   {"right", platform::Key::right},
                                                   {"up", platform::Key::up},
                                                   {"down", platform::Key::down}});

platform::Event pointer(platform::EventKind kind, platform::Point at) {
    return {.kind = kind, .at = at, .source = platform::PointerSource::touch};
}

ScriptCommand command_of(ScriptVerb verb, std::string argument, int line) {
    return {.verb = verb, .arguments = {std::move(argument)}, .line = line};
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "###flagged_*" is the first widget that can be touched and whose id goes on with a number.
const ui::Entry* find_widget(const ui::Transcript& transcript, std::string_view id) {
    if (!id.ends_with('*')) return transcript.find(id);
    id.remove_suffix(1);
    const std::vector<ui::Entry>& entries = transcript.entries();
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const ui::Entry& each) {
        return each.enabled && each.id.starts_with(id) && is_number(std::string_view(each.id).substr(id.size()));
    });
    return entry == entries.end() ? nullptr : &*entry;
}

} // namespace

Error ScriptDriver::failed(std::string_view what) const {
    return error(codes::script_failed, "line " + std::to_string(commands_[next_].line) + ": " + std::string(what));
}

bool ScriptDriver::timed_out(ScriptWorld& world, std::int64_t limit_ms) const {
    return world.real_ms() - since_ms_.value_or(world.real_ms()) > limit_ms;
}

Result<bool> ScriptDriver::after_frame(ScriptWorld& world) {
    if (next_ >= commands_.size()) return true;
    if (!since_ms_) since_ms_ = world.real_ms();
    if (!nested_.empty()) {
        if (TRY(carry_out(ScriptCommand(nested_.front()), world)) == Progress::done) {
            nested_.pop_front();
            since_ms_.reset();
        }
        return false;
    }
    if (TRY(carry_out(commands_[next_], world)) == Progress::done) {
        ++next_;
        since_ms_.reset();
        played_ = 0;
        last_played_.clear();
        turned_from_.clear();
    }
    return next_ >= commands_.size();
}

Result<ScriptDriver::Progress> ScriptDriver::carry_out(const ScriptCommand& command, ScriptWorld& world) {
    const std::string argument = command.arguments.empty() ? std::string() : command.arguments.front();
    switch (command.verb) {
    case ScriptVerb::tap: return tap(argument, world, 0);
    case ScriptVerb::hold: return tap(argument, world, command.duration_ms);
    case ScriptVerb::type: return type(argument, world);
    case ScriptVerb::key: return key(argument, world);
    case ScriptVerb::wait: return wait(command, world);
    case ScriptVerb::play: return play(command, world);
    case ScriptVerb::expect: return expect(command, world);
    case ScriptVerb::advance: world.advance_clock(command.duration_ms); return Progress::done;
    case ScriptVerb::language: world.set_language(argument == "en" ? Language::en : Language::zh_cn); return Progress::done;
    case ScriptVerb::shot: TRY(world.shot(argument)); return Progress::done;
    case ScriptVerb::absent:
        if (world.transcript().find(argument) != nullptr) return failed(argument + " is on the screen");
        return Progress::done;
    case ScriptVerb::signal: TRY(write_file_atomic(folder_ / (argument + ".signal"), {})); return Progress::done;
    case ScriptVerb::await:
        if (std::filesystem::exists(folder_ / (argument + ".signal"))) return Progress::done;
        if (timed_out(world, kMeetingMs)) return failed("nobody signalled " + argument);
        return Progress::again;
    case ScriptVerb::note: return note(command, world);
    case ScriptVerb::type_note:
        return type(std::string(as_text(TRY(read_file(folder_ / (argument + ".note"), kPlanBytesMax)))), world);
    case ScriptVerb::kill: std::raise(SIGKILL); return Progress::again;
    }
    return failed("unknown command");
}

Result<ScriptDriver::Progress> ScriptDriver::tap(const std::string& id, ScriptWorld& world, std::int64_t hold_ms) {
    if (pressed_ms_) {
        if (world.real_ms() - *pressed_ms_ < hold_ms) return Progress::again;
        world.push(pointer(platform::EventKind::pointer_up, finger_));
        pressed_ms_.reset();
        return Progress::done;
    }
    const ui::Entry* entry = find_widget(world.transcript(), id);
    const bool on_other_page = entry == nullptr && (id.starts_with("###option_") || id.starts_with("###row_") || id.starts_with("###group_"));
    const bool unread = entry != nullptr && !entry->enabled && (id == "###next_text" || id == "###accept");
    if ((on_other_page || unread) && turn_to_other_page(world)) return Progress::again;
    if (entry == nullptr || !entry->enabled) {
        if (timed_out(world, kPatienceMs)) return failed(id + (entry ? " stays disabled" : " is not on the screen"));
        return Progress::again;
    }
    finger_ = {entry->at_px.x, entry->at_px.y};
    world.push(pointer(platform::EventKind::pointer_move, finger_));
    world.push(pointer(platform::EventKind::pointer_down, finger_));
    pressed_ms_ = world.real_ms();
    if (!id.ends_with("_next") && !id.ends_with("_previous") && !id.starts_with("###rows_")) pages_turned_ = 0;
    return Progress::again;
}

// Long questions and texts have pages: they are looked through to the end and then back. True when a page is being turned.
bool ScriptDriver::turn_to_other_page(ScriptWorld& world) {
    const auto enabled = [&](const std::string& id) {
        const ui::Entry* entry = world.transcript().find(id);
        return entry != nullptr && entry->enabled;
    };
    if (pages_turned_ == kPageTurnsMax) return false;
    constexpr std::array<std::pair<const char*, const char*>, 4> kPanes = {{{"###item_next", "###item_previous"},
                                                                            {"###right_next", "###right_previous"},
                                                                            {"###text_page_next", "###text_page_previous"},
                                                                            {"###rows_down", "###rows_up"}}};
    for (const auto& [next, previous] : kPanes) {
        if (!enabled(next) && !enabled(previous)) continue;
        if (!enabled(next)) paging_back_ = true;
        if (!enabled(previous)) paging_back_ = false;
        ++pages_turned_;
        const int line = commands_[next_].line;
        nested_.push_front(command_of(ScriptVerb::wait, "100ms", line)); // the page is on the screen a frame or two later
        nested_.push_front(command_of(ScriptVerb::tap, paging_back_ ? previous : next, line));
        return true;
    }
    return false;
}

Result<ScriptDriver::Progress> ScriptDriver::type(const std::string& text, ScriptWorld& world) {
    platform::Event event{.kind = platform::EventKind::text};
    event.text = text;
    world.push(event);
    return Progress::done;
}

Result<ScriptDriver::Progress> ScriptDriver::key(const std::string& name, ScriptWorld& world) {
    const auto row = std::find_if(kKeyNames.begin(), kKeyNames.end(), [&](const KeyName& each) { return each.name == name; });
    if (row == kKeyNames.end()) return failed("no key is called " + name);
    for (const auto kind : {platform::EventKind::key_down, platform::EventKind::key_up}) {
        platform::Event event{.kind = kind};
        event.key = row->key;
        world.push(event);
    }
    return Progress::done;
}

Result<ScriptDriver::Progress> ScriptDriver::note(const ScriptCommand& command, ScriptWorld& world) {
    const ui::Entry* entry = world.transcript().find(command.arguments[0]);
    if (entry == nullptr) {
        if (timed_out(world, kPatienceMs)) return failed(command.arguments[0] + " is not on the screen");
        return Progress::again;
    }
    TRY(write_file_atomic(folder_ / (command.arguments[1] + ".note"), view(entry->label)));
    return Progress::done;
}

Result<ScriptDriver::Progress> ScriptDriver::wait(const ScriptCommand& command, ScriptWorld& world) {
    const std::string& what = command.arguments.front();
    const std::int64_t limit_ms = command.duration_ms > 0 ? command.duration_ms : kPatienceMs;
    bool come = false;
    if (what == "saved") {
        come = world.everything_saved();
    } else if (what == "delivered") {
        come = world.everything_delivered();
    } else if (const auto pause_ms = parse_duration_ms(what)) {
        come = timed_out(world, *pause_ms);
        if (!come) return Progress::again;
    } else {
        const ui::Entry* entry = world.transcript().find(what);
        come = entry != nullptr && entry->enabled;
    }
    if (come) return Progress::done;
    if (timed_out(world, limit_ms)) return failed(what + " did not come");
    return Progress::again;
}

Result<ScriptDriver::Progress> ScriptDriver::expect(const ScriptCommand& command, ScriptWorld& world) {
    const std::string& role = command.arguments[0];
    const std::string& value = command.arguments[1];
    const std::vector<ui::Entry>& entries = world.transcript().entries();
    const bool found = std::any_of(entries.begin(), entries.end(), [&](const ui::Entry& entry) {
        return (ui::part_name(entry.part) == role || entry.id == role) &&
               (entry.value.find(value) != std::string::npos || entry.label.find(value) != std::string::npos);
    });
    if (found) return Progress::done;
    if (timed_out(world, kPatienceMs)) return failed("no " + role + " says " + value);
    return Progress::again;
}

// ---- play

void ScriptDriver::queue_answer(const PlannedItem& planned, const std::string& item) {
    const int line = commands_[next_].line;
    if (planned.flag) nested_.push_back(command_of(ScriptVerb::tap, "###flag", line));
    if (planned.clear) nested_.push_back(command_of(ScriptVerb::tap, "###clear", line));
    for (const PlannedAnswer& answer : planned.answers) {
        for (const std::string& option : answer.options) {
            nested_.push_back(command_of(ScriptVerb::tap, "###option_" + option, line));
            nested_.push_back(command_of(ScriptVerb::wait, "saved", line));
        }
        if (!answer.typed.empty()) {
            nested_.push_back(command_of(ScriptVerb::tap, "###answer", line));
            nested_.push_back(command_of(ScriptVerb::type, answer.typed, line));
            nested_.push_back(command_of(ScriptVerb::wait, "saved", line));
            nested_.push_back(command_of(ScriptVerb::key, "enter", line)); // the on-screen keyboard goes, 下一题 comes back
        }
    }
    if (!planned.shot.empty()) nested_.push_back(command_of(ScriptVerb::shot, planned.shot, line));
    last_played_ = item;
    ++played_;
}

// The next item of the plan is whatever the screen shows; `play` goes on by 下一题 until the page of the hand-in is there.
Result<void> ScriptDriver::plan_item(const ScriptCommand& command, ScriptWorld& world) {
    const std::string& name = command.arguments.front();
    if (!plans_.contains(name)) plans_[name] = TRY(parse_plan(as_text(TRY(read_file(folder_ / name, kPlanBytesMax)))));
    const ui::Entry* item = world.transcript().find("###item");
    if (item == nullptr || item->value == last_played_) return success();
    const auto planned = plans_[name].find(item->value);
    queue_answer(planned == plans_[name].end() ? PlannedItem{} : planned->second, item->value);
    return success();
}

Result<ScriptDriver::Progress> ScriptDriver::play(const ScriptCommand& command, ScriptWorld& world) {
    const int wanted = command.arguments.size() > 1 ? std::atoi(command.arguments[1].c_str()) : static_cast<int>(kItemsOfPaperMax);
    if (played_ > 0 && last_played_.empty()) return Progress::done;
    const ui::Entry* item = world.transcript().find("###item");
    if (item == nullptr) return played_ > 0 || timed_out(world, kPatienceMs) ? Progress::done : Progress::again;
    if (item->value != last_played_) {
        if (played_ == wanted) return Progress::done;
        TRY(plan_item(command, world));
        return Progress::again;
    }
    if (played_ == wanted) return Progress::done;
    // One touch a page: the item stays on the screen for a frame or two after it.
    if (turned_from_ != last_played_) {
        nested_.push_back(command_of(ScriptVerb::tap, "###next", command.line));
        turned_from_ = last_played_;
    } else if (timed_out(world, kPatienceMs)) {
        return failed("no other item came after " + last_played_);
    }
    return Progress::again;
}

} // namespace kaogong::kiosk::app
