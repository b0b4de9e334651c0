// The whole way, offscreen: events in, Chinese text out. Looks at where there is ink, not at its exact shade, which is FreeType's business.
#include "core/base/codes/kiosk.h"
#include "core/base/text.h"
#include "kiosk/platform/gui.h"
#include "tests/kiosk/platform/font_support.h"

#include <chrono>
#include <doctest/doctest.h>
#include <thread>

using namespace kaogong;
using namespace kaogong::kiosk::platform;
using namespace kaogong::test;

namespace {

constexpr Color kPaper = 0xFFFFFFFFu;

std::unique_ptr<Gui> open_gui(Rotation rotation = Rotation::none) {
    return Gui::open({.window = {.mode = WindowMode::offscreen, .size = {640, 200}, .rotation = rotation}}).value();
}

// White paper with a sentence in characters of 30 pixels, its first at 20, 40.
std::vector<PixelRect> frame(Gui& gui, const char* sentence, std::int64_t now_ms = 0) {
    gui.begin_frame(now_ms);
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({0, 0}, {640, 640}, IM_COL32_WHITE);
    list.AddText(gui.fonts().regular, imgui_font_size(30), {20, 40}, IM_COL32_BLACK, sentence);
    gui.end_frame();
    const auto changed = gui.present();
    return {changed.begin(), changed.end()};
}

int ink(const Canvas& canvas, const PixelRect& area) {
    int count = 0;
    for (int y = area.top; y < area.bottom; ++y)
        for (int x = area.left; x < area.right; ++x) count += canvas.at(x, y) != kPaper ? 1 : 0;
    return count;
}

Image copy_of(const Canvas& canvas) {
    Image copy(canvas.extent);
    for (int y = 0; y < canvas.extent.height; ++y) std::copy_n(canvas.row(y), canvas.extent.width, copy.canvas().row(y));
    return copy;
}

} // namespace

TEST_CASE("a sentence has ink in the cell of every character and none elsewhere" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui();
    frame(*gui, "考工记：铣镗焊");
    const Canvas canvas = gui->window().canvas();
    for (int i = 0; i < 7; ++i) CHECK_MESSAGE(ink(canvas, {20 + i * 30, 40, 50 + i * 30, 84}) > 5, "character ", i);
    CHECK_EQ(ink(canvas, {0, 0, 640, 40}), 0);
    CHECK_EQ(ink(canvas, {0, 0, 18, 200}), 0);
    CHECK_EQ(ink(canvas, {232, 0, 640, 200}), 0);
    CHECK_EQ(ink(canvas, {0, 84, 640, 200}), 0);
}

