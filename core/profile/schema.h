// The one table of what a hardware profile may say: sections, keys, kinds of value, ranges and their meaning. Parser, lint, `explain` and
// hardware-profiles/SCHEMA.md all come from it, so that none of them can know a key that the others do not.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kaogong::profile {

inline constexpr std::int64_t kFormat = 1; // of the file; a file with another one is not used

enum class ValueKind {
    text,    // one line of UTF-8
    id,      // lower-case letters, digits, '.' and '-'
    integer, // within min and max
    choice,  // one of the words in `choices`
    size_px, // 1024x600
    size_mm, // 222.7x125.3, at most three decimals
    terms,   // a line of [Match], see match.h
};
enum class Presence { optional, required, repeated };

struct KeyRule {
    std::string_view section;
    std::string_view key;
    ValueKind kind = ValueKind::text;
    Presence presence = Presence::optional;
    bool localized = false; // written Key[en] and Key[zh_CN]
    std::int64_t min = 0;   // integers; sizes: of either side, in px or whole mm
    std::int64_t max = 0;
    std::string_view choices; // words separated by blanks
    std::string_view unit;    // for people
    std::string_view meaning; // one sentence
};

std::span<const KeyRule> schema();
const KeyRule* find_rule(std::string_view section, std::string_view key);
bool is_section(std::string_view section);

// Whether a value is one that its rule allows; the error's context says what would be. (codes::profile_value_invalid)
Result<void> check_value(const KeyRule& rule, std::string_view value);

struct SizeMm { // micrometres, so that nothing is rounded
    std::int64_t width_um = 0;
    std::int64_t height_um = 0;
    bool operator==(const SizeMm&) const = default;
};
struct SizePx {
    int width_px = 0;
    int height_px = 0;
    bool operator==(const SizePx&) const = default;
};
Result<SizeMm> parse_size_mm(std::string_view text);
Result<SizePx> parse_size_px(std::string_view text);

std::string schema_markdown(); // the whole content of SCHEMA.md

} // namespace kaogong::profile
