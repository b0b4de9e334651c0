// What the fuzzers of sealed files, package contents and authors' files feed hostile bytes to. Each takes any input, must neither crash nor
// allocate without limit, and CHECKs that what was accepted is what it claims to be.
#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace kaogong::fuzz {

void fuzz_age(ByteView input);
void fuzz_armor(ByteView input);
void fuzz_package(ByteView input);
void fuzz_content(ByteView input); // every structure of content_codec.h
void fuzz_submission(ByteView input);
void fuzz_author_files(ByteView input); // TOML of every kind
void fuzz_roster(ByteView input);

struct ContentTarget {
    std::string_view name;
    void (*run)(ByteView);
};
inline constexpr ContentTarget kContentTargets[] = {
    {"age", fuzz_age},         {"armor", fuzz_armor},           {"package", fuzz_package},
    {"content", fuzz_content}, {"submission", fuzz_submission}, {"author_files", fuzz_author_files},
    {"roster", fuzz_roster}};

} // namespace kaogong::fuzz