TEST_CASE("the same frame again draws nothing, a changed character only its own tile" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui();
    frame(*gui, "00:24:10", 0);
    CHECK(frame(*gui, "00:24:10", 1'000).empty());
    frame(*gui, "00:24:11", 2'000);
    const std::vector<PixelRect> changed = frame(*gui, "00:24:10", 3'000);
    REQUIRE_EQ(changed.size(), 1);
    CHECK(changed[0].width() <= 2 * kTileSide);
    CHECK(changed[0].height() <= 2 * kTileSide);
}

TEST_CASE("a wide character beyond 16 bits is drawn as itself" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui();
    frame(*gui, "𠮷");
    const Image rare = copy_of(gui->window().canvas());
    frame(*gui, "\xEE\x80\x80"); // U+E000, which no face has
    CHECK_FALSE(copy_of(gui->window().canvas()) == rare);
}

TEST_CASE("when the atlas grows, what was drawn before still looks the same" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui();
    frame(*gui, "考工记：铣镗焊");
    const Image before = copy_of(gui->window().canvas());
    const int size = ImGui::GetIO().Fonts->TexData->GetSizeInBytes();
    for (char32_t first = 0x4E00; first < 0x4E00 + 3'000; first += 100) {
        std::string text;
        for (char32_t character = first; character < first + 100; ++character) append_utf8(text, character);
        frame(*gui, text.c_str());
    }
    CHECK(ImGui::GetIO().Fonts->TexData->GetSizeInBytes() > size);
    frame(*gui, "考工记：铣镗焊");
    CHECK(copy_of(gui->window().canvas()) == before);
    CHECK(frame(*gui, "考工记：铣镗焊").empty());
}

TEST_CASE("an offscreen panel that hangs on its side gives an upright picture of the turned size" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui(Rotation::quarter);
    CHECK(gui->window().extent() == Extent{200, 640});
}

TEST_CASE("a press and its release in one batch are both seen, one frame after the other" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui();
    frame(*gui, "");
    gui->window().push({.kind = EventKind::pointer_down, .at = {30, 40}});
    gui->window().push({.kind = EventKind::pointer_up, .at = {30, 40}});
    for (const Event& event : gui->window().wait_events(kWaitForever)) gui->feed(event);
    CHECK_FALSE(gui->pointer_down());
    int pressed = 0, released = 0, frames = 0;
    do {
        gui->begin_frame(++frames * 16);
        pressed += ImGui::IsMouseClicked(ImGuiMouseButton_Left) ? 1 : 0;
        released += ImGui::IsMouseReleased(ImGuiMouseButton_Left) ? 1 : 0;
        gui->end_frame();
        gui->present();
    } while (gui->input_pending());
    CHECK_EQ(pressed, 1);
    CHECK_EQ(released, 1);
    CHECK(frames <= 3);
}

TEST_CASE("a lifted finger hovers over nothing" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui();
    gui->feed({.kind = EventKind::pointer_down, .at = {30, 40}, .source = PointerSource::touch});
    CHECK(gui->pointer_down());
    gui->feed({.kind = EventKind::pointer_up, .at = {30, 40}, .source = PointerSource::touch});
    for (int i = 0; i < 4; ++i) frame(*gui, "", i * 16);
    CHECK_FALSE(ImGui::IsMousePosValid());
}

TEST_CASE("keys and text arrive" * doctest::skip(font_is_missing())) {
    const std::unique_ptr<Gui> gui = open_gui();
    gui->feed({.kind = EventKind::key_down, .key = Key::character, .text = "c"});
    gui->feed({.kind = EventKind::text, .text = "9考"});
    int pressed = 0;
    std::vector<ImWchar> typed;
    for (int i = 1; i < 5; ++i) {
        gui->begin_frame(i);
        pressed += ImGui::IsKeyPressed(ImGuiKey_C, false) ? 1 : 0;
        for (ImWchar character : ImGui::GetIO().InputQueueCharacters) typed.push_back(character);
        gui->end_frame();
        gui->present();
    }
    CHECK_EQ(pressed, 1);
    CHECK(typed == std::vector<ImWchar>{U'9', U'考'});
}

TEST_CASE("another thread can end a wait, and several wakes are one event") {
    const std::unique_ptr<Window> window = Window::open({.mode = WindowMode::offscreen, .size = {64, 64}}).value();
    std::thread worker([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        window->wake();
        window->wake();
    });
    const std::vector<Event> events = window->wait_events(kWaitForever);
    worker.join();
    REQUIRE_EQ(events.size(), 1);
    CHECK(events[0].kind == EventKind::wake);
    window->wait_events(0); // the second, if the first had been taken already
    CHECK(window->wait_events(0).empty());
}

TEST_CASE("events that were pushed end a wait at once and keep their order") {
    const std::unique_ptr<Window> window = Window::open({.mode = WindowMode::offscreen, .size = {64, 64}}).value();
    window->push({.kind = EventKind::text, .text = "1"});
    window->push({.kind = EventKind::text, .text = "2"});
    const std::vector<Event> events = window->wait_events(kWaitForever);
    REQUIRE_EQ(events.size(), 2);
    CHECK_EQ(events[0].text, "1");
    CHECK_EQ(events[1].text, "2");
}

TEST_CASE("a machine without the typeface gets a code and no window") {
    const Result<std::unique_ptr<Gui>> gui = Gui::open({.window = {.mode = WindowMode::offscreen}, .fonts = {.folders = {"/nowhere"}}});
    REQUIRE_FALSE(gui.ok());
    CHECK(gui.code() == codes::font_missing);
    CHECK(ImGui::GetCurrentContext() == nullptr);
}
