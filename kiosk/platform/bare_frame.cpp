#include "kiosk/platform/bare_frame.h"

namespace kaogong::kiosk::platform {

void draw_bare_frame(Gui& gui, std::int64_t now_ms, const char* text) {
    constexpr float kCharacterPixels = 36;
    gui.begin_frame(now_ms);
    ImGui::GetBackgroundDrawList()->AddText(gui.fonts().regular, imgui_font_size(kCharacterPixels), {40, 40}, IM_COL32_WHITE, text);
    gui.end_frame();
    gui.present();
}

} // namespace kaogong::kiosk::platform
