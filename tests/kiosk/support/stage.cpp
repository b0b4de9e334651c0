#include "tests/kiosk/support/stage.h"

#include "core/base/check.h"
#include "kiosk/platform/picture.h"

namespace kaogong::test {

using namespace kiosk;

namespace {

constexpr std::int64_t kFrame_ms = 16;

std::unique_ptr<platform::Gui> open_gui(platform::Extent size) {
    platform::GuiOptions options;
    options.window.mode = platform::WindowMode::offscreen;
    options.window.size = size;
    auto gui = platform::Gui::open(options);
    CHECK(gui.ok());
    return std::move(gui).value();
}

} // namespace

Stage::Stage(platform::Extent size) : gui_(open_gui(size)), ui_(std::make_unique<ui::Ui>()) {
    ui_->fonts = {gui_->fonts().regular, gui_->fonts().bold};
}

model::Commands Stage::play(const DrawScene& scene) {
    model::Commands commands;
    now_ms_ += kFrame_ms;
    gui_->begin_frame(now_ms_);
    ui::Frame frame(*ui_, options);
    scene(frame, commands);
    frame.finish();
    gui_->end_frame();
    return commands;
}

model::Commands Stage::play_until_quiet(const DrawScene& scene) {
    model::Commands commands;
    do {
        for (model::Command& command : play(scene)) commands.push_back(std::move(command));
    } while (gui_->input_pending());
    return commands;
}

platform::Event Stage::pointer(platform::EventKind kind, ui::Point at) const {
    const platform::Extent extent = gui_->window().extent();
    const ui::Units units = ui::Units::fit({static_cast<float>(extent.width), static_cast<float>(extent.height)});
    const ui::Point pixel = units.pixel(at);
    platform::Event event;
    event.kind = kind;
    event.at = {pixel.x, pixel.y};
    return event;
}

void Stage::lay_finger(ui::Point at) {
    gui_->feed(pointer(platform::EventKind::pointer_move, at));
    gui_->feed(pointer(platform::EventKind::pointer_down, at));
}

void Stage::lift_finger(ui::Point at) {
    gui_->feed(pointer(platform::EventKind::pointer_up, at));
}

model::Commands Stage::tap(std::string_view id, const DrawScene& scene) {
    play_until_quiet(scene);
    const ui::Entry* entry = ui_->transcript.find(id);
    CHECK(entry != nullptr);
    const ui::Point at = entry->rect.center();
    lay_finger(at);
    model::Commands commands = play_until_quiet(scene);
    lift_finger(at);
    for (model::Command& command : play_until_quiet(scene)) commands.push_back(std::move(command));
    return commands;
}

model::Commands Stage::type(std::string_view text, const DrawScene& scene) {
    platform::Event event;
    event.kind = platform::EventKind::text;
    event.text = std::string(text);
    gui_->feed(event);
    return play_until_quiet(scene);
}

model::Commands Stage::press(platform::Key key, const DrawScene& scene) {
    platform::Event event;
    event.kind = platform::EventKind::key_down;
    event.key = key;
    gui_->feed(event);
    model::Commands commands = play_until_quiet(scene);
    event.kind = platform::EventKind::key_up;
    gui_->feed(event);
    play_until_quiet(scene);
    return commands;
}

void Stage::save(const Path& path) {
    gui_->present();
    CHECK(platform::save_png(gui_->window().canvas(), path).ok());
}

} // namespace kaogong::test
