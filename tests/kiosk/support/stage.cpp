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

platform::Event Stage::pointer(platform::EventKind kind, ui::Point at_px) const {
    platform::Event event;
    event.kind = kind;
    event.at = {at_px.x, at_px.y};
    return event;
}

void Stage::lay_finger(ui::Point at_px) {
    gui_->feed(pointer(platform::EventKind::pointer_move, at_px));
    gui_->feed(pointer(platform::EventKind::pointer_down, at_px));
}

void Stage::lift_finger(ui::Point at_px) {
    gui_->feed(pointer(platform::EventKind::pointer_up, at_px));
}

model::Commands Stage::tap(std::string_view id, const DrawScene& scene) {
    play_until_quiet(scene);
    const ui::Entry* entry = ui_->transcript.find(id);
    CHECK(entry != nullptr);
    const ui::Point at = entry->at_px;
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

namespace {

void bar(platform::Image& image, ui::Rect rect, std::uint32_t color) {
    const platform::Canvas canvas = image.canvas();
    for (int y = static_cast<int>(rect.y); y < static_cast<int>(rect.bottom()); ++y) {
        for (int x = static_cast<int>(rect.x); x < static_cast<int>(rect.right()); ++x) canvas.at(x, y) = color;
    }
}

void disc(platform::Image& image, ui::Point center, float radius, std::uint32_t color) {
    const platform::Canvas canvas = image.canvas();
    for (int y = 0; y < canvas.extent.height; ++y) {
        for (int x = 0; x < canvas.extent.width; ++x) {
            const float dx = static_cast<float>(x) - center.x;
            const float dy = static_cast<float>(y) - center.y;
            if (dx * dx + dy * dy < radius * radius) canvas.at(x, y) = color;
        }
    }
}

model::Picture added(platform::Gui& gui, platform::Image image) {
    const platform::Extent extent = image.extent();
    return {static_cast<std::uint64_t>(gui.textures().add(std::move(image))), extent.width, extent.height};
}

} // namespace

model::Picture Stage::figure() {
    constexpr std::uint32_t kInk = 0xFF15202B;
    platform::Image image({928, 696});
    bar(image, {0, 0, 928, 696}, 0xFFFFFFFF);
    for (const float x : {60.0F, 860.0F}) bar(image, {x, 60, 4, 500}, kInk);
    for (const float y : {180.0F, 440.0F}) {
        bar(image, {60, y, 800, 4}, kInk);
        bar(image, {620, y - 30, 80, 64}, kInk);
        bar(image, {624, y - 26, 72, 56}, 0xFFFFFFFF);
        disc(image, {62, y + 2}, 8, kInk);
        disc(image, {862, y + 2}, 8, kInk);
    }
    return added(*gui_, std::move(image));
}

model::Picture Stage::photo() {
    platform::Image image({358, 441});
    bar(image, {0, 0, 358, 441}, 0xFFCFDBE7);
    disc(image, {179, 500}, 170, 0xFF35506D);
    disc(image, {179, 190}, 88, 0xFF2B2C31);
    disc(image, {179, 220}, 74, 0xFFE8BFA0);
    return added(*gui_, std::move(image));
}

} // namespace kaogong::test
