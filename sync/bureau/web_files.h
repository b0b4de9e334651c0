// The files of the bureau's public page (sync/bureau/web) as the program carries them: nothing else can be served, whatever a path says.
#pragma once

#include <span>
#include <string_view>

namespace kaogong::bureau {

struct WebFile {
    std::string_view name; // `page.js`
    std::string_view content;
};
std::span<const WebFile> web_files(); // by name, rising

} // namespace kaogong::bureau
