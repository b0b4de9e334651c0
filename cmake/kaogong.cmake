# What all targets share: warnings as errors, hardening, ccache where it is there, precompiled library headers, and three small
# functions that make a folder a library, a program or a test.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  # Without these two leniencies ccache declines every file that has a precompiled header; in depend mode it does not preprocess each file once more.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_DEPEND=1 ${CCACHE})
endif()

find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
find_package(spdlog REQUIRED)
find_package(Threads REQUIRED)

add_library(kaogong_options INTERFACE)
target_include_directories(kaogong_options INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
target_compile_options(kaogong_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  -fstack-protector-strong -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
# g++ 12 sees uninitialised and out-of-bounds uses inside its own library headers at -O2 and with sanitizers; clang does not have these switches.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(kaogong_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-stringop-overread -Wno-dangling-reference)
endif()
# Fields left out of a designated initialiser take their defaults; that is what the options structs are for.
target_compile_options(kaogong_options INTERFACE -Wno-missing-field-initializers)
target_link_options(kaogong_options INTERFACE -Wl,-z,relro,-z,now)

# A third of the time of a build went into reading the standard library once more for every file, and optimising tests gains nothing: what they try is
# in the libraries. So the library headers are compiled once for the product and once for the tests. No file may lean on that: each still includes what
# it uses, and clang, whose precompiled headers allow no other macro, builds without. doctest.h is not among them: its CHECK has to come after ours.
function(kaogong_precompile name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LINKS")
  file(WRITE "${PROJECT_BINARY_DIR}/generated/${name}.cpp" "")
  add_library(${name} OBJECT "${PROJECT_BINARY_DIR}/generated/${name}.cpp")
  target_link_libraries(${name} PRIVATE kaogong_options ${arg_LINKS})
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

set(kaogong_std <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <tuple> <utility> <variant> <vector>)
add_library(kaogong_test_options INTERFACE)
target_compile_options(kaogong_test_options INTERFACE $<$<CONFIG:Release>:-O0;-U_FORTIFY_SOURCE>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  kaogong_precompile(kaogong_precompiled HEADERS ${kaogong_std})
  kaogong_precompile(kaogong_tests_precompiled HEADERS ${kaogong_std} LINKS kaogong_test_options)
endif()

function(kaogong_use_precompiled target header)
  if(TARGET ${header})
    target_precompile_headers(${target} REUSE_FROM ${header})
  endif()
endfunction()

# kaogong_library(NAME [LINKS lib...] [PRIVATE lib...]): every .cpp directly in this folder is one library, kaogong_NAME.
function(kaogong_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS;PRIVATE;SOURCES")
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(APPEND sources ${arg_SOURCES})
  if(NOT sources)
    add_library(kaogong_${name} INTERFACE)
    target_link_libraries(kaogong_${name} INTERFACE kaogong_options ${arg_LINKS})
    return()
  endif()
  add_library(kaogong_${name} STATIC ${sources})
  target_link_libraries(kaogong_${name} PUBLIC kaogong_options ${arg_LINKS} PRIVATE ${arg_PRIVATE})
  kaogong_use_precompiled(kaogong_${name} kaogong_precompiled)
endfunction()

# kaogong_program(NAME LINKS lib...): a program whose main and other sources lie in this folder.
function(kaogong_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS;SOURCES")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE kaogong_options ${arg_LINKS})
  kaogong_use_precompiled(${name} kaogong_precompiled)
endfunction()

# kaogong_test(NAME [LINKS lib...]): every *_test.cpp in this folder is one test program, test_NAME.
function(kaogong_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS;SOURCES")
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp")
  list(APPEND sources ${arg_SOURCES})
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE kaogong_options kaogong_test_options kaogong_test_support ${arg_LINKS})
  kaogong_use_precompiled(test_${name} kaogong_tests_precompiled)
  target_compile_definitions(test_${name} PRIVATE KAOGONG_SOURCE_DIR="${PROJECT_SOURCE_DIR}" KAOGONG_BINARY_DIR="${PROJECT_BINARY_DIR}")
  set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  add_test(NAME ${name} COMMAND test_${name})
endfunction()
