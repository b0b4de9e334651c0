// The files of the bureau's pages (sync/bureau/web, sync/bureau/staff_web) as the program carries them: nothing else can be served, whatever a path says.
#pragma once

#include <span>
#include <string_view>

namespace kaogong::bureau {

struct WebFile {
    std::string_view name; // `page.js`
    std::string_view content;
};
// By name, rising.
std::span<const WebFile> web_files();   // of the public page
std::span<const WebFile> staff_files(); // of the staff's

} // namespace kaogong::bureau
