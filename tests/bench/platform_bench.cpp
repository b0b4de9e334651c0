// How long the renderer needs for a frame as heavy as the answering screen gets, beside the time to fill the same area once, and how long
// from the start of the process to the first frame. Prints figures, judges nothing: `kaogong bench` does. With a file name it also saves
// the picture.
#include "core/base/log.h"
#include "kiosk/platform/gui.h"
#include "kiosk/platform/pacing.h"
#include "kiosk/platform/picture.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sys/resource.h>

using namespace kaogong;
using namespace kaogong::kiosk::platform;

namespace {

double now_ms() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

// Of this thread, so that what else the machine does is not counted.
double cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_nsec) / 1'000'000;
}

double process_cpu_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

const char* const kStem =
    "在三相异步电动机正反转控制线路中，为防止正转接触器与反转接触器同时吸合造成电源短路，必须在控制电路中设置的保护环节是（　　）。";

constexpr ImU32 kGround = IM_COL32(0xF1, 0xF4, 0xF7, 255);
constexpr ImU32 kSurface = IM_COL32(255, 255, 255, 255);
constexpr ImU32 kInk = IM_COL32(0x15, 0x20, 0x2B, 255);
constexpr ImU32 kAccent = IM_COL32(0x14, 0x57, 0xA6, 255);
constexpr ImU32 kLine = IM_COL32(0xD2, 0xDA, 0xE3, 255);

// A white disc with a soft edge in the atlas, to be cut into nine.
class Corners {
  public:
    static constexpr int kSide = 49;

    void make() {
        ImFontAtlasRect rect;
        id_ = ImGui::GetIO().Fonts->AddCustomRect(kSide, kSide, &rect);
        ImTextureData& data = *ImGui::GetIO().Fonts->TexData;
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                const double away = std::hypot(x - kSide / 2, y - kSide / 2) - kSide / 2 + 0.5;
                auto* texel = static_cast<unsigned char*>(data.GetPixelsAt(rect.x + x, rect.y + y));
                *texel = static_cast<unsigned char>(std::clamp(255 * (1 - away), 0.0, 255.0));
            }
    }

    void draw(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 color) const {
        ImFontAtlasRect rect;
        if (!ImGui::GetIO().Fonts->GetCustomRect(id_, &rect)) return;
        const float corner = kSide / 2;
        const float xs[] = {from.x, from.x + corner, to.x - corner, to.x};
        const float ys[] = {from.y, from.y + corner, to.y - corner, to.y};
        const ImVec2 scale = ImGui::GetIO().Fonts->TexUvScale;
        const auto part = [](unsigned short start, int index) {
            return static_cast<float>(start + (index < 2 ? index * (kSide / 2) : kSide / 2 + 1 + (index - 2) * (kSide / 2)));
        };
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 3; ++column)
                list.AddImage(ImGui::GetIO().Fonts->TexRef, {xs[column], ys[row]}, {xs[column + 1], ys[row + 1]},
                              {part(rect.x, column) * scale.x, part(rect.y, row) * scale.y},
                              {part(rect.x, column + 1) * scale.x, part(rect.y, row + 1) * scale.y}, color);
    }

  private:
    ImFontAtlasRectId id_ = ImFontAtlasRectId_Invalid;
};

class Screen {
  public:
    Screen(Gui& gui, const Corners& corners)
        : gui_(gui), corners_(corners), scale_(static_cast<float>(gui.window().extent().width) / 1280) {}

    void draw(int second) {
        ImDrawList& list = *ImGui::GetBackgroundDrawList();
        rect(list, 0, 0, 1280, 720, kGround);
        rect(list, 0, 0, 1280, 80, kSurface);
        text(list, 76, 12, "谢雨薇", gui_.fonts().bold, 24);
        text(list, 320, 12, "电工 三级/高级工 · 理论知识考试", gui_.fonts().bold, 24);
        char clock[16];
        std::snprintf(clock, sizeof clock, "00:%02d:%02d", second / 60 % 60, second % 60);
        text(list, 1000, 16, clock, gui_.fonts().bold, 32);
        for (int cell = 0; cell < 40; ++cell) {
            const float x = static_cast<float>(16 + cell % 5 * 72);
            const float y = static_cast<float>(96 + cell / 5 * 72);
            card(list, x, y, 64, 64, cell % 3 == 0 ? kAccent : kLine);
            if (cell % 3 != 0) card(list, x + 1, y + 1, 62, 62, kSurface);
            text(list, x + 16, y + 14, std::to_string(cell + 1).c_str(), gui_.fonts().regular, 24, cell % 3 == 0 ? kSurface : kInk);
        }
        card(list, 400, 96, 864, 528, kLine);
        card(list, 401, 97, 862, 526, kSurface);
        for (int line = 0; line < 5; ++line) text(list, 432, static_cast<float>(120 + line * 36), kStem, gui_.fonts().regular, 24);
        for (int option = 0; option < 4; ++option) {
            const float y = static_cast<float>(310 + option * 78);
            card(list, 432, y, 800, 72, kAccent);
            card(list, 435, y + 3, 794, 66, kSurface);
            text(list, 500, y + 16, "电动机正反转的联锁触点接错，造成短路保护动作跳闸", gui_.fonts().regular, 24);
            text(list, 1120, y + 20, "已保存", gui_.fonts().regular, 18);
        }
    }

