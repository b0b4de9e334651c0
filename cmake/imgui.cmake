# Dear ImGui as a static library of our own settings (kiosk/platform/imgui_config.h), from the source that packaging/fetch-imgui finds or fetches.
# Its headers are system headers to us: our warnings stop at its door, and only kiosk/ may link it.
execute_process(
  COMMAND "${PROJECT_SOURCE_DIR}/packaging/fetch-imgui"
  OUTPUT_VARIABLE imgui_folder
  OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE imgui_status)
if(NOT imgui_status EQUAL 0)
  message(FATAL_ERROR "Dear ImGui is missing; the line above says what to do.")
endif()

find_package(PkgConfig REQUIRED)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)

add_library(imgui STATIC
  "${imgui_folder}/imgui.cpp"
  "${imgui_folder}/imgui_draw.cpp"
  "${imgui_folder}/imgui_tables.cpp"
  "${imgui_folder}/imgui_widgets.cpp"
  "${imgui_folder}/misc/freetype/imgui_freetype.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui_folder}" PRIVATE "${imgui_folder}/misc/freetype")
target_include_directories(imgui PUBLIC "${PROJECT_SOURCE_DIR}")
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="kiosk/platform/imgui_config.h")
target_compile_options(imgui PRIVATE -fstack-protector-strong "-ffile-prefix-map=${imgui_folder}/=imgui/" -w)
target_link_libraries(imgui PUBLIC kaogong_base PRIVATE PkgConfig::FREETYPE)
