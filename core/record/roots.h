// The root set: the few keys that everything else is traced back to, and the six words by which a person compares one with a filing
// letter. The words are the same pictures in Chinese and English, so that a letter and a screen may differ in language.
#pragma once

#include "core/record/keys.h"
#include "core/record/roles.h"

#include <array>
#include <string>
#include <vector>

namespace kaogong::record {

inline constexpr std::size_t kRootWords = 6;
using RootWords = std::array<std::uint8_t, kRootWords>; // one of 256 words each

struct RootSet {
    std::vector<PublicKeyBytes> keys; // rising, each once
    int threshold = 2;                // signatures that a bundle needs
    Environment environment = Environment::real;
    SuiteNumber suite = SuiteNumber::standard;

    Bytes encode() const; // [suite, environment, threshold, [keys]]: what the words stand for
    Result<std::vector<PublicKey>> public_keys(const Suite& suite = standard_suite()) const;
    Result<void> check(const Suite& suite = standard_suite()) const; // order, number, threshold, usable keys
    bool operator==(const RootSet&) const = default;
};

// 48 bits of Argon2id over the encoded set. Short enough for a telephone; the 64 MiB and three passes that each trial costs keep anyone
// from searching for another set with the same words. Takes about a tenth of a second.
RootWords root_words(const RootSet& roots);
std::string words_text(const RootWords& words, Language language); // 红马 绿山 ... or red-horse green-mountain ...
// The words in either language, in any case, between blanks, commas or 、. Anything else is number_malformed.
Result<RootWords> parse_words(std::string_view text);

} // namespace kaogong::record
