# The terminal's sentences: assets/strings/*.toml become key constants and tables under generated/kiosk/ui. Looking for unused keys means reading
# the sources, so the step runs again when one of them changes; its outputs are touched only when they really differ.
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

set(strings_out "${PROJECT_BINARY_DIR}/generated/kiosk/ui")
file(GLOB strings_tables CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/assets/strings/*.toml")
file(GLOB_RECURSE strings_speakers CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/kiosk/ui/*.cpp" "${PROJECT_SOURCE_DIR}/kiosk/ui/*.h"
  "${PROJECT_SOURCE_DIR}/kiosk/screens/*.cpp" "${PROJECT_SOURCE_DIR}/kiosk/screens/*.h"
  "${PROJECT_SOURCE_DIR}/kiosk/app/*.cpp" "${PROJECT_SOURCE_DIR}/kiosk/app/*.h")
add_custom_command(
  OUTPUT "${strings_out}/strings.stamp"
  BYPRODUCTS "${strings_out}/string_keys.h" "${strings_out}/string_table.cpp"
  COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/cmake/generate_strings.py"
    --strings "${PROJECT_SOURCE_DIR}/assets/strings" --sources "${PROJECT_SOURCE_DIR}/kiosk" --out "${strings_out}"
  COMMAND ${CMAKE_COMMAND} -E touch "${strings_out}/strings.stamp"
  DEPENDS "${PROJECT_SOURCE_DIR}/cmake/generate_strings.py" ${strings_tables} ${strings_speakers}
  COMMENT "Making the tables of sentences"
  VERBATIM)
add_custom_target(kaogong_strings DEPENDS "${strings_out}/strings.stamp")
