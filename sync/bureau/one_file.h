// One HTML file made of the page, its style, its modules and the trust bundle, for people who check results without a network. Browsers load
// no module and no style from beside a file on disk, so everything stands inside, and its policy allows exactly that script and that style by
// their hashes. The server makes it rather than the page itself: then everybody gets the same bytes, whose hash can be published, and
// browsers that save nothing which a script has made still save it.
#pragma once

#include "core/base/bytes.h"
#include "sync/bureau/web_files.h"

#include <string>

namespace kaogong::bureau {

struct OneFile {
    std::string html;
    std::string policy; // Content-Security-Policy, also inside
};
// `files` hold index.html, style.css, page.js and the modules that it imports. Modules keep to two forms: `import { names } from "./file.js";` at
// the beginning of a line, and `export` before a function, class or one const.
OneFile make_one_file(std::span<const WebFile> files, ByteView bundle);

} // namespace kaogong::bureau
