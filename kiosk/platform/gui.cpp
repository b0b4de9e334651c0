// The library's context, its input and its output.
#include "kiosk/platform/gui.h"

#include <imgui_internal.h>

namespace kaogong::kiosk::platform {
namespace {

ImGuiKey character_key(const std::string& text) {
    const char character = text.size() == 1 ? text[0] : '\0';
    if (character >= 'a' && character <= 'z') return static_cast<ImGuiKey>(ImGuiKey_A + (character - 'a'));
    if (character >= '0' && character <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (character - '0'));
    return ImGuiKey_None;
}

ImGuiKey imgui_key(const Event& event) {
    switch (event.key) {
    case Key::none: return ImGuiKey_None;
    case Key::tab: return ImGuiKey_Tab;
    case Key::enter: return ImGuiKey_Enter;
    case Key::escape: return ImGuiKey_Escape;
    case Key::space: return ImGuiKey_Space;
    case Key::backspace: return ImGuiKey_Backspace;
    case Key::delete_forward: return ImGuiKey_Delete;
    case Key::left: return ImGuiKey_LeftArrow;
    case Key::right: return ImGuiKey_RightArrow;
    case Key::up: return ImGuiKey_UpArrow;
    case Key::down: return ImGuiKey_DownArrow;
    case Key::home: return ImGuiKey_Home;
    case Key::end: return ImGuiKey_End;
    case Key::page_up: return ImGuiKey_PageUp;
    case Key::page_down: return ImGuiKey_PageDown;
    case Key::character: return character_key(event.text);
    }
    return ImGuiKey_None;
}

void set_up_context() {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // nothing of a sitting is left in a file
    io.LogFilename = nullptr;
    io.BackendPlatformName = "kaogong";
    io.BackendRendererName = "kaogong";
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset | ImGuiBackendFlags_RendererHasTextures;
    io.ConfigMemoryCompactTimer = -1; // a frame a second is not idleness
    io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    // Texts that only a screen of before used go at the next full atlas; a page should not be drawn anew because of one.
    io.Fonts->TexMinWidth = 1024;
    io.Fonts->TexMinHeight = 512;
    ImGuiStyle& style = ImGui::GetStyle();
    style.FontSizeBase = imgui_font_size(24);
    style.AntiAliasedLinesUseTex = false;
}

} // namespace

Result<std::unique_ptr<Gui>> Gui::open(const GuiOptions& options) {
    // The face first: without it there is no use in covering the desktop.
    FontFiles fonts = TRY(FontFiles::find(options.fonts));
    std::unique_ptr<Window> window = TRY(Window::open(options.window));
    auto gui = std::unique_ptr<Gui>(new Gui(std::move(window), std::move(fonts)));
    gui->fonts_ = TRY(add_fonts(*ImGui::GetIO().Fonts, gui->font_files_));
    return gui;
}

Gui::Gui(std::unique_ptr<Window> window, FontFiles font_files) : window_(std::move(window)), font_files_(std::move(font_files)) {
    CHECK(ImGui::GetCurrentContext() == nullptr);
    set_up_context();
    canvas_generation_ = window_->canvas_generation();
}

Gui::~Gui() {
    textures_.release(ImGui::GetPlatformIO().Textures);
    ImGui::DestroyContext();
}

void Gui::feed(const Event& event) {
    switch (event.kind) {
    case EventKind::pointer_down:
    case EventKind::pointer_move:
    case EventKind::pointer_up: feed_pointer(event); break;
    case EventKind::wheel: ImGui::GetIO().AddMouseWheelEvent(-event.at.x, -event.at.y); break;
    case EventKind::key_down:
    case EventKind::key_up: feed_key(event); break;
    case EventKind::text: ImGui::GetIO().AddInputCharactersUTF8(event.text.c_str()); break;
    case EventKind::shown:
    case EventKind::quit:
    case EventKind::wake: break;
    }
}

void Gui::feed_pointer(const Event& event) {
    ImGuiIO& io = ImGui::GetIO();
    const bool touch = event.source == PointerSource::touch;
    io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    io.AddMousePosEvent(event.at.x, event.at.y);
    if (event.kind == EventKind::pointer_move) return;
    pointer_down_ = event.kind == EventKind::pointer_down;
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, pointer_down_);
    // A finger that was lifted hovers over nothing.
    if (touch && !pointer_down_) io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

void Gui::feed_key(const Event& event) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Shift, event.shift);
    if (const ImGuiKey key = imgui_key(event); key != ImGuiKey_None) io.AddKeyEvent(key, event.kind == EventKind::key_down);
}

bool Gui::input_pending() const {
    return !ImGui::GetCurrentContext()->InputEventsQueue.empty();
}

void Gui::begin_frame(std::int64_t now_ms) {
    ImGuiIO& io = ImGui::GetIO();
    const Extent extent = window_->extent();
    io.DisplaySize = {static_cast<float>(extent.width), static_cast<float>(extent.height)};
    // The library wants time to pass, even where two frames fall into one millisecond.
    io.DeltaTime = static_cast<float>(std::max<std::int64_t>(1, now_ms - last_frame_ms_.value_or(now_ms))) / 1000.0f;
    last_frame_ms_ = now_ms;
    ImGui::NewFrame();
}

void Gui::end_frame() {
    ImGui::Render();
}

std::span<const PixelRect> Gui::present() {
    const ImDrawData* data = ImGui::GetDrawData();
    CHECK(data != nullptr);
    textures_.answer_requests(*data->Textures);
    if (window_->canvas_generation() != canvas_generation_) {
        canvas_generation_ = window_->canvas_generation();
        painter_.forget();
    }
    const std::span<const PixelRect> changed = painter_.paint(*data, textures_, window_->canvas());
    window_->present(changed);
    // Outlines are read when a character is first drawn and hardly ever again; of both faces they would come to 15 MB in a long sitting.
    if (textures_.any_written()) font_files_.release_pages();
    return changed;
}

} // namespace kaogong::kiosk::platform
