// What Dear ImGui is told at compile time. Every file that includes imgui.h sees the same settings, because the `imgui` target carries this
// header as IMGUI_USER_CONFIG. It must never switch on anything that reaches out of the program: no shell, no demo, no font of its own.
#pragma once

#include "core/base/check.h"

// A broken assumption inside the library is ours too: stop, be restarted, recover from the store.
#define IM_ASSERT(condition) CHECK(condition)

// Rare characters of names lie beyond the first 65,536 (screens.md).
#define IMGUI_USE_WCHAR32
#define IMGUI_ENABLE_FREETYPE

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
// A missing face is a coded refusal (fonts.h), never the library's own Latin face with boxes for Chinese.
#define IMGUI_DISABLE_DEFAULT_FONT