  private:
    ImVec2 at(float x, float y) const { return {std::round(x * scale_), std::round(y * scale_)}; }
    void rect(ImDrawList& list, float x, float y, float w, float h, ImU32 color) const {
        list.AddRectFilled(at(x, y), at(x + w, y + h), color);
    }
    void card(ImDrawList& list, float x, float y, float w, float h, ImU32 color) const {
        corners_.draw(list, at(x, y), at(x + w, y + h), color);
    }
    void text(ImDrawList& list, float x, float y, const char* words, ImFont* font, float size, ImU32 color = kInk) const {
        list.AddText(font, imgui_font_size(size * scale_), at(x, y), color, words);
    }

    Gui& gui_;
    const Corners& corners_;
    float scale_;
};

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void frame(Gui& gui, Screen& screen, int second) {
    gui.begin_frame(second * 1000);
    screen.draw(second);
    gui.end_frame();
}

long rss_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

struct Arguments {
    GuiOptions gui;
    int idle_seconds = 0;
    Path save;
};

Arguments read_arguments(int argc, char** argv) {
    Arguments arguments;
    WindowOptions& window = arguments.gui.window;
    window.size = {1920, 1080};
    window.mode = WindowMode::offscreen;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const auto next = [&] { return i + 1 < argc ? argv[++i] : ""; };
        if (word == "--windowed") window.mode = WindowMode::windowed;
        if (word == "--fullscreen") window.mode = WindowMode::fullscreen;
        if (word == "--opengl") window.renderer = RendererKind::opengl;
        if (word == "--rotate") window.rotation = rotation_from_degrees(std::atoi(next())).value_or(Rotation::none);
        if (word == "--idle") arguments.idle_seconds = std::atoi(next());
        if (word == "--save") arguments.save = next();
    }
    return arguments;
}

// The loop of the real program with nothing happening but the clock.
void idle(Gui& gui, Screen& screen, int seconds) {
    Pacing pacing;
    const double start = now_ms();
    const double cpu = process_cpu_ms();
    const auto now = [&] { return static_cast<std::int64_t>(now_ms() - start); };
    int frames = 0, events = 0;
    while (now() < seconds * 1000) {
        const std::int64_t sleep = pacing.sleep_ms(now()).value_or(kWaitForever);
        for (const Event& event : gui.window().wait_events(static_cast<int>(sleep))) {
            std::fprintf(stderr, "event %d at %.1f %.1f key %d text '%s'\n", static_cast<int>(event.kind), double(event.at.x),
                         double(event.at.y), static_cast<int>(event.key), event.text.c_str());
            gui.feed(event);
            pacing.event_happened();
            ++events;
        }
        pacing.set_finger_down(gui.pointer_down());
        pacing.set_input_pending(gui.input_pending());
        if (!pacing.frame_is_due(now())) continue;
        pacing.frame_begins(now());
        frame(gui, screen, static_cast<int>(now() / 1000) + 100);
        gui.present();
        pacing.draw_at(now() / 1000 * 1000 + 1000);
        ++frames;
    }
    std::printf("idle %d s: %d frames, %d events, %.2f %% of a core\n", seconds, frames, events,
                (process_cpu_ms() - cpu) / (now_ms() - start) * 100);
}

void measure_frames(Gui& gui, Screen& screen) {
    std::vector<double> build, full, same, digit, fill;
    Image other({1920, 1080});
    for (int second = 1; second <= 60; ++second) {
        const double a = cpu_ms();
        frame(gui, screen, second);
        const double b = cpu_ms();
        gui.present();
        const double c = cpu_ms();
        gui.present();
        const double d = cpu_ms();
        gui.repaint();
        gui.present();
        const double e = cpu_ms();
        for (int y = 0; y < 1080; ++y) fill_span(other.canvas().row(y), 1920, 0xFF000000u + static_cast<Color>(second));
        const double f = cpu_ms();
        build.push_back(b - a), digit.push_back(c - b), same.push_back(d - c), full.push_back(e - d), fill.push_back(f - e);
    }
    std::printf("cpu: build %.2f ms, whole frame %.2f, one digit %.2f, nothing new %.2f, fill of the area %.2f; peak %ld kB\n",
                median(build), median(full), median(digit), median(same), median(fill), rss_kb());
}

} // namespace

int main(int argc, char** argv) {
    const double start = now_ms();
    const Arguments arguments = read_arguments(argc, argv);
    Result<std::unique_ptr<Gui>> opened = Gui::open(arguments.gui);
    if (!opened) {
        std::fprintf(stderr, "%s\n", error_text(opened.error()).c_str());
        return 3;
    }
    Gui& gui = **opened;
    const double open = now_ms();
    Corners corners;
    corners.make();
    Screen screen(gui, corners);
    frame(gui, screen, 0);
    const double built = now_ms();
    gui.present();
    const double first = now_ms();
    std::printf("open %.1f ms, first frame built %.1f, presented %.1f; process cpu %.1f\n", open - start, built - open, first - built,
                process_cpu_ms());

    if (arguments.idle_seconds > 0)
        idle(gui, screen, arguments.idle_seconds);
    else
        measure_frames(gui, screen);
    if (!arguments.save.empty() && !save_png(gui.window().canvas(), arguments.save)) return 1;
    return 0;
}
