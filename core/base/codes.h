// Stable error codes (K-0312) and the two sentences that people read for each: what happened, and what to do. A code is never reused and
// never changes its meaning, because it stands in printed handbooks and in centres' telephone notes. The names stand in codes/AREA.h, each
// made from codes/AREA.def: everything includes this header through result.h, so it must not change when an area gains a code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaogong {

// 0 is no code. Its values are the constants of kaogong::codes, which `switch` and comparisons take like enumerators.
enum class Code : std::uint16_t {};

enum class Language { zh_cn, en };

struct Sentence {
    std::string_view what;
    std::string_view do_; // "do" is a keyword; the sentence that says what the reader should do now.
};

Sentence sentence(Code code, Language language);
std::string code_text(Code code);          // "K-0312"
std::string_view code_name(Code code);     // "seat_mismatch", for logs and JSON
std::optional<Code> find_code(int number); // for codes that arrive in records from elsewhere

} // namespace kaogong
