#include "kiosk/ui/strings.h"

#include "core/base/check.h"

#include <algorithm>

namespace kaogong::kiosk::ui {

std::string_view sentence_of(Language language, Key key) {
    return kStringTable[static_cast<std::size_t>(key)].by_language[static_cast<std::size_t>(language)];
}

std::string sentence_of(Language language, Key key, std::initializer_list<Place> places) {
    const std::string_view pattern = sentence_of(language, key);
    std::string filled;
    std::size_t at = 0;
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', at)) {
        const std::size_t close = pattern.find('}', open);
        CHECK(close != std::string_view::npos);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        const auto* given = std::find_if(places.begin(), places.end(), [&](const Place& p) { return p.name == name; });
        CHECK(given != places.end());
        filled.append(pattern.substr(at, open - at)).append(given->value);
        at = close + 1;
    }
    return filled.append(pattern.substr(at));
}

} // namespace kaogong::kiosk::ui
