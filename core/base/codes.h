// Stable error codes (K-0312) and the two sentences that people read for each: what happened, and what to do. The table is codes.def; a
// code is never reused and never changes its meaning, because it stands in printed handbooks and in centres' telephone notes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaogong {

enum class Code : std::uint16_t {
#define KAOGONG_CODE(number, name, what_en, do_en, what_zh, do_zh) name = number,
#include "core/base/codes.def"
#undef KAOGONG_CODE
};

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
