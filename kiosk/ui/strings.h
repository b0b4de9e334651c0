// The terminal's sentences by key, in both languages. The tables come from assets/strings; a key without a sentence in a language, or with
// other places than its sibling, does not build.
#pragma once

#include "core/base/codes.h"
#include "kiosk/ui/string_keys.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace kaogong::kiosk::ui {

struct StringRow {
    std::string_view by_language[2]; // in the order of kaogong::Language
};
extern const StringRow kStringTable[kKeyCount];

// A value for a {named} place of a sentence.
struct Place {
    std::string_view name;
    std::string value;
};
inline Place place(std::string_view name, std::string_view value) {
    return {name, std::string(value)};
}
inline Place place(std::string_view name, int value) {
    return {name, std::to_string(value)};
}

std::string_view sentence_of(Language language, Key key);
// Every place must be given and every given value must have its place: anything else is a mistake in the program, and stops it in the
// tests.
std::string sentence_of(Language language, Key key, std::initializer_list<Place> places);

} // namespace kaogong::kiosk::ui
